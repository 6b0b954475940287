"""Documents read without a results folder."""

from __future__ import annotations

import base64
import json
import os
import tempfile
from typing import Any, Dict, Iterator, List, Mapping, Optional, Sequence, Union

import pyarrow as pa
import pyarrow.compute as pc

from ._binary import binary as find_binary
from ._containers import containers, inside, written
from ._errors import AssayError, call, flags
from ._nest import flat
from ._proc import Limits, answers
from ._progress import Progress, Show
from ._results import PathLike
from ._table import Tables
from ._worker import Description, describe

Inputs = Union[PathLike, Sequence[PathLike]]

NEEDED = {"documents", "failures"}

_PATHS = pa.schema([("uri", pa.string()), ("root", pa.string()), ("path", pa.binary()), ("loss", pa.string())])
_CONTENTS = pa.schema([("uri", pa.string()), ("content", pa.large_binary())])


class Documents(Tables):
    """Documents that were read, with the tables that a run would have written.

    rows is a pyarrow Table of one row a document, in the order of a run: what
    became of it (uri, status, ...), and a list of structs a table.
    """

    def __init__(self, rows: pa.Table, schemas: Dict[str, pa.Schema]) -> None:
        self.rows = rows
        self._schemas = schemas

    @property
    def names(self) -> List[str]:
        return list(self._schemas)

    @property
    def lost(self) -> int:
        """Documents that could not be read: the table failures says why."""
        return int(pc.sum(pc.equal(self.rows["status"], "lost")).as_py() or 0)

    def _schema(self, name: str) -> pa.Schema:
        return self._schemas[name]

    def _load(self, name: str, columns: List[str]) -> pa.Table:
        schema = self._schemas[name]
        batches = [flat(chunk, schema) for chunk in self.rows[name].chunks]
        table = pa.Table.from_batches(batches, schema)
        if "duplicate_of" in schema.names:
            i = schema.get_field_index("duplicate_of")
            first = _duplicates(self.rows)
            table = table.set_column(i, schema.field(i), pa.array([first.get(d) for d in table["doc_id"].to_pylist()], pa.string()))
        return table.select(columns)

    def __repr__(self) -> str:
        return f"{self.rows.num_rows:,} inputs, {self.lost:,} lost: " + ", ".join(self.names)


def read(inputs: Union[Inputs, Mapping[str, bytes]], *, progress: Show = None, binary: Optional[str] = None, **options: Any) -> Documents:
    """Read documents and judge them, here and now, without a results folder.

    inputs are files, folders and globs as for `run`, or a mapping of names to the
    bytes of documents. Options are those of `assay run` that say how documents are
    read and judged, with underscores (`codebook="mine.yaml"`, `with_text=True`,
    `tables=["findings"]`: the fewer tables, the less memory). The tables are those
    of a run, value for value. A document that cannot be read, or that takes its
    process down, is a row of the table failures.

    Everything is held in memory, about 1.2 MB a report and a third of that without
    tokens. Files that hold several documents (archives, mailboxes, JSONL, mails) are
    read by a run of their own, into a folder that is gone afterwards.

    >>> assay.read("reports/*.pdf", tables=["findings"]).table("findings").pandas()
    """
    if "metadata" in options:
        raise AssayError("read takes no metadata", 2, "assay.run does, or join them to the table documents by uri")
    program = find_binary(binary)
    listed: Dict[str, Any] = {name: options.pop(name) for name in ("input", "root") if name in options}
    options.setdefault("workers", _processors())
    wanted = describe(program, flags(options))
    # What became of a document is told by two tables, wanted or not.
    worker = wanted if NEEDED <= {*wanted.tables} else describe(program, flags({**options, "tables": sorted({*wanted.tables} - {"texts"} | NEEDED)}))
    batches: List[pa.RecordBatch]
    if isinstance(inputs, Mapping):
        batches = [pa.RecordBatch.from_pylist([{"uri": uri, "content": inputs[uri]}], schema=_CONTENTS)
                   for uri in sorted(inputs, key=lambda uri: uri.encode(errors="surrogateescape"))]
    else:
        batches = _listing(program, paths(inputs), listed)
    rows = answers(batches, worker.command(program), worker.schema, {"config": worker.config, "assay": worker.assay}, Limits(silence=worker.silence))
    with Progress(progress, "documents") as shown:
        read = pa.Table.from_batches(_watched(rows, len(batches), shown), worker.schema)
    opened = _opened(read, inputs if isinstance(inputs, Mapping) else batches, program, options, worker)
    return Documents(opened.select(wanted.schema.names), wanted.tables)


def _opened(read: pa.Table, source: Union[Mapping[str, bytes], List[pa.RecordBatch]], program: str, options: Dict[str, Any], worker: Description) -> pa.Table:
    """The rows with those of files that hold several documents opened: the rows of
    what is in them in the place of theirs."""
    held = set(containers(read))
    if not held:
        return read
    with tempfile.TemporaryDirectory(prefix="assay-read-") as scratch:
        if isinstance(source, Mapping):
            files = {scratch: written({uri: source[uri] for uri in held}, scratch)}
            held &= set(files[scratch].decode(errors="surrogateescape").splitlines())
        else:
            files = {}
            for row in (batch.to_pylist()[0] for batch in source):
                if row["uri"] in held and b"\n" in row["path"]:
                    held.discard(row["uri"])  # a list of names cannot say it: its own row stands
                elif row["uri"] in held:
                    files[row["root"]] = files.get(row["root"], b"") + row["path"] + b"\n"
        if not held:
            return read
        opened = inside(program, files, options, worker)
    both = pa.concat_tables([read.filter(pc.invert(pc.is_in(read["uri"], pa.array(sorted(held), pa.string())))), opened])
    order = sorted(range(both.num_rows), key=[uri.encode(errors="surrogateescape") for uri in both["uri"].to_pylist()].__getitem__)
    return both.take(order)


def paths(inputs: Inputs) -> List[str]:
    """Inputs as the program takes them."""
    many = [inputs] if isinstance(inputs, (str, os.PathLike)) else list(inputs)
    return [os.fspath(p) for p in many]


def _listing(program: str, inputs: List[str], options: Dict[str, Any]) -> List[pa.RecordBatch]:
    """The files that the inputs name, as the worker takes them, one a batch."""
    lines = call([program, "list", *flags(options), "--", *inputs]).splitlines()
    rows = []
    for line in map(json.loads, lines):
        path = base64.b64decode(line["path"]) if "path" in line else None
        rows.append({"uri": line["uri"], "root": line.get("root"), "path": path, "loss": json.dumps(line["loss"]) if "loss" in line else None})
    if not rows:
        raise AssayError(f"{', '.join(inputs) or 'no input'} matches nothing", 2, "name folders, files or globs with documents in them (are they mounted?)")
    return [pa.RecordBatch.from_pylist([row], schema=_PATHS) for row in rows]


def _watched(batches: Iterator[pa.RecordBatch], total: int, shown: Progress) -> Iterator[pa.RecordBatch]:
    done = lost = 0
    for batch in batches:
        done += batch.num_rows
        lost += batch.column("status").to_pylist().count("lost")
        shown.at(done, total, lost)
        yield batch


def _processors() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # macOS
        return os.cpu_count() or 1


def _duplicates(rows: pa.Table) -> Dict[str, str]:
    """For documents whose text an earlier one has: the first of these, by doc_id."""
    first: Dict[str, str] = {}
    found: Dict[str, str] = {}
    for doc_id, key in zip(rows["doc_id"].to_pylist(), rows["text_key"].to_pylist()):
        if key is not None and first.setdefault(key, doc_id) != doc_id:
            found[doc_id] = first[key]
    return found
