"""What a user does first, where nothing but pyarrow is installed: alone.py CORPUS."""

import os
import shutil
import subprocess
import sys
import tempfile

import assay

for other in ("pandas", "polars", "duckdb", "tqdm"):
    try:
        __import__(other)
    except ImportError:
        continue
    sys.exit(f"{other} is installed: this says nothing of an environment without it")

with tempfile.TemporaryDirectory() as out:
    results = assay.run(sys.argv[1], out=out, progress=True)
    findings = results.table("findings")
    assert len(findings) > 50 and results.lost == 0, results
    print(findings.group_by("stance").aggregate([("stance", "count")]).to_pylist())
    for name in ("pandas", "polars", "duckdb"):
        try:
            getattr(findings, name)()
            sys.exit(f"{name}() works without {name}")
        except assay.AssayError as err:
            assert f"pip install {name}" in str(err), err

command = shutil.which("assay", path=os.path.dirname(sys.executable))
assert command, "the command assay is not beside this Python"
said = subprocess.run([command, "version"], capture_output=True, text=True, check=True).stdout
assert said.startswith("assay "), said
print(said.splitlines()[0])
