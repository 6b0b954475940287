"""Documents to rows, lazily."""

from __future__ import annotations

import collections
from typing import Any, Deque, Iterator, Optional, Sequence, Tuple

import pyarrow as pa
from pyspark.sql import DataFrame

from .._errors import AssayError
from ._setup import Setup, setup, takes
from ._types import arrow_type, spark_schema


def analyse(docs: DataFrame, setup_: Optional[Setup] = None, keep: Sequence[str] = (), **options: Any) -> DataFrame:
    """One row a document: what became of it, and a list of structs for each table;
    then the columns of docs that keep names, as they were.

    docs has the columns uri, then path and root, or content; claim, loss and meta_*
    where wanted; others are left out. Options are those of `setup`. The result is
    lazy, and every use of it reads the documents again: write it, then derive
    tables from what was written, as `update` does.

    A document that kills or hangs its worker is a row of failures. The task fails
    (and Spark moves it) where a whole machine is at fault.
    """
    if "uri" not in docs.columns or not {"content", "path"} & set(docs.columns):
        raise AssayError("the documents need the columns uri, and path or content", 2, "assay.spark.source makes them")
    s = setup_ or prepared(docs, **options)
    types = {f.name: arrow_type(f.dataType) for f in docs.schema.fields if takes(f.name) or f.name in keep}
    sent = [name for name in docs.columns if takes(name)]
    kept = pa.schema([(name, types[name]) for name in keep])
    docs = docs.select(*sent, *[name for name in keep if name not in sent])
    return docs.mapInArrow(_task(s, sent, kept), spark_schema(pa.schema([*s.schema, *kept])))


def prepared(docs: DataFrame, **options: Any) -> Setup:
    """`setup` for the columns of docs."""
    return setup(pa.schema([(f.name, arrow_type(f.dataType)) for f in docs.schema.fields if takes(f.name)]), **options)


def _task(s: Setup, sent: Sequence[str], kept: pa.Schema):  # type: ignore[no-untyped-def]
    def task(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        return carried(s, batches, sent, kept)

    return task


def carried(s: Setup, batches: Iterator[pa.RecordBatch], sent: Sequence[str], kept: pa.Schema) -> Iterator[pa.RecordBatch]:
    """What s makes of the columns sent, with the columns kept beside it."""
    waiting: Deque[Tuple[Any, ...]] = collections.deque()  # of documents that are not answered, in order

    def taken() -> Iterator[pa.RecordBatch]:
        for batch in batches:
            columns = [batch.column(batch.schema.get_field_index(name)) for name in kept.names]
            waiting.extend(zip(*(c.to_pylist() for c in columns)))
            yield pa.RecordBatch.from_arrays([batch.column(batch.schema.get_field_index(name)) for name in sent], names=list(sent))

    whole = pa.schema([*s.schema, *kept])
    for rows in s.rows(taken()):
        beside = zip(*(waiting.popleft() for _ in range(rows.num_rows))) if kept else ()
        yield pa.RecordBatch.from_arrays([*rows.columns, *(pa.array(list(c), f.type) for c, f in zip(beside, kept))], schema=whole)
