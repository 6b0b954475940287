"""Documents without a mount have the uris that a listing gives them."""

import pytest

from assay import spark as assay_spark

SEEN = ["plain.txt", "x y.txt", "x#y.txt", "what?.txt", "100%.txt", "a%20b.txt", "ünder.txt", "semi;colon.txt", "sub folder/ü #1.txt", "comma,name.txt", "quote'd.txt"]
UNSEEN = ["_under.txt", ".hidden.txt", "x._COPYING_"]


@pytest.fixture
def folder(tmp_path):
    root = tmp_path / "re ports"
    for name in SEEN + UNSEEN:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(f"Social workers know {name} well.\n")
    return root


def test_uris_are_those_of_a_listing(spark, folder):
    with pytest.warns(UserWarning, match="left out by Spark"):
        docs = assay_spark.objects(spark, str(folder))
    got = {r["uri"] for r in docs.select("uri").collect()}
    listed = {r["uri"] for r in assay_spark.source(spark, str(folder)).select("uri").collect()}
    assert set(SEEN) <= got and got - set(UNSEEN) == set(SEEN) and set(SEEN) <= listed


def test_contents_are_read_and_large_ones_are_rows(spark, folder, tmp_path):
    (folder / "large.txt").write_text("Social workers. " * 100)
    with pytest.warns(UserWarning):
        docs = assay_spark.objects(spark, str(folder), max_raw=1000)
    assay_spark.analyse(docs, tables=["documents", "failures"]).write.parquet(str(tmp_path / "rows"))
    found = {r["uri"]: r for r in spark.read.parquet(str(tmp_path / "rows")).select("uri", "status", "failures").collect()}
    assert all(found[u]["status"] == "document" for u in SEEN)
    assert [f["reason"] for f in found["large.txt"]["failures"]] == ["too_large"]


def test_a_path_elsewhere_is_refused(spark, folder):
    from assay.spark._source import below

    frame = spark.createDataFrame([("file:/elsewhere/a.txt",)], "path string")
    with pytest.raises(Exception, match="is not below"):
        frame.select(below("/re ports")).collect()
    for path, root in (("abfss://c@host/in/a.txt", "abfss://c@host/in"), ("file:/in/a.txt", "/in/"), ("in/a.txt", "file:///in"), ("s3://b/in/a.txt", "s3://b/in")):
        assert spark.createDataFrame([(path,)], "path string").select(below(root)).collect()[0][0] == "a.txt", path
