"""Where a noun phrase ends that starts at a known place: for the people, papers and bodies that a pattern of a language pack points to."""

from __future__ import annotations

from collections.abc import Sequence

from wortlaut.resolve.reading import MARKS, Sort, Word
from wortlaut.seams import NameWords

_SMALL = frozenset({Sort.LOWER, Sort.NUMBER})
_LEAD = 6
"""How many small words may stand before a noun."""
_QUOTED = 12
"""How many words a name in quotation marks may have."""


def leading_phrase(line: Sequence[Word], words: NameWords) -> list[Word]:
    """The noun phrase that the words open with, what its head governs included; empty if they open with none."""
    end = _to_noun(line, 0, words)
    if end is None:
        return []
    end = _capitals(line, end, words)
    while end < len(line) and _governing(line[end], words):
        inner = _to_noun(line, end + 1, words)
        if inner is None:
            break
        end = _capitals(line, inner, words)
    return list(line[:end])


def _to_noun(line: Sequence[Word], at: int, words: NameWords) -> int | None:
    """The place of the noun or name that small words from `at` on lead to: articles, numbers, adjectives and quotation marks only."""
    for place in range(at, min(len(line), at + _LEAD + 1)):
        word = line[place]
        if word.sort not in _SMALL and word.sort is not Sort.SIGN:
            return place
        lead = word.sort is Sort.NUMBER or word.text in MARKS or words.determiner(word.text) is not None or words.attributive(word.text)
        if not lead:
            return None
    return None


def _capitals(line: Sequence[Word], at: int, words: NameWords) -> int:
    """The end of the noun with its names from `at` on, quotation marks and the dots of initials and titles included; a second noun is apart."""
    while at < len(line):
        closing = _closing(line, at)
        if closing is not None:
            at = closing + 1
            continue
        word, before = line[at], line[at - 1] if at else None
        dot = word.text == "." and before is not None and (before.initial or before.sort is Sort.HONORIFIC)
        apart = word.sort is Sort.NOUN and before is not None and before.sort is Sort.NOUN and not words.attributive(before.text)
        if word.sort in _SMALL or apart or (word.sort is Sort.SIGN and word.text not in MARKS and not dot):
            break
        at += 1
    return at


def _closing(line: Sequence[Word], at: int) -> int | None:
    """Where the quotation mark at a place is answered by another one, None if there is none near."""
    if line[at].text not in MARKS:
        return None
    return next((place for place in range(at + 1, min(len(line), at + _QUOTED)) if line[place].text in MARKS), None)


def _governing(word: Word, words: NameWords) -> bool:
    small = word.text.lower()
    return word.sort is Sort.LOWER and (small in words.genitive or small in words.of)
