"""The session of the engine that a test runs on: SPARK_ENGINE is sail (the default,
Spark Connect without a JVM) or spark (two tasks at once, four tries each). Both
keep the tables of their catalog in a folder of their own."""

import os
import shutil
import sys
import tempfile

from pyspark.sql import SparkSession

ICEBERG = {"spark.sql.catalog.ice": "org.apache.iceberg.spark.SparkCatalog", "spark.sql.catalog.ice.type": "hadoop"}
DELTA = {"spark.sql.catalog.spark_catalog": "org.apache.spark.sql.delta.catalog.DeltaCatalog"}


def start():
    """The session, and what ends it."""
    work = tempfile.mkdtemp(prefix="assay-engine-")
    session, stop = (_sail if os.environ.get("SPARK_ENGINE", "sail") == "sail" else _spark)(work)

    def end():
        stop()
        shutil.rmtree(work, ignore_errors=True)

    return session, end


def _sail(work):
    from pysail.spark import SparkConnectServer

    os.chdir(work)  # its warehouse is where it stands
    server = SparkConnectServer("127.0.0.1", 0)
    server.start(background=True)
    _, port = server.listening_address
    session = SparkSession.builder.remote(f"sc://127.0.0.1:{port}").getOrCreate()

    def stop():
        session.stop()
        server.stop()
        os.chdir("/")

    return session, stop


def _spark(work):
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    settings = {"spark.ui.enabled": "false", "spark.sql.shuffle.partitions": "4", "spark.sql.warehouse.dir": work + "/warehouse", "spark.driver.memory": "2g",
                "spark.driver.extraJavaOptions": "-Dderby.system.home=" + work}
    if jars := os.environ.get("SPARK_JARS"):  # of Delta, and of Iceberg: names for Maven
        settings |= {**DELTA, **ICEBERG, "spark.jars.packages": jars, "spark.sql.catalog.ice.warehouse": work + "/ice",
                     "spark.sql.extensions": "io.delta.sql.DeltaSparkSessionExtension,org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions"}
    builder = SparkSession.builder.master("local[2,4]")
    for key, value in settings.items():
        builder = builder.config(key, value)
    session = builder.getOrCreate()
    return session, session.stop
