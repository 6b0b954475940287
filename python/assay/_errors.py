"""What can go wrong, as exceptions that carry the program's own hint."""

from __future__ import annotations

import subprocess
from typing import Any, List, Mapping, Optional, Sequence, Tuple


class AssayError(Exception):
    """The program ended with an error.

    code is its exit code: 1 error, 2 usage or configuration, 4 publish checks
    failed (the run was made but not published), 5 another run holds the results
    folder, 130 interrupted. hint says what to do, "" where there is nothing to say.
    """

    def __init__(self, message: str, code: int = 1, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.hint = hint

    def __str__(self) -> str:
        return self.message + (f"\n  {self.hint}" if self.hint else "")

    def __reduce__(self) -> Tuple[Any, ...]:
        # Engines send exceptions from one process to another.
        return type(self), (self.message, self.code, self.hint)


class WorkerError(AssayError):
    """The machine or the installation is at fault, not a document."""


def told(stderr: str, code: int, fallback: str) -> AssayError:
    """The error in what the program wrote: its last message and the hint below it."""
    message, hint = "", ""
    for line in stderr.splitlines():
        if line.startswith("assay: "):
            message, hint = line[len("assay: "):], ""
        elif line.startswith("  ") and message:
            hint = (hint + " " + line.strip()).strip()
    return AssayError(message or fallback, code, hint)


def call(command: Sequence[str], codes: Sequence[int] = (0,), stdin: Optional[bytes] = None) -> bytes:
    """Run the program to its end and return its standard output."""
    done = subprocess.run(list(command), input=stdin, stdin=subprocess.DEVNULL if stdin is None else None, capture_output=True)
    if done.returncode not in codes:
        raise told(done.stderr.decode(errors="replace"), done.returncode, f"{command[0]} ended with code {done.returncode}")
    return done.stdout


def flags(values: Mapping[str, Any]) -> List[str]:
    """Keyword arguments as flags of the program: max_failures=3 is --max-failures 3,
    force=True is --force, a list is one flag an item, a mapping one NAME=VALUE an
    item; as_="text" is --as text; None and False are left out."""
    args: List[str] = []
    for name, value in values.items():
        flag = "--" + name.rstrip("_").replace("_", "-")
        if value is None or value is False:
            continue
        if value is True:
            args.append(flag)
        elif isinstance(value, Mapping):
            args += [f"{flag}={key}={item}" for key, item in value.items()]
        elif isinstance(value, (list, tuple)):
            args += [f"{flag}={item}" for item in value]
        else:
            args.append(f"{flag}={value}")
    return args
