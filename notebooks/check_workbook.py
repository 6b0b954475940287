"""Hold the workbook for people against the tables, sheet by sheet, as people ask it.

    python check_workbook.py BIN RESULTS [README]

The sheets are read as XML, by no library that wrote them. Changes must be those of the view
changes, in its order; Findings and Actions must give the counts of the tables; Authorities what
README's query on regions gives; Summary the figures of findings. Ends with 1 and says what differs.
"""

import collections
import datetime
import math
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
import zipfile

import duckdb

SPREADSHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
CONTEXTS = {"What inspectors found": "finding", "What inspectors recommend": "recommendation", "What inspectors praise": "strength", "What articles say": "article", "What commenters say": "comment"}
SUM = "count(*) FILTER (stance = 'positive') - count(*) FILTER (stance = 'negative')"


def sheet(book, name):
    """The rows of a sheet, each a dictionary by the names of its columns."""
    names = [s.get("name") for s in ET.fromstring(book.read("xl/workbook.xml")).iter(SPREADSHEET + "sheet")]
    rows = []
    for _, row in ET.iterparse(book.open(f"xl/worksheets/sheet{names.index(name) + 1}.xml")):
        if row.tag != SPREADSHEET + "row":
            continue
        cells = {}
        for cell in row:
            column = re.match("[A-Z]+", cell.get("r"))[0]
            if cell.get("t") == "inlineStr":
                cells[column] = "".join(t.text or "" for t in cell.iter(SPREADSHEET + "t"))
            elif (value := cell.find(SPREADSHEET + "v")) is not None:
                cells[column] = float(value.text)
        rows.append(cells)
        row.clear()
    return [{label: row.get(column) for column, label in rows[0].items()} for row in rows[1:]]


def day(serial):
    return None if serial is None else datetime.date(1899, 12, 30) + datetime.timedelta(days=int(serial))


def rounded(x):
    return None if x is None else round(x, 6) + 0.0  # no negative zero


def hundredths(x):
    """A number as spreadsheets and DuckDB show it: halves away from zero."""
    return None if x is None else math.copysign(math.floor(abs(x) * 100 + 0.5), x) / 100 + 0.0


def changes(book, db):
    got = [(r["Theme"], r["Local authority"], day(r["From"]), day(r["To"]), round(r["Pooled change"], 4), round(r["Low"], 4), round(r["High"], 4)) for r in sheet(book, "Changes") if r["Verdict"] != "too few mentions"]
    want = db.execute("SELECT theme_label, local_authority, inspection_before, inspection_start, round(pooled, 4), round(low, 4), round(high, 4) FROM changes ORDER BY pooled, change, local_authority").fetchall()
    kind = {tuple(row): kind for kind, *row in db.execute("SELECT kind, theme_label, local_authority, inspection_before, inspection_start FROM changes").fetchall()}
    order = collections.defaultdict(list), collections.defaultdict(list)
    for side, rows in zip(order, (got, want)):
        for row in rows:
            side[row[0], kind.get(row[:4])].append(row)
    return order


def findings(book, db):
    got = collections.Counter((r["Theme"], r["Context"], r["Side"], r["Stance"], r["Document"]) for r in sheet(book, "Findings") if not r["Copy of"])
    want = {row[:5]: row[5] for row in db.execute("SELECT theme_label, context, side, stance, uri, count(*) FROM findings WHERE duplicate_of IS NULL GROUP BY ALL").fetchall()}
    return dict(got), want


def actions(book, db):
    got = collections.Counter()
    for r in sheet(book, "Actions"):
        for theme in filter(None, (r["Themes"] or "").split("; ")):
            got[r["Responsible"] or "", theme] += 1
    want = {row[:2]: row[2] for row in db.execute("SELECT coalesce(responsible, ''), theme_label, count(DISTINCT action_id) FROM actions JOIN findings USING (action_id) GROUP BY ALL").fetchall()}
    return dict(got), want


def authorities(book, db, readme):
    sql = next(b for b in re.findall(r"^```sql\n(.*?)^```$", readme, re.S | re.M) if "others of its region" in b)
    kinds = dict(db.execute("SELECT uri, kind FROM documents").fetchall())
    got = {(kinds[r["Document"]], r["Local authority"], r["Theme"]): (r["Mentions"], hundredths(r["Net stance"]), r["Others of the region: mentions"], hundredths(r["Others of the region: net stance"]))
           for r in sheet(book, "Authorities") if r["Mentions"] and r["Region"]}
    frame = db.execute(sql)
    at = [c[0] for c in frame.description].index
    want = {(r[at("kind")], r[at("local_authority")], r[at("theme_label")]): (r[at("mentions")], hundredths(r[at("net_stance")]), r[at("others_mentions")] or 0, hundredths(r[at("others_net_stance")]))
            for r in frame.fetchall() if r[at("region")]}
    return got, want


def summary(book, db):
    got, want = {}, {}
    for r in sheet(book, "Summary"):
        if r["What"] in CONTEXTS:
            key = (r["What"], r["Of"])
            query, args = f"SELECT count(*), ({SUM}) / count(*) FROM findings WHERE duplicate_of IS NULL AND context = ? AND theme_label = ?", [CONTEXTS[r["What"]], r["Of"]]
        elif r["What"] in ("Worst", "Best"):
            key = (r["What"], r["Of"], r["Document"])
            query, args = f"SELECT count(*), ({SUM}) / count(*) FROM findings WHERE context = 'finding' AND uri = ? AND theme_label = ?", [r["Document"], r["Of"]]
        elif r["What"] == "Comments less article":
            key = (r["What"], r["Of"], r["Document"])
            got[key] = (r["Mentions"], *(rounded(r[c]) for c in ("Net stance", "Low", "High")))
            continue
        else:
            continue
        n, net = db.execute(query, args).fetchone()
        got[key], want[key] = (r["Mentions"], rounded(r["Net stance"])), (n, rounded(net))
    # The ten documents with the most scored sentences of comments, those of one article each in the view's words.
    threads = db.execute("SELECT doc_id, uri FROM sentences JOIN documents USING (doc_id) WHERE duplicate_of IS NULL AND score IS NOT NULL GROUP BY ALL HAVING count(*) FILTER (context = 'comment') > 0 AND count(*) FILTER (context = 'article') > 0 ORDER BY count(*) FILTER (context = 'comment') DESC LIMIT 10").fetchall()
    for doc, uri in threads:
        for theme, n, *figures in db.execute("SELECT theme_label, comment_mentions, apart, low, high FROM threads WHERE least(article_mentions, comment_mentions) >= 3 AND article_id IN (SELECT article_id FROM articles WHERE doc_id = ?)", [doc]).fetchall():
            want["Comments less article", theme, uri] = (n, *(rounded(x) for x in figures))
    return got, want


def main():
    binary, results = sys.argv[1], pathlib.Path(sys.argv[2])
    readme = pathlib.Path(sys.argv[3] if len(sys.argv) > 3 else pathlib.Path(__file__).resolve().parent.parent / "README.md").read_text(encoding="utf-8")
    db = duckdb.connect()
    db.execute((results / "current/views.sql").read_text(encoding="utf-8"))
    readme = readme.replace("results/current/", str((results / "current").resolve()).replace("'", "''") + "/")
    wrong, counted = [], []
    with tempfile.TemporaryDirectory() as scratch:
        file = pathlib.Path(scratch, "people.xlsx")
        subprocess.run([binary, "export", results, "--to", file], check=True, capture_output=True)
        with zipfile.ZipFile(file) as book:
            for name, (got, want) in {"Changes": changes(book, db), "Findings": findings(book, db), "Actions": actions(book, db), "Authorities": authorities(book, db, readme), "Summary": summary(book, db)}.items():
                wrong += [f"{name}, {key}: the sheet says {got.get(key)}, the tables {want.get(key)}" for key in sorted({*got, *want}, key=str) if got.get(key) != want.get(key)]
                counted.append(f"{name} {sum(len(v) if isinstance(v, list) else 1 for v in want.values())}")
    if not db.execute("SELECT count(*) FROM findings").fetchone()[0]:
        wrong.append("this run has no findings to compare")
    for line in wrong[:20]:
        print("check_workbook:", line, file=sys.stderr)
    if wrong:
        raise SystemExit(f"check_workbook: {len(wrong)} entries differ")
    print("the workbook says what the tables say: " + ", ".join(counted))


main()
