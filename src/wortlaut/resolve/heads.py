"""Which word a noun phrase is built around, by the words before and after it."""

from __future__ import annotations

from collections.abc import Sequence

from wortlaut.resolve.reading import Sort, Word
from wortlaut.seams import NameSort, NameWords, NounClass

HEADS = frozenset({Sort.NOUN, Sort.KNOWN, Sort.NAME, Sort.FIRST, Sort.HONORIFIC})


def measures(line: Sequence[Word], at: int, words: NameWords) -> bool:
    """True for a noun inside a measure: the pages of "the 40 pages strong report", as German says it."""
    if at == 0 or at + 2 >= len(line) or line[at - 1].sort is not Sort.NUMBER or line[at].sort is not Sort.NOUN:
        return False
    return line[at + 1].sort is Sort.LOWER and words.attributive(line[at + 1].text) and line[at + 2].sort is Sort.NOUN


def leads(line: list[Word], at: int, words: NameWords) -> bool:
    """True for a capitalised adjective that opens a name: the first word of "Evangelische Kirche"."""
    if measures(line, at, words):
        return True
    word, following = line[at], line[at + 1] if at + 1 < len(line) else None
    if following is None or following.sort not in (Sort.NOUN, Sort.NAME):
        return False
    if word.known is not None and word.known.sort is NameSort.INHABITANT:
        return following.sort is Sort.NOUN
    plain = word.sort is Sort.NAME or (word.sort is Sort.NOUN and (word.noun is None or word.noun.kind is NounClass.OTHER))
    town = word.sort is Sort.NAME and following.sort is Sort.NOUN and words.of_town(word.text)
    return plain and (town or words.attributive(word.text))


def head_of(line: list[Word], head: int) -> int:
    """The head of a phrase without a person's name: a name that only modifies the noun after it gives way ("Irans Justiz")."""
    word, following = line[head], line[head + 1] if head + 1 < len(line) else None
    modifies = word.sort is Sort.KNOWN or (word.sort is Sort.NAME and word.text.endswith(("s", "'", "’")))
    heads = following is not None and following.sort is Sort.NOUN and following.noun is not None and following.noun.kind is not NounClass.OTHER
    return head + 1 if modifies and heads else head
