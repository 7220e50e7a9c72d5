"""The people named in one article: who they are, the offices they hold, and every place where they stand.

Two names become one person only where nothing speaks against it: same surname and no second given name, gender or full name in the
article. Anything else stays apart, because a wrong merge is worse than a split.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from wortlaut.resolve.reading import Reader, Sort, Word
from wortlaut.resolve.sightings import Finder, Office, Sighting, singular_person
from wortlaut.seams import Determiner, Gender

_NAMESAKES = 64
"""More people of one surname than this are not told apart: the surname alone names nobody then, and time stays linear."""


@dataclass(eq=False, slots=True)
class Person:
    """A person while the article is read; `given` is empty for somebody known by the surname only.

    `certain` is false for a run of unknown words that may be anything, until somebody of that name speaks. `offices` maps what an
    office is and belongs to to where it was first told.
    """

    given: tuple[str, ...]
    family: str
    forms: set[str] = field(default_factory=set)
    genders: frozenset[Gender] = frozenset()
    offices: dict[tuple[str, frozenset[str]], tuple[int, Office]] = field(default_factory=dict)
    certain: bool = True

    @property
    def name(self) -> str:
        """The canonical name: given names and surname."""
        return " ".join((*self.given, self.family))

    def may_be(self, genders: frozenset[Gender]) -> bool:
        """Whether the genders (empty: any) allow this person."""
        return not genders or not self.genders or bool(genders & self.genders)


class People:
    """All people of an article; `at` lists their mentions in text order."""

    def __init__(self, lines: list[list[Word]], reader: Reader) -> None:
        self._words = reader.words
        self._finder = Finder(reader, frozenset(word.text for line in lines for word in line if word.capital))
        self._alone = {word.text for line in lines for at, word in enumerate(line) if word.sort is Sort.NAME and self._stands_alone(line, at)}
        self.people: list[Person] = []
        self.at: list[tuple[int, int, Person]] = []
        self._by_family: dict[str, list[Person]] = {}
        self._by_given: dict[str, list[Person]] = {}
        self._by_name: dict[tuple[str, str], Person] = {}
        self._by_office: dict[str, list[Person]] = {}
        self._surnames: frozenset[str] = frozenset()
        self._collect(lines)
        self._starts = [start for start, _, _ in self.at]
        self._meant = sorted([*self.at, *(found for line in lines for found in self._by_role(line))], key=lambda item: item[:2])
        self._meant_starts = [start for start, _, _ in self._meant]

    def _collect(self, lines: list[list[Word]]) -> None:
        """Full names first, the sure ones before the rest; then surnames alone, then those that look like common words."""
        sightings = [sighting for line in lines for sighting in self._finder.find(line)]
        for sighting in sorted((s for s in sightings if len(s.parts) > 1), key=lambda s: not s.sure):
            self._add_full(sighting)
        for sighting in sightings:
            if len(sighting.parts) == 1:
                self._add_single(sighting)
        self._surnames = frozenset(self._by_family)
        if self.people:
            covered = {start for start, _, _ in self.at}
            for line in lines:
                self._add_hidden(line, covered)
        self.at.sort(key=lambda item: item[:2])

    def _by_role(self, line: list[Word]) -> Iterator[tuple[int, int, Person]]:
        """Where a line speaks of somebody by an office alone that one person of the article holds: "der Minister"."""
        for at, word in enumerate(line):
            if at == 0 or not singular_person(word) or word.noun is None or (at + 1 < len(line) and line[at + 1].capital):
                continue
            if self._words.determiner(line[at - 1].text) is not Determiner.DEFINITE:
                continue
            holders = self.holders(word.noun.office)
            if len(holders) == 1 and holders[0].certain and holders[0].may_be(word.noun.genders):
                yield line[at - 1].start, word.end, holders[0]

    def _stands_alone(self, line: list[Word], at: int) -> bool:
        """Whether an unknown name stands by itself, without an article: likely a surname if a full name ends so."""
        before = line[at - 1] if at else None
        if line[at].acronym:
            return False
        return before is None or (before.sort in (Sort.LOWER, Sort.SIGN) and self._words.determiner(before.text) is None)

    # --- deciding whose name it is ---------------------------------------------------------------------------

    def _add_full(self, seen: Sighting) -> None:
        person = self.full(seen.parts)
        if person is None:
            given, family = seen.parts[:-1], seen.parts[-1]
            likely = family in self._alone and not self.exactly(family)
            person = self._enter(Person(given, family, certain=seen.sure or likely))
        person.certain = person.certain or seen.sure
        self._note(person, seen)

    def _enter(self, person: Person) -> Person:
        """File a new person under surname, last word of the surname, and given name."""
        self.people.append(person)
        family = person.family.casefold()
        for key in {family, family.split(" ")[-1]}:
            self._by_family.setdefault(key, []).append(person)
        if person.given:
            given = person.given[0].casefold()
            self._by_name.setdefault((family, given), person)
            for name in dict.fromkeys(person.given):
                self._by_given.setdefault(name.casefold(), []).append(person)
        return person

    def _add_single(self, seen: Sighting) -> None:
        found = self.by_surname(seen.parts[0], seen.genders, seen.offices)
        if isinstance(found, Person):
            self._note(found, seen)
        elif seen.titled and not found:
            self._note(self._enter(Person((), seen.parts[0])), seen)

    def _add_hidden(self, line: list[Word], covered: set[int]) -> None:
        """Surnames that look like a common word or a place, once the article has shown whose they are: "Bauer sagte"."""
        for at, word in enumerate(line):
            if not (word.capital or word.first) or word.start in covered or word.text.casefold() not in self._surnames:
                continue
            if at and (self._words.determiner(line[at - 1].text) is not None or line[at - 1].sort is Sort.FIRST):
                continue
            person = self.by_surname(word.text)
            if isinstance(person, Person):
                self.at.append((word.start, word.end, person))

    def _note(self, person: Person, seen: Sighting) -> None:
        person.forms.add(" ".join(seen.parts))
        person.genders = person.genders or seen.genders
        for office in seen.offices:
            if office.noun.office in self._words.regnal:
                person.forms.add(f"{office.noun.base} {person.name}")
            key = (office.noun.office, office.of)
            if key not in person.offices:
                person.offices[key] = (seen.start, office)
                self._file(person, office.noun.office)
        self.at.append((seen.start, seen.end, person))

    def _file(self, person: Person, office: str) -> None:
        """File a holder under an office and its last parts, so that "the minister" finds the foreign minister."""
        for cut in range(max(1, len(office) - 3)):
            people = self._by_office.setdefault(office[cut:], [])
            if len(people) < _NAMESAKES and person not in people:
                people.append(person)

    # --- asking ----------------------------------------------------------------------------------------------

    def find(self, line: list[Word]) -> list[Sighting]:
        """The names in a phrase, read with the surnames of the article."""
        return self._finder.find(line, self._surnames)

    def full(self, parts: tuple[str, ...]) -> Person | None:
        """The person with this full name, or whose longer name ends in these words ("Le Drian")."""
        given = parts[0].casefold()
        for base in self._words.bases(parts[-1]):
            family = base.casefold()
            person = self._by_name.get((family, given))
            if person is not None:
                return person
            namesakes = self._by_family.get(family, ())
            initials = [p for p in namesakes[:_NAMESAKES] if p.given and _initial_of(p.given[0].casefold(), given)]
            if len(initials) == 1:
                return initials[0]
        words, last = " ".join(parts).casefold(), parts[-1].split(" ")[-1].casefold()
        found = [p for p in self._by_family.get(last, ())[:_NAMESAKES] if p.name.casefold().endswith(f" {words}")]
        return found[0] if len(found) == 1 else None

    def by_surname(self, surname: str, genders: frozenset[Gender] = frozenset(), offices: tuple[Office, ...] = ()) -> Person | tuple[Person, ...]:
        """The one person with this surname (or given name alone) that the gender and offices allow, or all that could be meant."""
        found: list[Person] = []
        for base in self._words.bases(surname):
            found = found or self._by_family.get(base.casefold(), []) or self._by_given.get(base.casefold(), [])
        fitting = [person for person in found[:_NAMESAKES] if person.may_be(genders)]
        if len(fitting) > 1:
            # A run of unknown words that happens to end alike is no second person.
            fitting = [person for person in fitting if person.certain] or fitting
        if len(fitting) > 1 and offices:
            wanted = {office.noun.office for office in offices}
            holders = [person for person in fitting if any(office in wanted for office, _ in person.offices)]
            fitting = holders if len(holders) == 1 else fitting
        return fitting[0] if len(fitting) == 1 and len(found) <= _NAMESAKES else tuple(fitting)

    def exactly(self, surname: str) -> bool:
        """Whether somebody in the article has exactly this surname."""
        return surname.casefold() in self._by_family

    def holders(self, office: str) -> list[Person]:
        """People with this office or one that ends in it, at most as many as are told apart."""
        return self._by_office.get(office, [])

    def meant(self, start: int, end: int) -> list[tuple[int, int, Person]]:
        """The mentions that start in `[start, end)`, by name or by an office that one person holds."""
        return self._meant[bisect_left(self._meant_starts, start) : bisect_left(self._meant_starts, end)]

    def between(self, start: int, end: int) -> list[tuple[int, int, Person]]:
        """The mentions that start in `[start, end)`."""
        return self.at[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


def _initial_of(one: str, other: str) -> bool:
    """Whether one of two given names is the initial of the other."""
    return (one.endswith(".") and other.startswith(one[:-1])) or (other.endswith(".") and one.startswith(other[:-1]))
