import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "corpus"

# make spark runs these, in environments that have an engine.
collect_ignore_glob = [] if find_spec("pyspark") else ["test_spark_*.py"]


@pytest.fixture(scope="session")
def example():
    """The example corpus of the repository."""
    return EXAMPLE


def with_losses(example, root, ignore=None):
    """The example at root, with two copies of one text, a document that is none, an
    empty one, and a file that is only named."""
    shutil.copytree(example, root, ignore=ignore)
    shutil.copy(root / "press/caseloads.txt", root / "press/a copy.txt")
    shutil.copy(root / "press/caseloads.txt", root / "zuletzt ü.txt")
    (root / "empty.txt").write_bytes(b"")
    (root / "reports/page.pdf").write_text("<html><body>No report</body></html>")
    (root / "link.txt").symlink_to("/etc/passwd")
    return root


@pytest.fixture(scope="session")
def spark():
    """A session of the engine under test."""
    from spark_session import start

    session, stop = start()
    yield session
    stop()
