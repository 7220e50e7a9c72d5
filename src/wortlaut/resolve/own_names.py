"""People's names inside a noun phrase: which of them name the phrase itself, and which stand in what its noun governs ("spokesman of X")."""

from __future__ import annotations

from wortlaut.resolve.heads import leads
from wortlaut.resolve.people import People
from wortlaut.resolve.reading import MARKS, Sort, Word
from wortlaut.resolve.sightings import Sighting
from wortlaut.seams import NameWords, NounClass

_SETTING_OFF = frozenset({",", "–", "-"})
"""Signs that set a name off from the office before it."""


def own_names(line: list[Word], people: People, words: NameWords) -> tuple[Sighting, ...]:
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
        return (before.text in MARKS and start < 2) or (before.text in _SETTING_OFF and _opens_with_office(line))
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
    # A second office behind "and" starts anew: "president of the conference and minister X".
    start = next((i for i in range(at - 1, 0, -1) if line[i].text == "," or line[i].text.lower() in words.joining), 0)
    start = start if line[start].text != "," else 0
    first = next((i for i in range(start, at) if line[i].sort is Sort.NOUN and not leads(line, i, words)), None)
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
