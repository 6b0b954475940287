"""Which documents there are."""

from __future__ import annotations

import base64
import json
import os
import re
import warnings
from datetime import datetime, timezone
from typing import Any, Dict, Optional, Tuple

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F
from pyspark.sql import types as st

from .._errors import AssayError, call, flags
from ._setup import _program

_LISTED = st.StructType([
    st.StructField("uri", st.StringType()), st.StructField("root", st.StringType()), st.StructField("path", st.BinaryType()),
    st.StructField("loss", st.StringType()), st.StructField("length", st.LongType()), st.StructField("micros", st.LongType()),
])

PER_TASK = 30  # documents: starting a worker is then some 8 % of a task, and a task is some ten seconds

UNSEEN = ("names that begin with _ or . or end in ._COPYING_, names that are not UTF-8, and empty files "
          "are left out by Spark without a word, so documents + lost + skipped is not all that is there")


def source(spark: SparkSession, *inputs: str, tasks: Optional[int] = None, program: Optional[str] = None, **options: Any) -> DataFrame:
    """The documents in inputs: uri, root, path, loss, length and modified.

    Inputs are folders and files on a mount that the driver and every executor see
    under the same name (a volume, NFS, a local disk); they are listed by the program
    itself, by the rules and with the uris of `assay run`, and only paths are sent.
    What is not to be read (a link, a lock file) is there with its loss. Other
    options are flags of `assay list`: metadata is no such, join meta_* columns by uri.

    An input with a scheme (abfss://, s3://, gs://) has no mount and is read by
    Spark's binaryFile instead: its documents have content and no path, and what
    Spark does not see is warned of. It must be the only one.
    """
    if any(_scheme(i) for i in inputs):
        if len(inputs) != 1:
            raise AssayError("documents without a mount are read from one place", 2, "call source for each, and unite what it gives")
        return objects(spark, inputs[0], tasks=tasks, **options)
    command = [_program(program), "list", *(os.fspath(i) for i in inputs), *flags(options)]
    rows = [_listed(json.loads(line)) for line in call(command).splitlines()]
    rows.sort(key=lambda r: -(r[4] or 0))  # dealt out in turn, so that tasks weigh much the same
    listed = spark.createDataFrame(rows, _LISTED)
    return spread(listed, len(rows), tasks).withColumn("modified", F.expr("timestamp_micros(micros)")).drop("micros")


def spread(docs: DataFrame, n: int, tasks: Optional[int]) -> DataFrame:
    """Documents dealt out to tasks: a worker is started for each."""
    return docs.repartition(max(1, tasks or -(-n // PER_TASK)))


def _listed(line: Dict[str, Any]) -> Tuple[Any, ...]:
    path = base64.b64decode(line["path"]) if "path" in line else None
    loss = json.dumps(line["loss"], sort_keys=True) if "loss" in line else None
    return line["uri"], line.get("root"), path, loss, line.get("bytes"), _micros(line.get("modified"))


def _micros(modified: Optional[str]) -> Optional[int]:
    if modified is None:
        return None
    at = datetime.strptime(modified, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=timezone.utc) - datetime(1970, 1, 1, tzinfo=timezone.utc)
    return (at.days * 86400 + at.seconds) * 1_000_000 + at.microseconds


def _scheme(place: str) -> Optional[str]:
    found = re.match(r"([A-Za-z][A-Za-z0-9+.-]+)://", os.fspath(place))
    return found[1] if found else None


def objects(spark: SparkSession, root: str, *, glob: Optional[str] = None, max_raw: int = 128 << 20, tasks: Optional[int] = None) -> DataFrame:
    """The documents below root as Spark's binaryFile reads them: uri (below root),
    content, loss, length and modified. Those larger than max_raw bytes are not
    read: they have a loss. Warns of what Spark does not see."""
    warnings.warn(f"{root}: {UNSEEN}; mount it where you can", stacklevel=3)
    reader = spark.read.format("binaryFile").option("recursiveFileLookup", "true")
    if glob:
        reader = reader.option("pathGlobFilter", glob)
    files = reader.load(root).withColumn("uri", below(root))
    small = files.where(F.col("length") <= max_raw).select("uri", "content", F.lit(None).cast("string").alias("loss"), "length", F.col("modificationTime").alias("modified"))
    large = files.where(F.col("length") > max_raw).select("uri", F.lit(None).cast("binary").alias("content"), F.lit(_too_large(max_raw)).alias("loss"), "length", F.col("modificationTime").alias("modified"))
    docs = small.unionByName(large)
    return docs if tasks is None else docs.repartition(tasks)


def _too_large(max_raw: int) -> str:
    return json.dumps({"stage": "read", "reason": "too_large", "message": f"it has more than {max_raw} bytes"})


def below(root: str):  # type: ignore[no-untyped-def]
    """The column path without its root: engines write the scheme and the slashes
    after it in ways of their own. A path that is not under root is an error."""
    bare = r"regexp_replace(path, '^[A-Za-z][A-Za-z0-9+.-]*:|^/+', '')"
    path = f"regexp_replace({bare}, '^/+', '')"
    top = re.sub(r"^[A-Za-z][A-Za-z0-9+.-]*:", "", root).strip("/") + "/"
    text = "'" + top.replace("\\", "\\\\").replace("'", "\\'") + "'"
    return F.expr(f"CASE WHEN startswith({path}, {text}) THEN substring({path}, {len(top) + 1}) ELSE raise_error(concat(path, ' is not below ', {text})) END")
