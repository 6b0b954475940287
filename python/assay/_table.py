"""Tables of results: pyarrow's, with a way into other libraries."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any, Dict, Iterator, List, Optional, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from ._errors import AssayError

if TYPE_CHECKING:
    import duckdb
    import pandas
    import polars


class Table:
    """A table of results.

    It is a pyarrow Table in all but class: whatever that can do (`num_rows`,
    `schema`, `column`, `filter`, `to_pylist`, ...) this does too, and every
    library that reads Arrow reads it. `arrow()` is the pyarrow Table itself.
    """

    def __init__(self, table: pa.Table) -> None:
        self._table = table

    def arrow(self) -> pa.Table:
        """The pyarrow Table."""
        return self._table

    def pandas(self, **options: Any) -> pandas.DataFrame:
        """A pandas DataFrame; options are those of `pyarrow.Table.to_pandas`. Dates
        are datetime64, not objects, and what was read with `categories=True` is an
        ordered Categorical."""
        _need("pandas", "pandas")
        options.setdefault("date_as_object", False)
        frame: pandas.DataFrame = self._table.to_pandas(**options)
        return frame

    def polars(self) -> polars.DataFrame:
        """A polars DataFrame. What was read with `categories=True` is an Enum."""
        pl = _need("polars", "polars")
        enums = {f.name: self.enums[f.name] for f in self._table.schema if pa.types.is_dictionary(f.type)}
        plain = self._table.cast(pa.schema([f.with_type(pa.string()) if f.name in enums else f for f in self._table.schema]))
        frame: polars.DataFrame = pl.from_arrow(plain)
        return frame.with_columns([pl.col(name).cast(pl.Enum(values)) for name, values in enums.items()])

    def duckdb(self, connection: Optional[duckdb.DuckDBPyConnection] = None) -> duckdb.DuckDBPyRelation:
        """A DuckDB relation, of DuckDB's default connection where none is given."""
        db = _need("duckdb", "duckdb")
        relation: duckdb.DuckDBPyRelation = connection.from_arrow(self._table) if connection is not None else db.from_arrow(self._table)
        return relation

    @property
    def descriptions(self) -> Dict[str, str]:
        """What each column holds, by name."""
        return _metadata(self._table.schema, b"description")

    @property
    def enums(self) -> Dict[str, List[str]]:
        """The values of the columns that have a closed list of them, in their order."""
        return {name: text.split(",") for name, text in _metadata(self._table.schema, b"enum").items()}

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") or name == "_table":  # copying and pickling ask for what is not there
            raise AttributeError(name)
        return getattr(self._table, name)

    def __getitem__(self, key: Any) -> Any:
        return self._table[key]

    def __len__(self) -> int:
        return int(self._table.num_rows)

    def __eq__(self, other: object) -> bool:
        return self._table.equals(other._table if isinstance(other, Table) else other) if isinstance(other, (Table, pa.Table)) else NotImplemented

    __hash__ = None  # type: ignore[assignment]  # as pyarrow's

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._table.__arrow_c_stream__(requested_schema)

    def __repr__(self) -> str:
        return f"{self._table.num_rows:,} rows\n{self._table.schema.to_string(show_field_metadata=False, show_schema_metadata=False)}"


class Tables:
    """The tables of a run, or of documents that were read without one."""

    @property
    def names(self) -> List[str]:
        """The tables there are, in the order of the documentation."""
        raise NotImplementedError

    def _schema(self, name: str) -> pa.Schema:
        raise NotImplementedError

    def _load(self, name: str, columns: List[str]) -> pa.Table:
        raise NotImplementedError

    def table(self, name: str, columns: Optional[Sequence[str]] = None, categories: bool = False) -> Table:
        """The table of that name, or some of its columns. With categories, columns
        that have a closed list of values (stance, kind, context, ...) are ordered
        categories in the list's order, in whatever library the table goes to."""
        if name not in self.names:
            raise _unknown(f"there is no table {name!r}", name, self.names)
        known = self._schema(name).names
        for column in columns or ():
            if column not in known:
                raise _unknown(f"{name} has no column {column!r}", column, known)
        table = self._load(name, known if columns is None else list(columns))
        return Table(_categories(table) if categories else table)

    def __getitem__(self, name: str) -> Table:
        return self.table(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)


def _categories(table: pa.Table) -> pa.Table:
    """The table with its closed lists of values as ordered dictionaries."""
    for i, field in enumerate(table.schema):
        values = (field.metadata or {}).get(b"enum")
        if values is None or not pa.types.is_string(field.type):
            continue
        value_set = pa.array(values.decode().split(","))
        column = table.column(i)
        index = pc.index_in(column, value_set=value_set, skip_nulls=True)
        if index.null_count != column.null_count:
            raise AssayError(f"{field.name} holds values that are not in its list", 1, "was this table written by another program?")
        chunks = [pa.DictionaryArray.from_arrays(c, value_set, ordered=True) for c in index.chunks]
        typ = pa.dictionary(pa.int32(), pa.string(), ordered=True)
        table = table.set_column(i, field.with_type(typ), pa.chunked_array(chunks, typ))
    return table


def _metadata(schema: pa.Schema, key: bytes) -> Dict[str, str]:
    return {f.name: f.metadata[key].decode() for f in schema if f.metadata and key in f.metadata}


def _unknown(message: str, name: str, names: Sequence[str]) -> AssayError:
    near = difflib.get_close_matches(name, names, 1)
    return AssayError(message, 2, (f"did you mean {near[0]!r}? " if near else "") + "there are " + ", ".join(names))


def _need(module: str, package: str) -> Any:
    import importlib

    try:
        return importlib.import_module(module)
    except ImportError as err:
        raise AssayError(f"{package} is not installed", 1, f"pip install {package}") from err
