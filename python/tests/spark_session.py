"""The session of the engine that a test runs on: SPARK_ENGINE is sail (the default,
Spark Connect without a JVM) or spark (two tasks at once, four tries each)."""

import os
import sys
import tempfile

from pyspark.sql import SparkSession


def start():
    if os.environ.get("SPARK_ENGINE", "sail") == "sail":
        from pysail.spark import SparkConnectServer

        server = SparkConnectServer("127.0.0.1", 0)
        server.start(background=True)
        _, port = server.listening_address
        return SparkSession.builder.remote(f"sc://127.0.0.1:{port}").getOrCreate(), server.stop
    work = tempfile.mkdtemp(prefix="assay-spark-")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    spark = (SparkSession.builder.master("local[2,4]").config("spark.ui.enabled", "false").config("spark.sql.shuffle.partitions", "4")
             .config("spark.sql.warehouse.dir", work + "/warehouse").config("spark.driver.memory", "2g").getOrCreate())
    return spark, spark.stop
