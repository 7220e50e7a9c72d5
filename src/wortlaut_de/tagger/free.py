"""Free indirect speech: whole sentences in the indicative that go on with what somebody said, without a frame.

The network alone is wrong about nearly all of them (recipes/de/quote/TAGGER.md). What it says of a sentence is weighed here against
signs that can be counted: which sentences around it are quoted, its modal verb, how it begins. Not for: the other kinds (combine).
"""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from wortlaut_de.tagger.combine import Surface
from wortlaut_de.tagger.decode import Floats, TokenQuote, logit
from wortlaut_de.tagger.spans import KIND_COUNT, Part
from wortlaut_de.tagger.weights import folder

DIRECT, FREE = 0, 4

SHORTEST = 3
"""Tokens of the shortest sentence that is looked at; the rest are bylines and signs."""

FRAGMENT = 0.6
"""A direct quotation that fills less of a sentence is a fragment in it and leaves the rest to be judged."""

BEHIND, BEFORE, AROUND = 4, 3, 6
"""Sentences looked at behind the last and before the next quotation, and on either side for how much is quoted."""

CLOSED = frozenset(".!?…“‘”")


@dataclass(frozen=True, slots=True)
class Weights:
    """What `weights` loads: the words that are signs, the weight of every sign and of the network's log odds, the least probability kept.

    `verbs` maps forms to groups by verb and tense, since plans and demands are carried on and events are told; `openers` begin sentences.
    """

    verbs: Mapping[str, str]
    openers: Sequence[str]
    signs: Mapping[str, float]
    network: float
    constant: float
    least: float


@cache
def weights() -> Weights:
    """The weights of the pack, read once."""
    return Weights(**json.loads(folder().joinpath("free.json").read_text(encoding="utf-8")))


def with_free(found: Sequence[TokenQuote], surface: Surface, tags: Floats, by: Weights) -> list[TokenQuote]:
    """The quotations with free indirect speech found anew, in text order; `tags` [T, 2, TAGS] are log probabilities."""
    kept = [one for one in found if one.kind != FREE]
    odds = network_odds(tags, surface)
    sure: dict[int, float] = {}
    for number, told in candidates(surface, [(one.kind, one.parts) for one in kept], by):
        total = by.constant + by.network * odds[number] + sum(by.signs.get(sign, 0.0) for sign in told)
        probability = 1.0 / (1.0 + float(np.exp(-total)))
        if probability >= by.least:
            sure[number] = probability
    out = kept + [_quotation([surface.sentences[n] for n in group], [sure[n] for n in group]) for group in _groups(sorted(sure), surface)]
    return sorted(out, key=lambda one: (one.parts[0][0], -one.parts[-1][1], one.layer))


def network_odds(tags: Floats, surface: Surface) -> list[float]:
    """The log odds of every sentence that the network gives free indirect speech, from the mean over its tokens."""
    likely = np.exp(tags[:, 0, [1 + FREE, 1 + KIND_COUNT + FREE, 1 + 2 * KIND_COUNT + FREE]]).sum(1)
    return [logit(float(likely[first:last].mean())) if first < last else logit(0.0) for first, last, _ in surface.sentences]


def candidates(surface: Surface, quotations: Sequence[tuple[int, Sequence[Part]]], by: Weights) -> Iterator[tuple[int, list[str]]]:
    """Numbers of the sentences that no quotation (kind, parts) renders, with their signs."""
    kinds, fragments = _quoted(surface, quotations)
    for number, (first, last, _) in enumerate(surface.sentences):
        if last - first >= SHORTEST and not kinds[number] and surface.words[last - 1] in CLOSED:
            yield number, [*_place(number, surface, kinds), *_wording(surface.words[first:last], by), *(["fragment"] if fragments[number] else [])]


def _quoted(surface: Surface, quotations: Sequence[tuple[int, Sequence[Part]]]) -> tuple[list[set[int]], list[bool]]:
    """Per sentence the kinds of quotations in it, and whether a fragment in marks is; free indirect speech does not count."""
    sentences = surface.sentences
    starts = [first for first, _, _ in sentences]
    kinds: list[set[int]] = [set() for _ in sentences]
    fragments = [False] * len(sentences)
    for kind, parts in quotations:
        for a, b in parts if kind != FREE else ():
            for number in range(max(0, bisect_right(starts, a) - 1), bisect_left(starts, b)):
                first, last, _ = sentences[number]
                common = min(b, last) - max(a, first)
                if common > 0 and kind == DIRECT and common < FRAGMENT * (last - first):
                    fragments[number] = True
                elif common > 0:
                    kinds[number].add(kind)
    return kinds, fragments


def _place(number: int, surface: Surface, kinds: Sequence[set[int]]) -> Iterator[str]:
    """Where the sentence stands to the quotations and paragraphs around it."""
    sentences, count = surface.sentences, len(kinds)
    behind = next((step for step in range(1, BEHIND + 1) if number >= step and kinds[number - step]), None)
    before = next((step for step in range(1, BEFORE + 1) if number + step < count and kinds[number + step]), None)
    yield f"behind {behind}"
    yield f"before {before}"
    for step in (-2, -1, 1):
        if 0 <= number + step < count:
            yield from (f"at {step} {kind}" for kind in sorted(kinds[number + step]) or (None,))
    goes_on = number > 0 and sentences[number - 1][2] == sentences[number][2]
    is_followed = number + 1 < count and sentences[number + 1][2] == sentences[number][2]
    yield "goes on" if goes_on else "opens a paragraph"
    yield "is followed" if is_followed else "ends a paragraph"
    if goes_on and behind == 1:
        yield "behind a quotation"
        if is_followed and before == 1:
            yield "between quotations"
    near = [bool(kinds[other]) for other in range(max(0, number - AROUND), min(count, number + AROUND + 1)) if other != number]
    yield f"quoted around {4 * sum(near) // max(1, len(near))}"


def _wording(words: Sequence[str], by: Weights) -> Iterator[str]:
    """The verbs, the beginning, the length and the like of the sentence."""
    low = [word.lower() for word in words]
    verbs = [by.verbs[word] for word in low if word in by.verbs]
    if verbs:
        yield f"first verb {verbs[0]}"
    yield from (f"verb {verb}" for verb in dict.fromkeys(verbs))
    yield f"opens with {low[0]}" if low[0] in by.openers else "opens otherwise"
    yield f"long {min(len(words) // 10, 4)}"
    if words[-1] == "?":
        yield "asks"
    if any(word[0].isdigit() for word in words):
        yield "digits"
    if {"ich", "wir"} & set(low):
        yield "first person"


def _groups(numbers: Sequence[int], surface: Surface) -> list[list[int]]:
    """Sentences that follow each other in one paragraph are one quotation."""
    out: list[list[int]] = []
    for number in numbers:
        if out and out[-1][-1] == number - 1 and surface.sentences[number][2] == surface.sentences[number - 1][2]:
            out[-1].append(number)
        else:
            out.append([number])
    return out


def _quotation(sentences: Sequence[tuple[int, int, int]], sure: Sequence[float]) -> TokenQuote:
    """One quotation of these sentences, as sure as they are in the mean."""
    p = sum(sure) / len(sure)
    return TokenQuote(FREE, 0, [(first, last) for first, last, _ in sentences], p, min(sure), sure[0], sure[-1], confidence=p)
