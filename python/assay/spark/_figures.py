"""The figures that the publish gate of the program judges, counted by the engine."""

from __future__ import annotations

import json
import os
import tempfile
from typing import Any, Dict, List, Optional, Tuple

from pyspark.sql import DataFrame
from pyspark.sql.types import ArrayType, StructType

from .._errors import AssayError, call
from ._setup import Setup, _program
from ._types import quoted

Figures = Dict[str, Any]


def figures(rows: DataFrame, setup: Setup, needs: Dict[str, Any]) -> Figures:
    """Counts over rows, one scan of the columns that count. Figures of two sets of
    documents add up to those of both."""
    told, counts = setup.description, _Counts()
    have = {f.name: f.dataType.elementType.names for f in rows.schema.fields
            if isinstance(f.dataType, ArrayType) and isinstance(f.dataType.elementType, StructType)}  # fewer in a table of before
    counts.add(("listed",), "1")
    for key, status in (("documents", "document"), ("lost", "lost")):
        counts.add((key,), f"CASE WHEN status = '{status}' THEN 1 ELSE 0 END")
    for table in needs["rows"]:
        if table in have:
            counts.add(("rows", table), _size(quoted(table)))
    for table, columns in needs["nulls"].items():
        for column in columns:
            if column in have.get(table, ()):
                counts.add(("nulls", table, column), _size(f"filter({quoted(table)}, x -> x.{quoted(column)} IS NULL)"))
    counted = ", ".join(f"'{c}'" for c in told["counted_contexts"])
    if {"sentences", "mentions"} <= set(have):
        counts.add(("scored_sentences",), _size(f"filter(sentences, x -> x.context IN ({counted}))"))
        for theme in told["themes"]:
            text = theme.replace("\\", "\\\\").replace("'", "\\'")
            counts.add(("themes", theme), _size(f"filter(mentions, x -> x.context IN ({counted}) AND x.theme = '{text}')"))
    return counts.of(rows)


def _size(lists: str) -> str:
    return f"CASE WHEN {lists} IS NULL THEN 0 ELSE size({lists}) END"  # Spark says -1 of none


class _Counts:
    def __init__(self) -> None:
        self.paths: List[Tuple[str, ...]] = []
        self.sums: List[str] = []

    def add(self, path: Tuple[str, ...], one: str) -> None:
        self.sums.append(f"CAST(coalesce(sum({one}), 0) AS bigint) AS n{len(self.paths)}")
        self.paths.append(path)

    def of(self, rows: DataFrame) -> Figures:
        rows.createOrReplaceTempView("assay_counted")
        got = rows.sparkSession.sql(f"SELECT {', '.join(self.sums)} FROM assay_counted").collect()[0]
        found: Figures = {"rows": {}, "nulls": {}, "themes": {}, "scored_sentences": 0}
        for i, path in enumerate(self.paths):
            at = found
            for step in path[:-1]:
                at = at.setdefault(step, {})
            at[path[-1]] = got[f"n{i}"]
        return found


def added(a: Figures, b: Figures) -> Figures:
    """The figures of two sets of documents together."""
    return {k: added(a.get(k, {}), v) if isinstance(v, dict) else a.get(k, 0) + v for k, v in b.items()}


def needed(program: Optional[str], check: Optional[str]) -> Dict[str, Any]:
    """Which figures the rules look at."""
    needs: Dict[str, Any] = json.loads(call([_program(program), "gate", "--needs", *_rules(check)]))
    return needs


class Blocked(AssayError):
    """The publish gate holds the change back: the table is as it was. checks are the
    findings, the rows that were not put in lie where they were written."""

    def __init__(self, message: str, code: int = 4, hint: str = "", checks: Optional[List[Dict[str, Any]]] = None) -> None:
        super().__init__(message, code, hint)
        self.checks = checks or []


def judged(program: Optional[str], check: Optional[str], now: Figures, before: Optional[Figures]) -> List[Dict[str, Any]]:
    """The findings of the gate. Blocked where one of them blocks."""
    with tempfile.TemporaryDirectory(prefix="assay-") as folder:
        command = [_program(program), "gate", *_rules(check)]
        for flag, value in (("figures", now), ("before", before)):
            if value is not None:
                path = os.path.join(folder, flag)
                with open(path, "w") as f:
                    json.dump(value, f)
                command.append(f"--{flag}={path}")
        found = [json.loads(line) for line in call(command, codes=(0, 4)).splitlines()]
    wrong = [f["message"] for f in found if f["level"] == "block" and not f["passed"]]
    if wrong:
        raise Blocked("the publish checks failed: " + "; ".join(wrong), checks=found,
                      hint="the table is as it was; look at the new rows, then call update with publish=True to put them in all the same")
    return found


def _rules(check: Optional[str]) -> List[str]:
    return [f"--check={check}"] if check else []
