"""Documents to rows, lazily."""

from __future__ import annotations

from typing import Any, Iterator, Optional

import pyarrow as pa
from pyspark.sql import DataFrame

from .._errors import AssayError
from ._setup import Setup, setup, takes
from ._types import arrow_type, spark_schema


def analyse(docs: DataFrame, setup_: Optional[Setup] = None, **options: Any) -> DataFrame:
    """One row a document: what became of it, and a list of structs for each table.

    docs has the columns uri, then path and root, or content; claim, loss and meta_*
    where wanted; others are left out. Options are those of `setup`. The result is
    lazy, and every use of it reads the documents again: write it, then derive
    tables from what was written, as `update` does.

    A document that kills or hangs its worker is a row of failures. The task fails
    (and Spark moves it) where a whole machine is at fault.
    """
    docs = docs.select(*[name for name in docs.columns if takes(name)])
    if "uri" not in docs.columns or not {"content", "path"} & set(docs.columns):
        raise AssayError("the documents need the columns uri, and path or content", 2, "assay.spark.source makes them")
    s = setup_ or prepared(docs, **options)
    return docs.mapInArrow(_task(s), spark_schema(s.schema))


def prepared(docs: DataFrame, **options: Any) -> Setup:
    """`setup` for the columns of docs."""
    return setup(pa.schema([(f.name, arrow_type(f.dataType)) for f in docs.schema.fields if takes(f.name)]), **options)


def _task(s: Setup):  # type: ignore[no-untyped-def]
    def task(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        return s.rows(batches)

    return task
