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
import threading
import time
from pathlib import Path

from pyspark.sql import SparkSession

from assay import spark as assay_spark
from assay._binary import binary


def tell(step, **figures):
    print(json.dumps({"step": step, **{k: round(v, 2) if isinstance(v, float) else v for k, v in figures.items()}}), flush=True)


class Clock(threading.Thread):
    """Processor time of every process that was ever seen below this one. Asking the
    living alone is wrong: Spark's daemon loses the time of workers that it ends."""

    def __init__(self):
        super().__init__(daemon=True)
        self.seen, self.lock = {}, threading.Lock()  # (pid, start): ticks of the process itself

    def run(self):
        while True:
            self.look()
            time.sleep(0.1)

    def look(self):
        with self.lock:
            now, parents = {}, {}
            for name in filter(str.isdigit, os.listdir("/proc")):
                try:
                    fields = Path("/proc", name, "stat").read_text().rsplit(")", 1)[1].split()
                except OSError:
                    continue  # ended meanwhile
                now[int(name)] = (int(name), int(fields[19])), int(fields[11]) + int(fields[12])
                parents[int(name)] = int(fields[1])
            for pid, (key, ticks) in now.items():
                if key in self.seen or self.below(pid, parents):
                    self.seen[key] = ticks

    @staticmethod
    def below(pid, parents):
        while pid in parents and pid != os.getpid():
            pid = parents[pid]
        return pid == os.getpid()

    def seconds(self):
        self.look()
        with self.lock:
            return sum(self.seen.values()) / os.sysconf("SC_CLK_TCK")


clock = Clock()


def measured(step, do, **more):
    cpu, began = clock.seconds(), time.monotonic()
    do()
    cpu, wall = clock.seconds() - cpu, time.monotonic() - began
    tell(step, cpu_s=cpu, wall_s=wall, load=os.getloadavg()[0], **more)
    return cpu


def main():
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("reports")
    args.add_argument("--warm-up", type=int, default=40, metavar="N", help="documents of the warm-up query")
    args.add_argument("--skip-tables", action="store_true", help="measure alone, compare nothing")
    asked = args.parse_args()
    clock.start()
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
