"""One lake table of rows of documents, changed by one commit at a time."""

from __future__ import annotations

import uuid
from typing import Any, Iterable, Iterator, List, Optional, Set, Tuple

import pyarrow as pa
import pyarrow.dataset as ds
from pyspark.errors import AnalysisException
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from .._errors import AssayError
from ._types import quoted, spark_schema


class Fresh:
    """Rows to be put into the table, as they lie in a folder of Parquet (None: there
    are none), and the uris to be taken out."""

    def __init__(self, spark: SparkSession, place: Optional[str], chosen: DataFrame, gone: DataFrame, run_id: str, schema: pa.Schema) -> None:
        self.spark, self.place, self.run_id, self.schema = spark, place, run_id, schema
        self.chosen, self.gone = chosen, gone  # uris

    def frame(self) -> DataFrame:
        if self.place is None:
            return self.spark.createDataFrame([], spark_schema(self.schema))
        rows = self.spark.read.schema(spark_schema(self.schema)).parquet(self.place)
        return rows.withColumn("run_id", F.lit(self.run_id))

    def batches(self) -> Iterator[pa.RecordBatch]:
        """The same on the driver."""
        if self.place is None:
            return
        at = self.schema.get_field_index("run_id")
        for batch in ds.dataset(self.place, schema=self.schema, format="parquet").to_batches(batch_size=64, batch_readahead=1, fragment_readahead=1):
            if batch.num_rows:
                yield batch.set_column(at, self.schema.field(at), pa.array([self.run_id] * batch.num_rows, pa.string()))


def uris(frame: DataFrame) -> List[str]:
    return [r["uri"] for r in frame.select("uri").collect()]


class Table:
    """A Delta or Iceberg table of Spark's catalog, changed by Spark's own MERGE."""

    def __init__(self, name: str, format: str = "delta") -> None:
        self.name, self.format = name, format

    def rows(self, spark: SparkSession) -> Optional[DataFrame]:
        return spark.table(self.name) if spark.catalog.tableExists(self.name) else None

    def version(self, spark: SparkSession) -> Any:
        """None: the table's history tells."""
        return None

    def commit(self, fresh: Fresh, whole: bool, renewed: bool) -> None:
        if not fresh.spark.catalog.tableExists(self.name):
            fresh.frame().write.format(self.format).saveAsTable(self.name)
            return
        if renewed:  # every document was done again
            writer = fresh.frame().write.format(self.format).mode("overwrite")
            if self.format == "delta":
                writer = writer.option("overwriteSchema", "true")
            try:
                writer.saveAsTable(self.name)
            except AnalysisException as e:  # Spark from 3.5.6 with Delta up to 3.3.2 cannot replace by name (delta-io/delta#4671)
                if self.format != "delta" or "truncate in batch mode" not in str(e):
                    raise
                writer.save(fresh.spark.sql(f"DESCRIBE DETAIL {quoted(self.name)}").collect()[0]["location"])
            return
        spark, columns = fresh.spark, [quoted(c) for c in fresh.schema.names]
        nothing = [F.lit(None).cast(f.dataType).alias(f.name) for f in spark_schema(fresh.schema).fields if f.name != "uri"]
        marks = fresh.gone.select("uri", *nothing).select(*fresh.schema.names).withColumn("gone", F.lit(True))
        view = "assay_fresh_" + uuid.uuid4().hex[:12]
        fresh.frame().withColumn("gone", F.lit(False)).unionByName(marks).createOrReplaceTempView(view)
        try:
            spark.sql(f"""MERGE INTO {quoted(self.name)} AS t USING {view} AS s ON t.uri = s.uri
                WHEN MATCHED AND s.gone THEN DELETE
                WHEN MATCHED THEN UPDATE SET {", ".join(f"t.{c} = s.{c}" for c in columns)}
                WHEN NOT MATCHED AND NOT s.gone THEN INSERT ({", ".join(columns)}) VALUES ({", ".join("s." + c for c in columns)})""").collect()
        finally:
            spark.catalog.dropTempView(view)


class DeltaFolder:
    """A Delta table in a folder, changed by the package deltalake on the driver: for
    a Spark without Delta's jars, and for tests. The driver must see the folder of
    the rows that are put in."""

    def __init__(self, path: str, **storage_options: str) -> None:
        self.path, self.options = path, storage_options or None

    def _table(self) -> Any:
        from deltalake import DeltaTable

        return DeltaTable(self.path, storage_options=self.options) if DeltaTable.is_deltatable(self.path, storage_options=self.options) else None

    def rows(self, spark: SparkSession) -> Optional[DataFrame]:
        table = self._table()
        if table is None:
            return None
        try:
            own = spark.read.format("delta").load(self.path)
            own.schema  # asks the engine
            return own
        except Exception:  # an engine that does not know Delta reads its files
            return _parquet(spark, spark_schema(_plain(pa.schema(table.schema().to_arrow()))), table.file_uris())

    def version(self, spark: SparkSession) -> Any:
        """Number of the version, None before the first."""
        table = self._table()
        return None if table is None else table.version()

    def commit(self, fresh: Fresh, whole: bool, renewed: bool) -> None:
        from deltalake import write_deltalake

        source = pa.RecordBatchReader.from_batches(fresh.schema, fresh.batches())
        if whole or renewed or self._table() is None:
            write_deltalake(self.path, source, mode="overwrite", schema_mode="overwrite", storage_options=self.options)
            return
        columns = {f'"{c}"': f's."{c}"' for c in fresh.schema.names}
        marked = pa.RecordBatchReader.from_batches(fresh.schema.append(pa.field("gone", pa.bool_())), _marked(fresh))
        merge = self._table().merge(marked, "t.uri = s.uri", source_alias="s", target_alias="t")
        merge.when_matched_delete("s.gone").when_matched_update(columns).when_not_matched_insert(columns, "NOT s.gone").execute()


class IcebergTable:
    """An Iceberg table of a pyiceberg catalog, changed by that package on the driver."""

    def __init__(self, catalog: Any, name: str) -> None:
        self.catalog, self.name = catalog, name

    def rows(self, spark: SparkSession) -> Optional[DataFrame]:
        if not self.catalog.table_exists(self.name):
            return None
        table = self.catalog.load_table(self.name)
        tasks = list(table.scan().plan_files())
        if any(t.delete_files for t in tasks):
            raise AssayError(f"{self.name} holds deletes that are not merged", 1, "rewrite its files, or let Spark's own Iceberg read it: assay.spark.Table")
        return _parquet(spark, spark_schema(_plain(table.schema().as_arrow())), [t.file.file_path for t in tasks])

    def version(self, spark: SparkSession) -> Any:
        """Id of the snapshot, None before the first."""
        if not self.catalog.table_exists(self.name):
            return None
        snapshot = self.catalog.load_table(self.name).current_snapshot()
        return snapshot and snapshot.snapshot_id

    def commit(self, fresh: Fresh, whole: bool, renewed: bool) -> None:
        from pyiceberg.expressions import AlwaysTrue, In

        if not self.catalog.table_exists(self.name):
            with self.catalog.create_table_transaction(self.name, schema=fresh.schema) as tx:
                for batch in fresh.batches():
                    tx.append(pa.Table.from_batches([batch]))
            return
        table = self.catalog.load_table(self.name)
        with table.transaction() as tx:  # several snapshots, one change of the table
            if renewed:
                gone = _fields(table.schema().as_arrow()) - _fields(fresh.schema)
                with tx.update_schema() as change:
                    change.union_by_name(fresh.schema)
                    for path in sorted(gone):
                        if not any(path[:n] in gone for n in range(1, len(path))):  # what is in a column that goes, goes with it
                            change.delete_column(path)
            if whole or renewed:
                tx.delete(AlwaysTrue())
            else:
                tx.delete(In("uri", uris(fresh.chosen) + uris(fresh.gone)))  # type: ignore[call-arg, arg-type]  # its own signature is that of the class behind it
            for batch in fresh.batches():
                tx.append(pa.Table.from_batches([batch]))


def _fields(within: Iterable[pa.Field], under: Tuple[str, ...] = ()) -> Set[Tuple[str, ...]]:
    """The paths of all columns, those in structs and in lists of structs too, as
    Iceberg names them: ("documents", "element", "uri")."""
    paths = set()
    for field in within:
        path, kind = (*under, field.name), field.type
        paths.add(path)
        if pa.types.is_list(kind) or pa.types.is_large_list(kind):
            path, kind = (*path, "element"), kind.value_type
        if pa.types.is_struct(kind):
            paths |= _fields(kind, path)
    return paths


def _parquet(spark: SparkSession, schema: Any, files: List[str]) -> Optional[DataFrame]:
    if not files:
        return spark.createDataFrame([], schema)
    return spark.read.schema(schema).parquet(*files)


def _marked(fresh: Fresh) -> Iterator[pa.RecordBatch]:
    schema = fresh.schema.append(pa.field("gone", pa.bool_()))
    for batch in fresh.batches():
        yield pa.RecordBatch.from_arrays([*batch.columns, pa.array([False] * batch.num_rows)], schema=schema)
    gone = uris(fresh.gone)
    nothing = [pa.nulls(len(gone), f.type) for f in fresh.schema]
    nothing[fresh.schema.get_field_index("uri")] = pa.array(gone, pa.string())
    if gone:
        yield pa.RecordBatch.from_arrays([*nothing, pa.array([True] * len(gone))], schema=schema)


def _plain(t: Any) -> Any:
    """A schema or type with the types that Spark's columns are made from."""
    if isinstance(t, pa.Schema):
        return pa.schema([(f.name, _plain(f.type)) for f in t])
    if pa.types.is_large_list(t) or pa.types.is_list(t):
        return pa.list_(pa.field("element", _plain(t.value_type)))
    if pa.types.is_struct(t):
        return pa.struct([(f.name, _plain(f.type)) for f in t])
    return pa.string() if pa.types.is_large_string(t) else pa.binary() if pa.types.is_large_binary(t) else t
