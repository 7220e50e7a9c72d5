"""Which word a noun phrase is built around, by the words before and after it."""

from __future__ import annotations

from collections.abc import Sequence

from wortlaut.resolve.reading import Sort, Word
from wortlaut.seams import NameSort, NameWords, NounClass

_ATTRIBUTE = 16
"""How many words may stand between an article and its noun."""

_SHORTEST = 5
"""A word of so few letters is no participle."""

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


def without_attribute(line: list[Word], words: NameWords) -> list[Word]:
    """A phrase without what stands between its article and a participle, the participle included: "the in Altfurt printed Uferblatt"."""
    if len(line) < 4 or words.determiner(line[0].text) is None:
        return line
    second = line[1].text.lower()
    if line[1].sort is not Sort.LOWER or not (second in words.opening or words.determiner(line[1].text) is not None):
        return line
    for at in range(3, min(len(line), _ATTRIBUTE)):
        word = line[at] if line[at].sort is not Sort.SIGN or at + 1 == len(line) else line[at + 1]
        if (word.sort in HEADS or word.text[:1].isupper()) and _participle(line[at - 1], words) and any(word.capital for word in line[1 : at - 1]):
            return [line[0], *line[at:]]
    return line


def _participle(word: Word, words: NameWords) -> bool:
    long = len(word.text) > _SHORTEST and word.text.islower()
    return long and words.attributive(word.text) and words.determiner(word.text) is None and word.known is None


def head_of(line: list[Word], head: int) -> int:
    """The head of a phrase without a person's name: a name that only modifies the noun after it gives way ("Irans Justiz")."""
    word, following = line[head], line[head + 1] if head + 1 < len(line) else None
    modifies = word.sort is Sort.KNOWN or (word.sort is Sort.NAME and word.text.endswith(("s", "'", "’")))
    heads = following is not None and following.sort is Sort.NOUN and following.noun is not None and following.noun.kind is not NounClass.OTHER
    return head + 1 if modifies and heads else head
