"""Texts as rows of weighted character n-grams: nothing to download, inflections and compounds share most of theirs.

Weights are (1 + log count) times the inverse document frequency in the background, rows have length 1 (or 0 where nothing
is known of a text).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scipy.sparse import csr_array

SHORTEST, LONGEST = 3, 5

_WORD = re.compile(r"\w{1,60}")


def grams_of(text: str) -> Counter[str]:
    """The n-grams of every word with its borders, and longer words themselves: `Stau` gives `<st`, `sta`, ... `<stau`, `stau>`."""
    found: Counter[str] = Counter()
    for match in _WORD.finditer(text.casefold()):
        word = f"<{match[0]}>"
        for size in range(SHORTEST, LONGEST + 1):
            found.update(word[start : start + size] for start in range(len(word) - size + 1))
        if len(word) > LONGEST:
            found[word] += 1
    return found


class Grams:
    """The n-grams of a background of texts and how rare each is; others are not known."""

    def __init__(self, background: Iterable[str]) -> None:
        frequency: Counter[str] = Counter()
        texts = 0
        for text in background:
            texts += 1
            frequency.update(grams_of(text).keys())
        self._places = {gram: place for place, gram in enumerate(sorted(frequency))}
        self._rarity = [math.log((1 + texts) / (1 + frequency[gram])) for gram in self._places]

    def rows(self, texts: Sequence[str]) -> csr_array:
        """A sparse matrix with one row per text."""
        from scipy.sparse import csr_array

        values: list[float] = []
        columns: list[int] = []
        ends = [0]
        for text in texts:
            known = [(self._places[gram], count) for gram, count in sorted(grams_of(text).items()) if gram in self._places]
            weights = [(1 + math.log(count)) * self._rarity[place] for place, count in known]
            length = math.sqrt(math.fsum(weight * weight for weight in weights)) or 1.0
            columns += [place for place, _ in known]
            values += [weight / length for weight in weights]
            ends.append(len(columns))
        return csr_array((values, columns, ends), shape=(len(texts), len(self._places)))
