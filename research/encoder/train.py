"""Fine-tune the sentence encoder on coded sentences, and predict.

    python train.py --gold train.jsonl --gold written.jsonl --fold 0 --out run0

trains on everything but fold 0 of --fold-of, predicts that fold, and writes
predictions.jsonl: one line a question (sentiment, or stance towards a coded theme)
with the four shares. --measure FILE adds
files to predict after training (never trained on).
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from pathlib import Path

import torch
from torch import nn
from transformers import AutoTokenizer, get_linear_schedule_with_warmup

import examples as ex
from reader import Reader, Texts, predict, pretrained


def say(line: str) -> None:
    print(f"{time.strftime('%H:%M:%S')}  {line}", file=sys.stderr, flush=True)


def drawn(files: dict[str, list[int]], share: dict[str, float], epoch: int, seed: int) -> list[int]:
    """Rows of an epoch: of a file with a share below 1, a part that moves on from epoch to epoch."""
    rows: list[int] = []
    for name, all_rows in files.items():
        part = share.get(name, 1.0)
        order = all_rows[:]
        random.Random(seed).shuffle(order)
        n = round(part * len(order))
        start = epoch * n % max(len(order), 1)
        rows += (order + order)[start : start + n]
    return rows


def answers(items: list[ex.Example]) -> tuple[torch.Tensor, torch.Tensor]:
    """What the coders answered, and the weight of each answer (0 where nothing was asked)."""
    target = torch.zeros(len(items), len(ex.QUESTIONS), len(ex.CLASSES))
    weight = torch.zeros(len(items), len(ex.QUESTIONS))
    for i, e in enumerate(items):
        for k, q in enumerate(ex.QUESTIONS):
            if q in e.answers:
                target[i, k] = torch.tensor(e.answers[q])
                weight[i, k] = e.weight
    return target, weight


def fit(model: Reader, texts: Texts, items: list[ex.Example], files: dict[str, list[int]], a, after_epoch) -> None:
    share = {k: float(v) for k, v in (s.split("=") for s in a.share)}
    epochs = [drawn(files, share, k, a.seed) for k in range(a.epochs)]
    target, weight = answers(items)
    per_text = weight.sum() / len(items)
    layers = [p for p in model.encoder.parameters() if p.requires_grad]
    optim = torch.optim.AdamW(
        [{"params": layers, "lr": a.rate}, {"params": model.heads(), "lr": 5 * a.rate}], weight_decay=0.01
    )
    steps = sum((len(e) + a.batch - 1) // a.batch for e in epochs)
    plan = get_linear_schedule_with_warmup(optim, steps // 12, steps)
    rng = random.Random(a.seed)
    start, cpu, done, seen, mean = time.time(), time.process_time(), 0, 0, 0.0
    for epoch, rows in enumerate(epochs):
        model.train()
        for group in texts.groups(rows, a.batch, rng):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                logits = model(*texts.batch(group))
            each = -(torch.log_softmax(logits.float(), -1) * target[group]).sum(-1)
            loss = (each * weight[group]).sum() / (len(group) * per_text)
            loss.backward()
            nn.utils.clip_grad_norm_(layers, 1.0)
            optim.step()
            plan.step()
            optim.zero_grad()
            done, seen = done + 1, seen + len(group)
            mean += (loss.item() - mean) / min(done, 100)
            if done % 50 == 0:
                took, used = time.time() - start, time.process_time() - cpu
                say(
                    f"step {done}/{steps}  loss {mean:.3f}  {took:.0f} s, {used:.0f} of the processor  "
                    f"{seen / took:.0f} sentences/s, {seen / used:.0f} a processor second"
                )
        after_epoch(epoch + 1)


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--gold", action="append", required=True, type=Path, help="coded or silver sentences to train on (repeatable)")
    p.add_argument("--share", action="append", default=[], help="NAME=F: an epoch takes only this share of the file, the next epoch the next")
    p.add_argument("--weight", action="append", default=[], help="NAME=W: weight of the examples of that file (default 1)")
    p.add_argument("--whole", type=float, default=2.0, help="weight, on top, of sentences of texts coded as a whole (default 2)")
    p.add_argument("--measure", action="append", default=[], type=Path, help="coded sentences to predict, never trained on")
    p.add_argument("--fold", type=int, help="leave out and predict this fold of --fold-of")
    p.add_argument("--folds", type=int, default=5)
    p.add_argument("--fold-of", default="written.jsonl", help="name of the gold file that is folded, by source")
    p.add_argument("--epochs", type=int, default=3)
    p.add_argument("--rate", type=float, default=1.5e-4)
    p.add_argument("--batch", type=int, default=32)
    p.add_argument("--length", type=int, default=96, help="longest pair, in word pieces; the sentence is cut")
    p.add_argument("--frozen", type=int, default=3, help="lowest layers not trained (the embeddings never are)")
    p.add_argument("--threads", type=int, default=1)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--out", required=True, type=Path)
    a = p.parse_args()
    torch.manual_seed(a.seed)
    torch.set_num_threads(a.threads)
    a.out.mkdir(parents=True, exist_ok=True)

    weight = dict(s.split("=") for s in a.weight)
    train: list[ex.Example] = []
    files: dict[str, list[int]] = {}
    held: list[tuple[str, ex.Example]] = []
    for path in a.gold:
        for e in ex.read(path, float(weight.get(path.name, 1)), a.whole):
            if a.fold is not None and path.name == a.fold_of and ex.fold(e.source, a.folds) == a.fold:
                held.append((path.name, e))
            else:
                files.setdefault(path.name, []).append(len(train))
                train.append(e)
    for path in a.measure:
        held += [(path.name, e) for e in ex.read(path)]
    say(f"{len(train)} sentences to train on, {len(held)} to predict")

    base = pretrained()
    tok = AutoTokenizer.from_pretrained(base)
    model = Reader(base, a.frozen)
    texts = Texts(model, tok, train, a.length)
    held_texts = Texts(model, tok, [e for _, e in held], a.length)
    say(f"read by the frozen part: {texts.starts[-1]} word pieces")

    def checkpoint(epoch: int) -> None:
        torch.save(model.state_dict(), a.out / "weights.pt")
        say(f"epoch {epoch} of {a.epochs} saved")

    fit(model, texts, train, files, a, checkpoint)
    used = time.process_time()
    said = predict(model, held_texts)
    say(f"{len(said)} sentences predicted, the frozen part aside, in {time.process_time() - used:.1f} s of the processor")
    with open(a.out / "predictions.jsonl", "w", encoding="utf-8") as f:
        for (name, e), by_question in zip(held, said):
            for theme, target in e.answers.items():
                gold = ex.CLASSES[max(range(4), key=lambda k: target[k])]
                row = {"file": name, "id": e.id, "source": e.source, "kind": e.kind, "theme": theme, "gold": gold}
                f.write(json.dumps({**row, "shares": by_question[theme]}) + "\n")


if __name__ == "__main__":
    main()
