"""The arrays that prepare.py wrote, on the device, and how documents become batches and training examples.

Not for: the network (model.py) and its training (pretrain.py, finetune.py).
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from model import BLOCK, FAR, Size

from wortlaut_de.tagger import spans

CUDA = torch.cuda.is_available()
DEVICE = torch.device("cuda" if CUDA else "cpu")
KIND_NAMES = ("Direct", "Indirect", "Reported", "IndirectFreeIndirect", "FreeIndirect")
ROLE_NAMES = ("cue", "frame", "speaker", "addressee")
START = time.time()


def say(*words: object) -> None:
    """Print with the seconds since the start."""
    print(f"[{time.time() - START:6.1f}]", *words, flush=True)


def autocast() -> torch.autocast:
    """Half precision, which halves the time of a step on a CPU that knows it as well."""
    return torch.autocast(DEVICE.type, dtype=torch.bfloat16)


class Data:
    """types.npz, docs.npz and docs.json."""

    def __init__(self, folder: Path) -> None:
        types = np.load(folder / "types.npz")
        self.pieces = torch.from_numpy(types["pieces"].astype(np.int32)).to(DEVICE)
        self.feats = torch.from_numpy(types["feats"].astype(np.int32)).to(DEVICE)
        self.target = torch.from_numpy(types["target"].astype(np.int64)).to(DEVICE)
        self.names = types["names"]
        self.name_ids = np.flatnonzero(types["names"])
        meta = json.loads((folder / "docs.json").read_text(encoding="utf-8"))
        arrays = np.load(folder / "docs.npz")
        self.ids, self.places = arrays["ids"].astype(np.int64), arrays["places"].astype(np.int64)
        self.sentence, self.labels = arrays["sentence"].astype(np.int32), arrays["labels"]
        self.docs = meta["docs"]
        self.meta = meta
        self.ranked = int(types["ranked"])

    def size(self, options: argparse.Namespace) -> Size:
        """The size of a network over these arrays."""
        return Size(
            buckets=self.meta["buckets"],
            pieces=self.meta["pieces"],
            dim=options.dim,
            layers=options.layers,
            heads=options.heads,
            inner=4 * options.dim,
            type_features=tuple(self.meta["type_sizes"]),
            token_features=tuple(self.meta["token_sizes"]),
            dropout=options.dropout,
            vocabulary=options.outputs,
        )


def unpack(folder: Path, name: str) -> np.ndarray:
    """A stream of word types as raw.py packed it."""
    small = np.frombuffer(lzma.decompress((folder / f"raw/{name}.xz").read_bytes()), np.uint16).astype(np.int32)
    rare = np.frombuffer(lzma.decompress((folder / f"raw/{name}-rare.xz").read_bytes()), np.uint32)
    small[small == 65535] = rare.astype(np.int32)
    return small


class Examples:
    """Documents as blocks with tags, and quotations with their windows and role targets; all caches live here."""

    def __init__(self, data: Data) -> None:
        self.data = data
        self.cache: dict[tuple[int, int], list[dict]] = {}
        self.tags: dict[int, np.ndarray] = {}

    def doc_tags(self, number: int) -> np.ndarray:
        """The tags of a document [T, 2]."""
        if number not in self.tags:
            doc = self.data.docs[number]
            self.tags[number] = np.stack(
                [spans.tags_of(doc["n"], [(q["kind"], q["parts"]) for q in doc["gold"] if q["layer"] == layer]) for layer in (0, 1)], 1
            )
        return self.tags[number]

    def quotes(self, number: int, variant: int, rnd: random.Random) -> list[dict]:
        """The quotations of a document with windows and role targets; a `variant` moves borders as a tagger may get them wrong."""
        key = (number, variant)
        if key not in self.cache:
            doc = self.data.docs[number]
            sentence = self.data.sentence[doc["at"] : doc["at"] + doc["n"]]
            out = []
            for q in doc["gold"]:
                if q["layer"] < 0:
                    continue
                parts = [tuple(p) for p in q["parts"]]
                if variant:
                    parts = jitter(parts, doc["n"], rnd)
                out.append(self.example(q, parts, doc, sentence))
            self.cache[key] = out
        return self.cache[key]

    def example(self, q: dict, parts: list, doc: dict, sentence: np.ndarray) -> dict:
        """One quotation with its window and what the roles are there."""
        tokens = spans.window(parts, doc["n"])
        near, far = spans.pair_features(parts, tokens, sentence)
        rule = spans.rule_pairs(parts, tokens, rule_list(doc))
        wanted = np.stack([np.isin(tokens, q[role]) for role in ROLE_NAMES], 1)
        points = []
        for role in ("speaker", "addressee"):
            found = spans.runs(q[role])
            if not found:
                points += [spans.WINDOW, spans.WINDOW]
                continue
            a, b = found[0]
            where = np.searchsorted(tokens, [a, b - 1])
            ok = where[1] < len(tokens) and tokens[where[0]] == a and tokens[where[1]] == b - 1
            points += [int(where[0]), int(where[1])] if ok else [-100, -100]
        return {
            "parts": parts,
            "kind": q["kind"] + 5 * q["layer"],
            "tokens": tokens,
            "near": near,
            "far": far,
            "rule": rule,
            "wanted": wanted,
            "points": points,
            "last": doc["n"] - 1,
        }


def rule_list(doc: dict) -> list:
    """The quotations of the rules with their roles."""
    return [(r["parts"], [r[role] for role in ROLE_NAMES]) for r in doc["rules"]]


def jitter(parts: list, count: int, rnd: random.Random) -> list:
    """The quotation as a tagger may get it wrong: a border moved, a part lost, parts joined."""
    out = [list(p) for p in parts]
    if len(out) > 1 and rnd.random() < 0.3:
        if rnd.random() < 0.5:
            out.pop(rnd.randrange(len(out)))
        else:
            out = [[out[0][0], out[-1][1]]]
    for p in out:
        for side in (0, 1):
            if rnd.random() < 0.25:
                p[side] += rnd.choice((-6, -3, -2, -1, 1, 2, 3, 6))
    fixed, end = [], 0
    for a, b in out:
        a, b = max(a, end), min(b, count)
        if a < b:
            fixed.append((a, b))
            end = b
    return fixed or parts


class Batch:
    """Several documents as stacked blocks on the device."""

    def __init__(self, data: Data, numbers: list[int], *, swap: random.Random | None = None, drop_rules: float = 0.0) -> None:
        counts = [-(-data.docs[n]["n"] // BLOCK) for n in numbers]
        total = sum(counts)
        ids, places = np.zeros((total * BLOCK,), np.int64), np.zeros((total * BLOCK, 6), np.int64)
        valid = np.zeros(total * BLOCK, bool)
        bias = np.full((total, 3, BLOCK), FAR, np.float32)
        self.base: list[int] = []
        self.ruled: list[bool] = []
        at = 0
        for number, blocks in zip(numbers, counts, strict=True):
            doc = data.docs[number]
            part = slice(doc["at"], doc["at"] + doc["n"])
            first = at * BLOCK
            row = data.ids[part]
            if swap is not None and swap.random() < 0.35:
                row = swap_names(row, data, swap)
            ids[first : first + doc["n"]] = row
            places[first : first + doc["n"]] = data.places[part]
            ruled = swap is None or swap.random() >= drop_rules
            if swap is None and drop_rules >= 1:
                ruled = False
            if not ruled:
                places[first : first + doc["n"], 3:] = 0
            valid[first : first + doc["n"]] = True
            mine = np.where(valid[first : first + blocks * BLOCK].reshape(blocks, BLOCK), 0.0, FAR)
            bias[at : at + blocks, 1] = mine
            bias[at + 1 : at + blocks, 0] = mine[:-1]
            bias[at : at + blocks - 1, 2] = mine[1:]
            self.base.append(first)
            self.ruled.append(ruled)
            at += blocks
        self.numbers = numbers
        self.blocks = total
        put = lambda x: torch.from_numpy(x).to(DEVICE, non_blocking=True)  # noqa: E731
        self.ids = put(ids.reshape(total, BLOCK))
        self.places = put(places.reshape(total, BLOCK, 6))
        self.valid = put(valid)
        self.bias = put(bias.reshape(total, 3 * BLOCK))


def swap_names(row: np.ndarray, data: Data, rnd: random.Random) -> np.ndarray:
    """The document with many of its names replaced, each by one other throughout."""
    row = row.copy()
    for old in np.unique(row[data.names[row]]):
        if rnd.random() < 0.6:
            row[row == old] = data.name_ids[rnd.randrange(len(data.name_ids))]
    return row


def packed(data: Data, numbers: list[int], most: int) -> Iterator[list[int]]:
    """Documents in groups of at most so many blocks."""
    some, total = [], 0
    for n in numbers:
        blocks = -(-data.docs[n]["n"] // BLOCK)
        if some and total + blocks > most:
            yield some
            some, total = [], 0
        some.append(n)
        total += blocks
    if some:
        yield some
