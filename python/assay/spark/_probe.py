"""Whether the machines are fit, asked before they are given work."""

from __future__ import annotations

import json
import os
import pickle
import platform
import resource
from typing import Any, Dict, List, Optional, Sequence, Tuple

import pyarrow as pa
from pyspark.sql import SparkSession

from .._binary import code_cache
from .._errors import AssayError, WorkerError
from ._setup import Setup

LEAST_ADDRESS_SPACE = 4 << 30  # bytes: under less the PDF reader finds no room, and every PDF would be lost


def probe(spark: SparkSession, setup: Setup, tasks: Optional[int] = None, roots: Sequence[str] = ()) -> List[Dict[str, Any]]:
    """Start a worker in as many tasks as there are cores, have each read a small PDF,
    and tell what was found: host, version of Python and pyarrow, limits of memory,
    where the compiled PDF reader is kept (which this fills). roots are folders that
    every host must see.

    AssayError, one for all, with the names of the hosts that are not fit and why.
    Spark decides where tasks go: that every host was asked is likely, not certain.
    """
    n = tasks or cores(spark)
    asked = spark.range(0, n, 1, n).mapInArrow(_asked(setup, roots), "host string, error string, told string")
    try:
        rows = asked.collect()
    except Exception as err:
        raise AssayError(f"no task can be run on the executors: {str(err).strip().splitlines()[0]}", 1, "do they have Python with pyarrow? PYSPARK_PYTHON names theirs") from err
    wrong = sorted({f"{r['host']}: {r['error']}" for r in rows if r["error"]})
    if wrong:
        raise AssayError(f"{len(wrong)} of {n} tasks cannot work\n  " + "\n  ".join(wrong), 1)
    return [dict(json.loads(r["told"]), host=r["host"]) for r in rows]


def cores(spark: SparkSession) -> int:
    """How many tasks run at once."""
    try:
        return int(spark.sparkContext.defaultParallelism)
    except Exception:  # Spark Connect does not say
        return int(spark.conf.get("spark.default.parallelism", None) or os.cpu_count() or 1)


def _asked(setup: Setup, roots: Sequence[str]):  # type: ignore[no-untyped-def]
    # Sent by value and without names of this package, so that a host without it can say so.
    sent, wanted = pickle.dumps((setup, list(roots))), setup.description["assay"]

    def ask(batches):  # type: ignore[no-untyped-def]
        import pickle
        import socket

        import pyarrow

        told, error = "", ""
        for batch in batches:
            if batch.num_rows == 0:
                continue
            try:
                from assay.spark._probe import look
            except ImportError as err:
                error = f"the package assay is not installed for {__import__('sys').executable} ({err}): install assay {wanted} there too"
            else:
                told, error = look(*pickle.loads(sent))
            yield pyarrow.RecordBatch.from_pydict({"host": [socket.gethostname()], "error": [error], "told": [told]},
                                                  schema=pyarrow.schema([("host", pyarrow.string()), ("error", pyarrow.string()), ("told", pyarrow.string())]))

    return ask


def look(setup: Setup, roots: Sequence[str]) -> Tuple[str, str]:
    """What is found here as JSON, and what is wrong, "" where nothing is."""
    room = resource.getrlimit(resource.RLIMIT_AS)[0]
    told = {"python": platform.python_version(), "pyarrow": pa.__version__, "address_space": None if room == resource.RLIM_INFINITY else room,
            "memory": _memory(), "code_cache": code_cache() or "the user's"}
    unseen = [r for r in roots if not os.path.exists(r)]
    if room != resource.RLIM_INFINITY and room < LEAST_ADDRESS_SPACE:
        error = f"a process may take {room >> 20} MB of addresses, {LEAST_ADDRESS_SPACE >> 20} MB are needed: leave spark.executor.pyspark.memory unset"
    elif unseen:
        error = f"{', '.join(unseen)} is not there: documents on a mount need the same mount everywhere"
    else:
        error = _read_one(setup)
    return json.dumps(told), error


def _read_one(setup: Setup) -> str:
    try:
        row = next(setup.rows(iter([pa.RecordBatch.from_pydict({"uri": ["probe.pdf"], "content": [small_pdf()]})]))).to_pylist()[0]
    except (AssayError, WorkerError) as err:
        return str(err).replace("\n", " ")
    if row["status"] == "document":
        return ""
    return "; ".join(f"{f['reason']}: {f['message']}" for f in row.get("failures") or [{"reason": "lost", "message": "a small PDF cannot be read"}])


def _memory() -> Optional[int]:
    """The container's limit in bytes, where there is one."""
    for path in ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"):
        try:
            with open(path) as f:
                text = f.read().strip()
        except OSError:
            continue
        if text.isdigit() and int(text) < 1 << 60:
            return int(text)
    return None


def small_pdf() -> bytes:
    """A page with a sentence."""
    text = b"BT /F1 12 Tf 72 700 Td (Social workers visit children often and know them well.) Tj ET"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text), b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for i, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (i, body)
    table = b"".join(b"%010d 00000 n \n" % p for p in places)
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table, len(objects) + 1, len(out))
