"""Files that hold several documents (archives, mailboxes, JSONL, mails with what they
carry). A worker takes one document a row: it loses them, and reads a mail's own text
alone; `assay run` looks inside."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any, Dict, List, Mapping

import pyarrow as pa
import pyarrow.parquet as pq

from ._errors import call, flags
from ._nest import nested
from ._worker import Description, cache_flag

LOST = "it is a container of documents"  # what a worker says of one
MAILS = ("message/rfc822", "application/vnd.ms-outlook")


def containers(rows: pa.Table) -> List[str]:
    """The uris of rows of files that hold several documents, or may."""
    lists = zip(rows["uri"].to_pylist(), rows["failures"].to_pylist(), rows["documents"].to_pylist())
    return [uri for uri, losses, documents in lists if any(f["message"] == LOST for f in losses or []) or any(d["media_type"] in MAILS for d in documents or [])]


def inside(program: str, files: Mapping[str, bytes], options: Mapping[str, Any], worker: Description) -> pa.Table:
    """Rows of the documents in files, by root: names below it, one a line."""
    found = []
    wanted = {"tables": sorted({*worker.tables, "documents", "failures"} - {"texts"}), "no_report": True, "quiet": True, "log_format": "text"}
    for root, names in files.items():
        with tempfile.TemporaryDirectory(prefix="assay-read-") as scratch:
            # 3: some were lost; 4: all were, and nothing is published.
            call([program, "run", "-", f"--root={root}", f"--out={scratch}/out", *flags({**options, **wanted}), *cache_flag()], (0, 3, 4), names)
            (folder,) = [p for p in Path(scratch, "out", "runs").iterdir() if p.is_dir()]
            tables: Dict[str, pa.Table] = {name: pq.read_table(folder / f"{name}.parquet") for name in worker.schema.names if (folder / f"{name}.parquet").is_file()}
            found.append(nested(tables, worker.schema, {"config": worker.config, "assay": worker.assay}))
    return pa.concat_tables(found)


def written(contents: Mapping[str, bytes], folder: str) -> bytes:
    """Put documents that are held in memory into a folder; their names, one a line.
    One whose name is no plain path below a folder, or cannot be a file, is left out."""
    names = []
    for uri, content in contents.items():
        if uri == os.path.normpath(uri) and not uri.startswith(("/", "..")) and "\n" not in uri:
            path = Path(folder, uri)
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
            except (OSError, ValueError):  # a name that is a folder too, or too long
                continue
            names.append(uri)
    return "".join(name + "\n" for name in names).encode(errors="surrogateescape")
