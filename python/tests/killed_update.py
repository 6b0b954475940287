"""An update that is killed (SIGKILL) at the point named: a step of it, or the moment
when its first file of rows, or of the lake, appears.
  killed_update.py CORPUS LAKE SCRATCH POINT"""

import os
import signal
import sys
import threading
import time
from pathlib import Path

from spark_session import start

from assay import spark as assay_spark
from assay.spark import _update


def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)


def files(folder):
    return {p for p in Path(folder).rglob("*") if p.is_file()}


def die_at_first_new(folder, wanted):
    before = files(folder)

    def watch():
        while not any(wanted in p.name for p in files(folder) - before):
            time.sleep(0.0005)
        die()

    threading.Thread(target=watch, daemon=True).start()


def main():
    corpus, lake, scratch, point = sys.argv[1:]
    if point in ("plan", "analyse", "judge", "clear"):
        setattr(_update._Job, point, die)
    elif point == "rows":
        die_at_first_new(scratch + "/rows", "parquet")
    elif point == "data":
        die_at_first_new(lake, "parquet")
    spark, _ = start()
    assay_spark.update(spark, assay_spark.source(spark, corpus), assay_spark.DeltaFolder(lake), scratch=scratch, wave=2)


main()
