"""The isolation of documents, against a worker that misbehaves on purpose."""

import os
import sys
import time
from pathlib import Path

import pyarrow as pa
import pytest

from assay._errors import WorkerError
from assay._proc import Limits, answers

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))
from fake_worker import SCHEMA  # noqa: E402


class Fake:
    def __init__(self, tmp_path, *mode):
        self.starts_file = tmp_path / "starts"
        self.command = [sys.executable, str(HERE / "fake_worker.py"), str(self.starts_file), *mode]

    @property
    def pids(self):
        if not self.starts_file.exists():
            return []  # killed before it began
        return [int(p) for p in self.starts_file.read_text().split()]

    def rows(self, contents, per_batch=3, limits=Limits(silence=20)):
        table = pa.table({"uri": [f"{i}.txt" for i in range(len(contents))], "content": pa.array(contents, pa.binary())})
        got = list(answers(table.to_batches(max_chunksize=per_batch), self.command, SCHEMA, {"config": "c"}, limits))
        return [r for b in got for r in b.to_pylist()]


@pytest.fixture(params=["", "batches"])
def fake(request, tmp_path):
    f = Fake(tmp_path, *([request.param] if request.param else []))
    yield f
    for pid in f.pids:
        assert gone(pid), f"process {pid} was left behind"


def gone(pid):
    for _ in range(100):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


def check_all_there(rows, n, lost=()):
    assert [r["uri"] for r in rows] == [f"{i}.txt" for i in range(n)]
    for i, r in enumerate(rows):
        assert r["status"] == ("lost" if i in lost else "document")


def test_every_document_is_answered_in_order(fake):
    check_all_there(fake.rows([b"w"] * 200, per_batch=7), 200)
    assert len(fake.pids) == 1


def test_no_documents_no_process(tmp_path):
    fake = Fake(tmp_path)
    assert fake.rows([]) == []
    assert not fake.starts_file.exists()


def test_documents_larger_than_the_window(fake):
    contents = [b"w" * (40 << 20) if i % 3 == 0 else b"w" for i in range(7)]
    rows = fake.rows(contents)
    assert [f for r in rows for f in r["failures"]] == []
    check_all_there(rows, 7)


def test_one_that_kills_its_worker_loses_itself_alone(fake):
    rows = fake.rows([b"w"] * 5 + [b"exit"] + [b"w"] * 3)
    check_all_there(rows, 9, lost=[5])
    failure = rows[5]["failures"][0]
    assert failure["reason"] == "child_died" and not failure["permanent"]
    assert "exit 7" in failure["message"] and "out of luck" in failure["message"]
    assert rows[5]["bytes"] == 4 and rows[5]["config"] == "c" and len(rows[5]["doc_id"]) == 16 and len(rows[5]["sha256"]) == 64


def test_the_first_the_last_and_the_only_one(fake):
    check_all_there(fake.rows([b"exit", b"w", b"exit"]), 3, lost=[0, 2])
    check_all_there(fake.rows([b"exit"]), 1, lost=[0])


def test_one_that_hangs_is_given_up_after_one_silence_alone(fake):
    rows = fake.rows([b"w", b"hang", b"w"], limits=Limits(silence=3))
    check_all_there(rows, 3, lost=[1])
    assert rows[1]["failures"][0]["reason"] == "wall_timeout"


def test_half_a_message(fake):
    rows = fake.rows([b"w"] * 4 + [b"half"] + [b"w"] * 4)
    check_all_there(rows, 9, lost=[4])
    assert rows[4]["failures"][0]["reason"] == "child_died"


def test_a_kill_from_outside_blames_nobody(fake):
    check_all_there(fake.rows([b"w"] * 4 + [b"killonce"] + [b"w"] * 4), 9)
    assert len(fake.pids) == 2


@pytest.mark.parametrize("lie", [b"other", b"twice"])
def test_an_answer_to_another_question_is_an_error(fake, lie):
    with pytest.raises(WorkerError, match="answered for"):
        fake.rows([b"w", lie, b"w", b"w", b"w", b"w"])


def test_too_many_in_a_row_are_the_machines_fault(fake):
    with pytest.raises(WorkerError, match="one after the other"):
        fake.rows([b"w"] + [b"exit"] * 9)


def test_too_many_in_all(fake):
    with pytest.raises(WorkerError, match="died on 3 documents"):
        fake.rows([b"exit", b"w"] * 4, limits=Limits(silence=20, guilty=2))


def test_a_refused_command_line_is_no_documents_fault(tmp_path):
    with pytest.raises(WorkerError, match="bad codebook") as err:
        Fake(tmp_path, "usage").rows([b"w"])
    assert err.value.code == 2 and err.value.hint == "mend it"


def test_other_columns_are_another_version(tmp_path):
    with pytest.raises(WorkerError, match="another version"):
        Fake(tmp_path, "columns").rows([b"w"])


def test_a_program_that_is_not_there(tmp_path):
    with pytest.raises(WorkerError, match="does not start"):
        list(answers(pa.table({"uri": ["a"], "content": [b"w"]}).to_batches(), [str(tmp_path / "none")], SCHEMA))


def test_an_error_of_the_source_is_raised_as_it_is(fake):
    def batches():
        yield from pa.table({"uri": ["a"], "content": [b"w"]}).to_batches()
        raise PermissionError("the block is lost")

    with pytest.raises(PermissionError, match="the block is lost"):
        list(answers(batches(), fake.command, SCHEMA))


def test_closing_early_ends_the_worker(fake):
    stream = answers(pa.table({"uri": ["a", "b"] * 100, "content": [b"w"] * 200}).to_batches(), fake.command, SCHEMA)
    next(stream)
    stream.close()
