"""The package as it is installed: tables of a run, documents without one, errors."""

import os
import shutil
import signal
import subprocess
import sys
import threading
import zipfile
from email.message import EmailMessage
from importlib.metadata import metadata, version
from pathlib import Path

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from conftest import with_losses

import assay
from assay._binary import binary


@pytest.fixture(scope="module")
def corpus(example, tmp_path_factory):
    return with_losses(example, tmp_path_factory.mktemp("corpus") / "in put=1")


@pytest.fixture(scope="module")
def results(corpus, tmp_path_factory):
    sidecar = tmp_path_factory.mktemp("sidecar") / "sidecar.csv"
    sidecar.write_text("uri,visits:int,seen:timestamp\npress/caseloads.txt,3,2024-05-01T10:00:00Z\n")
    return assay.run(corpus, out=tmp_path_factory.mktemp("a=1") / "results", with_text=True, format=["parquet", "arrow"], metadata=sidecar)


def test_what_is_tested_is_the_wheel():
    assert "site-packages" in assay.__file__
    assert binary() == str(Path(assay.__file__).parent / "_bin" / "assay")
    said = subprocess.run([binary(), "version"], capture_output=True, text=True, check=True).stdout
    assert said.startswith(f"assay {version('assay')} ")
    assert "no licence" in metadata("assay")["License"]


def test_a_run_is_its_tables(results, corpus):
    assert results.lost == 2 and results.counts["skipped"] == 1
    assert results.report and results.path.parent.name == "runs"
    assert {f["uri"] for f in results.table("failures").to_pylist()} == {"empty.txt", "reports/page.pdf", "link.txt"}
    assert list(results)[:2] == ["actions", "articles"] and len(results) == 17
    again = assay.open(results.path.parents[1])
    assert again.id == results.id and again["findings"] == results.table("findings")


def test_arrow_and_parquet_of_a_table_have_one_schema(results):
    for name in results:
        parquet = pa.parquet.read_schema(results.path / f"{name}.parquet")
        with pa.ipc.open_file(results.path / f"{name}.arrow") as f:
            assert f.schema.equals(parquet, check_metadata=True), name
            assert f.read_all().equals(results.table(name).arrow()), name


def test_reading_gives_what_a_run_gives(corpus, tmp_path):
    folder = shutil.copytree(corpus, tmp_path / "in", symlinks=True)
    with zipfile.ZipFile(folder / "press" / "old.zip", "w") as z:
        z.write(folder / "press/caseloads.txt", "in it/caseloads.txt")
        z.writestr("empty.txt", b"")
    mail = EmailMessage()
    mail["From"], mail["Subject"], mail["Date"] = "jo@example.org", "Visits", "Mon, 1 Jan 2024 10:00:00 +0000"
    mail.set_content("Caseloads are too high.")
    mail.add_attachment(b"Social workers visit children at school.", maintype="text", subtype="plain", filename="plan.txt")
    (folder / "mail.eml").write_bytes(bytes(mail))
    (folder / "box.mbox").write_bytes(b"From jo@example.org Mon Jan  1 10:00:00 2024\n" + bytes(mail))
    read = assay.read(folder, with_text=True)
    files = assay.run(folder, out=tmp_path / "plain", with_text=True, no_report=True)
    assert {"mail.eml!plan.txt", "box.mbox!message-1.eml", "press/old.zip!in it/caseloads.txt"} <= set(read["documents"]["uri"].to_pylist())
    assert sorted(read.names) == sorted(files.names) and read.lost == files.lost
    for name in files:
        assert read.table(name).schema.equals(files.table(name).schema, check_metadata=True), name
        assert read.table(name).to_pylist() == files.table(name).to_pylist(), name
    assert any(d is not None for d in read["documents"]["duplicate_of"].to_pylist())


def test_reading_bytes():
    read = assay.read({"b.txt": b"Caseloads are too high.", "a.txt": b"Caseloads are too high."}, tables=["documents", "mentions"])
    assert read.names == ["documents", "mentions"] and read.rows["uri"].to_pylist() == ["a.txt", "b.txt"]
    first, second = read["documents"].to_pylist()
    assert first["duplicate_of"] is None and second["duplicate_of"] == first["doc_id"]
    assert read["mentions"]["stance"].to_pylist() == ["negative", "negative"]


def test_files_of_several_documents_are_opened(corpus):
    lines = corpus / "letters" / "updates.jsonl"
    by_path, by_name = assay.read(lines, tables=["findings"]), assay.read({"updates.jsonl": lines.read_bytes(), "b.txt": b"Caseloads are too high."}, tables=["findings"])
    assert by_path.rows.num_rows > 1 and all(uri.startswith("updates.jsonl#") for uri in by_path.rows["uri"].to_pylist())
    assert by_name.rows["uri"].to_pylist() == ["b.txt", *by_path.rows["uri"].to_pylist()]
    assert by_name["findings"].to_pylist()[-len(by_path["findings"]):] == by_path["findings"].to_pylist()
    (failure,) = assay.read({"../updates.jsonl": lines.read_bytes()}, tables=["failures"])["failures"].to_pylist()
    assert failure["reason"] == "unsupported" and "assay run looks inside" in failure["hint"]


def test_reading_nothing():
    with pytest.raises(assay.AssayError, match="matches nothing") as err:
        assay.read("/no such folder")
    assert err.value.code == 2
    assert len(assay.read({})["findings"]) == 0


def test_a_table_goes_to_pandas_polars_and_duckdb(results):
    findings = results.table("findings")
    frame = findings.pandas()
    assert isinstance(frame, pd.DataFrame) and len(frame) == len(findings) and frame["inspection_start"].dtype.kind == "M"
    assert findings.polars().height == len(findings)
    assert findings.duckdb().filter("stance = 'negative'").count("*").fetchall()[0][0] == (frame["stance"] == "negative").sum()
    assert pl.DataFrame(findings).height == pa.table(findings).num_rows == len(findings)  # as any library reads Arrow


def test_categories_are_in_the_order_of_their_list(results):
    order = ["positive", "negative", "mixed", "neutral"]
    findings = results.table("findings", columns=["stance", "grade", "page"], categories=True)
    assert findings.schema.names == ["stance", "grade", "page"] and findings.enums["stance"] == order
    stance = findings.pandas()["stance"]
    assert stance.cat.ordered and list(stance.cat.categories) == order
    assert stance.astype(str).tolist() == results["findings"]["stance"].to_pylist()
    assert findings.polars()["stance"].dtype == pl.Enum(order)
    assert findings.polars()["grade"].null_count() == results["findings"]["grade"].null_count
    assert sorted(findings.duckdb().distinct().fetchall(), key=str)
    for name in results:  # every closed list holds every value
        results.table(name, categories=True)


def test_every_column_is_described(results):
    for name in results:
        table = results.table(name)
        described = [c for c in table.schema.names if not c.startswith("meta_")]
        assert all(table.descriptions[c] for c in described), name


@pytest.mark.parametrize("name, columns, said", [("finding", None, "did you mean 'findings'"), ("findings", ["stnce"], "did you mean 'stance'")])
def test_a_name_that_is_mistyped(results, name, columns, said):
    with pytest.raises(assay.AssayError, match=said):
        results.table(name, columns=columns)


def test_opening_what_is_no_results_folder(tmp_path):
    with pytest.raises(assay.AssayError, match="no results folder"):
        assay.open(tmp_path)
    with pytest.raises(assay.AssayError, match="is not there"):
        assay.open(tmp_path / "none")


def test_an_error_carries_the_programs_hint(example, tmp_path):
    with pytest.raises(assay.AssayError) as err:
        assay.run(example, out=tmp_path, tables=["finding"])
    assert err.value.code == 2 and "finding" in err.value.message and "findings" in err.value.hint
    with pytest.raises(assay.AssayError) as err:
        assay.run(example, out=tmp_path, codebooks="mine.yaml")
    assert err.value.code == 2 and "codebook" in str(err.value)
    with pytest.raises(assay.AssayError, match="for the command line"):
        assay.run(example, out=tmp_path, quiet=True)


def test_the_gates_verdict(example, tmp_path):
    assay.run(example, out=tmp_path / "out", no_report=True, tables=["documents"])
    (tmp_path / "one.txt").write_text("Caseloads are too high.")
    with pytest.raises(assay.AssayError) as err:
        assay.run(tmp_path / "one.txt", out=tmp_path / "out", no_report=True, tables=["documents"])
    assert err.value.code == 4 and "documents went from 9 to 1" in err.value.message and "assay publish" in err.value.hint
    assert len(assay.open(tmp_path / "out")["documents"]) == 9


def test_progress_is_told(example, tmp_path):
    told = []
    assay.run(example, out=tmp_path, no_report=True, progress=lambda *at: told.append(at))
    assert told[-1] == (9, 9, 0) and told == sorted(told)
    told.clear()
    assay.read({f"{i}.txt": b"Caseloads are too high." for i in range(5)}, progress=lambda *at: told.append(at))
    assert told[-1] == (5, 5, 0)


def test_progress_without_tqdm_is_lines(capsys, monkeypatch):
    from assay import _progress

    monkeypatch.setitem(sys.modules, "tqdm.auto", None)
    monkeypatch.setattr(_progress, "LINE_EVERY", 0)
    assay.read({"a.txt": b"Caseloads are too high."}, progress=True)
    assert "assay: 1 of 1 documents, 0 lost" in capsys.readouterr().err
    assay.read({"a.txt": b"Caseloads are too high."}, progress=False)
    assay.read({"a.txt": b"Caseloads are too high."})  # nobody looks
    assert capsys.readouterr().err == ""


def test_an_interrupt_ends_the_run(example, tmp_path):
    """The program is told, and is gone when the interrupt arrives here."""
    command = []
    popen = subprocess.Popen

    def spy(*args, **options):
        command.append(popen(*args, **options))
        threading.Timer(0.2, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
        return command[-1]

    from assay import _run

    # What a shell starts in the background ignores interrupts: not so here.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.MonkeyPatch.context() as m:
            m.setattr(_run.subprocess, "Popen", spy)
            with pytest.raises(KeyboardInterrupt):
                assay.run(example, out=tmp_path, progress=lambda *at: None)
    finally:
        signal.signal(signal.SIGINT, before)
    assert command[0].returncode in (130, -signal.SIGINT)
    assert not (tmp_path / "current").exists()


def test_inspecting_one_document(example):
    seen = assay.inspect(example / "press" / "caseloads.txt")
    assert seen["document"]["kind"] == "article" and seen["mentions"]
    assert assay.inspect(b"<p>Caseloads are too high.</p>", as_="html")["mentions"][0]["theme"] == "caseloads"
    with pytest.raises(assay.AssayError, match="corrupt|cannot be opened"):
        assay.inspect(b"%PDF-1.4 but no more")


def test_the_program_is_the_one_that_is_named(tmp_path, monkeypatch):
    other = tmp_path / "assay"
    other.write_text("#!/bin/sh\necho 'assay: it is another' >&2\necho '  so there' >&2\nexit 1\n")
    other.chmod(0o755)
    with pytest.raises(assay.AssayError, match="it is another") as err:
        assay.inspect("x", binary=str(other))
    assert err.value.code == 1 and err.value.hint == "so there"
    monkeypatch.setenv("ASSAY_BINARY", str(other))
    assert binary() == str(other)
    monkeypatch.setenv("ASSAY_BINARY", str(tmp_path / "none"))
    with pytest.raises(assay.AssayError, match="no program"):
        binary()
