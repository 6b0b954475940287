"""How far a run is, in a notebook and on a terminal."""

from __future__ import annotations

import sys
import time
import warnings
from types import TracebackType
from typing import Any, Callable, Optional, Type, Union

Show = Union[None, bool, Callable[[int, int, int], None]]

LINE_EVERY = 10.0  # seconds between two plain lines


class Progress:
    """Shows how many documents are done: by a bar where tqdm is installed, by plain
    lines on standard error elsewhere.

    show is None (where somebody looks: a terminal, a notebook), True (always),
    False (never), or a function of the documents done, in all, and lost.
    """

    def __init__(self, show: Show, unit: str) -> None:
        self.unit = unit
        self.call: Callable[[int, int, int], None] = lambda done, total, lost: None
        self.bar: Any = None
        self.line_at = time.monotonic() + LINE_EVERY
        if callable(show):
            self.call = show
        elif show or show is None and (sys.stderr.isatty() or "ipykernel" in sys.modules):
            self.tqdm = _tqdm()
            self.call = self._bar if self.tqdm else self._line

    def at(self, done: int, total: int, lost: int) -> None:
        """So many documents are done and so many of these lost, of so many in all."""
        self.call(done, total, lost)

    def _bar(self, done: int, total: int, lost: int) -> None:
        if self.bar is None:
            self.bar = self.tqdm(total=total, unit=" " + self.unit, leave=False)
        self.bar.total = total
        if lost:
            self.bar.set_postfix_str(f"{lost} lost", refresh=False)
        self.bar.update(done - self.bar.n)

    def _line(self, done: int, total: int, lost: int) -> None:
        if time.monotonic() >= self.line_at:
            self.line_at = time.monotonic() + LINE_EVERY
            print(f"assay: {done} of {total} {self.unit}, {lost} lost", file=sys.stderr, flush=True)

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, kind: Optional[Type[BaseException]], err: Optional[BaseException], trace: Optional[TracebackType]) -> None:
        if self.bar is not None:
            self.bar.close()


def _tqdm() -> Any:
    try:
        with warnings.catch_warnings():  # that a notebook has no widgets
            warnings.simplefilter("ignore")
            from tqdm.auto import tqdm
    except ImportError:
        return None
    return tqdm
