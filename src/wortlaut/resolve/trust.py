"""How often an answer found like this one is right: a logistic model over what is known of it, its weights measured by the language pack.

It reads no words, only how the phrase is built and how it was followed. An answer below the bound is withheld: a speaker who is named
wrongly costs a reader more than one who is left open.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

from wortlaut.records import How
from wortlaut.resolve.cast import Answer, Part, unknown
from wortlaut.resolve.phrases import Phrase
from wortlaut.resolve.reading import Sort
from wortlaut.seams import NameWords

_NAMES = frozenset({Sort.NAME, Sort.FIRST, Sort.KNOWN})
_LONG = 6
"""A phrase of more words is a long one: the same actor is rarely worded so twice."""


class Trust:
    """Judges the answers of one article, in the order of its text."""

    def __init__(self, words: NameWords) -> None:
        self._words = words
        self._first: dict[int, float] = {}

    def judged(self, phrase: Phrase, answer: Answer) -> Answer:
        """The answer with the probability that it is right; a pronoun is trusted no more than what it points to was at first."""
        part = answer.part
        if part is None:
            return answer
        keys = tuple(evidence(phrase, answer, self._words, met=id(part) in self._first))
        trust = 1 / (1 + math.exp(-sum(self._words.trust.get(key, 0.0) for key in keys)))
        if answer.how is How.PRONOUN:
            trust = min(trust, self._first.get(id(part), 1.0))
        self._first.setdefault(id(part), trust)
        return replace(answer, trust=trust, evidence=keys)

    def enough(self, answer: Answer) -> Answer:
        """The answer, or none with the reason where it does not reach the bound of the language pack.

        A document whose issuer is told always stands: what it is called varies, which one it is does not.
        """
        if answer.part is None or answer.part.issued or answer.trust >= self._words.trust_bound:
            return answer
        return unknown(f"perhaps {answer.part.name}, but of speakers told like this only {round(100 * answer.trust)} in 100 are found right")


def evidence(phrase: Phrase, answer: Answer, words: NameWords, *, met: bool) -> Iterator[str]:
    """The keys of the table that hold for an answer; `met` says that its actor has spoken before in the article."""
    part = answer.part
    yield "any"
    yield f"way {answer.rule or answer.how}"
    if part is None or not phrase.words:
        return
    shape = phrase.shape.name.lower()
    yield f"{shape}, {_determined(phrase)}"
    yield f"{shape}, actor {_kind(part)}"
    if part.issued:
        yield f"{shape}, issuer told"
    if met:
        yield f"{shape}, spoke before"
    yield from (f"{shape}, {key}" for key in _build(phrase, words))


def _determined(phrase: Phrase) -> str:
    return str(phrase.determiner or "no article")


def _kind(part: Part) -> str:
    return f"{part.kind} of this article" if part.scoped else str(part.kind)


def _build(phrase: Phrase, words: NameWords) -> Iterator[str]:
    """How the phrase is built."""
    if phrase.short:
        yield "noun alone"
    if len(phrase.words) > _LONG:
        yield "long"
    if any(word.sort in _NAMES for word in phrase.words[: phrase.head]):
        yield "name before"
    if any(word.sort in _NAMES for word in phrase.tail):
        yield "name behind"
    noun = phrase.noun
    if noun is not None:
        yield "plural" if phrase.plural(words) else "singular"
        yield from (key for key in ("generic", "guessed", "prefix", "spokesperson", "unnamed") if getattr(noun, key))
        yield f"noun for {noun.kind}"
