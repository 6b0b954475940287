"""Check that DuckDB, pandas, pyarrow and polars read every table of a run alike.

    python check_tables.py RUN [--dictionary-overflow] [--documents N]

RUN is the folder of a run that was written with at least the formats parquet
and jsonl. The JSON lines, read with nothing but the standard library, say what
every column holds: how many nulls, and a sum (numbers; characters of text;
days; microseconds; for lists the elements and the sums of their fields). Every
reader must find the same in every format it reads, with the types that
datapackage.json states. Then keys, foreign keys and spans are checked in DuckDB.
Ends with 1 and says what differs.
"""

import argparse
import csv
import datetime as dt
import json
import math
import pathlib
import sys

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.feather as feather
import pyarrow.parquet as pq

csv.field_size_limit(1 << 30)
problems = []
EPOCH = dt.datetime(1970, 1, 1)

PYARROW = {
    "string": pa.string(), "number": pa.float64(), "boolean": pa.bool_(), "date": pa.date32(),
}
DUCKDB = {
    "string": {"VARCHAR"}, "integer": {"INTEGER", "BIGINT"}, "number": {"DOUBLE"}, "boolean": {"BOOLEAN"}, "date": {"DATE"},
    "datetime": {"TIMESTAMP", "TIMESTAMP WITH TIME ZONE"},
}
POLARS = {
    "string": {pl.String}, "integer": {pl.Int32, pl.Int64}, "number": {pl.Float64}, "boolean": {pl.Boolean}, "date": {pl.Date},
    "datetime": {pl.Datetime("us"), pl.Datetime("us", "UTC")},
}


def problem(where, text):
    problems.append(f"{where}: {text}")


def micros(value):
    """Microseconds from 1970 of a datetime, with or without zone."""
    if value.tzinfo is not None:
        value = value.astimezone(dt.timezone.utc).replace(tzinfo=None)
    return (value - EPOCH) // dt.timedelta(microseconds=1)


def weigh(value, kind):
    """The number that one value adds to its column's sum."""
    if kind == "string":
        return len(value)
    if kind == "date":
        return (value.date() if isinstance(value, dt.datetime) else value).toordinal()
    if kind == "datetime":
        return micros(value.to_pydatetime() if isinstance(value, pd.Timestamp) else value)
    return float(value) if kind == "number" else int(value)


def total(values, field):
    """(nulls, sum) of a column's values as Python objects."""
    kind = field["type"]
    nulls, sums = 0, []
    for v in values:
        if v is None:
            nulls += 1
        elif kind == "array":
            sums.append(len(v))
            for item in v:
                for sub in field["items"]:
                    if item[sub["name"]] is not None:
                        sums.append(weigh(item[sub["name"]], sub["type"]))
        else:
            sums.append(weigh(v, kind))
    return nulls, math.fsum(sums)


def from_json(value, field):
    if value is None:
        return None
    if field["type"] == "date":
        return dt.date.fromisoformat(value)
    if field["type"] == "datetime":
        return dt.datetime.fromisoformat(value)
    return value


def same(a, b):
    return a[0] == b[0] and math.isclose(a[1], b[1], rel_tol=1e-9, abs_tol=1e-6)


def expected(run, resource):
    """Sums of every column by the JSON lines."""
    fields = resource["schema"]["fields"]
    columns = {f["name"]: [] for f in fields}
    with open(run / f"{resource['name']}.jsonl", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if list(row) != list(columns):
                problem(resource["name"] + ".jsonl", f"keys {list(row)}")
                break
            for f in fields:
                columns[f["name"]].append(from_json(row[f["name"]], f))
    return {f["name"]: total(columns[f["name"]], f) for f in fields}


def compare(where, fields, rows, got_rows, want, column):
    """column(name) gives the Python values of a column."""
    if rows != got_rows:
        problem(where, f"{got_rows} rows, want {rows}")
        return
    for f in fields:
        got = total(column(f["name"]), f)
        if not same(got, want[f["name"]]):
            problem(where, f"{f['name']}: nulls and sum {got}, want {want[f['name']]}")


def check_pyarrow(where, table, resource, want):
    fields = resource["schema"]["fields"]
    if table.column_names != [f["name"] for f in fields]:
        problem(where, f"columns {table.column_names}")
        return
    for f in fields:
        got = table.schema.field(f["name"])
        ok = {
            "integer": lambda t: t in (pa.int32(), pa.int64()),
            "datetime": lambda t: t in (pa.timestamp("us"), pa.timestamp("us", "UTC")),
            "array": lambda t: pa.types.is_list(t) and [x.name for x in t.value_type] == [i["name"] for i in f["items"]],
        }.get(f["type"], lambda t: t == PYARROW[f["type"]])
        if not ok(got.type):
            problem(where, f"{f['name']} has type {got.type}")
        if got.nullable == f["constraints"]["required"]:
            problem(where, f"{f['name']}: nullable is {got.nullable}")
        if (got.metadata or {}).get(b"description", b"").decode() != f["description"]:
            problem(where, f"{f['name']} has no description")
        enum = f["constraints"].get("enum")
        if enum:
            strange = set(table.column(f["name"]).unique().to_pylist()) - set(enum) - {None}
            if strange:
                problem(where, f"{f['name']} has values {sorted(strange)} that are not in its list")
    compare(where, fields, resource["rows"], table.num_rows, want, lambda n: table.column(n).to_pylist())


def check_polars(where, frame, resource, want):
    fields = resource["schema"]["fields"]
    for f in fields:
        got = frame.schema[f["name"]]
        if f["type"] == "array":
            if not (isinstance(got, pl.List) and isinstance(got.inner, pl.Struct)):
                problem(where, f"{f['name']} has type {got}")
        elif got not in POLARS[f["type"]]:
            problem(where, f"{f['name']} has type {got}")
    compare(where, fields, resource["rows"], frame.height, want, lambda n: frame[n].to_list())


def pandas_values(frame, field):
    column = frame[field["name"]]
    for v in column.tolist():
        if isinstance(v, (list, tuple)) or hasattr(v, "tolist") and field["type"] == "array":
            yield list(v)
        elif v is None or v is pd.NaT or v is pd.NA or isinstance(v, float) and math.isnan(v):
            yield None
        else:
            yield v


def check_pandas(where, frame, resource, want):
    fields = resource["schema"]["fields"]
    kinds = {"integer": "iuf", "number": "f", "boolean": "bO", "datetime": "M"}
    by_name = {f["name"]: f for f in fields}
    for f in fields:
        got = frame[f["name"]].dtype
        if f["type"] in kinds and got.kind not in kinds[f["type"]]:
            problem(where, f"{f['name']} has dtype {got}")
    compare(where, fields, resource["rows"], len(frame), want, lambda n: pandas_values(frame, by_name[n]))


def check_duckdb(where, db, relation, resource, want, csv_format=False):
    fields = resource["schema"]["fields"]
    columns = {r[0]: r[1] for r in db.execute(f"DESCRIBE SELECT * FROM {relation}").fetchall()}
    for f in fields:
        got = columns.get(f["name"], "nothing")
        if f["type"] == "array":
            if not (got.startswith("STRUCT(") and got.endswith(")[]")) and not (csv_format and got == "JSON"):
                problem(where, f"{f['name']} has type {got}")
        elif got not in DUCKDB[f["type"]]:
            problem(where, f"{f['name']} has type {got}")
    rows = db.execute(f"SELECT count(*) FROM {relation}").fetchone()[0]

    def values(name):
        got = [r[0] for r in db.execute(f'SELECT "{name}" FROM {relation}').fetchall()]
        if csv_format and columns[name] == "JSON":
            got = [json.loads(v) for v in got]
        return got

    compare(where, fields, resource["rows"], rows, want, values)


def check_csv(where, path, resource, want):
    """The CSV with the standard library: rows, header, cells that are empty."""
    fields = resource["schema"]["fields"]
    with open(path, encoding="utf-8", newline="") as f:
        rows = csv.reader(f)
        if next(rows) != [f["name"] for f in fields]:
            problem(where, "header differs")
        n = sum(1 for row in rows if len(row) == len(fields) or problem(where, f"a row of {len(row)} cells"))
    if n != resource["rows"]:
        problem(where, f"{n} rows, want {resource['rows']}")


def check_links(db, resources):
    """Keys are unique, foreign keys resolve, spans lie in the text and yield it."""
    for name, r in resources.items():
        key = ", ".join(f'"{k}"' for k in r["schema"]["primaryKey"])
        twice = db.execute(f'SELECT count(*) FROM (SELECT {key} FROM "{name}" GROUP BY ALL HAVING count(*) > 1)').fetchone()[0]
        if twice:
            problem(name, f"{twice} keys ({key}) stand there twice")
        for fk in r["schema"].get("foreignKeys", []):
            target, column = fk["reference"]["resource"] or name, fk["reference"]["fields"]
            lost = db.execute(f'SELECT count(*) FROM "{name}" t WHERE t."{fk["fields"]}" IS NOT NULL AND NOT EXISTS '
                              f'(SELECT 1 FROM "{target}" o WHERE o."{column}" = t."{fk["fields"]}")').fetchone()[0]
            if lost:
                problem(name, f"{lost} values of {fk['fields']} are not in {target}.{column}")
        names = {f["name"] for f in r["schema"]["fields"]}
        if "texts" in resources and {"doc_id", "start", "end"} <= names:
            outside = db.execute(f'SELECT count(*) FROM "{name}" t JOIN texts x USING (doc_id) '
                                 f'WHERE t."end" < t.start OR t.start < 0 OR t."end" > strlen(x.text)').fetchone()[0]
            if outside:
                problem(name, f"{outside} spans lie outside their text")


def bare(s):
    return "".join(s.split())


def check_spans(db, resources):
    """The text of a span is that of the row, but for white space and what a page break cuts in."""
    if "texts" not in resources:
        return
    texts = {d: t.encode() for d, t in db.execute("SELECT doc_id, text FROM texts").fetchall()}
    for name in ("sentences", "tokens", "mentions", "quotes", "entities"):
        if name not in resources:
            continue
        rows = interrupted = 0
        for doc, start, end, text in db.execute(f'SELECT doc_id, start, "end", text FROM "{name}"').fetchall():
            rows += 1
            there, stored = bare(texts[doc][start:end].decode()), bare(text)
            if there == stored:
                continue
            it = iter(there)  # a running header or footer may stand in between
            if name == "tokens" or not all(c in it for c in stored):
                problem(name, f"{doc} {start}-{end} is {there[:60]!r}, stored {stored[:60]!r}")
                return
            interrupted += 1
        print(f"  {name}: {rows} spans yield their text, {interrupted} of them over a page break")


def main():
    args = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    args.add_argument("run", type=pathlib.Path)
    args.add_argument("--dictionary-overflow", action="store_true", help="the words of tokens are known to overflow their dictionary")
    args.add_argument("--documents", type=int, help="how many rows documents must have")
    opt = args.parse_args()
    run = opt.run.resolve()
    package = json.loads((run / "datapackage.json").read_text(encoding="utf-8"))
    resources = {r["name"]: r for r in package["resources"] if "." not in r["name"]}
    files = {r["path"] for r in package["resources"]}
    db = duckdb.connect()
    db.execute("SET TimeZone = 'UTC'")
    db.execute("SET VARIABLE run = '" + str(run).replace("'", "''") + "'")
    db.execute((run / "views.sql").read_text(encoding="utf-8"))
    for name, resource in resources.items():
        print(f"{name}: {resource['rows']} rows")
        want = expected(run, resource)
        path = str(run / name)
        if f"{name}.parquet" in files:
            check_pyarrow(f"pyarrow {name}.parquet", pq.read_table(path + ".parquet"), resource, want)
            check_pandas(f"pandas {name}.parquet", pd.read_parquet(path + ".parquet"), resource, want)
            check_polars(f"polars {name}.parquet", pl.read_parquet(path + ".parquet"), resource, want)
        check_duckdb(f"duckdb view {name}", db, f'"{name}"', resource, want)
        if f"{name}.arrow" in files:
            check_pyarrow(f"pyarrow {name}.arrow", feather.read_table(path + ".arrow"), resource, want)
            check_polars(f"polars {name}.arrow", pl.read_ipc(path + ".arrow"), resource, want)
        if f"{name}.csv" in files:
            check_csv(f"csv {name}.csv", path + ".csv", resource, want)
    if opt.documents is not None and resources["documents"]["rows"] != opt.documents:
        problem("documents", f"{resources['documents']['rows']} rows, want {opt.documents}")
    for view in ("sentence_details", "mention_details", "inspection_grades"):
        base = {"sentence_details": "sentences", "mention_details": "mentions", "inspection_grades": "inspections"}[view]
        if {base, "documents", "inspections", "judgements"} <= set(resources):
            n = db.execute(f"SELECT count(*) FROM {view}").fetchone()[0]
            if n != resources[base]["rows"]:
                problem(view, f"{n} rows, want {resources[base]['rows']}")
    check_links(db, resources)
    check_spans(db, resources)
    if opt.dictionary_overflow:
        chunk = next(c for c in (pq.ParquetFile(run / "tokens.parquet").metadata.row_group(0).column(i) for i in range(9)) if c.path_in_schema == "text")
        if not chunk.has_dictionary_page or chunk.total_uncompressed_size < 1_200_000:
            problem("tokens.text", "does not overflow its dictionary of 1 MiB")
    for p in problems:
        print("check_tables:", p, file=sys.stderr)
    if not problems:
        print(f"{len(resources)} tables agree in every reader")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
