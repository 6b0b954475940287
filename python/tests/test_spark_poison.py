"""Documents that take down whoever reads them: each loses itself alone."""

import dataclasses
import json
import os
import sys
from pathlib import Path

import pytest

from assay import spark as assay_spark
from assay._binary import binary

GOOD = "# Letter {0}\n\nSocial workers visit children often. Caseloads are too high here {0}.\n"


@pytest.fixture
def nine(spark, tmp_path, monkeypatch):
    """Eight letters and one with the word given, read by a program that dies of it;
    the rows, written and read."""
    program = tmp_path / "program"
    flags = tmp_path / "flags"
    flags.mkdir()
    here = Path(__file__).parent / "poison_program.py"
    program.write_text(f"#!/bin/sh\nREAL_ASSAY='{os.path.abspath(binary())}' POISON_FLAGS='{flags}' exec '{sys.executable}' '{here}' \"$@\"\n")
    program.chmod(0o755)

    def rows(word, silence=60):
        folder = tmp_path / "in"
        folder.mkdir()
        for i in range(9):
            (folder / f"{i}.txt").write_text(word if i == 4 else GOOD.format(i))
        docs = assay_spark.source(spark, str(folder), tasks=1)
        setup = assay_spark.prepared(docs, program=str(program))
        setup = dataclasses.replace(setup, told=json.dumps(dict(setup.description, silence_seconds=silence)))
        assay_spark.analyse(docs, setup).write.parquet(str(tmp_path / "rows"))
        found = spark.read.parquet(str(tmp_path / "rows")).select("uri", "status", "failures").collect()
        assert sorted(r["uri"] for r in found) == [f"{i}.txt" for i in range(9)]
        assert all(r["status"] == "document" for r in found if r["uri"] != "4.txt")
        return next(r for r in found if r["uri"] == "4.txt"), flags

    return rows


def test_one_that_ends_its_worker(nine):
    row, _ = nine("EXIT")
    failure = row["failures"][0]
    assert (row["status"], failure["reason"], failure["permanent"]) == ("lost", "child_died", False)
    assert "exit 7" in failure["message"]


def test_one_that_hangs(nine):
    row, _ = nine("HANG", silence=15)
    assert (row["status"], row["failures"][0]["reason"]) == ("lost", "wall_timeout")


def test_a_worker_killed_from_outside_blames_nobody(nine):
    row, flags = nine("KILLONCE")
    assert row["status"] == "document" and [p.name for p in flags.iterdir()] == ["KILLONCE"]


@pytest.mark.skipif(os.environ.get("SPARK_ENGINE", "sail") == "sail", reason="Sail's tasks are this process")
def test_a_task_killed_from_outside_is_done_again(nine):
    row, flags = nine("PARENTONCE")
    assert row["status"] == "document" and [p.name for p in flags.iterdir()] == ["PARENTONCE"]
