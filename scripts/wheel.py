#!/usr/bin/env python3
"""Make wheels of the Python package from the programs in a folder.

    python3 scripts/wheel.py DIST [MEGABYTES]

Needs Python alone. Reads DIST/assay-OS-ARCH (see make dist), checks that each is
static and of the version that CHANGELOG.md names last, and writes one wheel for
each into DIST, the same bytes for the same input. It fails where one is larger than
so many megabytes. A wheel holds the package, the
program, and a command `assay` that becomes the program.
"""

from __future__ import annotations

import base64
import hashlib
import io
import math
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# What installers call the machines a program runs on. It needs no C library, so
# it runs with every one of Linux; Go asks for macOS 12.
TAGS = {
    "linux-amd64": ["manylinux_2_17_x86_64", "manylinux2014_x86_64", "musllinux_1_1_x86_64"],
    "linux-arm64": ["manylinux_2_17_aarch64", "manylinux2014_aarch64", "musllinux_1_1_aarch64"],
    "darwin-amd64": ["macosx_12_0_x86_64"],
    "darwin-arm64": ["macosx_12_0_arm64"],
}

# The command: it finds the package without importing it, and becomes the program.
COMMAND = b'''#!python
import importlib.util
import os
import sys

program = os.path.join(os.path.dirname(importlib.util.find_spec("assay").origin), "_bin", "assay")
os.execv(program, [sys.argv[0], *sys.argv[1:]])
'''

METADATA = """\
Metadata-Version: 2.1
Name: assay
Version: {version}
Summary: Reads inspection reports, tags themes with the stance of every mention, gives tables
License: no licence has been granted yet
Requires-Python: >=3.10
Requires-Dist: pyarrow>=14
Provides-Extra: pandas
Requires-Dist: pandas; extra == "pandas"
Provides-Extra: polars
Requires-Dist: polars; extra == "polars"
Provides-Extra: duckdb
Requires-Dist: duckdb; extra == "duckdb"
Provides-Extra: spark
Requires-Dist: pyspark>=3.5; extra == "spark"
Description-Content-Type: text/markdown

{description}"""


def main() -> int:
    if len(sys.argv) not in (2, 3):
        print(__doc__.strip(), file=sys.stderr)
        return 2
    dist, limit = Path(sys.argv[1]), float(sys.argv[2]) if len(sys.argv) == 3 else math.inf
    programs = [(platform, dist / f"assay-{platform}") for platform in TAGS if (dist / f"assay-{platform}").is_file()]
    if not programs:
        print(f"wheel: no program in {dist}: make dist first", file=sys.stderr)
        return 1
    version = released()
    for platform, program in programs:
        data = program.read_bytes()
        problem = unfit(data, platform) or other_version(program, platform, version)
        if problem:
            print(f"wheel: {program} {problem}", file=sys.stderr)
            return 1
        wheel = dist / f"assay-{version}-py3-none-{'.'.join(TAGS[platform])}.whl"
        wheel.write_bytes(packed(members(data, platform, version, dist)))
        size = wheel.stat().st_size / 1e6
        print(f"{wheel}: {size:.2f} MB")
        if size > limit:
            print(f"wheel: {wheel} is larger than {limit:g} MB", file=sys.stderr)
            return 1
    return 0


def released() -> str:
    """The version that CHANGELOG.md names last."""
    found = re.search(r"^## (\d[\w.]*)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.M)
    assert found, "CHANGELOG.md names no version"
    return found[1]


def unfit(program: bytes, platform: str) -> str:
    """What is wrong with a program, "" where nothing is."""
    if platform.startswith("linux"):
        if program[:5] != b"\x7fELF\x02":
            return "is no 64-bit ELF program"
        if dynamic(program):
            return "is not static: build it with CGO_ENABLED=0"
    elif program[:4] != b"\xcf\xfa\xed\xfe":
        return "is no 64-bit Mach-O program"
    return ""


def other_version(program: Path, platform: str, version: str) -> str:
    """What is wrong with the version a program prints, where this machine can run it."""
    machine = {"x86_64": "amd64", "aarch64": "arm64"}.get(os.uname().machine, os.uname().machine)
    if platform != f"{os.uname().sysname.lower()}-{machine}":
        return ""
    said = subprocess.run([program.resolve(), "version"], capture_output=True, text=True, check=True).stdout
    return "" if said.startswith(f"assay {version} ") else f"is not version {version}: {said.strip()}"


def dynamic(elf: bytes) -> bool:
    """Whether an ELF program asks for an interpreter, the loader of shared libraries."""
    at, size, count = (int.from_bytes(elf[i:j], "little") for i, j in ((32, 40), (54, 56), (56, 58)))
    interpreter = 3  # PT_INTERP
    return any(int.from_bytes(elf[at + i * size:at + i * size + 4], "little") == interpreter for i in range(count))


def members(program: bytes, platform: str, version: str, dist: Path) -> dict[str, tuple[bytes, int]]:
    """The files of a wheel by name, with their modes; RECORD is last."""
    info = f"assay-{version}.dist-info"
    files = {}
    for path in sorted((ROOT / "python" / "assay").rglob("*")):
        if path.is_file() and (path.suffix == ".py" or path.name == "py.typed"):
            files[path.relative_to(ROOT / "python").as_posix()] = (path.read_bytes(), 0o644)
    files["assay/_bin/assay"] = (program, 0o755)
    files[f"assay-{version}.data/scripts/assay"] = (COMMAND, 0o755)
    description = (ROOT / "python" / "README.md").read_text(encoding="utf-8")
    files[f"{info}/METADATA"] = (METADATA.format(version=version, description=description).encode(), 0o644)
    tags = "".join(f"Tag: py3-none-{tag}\n" for tag in TAGS[platform])
    files[f"{info}/WHEEL"] = (f"Wheel-Version: 1.0\nGenerator: assay\nRoot-Is-Purelib: false\n{tags}".encode(), 0o644)
    files[f"{info}/licenses/THIRD_PARTY_NOTICES.txt"] = ((dist / "THIRD_PARTY_NOTICES.txt").read_bytes(), 0o644)
    record = "".join(f"{name},sha256={digest(data)},{len(data)}\n" for name, (data, _) in files.items())
    files[f"{info}/RECORD"] = (f"{record}{info}/RECORD,,\n".encode(), 0o644)
    return files


def digest(data: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()


def packed(files: dict[str, tuple[bytes, int]]) -> bytes:
    """A zip file of them, without times of today."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as z:
        for name, (data, mode) in files.items():
            member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.create_system = 3  # Unix: the mode counts
            member.external_attr = (0o100000 | mode) << 16
            member.compress_type = zipfile.ZIP_DEFLATED
            z.writestr(member, data)
    return out.getvalue()


if __name__ == "__main__":
    sys.exit(main())
