"""Which actors may be one, by their names alone: a suggestion for a person, never a merge.

Names are looked up by what they have in common, so that nobody is compared with everybody. Roles and what somebody said do not count.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from wortlaut.records import ActorKind, ActorRow, Alike, Namesake

MOST_BEARERS = 20
"""A name that so many bear tells nobody apart."""
LEAST_LETTERS = 4
"""Shorter names, such as acronyms, are compared as they stand only."""

_BODIES = frozenset({ActorKind.ORGANISATION, ActorKind.STATE, ActorKind.GROUP})
_SPELT = (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss"))
_HEARD = (("tsch", "ch"), ("sch", "sh"), ("ck", "k"), ("ph", "f"), ("th", "t"), ("dt", "t"), ("w", "v"), ("y", "i"), ("j", "i"), ("c", "k"))
"""Spellings of one sound in different transcriptions; the order matters."""
_TWICE = re.compile(r"(.)\1+")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


def namesakes(rows: Sequence[ActorRow]) -> tuple[Namesake, ...]:
    """Pairs of actors of one kind that share a name, however it is spelt, a surname, or all words of the shorter name.

    Each pair stands once, with the strongest of what they have in common. Unnamed sources are nobody's namesakes.
    """
    found: dict[tuple[str, str], Namesake] = {}
    for alike in Alike:
        bearers: dict[tuple[bool, str], dict[str, tuple[ActorRow, str]]] = defaultdict(dict)
        for row in rows:
            for key, name in _keys(row, alike):
                bearers[row.actor.kind in _BODIES, key].setdefault(row.actor.id, (row, name))
        for those in bearers.values():
            if len(those) <= MOST_BEARERS:
                for (one, first), (other, second) in combinations(those.values(), 2):
                    pair = (one.actor.id, other.actor.id) if one.actor.id < other.actor.id else (other.actor.id, one.actor.id)
                    if pair not in found and _may_be_one(one, other, alike):
                        found[pair] = _in_order(one, other, alike, (first, second))
    order = list(Alike)
    return tuple(sorted(found.values(), key=lambda pair: (order.index(pair.alike), -pair.one.statements, pair.one.actor.name, pair.other.actor.id)))


def _in_order(one: ActorRow, other: ActorRow, alike: Alike, names: tuple[str, str]) -> Namesake:
    if other.statements > one.statements:
        return Namesake(other, one, alike, (names[1], names[0]))
    return Namesake(one, other, alike, names)


def _keys(row: ActorRow, alike: Alike) -> Iterator[tuple[str, str]]:
    """By what an actor is looked up, with the name that it comes from."""
    if row.actor.kind in (ActorKind.ANONYMOUS, ActorKind.DOCUMENT):
        return
    for name in _names(row):
        if alike is Alike.NAME:
            yield name.casefold(), name
        elif len(name) >= LEAST_LETTERS:
            if alike is Alike.SPELLING:
                yield spelt(name), name
            elif alike is Alike.SURNAME and row.actor.kind is ActorKind.PERSON:
                yield spelt(_words(name)[-1]), name
            elif alike is Alike.PART and row.actor.kind in _BODIES:
                yield from ((spelt(word), name) for word in _words(name) if len(word) >= LEAST_LETTERS)


def _names(row: ActorRow) -> Iterable[str]:
    return (name for name in dict.fromkeys((row.actor.name, *row.actor.aliases)) if _words(name))


def _may_be_one(one: ActorRow, other: ActorRow, alike: Alike) -> bool:
    """Whether the whole names speak against it: other given names, or words that only one of them has on each side."""
    if (one.actor.kind is ActorKind.PERSON) is not (other.actor.kind is ActorKind.PERSON):
        return False
    first, second = ([spelt(word) for word in _words(row.actor.name)] for row in (one, other))
    if alike is Alike.SURNAME:
        return all(mine.startswith(theirs) or theirs.startswith(mine) for mine, theirs in zip(first[:-1], second[:-1], strict=False))
    if alike is Alike.PART:
        return set(first) <= set(second) or set(second) <= set(first)
    return True


def _words(name: str) -> list[str]:
    return _WORD.findall(name)


def spelt(name: str) -> str:
    """The name as it may be spelt elsewhere: without accents, umlauts written out, and one letter for one sound."""
    plain = name.casefold()
    for letter, letters in _SPELT:
        plain = plain.replace(letter, letters)
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", plain) if sign.isalpha() and not unicodedata.combining(sign))
    for heard, letters in _HEARD:
        plain = plain.replace(heard, letters)
    return _TWICE.sub(r"\1", plain)
