"""Documents through a worker process that no document can take down for good.
Knows pyarrow and nothing of any engine.

`answers` sends documents to `assay worker` and yields what it answers, one row a
document, in order. A worker that dies or falls silent is started again and gets
the unanswered documents one at a time; a document whose worker dies twice while
nothing else is there is guilty, and becomes a row of failures. A worker killed
from outside therefore blames nobody.
"""

from __future__ import annotations

import collections
import hashlib
import os
import queue
import subprocess
import threading
from dataclasses import dataclass
from typing import Any, Deque, Dict, Iterable, Iterator, List, NamedTuple, Optional, Sequence, Union

import pyarrow as pa

from ._errors import WorkerError, told

WINDOW_ROWS = 64  # documents sent and not answered, at most
WINDOW_BYTES = 64 << 20  # what they weigh together, unless one alone weighs more
STDERR_KEPT = 4096  # bytes of what the worker said last
USAGE = 2  # exit code of a worker that was told something wrong


@dataclass(frozen=True)
class Limits:
    """When to give up a document, and when the machine."""

    silence: float = 660.0  # seconds without an answer: the wall limit of a PDF and a minute
    guilty: int = 20  # documents that may be given up in one stream
    in_a_row: int = 5  # and one after the other


class _Item(NamedTuple):
    batch: pa.RecordBatch  # one row
    uri: str
    weight: int


class _Death(NamedTuple):
    reason: str  # child_died or wall_timeout
    message: str


def answers(batches: Iterable[pa.RecordBatch], command: Sequence[str], schema: pa.Schema,
            constants: Optional[Dict[str, str]] = None, limits: Limits = Limits()) -> Iterator[pa.RecordBatch]:
    """Rows of the schema for the documents in batches, in their order.

    batches have the columns that the worker takes, uri among them; command starts
    the worker; constants are columns of the rows of documents that are given up.
    An error of batches is raised as it is: a source that cannot be read is no
    fault of a document. WorkerError is raised when documents are given up one
    after the other, when the worker refuses its command line, and when it answers
    anything but what it was asked. For one thread; closing the iterator ends the
    worker.
    """
    client = _Client(command, schema, constants or {}, limits)
    try:
        yield from client.stream(_items(batches))
    finally:
        client.kill()


def _items(batches: Iterable[pa.RecordBatch]) -> Iterator[_Item]:
    for batch in batches:
        for i, uri in enumerate(batch.column(batch.schema.get_field_index("uri")).to_pylist()):
            row = batch.slice(i, 1)
            yield _Item(row, uri, row.nbytes)


class _Client:
    def __init__(self, command: Sequence[str], schema: pa.Schema, constants: Dict[str, str], limits: Limits) -> None:
        self.command, self.schema, self.constants, self.limits = list(command), schema, constants, limits
        self.worker: Optional[_Worker] = None
        self.due: Deque[_Item] = collections.deque()  # sent and not answered
        self.weight = 0  # of all that is due
        self.guilty = self.in_a_row = 0

    def stream(self, items: Iterator[_Item]) -> Iterator[pa.RecordBatch]:
        for item in items:
            while not self.room(item):
                yield from self.wait(self.limits.silence)
            self.send(item)
            yield from self.wait(0)
        while self.due:
            yield from self.wait(self.limits.silence)
        if self.worker is not None:
            self.worker.finish()

    def room(self, item: _Item) -> bool:
        return not self.due or len(self.due) < WINDOW_ROWS and self.weight + item.weight <= WINDOW_BYTES

    def send(self, item: _Item) -> None:
        if self.worker is None:
            self.worker = _Worker(self.command, self.schema)
        self.due.append(item)
        self.weight += item.weight
        self.worker.send(item.batch)

    def wait(self, seconds: float) -> Iterator[pa.RecordBatch]:
        """One answer, or what follows from the death of the worker. With 0 seconds
        only what is there already."""
        assert self.worker is not None
        got = self.worker.answer(seconds)
        if isinstance(got, _Death):
            yield from self.alone(got)
        elif got is not None:
            self.taken(got)
            yield got

    def taken(self, rows: pa.RecordBatch) -> None:
        for uri in rows.column(0).to_pylist():
            if not self.due:
                raise WorkerError(f"the worker answered for {uri!r}, which it was not asked")
            if self.due[0].uri != uri:
                raise WorkerError(f"the worker answered for {uri!r} where {self.due[0].uri!r} was due")
            self.weight -= self.due.popleft().weight
        self.in_a_row = 0

    def alone(self, death: _Death) -> Iterator[pa.RecordBatch]:
        """Send what is due again, one document at a time."""
        suspects = self.forget()
        for item in suspects:
            deaths = [death] if len(suspects) == 1 else []
            while not _enough(deaths):
                self.send(item)
                assert self.worker is not None
                got = self.worker.answer(self.limits.silence)
                assert got is not None  # silence is a death
                if isinstance(got, _Death):
                    self.forget()
                    deaths.append(got)
                    continue
                self.taken(got)
                yield got
                break
            else:
                yield self.given_up(item, deaths[-1])

    def forget(self) -> List[_Item]:
        """End the worker; what was due is no longer."""
        self.kill()
        due = list(self.due)
        self.due.clear()
        self.weight = 0
        return due

    def given_up(self, item: _Item, death: _Death) -> pa.RecordBatch:
        self.guilty += 1
        self.in_a_row += 1
        if self.guilty > self.limits.guilty or self.in_a_row >= self.limits.in_a_row:
            raise WorkerError(f"the worker died on {self.guilty} documents, {self.in_a_row} of them one after the other, at last on {item.uri!r}: {death.message}",
                              hint="so many are the fault of the machine: look at its memory and at what it lets a process do")
        return pa.RecordBatch.from_pylist([_lost(item, death, self.schema, self.constants)], schema=self.schema)

    def kill(self) -> None:
        if self.worker is not None:
            self.worker.kill()
            self.worker = None


def _enough(deaths: List[_Death]) -> bool:
    """Whether a document is guilty. Death may come from outside, once; silence does not."""
    return len(deaths) >= 2 or any(d.reason == "wall_timeout" for d in deaths)


def _lost(item: _Item, death: _Death, schema: pa.Schema, constants: Dict[str, str]) -> Dict[str, Any]:
    row: Dict[str, Any] = {f.name: [] for f in schema if pa.types.is_list(f.type)}
    row.update(constants)
    row.update(uri=item.uri, doc_id=hashlib.sha256(item.uri.encode()).hexdigest()[:16], status="lost")
    if "content" in item.batch.schema.names and (content := item.batch.column("content")[0].as_buffer()) is not None:
        row.update(bytes=content.size, sha256=hashlib.sha256(content).hexdigest())
    if "failures" in row:
        row["failures"] = [dict(uri=item.uri, stage="read", reason=death.reason, severity="lost", permanent=False, message=death.message,
                                hint="it is tried again by the next run; if it is lost again, please report the document and this message")]
    return row


class _Worker:
    """One process, with threads that write to it and read from it. Its pipes hold
    little, so neither may wait for the other."""

    def __init__(self, command: List[str], schema: pa.Schema) -> None:
        self.schema = schema
        try:
            self.proc = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        except OSError as err:
            raise WorkerError(f"{command[0]} does not start: {err}") from err
        self.input: queue.Queue[Optional[pa.RecordBatch]] = queue.Queue()
        self.output: queue.Queue[Union[pa.RecordBatch, Exception, None]] = queue.Queue()
        self.stderr = b""
        self.threads = [threading.Thread(target=run, daemon=True) for run in (self._feed, self._read, self._listen)]
        for t in self.threads:
            t.start()

    def send(self, batch: pa.RecordBatch) -> None:
        self.input.put(batch)

    def end(self) -> None:
        """No document follows."""
        self.input.put(None)

    def answer(self, seconds: float) -> Union[pa.RecordBatch, _Death, None]:
        """The next answer; a death where there will be none, or none in time. With 0
        seconds: None where nothing is there yet."""
        try:
            got = self.output.get(timeout=seconds) if seconds else self.output.get_nowait()
        except queue.Empty:
            return _Death("wall_timeout", f"the worker gave no answer within {seconds:.0f} s") if seconds else None
        if isinstance(got, pa.RecordBatch):
            return got
        return self._why(got)

    def finish(self) -> None:
        """Every answer is there: let the process end by itself."""
        self.end()
        try:
            self.proc.wait(timeout=60)
        except subprocess.TimeoutExpired:
            pass
        self.kill()

    def kill(self) -> None:
        self.proc.kill()
        self.end()
        self.proc.wait()
        for t in self.threads:
            t.join(timeout=10)
        for pipe in (self.proc.stdin, self.proc.stdout, self.proc.stderr):
            try:
                if pipe is not None:
                    pipe.close()
            except OSError:
                pass  # what was not written is of no use to anyone

    def _why(self, cut: Optional[Exception]) -> _Death:
        """Why there are no more answers."""
        if isinstance(cut, WorkerError):
            raise cut
        try:
            code = self.proc.wait(timeout=10)
        except subprocess.TimeoutExpired:
            return _Death("child_died", f"the worker's answer broke off: {cut or 'it closed its output'}")
        self.threads[2].join(timeout=10)
        said = self.stderr.decode(errors="replace")
        if code == USAGE:
            err = told(said, code, "the worker refuses its command line")
            raise WorkerError(err.message, code, err.hint)
        how = f"worker exit {code}" if code >= 0 else f"worker killed by signal {-code}"
        last = said.strip().splitlines()[:1]  # of a crash the first line says what it is
        return _Death("child_died", ": ".join([how] + last))

    def _feed(self) -> None:
        assert self.proc.stdin is not None
        writer = None
        try:
            while (batch := self.input.get()) is not None:
                writer = writer or pa.ipc.new_stream(self.proc.stdin, batch.schema)
                writer.write_batch(batch)
                self.proc.stdin.flush()  # a small document would wait in the buffer for ever
            if writer is not None:
                writer.close()
            self.proc.stdin.close()
        except (OSError, ValueError):
            pass  # the worker is gone: whoever reads from it sees that too

    def _read(self) -> None:
        assert self.proc.stdout is not None
        end: Optional[Exception] = None
        try:
            with pa.ipc.open_stream(self.proc.stdout) as reader:
                if not reader.schema.equals(self.schema):
                    raise WorkerError("the worker answers with other columns than it was asked for: is another version installed here?")
                for batch in reader:
                    self.output.put(batch)
        except Exception as err:  # whatever it is, the answers end here
            end = err
        self.output.put(end)

    def _listen(self) -> None:
        assert self.proc.stderr is not None
        try:
            while data := os.read(self.proc.stderr.fileno(), STDERR_KEPT):
                self.stderr = (self.stderr + data)[-STDERR_KEPT:]
        except (OSError, ValueError):
            pass  # closed
