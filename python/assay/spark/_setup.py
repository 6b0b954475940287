"""What a task needs to start a worker anywhere: plain values, sent with the task."""

from __future__ import annotations

import base64
import json
import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, Iterator, List, Optional, Sequence, Tuple, Union

import pyarrow as pa

from .._binary import binary
from .._errors import AssayError, call, flags
from .._proc import Limits, answers
from .._results import PathLike
from .._worker import cache_flag

Paths = Union[PathLike, Sequence[PathLike]]

HEAVY = ("tokens", "texts")  # three quarters of the bytes: only where asked for
_FILES = ("codebook", "profile", "model")  # options that name files
_COLUMNS = ("uri", "content", "path", "root", "claim", "loss")  # that a worker takes, and meta_*


@dataclass(frozen=True)
class Setup:
    """A worker's command line, the files that it names, and what it answers."""

    args: Tuple[str, ...]
    files: Tuple[Tuple[str, str, bytes], ...]  # option, place within a folder, content; option "" of a file that another extends
    program: Optional[str]  # where the program is; None: found where the task runs
    told: str  # the JSON of assay worker --describe

    @property
    def description(self) -> Dict[str, Any]:
        told: Dict[str, Any] = json.loads(self.told)
        return told

    @property
    def config(self) -> str:
        """Fingerprint of all but the document that decides a row."""
        return str(self.description["config"])

    @property
    def schema(self) -> pa.Schema:
        """The columns of a row."""
        return _stored(self.description["arrow_schema_base64"])

    @property
    def tables(self) -> List[str]:
        return list(self.description["table_order"])

    def table(self, name: str) -> pa.Schema:
        """The columns of a table as assay run writes them, descriptions included."""
        return _stored(self.description["tables"][name]["arrow_schema_base64"])

    def command(self, folder: str, describe: bool = False) -> List[str]:
        """The worker's command line, its files written into folder."""
        command = [_program(self.program), "worker", *self.args]
        for option, place, content in self.files:
            path = os.path.join(folder, place)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "wb") as f:
                f.write(content)
            if option:
                command.append(f"--{option}={path}")
        if not describe:
            command.append("--expect=" + self.config)
        return command + cache_flag()

    def rows(self, batches: Iterator[pa.RecordBatch], silence: Optional[float] = None) -> Iterator[pa.RecordBatch]:
        """What a task does: documents in, one row each out, in order."""
        told = self.description
        limits = Limits(silence=silence or told["silence_seconds"])
        with tempfile.TemporaryDirectory(prefix="assay-") as folder:
            yield from answers(batches, self.command(folder), self.schema, {"config": told["config"], "assay": told["assay"]}, limits)


def setup(columns: pa.Schema, *, codebook: Paths = (), profile: Paths = (), model: Paths = (), tables: Optional[Sequence[str]] = None,
          tokens: bool = False, texts: bool = False, program: Optional[str] = None, **options: Any) -> Setup:
    """Ask the program here what it answers to documents with these columns.

    tables are those wanted (default: all but tokens and texts, which tokens and
    texts add). Other options are flags of the program: max_raw="64M", pdf_cpu="2m",
    only_codebook=True. AssayError where the program refuses them.
    """
    files = [f for name, paths in zip(_FILES, (codebook, profile, model)) for f in _read(name, paths)]
    args = flags(options) + ["--meta=" + m for m in _meta(columns)] + (["--with-text"] if texts else [])
    first = _described(Setup(tuple(args), tuple(files), program, ""))
    if tables is None:
        tables = [t for t in first.tables if t not in HEAVY or t == "tokens" and tokens or t == "texts" and texts]
    args += ["--tables=" + ",".join(tables)]
    return _described(Setup(tuple(args), first.files, program, ""))


def _described(s: Setup) -> Setup:
    with tempfile.TemporaryDirectory(prefix="assay-") as folder:
        told = call(s.command(folder, describe=True) + ["--describe"])
    return Setup(s.args, s.files, s.program, told.decode())


def _program(named: Optional[str]) -> str:
    """The program where the task runs: the one named, the package's, or one that was
    sent along by addFile("assay")."""
    try:
        return binary(named)
    except AssayError:
        sent = _sent()
        if sent is None:
            raise
        return sent


def _sent() -> Optional[str]:
    try:
        from pyspark import SparkFiles

        path = SparkFiles.get("assay")
    except Exception:  # no Spark, or one that has no files
        return None
    if not os.path.isfile(path):
        return None
    if not os.access(path, os.X_OK):
        os.chmod(path, 0o755)
    return path


def takes(name: str) -> bool:
    """Whether a worker takes a column of this name."""
    return name in _COLUMNS or name.startswith("meta_")


def _meta(columns: pa.Schema) -> List[str]:
    names = {pa.string(): "string", pa.int64(): "int", pa.float64(): "float", pa.bool_(): "bool", pa.date32(): "date", pa.timestamp("us", "UTC"): "timestamp"}
    found = []
    for f in columns:
        if not f.name.startswith("meta_"):
            continue
        if f.type not in names:
            raise AssayError(f"the column {f.name} is {f.type}", 2, "metadata are " + ", ".join(str(t) for t in names))
        found.append(f"{f.name[len('meta_'):]}:{names[f.type]}")
    return found


def _read(option: str, paths: Paths) -> Iterator[Tuple[str, str, bytes]]:
    """The files of an option, and those that they extend, each set in a folder of its own."""
    for i, path in enumerate([paths] if isinstance(paths, (str, os.PathLike)) else paths):
        top = Path(path).absolute()
        seen: Dict[Path, bytes] = {}
        _extended(top, seen)
        common = os.path.commonpath([str(p.parent) for p in seen])
        for at, content in seen.items():
            yield option if at == top else "", os.path.join(f"{option}{i}", os.path.relpath(at, common)), content


def _extended(path: Path, seen: Dict[Path, bytes]) -> None:
    try:
        content = path.read_bytes()
    except OSError as err:
        raise AssayError(f"{path}: {err.strerror}", 2) from err
    seen[path] = content
    block = re.search(rb"^extends:(.*(?:\n[ \t].*)*)", content, re.M)
    if block is None:
        return
    named = re.search(rb"file:\s*([^,}\n]+)", block[1]) or re.search(rb"([^\n]+)", block[1])
    other = Path(os.path.normpath(path.parent / named[1].decode().split(" #")[0].strip(" '\"\t\r"))) if named else path
    if other not in seen and other.is_file():  # "builtin" is none, and of others the program says what is wrong
        _extended(other, seen)


def _stored(schema: str) -> pa.Schema:
    return pa.ipc.open_stream(base64.b64decode(schema)).schema

