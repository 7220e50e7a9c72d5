"""Reads the noun phrase of a speaker or addressee: its article, its head, its name, and what it governs.

It says what kind of phrase it is and cuts it into parts; whose phrase it is, `speakers` decides with the article.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from wortlaut.resolve.people import People, Sighting
from wortlaut.resolve.reading import Sort, Word
from wortlaut.seams import Determiner, NameSort, NameWords, NounClass, Pronoun


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


_OUTER = frozenset("„“”\"»«‚‘'’,.:;!?–-")


def read_phrase(line: list[Word], people: People, words: NameWords) -> Phrase:
    """The reading of a noun phrase given as words."""
    line = _trimmed(line)
    if not line:
        return Phrase(Shape.EMPTY, ())
    pronoun = words.pronoun(line[0].text)
    if pronoun is not None and (
        len(line) == 1 or (all(w.sort is Sort.LOWER and words.determiner(w.text) is None for w in line[1:3]) and len(line) <= 3)
    ):
        if len(line) == 1 or words.determiner(line[0].text) is None:
            return Phrase(Shape.PRONOUN, tuple(line), pronoun=pronoun)
    determiner = _determiner(line, words)
    if len(line) == 2 and pronoun is not None and line[1].sort is Sort.NUMBER and (aged := words.pronoun(line[1].text)):
        return Phrase(Shape.PRONOUN, tuple(line), pronoun=Pronoun(3, pronoun.genders & aged.genders, False))
    head = next((i for i, w in enumerate(line) if w.sort in _HEADS and not _leads(line, i, words)), None)
    if head is None:
        return Phrase(Shape.OTHER, tuple(line), determiner, len(line) - 1)
    noun = line[head].noun
    if noun is not None and noun.governs and line[head].sort is Sort.NOUN:
        return Phrase(Shape.SOURCE, tuple(line), determiner, head, tail=tuple(_tail(line, head)))
    names = _own_names(line, people, words)
    if names:
        shape = Shape.SEVERAL if len(names) > 1 else Shape.PERSON
        return Phrase(shape, tuple(line), determiner, head, names=names)
    return _unnamed(line, determiner, head)


_HEADS = (Sort.NOUN, Sort.KNOWN, Sort.NAME, Sort.FIRST, Sort.HONORIFIC)


def _leads(line: list[Word], at: int, words: NameWords) -> bool:
    """True for a capitalised adjective that opens a name: the first word of "Evangelische Kirche"."""
    word = line[at]
    if word.known is not None and word.known.sort is NameSort.INHABITANT:
        return at + 1 < len(line) and line[at + 1].sort is Sort.NOUN
    plain = word.sort is Sort.NAME or (word.sort is Sort.NOUN and (word.noun is None or word.noun.kind is NounClass.OTHER))
    return plain and at + 1 < len(line) and line[at + 1].sort in (Sort.NOUN, Sort.NAME) and words.attributive(word.text)


def _unnamed(line: list[Word], determiner: Determiner | None, head: int) -> Phrase:
    """A phrase without a person's name: by the noun it is built around."""
    following = line[head + 1] if head + 1 < len(line) else None
    modifier = (line[head].sort in (Sort.KNOWN, Sort.NAME) and line[head].text.endswith(("s", "'", "’"))) or line[head].sort is Sort.KNOWN
    if (
        modifier
        and following is not None
        and following.sort is Sort.NOUN
        and following.noun is not None
        and following.noun.kind is not NounClass.OTHER
    ):
        head += 1
    word = line[head]
    tail = tuple(_tail(line, head))
    whole = tuple(line)
    if word.sort is Sort.KNOWN:
        return Phrase(Shape.KNOWN, whole, determiner, head, tail=tail)
    if word.sort in (Sort.NAME, Sort.FIRST, Sort.HONORIFIC):
        return Phrase(Shape.NAME, whole, determiner, head, tail=tail)
    if word.known is not None and word.known.sort is NameSort.INHABITANT and word.noun is None:
        return Phrase(Shape.ROLE, whole, determiner, head, tail=tail)
    kind = word.noun.kind if word.noun else NounClass.OTHER
    shape = {
        NounClass.PERSON: Shape.ROLE,
        NounClass.ORGANISATION: Shape.BODY,
        NounClass.MEDIUM: Shape.BODY,
        NounClass.DOCUMENT: Shape.DOCUMENT,
    }.get(kind, Shape.OTHER)
    return Phrase(shape, whole, determiner, head, tail=tail)


def _trimmed(line: list[Word]) -> list[Word]:
    first, last = 0, len(line)
    while first < last and line[first].text in _OUTER:
        first += 1
    while last > first and line[last - 1].text in _OUTER and not (last - first > 1 and line[last - 1].text in '“”"«»'):
        last -= 1
    return line[first:last]


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


def _tail(line: list[Word], head: int) -> list[Word]:
    """What follows the head up to a sign."""
    end = head + 1
    while end < len(line) and (line[end].sort is not Sort.SIGN or line[end].text in '„“”"»«‚‘&/'):
        end += 1
    return line[head + 1 : end]


def _own_names(line: list[Word], people: People, words: NameWords) -> tuple[Sighting, ...]:
    """The names in the phrase that are its own, not those in what a noun governs ("spokesman of X")."""
    found = []
    for seen in people.sightings(line):
        if _own(line, seen, people, words) and (len(seen.parts) > 1 or seen.titled or people.by_surname(seen.parts[0], seen.genders)):
            found.append(seen)
    full = [seen for seen in found if seen.sure]
    best = full or found
    joined = [seen for seen in best[1:] if line[seen.run.start - 1].text.lower() in words.joining or _after_joining(line, seen, words)]
    return tuple([*best[:1], *joined])


def _after_joining(line: list[Word], seen: Sighting, words: NameWords) -> bool:
    index = seen.run.start - 1
    while index > 0 and line[index].sort is not Sort.SIGN:
        if line[index].text.lower() in words.joining:
            return True
        index -= 1
    return False


def _own(line: list[Word], seen: Sighting, people: People, words: NameWords) -> bool:
    start, end = seen.run.start, seen.run.end
    following = line[end] if end < len(line) else None
    if (
        following is not None
        and following.sort is Sort.NOUN
        and following.noun is not None
        and following.noun.kind is not NounClass.OTHER
        and seen.run.end < len(line)
    ):
        return False
    if start == 0:
        return True
    before = line[start - 1]
    if before.text == ".":
        return start > 1 and line[start - 2].sort is Sort.HONORIFIC
    if before.sort is Sort.SIGN:
        return (before.text in '„“"»«' and start < 2) or (before.text == "," and _is_office(line, words))
    if before.sort is Sort.NOUN:
        person = before.noun is None or before.noun.kind is NounClass.PERSON
        if person:
            return not _genitive(seen, people, words) and (before.noun is None or _agrees(before)) and not _governed(line, start - 1, words)
        return len(seen.parts) > 1 and seen.sure and bool(words.first_name(seen.parts[0]))
    if before.sort is Sort.HONORIFIC:
        return True
    if before.sort in (Sort.KNOWN, Sort.NAME):
        return True
    if end == len(line) and words.attributive(before.text) and before.text not in words.of | words.genitive and not words.determiner(before.text):
        return not _governed(line, start, words) or not _is_office(line, words)
    capital_before = any(w.sort in (Sort.NOUN, Sort.KNOWN, Sort.NAME) for w in line[:start])
    return not capital_before or before.text.lower() in words.joining


def _governed(line: list[Word], at: int, words: NameWords) -> bool:
    """True where the noun at `at` stands in what an earlier noun governs: "lawyer of the minister X"."""
    nouns = [i for i in range(at) if line[i].sort is Sort.NOUN and not _leads(line, i, words)]
    return bool(nouns) and any(word.text.lower() in words.of | words.genitive for word in line[nouns[0] + 1 : at])


def _is_office(line: list[Word], words: NameWords) -> bool:
    """True where the phrase opens with an office, so that a name after a comma is its holder."""
    head = next((word for word in line if word.sort in (Sort.NOUN, Sort.KNOWN, Sort.NAME)), None)
    return head is not None and head.noun is not None and head.noun.kind is NounClass.PERSON and _agrees(head)


def _agrees(before: Word) -> bool:
    return before.noun is not None and (before.noun.singular or before.noun.base == before.text)


def _genitive(seen: Sighting, people: People, words: NameWords) -> bool:
    """True for "Sprecher Koch-Mehrins": one word whose base, not itself, is a surname of the article."""
    if len(seen.parts) != 1:
        return False
    form = seen.parts[0]
    if seen.end - seen.start > len(form):
        return True
    bases = words.bases(form)
    return len(bases) > 1 and not people.exactly(form) and people.exactly(bases[-1])
