#!/usr/bin/env python3
"""Run a folder of reports through Spark local[2] and through assay run, compare every
table, and measure processor time. Figures go to docs/scale.md.

  PYTHONPATH=python ASSAY_BINARY=bin/assay build/engines/spark4/bin/python scripts/spark_reports.py ../shared/reports

Processor time is that of all processes of a query together, JVM included, after a
warm-up query over some of the documents in the same session. Prints a line of JSON
a step, and ends with 1 where a table differs.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from pyspark.sql import SparkSession

from assay import spark as assay_spark
from assay._binary import binary


def tell(step, **figures):
    print(json.dumps({"step": step, **{k: round(v, 2) if isinstance(v, float) else v for k, v in figures.items()}}), flush=True)


def processor_seconds():
    """Of this process and all below it, living or waited for."""
    stats, children = {}, {}
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            fields = Path("/proc", name, "stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue  # ended meanwhile
        stats[int(name)] = sum(map(int, fields[11:15]))
        children.setdefault(int(fields[1]), []).append(int(name))
    todo, ticks = [os.getpid()], 0
    while todo:
        pid = todo.pop()
        ticks += stats.get(pid, 0)
        todo += children.get(pid, [])
    return ticks / os.sysconf("SC_CLK_TCK")


def measured(step, do, **more):
    cpu, clock = processor_seconds(), time.monotonic()
    do()
    cpu, clock = processor_seconds() - cpu, time.monotonic() - clock
    tell(step, cpu_s=cpu, wall_s=clock, load=os.getloadavg()[0], **more)
    return cpu


def main():
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("reports")
    args.add_argument("--warm-up", type=int, default=40, metavar="N", help="documents of the warm-up query")
    args.add_argument("--skip-tables", action="store_true", help="measure alone, compare nothing")
    asked = args.parse_args()
    work = Path(tempfile.mkdtemp(prefix="assay-compared-"))
    try:
        sys.exit(compare(asked, work))
    finally:
        shutil.rmtree(work, ignore_errors=True)


def compare(asked, work):
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    cpu = {}

    def session():
        nonlocal spark
        spark = (SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").config("spark.driver.memory", "3g")
                 .config("spark.log.level", "ERROR").config("spark.sql.warehouse.dir", str(work / "warehouse")).getOrCreate())
        spark.range(2).count()

    spark = None
    measured("start of Spark", session)
    docs = assay_spark.source(spark, asked.reports)
    setups = {True: assay_spark.prepared(docs, tokens=True), False: assay_spark.prepared(docs)}
    few = docs.limit(asked.warm_up).repartition(2)
    measured("warm-up query", lambda: assay_spark.analyse(few, setups[True]).write.parquet(str(work / "warm")), documents=asked.warm_up)
    for tokens in (True, False):
        what = "with tokens" if tokens else "without tokens"
        out = work / f"run-{tokens}"
        command = [binary(), "run", asked.reports, "--out", str(out), "--no-report", "--quiet", "--tables", ",".join(setups[tokens].tables)]
        done = []
        cpu["run", tokens] = measured(f"assay run, {what}", lambda: done.append(subprocess.run(command).returncode))
        if done[0] not in (0, 3):
            raise SystemExit(f"assay run ended with {done[0]}")
        cpu["spark", tokens] = measured(f"Spark, staging {what}", lambda: assay_spark.analyse(docs, setups[tokens]).write.parquet(str(work / f"rows-{tokens}")))
        tell(f"ratio {what}", spark_to_run=cpu["spark", tokens] / cpu["run", tokens])
    if asked.skip_tables:
        return 0
    rows = spark.read.parquet(str(work / "rows-True"))
    tell("rows", documents=rows.count())
    measured("Spark, flat tables", lambda: assay_spark.write_tables(rows, setups[True], str(work / "flat")))
    wrong = assay_spark.differences(setups[True], str(work / "flat"), str(work / "run-True/current"))
    tell("tables", compared=len(setups[True].tables), differ=wrong)
    return 1 if wrong else 0


if __name__ == "__main__":
    main()
