"""assay on Spark: docs/scale.md says when that is worth it.

    from assay import spark as assay_spark
    docs = assay_spark.source(spark, "/Volumes/x/reports")
    assay_spark.update(spark, docs, "main.assay.docs", scratch="/Volumes/x/scratch")
    assay_spark.views(spark, "main.assay.docs", assay_spark.prepared(docs))

Works with Spark 3.5 and 4, with and without Connect.
"""

from __future__ import annotations

from ._analyse import analyse, prepared
from ._check import differences
from ._export import export
from ._figures import Blocked
from ._lake import DeltaFolder, IcebergTable, Table
from ._probe import probe
from ._setup import Setup
from ._source import objects, source
from ._tables import tables, views, write_tables
from ._update import Update, update

__all__ = ["Blocked", "DeltaFolder", "IcebergTable", "Setup", "Table", "Update", "analyse", "differences", "export", "objects", "prepared", "probe", "source", "tables",
           "update", "views", "write_tables"]
