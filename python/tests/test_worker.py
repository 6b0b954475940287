"""Documents through the real worker, which is killed, poisoned and hung."""

import os
import random
import shutil
import signal
import time
from pathlib import Path

import pytest

import assay
from assay import _proc, _read
from assay._binary import binary

POISONED = Path(__file__).parent / "poisoned.py"
TEXT = b"Caseloads are too high. Managers do not oversee the work of social workers well enough."

pytestmark = pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="looks for processes in /proc")


@pytest.fixture(scope="module")
def program(tmp_path_factory):
    """A copy of the program, so that its processes are known from all others."""
    return os.path.realpath(shutil.copy(binary(), tmp_path_factory.mktemp("program") / "assay"))


@pytest.fixture(autouse=True)
def nothing_is_left(program):
    yield
    for _ in range(200):
        if not running(program):
            return
        time.sleep(0.05)
    assert not running(program), "processes are left behind"


def running(program):
    found = []
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            if os.readlink(f"/proc/{pid}/exe") == program:
                found.append(int(pid))
        except OSError:
            pass  # gone, or somebody else's
    return found


def documents(n, **other):
    """n documents by name; others among them."""
    docs = {f"{i:03}.txt": TEXT for i in range(n)}
    docs.update({f"{name}.txt": content for name, content in other.items()})
    return docs


@pytest.fixture
def killed(monkeypatch):
    """Workers that were started; progress that kills the one that runs at some of the
    answers."""
    started = []
    popen = _proc.subprocess.Popen

    def spy(*args, **options):
        started.append(popen(*args, **options))
        return started[-1]

    monkeypatch.setattr(_proc.subprocess, "Popen", spy)

    def kills(at, how=signal.SIGKILL):
        due = sorted(at)

        def progress(done, total, lost):
            if due and done >= due[0]:
                due.pop(0)
                os.kill(started[-1].pid, how)

        return progress

    kills.started = started
    return kills


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_kills_at_random_lose_nothing_and_blame_nobody(program, killed, seed):
    n = 150
    at = random.Random(seed).sample(range(1, n - 70), 3)
    docs = documents(n)
    whole = assay.read(docs, binary=program)
    read = assay.read(docs, binary=program, batch_docs=1, progress=killed(at))
    assert read.rows["status"].to_pylist() == ["document"] * n
    for name in whole.names:
        assert read[name] == whole[name], name
    assert len([p for p in killed.started if p.returncode == -signal.SIGKILL]) >= 2


def test_what_runs_is_seen(program):
    """Else nothing_is_left would say nothing."""
    seen = []
    assay.read(documents(2), binary=program, batch_docs=1, progress=lambda *at: seen.append(running(program)))
    assert len(seen[0]) == 1


def test_a_kill_while_pdf_is_read_leaves_no_child(program, killed, example):
    pdfs = {f"{i}.pdf": (example / "reports").glob("*.pdf").__next__().read_bytes() for i in range(6)}
    read = assay.read(pdfs, binary=program, batch_docs=1, progress=killed([1]), tables=["documents"])
    assert read.lost == 0 and len(read["documents"]) == 6


def test_a_worker_that_is_stopped_is_started_again(program, killed, monkeypatch):
    monkeypatch.setattr(_read, "Limits", lambda silence: _proc.Limits(silence=20))
    read = assay.read(documents(150), binary=program, batch_docs=1, progress=killed([40], signal.SIGSTOP), tables=["documents"])
    assert read.rows["status"].to_pylist() == ["document"] * 150 and len(read["documents"]) == 150
    # Those before described themselves: what is asked for, and what is needed to see which files hold several.
    assert [p.returncode for p in killed.started[-2:]] == [-signal.SIGKILL, 0]


@pytest.mark.parametrize("poison, reason", [("die", "child_died"), ("hang", "wall_timeout")])
def test_one_poisonous_document_among_nine_loses_itself_alone(program, monkeypatch, poison, reason):
    monkeypatch.setenv("REAL", program)
    monkeypatch.setenv("POISON", poison)
    monkeypatch.setattr(_read, "Limits", lambda silence: _proc.Limits(silence=20))
    read = assay.read(documents(8, **{"004a": b"POISON"}), binary=str(POISONED))
    assert len(read.rows) == 9 and read.lost == 1 and len(read["documents"]) == 8
    (failure,) = read["failures"].to_pylist()
    assert (failure["uri"], failure["reason"], failure["permanent"]) == ("004a.txt", reason, False)
    clean = assay.read(documents(8), binary=program)
    for name in set(clean.names) - {"failures"}:
        assert read[name] == clean[name], name


def test_a_machine_that_kills_every_worker_is_an_error(program, monkeypatch):
    monkeypatch.setenv("REAL", program)
    monkeypatch.setenv("POISON", "die")
    with pytest.raises(assay.WorkerError, match="one after the other"):
        assay.read({f"{i}.txt": b"POISON" for i in range(9)}, binary=str(POISONED))


def test_a_worker_of_another_configuration_refuses(program):
    from assay._worker import describe

    worker = describe(program, ["--tables=documents"])
    with pytest.raises(assay.WorkerError, match="fingerprint") as err:
        list(_proc.answers(_batches(), worker._replace(config="another").command(program), worker.schema))
    assert err.value.code == 2 and "on every machine" in err.value.hint


def _batches():
    import pyarrow as pa

    return pa.table({"uri": ["a.txt"], "content": [TEXT]}).to_batches()
