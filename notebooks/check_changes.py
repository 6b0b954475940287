"""Hold the view changes of views.sql against assay trends: one definition.

    python check_changes.py BIN RESULTS

Ends with 1 and says which changes differ by more than CSV rounds, in values or in rank.
"""

import pathlib
import subprocess
import sys
import tempfile

import duckdb


def main():
    binary, results = sys.argv[1], pathlib.Path(sys.argv[2])
    trends = subprocess.run([binary, "trends", results, "--csv"], capture_output=True, text=True, check=True).stdout
    db = duckdb.connect()
    db.execute((results / "current/views.sql").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as scratch:
        file = pathlib.Path(scratch, "trends.csv")
        file.write_text(trends, encoding="utf-8")
        columns = ["mentions_before", "mentions", "net_stance_before", "net_stance", "change", "pooled", "low", "high"]
        theirs = ["from_mentions", "to_mentions", "from_net_stance", "to_net_stance", "change", "pooled", "low", "high"]
        rows = db.execute(f"""
            SELECT * FROM (SELECT kind, theme, local_authority, inspection_before, inspection_start, {", ".join(columns)} FROM changes) v
            FULL JOIN (SELECT kind, theme, local_authority, "from" AS inspection_before, "to" AS inspection_start, {", ".join(f"{t} AS t_{c}" for t, c in zip(theirs, columns))}
                       FROM read_csv('{file}')) t USING (kind, theme, local_authority, inspection_before, inspection_start)
            WHERE pooled IS NULL OR t_pooled IS NULL OR {" OR ".join(f"abs({c} - t_{c}) > 1e-4" for c in columns)}""").fetchall()
        ranked = [db.execute(f"SELECT local_authority, {end} FROM {table} WHERE kind = ? AND theme = ?", group).fetchall() for group in db.execute("SELECT DISTINCT kind, theme FROM changes").fetchall()
                  for end, table in (("inspection_start", "changes"), ('"to"', f"read_csv('{file}')"))]
    for row in rows:
        print("check_changes:", row, file=sys.stderr)
    if rows or ranked[::2] != ranked[1::2]:
        raise SystemExit("check_changes: the view changes and assay trends differ")
    if not ranked:
        raise SystemExit("check_changes: this run holds no change")
    print(f"{sum(map(len, ranked[::2]))} changes are those of assay trends, in its order")


main()
