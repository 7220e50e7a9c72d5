"""Organisations and media that an article names, so that short forms and acronyms can point back to them.

It only collects names with something of their own (a proper name, marks, a town, an acronym in brackets); who of them speaks is not its
business.
"""

from __future__ import annotations

from collections.abc import Sequence

from wortlaut.records import ActorKind
from wortlaut.resolve.cast import Cast
from wortlaut.resolve.reading import Sort, Word, text_of, without_marks
from wortlaut.seams import NameSort, NameWords, NounClass

_OPENING, _CLOSING = frozenset('„“"»«‚'), frozenset('“”"«»‘’')
_LONGEST = 12


def quoted(words: Sequence[Word]) -> str:
    """The name in quotation marks that the words open with, "" if there is none."""
    if len(words) < 3 or words[0].text not in _OPENING:
        return ""
    inner: list[Word] = []
    for word in words[1:_LONGEST]:
        if word.text in _CLOSING:
            return text_of(inner)
        inner.append(word)
    return ""


def proper_name(words: Sequence[Word]) -> int:
    """How many words from the first on are a proper name (capitals the lists do not know as nouns, towns, listed names)."""
    end = 0
    while end < len(words) and (words[end].sort in (Sort.NAME, Sort.FIRST) or (words[end].sort is Sort.KNOWN and words[end].known is not None)):
        end += 1
    return end


def named_after(word: Word, following: Sequence[Word], words: NameWords) -> str:
    """The name of a body made of a noun and what follows: the name alone where it has one ("the maker Adelor"), noun and town otherwise."""
    inner = quoted(following)
    if inner:
        return inner
    size = proper_name(following)
    if not size or word.noun is None:
        return ""
    name = text_of(following[:size])
    known = following[0].known
    place = known is not None and known.sort in (NameSort.PLACE, NameSort.CAPITAL, NameSort.STATE)
    if size == 1 and known is not None and known.sort is NameSort.STATE:
        return ""
    if place and size == 1:
        return f"{word.noun.base} {known.name if known and known.sort is not NameSort.CAPITAL else words.bases(name)[0]}"
    return name if word.noun.typed else f"{word.noun.base} {name}"


def collect(lines: list[list[Word]], cast: Cast, words: NameWords) -> None:
    """Enter every organisation the article names with a name of its own, and every acronym it defines."""
    for line in lines:
        for at, word in enumerate(line):
            if word.noun is not None and word.sort is Sort.NOUN and word.noun.kind in (NounClass.ORGANISATION, NounClass.MEDIUM):
                name = named_after(word, line[at + 1 : at + 1 + _LONGEST], words)
                if name:
                    cast.body(words.nominative(name), ActorKind.ORGANISATION, name, office=word.noun.office, since=word.start)
            if word.text == "(" and at + 2 < len(line) and line[at + 2].text == ")":
                _define(line, at, cast, words)


def _define(line: list[Word], at: int, cast: Cast, words: NameWords) -> None:
    """ "Name (ABC)": the acronym becomes a form of the name before the bracket."""
    acronym = line[at + 1].text
    if sum(letter.isupper() for letter in acronym) < 2 or len(acronym) > 12 or not acronym[0].isupper():
        return
    known = words.known(acronym)
    if known is not None and known.sort in (NameSort.STATE, NameSort.ADJECTIVE):
        return
    start = _definition_start(line, at, acronym)
    if start is None:
        return
    before = line[start:at]
    name = words.nominative(without_marks(text_of(before)))
    if known is not None and known.sort is NameSort.ORGANISATION:
        name = known.name
    noun = next((word.noun for word in before if word.noun is not None), None)
    part = cast.body(name, ActorKind.ORGANISATION, text_of(before), office=noun.office if noun else "", since=line[start].start)
    cast.call(part, acronym)


def _definition_start(line: list[Word], at: int, acronym: str) -> int | None:
    """Where the long form before an acronym starts: the nearest capital with its first letter from which all its letters follow in order."""
    for start in range(at - 1, max(-1, at - _LONGEST), -1):
        word = line[start]
        if word.sort is Sort.SIGN and word.text not in '„“”"»«-&/':
            return None
        if word.text[:1].upper() == acronym[0] and word.text[0].isupper() and _spells(text_of(line[start:at]), acronym):
            return start
    return None


def _spells(name: str, acronym: str) -> bool:
    letters = iter(name.casefold())
    return all(letter in letters for letter in acronym.casefold() if letter.isalpha())
