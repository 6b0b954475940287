"""Rows of documents from an engine, taken apart, are the tables of `assay run`."""

import shutil
import subprocess

import pytest
from conftest import with_losses

from assay import spark as assay_spark
from assay._binary import binary


@pytest.fixture(scope="module")
def corpus(example, tmp_path_factory):
    """Without the container, which is a loss here."""
    return with_losses(example, tmp_path_factory.mktemp("corpus") / "in put", shutil.ignore_patterns("*.jsonl"))


@pytest.fixture(scope="module")
def run(corpus, tmp_path_factory):
    out = tmp_path_factory.mktemp("results")
    done = subprocess.run([binary(), "run", str(corpus), "--out", str(out), "--no-report", "--with-text", "--quiet"])
    assert done.returncode in (0, 3)
    return out / "current"


@pytest.fixture(scope="module")
def setup(spark, corpus):
    return assay_spark.prepared(assay_spark.source(spark, str(corpus)), tokens=True, texts=True)


@pytest.fixture(scope="module")
def rows(spark, corpus, setup, tmp_path_factory):
    """Analysed and written."""
    path = str(tmp_path_factory.mktemp("rows") / "docs")
    assay_spark.analyse(assay_spark.source(spark, str(corpus), tasks=3), setup).write.parquet(path)
    return spark.read.parquet(path)


def test_one_row_a_document(rows, setup):
    assert rows.columns == setup.schema.names
    found = {r["uri"]: r["status"] for r in rows.select("uri", "status").collect()}
    assert len(found) == 12 == rows.count()
    assert {u for u, status in found.items() if status != "document"} == {"empty.txt", "reports/page.pdf", "link.txt"}
    assert found["link.txt"] == "skipped"


def test_every_table_is_that_of_a_run(rows, setup, run, tmp_path):
    assay_spark.write_tables(rows, setup, str(tmp_path / "flat"))
    assert assay_spark.differences(setup, str(tmp_path / "flat"), str(run)) == {}


def test_copies_are_told(rows, setup):
    got = assay_spark.tables(rows, setup)["documents"].where("duplicate_of IS NOT NULL").select("uri", "duplicate_of").collect()
    ids = {r["uri"]: r["doc_id"] for r in rows.select("uri", "doc_id").collect()}
    assert {(r["uri"], r["duplicate_of"]) for r in got} == {(u, ids["press/a copy.txt"]) for u in ("press/caseloads.txt", "zuletzt ü.txt")}


def test_differences_are_seen(rows, setup, run, tmp_path):
    for name, frame in assay_spark.tables(rows, setup).items():
        if name == "mentions":
            frame = frame.withColumn("stance", frame["stance"].substr(1, 3))
        if name == "quotes":
            frame = frame.limit(1)
        if name in ("mentions", "quotes"):
            frame.write.parquet(str(tmp_path / name))
    got = assay_spark.differences(setup, str(tmp_path), str(run), only=["mentions", "quotes"])
    assert "stance" in got["mentions"] and got["quotes"].startswith("1 rows")


def test_temporary_views_read_as_tables(spark, rows, setup):
    rows.createOrReplaceTempView("docs_here")
    assay_spark.views(spark, "docs_here", setup, temporary=True)
    n = spark.sql("SELECT count(*) AS n FROM mentions m JOIN documents d USING (doc_id) WHERE d.duplicate_of IS NULL").collect()[0]["n"]
    assert 0 < n < spark.table("mentions").count()


def test_export_is_a_run(rows, setup, run, tmp_path):
    import json

    import pyarrow.parquet as pq

    out = tmp_path / "results"
    folder = assay_spark.export(rows, setup, out)
    assert (out / "current").resolve() == folder
    assert assay_spark.differences(setup, str(folder), str(run)) == {}
    for t in setup.tables:  # in the same order too, with the same description
        got, want = pq.read_table(folder / f"{t}.parquet"), pq.read_table(run / f"{t}.parquet")
        assert got.equals(want) and got.schema.equals(want.schema, check_metadata=True), t
    told, want = (json.loads((d / "manifest.json").read_text()) for d in (folder, run))
    for key in ("counts", "tables", "nulls", "themes", "scored_sentences"):
        assert told[key] == want[key], key
    for verb in ("report", "status"):
        done = subprocess.run([binary(), verb, str(out)], capture_output=True)
        assert done.returncode == 0, done.stderr.decode()
    assert (folder / "report.html").exists()
    assert json.loads((assay_spark.export(rows, setup, out) / "manifest.json").read_text())["sequence"] == 2
