"""Organisations and media that an article names, so that short forms and acronyms can point back to them.

It only collects names with something of their own (a proper name, marks, a town or state, an acronym in brackets); who of them speaks is
not its business.
"""

from __future__ import annotations

from wortlaut.records import ActorKind
from wortlaut.resolve.cast import Cast
from wortlaut.resolve.naming import LONGEST, Naming
from wortlaut.resolve.phrases import Phrase, Shape
from wortlaut.resolve.reading import Sort, Word, text_of, without_marks
from wortlaut.seams import NameSort, NameWords, NounClass

_BEFORE = 3
"""How many words before its noun the state or town of a body is sought."""


def collect(lines: list[list[Word]], cast: Cast, words: NameWords) -> None:
    """Enter every organisation the article names with a name of its own, and every acronym it defines."""
    naming = Naming(words)
    for line in lines:
        for at, word in enumerate(line):
            if word.noun is not None and word.sort is Sort.NOUN and word.noun.kind in (NounClass.ORGANISATION, NounClass.MEDIUM):
                _enter(line, at, cast, naming)
            elif word.noun is not None and word.noun.kind is NounClass.DOCUMENT and (end := naming.issuer(line, at)) > at + 1:
                cast.tell(word.noun.office, naming.nominative(text_of(line[at:end])), word.start)
            elif word.sort in (Sort.NAME, Sort.NOUN) and sum(map(str.isupper, word.text)) > 1 and "-" not in word.text:
                _enter_owned(line, at, cast, words)
            if word.text == "(" and at + 2 < len(line) and line[at + 2].text == ")":
                _define(line, at, cast, words)


def _enter(line: list[Word], at: int, cast: Cast, naming: Naming) -> None:
    """Enter the organisation that the noun at a place names: by the name behind it, or by the state or town it belongs to."""
    noun = line[at].noun
    if noun is None:
        return
    name = naming.after(line[at], line[at + 1 : at + 1 + LONGEST])
    if name:
        cast.body(naming.nominative(name), ActorKind.ORGANISATION, name, office=noun.office, since=line[at].start)
        return
    first = at
    while first > 0 and at - first < _BEFORE and line[first - 1].sort in (Sort.LOWER, Sort.KNOWN):
        first -= 1
    phrase = Phrase(Shape.BODY, tuple(line[first : at + 1]), head=at - first)
    owned = naming.owned(phrase, noun)
    if owned is not None and naming.listed(phrase) is None:
        cast.body(owned.name, ActorKind.ORGANISATION, owned.name, office=noun.office, since=line[at].start)


def _enter_owned(line: list[Word], at: int, cast: Cast, words: NameWords) -> None:
    """Enter an acronym with what it belongs to: "der AStA der Universität Elster" is called so wherever "der AStA" speaks."""
    end = at + 1
    if end + 1 >= len(line) or line[end].text not in words.genitive:
        return
    end += 1
    while end < len(line) and end - at < LONGEST and line[end].sort in (Sort.NOUN, Sort.NAME, Sort.KNOWN, Sort.FIRST):
        end += 1
    if end > at + 2:
        cast.also(cast.body(line[at].text, ActorKind.ORGANISATION, line[at].text, since=line[at].start), (text_of(line[at:end]),))


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
    for start in range(at - 1, max(-1, at - LONGEST), -1):
        word = line[start]
        if word.sort is Sort.SIGN and word.text not in '„“”"»«-&/':
            return None
        if word.text[:1].upper() == acronym[0] and word.text[0].isupper() and _spells(text_of(line[start:at]), acronym):
            return start
    return None


def _spells(name: str, acronym: str) -> bool:
    letters = iter(name.casefold())
    return all(letter in letters for letter in acronym.casefold() if letter.isalpha())
