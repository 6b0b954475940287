"""Run the SQL and Python blocks of README.md over a run, as a reader would.

    python check_readme.py RUN [README]

The blocks name results/current; RUN is put there in a scratch folder. The views of views.sql are
loaded and must be readable, every SQL block must return rows and every Python
block must print something. Ends with 1 and says what does not.
"""

import argparse
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import duckdb


def blocks(page, language):
    return re.findall(rf"^```{language}\n(.*?)^```$", page, re.S | re.M)


def main():
    args = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    args.add_argument("run", type=pathlib.Path)
    args.add_argument("readme", type=pathlib.Path, nargs="?", default=pathlib.Path(__file__).resolve().parent.parent / "README.md")
    opt = args.parse_args()
    page = opt.readme.read_text(encoding="utf-8")
    sql, python = blocks(page, "sql"), blocks(page, "python")
    problems = [] if sql and python else ["no SQL or no Python block found: are they still marked as before?"]
    run = opt.run.resolve()
    with tempfile.TemporaryDirectory() as scratch:
        os.chdir(scratch)
        os.mkdir("results")
        os.symlink(run, "results/current")
        db = duckdb.connect()
        db.execute(pathlib.Path("results/current/views.sql").read_text(encoding="utf-8"))
        for i, query in enumerate(sql, 1):
            try:
                if not db.execute(query).fetchall():
                    problems.append(f"SQL block {i} returns no row")
            except duckdb.Error as err:
                problems.append(f"SQL block {i}: {err}")
        try:
            for (view,) in db.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall():
                db.execute(f'SELECT * FROM "{view}" LIMIT 1').fetchall()
        except duckdb.Error as err:
            problems.append(f"views.sql: {err}")
        for i, code in enumerate(python, 1):
            got = subprocess.run([sys.executable, "-"], input=code, capture_output=True, text=True, timeout=300)
            if got.returncode != 0:
                problems.append(f"Python block {i}:\n{got.stderr}")
            elif not got.stdout.strip():
                problems.append(f"Python block {i} prints nothing")
        os.chdir("/")
    for p in problems:
        print("check_readme:", p, file=sys.stderr)
    if not problems:
        print(f"{opt.readme.name}: {len(sql)} SQL and {len(python)} Python blocks run")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
