"""The array job of docs/scale.md, on the example: parts side by side are one run."""

import re
import shutil
import subprocess
from pathlib import Path

import duckdb
import pyarrow.parquet as pq

from assay._binary import binary

PAGE = Path(__file__).resolve().parents[2] / "docs" / "scale.md"


def test_parts_side_by_side_are_a_run(example, tmp_path):
    page = PAGE.read_text()
    job = re.search(r"```sh\n#!/bin/sh\n#SBATCH.*?\n(.*?)```", page, re.S)[1].replace("n=16", "n=3").replace("assay run", f"{binary()} run")
    views = re.search(r"```sql\n(CREATE VIEW part_documents.*?)```", page, re.S)[1]
    reports, results = tmp_path / "re ports", tmp_path / "results"
    shutil.copytree(example, reports)
    shutil.copy(reports / "press/caseloads.txt", reports / "press/a copy.txt")
    for i in range(3):
        done = subprocess.run(["sh", "-c", job], env={"PATH": "/usr/bin:/bin", "HOME": str(Path.home()), "REPORTS": str(reports), "RESULTS": str(results), "SLURM_ARRAY_TASK_ID": str(i)})
        assert done.returncode == 0
    assert subprocess.run([binary(), "run", str(reports), "--out", str(tmp_path / "whole"), "--no-report", "--quiet"]).returncode == 0
    db = duckdb.connect()
    db.execute(views.replace("results/part_", f"{results}/part_"))
    whole = tmp_path / "whole/current"
    for path in whole.glob("*.parquet"):
        table = path.stem
        here = f"(FROM {table})" if table in ("documents", "findings", "mentions") else f"(FROM read_parquet('{results}/part_*/current/{table}.parquet'))"
        columns = ", ".join(f'"{c}"' for c in pq.read_schema(path).names)
        for a, b in ((here, f"(FROM '{path}')"), (f"(FROM '{path}')", here)):
            assert db.sql(f"SELECT {columns} FROM {a} EXCEPT ALL SELECT {columns} FROM {b}").fetchall() == [], table
    assert db.sql("SELECT count(*) FROM documents WHERE duplicate_of IS NOT NULL").fetchall() == [(1,)]
