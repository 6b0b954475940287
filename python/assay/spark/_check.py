"""Whether tables are those of `assay run`, value for value."""

from __future__ import annotations

import os
from typing import Dict, Iterable, Sequence

import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from ._setup import Setup


def differences(setup: Setup, found: str, run: str, only: Iterable[str] = ()) -> Dict[str, str]:
    """What differs between the tables in the folder found (a file or a folder of
    Parquet each, in any order) and those of the run in the folder run; {} where
    nothing does. Rows are put side by side by their key."""
    told = setup.description["tables"]
    return {t: why for t in (only or setup.tables) if (why := _differs(found, run, t, told[t]["key"]))}


def _differs(found: str, run: str, table: str, key: Sequence[str]) -> str:
    want = pq.read_table(os.path.join(run, table + ".parquet"))
    got = _read(found, table, want.schema)
    if got.num_rows != want.num_rows:
        return f"{got.num_rows} rows, not {want.num_rows}"
    got, want = _sorted(got, key), _sorted(want, key)
    wrong = [name for name in want.column_names if not got.column(name).equals(want.column(name))]
    return "" if not wrong else "other values in " + ", ".join(wrong) + _example(got, want, wrong[0])


def _read(folder: str, table: str, schema: pa.Schema) -> pa.Table:
    """A table in the types of schema; its own differ only in what a writer makes of
    the zone and the unit of a timestamp. An engine may write no file for no rows."""
    path = os.path.join(folder, table)
    if not os.path.exists(path) and not os.path.exists(path + ".parquet"):
        return schema.empty_table()
    got = ds.dataset(path if os.path.isdir(path) else path + ".parquet", format="parquet").to_table()
    return pa.table([got.column(f.name).cast(f.type) for f in schema], names=schema.names)


def _sorted(t: pa.Table, key: Sequence[str]) -> pa.Table:
    return t.sort_by([(k, "ascending") for k in key]).combine_chunks()


def _example(got: pa.Table, want: pa.Table, name: str) -> str:
    for i, (a, b) in enumerate(zip(got.column(name).to_pylist(), want.column(name).to_pylist())):
        if a != b:
            return f": row {i} has {a!r}, not {b!r}"
    return ": of another type"

