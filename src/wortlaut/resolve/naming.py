"""What a body, group or document is called: its name in the nominative, whom it belongs to, and the other usual ways to say the same.

The further names are for finding the actor again in other texts and lists ("die jemenitische Regierung", "Regierung des Jemen"); they are
no forms by which this article is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wortlaut.resolve.phrases import Phrase
from wortlaut.resolve.reading import MARKS, Sort, Word, text_of, without_marks
from wortlaut.seams import KnownName, NameSort, NameWords, Noun, NounClass

LONGEST = 12
"""How many words a name may have."""

_CLOSING = frozenset({"“", "”", '"', "«", "»", "‘", "’", "''"})
_OWNERS = frozenset({NameSort.ADJECTIVE, NameSort.STATE, NameSort.INHABITANT})
_PLACES = frozenset({NameSort.PLACE, NameSort.CAPITAL, NameSort.STATE})
_NAMED = frozenset({Sort.NAME, Sort.FIRST, Sort.KNOWN, Sort.NOUN, Sort.NUMBER})


@dataclass(frozen=True, slots=True)
class Owned:
    """A body by whom it belongs to: its noun without the owner, the owner, and whether that is a state ("US-Regierung": Regierung, USA)."""

    base: str
    of: str
    state: bool

    @property
    def name(self) -> str:
        """The canonical name: a state stands in brackets, a town or region behind the noun."""
        return f"{self.base} ({self.of})" if self.state else f"{self.base} {self.of}"


class Naming:
    """Names phrases that are no person's."""

    def __init__(self, words: NameWords) -> None:
        self._words = words

    def first(self, phrase: Phrase) -> int:
        """Where the name of a body starts: after articles and small adjectives that are not part of it."""
        for first, word in enumerate(phrase.words[: phrase.head]):
            small = word.sort in (Sort.LOWER, Sort.NUMBER)
            adjective = word.known is not None and word.known.sort is NameSort.ADJECTIVE
            if not small or (word.text[:1].isupper() and self._words.determiner(word.text) is None and not adjective):
                return first
        return phrase.head

    def after(self, word: Word, following: Sequence[Word]) -> str:
        """The name of a body made of a noun and what follows: the name alone where it has one ("the maker Adelor"), noun and town otherwise."""
        inner = quoted(following)
        if inner:
            return inner
        size = proper_name(following)
        if not size or word.noun is None:
            return ""
        name = text_of(following[:size])
        known = following[0].known
        place = known is not None and known.sort in _PLACES
        if size == 1 and known is not None and known.sort is NameSort.STATE:
            return ""
        if place and size == 1:
            return f"{word.noun.base} {known.name if known and known.sort is not NameSort.CAPITAL else self._words.bases(name)[0]}"
        return name if word.noun.typed else f"{word.noun.base} {name}"

    def owned(self, phrase: Phrase, noun: Noun) -> Owned | None:
        """The body of a state or place that a phrase names, by a prefix, an adjective, or a genitive; None if it belongs to none."""
        prefix = self._words.known(noun.prefix) if noun.prefix else None
        if prefix is not None and prefix.sort in (NameSort.STATE, NameSort.PLACE):
            return Owned(noun.base[len(noun.prefix) + 1 :], prefix.name, prefix.sort is NameSort.STATE)
        if noun.prefix:
            return None
        behind = self.state_behind(phrase)
        if behind is not None:
            return Owned(noun.base, behind, state=True)
        before = [word.known.name for word in phrase.words[: phrase.head] if word.known is not None and word.known.sort in _OWNERS]
        known = self._words.known(before[-1]) if before else None
        return Owned(noun.base, before[-1], known is not None and known.sort is NameSort.STATE) if before else None

    def state_behind(self, phrase: Phrase) -> str | None:
        """The state a body belongs to, where nothing but that follows: "die Regierung der Vereinigten Staaten"."""
        tail = phrase.tail
        if tail and (tail[0].text.lower() in self._words.genitive or tail[0].text.lower() in self._words.of):
            tail = tail[1:]
        known = self._words.known(text_of(tail)) if 0 < len(tail) <= self._words.longest_name else None
        return known.name if known is not None and known.sort is NameSort.STATE else None

    def listed(self, phrase: Phrase) -> KnownName | None:
        """The listed name that a phrase is as a whole, articles left out ("die Vereinigten Staaten")."""
        words = phrase.words[phrase.lead(self._words) :]
        return self._words.known(text_of(words)) if 0 < len(words) <= self._words.longest_name else None

    def issuer(self, line: Sequence[Word], at: int) -> int:
        """Where the body that issued the document at a place ends ("Studie des Wasseramtes"); just behind the noun if none is told."""
        end = at + 1
        if end >= len(line) or line[end].text not in self._words.genitive:
            return at + 1
        end += 1
        while end < len(line) and end - at < LONGEST and line[end].sort is Sort.LOWER and self._words.attributive(line[end].text):
            end += 1
        head = line[end] if end < len(line) else None
        if head is None or not (head.sort in (Sort.NAME, Sort.KNOWN) or (head.noun is not None and head.noun.kind is NounClass.ORGANISATION)):
            return at + 1
        end += 1
        return end + proper_name(line[end : end + LONGEST])

    # --- other ways to say it --------------------------------------------------------------------------------

    def further(self, phrase: Phrase, noun: Noun | None) -> tuple[str, ...]:
        """Every other usual way to call what a phrase names, without doubles."""
        found = dict.fromkeys(self._shorter(phrase))
        found[quoted(phrase.tail)] = None
        if noun is not None:
            owned = self.owned(phrase, noun)
            found |= dict.fromkeys(self._by_owner(phrase, owned) if owned is not None else ())
            found |= dict.fromkeys(self._by_place(phrase))
            found[self._kind_behind(noun)] = None
            if noun.typed:
                found[text_of(phrase.tail[: proper_name(phrase.tail)])] = None
        return tuple(name for name in found if name)

    def _shorter(self, phrase: Phrase) -> Iterator[str]:
        """Without the adjectives before it, without brackets, without what a preposition adds; the acronym in a bracket by itself."""
        for first in {self.first(phrase), phrase.lead(self._words)}:
            plain, inside = without_brackets(phrase.words[first:])
            yield self._words.nominative(without_marks(text_of(plain)))
            yield from (word.text for word in inside if word.acronym or (word.sort is Sort.NAME and sum(map(str.isupper, word.text)) > 1))
            end = self._end(plain, phrase.head - first)
            yield self._words.nominative(without_marks(text_of(plain[:end])))

    def _kind_behind(self, noun: Noun) -> str:
        """The name before the hyphen of a body whose noun only says what it is: "Adelor-Konzern" is Adelor."""
        body = noun.kind in (NounClass.ORGANISATION, NounClass.MEDIUM) and noun.generic
        unknown = self._words.noun(noun.prefix) is None and self._words.known(noun.prefix) is None
        return noun.prefix if body and unknown and noun.prefix[:1].isupper() and not noun.prefix.isupper() else ""

    def _end(self, words: Sequence[Word], head: int) -> int:
        """Where the head and its genitives end: before the first preposition, sign or verb."""
        small = self._words.genitive | self._words.particles | self._words.joining
        for at in range(head + 1, len(words)):
            word = words[at]
            stays = word.sort in _NAMED or word.text in MARKS or word.text.lower() in small or word.known is not None
            attributive = word.sort is Sort.LOWER and words[at - 1].text.lower() in self._words.genitive and self._words.attributive(word.text)
            if not stays and not attributive:
                return at
        return len(words)

    def _by_owner(self, phrase: Phrase, owned: Owned) -> Iterator[str]:
        """By the state or place it belongs to, said in every way of the language."""
        plural = phrase.plural(self._words)
        base = self._words.nominative_plural(phrase.words[phrase.head].text) if plural else owned.base
        yield f"{base} ({owned.of})"
        yield f"{base} {owned.of}"
        yield from self._words.owned(base, owned.of)
        bare = phrase.bare(self._words)
        yield self._words.nominative_plural(bare) if plural else self._words.nominative(bare)

    def _by_place(self, phrase: Phrase) -> Iterator[str]:
        """By the place it lies in: "die Provinzregierung in Helmand" is "Provinzregierung Helmand" too."""
        for at, word in enumerate(phrase.words[phrase.head + 1 : -1], phrase.head + 1):
            place = phrase.words[at + 1]
            if word.text not in self._words.within or not (place.sort is Sort.NAME or (place.known is not None and place.known.sort in _PLACES)):
                continue
            before, _ = without_brackets(phrase.words[self.first(phrase) : at])
            called = self._words.nominative(without_marks(text_of(before)))
            yield from (f"{called} {place.text}", f"{called} ({place.text})")
            if place.known is not None and place.known.sort is NameSort.CAPITAL:
                yield from (f"{called} ({place.known.name})", *self._words.owned(called, place.known.name))

    def belonging(self, phrase: Phrase, owner: str) -> tuple[str, ...]:
        """What somebody's people are called with their owner's name: "seine Anwälte" are "Anwälte von Jan Moll"."""
        head = phrase.words[phrase.head].text
        base = self._words.nominative_plural(head) if phrase.plural(self._words) else self._words.nominative(head)
        return self._words.owned(base, owner)

    def nominative(self, name: str) -> str:
        """A name in the nominative, without marks."""
        return self._words.nominative(without_marks(name))


def quoted(words: Sequence[Word]) -> str:
    """The name in quotation marks that the words open with, "" if there is none."""
    if len(words) < 3 or words[0].text not in MARKS:
        return ""
    inner: list[Word] = []
    for word in words[1:LONGEST]:
        if word.text in _CLOSING:
            return text_of(inner)
        inner.append(word)
    return ""


def proper_name(words: Sequence[Word]) -> int:
    """How many words from the first on are a proper name: capitals the lists do not know as nouns, towns, listed names, and nouns behind them."""
    end = 0
    while end < len(words) and (
        words[end].sort in (Sort.NAME, Sort.FIRST)
        or (words[end].sort is Sort.KNOWN and words[end].known is not None)
        or (words[end].sort is Sort.NOUN and end > 0 and words[end - 1].sort is Sort.NAME)
    ):
        end += 1
    return end


def without_brackets(words: Sequence[Word]) -> tuple[list[Word], list[Word]]:
    """The words outside brackets, and those inside."""
    outside: list[Word] = []
    inside: list[Word] = []
    depth = 0
    for word in words:
        depth += word.text == "("
        (inside if depth else outside).append(word)
        depth -= word.text == ")" and depth > 0
    return outside, [word for word in inside if word.sort is not Sort.SIGN]
