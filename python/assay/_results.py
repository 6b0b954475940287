"""A results folder."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, Dict, List, Optional, Union

import pyarrow as pa
import pyarrow.parquet as pq

from ._errors import AssayError
from ._table import Tables

PathLike = Union[str, "os.PathLike[str]"]


class Results(Tables):
    """The tables of one run. What is open stays that run, whatever runs come after.

    path is its folder, manifest what the run says of itself (configuration,
    versions, counts, inputs).
    """

    def __init__(self, path: Path, manifest: Dict[str, Any]) -> None:
        self.path = path
        self.manifest = manifest

    @property
    def names(self) -> List[str]:
        return [name for name in self.manifest["tables"] if self._file(name) is not None]

    @property
    def id(self) -> str:
        """Name of the run."""
        return str(self.manifest["id"])

    @property
    def counts(self) -> Dict[str, int]:
        """Inputs listed, and of them documents, lost, skipped; warnings."""
        return dict(self.manifest["counts"])

    @property
    def lost(self) -> int:
        """Documents that could not be read: the table failures says why."""
        return self.counts["lost"]

    @property
    def report(self) -> Optional[Path]:
        """The report to be read in a browser; None where the run made none."""
        page = self.path / "report.html"
        return page if page.is_file() else None

    def _file(self, name: str) -> Optional[Path]:
        files = (self.path / f"{name}.{ext}" for ext in ("parquet", "arrow"))
        return next((f for f in files if f.is_file()), None)

    def _schema(self, name: str) -> pa.Schema:
        return self._load(name, None).schema if self._arrow(name) else pq.read_schema(self._file(name))

    def _arrow(self, name: str) -> bool:
        file = self._file(name)
        return file is not None and file.suffix == ".arrow"

    def _load(self, name: str, columns: Optional[List[str]]) -> pa.Table:
        file = self._file(name)
        if self._arrow(name):
            with pa.memory_map(str(file)) as source:  # nothing is read until it is used
                table = pa.ipc.open_file(source).read_all()
            return table if columns is None else table.select(columns)
        with pq.ParquetFile(file) as f:  # not read_table, which takes "x=1" in the path for a column
            return f.read(columns)

    def __repr__(self) -> str:
        return f"Results({str(self.path)!r}): " + ", ".join(f"{n} {self.manifest['tables'][n]:,}" for n in self.names)


def open_results(results: PathLike) -> Results:
    """Open a results folder, that is its current run, or the folder of one run.

    >>> assay.open("results").table("findings").pandas()
    """
    given = Path(results)
    for folder in (given / "current", given):
        try:
            folder = folder.resolve(strict=True)  # current may be switched at any time
            text = (folder / "manifest.json").read_text(encoding="utf-8")
        except (FileNotFoundError, NotADirectoryError):
            continue
        found = Results(folder, json.loads(text))
        if not found.names and found.manifest["tables"]:
            raise AssayError(f"{given} holds no table that can be read here", 2, "run with format=['parquet']")
        return found
    if given.is_dir():
        raise AssayError(f"{given} is no results folder", 2, "name the folder that was given to assay.run as out")
    raise AssayError(f"{given} is not there", 2, "assay.run(inputs, out=...) makes a results folder")
