"""assay on Spark: docs/scale.md says when that is worth it.

    from assay import spark as assay_spark
    docs = assay_spark.source(spark, "/Volumes/x/reports")
    assay_spark.update(spark, docs, "main.assay.docs")
    assay_spark.views(spark, "main.assay.docs")

Works with Spark 3.5 and 4, with and without Connect.
"""

from __future__ import annotations

from ._analyse import analyse, prepared
from ._check import differences
from ._source import objects, source
from ._tables import tables, views, write_tables

__all__ = ["analyse", "differences", "objects", "prepared", "source", "tables", "views", "write_tables"]
