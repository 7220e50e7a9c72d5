"""Literal copies: which articles share stretches of five words or more, and which words those are.

Every five words in a row of the lead and body of an article are one number; articles with the same number are brought together by
sorting, never by comparing all pairs. What is found is then compared word by word. Not for: similar wording (`same`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from wortlaut.records import READ_LABELS, Article, Passage, Relation, RelationKind, Span

SHINGLE = 5
"""How many words in a row make one shingle, as in most work on text reuse."""
LEAST_SHARE = 0.2
"""The part of the shorter text's shingles that must stand in the other: a quotation both have is less, a shortened agency copy far more."""
LEAST_SHINGLES = 10
"""Shorter bodies are not compared: one sentence would be all of them."""
MOST_PAIRED = 8
"""Words that stand in more articles than this relate each of them to the earliest only, so that the work grows with the corpus."""

Ints = NDArray[np.int64]
Hashes = NDArray[np.uint64]

_WORD = re.compile(r"\w+")
_FACTOR = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True, eq=False)
class _Body:
    """The words of an article's lead and body: numbers of the words, and where they start and end in the text."""

    article: str
    text: str
    words: NDArray[np.int32]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]


def literal_copies(articles: Iterable[Article]) -> tuple[Relation, ...]:
    """Pairs of articles of which one has at least a fifth of the other's stretches of five words, with the words on both sides.

    `articles` come in order of date: the first of a pair is `one`. Containment = shared different shingles / those of the shorter text.
    """
    numbers: dict[str, int] = {}
    bodies = [body for article in articles if len((body := _body(article, numbers)).words) >= LEAST_SHINGLES + SHINGLE - 1]
    found = (_compared(bodies[one], bodies[other]) for one, other in _candidates([_hashes(body) for body in bodies]))
    return tuple(relation for relation in found if relation is not None)


def _body(article: Article, numbers: dict[str, int]) -> _Body:
    found = [word for line in article.lines if line.label in READ_LABELS for word in _WORD.finditer(article.text, line.start, line.end)]
    words = np.array([numbers.setdefault(word[0].lower(), len(numbers)) for word in found], np.int32)
    starts, ends = (np.array([edge(word) for word in found], np.int32) for edge in (re.Match.start, re.Match.end))
    return _Body(article.id, article.text, words, starts, ends)


def _hashes(body: _Body) -> Hashes:
    """The different shingles of a body, as numbers that wrap around at 64 bits."""
    words = body.words.astype(np.uint64) + np.uint64(1)
    count = len(words) - SHINGLE + 1
    mixed = np.zeros(count, np.uint64)
    for place in range(SHINGLE):
        mixed = (mixed ^ words[place : place + count]) * _FACTOR
    return np.unique(mixed)


def _candidates(shingles: Sequence[Hashes]) -> Iterator[tuple[int, int]]:
    """Pairs of bodies that share enough numbers, each pair once and in order."""
    if not shingles:
        return
    sizes = np.array([len(one) for one in shingles], np.int64)
    bearers = np.repeat(np.arange(len(shingles), dtype=np.int64), sizes)
    every = np.concatenate(shingles)
    order = np.argsort(every, kind="stable")
    every, bearers = every[order], bearers[order]
    borders = np.flatnonzero(np.r_[True, every[1:] != every[:-1], True])
    codes = np.concatenate([*_pair_codes(bearers, borders[:-1], np.diff(borders), len(shingles)), np.empty(0, np.int64)])
    pairs, shared = np.unique(codes, return_counts=True)
    one, other = pairs // len(shingles), pairs % len(shingles)
    enough = shared >= LEAST_SHARE * np.minimum(sizes[one], sizes[other])
    yield from zip(one[enough].tolist(), other[enough].tolist(), strict=True)


def _pair_codes(bearers: Ints, firsts: Ints, lengths: Ints, count: int) -> Iterator[Ints]:
    """Every pair of bearers of the same shingle as one number; of many bearers only the pairs with the earliest."""
    for length in range(2, MOST_PAIRED + 1):
        starts = firsts[lengths == length]
        for left, right in combinations(range(length), 2):
            yield bearers[starts + left] * count + bearers[starts + right]
    for start, length in zip(firsts[lengths > MOST_PAIRED], lengths[lengths > MOST_PAIRED], strict=True):
        yield bearers[start] * count + bearers[start + 1 : start + length]


def _compared(one: _Body, other: _Body) -> Relation | None:
    """The relation of two bodies, from their words themselves."""
    first, second = _shingles(one), _shingles(other)
    shared = set(first) & set(second)
    share = len(shared) / min(len(set(first)), len(set(second)))
    if share < LEAST_SHARE:
        return None
    passages = (*_passages(one, first, shared), *_passages(other, second, shared))
    return Relation(
        id=Relation.id_of(RelationKind.LITERAL_COPY, one.article, other.article),
        kind=RelationKind.LITERAL_COPY,
        one=one.article,
        other=other.article,
        asserted=True,
        evidence=passages,
        reasons=(f"{share:.0%} of the shorter text stands word for word in the other",),
        share=share,
    )


def _shingles(body: _Body) -> list[tuple[int, ...]]:
    words = body.words.tolist()
    return [tuple(words[place : place + SHINGLE]) for place in range(len(words) - SHINGLE + 1)]


def _passages(body: _Body, shingles: Sequence[tuple[int, ...]], shared: set[tuple[int, ...]]) -> Iterator[Passage]:
    """The stretches of an article that shared shingles cover."""
    stretches: list[list[int]] = []
    for place, shingle in enumerate(shingles):
        if shingle not in shared:
            continue
        if not stretches or place > stretches[-1][1]:
            stretches.append([place, place])
        stretches[-1][1] = place + SHINGLE
    yield from (_passage(body, first, after) for first, after in stretches)


def _passage(body: _Body, first: int, after: int) -> Passage:
    return Passage(body.article, Span.of(body.text, int(body.starts[first]), int(body.ends[after - 1])))
