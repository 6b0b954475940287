"""Hold the numbers of a report against the tables: check_numbers.py RUN

Every number that opens its sentences carries the query that chooses them. Here,
for every page, the query is put to the Parquet tables
with DuckDB, and the number of rows and the printed number (a count, a net stance,
a net sentiment) must be the same. So must rates, documents by kind and year,
losses and the rank correlations.
"""

import html
import math
import pathlib
import re
import sys
import urllib.parse
from html.parser import HTMLParser

import duckdb

CLASSES = ["positive", "mixed", "neutral", "negative"]
CONTEXTS = ["finding", "recommendation", "strength", "article", "comment"]
COUNTED = "context in ('finding', 'recommendation', 'strength', 'article', 'comment')"
GRADES = r"(?i)\b(outstanding|good|requires? improvement|inadequate|adequate)\b"
MINUS = "\u2212"


class Page(HTMLParser):
    """The numbers with a query, the rows of tables, captions and links of a page."""

    def __init__(self, text):
        super().__init__()
        self.numbers, self.rows, self.captions, self.links = [], [], [], {}
        self.open, self.cells, self.cell, self.caption, self.href = None, None, None, None, None
        self.section, self.row_numbers = "", []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        a = dict(attrs)
        if tag == "button" and "data-q" in a:
            self.open = [a["data-q"], int(a["data-n"]), ""]
        if tag == "section":
            self.section = a.get("id", "")
        if tag == "tr":
            self.cells, self.row_numbers = [], []
        if tag in ("td", "th") and self.cells is not None:
            self.cell = ""
        if tag == "figcaption":
            self.caption = ""
        if tag == "a":
            self.href = [a.get("href", ""), ""]

    def handle_data(self, data):
        if self.open is not None:
            self.open[2] += data
        if self.cell is not None:
            self.cell += data
        if self.caption is not None:
            self.caption += data
        if self.href is not None:
            self.href[1] += data

    def handle_endtag(self, tag):
        if tag == "button" and self.open is not None:
            self.numbers.append(tuple(self.open))
            self.row_numbers.append(tuple(self.open))
            self.open = None
        if tag in ("td", "th") and self.cell is not None:
            self.cells.append(self.cell.strip())
            self.cell = None
        if tag == "tr" and self.cells is not None:
            self.rows.append((self.section, self.cells, self.row_numbers))
            self.cells = None
        if tag == "figcaption":
            self.captions.append(self.caption)
            self.caption = None
        if tag == "a" and self.href is not None:
            if self.section == "councils":  # links elsewhere carry a date with the name
                self.links.setdefault(self.href[0], self.href[1])
            self.href = None


def connect(run):
    db = duckdb.connect()
    for name in ("documents", "articles", "inspections", "judgements", "sentences", "mentions", "theme_summary", "failures", "actions"):
        path = str(run / f"{name}.parquet").replace("'", "''")
        db.execute(f"create view {name} as select * from read_parquet('{path}', file_row_number = true)")
    db.execute("""
        create table docs as
        select d.doc_id, row_number() over (order by d.file_row_number) - 1 as i, d.kind, d.duplicate_of,
               i.doc_id is not null as inspected, i.local_authority as council, i.region, i.framework, i.outcome, j.grade,
               coalesce(i.inspection_start, i.published_on, a.published_on) as day
        from documents d left join inspections i using (doc_id)
        left join (select * from judgements where judgement = 'overall_effectiveness') j using (doc_id)
        left join (select doc_id, first(published_on order by ordinal) filter (published_on is not null) as published_on from articles group by 1) a using (doc_id)
    """)
    db.execute("""
        create or replace table docs as
        select *, inspected and council is not null and duplicate_of is null and i = first_value(i) over (
            partition by council, kind, inspected and duplicate_of is null order by day desc nulls last, i desc) as last
        from docs
    """)
    db.execute(f"create table s as select docs.*, articles.ordinal as article, sentence_id, context, side, sentiment as class, score, text from sentences join docs using (doc_id) join (select article_id, ordinal from articles) articles using (article_id) where duplicate_of is null and {COUNTED} and score is not null")
    db.execute("create table m as select s.* exclude (class, score), m.theme, m.stance as class, m.score from mentions m join s using (sentence_id)")
    return db


def number(text):
    return float(text.replace(",", "").replace(MINUS, "-"))


def hundredths(x):
    return math.copysign(math.floor(abs(x) * 100 + 0.5), x) / 100


def check(db, query, count, text, councils):
    q = dict(urllib.parse.parse_qsl(query))
    kind = q.pop("k")
    where, args = ["true"], []

    def add(condition, value):
        where.append(condition)
        args.append(value)

    for key, value in q.items():
        if key == "t":
            add("theme = ?", value)
        elif key == "x":
            add("context = ?", CONTEXTS[int(value)])
        elif key == "s":
            add("class = ?", value)
        elif key == "y":
            add("year(day) = ?", int(value))
        elif key == "f":
            add("framework = ?", value)
        elif key == "g":
            add("grade = ?", value)
        elif key == "h":
            add("outcome = ?", value)
        elif key == "c":
            add("council = ?", councils[value])
        elif key == "n":
            add("kind = ?", value)
        elif key == "e":
            add("region = ?", value)
        elif key == "b":
            add("sentence_id in (select sentence_id from mentions where theme = ?)", value)
        elif key == "d":
            add("i = ?", int(value))
        elif key == "a":
            add("article = ?", int(value))
        elif key == "w":
            add("side = ?", value)
        elif key == "v":
            add("council not in (select unnest(?))", [councils[slug] for slug in value.split(",")])
        elif key == "l":
            where.append("last")
        elif key == "i":
            where.append("inspected")
        elif key == "u":
            add("not regexp_matches(text, ?)", GRADES)
        elif key != "o":
            raise SystemExit(f"unknown query {query}")
    rows = "count(distinct sentence_id)" if "o" in q else "count(*)"
    n, net, mean, docs = db.execute(
        f"select {rows}, count(*) filter (class = 'positive') - count(*) filter (class = 'negative'), avg(score), count(distinct doc_id) from {kind} where {' and '.join(where)}",
        args,
    ).fetchone()
    if n != count:
        return f"{query}: the report says {count} sentences, the tables {n}", docs
    if text[:1] in ("+", MINUS) or "." in text:
        want = mean if "u" in q else net / n
        # A net stance is shown rounded with halves away from zero; a mean is a sum of floats.
        if abs(number(text) - (want if "u" in q else hundredths(want))) > (0.005 + 1e-9 if "u" in q else 1e-9):
            return f"{query}: the report says {text}, the tables {want:.4f}", docs
    elif number(text) != n:
        return f"{query}: the report says {text}, the tables {n}", docs
    return None, docs


def ranks(values):
    order = sorted(range(len(values)), key=lambda k: values[k])
    out = [0.0] * len(values)
    i = 0
    while i < len(order):
        j = i
        while j < len(order) and values[order[j]] == values[order[i]]:
            j += 1
        for k in range(i, j):
            out[order[k]] = (i + j - 1) / 2
        i = j
    return out


def correlation(x, y):
    mx, my = sum(x) / len(x), sum(y) / len(y)
    xy = sum((a - mx) * (b - my) for a, b in zip(x, y))
    return xy / (sum((a - mx) ** 2 for a in x) * sum((b - my) ** 2 for b in y)) ** 0.5


REMIT = "coalesce(map {'area_send': 'special needs', 'school_inspection': 'schools', 'childrens_home': 'homes'}[kind], '')"


def body_key(name):
    key = (name or "").strip(" ,.;:").lower()
    return (key[4:] if key.startswith("the ") else key) or "-"


def asked(db, run):
    """The asks of each body, open ones and those on a theme, as the tables count them."""
    path = run / "report" / "actions.html"
    if not path.exists():
        return ["what was asked has no page"] if db.execute("select count(*) from actions").fetchone()[0] else []
    want = {}
    for body, is_open, about in db.execute(f"""
        with o as (select *, {REMIT} as remit from docs where duplicate_of is null and inspected),
        f as (select doc_id, exists (select 1 from o later where later.council = o.council and later.remit = o.remit and later.day > o.day) as again from o)
        select a.responsible, not coalesce(f.again, false), list_distinct(list(m.theme) filter (m.theme is not null))
        from actions a join docs using (doc_id) left join f using (doc_id) left join mentions m on m.action_id = a.action_id
        where docs.duplicate_of is null group by a.action_id, a.responsible, f.again
    """).fetchall():
        row = want.setdefault(body_key(body), {"asked": 0, "open": 0})
        row["asked"] += 1
        if is_open:
            row["open"] += 1
        for theme in about or []:
            row["themes"] = row.get("themes", 0) + 1
            row["themes open"] = row.get("themes open", 0) + bool(is_open)
    got = {}
    for key, cells in re.findall(r'<tr data-body="([^"]*)"[^>]*>(.*?)</tr>', path.read_text()):
        row = got.setdefault(html.unescape(key), {})
        # Asked, open, then by theme "7" or "7, 3 open".
        cells = [re.sub(r"<[^>]*>", "", cell) for cell in re.findall(r'<td class="r">(.*?)</td>', cells)]
        numbers = [[int(n.replace(",", "")) for n in re.findall(r"\d+(?:,\d{3})*", cell)] for cell in cells]
        row["asked"], row["open"] = numbers[0][0], numbers[1][0]
        row["themes"], row["themes open"] = sum(n[0] for n in numbers[2:]), sum(n[1] for n in numbers[2:] if len(n) > 1)
    want = {key: {"asked": r["asked"], "open": r["open"], "themes": r.get("themes", 0), "themes open": r.get("themes open", 0)} for key, r in want.items()}
    return [f"asked of {key}: the report says {got.get(key)}, the tables {want.get(key)}" for key in sorted(set(got) | set(want)) if got.get(key) != want.get(key)]


def stands(db, front):
    """The worst and the best of each theme and kind: the last inspections alone, of ten mentions or more."""
    wrong, seen = [], 0
    for section, cells, found in front.rows:
        if section != "stands-out" or not found:
            continue
        q = dict(urllib.parse.parse_qsl(found[0][0]))
        rows = db.execute("""
            select i, avg((class = 'positive')::int - (class = 'negative')::int) as net from m
            where last and kind = ? and theme = ? and context = 'finding' group by i, council having count(*) >= 10
            order by round(net, 9), sum((class = 'positive')::int - (class = 'negative')::int), council
        """, [q["n"], q["t"]]).fetchall()
        want = None if len(rows) < 5 or abs(rows[0][1] - rows[-1][1]) < 1e-9 else (rows[0][0], rows[-1][0])
        got = None if cells[2].startswith(("too few", "all alike")) else tuple(int(dict(urllib.parse.parse_qsl(query))["d"]) for query, _, _ in found[1:3])
        seen += got is not None
        if got != want:
            wrong.append(f"{cells[0]} of {q['n']}: worst and best are documents {got}, the tables say {want}")
    return wrong, seen


def interval(positive, negative, n):
    p, q = (positive + 1) / (n + 2), (negative + 1) / (n + 2)
    half = 1.959964 * math.sqrt((p + q - (p - q) ** 2) / (n + 2))
    return (positive - negative) / n, max(p - q - half, -1), min(p - q + half, 1)


def threads(db, pages):
    """Comments less article, of every thread and theme, with its interval."""
    wrong, seen = [], 0
    order = [t for (t,) in db.execute("select theme from theme_summary group by theme order by min(file_row_number)").fetchall()]
    for page in pages:
        for k, (_, cells, _) in enumerate(page.rows):
            if cells[:1] != ["Comments less article"]:
                continue
            q = dict(urllib.parse.parse_qsl(page.rows[k - 1][2][0][0]))
            for theme, cell in zip([None] + order, cells[3:]):
                sides = []
                for context in ("comment", "article"):
                    sides.append(db.execute(
                        f"select count(*) filter (class = 'positive'), count(*) filter (class = 'negative'), count(*) from {'m' if theme else 's'} where i = ? and context = ? and (? is null or article = ?) {'and theme = ?' if theme else ''}",
                        [int(q["d"]), context, q.get("a"), q.get("a"), *([theme] if theme else [])]).fetchone())
                want = ["–"]
                if min(n for _, _, n in sides) >= 3:
                    (c, clow, chigh), (a, alow, ahigh) = (interval(*side) for side in sides)
                    want = [hundredths(x) for x in (c - a, c - a - math.hypot(c - clow, ahigh - a), c - a + math.hypot(chigh - c, a - alow))]
                got = [number(x) for x in re.findall(rf"[+{MINUS}]?\d\.\d\d", cell)] or [cell]
                seen += len(got) == 3
                if len(got) != len(want) or any(x != y and not (isinstance(x, float) and abs(x - y) < 1e-9) for x, y in zip(got, want)):
                    wrong.append(f"comments less article of document {q['d']} on {theme}: the report says {cell}, the tables {want}")
    return wrong, seen


def main():
    run = pathlib.Path(sys.argv[1])
    db = connect(run)
    wrong, checked = [], 0
    front = Page((run / "report.html").read_text())
    councils = {re.fullmatch(r"report/council-(.*)\.html", href)[1]: name for href, name in front.links.items() if href.startswith("report/council-")}
    pages = [front] + [Page(path.read_text()) for path in sorted((run / "report").glob("*.html"))]
    seen = {}
    for page in pages:
        for found in page.numbers:
            if found in seen:
                continue
            problem, docs = check(db, *found, councils)
            seen[found] = docs
            checked += 1
            if problem:
                wrong.append(problem)

    # Rows of theme tables: label, documents, sentences, mentions, per 1,000.
    rates = 0
    for section, cells, found in front.rows:
        if section in ("themes", "grade") and len(found) >= 2 and len(cells) == 11:
            docs, sentences, mentions, rate = (number(c.split()[0]) for c in cells[1:5])
            rates += 1
            if abs(rate - 1000 * mentions / sentences) > 0.05 + 1e-9:
                wrong.append(f"{cells}: {rate} is not {1000 * mentions / sentences:.2f} per 1,000")
            if seen[found[0]] != docs:
                wrong.append(f"{cells}: {docs} documents, the tables have {seen[found[0]]}")

    # theme_summary says the same of findings as the sentences do.
    for theme, n in db.execute("select theme, sum(mentions) from theme_summary join docs using (doc_id) where context = 'finding' and duplicate_of is null and inspected group by 1").fetchall():
        got = [c for q, c, _ in front.numbers if dict(urllib.parse.parse_qsl(q)) == {"i": "1", "k": "m", "t": theme, "x": "0"}]
        if got and got[0] != n:
            wrong.append(f"{theme}: the report says {got[0]} mentions, theme_summary {n}")

    # Documents by kind and year, each cell.
    head = next((cells for section, cells, _ in front.rows if section == "documents" and cells[0] == "Kind"), None)
    table = [cells for section, cells, _ in front.rows if section == "documents" and head and len(cells) == len(head) and cells[0] not in ("Kind", "All")]
    want = sorted(db.execute("select count(*) from docs where duplicate_of is null group by kind").fetchall())
    if sorted((int(number(c[-1])),) for c in table) != want:
        wrong.append(f"documents by kind: {table}")
    for k, year in enumerate(head[1:-1], 1):
        n = db.execute("select count(*) from docs where duplicate_of is null and coalesce(year(day)::text, 'no date') = ?", [year]).fetchone()[0]
        if sum(0 if c[k] == "·" else number(c[k]) for c in table) != n:
            wrong.append(f"documents of {year}: not {n}")

    # Lost and skipped.
    lost = db.execute("select count(*) from failures where severity <> 'warning'").fetchone()[0]
    shown = sum(int(number(cells[2])) for section, cells, _ in front.rows if section == "documents" and cells[0] in ("lost", "skipped"))
    if lost != shown:
        wrong.append(f"{shown} inputs lost or skipped, the tables have {lost}")

    # Language against grade.
    rho = 0
    for caption in [caption for page in pages for caption in page.captions]:
        found = re.match(r"(ILACS|SIF): ([\d,]+) reports.*\(Spearman\) (\S+)", caption)
        if not found:
            continue
        rows = db.execute(
            "select avg(score), first(grade) from s where context = 'finding' and framework = ? and grade is not null and not regexp_matches(text, ?) group by doc_id having count(*) >= 20 order by doc_id",
            [found[1], GRADES],
        ).fetchall()
        rank = {"outstanding": 4, "good": 3, "requires improvement": 2, "adequate": 2, "inadequate": 1}
        value = correlation(ranks([r[0] for r in rows]), ranks([rank[r[1]] for r in rows]))
        rho += 1
        if len(rows) != number(found[2]) or abs(value - number(found[3])) > 0.005 + 1e-9:
            wrong.append(f"{caption}: the tables say {value:.4f} of {len(rows)}")

    wrong += asked(db, run)
    misplaced, ends = stands(db, front)
    wrong += misplaced
    misread, talks = threads(db, pages)
    wrong += misread

    for line in wrong[:20]:
        print(line, file=sys.stderr)
    if checked < 50 or rates < 8:
        raise SystemExit(f"only {checked} numbers and {rates} rates were found in the report")
    if wrong:
        raise SystemExit(f"{len(wrong)} of {checked} numbers of the report are not those of the tables")
    print(f"{checked} numbers, {rates} rates, {rho} rank correlations, {ends} worst and best, {talks} comments less article on {len(pages)} pages are those of the tables")


main()
