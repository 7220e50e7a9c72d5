"""Reads the noun phrase of a speaker or addressee: its article, its head, its name, and what it governs.

It says what kind of phrase it is and cuts it into parts; whose phrase it is, `speakers` decides with the article.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from wortlaut.resolve.people import People
from wortlaut.resolve.reading import MARKS, Sort, Word, text_of
from wortlaut.resolve.sightings import Sighting
from wortlaut.seams import Determiner, NameSort, NameWords, Noun, NounClass, Pronoun


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
_HEADS = frozenset({Sort.NOUN, Sort.KNOWN, Sort.NAME, Sort.FIRST, Sort.HONORIFIC})
_OUTER = MARKS | frozenset("'’,.:;!?–-")
_CLOSING = frozenset('“”"«»')
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
    line = _trimmed(line)
    if not line:
        return Phrase(Shape.EMPTY, ())
    whole = tuple(line)
    pronoun = _pronoun(line, words)
    if pronoun is not None:
        return Phrase(Shape.PRONOUN, whole, pronoun=pronoun)
    determiner = _determiner(line, words)
    head = next((i for i, w in enumerate(line) if w.sort in _HEADS and not _leads(line, i, words)), None)
    if head is None:
        return Phrase(Shape.OTHER, whole, determiner, len(line) - 1)
    noun = line[head].noun
    if noun is not None and noun.governs and line[head].sort is Sort.NOUN:
        return Phrase(Shape.SOURCE, whole, determiner, head, tail=_tail(line, head))
    names = _own_names(line, people, words)
    if names:
        return Phrase(Shape.SEVERAL if len(names) > 1 else Shape.PERSON, whole, determiner, head, names=names)
    head = _head(line, head)
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


def measures(line: Sequence[Word], at: int, words: NameWords) -> bool:
    """True for a noun inside a measure: the pages of "the 40 pages strong report", as German says it."""
    if at == 0 or at + 2 >= len(line) or line[at - 1].sort is not Sort.NUMBER or line[at].sort is not Sort.NOUN:
        return False
    return line[at + 1].sort is Sort.LOWER and words.attributive(line[at + 1].text) and line[at + 2].sort is Sort.NOUN


def _leads(line: list[Word], at: int, words: NameWords) -> bool:
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


def _head(line: list[Word], head: int) -> int:
    """The head of a phrase without a person's name: a name that only modifies the noun after it gives way ("Irans Justiz")."""
    word, following = line[head], line[head + 1] if head + 1 < len(line) else None
    modifies = word.sort is Sort.KNOWN or (word.sort is Sort.NAME and word.text.endswith(("s", "'", "’")))
    heads = following is not None and following.sort is Sort.NOUN and following.noun is not None and following.noun.kind is not NounClass.OTHER
    return head + 1 if modifies and heads else head


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
    end = head + 1
    while end < len(line) and (line[end].sort is not Sort.SIGN or line[end].text in MARKS or line[end].text in "&/"):
        end += 1
    return tuple(line[head + 1 : end])


# --- names in a phrase ---------------------------------------------------------------------------------------


def _own_names(line: list[Word], people: People, words: NameWords) -> tuple[Sighting, ...]:
    """The names in the phrase that are its own, not those in what a noun governs ("spokesman of X")."""
    found = [
        seen
        for seen in people.find(line)
        if _own(line, seen, people, words) and (len(seen.parts) > 1 or seen.titled or people.by_surname(seen.parts[0], seen.genders))
    ]
    best = [seen for seen in found if seen.sure] or found
    return (*best[:1], *(seen for seen in best[1:] if _joined(line, seen, words)))


def _joined(line: list[Word], seen: Sighting, words: NameWords) -> bool:
    """Whether a joining word stands before the name, with no sign between."""
    for index in range(seen.run.start - 1, 0, -1):
        if line[index].sort is Sort.SIGN:
            return False
        if line[index].text.lower() in words.joining:
            return True
    return False


def _own(line: list[Word], seen: Sighting, people: People, words: NameWords) -> bool:
    """Whether a name is that of the phrase itself, by what stands around it."""
    start, end = seen.run.start, seen.run.end
    if end < len(line) and line[end].sort is Sort.NOUN and (noun := line[end].noun) is not None and noun.kind is not NounClass.OTHER:
        return False
    if start == 0:
        return True
    before = line[start - 1]
    if before.text == ".":
        return start > 1 and line[start - 2].sort is Sort.HONORIFIC
    if before.sort is Sort.SIGN:
        return (before.text in MARKS and start < 2) or (before.text == "," and _opens_with_office(line))
    if before.sort is Sort.NOUN:
        return _held(line, seen, people, words)
    if before.sort in (Sort.HONORIFIC, Sort.KNOWN, Sort.NAME):
        return True
    small = words.of | words.genitive
    if end == len(line) and words.attributive(before.text) and before.text not in small and words.determiner(before.text) is None:
        return not _governed(line, start, words) or not _opens_with_office(line)
    capital = any(word.sort in (Sort.NOUN, Sort.KNOWN, Sort.NAME) for word in line[:start])
    return not capital or before.text.lower() in words.joining


def _held(line: list[Word], seen: Sighting, people: People, words: NameWords) -> bool:
    """Whether the noun directly before a name is an office of its bearer."""
    before = line[seen.run.start - 1]
    if before.noun is not None and before.noun.kind is not NounClass.PERSON:
        return not seen.genitive and len(seen.parts) > 1 and seen.sure and bool(words.first_name(seen.parts[0]))
    return not _genitive(seen, people, words) and _agrees(before) and not _governed(line, seen.run.start - 1, words)


def _governed(line: list[Word], at: int, words: NameWords) -> bool:
    """True where the noun at `at` stands in what an earlier noun governs: "lawyer of the minister X"."""
    first = next((i for i in range(at) if line[i].sort is Sort.NOUN and not _leads(line, i, words)), None)
    return first is not None and any(word.text.lower() in words.of or word.text.lower() in words.genitive for word in line[first + 1 : at])


def _opens_with_office(line: list[Word]) -> bool:
    """True where the phrase opens with an office, so that a name after a comma is its holder."""
    head = next((word for word in line if word.sort in (Sort.NOUN, Sort.KNOWN, Sort.NAME)), None)
    return head is not None and head.noun is not None and head.noun.kind is NounClass.PERSON and _agrees(head)


def _agrees(word: Word) -> bool:
    return word.noun is None or word.noun.singular or word.noun.base == word.text


def _genitive(seen: Sighting, people: People, words: NameWords) -> bool:
    """True for "Sprecher Koch-Mehrins": one word whose base, not itself, is a surname of the article."""
    if len(seen.parts) != 1 or seen.genitive:
        return seen.genitive and len(seen.parts) == 1
    bases = words.bases(seen.parts[0])
    return len(bases) > 1 and not people.exactly(seen.parts[0]) and people.exactly(bases[-1])
