"""The wheel itself: what installers and users go by."""

import base64
import csv
import hashlib
import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

DIST = Path(__file__).resolve().parents[2] / "build" / "python" / "dist"


@pytest.fixture(scope="module")
def wheel():
    (path,) = DIST.glob("*.whl")
    return path


def test_its_record_names_every_member_with_its_digest(wheel):
    with zipfile.ZipFile(wheel) as z:
        record = next(n for n in z.namelist() if n.endswith(".dist-info/RECORD"))
        rows = {name: (digest, size) for name, digest, size in csv.reader(io.StringIO(z.read(record).decode()))}
        assert sorted(rows) == sorted(z.namelist()) and rows.pop(record) == ("", "")
        for name, (digest, size) in rows.items():
            data = z.read(name)
            assert int(size) == len(data)
            assert digest == "sha256=" + base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
        assert "assay/py.typed" in rows and "assay/spark/__init__.py" in rows
        program = z.getinfo("assay/_bin/assay")
        assert program.external_attr >> 16 & 0o111 == 0o111
        assert not [n for n in rows if "test" in n or "__pycache__" in n]


def test_its_name_says_what_is_in_it(wheel):
    name, version, python, abi, platforms = wheel.stem.split("-")
    assert (name, python, abi) == ("assay", "py3", "none")
    with zipfile.ZipFile(wheel) as z:
        said = z.read(f"assay-{version}.dist-info/WHEEL").decode()
    assert [line[5:] for line in said.splitlines() if line.startswith("Tag: ")] == [f"py3-none-{p}" for p in platforms.split(".")]


def test_the_same_input_gives_the_same_bytes(wheel, tmp_path):
    for f in DIST.iterdir():
        if f.suffix != ".whl":
            (tmp_path / f.name).symlink_to(f)
    script = Path(__file__).resolve().parents[2] / "scripts" / "wheel.py"
    subprocess.run([sys.executable, script, tmp_path], check=True, capture_output=True)
    (again,) = tmp_path.glob("*.whl")
    assert again.name == wheel.name and again.read_bytes() == wheel.read_bytes()
