"""Workers that wait for the next stream of the same process. A Spark task has some
thirty documents, and the start of a worker and of its PDF reader costs as much
processor time as a dozen of them."""

from __future__ import annotations

import os
import threading
from typing import Any, Hashable, List, NamedTuple, Optional

IDLE_SECONDS = 30.0  # then it ends: Spark keeps an idle Python for a minute


class _Waiting(NamedTuple):
    name: Hashable
    worker: Any  # of _proc
    pid: int  # whose child it is: a fork has no claim to it
    ends: threading.Timer


class Idle:
    """For many threads."""

    def __init__(self, seconds: float = IDLE_SECONDS) -> None:
        self.seconds = seconds
        self.lock = threading.Lock()
        self.waiting: List[_Waiting] = []

    def take(self, name: Hashable) -> Optional[Any]:
        """A live worker of that name, no longer waiting."""
        while (found := self._out(lambda w: w.name == name and w.pid == os.getpid())) is not None:
            found.ends.cancel()
            if found.worker.fresh():
                return found.worker
            found.worker.kill()
        return None

    def put(self, name: Hashable, worker: Any) -> None:
        """Let the worker wait; it has answered all that it was sent."""
        ends = threading.Timer(self.seconds, self._end, [worker])
        ends.daemon = True
        with self.lock:
            self.waiting.append(_Waiting(name, worker, os.getpid(), ends))
        ends.start()

    def _end(self, worker: Any) -> None:
        if self._out(lambda w: w.worker is worker) is not None:
            worker.finish()

    def _out(self, wanted: Any) -> Optional[_Waiting]:
        with self.lock:
            for i, w in enumerate(self.waiting):
                if wanted(w):
                    return self.waiting.pop(i)
        return None
