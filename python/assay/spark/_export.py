"""Rows back into a results folder, for the verbs that work on one."""

from __future__ import annotations

import hashlib
import itertools
import json
import os
import shutil
from collections import Counter
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, Dict, Iterator, List, Union

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq
from pyspark.sql import DataFrame

from .._errors import AssayError
from .._nest import flat
from ._setup import Setup
from ._tables import settings

PER_GROUP = 256  # documents of a row group


def export(rows: DataFrame, setup: Setup, out: Union[str, "os.PathLike[str]"]) -> Path:
    """Add a run made of rows, which must be written somewhere, to the results folder
    out, and make it the current one: for `assay report`, `status`, `diff` and
    `assay.open`. Gives the folder of the run.

    out is a folder that the driver and the executors see. One task sorts the rows by
    uri, and the driver writes the tables, so choose the documents that are wanted. The
    run has neither views.sql nor datapackage.json.
    """
    out = Path(out)
    staged = out / ".export"
    shutil.rmtree(staged, ignore_errors=True)
    with settings(rows.sparkSession, {"spark.sql.parquet.outputTimestampType": "TIMESTAMP_MICROS"}):
        rows.select(*setup.schema.names).repartition(1).sortWithinPartitions("uri").write.parquet(str(staged))
    began = datetime.now(timezone.utc)
    try:
        run = _Run(setup)
        partial = out / "runs" / "exported.partial"
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(parents=True)
        run.write(partial, ds.dataset(str(staged), schema=setup.schema, format="parquet"))
        key = hashlib.sha256((setup.config + json.dumps(run.inputs, sort_keys=True)).encode()).hexdigest()
        name = free = f"{began:%Y-%m-%dT%H%M%SZ}-{key[:8]}"
        for n in itertools.count(2):
            if not (out / "runs" / name).exists():
                break
            name = f"{free}-{n}"
        (partial / "manifest.json").write_text(json.dumps(run.manifest(name, key, began, _last(out) + 1), indent=2) + "\n")
        (partial / "_SUCCESS").touch()
        folder = out / "runs" / name
        partial.rename(folder)
    finally:
        shutil.rmtree(staged, ignore_errors=True)
    link = out / "current.partial"
    link.unlink(missing_ok=True)
    link.symlink_to(Path("runs") / name)
    link.replace(out / "current")
    return folder


def _last(out: Path) -> int:
    """The highest sequence number of a run in the folder."""
    found = [json.loads(p.read_text())["sequence"] for p in (out / "runs").glob("*/manifest.json") if p.parent.suffix != ".partial"]
    return max(found, default=0)


class _Run:
    """The tables of rows that come in the order of their uris, and their account."""

    def __init__(self, setup: Setup) -> None:
        self.setup = setup
        self.schemas = {t: setup.table(t) for t in setup.tables}
        self.inputs: List[Dict[str, Any]] = []
        self.first: Dict[str, str] = {}  # text_key: doc_id
        self.rows: Counter[str] = Counter()
        self.nulls: Dict[str, Counter[str]] = {t: Counter({f.name: 0 for f in s if f.nullable}) for t, s in self.schemas.items()}
        self.themes: Counter[str] = Counter({t: 0 for t in setup.description["themes"]})
        self.scored, self.warnings, self.seconds = 0, 0, 0.0

    def write(self, folder: Path, data: ds.Dataset) -> None:
        writers = {t: pq.ParquetWriter(folder / f"{t}.parquet", s, compression="zstd") for t, s in self.schemas.items()}
        try:
            for rows in _groups(data):
                copies = self.account(rows)
                for t, schema in self.schemas.items():
                    table = flat(rows.column(t).combine_chunks(), schema)
                    if "duplicate_of" in schema.names:
                        told = pa.array([copies.get(d) for d in table.column("doc_id").to_pylist()], pa.string())
                        table = table.set_column(schema.get_field_index("duplicate_of"), schema.field("duplicate_of"), told)
                    self.count(t, table)
                    writers[t].write_batch(table)
        finally:
            for w in writers.values():
                w.close()

    def account(self, rows: pa.Table) -> Dict[str, str]:
        """Enter the documents; those whose text an earlier one has, with its doc_id."""
        copies = {}
        for r in rows.select(["uri", "doc_id", "sha256", "bytes", "status", "text_key", "seconds", "failures"]).to_pylist():
            if self.inputs and self.inputs[-1]["uri"].encode() >= r["uri"].encode():
                raise AssayError(f"the rows are not in the order of their uris, or {r['uri']!r} is there twice")
            entry = {"uri": r["uri"], "bytes": r["bytes"] or 0, "status": r["status"]}
            if r["sha256"]:
                entry["sha256"] = r["sha256"]
            if r["status"] != "document":
                entry["reason"] = next((f["reason"] for f in r["failures"] if f["severity"] != "warning"), "")
            self.inputs.append(entry)
            self.seconds += r["seconds"] or 0
            if r["text_key"] is not None and (first := self.first.setdefault(r["text_key"], r["doc_id"])) != r["doc_id"]:
                copies[r["doc_id"]] = first
        return copies

    def count(self, name: str, table: pa.RecordBatch) -> None:
        self.rows[name] += table.num_rows
        for f in self.nulls[name]:
            self.nulls[name][f] += table.column(f).null_count
        counted = pa.array(self.setup.description["counted_contexts"])
        if name == "sentences":
            self.scored += pc.sum(pc.is_in(table.column("context"), counted)).as_py() or 0
        if name == "mentions":
            self.themes.update(table.column("theme").filter(pc.is_in(table.column("context"), counted)).to_pylist())
        if name == "failures":
            self.warnings += table.column("severity").to_pylist().count("warning")

    def manifest(self, name: str, key: str, began: datetime, sequence: int) -> Dict[str, Any]:
        told = self.setup.description
        became = Counter(i["status"] for i in self.inputs)
        return {
            "assay_manifest": 1, "id": name, "sequence": sequence, "started_at": began.isoformat(), "finished_at": datetime.now(timezone.utc).isoformat(), "key": key,
            "versions": told["versions"], "configuration": told["configuration"],
            "counts": {"listed": len(self.inputs), "documents": became["document"], "lost": became["lost"], "skipped": became["skipped"], "warnings": self.warnings},
            "tables": {t: self.rows[t] for t in self.schemas}, "nulls": {t: dict(n) for t, n in self.nulls.items()}, "themes": dict(self.themes),
            "scored_sentences": self.scored, "stage_seconds": {"worker": self.seconds}, "checks": [], "inputs": self.inputs,
        }


def _groups(data: ds.Dataset) -> Iterator[pa.Table]:
    held: List[pa.RecordBatch] = []
    for batch in data.to_batches(batch_size=64, batch_readahead=1, fragment_readahead=1):
        held.append(batch)
        if sum(b.num_rows for b in held) >= PER_GROUP:
            yield pa.Table.from_batches(held)
            held = []
    if held:
        yield pa.Table.from_batches(held)
