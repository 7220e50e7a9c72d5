"""What the network of mentions reads: every token as word pieces, its shape, what the pack's lists know of it, and what they found there.

The same code prepares training data and runs in the package, so both see the same numbers. Not for: the network.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wortlaut.records import MentionKind, Token
from wortlaut.seams import NameSort, NounClass
from wortlaut_de.mentions.lists import Found, ListedMentions
from wortlaut_de.names import GermanNames
from wortlaut_de.tagger.features import PIECES, TYPE_SIZES, WordReader

TAGS = ("O", "B-person", "I-person", "B-organisation", "I-organisation", "B-location", "I-location")
"""What the network tells of a token; whether a location is a state, the lists say."""

LISTED = 11
"""0 nothing; then first and further token of a mention of the lists, by kind."""

FACTS = 26
"""What the lists know of a word, one bit each."""

_KEPT = 50_000
_COLUMNS = PIECES + len(TYPE_SIZES) + 1
_SORTS = tuple(NameSort)
_NOUNS = tuple(NounClass)
_KINDS = tuple(MentionKind)


@dataclass(frozen=True, slots=True)
class Features:
    """One article: of its words pieces [U, PIECES], word features [U, 3], facts [U] as bits; of its tokens [T] the word and what the lists found."""

    pieces: NDArray[np.int32]
    types: NDArray[np.int64]
    facts: NDArray[np.int64]
    words: NDArray[np.int64]
    listed: NDArray[np.int64]


class Reader:
    """Turns tokens into features; remembers a bounded number of words."""

    def __init__(self, pieces: WordReader, names: GermanNames, lists: ListedMentions) -> None:
        self._pieces, self._names, self._lists = pieces, names, lists
        self._rows: dict[str, int] = {}
        self._words: list[tuple[int, ...]] = []

    def read(self, tokens: Sequence[Token], found: Sequence[Found]) -> Features:
        """The features of an article; `found` is what the lists found in it."""
        if len(self._rows) > _KEPT:
            self._rows.clear()
            self._words.clear()
        rows = np.fromiter((self._row(token.text) for token in tokens), np.int64, len(tokens))
        used, where = np.unique(rows, return_inverse=True)
        table = np.array([self._words[row] for row in used], np.int64).reshape(len(used), _COLUMNS)
        listed = np.zeros(len(tokens), np.int64)
        for one in found:
            listed[one.first : one.last] = 2 + 2 * _KINDS.index(one.kind)
            listed[one.first] -= 1
        return Features(table[:, :PIECES].astype(np.int32), table[:, PIECES:-1], table[:, -1], where.reshape(-1), listed)

    def _row(self, word: str) -> int:
        row = self._rows.get(word)
        if row is None:
            row = self._rows[word] = len(self._words)
            bits = sum(1 << bit for bit in self._facts(word[:64]))
            pieces, types = self._pieces.read(word)
            self._words.append((*pieces, *types, bits))
        return row

    def _facts(self, word: str) -> Iterator[int]:
        """The numbers of what is true of a word."""
        if not word[0].isalpha():
            return
        names = self._names
        known = names.known(word)
        if known is not None:
            yield _SORTS.index(known.sort)
        if word[0].isupper():
            noun = names.noun(word)
            if noun is not None:
                yield 7 + _NOUNS.index(noun.kind)
                if noun.guessed:
                    yield 13
            reading = self._lists.word(word)
            if reading is not None and reading[1] in ("role", "body"):
                yield 14 if reading[1] == "role" else 15
            yield from self._person_facts(word)
        if names.common(word):
            yield 22
        if names.determiner(word) is not None:
            yield 23
        if names.pronoun(word) is not None:
            yield 24
        if names.attributive(word):
            yield 25

    def _person_facts(self, word: str) -> Iterator[int]:
        names = self._names
        genders = names.first_name(word)
        if genders:
            yield 16
            if len(genders) == 1:
                yield 17
        if names.surname(word):
            yield 18
        elif any(names.surname(base) for base in names.bases(word)[1:]):
            yield 19
        if names.honorific(word) is not None:
            yield 20
        if word.lower() in names.particles:
            yield 21
