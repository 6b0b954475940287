#!/usr/bin/env python3
"""The nightly job over a folder of reports: a first update, one with nothing new, and
one with one changed document, with what each did and took. Figures go to docs/scale.md.

  PYTHONPATH=python:scripts ASSAY_BINARY=bin/assay build/engines/spark4/bin/python scripts/spark_nightly.py ../shared/reports

Works on a copy of the folder, with a Delta folder as the lake. Prints a line of JSON a
step, and ends with 1 where the last update did more than the one document.
"""

import shutil
import sys
import tempfile
from pathlib import Path

from pyspark.sql import SparkSession
from spark_reports import clock, measured, tell

from assay import spark as assay_spark


def main(reports):
    clock.start()
    work = Path(tempfile.mkdtemp(prefix="assay-nightly-"))
    try:
        return nightly(reports, work)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def nightly(reports, work):
    shutil.copytree(reports, work / "in")
    spark = (SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").config("spark.driver.memory", "3g")
             .config("spark.log.level", "ERROR").config("spark.sql.warehouse.dir", str(work / "warehouse")).getOrCreate())
    lake = assay_spark.DeltaFolder(str(work / "docs"))

    def update(step):
        done = []
        measured(step, lambda: done.append(assay_spark.update(spark, assay_spark.source(spark, str(work / "in")), lake, scratch=str(work / "scratch"))))
        tell(step, listed=done[0].listed, done=done[0].done, why=done[0].why)
        return done[0]

    update("first load")
    same = update("nothing new")
    changed = max((work / "in").rglob("*.pdf"), key=lambda path: path.name)
    with open(changed, "ab") as file:
        file.write(b"\n% changed\n")
    last = update("one changed document")
    held = {r["run_id"]: r["count"] for r in lake.rows(spark).groupBy("run_id").count().collect()}
    tell("rows by update", rows=sorted(held.values()))
    return 0 if (same.done, last.done, last.why, held.get(last.run_id)) == (0, 1, {"changed": 1}, 1) else 1


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
