"""The nightly job: one lake table kept as the documents are."""

from __future__ import annotations

import shutil
import uuid
from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import Any, Dict, List, Optional, Union

import pyarrow as pa
from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql import functions as F

from .._errors import AssayError
from ._analyse import analyse, prepared
from ._figures import Blocked, added, figures, judged, needed
from ._lake import DeltaFolder, Fresh, IcebergTable, Table
from ._setup import Setup
from ._source import _scheme, spread
from ._tables import settings
from ._types import shape, spark_schema

Lake = Union[Table, DeltaFolder, IcebergTable]

# What a listing says of a document; it is kept beside its row to see whether it changed.
LISTED = pa.schema([("length", pa.int64()), ("modified", pa.timestamp("us", "UTC")), ("loss", pa.string()), ("meta", pa.string())])
URI = pa.field("uri", pa.string())
PARTS = {"listing": pa.schema([URI, *LISTED]), "todo": pa.schema([URI, *LISTED, pa.field("why", pa.string())]), "gone": pa.schema([URI])}  # of the scratch folder
SAME = " AND ".join(f"{c} <=> d_{c}" for c in LISTED.names)
WAVE = 20_000  # documents whose rows are written at once: what a kill costs at most


@dataclass
class Update:
    """What an update did. why counts the documents done by reason: new, changed (by
    size or time, or its metadata), config (codebook, model, limits, version), retry (lost for a
    reason that may pass)."""

    run_id: str
    listed: int
    done: int
    gone: int
    why: Dict[str, int] = field(default_factory=dict)
    resumed: int = 0  # of those done: rows that a killed update had left
    version: Any = None  # of the table, where the package that writes it tells
    checks: List[Dict[str, Any]] = field(default_factory=list)


def lake_schema(setup: Setup) -> pa.Schema:
    """The columns of the table: a worker's row; what the listing said (length, modified,
    loss, and a digest of the metadata); run_id."""
    return pa.schema([*setup.schema, *LISTED, pa.field("run_id", pa.string())])


def update(spark: SparkSession, docs: DataFrame, lake: Union[str, Lake], *, scratch: str, setup: Optional[Setup] = None, check: Optional[str] = None,
           publish: bool = False, delete: bool = True, tasks: Optional[int] = None, wave: int = WAVE, **options: Any) -> Update:
    """Bring the table up to date with docs, which `source` made, by one commit.

    Documents are done again that are new, changed, were made by another
    configuration, or were lost for a reason that may pass. Those no longer listed
    are taken out (delete). lake is the name of a Delta table of Spark's catalog, a
    Table, a DeltaFolder or an IcebergTable. scratch is a folder on storage that the
    driver and the executors see: rows are written there first, `wave` documents at
    a time, judged by the publish gate (rules in the file check), and then put into
    the table. An update that was killed leaves the table at its old or its new
    version; the next one goes on with the rows that were written.

    Blocked where the gate holds back; publish puts in the same rows all the same.
    One update of a table at a time.
    """
    lake = Table(lake) if isinstance(lake, str) else lake
    if _scheme(scratch) and not isinstance(lake, Table):
        raise AssayError(f"{scratch}: the driver itself reads the rows for this lake, and needs a folder", 2)
    s = setup or prepared(docs, **options)
    if not {"documents", "failures"} <= set(s.tables):
        raise AssayError("an update needs the tables documents and failures", 2)
    return _Job(spark, docs, lake, scratch.rstrip("/"), s, delete).run(check, publish, tasks, wave)


class _Job:
    def __init__(self, spark: SparkSession, docs: DataFrame, lake: Lake, scratch: str, setup: Setup, delete: bool) -> None:
        missing = {"uri", "length", "modified"} - set(docs.columns)
        if missing:
            raise AssayError(f"the documents lack the columns {', '.join(sorted(missing))}", 2, "assay.spark.source makes them")
        self.spark, self.lake, self.scratch, self.setup, self.delete = spark, lake, scratch, setup, delete
        self.docs = docs if "loss" in docs.columns else docs.withColumn("loss", F.lit(None).cast("string"))
        self.docs = self.docs.withColumn("meta", _digest([c for c in docs.columns if c.startswith("meta_")]))
        self.schema = lake_schema(setup)
        self.old = lake.rows(spark)
        self.renewed = self.old is not None and shape(self.old.schema) != shape(spark_schema(self.schema))

    def at(self, part: str) -> str:
        return f"{self.scratch}/{part}"

    def read(self, part: str) -> DataFrame:
        return self.spark.read.schema(spark_schema(PARTS[part])).parquet(self.at(part))  # a schema: one without rows may have no file

    def rows(self) -> DataFrame:
        return self.spark.read.schema(spark_schema(self.schema)).parquet(self.at("rows"))

    def run(self, check: Optional[str], publish: bool, tasks: Optional[int], wave: int) -> Update:
        with settings(self.spark, self.wanted()):
            listed = self.list()
            why = self.plan()
            gone = self.gone()
            run_id = f"{datetime.now(timezone.utc):%Y-%m-%dT%H%M%SZ}-{uuid.uuid4().hex[:8]}"
            found = Update(run_id, listed, sum(why.values()), gone, why)
            if found.done or found.gone:
                found.resumed = self.analyse(found.done, tasks, wave)
                fresh = Fresh(self.spark, self.at("rows") if found.done else None, self.read("todo").select("uri"), self.read("gone"), run_id, self.schema)
                if (n := fresh.frame().count()) != found.done:
                    raise AssayError(f"{n} rows were written for {found.done} documents")
                found.checks = self.judge(fresh, check, publish)
                self.lake.commit(fresh, whole=found.done == listed and self.delete, renewed=self.renewed)
        found.version = self.lake.version(self.spark)
        self.clear()
        return found

    def wanted(self) -> Dict[str, str]:
        """Settings of the session meanwhile."""
        wanted = {"spark.sql.parquet.outputTimestampType": "TIMESTAMP_MICROS"}
        if "content" in self.docs.columns:  # Spark 3 cuts batches by rows alone, and holds one of 2 GB at most
            wanted["spark.sql.execution.arrow.maxRecordsPerBatch"] = "32"
        return wanted

    def list(self) -> int:
        """Write down what is there now, so that every later step sees the same."""
        self.docs.select("uri", *LISTED.names).write.mode("overwrite").parquet(self.at("listing"))
        short = F.substring(F.sha2("uri", 256), 1, 16)  # doc_id
        n, names, ids = self.read("listing").agg(F.count("uri"), F.countDistinct("uri"), F.countDistinct(short)).collect()[0]
        if n == 0:
            raise AssayError("no document is listed", 2, "is the folder mounted?")
        if names < n:
            raise AssayError(f"{n - names} documents have the uri of another", 2)
        if ids < n:
            raise AssayError("two uris have one doc_id", 1, "rename one of them")
        return int(n)

    def plan(self) -> Dict[str, int]:
        """Write down which documents are to be done, and why."""
        todo = self.read("listing")
        if self.old is None:
            todo = todo.withColumn("why", F.lit("new"))
        else:
            known = self.old.selectExpr("uri", *(f"{c} AS d_{c}" if c in self.old.columns else f"NULL AS d_{c}" for c in LISTED.names), "config AS d_config",
                                        "status = 'lost' AND exists(failures, f -> NOT f.permanent) AS transient")
            todo = todo.join(known, "uri", "left").withColumn("why", F.expr(f"""CASE WHEN d_config IS NULL THEN 'new'
                WHEN NOT ({SAME}) THEN 'changed' WHEN d_config <> '{self.setup.config}' OR {str(self.renewed).lower()} THEN 'config' WHEN transient THEN 'retry' END""")).where("why IS NOT NULL")
        todo.select("uri", *LISTED.names, "why").write.mode("overwrite").parquet(self.at("todo"))
        return {r["why"]: r["count"] for r in self.read("todo").groupBy("why").count().collect()}

    def gone(self) -> int:
        """Write down which documents are to be taken out, and tell how many."""
        if self.old is None:
            gone = self.read("todo").select("uri").limit(0)
        else:
            gone = self.old.select("uri").join(self.read("listing").select("uri"), "uri", "left_anti")
        if not self.delete:
            if self.renewed and gone.limit(1).count():
                raise AssayError("the program has other columns than the table, and the table holds documents that are no longer listed", 2, "take them out: delete=True")
            gone = gone.limit(0)
        gone.write.mode("overwrite").parquet(self.at("gone"))
        return self.read("gone").count()

    def analyse(self, n: int, tasks: Optional[int], wave: int) -> int:
        """Write the rows that are to be done; how many a killed update had written."""
        todo = self.read("todo")
        resumed = self.left()
        if resumed:
            todo = todo.join(self.rows().select("uri"), "uri", "left_anti")
        waves = -(-(n - resumed) // wave)
        for k in range(waves):
            part = todo.where(f"pmod(crc32(uri), {waves}) = {k}") if waves > 1 else todo
            chosen = self.docs.join(part.select("uri"), "uri", "left_semi")
            if "content" not in self.docs.columns:
                chosen = spread(chosen, min(wave, n - resumed), tasks)
            rows = analyse(chosen, self.setup, keep=LISTED.names).withColumn("run_id", F.lit(None).cast("string"))
            rows.select(*self.schema.names).write.mode("append").parquet(self.at("rows"))
        return resumed

    def left(self) -> int:
        """How many rows an update that was killed has left that are still wanted. If
        any is not, or cannot be read, all are thrown away."""
        try:
            n = self.rows().count()
            known = self.rows().selectExpr("uri", *(f"{c} AS d_{c}" for c in LISTED.names), "config AS d_config")
            if n == self.read("todo").join(known, "uri").where(f"{SAME} AND d_config = '{self.setup.config}'").count():
                return n
        except Exception:  # nothing is there, or a file that was being written
            pass
        self.clear("rows")
        return 0

    def judge(self, fresh: Fresh, check: Optional[str], publish: bool) -> List[Dict[str, Any]]:
        needs = needed(self.setup.program, check)
        now, before = figures(fresh.frame(), self.setup, needs), None
        if self.old is not None:
            going = fresh.chosen.unionByName(fresh.gone)
            stay = figures(self.old.join(going, "uri", "left_anti"), self.setup, needs)
            go = figures(self.old.join(going, "uri", "left_semi"), self.setup, needs)
            now, before = added(stay, now), added(stay, go)
        try:
            return judged(self.setup.program, check, now, before)
        except Blocked as err:
            if publish:
                return err.checks
            raise

    def clear(self, *parts: str) -> None:
        for part in parts or ("rows", "listing", "todo", "gone"):
            if not _scheme(self.scratch):
                shutil.rmtree(self.at(part), ignore_errors=True)
            elif part == "rows":  # storage without folders: rows without documents are none
                self.spark.createDataFrame([], spark_schema(self.schema)).write.mode("overwrite").parquet(self.at(part))


def _digest(columns: List[str]) -> Column:
    """What metadata say of a document, in short; null where there are no such columns."""
    if not columns:
        return F.lit(None).cast("string")
    return F.sha2(F.concat_ws("\x1f", *(F.concat(F.lit(c + "="), F.coalesce(F.col(c).cast("string"), F.lit("\x00"))) for c in sorted(columns))), 256)
