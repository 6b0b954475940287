"""Flat tables out of rows of documents, as SQL."""

from __future__ import annotations

from typing import Dict, Iterable, Optional

from pyspark.sql import DataFrame, SparkSession

from .._errors import AssayError
from ._setup import Setup
from ._types import quoted

# duplicate_of is the only column of any table that another document decides:
# documents of one text_key say the same, and the first by uri is the original.
# Only the ids go through the window, not the rows.
_COPIES = """SELECT doc_id, first FROM (
  SELECT doc_id, first_value(doc_id) OVER (PARTITION BY text_key ORDER BY uri) AS first
  FROM {docs} WHERE status = 'document' AND text_key IS NOT NULL) WHERE first <> doc_id"""


def select(table: str, columns: Iterable[str], docs: str) -> str:
    """The query of a flat table over docs, the name of a table or view of rows."""
    names = list(columns)
    if "duplicate_of" not in names:
        return f"SELECT inline({quoted(table)}) FROM {docs}"
    wanted = ", ".join("c.first AS duplicate_of" if n == "duplicate_of" else "t." + quoted(n) for n in names)
    return f"SELECT {wanted} FROM (SELECT inline({quoted(table)}) FROM {docs}) t LEFT JOIN ({_COPIES.format(docs=docs)}) c ON t.doc_id = c.doc_id"


def tables(docs: DataFrame, setup: Setup) -> Dict[str, DataFrame]:
    """The flat tables of rows that were written somewhere, lazily. Rows that were
    only analysed would be analysed again for each table."""
    spark = docs.sparkSession
    name = "assay_docs_" + setup.config[:12]
    docs.createOrReplaceTempView(name)
    return {t: spark.sql(select(t, setup.table(t).names, name)) for t in setup.tables}


def views(spark: SparkSession, docs: str, setup: Setup, schema: Optional[str] = None, temporary: bool = False) -> None:
    """A view for each table over docs, a table of rows, in schema (default: where
    docs is). temporary ones end with the session, and may stand over one that does.

    Views cost nothing until they are read, and follow docs: run it again when the
    program has new columns.
    """
    if schema is None and "." in docs and not temporary:
        schema = docs.rsplit(".", 1)[0]
    for t in setup.tables:
        name = t if schema is None else f"{schema}.{t}"
        kind = "TEMPORARY VIEW" if temporary else "VIEW"
        spark.sql(f"CREATE OR REPLACE {kind} {quoted(name)} AS {select(t, setup.table(t).names, quoted(docs))}")


def write_tables(docs: DataFrame, setup: Setup, into: str, format: str = "parquet", only: Optional[Iterable[str]] = None) -> None:
    """Write the flat tables anew: for tools that see no lists or views.

    into is a folder (or a place with a scheme), which gets a folder a table (some
    engines, Sail among them, write none for a table without rows), or for
    delta and iceberg the schema of a catalog, which gets tables. A table is replaced
    in one piece, all of them are not. Parquet has timestamps in microseconds, not in
    Spark's older form that others read without their zone.
    """
    if format not in ("parquet", "delta", "iceberg"):
        raise AssayError(f"format {format!r} is not parquet, delta or iceberg", 2)
    spark = docs.sparkSession
    with settings(spark, {"spark.sql.parquet.outputTimestampType": "TIMESTAMP_MICROS"}):
        for name, frame in tables(docs, setup).items():
            if only is not None and name not in only:
                continue
            writer = frame.write.format(format).mode("overwrite")
            if format == "parquet" or "/" in into:
                writer.save(f"{into.rstrip('/')}/{name}")
            else:
                writer.option("overwriteSchema", "true").saveAsTable(f"{into}.{name}")


class settings:
    """Settings of the session for as long as a query runs; as they were after it."""

    def __init__(self, spark: SparkSession, wanted: Dict[str, str]) -> None:
        self.spark, self.wanted, self.before = spark, wanted, {}  # type: ignore[var-annotated]

    def __enter__(self) -> None:
        for key, value in self.wanted.items():
            self.before[key] = self.spark.conf.get(key, None)
            self.spark.conf.set(key, value)

    def __exit__(self, *_: object) -> None:
        for key, value in self.before.items():
            if value is None:
                self.spark.conf.unset(key)
            else:
                self.spark.conf.set(key, value)
