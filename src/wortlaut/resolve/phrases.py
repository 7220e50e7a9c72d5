"""Reads the noun phrase of a speaker or addressee: its article, its head, its name, and what it governs.

It says what kind of phrase it is and cuts it into parts; whose phrase it is, `speakers` decides with the article.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from wortlaut.resolve.heads import HEADS, head_of, leads, measures, without_attribute
from wortlaut.resolve.own_names import own_names
from wortlaut.resolve.people import People
from wortlaut.resolve.reading import MARKS, Sort, Word, text_of
from wortlaut.resolve.sightings import Sighting
from wortlaut.seams import Determiner, NameWords, Noun, NounClass, Pronoun


class Shape(Enum):
    """What a noun phrase is built around."""

    EMPTY = auto()
    PRONOUN = auto()
    PERSON = auto()
    SEVERAL = auto()
    SOURCE = auto()
    KNOWN = auto()
    ROLE = auto()
    BODY = auto()
    DOCUMENT = auto()
    OTHER = auto()
    NAME = auto()


_SHAPES = {
    NounClass.PERSON: Shape.ROLE,
    NounClass.ORGANISATION: Shape.BODY,
    NounClass.MEDIUM: Shape.BODY,
    NounClass.DOCUMENT: Shape.DOCUMENT,
}
_OUTER = MARKS | frozenset("'’,.:;!?–-")
_OPENING = frozenset({"„", "»"})
_CLOSING = frozenset({"“", "”", '"', "«", "»", "''"})
_POINTING = frozenset({Determiner.DEFINITE, Determiner.DEMONSTRATIVE, Determiner.HIS, Determiner.HER, Determiner.OURS})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: `head` indexes the word it is built around; `tail` is what the head governs or is followed by."""

    shape: Shape
    words: tuple[Word, ...]
    determiner: Determiner | None = None
    head: int = 0
    pronoun: Pronoun | None = None
    names: tuple[Sighting, ...] = ()
    tail: tuple[Word, ...] = ()

    @property
    def start(self) -> int:
        """Where the phrase starts in the text."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Where the phrase ends in the text."""
        return self.words[-1].end

    @property
    def noun(self) -> Noun | None:
        """The noun the phrase is built around."""
        return self.words[self.head].noun

    @property
    def short(self) -> bool:
        """True for an article and a noun without any more."""
        return self.head <= 1 and not self.tail and len(self.words) == self.head + 1

    def plain(self, words: NameWords) -> str:
        """The words of the phrase without its articles, as they stand."""
        first = 0
        while first < len(self.words) - 1 and words.determiner(self.words[first].text) in _POINTING:
            first += 1
        single = first < len(self.words) - 1 and self.words[first].text.lower() in words.single
        if single and words.determiner(self.words[first + 1].text) is None:
            first += 1
        if any(measures(self.words, at, words) for at in range(first, self.head)):
            first = self.head
        return text_of(self.words[first:])

    def bare(self, words: NameWords) -> str:
        """The words from the first on that is no article."""
        return text_of(self.words[self.lead(words) :])

    def lead(self, words: NameWords) -> int:
        """The index of the first word that is no article."""
        first = 0
        while first < self.head and words.determiner(self.words[first].text) is not None:
            first += 1
        return first

    def plural(self, words: NameWords) -> bool:
        """Whether the head noun stands in the plural, by its form and its article; true for words that are no known noun."""
        noun = self.noun
        if noun is None or not noun.singular:
            return True
        if not noun.plural:
            return False
        article = self.words[0].text.lower() if self.determiner is not None else ""
        return words.plural_article(article, self.words[self.head].text, noun)


def read_phrase(line: list[Word], people: People, words: NameWords) -> Phrase:
    """The reading of a noun phrase given as words."""
    line = without_attribute(_trimmed(line), words)
    if not line:
        return Phrase(Shape.EMPTY, ())
    whole = tuple(line)
    pronoun = _pronoun(line, words)
    if pronoun is not None:
        return Phrase(Shape.PRONOUN, whole, pronoun=pronoun)
    determiner = _determiner(line, words)
    head = next((i for i, w in enumerate(line) if w.sort in HEADS and not leads(line, i, words)), None)
    if head is None:
        return Phrase(Shape.OTHER, whole, determiner, len(line) - 1)
    noun = line[head].noun
    if noun is not None and noun.governs and line[head].sort is Sort.NOUN:
        return Phrase(Shape.SOURCE, whole, determiner, head, tail=_tail(line, head))
    names = own_names(line, people, words)
    if names:
        return Phrase(Shape.SEVERAL if len(names) > 1 else Shape.PERSON, whole, determiner, head, names=names)
    head = head_of(line, head)
    return Phrase(_shape(line[head]), whole, determiner, head, tail=_tail(line, head))


def _trimmed(line: list[Word]) -> list[Word]:
    """The words without signs around them; a closing mark stays where it belongs to a name inside."""
    first, last = 0, len(line)
    while first < last and line[first].text in _OUTER:
        first += 1
    while last > first and line[last - 1].text in _OUTER and not (last - first > 1 and line[last - 1].text in _CLOSING):
        last -= 1
    return line[first:last]


def _pronoun(line: list[Word], words: NameWords) -> Pronoun | None:
    """The pronoun that the phrase is: alone, with small words ("er selbst"), or an age with its article ("der 48-Jährige")."""
    pronoun = words.pronoun(line[0].text)
    if pronoun is None or len(line) > 3:
        return None
    if len(line) == 1:
        return pronoun
    aged = words.pronoun(line[1].text) if len(line) == 2 and line[1].sort is Sort.NUMBER else None
    if aged is not None:
        return Pronoun(3, pronoun.genders & aged.genders, False)
    small = all(word.sort is Sort.LOWER and words.determiner(word.text) is None for word in line[1:])
    return pronoun if small and words.determiner(line[0].text) is None else None


def _determiner(line: list[Word], words: NameWords) -> Determiner | None:
    """The article of the phrase; "own" wins over what stands before it."""
    found = None
    for word in line[:4]:
        if word.sort not in (Sort.LOWER, Sort.NUMBER):
            break
        kind = words.determiner(word.text)
        if kind is Determiner.OWN or (kind is not None and found in (None, Determiner.DEFINITE)):
            found = kind
        if word.sort is Sort.NUMBER and found is None:
            found = Determiner.INDEFINITE
    return found


def _shape(word: Word) -> Shape:
    if word.sort is Sort.KNOWN:
        return Shape.KNOWN
    if word.sort is not Sort.NOUN:
        return Shape.NAME
    if word.noun is None:
        return Shape.ROLE if word.known is not None else Shape.OTHER
    return _SHAPES.get(word.noun.kind, Shape.OTHER)


def _tail(line: list[Word], head: int) -> tuple[Word, ...]:
    """What follows the head up to a sign other than a mark."""
    end, inside = head + 1, False
    while end < len(line) and (inside or line[end].sort is not Sort.SIGN or line[end].text in MARKS or line[end].text in "&/"):
        inside = line[end].text in _OPENING or (inside and line[end].text not in _CLOSING)
        end += 1
    return tuple(line[head + 1 : end])
