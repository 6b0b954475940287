"""Coded sentences as training examples of the encoder.

The encoder reads a pair of texts once: what the sentence stands in (kind of text
and heading), and the sentence. It is asked for the sentiment of the whole
(OVERALL) and for the stance towards each theme the coders found.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Iterator

CLASSES = ["positive", "negative", "mixed", "neutral"]
OVERALL = "overall"
QUESTIONS = [OVERALL, "thresholds", "oversight", "caseloads", "school_hours_visits"]

# A grade at the end of a heading: it would tell the answer for a whole section.
GRADE = re.compile(
    r"[\s:–-]*\b(outstanding|good|adequate|inadequate|requires improvement( to be good)?)\W*$", re.IGNORECASE
)


@dataclass(frozen=True)
class Example:
    id: str
    source: str
    kind: str
    stands_in: str  # first text of the pair
    text: str  # second text of the pair
    answers: dict[str, tuple[float, ...]]  # by question: a share for each of CLASSES, sums to 1
    weight: float


def stands_in(kind: str, heading: str) -> str:
    """The first text of the pair."""
    return f"{kind} | {GRADE.sub('', heading)[:100]}"


def shares(label: str | list[float]) -> tuple[float, ...]:
    """A coded label or silver shares, as shares that sum to 1."""
    if isinstance(label, str):
        return tuple(1.0 if c == label else 0.0 for c in CLASSES)
    return tuple(p / sum(label) for p in label)


def lines(path: Path) -> Iterator[dict]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as f:
        for line in f:
            if line.strip():
                yield json.loads(line)


def read(path: Path, weight: float = 1.0, whole: float = 1.0) -> list[Example]:
    """Examples of a file of coded sentences or of silver labels.

    In silver files the stance of a theme stands wherever a word of the theme
    stands, so it is taken as "if present". Sentences of a text all of whose
    sentences are coded (they have a `piece`) weigh `whole` times as much: only
    they stand in natural proportion.
    """
    out: list[Example] = []
    for n, r in enumerate(lines(path)):
        kind = r.get("kind", "report")
        stance = r["themes"] if isinstance(r["sentiment"], str) else r["stance"]
        out.append(
            Example(
                id=r.get("id", f"{path.name}:{n}"),
                source=r["source"],
                kind=kind,
                stands_in=stands_in(kind, r.get("heading", "")),
                text=r["text"],
                answers={q: shares(label) for q, label in {OVERALL: r["sentiment"], **stance}.items()},
                weight=weight * (whole if "piece" in r else 1.0),
            )
        )
    return out


def fold(source: str, folds: int) -> int:
    """The fold of a source: what is of one piece stays together."""
    return int(hashlib.sha256(source.encode()).hexdigest(), 16) % folds
