"""The nightly job: what is redone, what the lake holds, and what a kill leaves."""

import os
import shutil

import pyarrow as pa
import pytest

from assay import spark as assay_spark
from assay._errors import AssayError

LETTER = "# Letter {0}\n\nSocial workers visit children at school. Caseloads are too high for newly qualified workers {0}.\n"


def write(folder, n):
    for i in range(n):
        (folder / f"{i:03}.txt").write_text(LETTER.format(i))
        os.utime(folder / f"{i:03}.txt", (1_700_000_000 + i, 1_700_000_000 + i))


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    write(folder, 9)
    (folder / "note.pdf").write_text("<html>no report</html>")
    return folder


def iceberg(tmp_path):
    from pyiceberg.catalog.sql import SqlCatalog

    (tmp_path / "ice").mkdir(exist_ok=True)
    catalog = SqlCatalog("made", uri=f"sqlite:///{tmp_path}/ice/catalog.db", warehouse=f"file://{tmp_path}/ice")
    catalog.create_namespace_if_not_exists("assay")
    return assay_spark.IcebergTable(catalog, "assay.docs")


LAKES = ["delta folder", "iceberg"]
if os.environ.get("SPARK_ENGINE", "sail") == "sail":
    LAKES.append("delta table")
elif os.environ.get("SPARK_JARS"):
    LAKES += ["delta table", "iceberg table"]


@pytest.fixture(params=LAKES)
def lake(request, spark, tmp_path):
    if request.param == "iceberg":
        yield iceberg(tmp_path)
    elif request.param == "delta folder":
        yield assay_spark.DeltaFolder(str(tmp_path / "docs"))
    else:
        format = request.param.split()[0]
        name = "docs_lake" if format == "delta" else "ice.assay.docs_lake"
        spark.sql(f"DROP TABLE IF EXISTS {name}")
        yield assay_spark.Table(name, format)
        spark.sql(f"DROP TABLE IF EXISTS {name}")


class Night:
    def __init__(self, spark, corpus, lake, tmp_path):
        self.spark, self.corpus, self.lake, self.scratch = spark, corpus, lake, str(tmp_path / "scratch")

    setup = None

    def __call__(self, codebook=(), **options):
        docs = assay_spark.source(self.spark, str(self.corpus))
        if codebook:
            return assay_spark.update(self.spark, docs, self.lake, scratch=self.scratch, codebook=codebook, **options)
        Night.setup = Night.setup or assay_spark.prepared(docs)
        return assay_spark.update(self.spark, docs, self.lake, scratch=self.scratch, setup=Night.setup, **options)

    def held(self):
        """uri: (run_id, sha256, status)"""
        return {r["uri"]: (r["run_id"], r["sha256"], r["status"]) for r in self.lake.rows(self.spark).select("uri", "run_id", "sha256", "status").collect()}


@pytest.fixture
def night(spark, corpus, lake, tmp_path):
    return Night(spark, corpus, lake, tmp_path)


def test_one_document_changed_and_one_removed(night, corpus):
    first = night()
    assert (first.listed, first.done, first.why) == (10, 10, {"new": 10})
    before = night.held()
    assert set(before) == {f"{i:03}.txt" for i in range(9)} | {"note.pdf"} and before["note.pdf"][2] == "lost"

    same = night()
    assert (same.done, same.gone, same.version) == (0, 0, first.version)
    assert night.held() == before

    (corpus / "004.txt").write_text(LETTER.format("four"))
    (corpus / "007.txt").unlink()
    second = night()
    assert (second.done, second.gone, second.why) == (1, 1, {"changed": 1})
    after = night.held()
    assert set(before) - set(after) == {"007.txt"}
    assert {u for u in after if after[u] != before[u]} == {"004.txt"}
    assert after["004.txt"][0] == second.run_id
    assert not os.path.exists(night.scratch + "/rows")
    earlier(night, first.version, before)


def earlier(night, version, before):
    """The lake as it was, by the lake's own travel in time."""
    if isinstance(night.lake, assay_spark.DeltaFolder):
        from deltalake import DeltaTable

        import pyarrow as pa

        old = pa.table(DeltaTable(night.lake.path, version=version).to_pyarrow_table())
    elif isinstance(night.lake, assay_spark.IcebergTable):
        old = night.lake.catalog.load_table(night.lake.name).scan(snapshot_id=version).to_arrow()
    else:
        if night.lake.format == "iceberg":
            version = night.spark.sql(f"SELECT snapshot_id FROM {night.lake.name}.history ORDER BY made_current_at").collect()[0][0]
        rows = night.spark.sql(f"SELECT uri, sha256 FROM {night.lake.name} VERSION AS OF {version or 0}").collect()
        assert {r["uri"]: r["sha256"] for r in rows} == {u: v[1] for u, v in before.items()}
        return
    assert dict(zip(old["uri"].to_pylist(), old["sha256"].to_pylist())) == {u: v[1] for u, v in before.items()}


def test_another_configuration_redoes_all_and_a_new_document_itself(night, corpus, tmp_path):
    night()
    write(corpus, 10)
    assert night().why == {"new": 1}
    book = tmp_path / "mine.yaml"
    book.write_text(BOOK)
    done = night(codebook=book)
    assert done.why == {"config": 11} and len(night.held()) == 11
    themes = night.lake.rows(night.spark).selectExpr("inline(theme_summary)").select("theme").distinct().collect()
    assert "letters" in {r["theme"] for r in themes}
    assert night(codebook=book).done == 0


def test_other_columns_renew_the_table(spark, corpus, lake, tmp_path):
    """A table made with fewer tables, then with others, then the nightly job as ever."""
    def update(*tables):
        docs = assay_spark.source(spark, str(corpus))
        return assay_spark.update(spark, docs, lake, scratch=str(tmp_path / "scratch"), setup=assay_spark.prepared(docs, tables=["documents", *tables, "failures"]))

    def held():
        return {r["uri"]: r["run_id"] for r in lake.rows(spark).select("uri", "run_id").collect()}

    assert update("quotes").why == {"new": 10}
    (corpus / "007.txt").unlink()
    second = update("mentions", "sentences")
    assert second.why == {"config": 9} and second.gone == 1
    columns = lake.rows(spark).columns
    assert "mentions" in columns and "sentences" in columns and "quotes" not in columns
    assert held() == dict.fromkeys([f"{i:03}.txt" for i in range(9) if i != 7] + ["note.pdf"], second.run_id)
    assert lake.rows(spark).selectExpr("inline(mentions)").count() > 0
    (corpus / "004.txt").write_text(LETTER.format("four"))
    third = update("mentions", "sentences")
    assert third.why == {"changed": 1}
    assert held() == {**dict.fromkeys(held(), second.run_id), "004.txt": third.run_id} and len(held()) == 9


def test_a_field_that_is_gone_within_a_table_leaves_iceberg(tmp_path):
    """A field of a list of structs goes as a column does, or every night would find other columns."""
    from pyiceberg.catalog.sql import SqlCatalog

    from assay.spark._lake import _fields, IcebergTable

    def rows(*names):
        return pa.schema([("uri", pa.string()), *((name, pa.list_(pa.struct(of))) for name, of in names)])

    text, pair = pa.string(), pa.struct([("x", pa.int64()), ("y", pa.int64())])
    old = rows(("documents", [("a", text), ("b", pair), ("c", pa.list_(pa.struct([("p", text), ("q", text)])))]), ("quotes", [("z", text)]))
    new = rows(("documents", [("a", text), ("n", text), ("c", pa.list_(pa.struct([("q", text)])))]))
    catalog = SqlCatalog("lake", uri=f"sqlite:///{tmp_path}/catalog.db", warehouse=f"file://{tmp_path}")
    catalog.create_namespace("n")

    class Rows:
        chosen = gone = None

        def __init__(self, schema):
            self.schema = schema

        def batches(self):
            yield pa.RecordBatch.from_pylist([{"uri": "u", "documents": [{"a": "1"}]}], schema=self.schema)

    table = IcebergTable(catalog, "n.docs")
    for schema in (old, new):
        table.commit(Rows(schema), whole=False, renewed=True)
    left = catalog.load_table("n.docs")
    assert _fields(left.schema().as_arrow()) == _fields(new)
    assert [row["uri"] for row in left.scan().to_arrow().to_pylist()] == ["u"]


BOOK = """themes:
  - id: letters
    label: Letters
    definition: Speaks of letters.
    include: [letter]
"""


@pytest.fixture
def folder(spark, corpus, tmp_path):
    return Night(spark, corpus, assay_spark.DeltaFolder(str(tmp_path / "docs")), tmp_path)


def test_metadata_that_changed(spark, folder):
    def update(name):
        docs = assay_spark.source(spark, str(folder.corpus))
        docs = docs.selectExpr("*", f"CASE WHEN uri = '003.txt' THEN '{name}' ELSE 'all' END AS meta_region")
        return assay_spark.update(spark, docs, folder.lake, scratch=folder.scratch)

    assert update("north").done == 10
    assert update("north").done == 0
    assert update("south").why == {"changed": 1}
    got = folder.lake.rows(spark).selectExpr("inline(documents)").where("uri = '003.txt'").select("meta_region").collect()
    assert [r["meta_region"] for r in got] == ["south"]


def test_what_may_pass_is_tried_again(folder, corpus):
    os.chmod(corpus / "002.txt", 0)
    if os.access(corpus / "002.txt", os.R_OK):  # root may read everything: a document that hangs its reader then
        os.chmod(corpus / "002.txt", 0o644)
        os.mkfifo(corpus / "pipe.txt")
        first = folder()
        assert folder.held()["pipe.txt"][2] == "skipped"
        assert folder().done == 0 and first.done == 11
        return
    folder()
    assert folder().why == {"retry": 1}


def test_the_gate_holds_back_a_folder_that_is_half_empty(folder, corpus):
    first = folder()
    before = folder.held()
    for i in range(6):
        (corpus / f"{i:03}.txt").unlink()
    with pytest.raises(assay_spark.Blocked, match="documents went from 9 to 3") as err:
        folder()
    assert err.value.code == 4 and [c["name"] for c in err.value.checks if not c["passed"] and c["level"] == "block"] == ["documents"]
    assert folder.held() == before and folder.lake.version(folder.spark) == first.version
    assert folder(publish=True).gone == 6
    assert len(folder.held()) == 4


def test_rules_of_ones_own_count_what_they_look_at(folder, corpus, tmp_path):
    rules = tmp_path / "rules.yaml"
    rules.write_text("checks:\n- {check: rows, table: quotes, level: warn, max_drop: 0.1}\n- {check: nulls, table: sentences, column: speaker, level: block, max_share: 0.01}\n")
    with pytest.raises(assay_spark.Blocked, match="nulls sentences.speaker is 100.0 %"):
        folder(check=str(rules))
    assert folder.lake.rows(folder.spark) is None


def test_nothing_listed_is_no_reason_to_empty_the_lake(folder, corpus):
    folder()
    shutil.rmtree(corpus)
    corpus.mkdir()
    with pytest.raises(AssayError):
        folder()
    assert len(folder.held()) == 10


def test_waves_and_what_a_killed_update_left(folder, monkeypatch):
    from assay.spark import _update

    def dies(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(_update._Job, "judge", dies)
    with pytest.raises(KeyboardInterrupt):
        folder(wave=3)
    monkeypatch.undo()
    done = folder(wave=3)
    assert (done.done, done.resumed) == (10, 10)
    assert len(folder.held()) == 10


def test_probe(spark, corpus, tmp_path):
    docs = assay_spark.source(spark, str(corpus))
    setup = assay_spark.prepared(docs)
    told = assay_spark.probe(spark, setup, tasks=2, roots=[str(corpus)])
    assert len(told) == 2 and all(t["host"] and t["pyarrow"] for t in told)
    with pytest.raises(AssayError, match="nowhere is not there"):
        assay_spark.probe(spark, setup, tasks=2, roots=[str(tmp_path / "nowhere")])
    import dataclasses

    stale = dataclasses.replace(setup, told=setup.told.replace(setup.config, "0" * 64))
    with pytest.raises(AssayError, match="fingerprint"):
        assay_spark.probe(spark, stale, tasks=2)
