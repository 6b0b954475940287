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


@pytest.fixture(scope="session")
def spark():
    """A session of the engine under test."""
    from spark_session import start

    session, stop = start()
    yield session
    stop()
