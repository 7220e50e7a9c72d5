"""Fine-tuning on annotated documents: tags and roles, with speeches and names as auxiliary tasks; one process per seed or held-out fold.

Not for: pretraining, and averaging seeds (train.py).
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import torch
from arrays import CUDA, DEVICE, Batch, Data, Examples, autocast, say
from model import BLOCK, FAR, Tagger
from predict import encode, evaluate, line, predict, role_scores
from pretrain import load_pretrained
from torch import nn
from torch.nn import functional

from wortlaut_de.tagger import spans
from wortlaut_de.tagger.decode import Choices

SHARED_START = 17
"""All seeds share the start of the heads, so that their weights can be averaged."""

STRAIGHT_SHARE, JITTER_SHARE = 0.2, 0.4
"""Shares of articles read with straight marks, and of articles whose quotations have their borders moved for the roles."""

WARM_UP, AVERAGE_FROM, AVERAGE_RATE = 50, 0.3, 0.98
RARE_TAGS = [5, 10, 15]
"""The tags of FreeIndirect: 162 of 5,267 quotations."""

FROZEN = ("encoder.piece", "words", "to_words", "norm_words")


class Split:
    """The numbers of the documents by use; `hold` names the folds kept out of training, as in "1+2"."""

    def __init__(self, docs: list[dict], options: argparse.Namespace) -> None:
        folds = {f"fold{number}" for number in options.hold.split("+")}
        curly = [(n, d["split"]) for n, d in enumerate(docs) if not d.get("straight")]
        self.train = [n for n, split in curly if (split.startswith("fold") or split == "demo") and split not in folds]
        self.held = [n for n, split in curly if split in folds]
        self.dev = [n for n, split in curly if split == "dev"]
        self.dev_straight = [n for n, d in enumerate(docs) if d["split"] == "dev" and d.get("straight")]
        self.aux = [n for n, split in curly if split in ("spkatt", "ner")]
        if options.tiny:
            self.train, self.held, self.dev, self.dev_straight = self.train[:24], self.held[:4], self.dev[:4], self.dev_straight[:4]
        self.weighted = [n for n in self.train for _ in range(options.news_weight if docs[n]["source"] == "newspaper" else 1)]


class Queue:
    """Draws documents in random order, all of them before one comes again."""

    def __init__(self, docs: list[dict], numbers: list[int], rnd: random.Random) -> None:
        self._docs, self._numbers, self._rnd = docs, numbers, rnd
        self._twin = {d["id"]: n for n, d in enumerate(docs) if d.get("straight")}
        self._left: list[int] = []
        self.epochs = 0

    def draw(self, blocks: int, straight: float = 0.0) -> Iterator[int]:
        """Documents that fill so many blocks, none twice; a share of them with straight marks."""
        drawn: set[int] = set()
        while blocks > 0:
            if not self._left:
                self._left = self._numbers[:]
                self._rnd.shuffle(self._left)
                self.epochs += 1
            number = self._left.pop()
            if straight and self._rnd.random() < straight:
                number = self._twin.get(self._docs[number]["id"], number)
            if number not in drawn:
                drawn.add(number)
                blocks -= -(-self._docs[number]["n"] // BLOCK)
                yield number


@dataclass
class Targets:
    """What a batch is to say: tags [T, 2], auxiliary labels [T, 6] and which task a token has (1 speeches, 2 names), quotations with their place."""

    tags: torch.Tensor
    labels: torch.Tensor
    task: torch.Tensor
    examples: list[dict]
    bases: list[int]
    ruled: list[bool]


class Training:
    """One fine-tuning: the network with its auxiliary heads, the optimiser, the running average of the weights."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options, self.data = options, Data(options.data)
        size = self.data.size(options)
        size.vocabulary = 2
        torch.manual_seed(SHARED_START)
        tagger = Tagger(size)
        if not options.scratch:
            load_pretrained(tagger, options.weights or options.work)
        self.tagger = tagger.to(DEVICE)
        self.speech, self.names = nn.Linear(size.dim, 6).to(DEVICE), nn.Linear(size.dim, 9).to(DEVICE)
        tagger.encoder.piece.weight.requires_grad_(options.scratch)
        torch.manual_seed(options.seed)
        self.rnd = random.Random(options.seed)  # noqa: S311 - drawing examples
        self.split = Split(self.data.docs, options)
        self.main = Queue(self.data.docs, self.split.weighted, self.rnd)
        self.aux = Queue(self.data.docs, self.split.aux, self.rnd)
        self.examples = Examples(self.data)
        self._optimiser()
        self.average = {k: v.detach().clone() for k, v in tagger.state_dict().items() if not k.startswith(FROZEN)}
        self.weight = torch.ones(spans.TAGS, device=DEVICE)
        self.weight[RARE_TAGS] = options.rare_weight

    def _optimiser(self) -> None:
        options, new = self.options, ("tag.", "roles.", "encoder.token_features")
        named = list(self.tagger.named_parameters())
        head = [p for n, p in named if n.startswith(new)] + [*self.speech.parameters(), *self.names.parameters()]
        body = [p for n, p in named if n.startswith("encoder.") and not n.startswith(new) and p.requires_grad]
        self.parameters = [*body, *head]
        groups = [{"params": body, "lr": options.lr, "base": options.lr}, {"params": head, "lr": options.head_lr, "base": options.head_lr}]
        self.adam = torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=options.decay, fused=CUDA)

    def targets(self, batch: Batch, main_count: int) -> Targets:
        """The targets of a batch whose first documents are news, the rest auxiliary."""
        length = batch.blocks * BLOCK
        tags, labels, task = np.full((length, 2), -100, np.int64), np.zeros((length, 6), np.float32), np.zeros(length, np.int64)
        examples: list[dict] = []
        bases: list[int] = []
        ruled: list[bool] = []
        for i, (number, base) in enumerate(zip(batch.numbers, batch.base, strict=True)):
            doc = self.data.docs[number]
            place = slice(base, base + doc["n"])
            if i >= main_count:
                labels[place] = self.data.labels[doc["at"] : doc["at"] + doc["n"]]
                task[place] = 1 if doc["split"] == "spkatt" else 2
                continue
            tags[place] = self.examples.doc_tags(number)
            mine = self.examples.quotes(number, self.rnd.randrange(1, 5) if self.rnd.random() < JITTER_SHARE else 0, self.rnd)
            examples += mine
            bases += [base] * len(mine)
            ruled += [batch.ruled[i]] * len(mine)
        placed = (torch.from_numpy(x).to(DEVICE, non_blocking=True) for x in (tags, labels, task))
        return Targets(*placed, examples, bases, ruled)

    def step(self, done: float, number: int) -> float:
        """One step; `done` is the share of the training behind it. Returns the loss."""
        options = self.options
        news = list(self.main.draw(options.blocks, STRAIGHT_SHARE))
        batch = Batch(self.data, [*news, *self.aux.draw(options.aux_blocks)], swap=self.rnd, drop_rules=options.drop_rules)
        hide = (torch.rand(batch.ids.shape, device=DEVICE) < options.word_drop) if options.word_drop else None
        for group in self.adam.param_groups:
            group["lr"] = group["base"] * min(1.0, (number + 1) / WARM_UP) * max(0.01, 1 - done)
        wanted = self.targets(batch, len(news))
        with autocast():
            loss = self.loss(encode(self.tagger, self.data, batch, hide), wanted)
        self.adam.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.parameters, 1.0)
        self.adam.step()
        rate = AVERAGE_RATE if done > AVERAGE_FROM else 0.0
        if number % 2 or rate == 0.0:
            with torch.no_grad():
                now = self.tagger.state_dict()
                keys = [k for k in self.average if self.average[k].is_floating_point()]
                torch._foreach_lerp_([self.average[k] for k in keys], [now[k] for k in keys], 1 - rate)
        return loss.item() if number % 250 == 249 or options.tiny else 0.0

    def loss(self, h: torch.Tensor, wanted: Targets) -> torch.Tensor:
        """Tags of both layers, roles, and the auxiliary tasks, weighted."""
        options = self.options
        logits = self.tagger.tags(h).view(-1, 2, spans.TAGS).float()
        loss = functional.cross_entropy(logits[:, 0], wanted.tags[:, 0], weight=self.weight, ignore_index=-100, label_smoothing=options.smooth)
        loss = loss + 0.5 * functional.cross_entropy(logits[:, 1], wanted.tags[:, 1], ignore_index=-100)
        if wanted.examples:
            scores, none, mask = role_scores(self.tagger, h, wanted.examples, wanted.bases, wanted.ruled)
            loss = loss + options.role_weight * role_loss(scores, none, mask, wanted.examples)
        speeches, sentences = wanted.task == 1, wanted.task == 2
        if speeches.any():
            found = self.speech(h[speeches]).float()
            loss = loss + 3 * options.aux_weight * functional.binary_cross_entropy_with_logits(found, wanted.labels[speeches])
        if sentences.any():
            loss = loss + options.aux_weight * functional.cross_entropy(self.names(h[sentences]).float(), wanted.labels[sentences][:, 0].long())
        return loss

    def run(self) -> dict:
        """All steps, bounded by their number and by wall clock; leaves the average as the weights."""
        options, began, number = self.options, time.time(), 0
        marks = [0.5, 0.75] if options.curve and not options.tiny else []
        while number < options.steps:
            done = max(number / options.steps, (time.time() - began) / options.finetune)
            if done >= 1:
                break
            loss = self.step(done, number)
            number += 1
            if loss:
                say(f"{options.name}: step {number} loss {loss:.3f}")
            if marks and done >= marks[0]:
                mark = marks.pop(0)
                self.with_average(lambda mark=mark: self.told(f"at {mark:.2f}", self.split.held or self.split.dev, Choices()))
        self.tagger.load_state_dict(self.average, strict=False)
        say(f"{options.name}: {number} steps, {self.main.epochs} epochs, {time.time() - began:.0f} s")
        return {"name": options.name, "steps": number, "epochs": self.main.epochs}

    def with_average(self, act: Callable[[], object]) -> None:
        """Do something with the averaged weights in place."""
        now = {k: v.detach().clone() for k, v in self.tagger.state_dict().items() if k in self.average}
        self.tagger.load_state_dict(self.average, strict=False)
        act()
        self.tagger.load_state_dict(now, strict=False)

    def told(self, what: str, numbers: list[int], choices: Choices, rules: bool = True) -> tuple[dict, dict[int, list[dict]]]:
        """Figures and predictions on documents; the figures are printed too."""
        found = predict(self.tagger, self.data, numbers, choices, rules=rules)
        figures = evaluate(self.data, found)
        say(f"{self.options.name}: {what} {line(figures)}")
        return figures, found


def role_loss(scores: torch.Tensor, none: torch.Tensor, mask: torch.Tensor, examples: list[dict]) -> torch.Tensor:
    """Members of roles by token, and start and end of speaker and addressee among the window or "none"."""
    count, width = mask.shape
    wanted = np.zeros((count, width, 4), np.float32)
    points = np.zeros((count, 4), np.int64)
    for i, e in enumerate(examples):
        wanted[i, : len(e["tokens"])] = e["wanted"]
        points[i] = e["points"]
    points[points == spans.WINDOW] = width
    wanted_t, points_t = torch.from_numpy(wanted).to(DEVICE), torch.from_numpy(points).to(DEVICE)
    member = functional.binary_cross_entropy_with_logits(scores[..., :4], wanted_t, reduction="none")
    loss = 0.15 * (member * mask[..., None]).sum() / count
    for i in range(4):
        logits = torch.cat((scores[..., 4 + i].masked_fill(~mask, FAR), none[:, i // 2 : i // 2 + 1]), 1)
        one = functional.cross_entropy(logits, points_t[:, i], ignore_index=-100, reduction="sum") / count
        loss = loss + (0.5 if i < 2 else 0.25) * one
    return loss


def finetune(options: argparse.Namespace) -> None:
    """Train, score, write WORK/NAME.json.gz (figures, predictions) and WORK/NAME.pt (weights)."""
    if options.threads:
        torch.set_num_threads(options.threads)
    training = Training(options)
    report, split, docs = training.run(), training.split, training.data.docs
    keep: dict[str, dict] = {}
    for where, numbers in (("held", split.held), ("dev", split.dev)):
        if numbers:
            report[where], found = training.told(where, numbers, Choices())
            keep[where] = {docs[n]["id"]: quotes for n, quotes in found.items()}
    if options.details:
        for bias in (-1.0, -0.5, 0.5, 1.0) if split.held else ():
            training.told(f"held, none bias {bias:+.1f}", split.held, Choices(none_bias=bias))
        report["dev_without_rules"] = training.told("dev without rules", split.dev, Choices(), rules=False)[0]
        report["dev_straight"] = training.told("dev straight", split.dev_straight, Choices())[0]
    with gzip.open(options.work / f"{options.name}.json.gz", "wt", encoding="utf-8") as file:
        json.dump({"report": report, "found": keep}, file, default=float)
    torch.save(training.average, options.work / f"{options.name}.pt")
