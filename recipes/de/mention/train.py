"""Trains the network of mentions on one core: `train.py WORK BODY [--frozen 2 --seed 1 ...]` -> WORK/NAME.pt and figures.

Reads what prepare.py wrote, the shipped word pieces and the pretrained encoder (recipes/de/quote/tagger/pretrained/body.npz). The states of
the frozen layers are computed once; only the convolutions behind them are trained.
"""

from __future__ import annotations

import argparse
import json
import time
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
from model import WIDTH, Frozen, Head, Size
from torch import Tensor
from torch.nn import functional

from wortlaut_de.mentions.decode import spans_of
from wortlaut_de.mentions.features import FACTS, TAGS
from wortlaut_de.mentions.network import LONGEST, word_vectors

RATES = {"germeval": 1.0, "smartdata-news": 1.0, "smartdata-other": 0.5, "courts": 0.15, "tweets": 0.25, "speakers": 0.7}
"""How many of the sentences of a corpus are used; of `speakers` only those that name one of them."""

BATCH = 64
Sentence = tuple[int, int, int]
"""First and last token, number of the text."""


class Data:
    """All sentences with their arrays."""

    def __init__(self, work: Path) -> None:
        arrays = np.load(work / "texts.npz")
        self.about = json.loads((work / "texts.json").read_text())
        words = np.concatenate((arrays["pieces"], arrays["types"]), 1)
        _, first, self.word = np.unique(words, axis=0, return_index=True, return_inverse=True)
        self.word = torch.from_numpy(self.word.reshape(-1))
        self.vectors = torch.from_numpy(word_vectors(arrays["pieces"][first].astype(np.int32)))
        self.types = torch.from_numpy(arrays["types"][first].astype(np.int64))
        self.shapes = torch.from_numpy(arrays["types"][:, 0].astype(np.int64))
        self.listed, self.labels = (torch.from_numpy(arrays[name].astype(np.int64)) for name in ("listed", "labels"))
        self.facts = torch.from_numpy((arrays["facts"][:, None] >> np.arange(FACTS) & 1).astype(np.float32))
        self.states = torch.zeros(0)
        self.sentences = self._sentences(arrays["sentence"], np.random.default_rng(0))

    def _sentences(self, sentence: np.ndarray, random: np.random.Generator) -> list[Sentence]:
        at, out = 0, []
        for number, text in enumerate(self.about):
            inside = sentence[at : at + text["tokens"]]
            cuts = [0, *(np.flatnonzero(np.diff(inside)) + 1).tolist(), len(inside)]
            for a, b in pairwise(cuts):
                useful = text["corpus"] != "speakers" or bool((self.labels[at + a : at + b] > 0).any())
                if b - a <= LONGEST and useful and (text["fold"] in (0, 1) or random.random() < RATES[text["corpus"]]):
                    out.append((at + a, at + b, number))
            at += text["tokens"]
        return out

    def of(self, fold: int) -> list[Sentence]:
        """The sentences of a fold."""
        return [one for one in self.sentences if self.about[one[2]]["fold"] == fold]

    def without(self, *folds: int) -> list[Sentence]:
        """The sentences of the other folds and of the corpora without folds."""
        return [one for one in self.sentences if self.about[one[2]]["fold"] not in folds]

    def batch(self, sentences: list[Sentence]) -> tuple[Tensor, Tensor]:
        """Token numbers [n, S] and which of them are none of their sentence's [n, S]."""
        length = max(end - start for start, end, _ in sentences)
        places = torch.arange(length)
        starts, ends = (torch.tensor([one[k] for one in sentences]) for k in (0, 1))
        token = starts[:, None] + places[None]
        keep = token < ends[:, None]
        return torch.where(keep, token, starts[:, None]), keep.float()

    def encode(self, frozen: Frozen, cached: Path) -> None:
        """Compute the states of all tokens once, sentences of like length together."""
        if cached.is_file():
            self.states = torch.from_numpy(np.load(cached))
            return
        self.states = torch.zeros((len(self.word), WIDTH), dtype=torch.float16)
        order = sorted(self.sentences, key=lambda one: one[1] - one[0])
        with torch.inference_mode():
            at = 0
            while at < len(order):
                count = max(1, 2048 // (order[min(at + 64, len(order) - 1)][1] - order[min(at + 64, len(order) - 1)][0]))
                token, keep = self.batch(order[at : at + count])
                used, word = torch.unique(self.word[token], return_inverse=True)
                states = frozen(self.vectors[used], self.types[used], word, keep)
                self.states[token[keep > 0]] = states[keep > 0].half()
                at += count
        np.save(cached, self.states.numpy())


def scores(head: Head, data: Data, token: Tensor, keep: Tensor, options: argparse.Namespace | None = None) -> Tensor:
    """The head over some sentences; in training some words, and some of what the lists know, are hidden."""
    states, shapes, facts, listed = data.states[token].float(), data.shapes[token], data.facts[token], data.listed[token]
    if options is not None:
        states = states * (torch.rand(*token.shape, 1) >= options.word_drop)
        facts = facts * (torch.rand(*token.shape, 1) >= options.fact_drop)
        listed = listed * (torch.rand(token.shape) >= options.list_drop)
    return head(states, shapes, facts, listed, keep)


def evaluate(head: Head, data: Data, fold: int) -> dict[str, list[int]]:
    """Right, found and gold mentions by corpus and kind in a fold."""
    head.eval()
    out: dict[str, list[int]] = {}
    some = data.of(fold)
    with torch.inference_mode():
        for first in range(0, len(some), 128):
            part = some[first : first + 128]
            logs = functional.log_softmax(scores(head, data, *data.batch(part)), -1).numpy()
            for (start, end, text), mine_logs in zip(part, logs, strict=True):
                gold_logs = -20.0 * (1 - np.eye(len(TAGS))[data.labels[start:end].numpy()])
                mine, gold = ({(one.first, one.last, one.kind) for one in spans_of(found)} for found in (mine_logs[: end - start], gold_logs))
                for kind in ("person", "organisation", "location"):
                    a, b = {one for one in mine if one[2] == kind}, {one for one in gold if one[2] == kind}
                    for key in (kind, f"{kind} {data.about[text]['corpus']}"):
                        count = out.setdefault(key, [0, 0, 0])
                        for place, number in enumerate((len(a & b), len(a), len(b))):
                            count[place] += number
    return out


def line(counts: dict[str, list[int]], *, short: bool = False) -> str:
    """F1 and number of gold mentions by kind, and by corpus unless `short`, on one line."""
    shown = {key: count for key, count in sorted(counts.items()) if not short or " " not in key}
    return " | ".join(f"{key} {200 * right / max(found + gold, 1):.1f} ({gold})" for key, (right, found, gold) in shown.items())


def options_of() -> argparse.Namespace:
    """The options with their defaults."""
    parser = argparse.ArgumentParser()
    parser.add_argument("work", type=Path)
    parser.add_argument("body", type=Path)
    add = parser.add_argument
    for name, kind, value in (
        ("name", str, "mentions"),
        ("frozen", int, 4),
        ("seed", int, 1),
        ("epochs", int, 7),
        ("dim", int, 160),
        ("rate", float, 2e-3),
        ("decay", float, 0.02),
        ("dropout", float, 0.3),
        ("word-drop", float, 0.05),
        ("fact-drop", float, 0.1),
        ("list-drop", float, 0.1),
    ):
        add(f"--{name}", type=kind, default=value)
    add("--compare", action="store_true", help="leave fold 1 out too and measure on it")
    return parser.parse_args()


def main() -> None:
    """Encode, train, measure."""
    options = options_of()
    torch.manual_seed(options.seed)
    torch.set_num_threads(1)
    random = np.random.default_rng(options.seed)
    data, fold, began = Data(options.work), int(options.compare), time.time()
    data.encode(Frozen(options.frozen).load(options.body), options.work / f"states{options.frozen}.npy")
    head = Head(Size(frozen=options.frozen, dim=options.dim, dropout=options.dropout))
    optimiser = torch.optim.AdamW(head.parameters(), lr=options.rate, weight_decay=options.decay, betas=(0.9, 0.98))
    rest = data.without(0, fold)
    steps = options.epochs * (len(rest) // BATCH)
    weights = sum(one.numel() for one in head.parameters())
    print(f"{time.time() - began:.0f}s encoded; {len(rest)} sentences, {steps} steps, {weights} weights", flush=True)
    step, mean = 0, 0.0
    for _ in range(options.epochs):
        order = sorted(random.permutation(len(rest)), key=lambda one: (rest[one][1] - rest[one][0] + random.integers(0, 8)) // 8)
        batches = [order[first : first + BATCH] for first in range(0, len(order) - BATCH + 1, BATCH)]
        for chosen in (batches[number] for number in random.permutation(len(batches))):
            head.train()
            for group in optimiser.param_groups:
                group["lr"] = options.rate * min(1.0, step / 100, 1.02 - step / steps)
            token, keep = data.batch([rest[number] for number in chosen])
            goal = torch.where(keep > 0, data.labels[token], -1)
            loss = functional.cross_entropy(scores(head, data, token, keep, options).flatten(0, 1), goal.flatten(), ignore_index=-1)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(head.parameters(), 1.0)
            optimiser.step()
            mean = 0.98 * mean + 0.02 * loss.item()
            step += 1
            if step % 500 == 0:
                print(f"{step} {time.time() - began:.0f}s loss {mean:.4f} | {line(evaluate(head, data, fold), short=True)}", flush=True)
    torch.save({"size": head.size.json(), "state": head.state_dict()}, options.work / f"{options.name}.pt")
    print(f"{options.name} {time.time() - began:.0f}s: {line(evaluate(head, data, fold))}", flush=True)


if __name__ == "__main__":
    main()
