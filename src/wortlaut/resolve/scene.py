"""Where an article plays: the one town that its dateline or its first sentences name, for bodies that every town has ("die Polizei")."""

from __future__ import annotations

from wortlaut.records import Article
from wortlaut.resolve.reading import Word
from wortlaut.seams import NameSort, NameWords

_OPENING = 2
"""How many sentences open an article."""


def scene(article: Article, lines: list[list[Word]], words: NameWords) -> str:
    """The town of the dateline, else the only town of the first sentence, else of the first two; "" where none or several are named."""
    if article.place is not None:
        return article.place.text
    for size in range(1, _OPENING + 1):
        towns = {town for line in lines[:size] for word in line if (town := _town(word, words))}
        if towns:
            return next(iter(towns)) if len(towns) == 1 else ""
    return ""


def _town(word: Word, words: NameWords) -> str:
    """The town a word names, "" for any other word."""
    known = word.known
    if known is None or known.name in words.regions:
        return ""
    if known.sort is NameSort.CAPITAL:
        return words.bases(word.text)[-1] if words.known(words.bases(word.text)[-1]) == known else word.text
    owner = words.known(known.name) if known.sort is NameSort.ADJECTIVE else None
    town = known.sort is NameSort.PLACE or (owner is not None and owner.sort in (NameSort.PLACE, NameSort.CAPITAL))
    return known.name if town else ""
