"""Hold the encoder against the built-in judge, and mixtures of the two.

    python measure.py --encoder fold0/predictions.jsonl --builtin fold0/builtin.jsonl
    python measure.py --encoder final/predictions.jsonl --builtin final/builtin.jsonl --choice "encoder under 0.8"

--encoder and --builtin are given in pairs (several folds are put together).
--encoder files are what train.py wrote, --builtin files what `assay eval
--predictions` wrote for the same coded sentences. Printed for each gold file and
kind of text, for sentiment and for stance: accuracy and macro-F1 (over the four
classes) of every way of deciding, with 95 % intervals by bootstrap over sources
(what is of one report, article or thread is drawn together), the paired difference
to the built-in judge's accuracy, and the share of sentences the encoder has to read.
With --choice, whether the rule of README.md is met.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from pathlib import Path

import numpy as np

import examples as ex

UNDER = (0.7, 0.8, 0.9)
TOLD = ("article", "comment")
GAIN = 0.06  # what the rule asks of the choice on the likenesses of real articles
RULED, KEPT = "articles_dev.jsonl", "dev.jsonl"


def builtin(path: Path) -> dict[tuple[str, str], list[float]]:
    """Shares of the built-in judge by (id, theme)."""
    out = {}
    for r in ex.lines(path):
        out[r["id"], ex.OVERALL] = r["sentiment_probabilities"]
        for theme, p in r["gold_stance_probabilities"].items():
            out[r["id"], theme] = p
    return out


def ways(own: np.ndarray, enc: np.ndarray) -> dict[str, tuple[np.ndarray, float]]:
    """Each way of deciding by its name: shares, and the part of the sentences the encoder reads."""
    out = {"built-in": (own, 0.0), "encoder": (enc, 1.0), "mean": ((own + enc) / 2, 1.0)}
    for t in UNDER:
        unsure = own.max(1, keepdims=True) < t
        out[f"encoder under {t}"] = (np.where(unsure, enc, own), float(unsure.mean()))
        out[f"mean under {t}"] = (np.where(unsure, (own + enc) / 2, own), float(unsure.mean()))
    return out


def macro_f1(gold: np.ndarray, said: np.ndarray) -> float:
    scores = []
    for k in range(len(ex.CLASSES)):
        both = np.sum((gold == k) & (said == k))
        wrong = np.sum((gold == k) != (said == k))
        scores.append(2 * both / (2 * both + wrong) if both else 0.0)
    return float(np.mean(scores))


def draws(sources: list[str], n: int, seed: int) -> list[np.ndarray]:
    """Row numbers of n bootstrap samples of whole sources."""
    rows = defaultdict(list)
    for i, s in enumerate(sources):
        rows[s].append(i)
    groups = [np.array(r) for _, r in sorted(rows.items())]
    rng = np.random.default_rng(seed)
    return [np.concatenate([groups[i] for i in rng.integers(0, len(groups), len(groups))]) for _ in range(n)]


def interval(values: np.ndarray, samples: list[np.ndarray]) -> tuple[float, float]:
    low, high = np.percentile([values[s].mean() for s in samples], [2.5, 97.5])
    return float(low), float(high)


def measure(part: list[dict]) -> dict[str, dict]:
    """Figures of every way of deciding on some examples."""
    gold = np.array([ex.CLASSES.index(r["gold"]) for r in part])
    own, enc = np.array([r["own"] for r in part]), np.array([r["shares"] for r in part])
    samples = draws([r["source"] for r in part], 1000, 1)
    base = (own.argmax(1) == gold).astype(float)
    out = {}
    for way, (p, read) in ways(own, enc).items():
        said = p.argmax(1)
        right = (said == gold).astype(float)
        out[way] = {
            "accuracy": right.mean(),
            "between": interval(right, samples),
            "macro_f1": macro_f1(gold, said),
            "gain": (right - base).mean(),
            "gain_between": interval(right - base, samples),
            "read": read,
        }
    return out


def show(name: str, part: list[dict], figures: dict[str, dict]) -> None:
    print(f"\n{name}: {len(part)} of {len({r['source'] for r in part})} sources\n")
    print("| | accuracy | macro-F1 | minus built-in (accuracy) | read by the encoder |\n|---|---|---|---|---|")
    for way, f in figures.items():
        gain = "" if way == "built-in" else "{:+.3f} ({:+.3f} to {:+.3f})".format(f["gain"], *f["gain_between"])
        accuracy = "{:.3f} ({:.3f} to {:.3f})".format(f["accuracy"], *f["between"])
        print(f"| {way} | {accuracy} | {f['macro_f1']:.3f} | {gain} | {f['read']:.2f} |")


def rule(choice: str, sentiment: dict[str, dict[str, dict]]) -> str:
    """Whether the choice meets the rule, by the figures of the sentiment of each gold file."""
    ruled, kept = sentiment[RULED][choice], sentiment[KEPT][choice]
    met = {
        f"gain on {RULED} {ruled['gain']:+.3f} is at least {GAIN}": ruled["gain"] >= GAIN,
        f"its lower end {ruled['gain_between'][0]:+.3f} is above 0": ruled["gain_between"][0] > 0,
        "not worse on {} ({:+.3f}, {:+.3f} to {:+.3f})".format(KEPT, kept["gain"], *kept["gain_between"]): kept["gain"] >= 0,
    }
    lines = [f"- {what}: {'yes' if yes else 'NO'}" for what, yes in met.items()]
    return "\n".join([f"\nRule for {choice!r}:", *lines, "go on" if all(met.values()) else "do not go on"])


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--encoder", action="append", required=True, type=Path)
    p.add_argument("--builtin", action="append", required=True, type=Path)
    p.add_argument("--choice", help="the way chosen on the folds: hold it against the rule")
    a = p.parse_args()
    rows, missing = [], 0
    for enc, own in zip(a.encoder, a.builtin, strict=True):
        shares = builtin(own)
        for r in ex.lines(enc):
            if (r["id"], r["theme"]) in shares:
                rows.append({**r, "own": shares[r["id"], r["theme"]]})
            else:
                missing += 1
    if missing:
        print(f"{missing} examples without a prediction of the built-in judge: left out")
    sentiment = {}
    for file in sorted({r["file"] for r in rows}):
        for what in ("sentiment", "stance"):
            whole = [r for r in rows if r["file"] == file and (r["theme"] == ex.OVERALL) == (what == "sentiment")]
            told = [r for r in whole if r["kind"] in TOLD]
            parts = {"all kinds": whole, "articles and comments": told, "reports": [r for r in whole if r["kind"] not in TOLD]}
            for name, part in parts.items():
                if not part or (name != "all kinds" and len(part) == len(whole)):
                    continue
                figures = measure(part)
                show(f"{file}, {what}, {name}", part, figures)
                if name == "all kinds" and what == "sentiment":
                    sentiment[file] = figures
    if a.choice:
        print(rule(a.choice, sentiment))


if __name__ == "__main__":
    main()
