"""Write the gold files without one fold of a file, and that fold by itself.

    python split.py --gold train.jsonl --gold written.jsonl --fold 0 --out DIR

DIR/without/NAME are the files to train the built-in judge from, DIR/fold.jsonl
is what to measure it on: the folds are those of train.py.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import examples as ex


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--gold", action="append", required=True, type=Path)
    p.add_argument("--fold", type=int, required=True)
    p.add_argument("--folds", type=int, default=5)
    p.add_argument("--fold-of", default="written.jsonl")
    p.add_argument("--out", required=True, type=Path)
    a = p.parse_args()
    (a.out / "without").mkdir(parents=True, exist_ok=True)
    held = open(a.out / "fold.jsonl", "w", encoding="utf-8")
    for path in a.gold:
        with open(a.out / "without" / path.name, "w", encoding="utf-8") as kept:
            for r in ex.lines(path):
                out = path.name == a.fold_of and ex.fold(r["source"], a.folds) == a.fold
                (held if out else kept).write(json.dumps(r, ensure_ascii=False) + "\n")
    held.close()


if __name__ == "__main__":
    main()
