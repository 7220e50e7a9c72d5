"""From tag scores to quotations and back, and the windows in which roles are sought; token numbers only.

Tags of a layer: 0 none; 1 + kind begins a quotation; 6 + kind begins a further part of the last quotation of that kind;
11 + kind goes on. Layer 0 holds the outermost quotations, layer 1 what lies in them. Not for: characters.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

KIND_COUNT = 5
TAGS = 1 + 3 * KIND_COUNT
BEFORE, BEHIND, WINDOW = 224, 96, 384
EDGE = 24
"""Tokens at either end of a part that may hold a role; what lies deeper in a part is not looked at."""

IMPOSSIBLE = -1e9
BUCKET = 64
"""Tokens to a bucket of an index."""

SAME_RULE = 0.3
"""The token F1 that a rule quotation must exceed to lend its roles as features."""

Part = tuple[int, int]
Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


class Index:
    """Finds quotations by place, so that asking every quotation for its neighbours takes linear time."""

    def __init__(self, quotations: Sequence[Sequence[Part]]) -> None:
        self._parts = quotations
        self._buckets: dict[int, list[int]] = {}
        for number, parts in enumerate(quotations):
            for bucket in sorted({bucket for a, b in parts for bucket in range(a // BUCKET, (b - 1) // BUCKET + 1)}):
                self._buckets.setdefault(bucket, []).append(number)

    def touching(self, first: int, last: int) -> list[int]:
        """Numbers of the quotations with a part that overlaps tokens `[first, last)`, in order."""
        near = {number for bucket in range(first // BUCKET, (last - 1) // BUCKET + 1) for number in self._buckets.get(bucket, ())}
        return [number for number in sorted(near) if any(a < last and first < b for a, b in self._parts[number])]


def length(parts: Sequence[Part]) -> int:
    """Tokens in these parts."""
    return sum(b - a for a, b in parts)


def shared(one: Sequence[Part], other: Sequence[Part]) -> int:
    """Tokens that two quotations have in common."""
    return sum(max(0, min(b, d) - max(a, c)) for a, b in one for c, d in other)


def layers(quotations: Sequence[Sequence[Part]]) -> list[int]:
    """The layer of each quotation: the longest come first, what overlaps one goes a layer down; -1 where two layers do not do."""
    out = [-1] * len(quotations)
    taken: tuple[list[Part], list[Part]] = ([], [])
    for number in sorted(range(len(quotations)), key=lambda n: -length(quotations[n])):
        for layer in (0, 1):
            if not any(a < d and c < b for a, b in quotations[number] for c, d in taken[layer]):
                taken[layer].extend(quotations[number])
                out[number] = layer
                break
    return out


def tags_of(count: int, quotations: Sequence[tuple[int, Sequence[Part]]]) -> Ints:
    """The tags of one layer that holds these (kind, parts)."""
    tags = np.zeros(count, np.int64)
    for kind, parts in quotations:
        for number, (a, b) in enumerate(parts):
            tags[a:b] = 11 + kind
            tags[a] = (1 if number == 0 else 6) + kind
    return tags


def best_tags(scores: Floats) -> Ints:
    """The best tag of every token under the rule that only a tag of the same kind goes before "goes on"; scores [T, TAGS].

    Viterbi over 16 states, of which only 5 have a restricted past: linear in T.
    """
    count = len(scores)
    if not count:
        return np.zeros(0, np.int64)
    total = scores.astype(np.float64).copy()
    total[0, 11:] = IMPOSSIBLE
    back_any = np.zeros(count, np.int64)
    back_same = np.zeros((count, KIND_COUNT), np.int64)
    offsets = np.arange(KIND_COUNT)
    for t in range(1, count):
        before = total[t - 1]
        best = int(before.argmax())
        same = before[1:].reshape(3, KIND_COUNT)
        which = same.argmax(0)
        back_any[t], back_same[t] = best, 1 + which * KIND_COUNT + offsets
        total[t, :11] += before[best]
        total[t, 11:] += same[which, offsets]
    tags = np.zeros(count, np.int64)
    tags[-1] = int(total[-1].argmax())
    for t in range(count - 1, 0, -1):
        tags[t - 1] = back_same[t, tags[t] - 11] if tags[t] >= 11 else back_any[t]
    return tags


def quotations_of(tags: Ints) -> list[tuple[int, list[Part]]]:
    """The quotations (kind, parts) that the tags of one layer tell, in text order."""
    out: list[tuple[int, list[Part]]] = []
    last: dict[int, int] = {}
    begins = [int(t) for t in np.flatnonzero((tags > 0) & (tags < 11))]
    outside = np.append(np.flatnonzero(tags < 11), len(tags))
    for a in begins:
        tag = int(tags[a]) - 1
        b = int(outside[np.searchsorted(outside, a, side="right")])
        kind = tag % KIND_COUNT
        if tag >= KIND_COUNT and kind in last:
            out[last[kind]][1].append((a, b))
        else:
            last[kind] = len(out)
            out.append((kind, [(a, b)]))
    return out


def window(parts: Sequence[Part], count: int) -> Ints:
    """The tokens in which the roles of a quotation are sought, in text order: near it on both sides, and the edges of its parts."""
    first, last = parts[0][0], parts[-1][1]
    base = max(0, first - BEFORE)
    keep = np.ones(min(count, last + BEHIND) - base, bool)
    for a, b in parts:
        if b - a > 2 * EDGE:
            keep[a + EDGE - base : b - EDGE - base] = False
    tokens = np.flatnonzero(keep) + base
    return tokens[max(0, len(tokens) - WINDOW) :]


def pair_features(parts: Sequence[Part], tokens: Ints, sentence: NDArray[np.int32]) -> tuple[Ints, Ints]:
    """Where window tokens stand to the quotation: near [W] (signed distance to its edges, < 32), far [W] (sentences between, < 16)."""
    first, last = parts[0][0], parts[-1][1]
    bounds = np.array([1, 2, 3, 5, 8, 12, 20, 40, 80, 160])
    near = np.zeros(len(tokens), np.int64)
    before, behind = tokens < first, tokens >= last
    near[before] = 1 + np.searchsorted(bounds, first - tokens[before], side="right")
    near[behind] = 13 + np.searchsorted(bounds, tokens[behind] - last + 1, side="right")
    near[~before & ~behind] = 26
    for number, (a, b) in enumerate(parts):
        inside = (tokens >= a) & (tokens < b)
        near[inside] = 27
        near[tokens == a] = 28 if number == 0 else 29
        near[tokens == b - 1] = 30
    far = np.clip(sentence[tokens] - sentence[first], -6, 3) + 6
    far = np.where(tokens >= last, np.clip(sentence[tokens] - sentence[last - 1], 0, 3) + 11, far)
    return near, np.clip(far, 0, 15).astype(np.int64)


def rule_pairs(parts: Sequence[Part], tokens: Ints, rules: Sequence[tuple[Sequence[Part], Sequence[Sequence[int]]]]) -> Ints:
    """Bits of the roles (cue, frame, speaker, addressee) that window tokens have in the rule quotation closest to this one; 0 where none is close."""
    out = np.zeros(len(tokens), np.int64)
    best, chosen = SAME_RULE, None
    for other, roles in rules:
        score = 2 * shared(parts, other) / (length(parts) + length(other))
        if score > best:
            best, chosen = score, roles
    if chosen is not None:
        for bit, role in enumerate(chosen):
            if len(role):
                out |= np.isin(tokens, np.asarray(role)).astype(np.int64) << bit
    return out


def runs(tokens: Sequence[int]) -> list[Part]:
    """Token numbers in order as half-open ranges."""
    out: list[Part] = []
    for token in tokens:
        if out and out[-1][1] == token:
            out[-1] = (out[-1][0], token + 1)
        else:
            out.append((token, token + 1))
    return out


def agreement(kind: int, parts: Sequence[Part], rules: Sequence[tuple[int, Sequence[Part]]]) -> float:
    """The best token F1 of a quotation with a rule quotation of the same kind."""
    scores = [2 * shared(parts, ranges) / (length(parts) + length(ranges)) for other, ranges in rules if other == kind]
    return max(scores, default=0.0)
