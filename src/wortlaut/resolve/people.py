"""The people named in one article: full names, titled surnames, the offices they hold, and every place where they stand.

Two names become one person only where nothing speaks against it: same surname and no second given name, gender or full name in the
article. Anything else stays apart, because a wrong merge is worse than a split.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from wortlaut.resolve.reading import Reader, Run, Sort, Word
from wortlaut.seams import Determiner, Gender, NameSort, NameWords, Noun, NounClass

_APPOSITION = 9


@dataclass(frozen=True, slots=True)
class Office:
    """A role somebody has: its comparable noun, what it belongs to (states, organisations, compound prefixes) and its words."""

    noun: Noun
    of: frozenset[str]
    text: str


@dataclass(eq=False, slots=True)
class Person:
    """A person while the article is being read; `given` is empty for somebody known by the surname only."""

    given: tuple[str, ...]
    family: str
    forms: set[str] = field(default_factory=set)
    genders: frozenset[Gender] = frozenset()
    offices: list[tuple[int, Office]] = field(default_factory=list)
    certain: bool = True

    @property
    def name(self) -> str:
        """The canonical name: given names and surname."""
        return " ".join((*self.given, self.family)).replace(" . ", ". ")


@dataclass(frozen=True, slots=True)
class Sighting:
    """A place where a name run stands, with what stands around it, before it is decided whose name it is."""

    line: int
    run: Run
    start: int
    end: int
    parts: tuple[str, ...]
    genders: frozenset[Gender]
    titled: bool
    sure: bool
    offices: tuple[Office, ...]


class People:
    """All people of an article; `at` lists their mentions in text order."""

    def __init__(self, lines: list[list[Word]], reader: Reader) -> None:
        self._reader = reader
        self._words = reader.words
        self.people: list[Person] = []
        self._by_family: dict[str, list[Person]] = {}
        self._by_given: dict[str, list[Person]] = {}
        self.at: list[tuple[int, int, Person]] = []
        self._seen_alone = {word.text for line in lines for word in line if word.capital}
        self._alone = {
            word.text for line in lines for at, word in enumerate(line) if word.capital and word.sort is Sort.NAME and self._stands_alone(line, at)
        }
        sightings = [sighting for number, line in enumerate(lines) for sighting in self.sightings(line, number)]
        for sighting in sorted((s for s in sightings if len(s.parts) > 1), key=lambda s: not s.sure):
            self._add_full(sighting)
        for sighting in sightings:
            if len(sighting.parts) == 1 and (sighting.titled or self.exactly(sighting.parts[0]) or self._by_given.get(sighting.parts[0].casefold())):
                self._add_single(sighting)
        for line in lines if self.people else ():
            self._add_hidden(line)
        self.at.sort(key=lambda item: item[:2])
        self._starts = [start for start, _, _ in self.at]

    # --- finding names ---------------------------------------------------------------------------------------

    def sightings(self, line: list[Word], number: int = 0) -> list[Sighting]:
        """Every run of words of a line that may be a name."""
        out, at = [], 0
        while at < len(line):
            if not line[at].capital:
                at += 1
                continue
            run = self._reader.run_at(line, at) or self._titled_noun(line, at)
            if run is None:
                at += 1
                continue
            out.append(self._sighting(line, run, number))
            at = run.end
        return out

    def _titled_noun(self, line: list[Word], at: int) -> Run | None:
        """A surname that looks like a common word, after a form of address or an office: "Frau Müller"."""
        word, before = line[at], line[at - 1] if at else None
        if word.sort in (Sort.NOUN, Sort.KNOWN) and self.exactly(word.text) and (before is None or not self._words.determiner(before.text)):
            return Run(at, at + 1, 0)
        if word.sort is not Sort.NOUN or before is None or not self._words.surname(word.text):
            return None
        title = before.sort is Sort.HONORIFIC or (
            before.sort is Sort.NOUN
            and before.noun is not None
            and before.noun.kind is NounClass.PERSON
            and before.noun.singular
            and before.noun.base == before.text
        )
        return (
            Run(at, at + 1, 0)
            if title and not (word.noun and word.noun.base == word.text and word.noun.kind is not NounClass.PERSON and before.sort is Sort.NOUN)
            else None
        )

    def _sighting(self, line: list[Word], run: Run, number: int) -> Sighting:
        texts = [word.text for word in line[run.start : run.end]]
        parts = self._parts(texts)
        following = line[run.end] if run.end < len(line) else None
        parts = (*parts[:-1], self._base(parts[-1], len(parts) > 1, following))
        genitive = len(line[run.end - 1].text) > len(parts[-1].split(" ")[-1])
        genders, titled, offices = (frozenset(), False, ()) if genitive and len(parts) == 1 else self._before(line, run.start)
        after = self._after(line, run.end)
        given = self._words.first_name(line[run.start].text) if len(parts) > 1 else frozenset()
        sure = bool(given) or titled or bool(after) or self._bracketed(line, run.end) or (run.given > 0 and len(parts) > 1)
        known = genders or given or next((office.noun.genders for office in after if len(office.noun.genders) == 1), frozenset())
        return Sighting(number, run, line[run.start].start, line[run.end - 1].end, parts, known, titled, sure, (*offices, *after))

    def _parts(self, texts: list[str]) -> tuple[str, ...]:
        """Given names and surname; small words belong to the surname, the stop of an initial to the initial."""
        out: list[str] = []
        small = False
        for text in texts:
            if text == ".":
                out[-1] += "."
            elif small:
                out[-1] += f" {text}"
            else:
                out.append(text)
            small = text in self._words.particles and bool(out) and len(out) > 1
        return tuple(out)

    def _base(self, surname: str, full: bool, following: Word | None) -> str:
        """The surname without a genitive ending, only where the article shows the bare form or a noun follows at once."""
        for base in self._words.bases(surname)[1:]:
            last = base.split(" ")[-1]
            followed = following is not None and (
                following.sort in (Sort.NOUN, Sort.KNOWN) or (following.sort is Sort.LOWER and following.known is not None)
            )
            if last in self._seen_alone or (followed and full) or surname[-1] in "'’":
                return base
        return surname

    def _before(self, line: list[Word], at: int) -> tuple[frozenset[Gender], bool, tuple[Office, ...]]:
        """Gender, whether a title or office stands directly before, and the offices."""
        genders: frozenset[Gender] = frozenset()
        titled, offices, index = False, [], at - 1
        while index >= 0:
            word = line[index]
            if word.sort is Sort.HONORIFIC:
                titled, genders = True, genders or self._words.honorific(word.text) or frozenset()
            elif word.text == "." and index and line[index - 1].sort is Sort.HONORIFIC:
                pass
            elif word.noun is not None and word.noun.kind is NounClass.PERSON and self._singular(line, index) and word.sort is Sort.NOUN:
                titled = True
                offices.append(self.office(line, index, at))
                genders = genders or self.gender_of(word.noun, line, index)
            else:
                break
            index -= 1
        if not titled and index == at - 1 and at > 1 and line[at - 1].text == ",":
            offices = self._remote(line, at - 2)
        return genders, titled, tuple(offices)

    def _singular(self, line: list[Word], index: int) -> bool:
        noun = line[index].noun
        return noun is not None and noun.singular and not (noun.plural and noun.base != line[index].text and noun.base + "en" != line[index].text)

    def gender_of(self, noun: Noun, line: list[Word], index: int) -> frozenset[Gender]:
        """The gender an office tells; for nouns of both genders the article decides."""
        if len(noun.genders) == 1:
            return noun.genders
        article = next((word.text.lower() for word in reversed(line[max(0, index - 3) : index]) if self._words.determiner(word.text)), "")
        pronoun = self._words.pronoun(article)
        return pronoun.genders if pronoun and len(pronoun.genders) == 1 else frozenset()

    def office(self, line: list[Word], index: int, limit: int) -> Office:
        """The office named by the noun at `index`, with adjectives, genitives and prefixes that say whose office it is."""
        noun = line[index].noun
        assert noun is not None
        of = set()
        for part in noun.prefix.split("-") if noun.prefix else ():
            known = self._words.known(part)
            of.add(known.name if known else part)
        first = index
        while (
            first
            and index - first < 4
            and (line[first - 1].sort is Sort.LOWER or line[first - 1].known)
            and not self._words.determiner(line[first - 1].text)
        ):
            first -= 1
            known = line[first].known
            if known is not None:
                of.add(known.name)
        if first == index and index and line[index - 1].sort is Sort.NAME and line[index - 1].text.endswith("s"):
            of.add(self._words.bases(line[index - 1].text)[-1])
        after = index + 1
        while (
            after < len(line) and after < index + 6 and (line[after].sort is Sort.LOWER or after == index + 1 or line[after - 1].sort is Sort.LOWER)
        ):
            if line[after].sort in (Sort.KNOWN, Sort.NOUN, Sort.NAME) and (after < limit or limit <= index):
                known = line[after].known
                of.add(known.name if known else line[after].noun.base if line[after].noun else line[after].text)  # type: ignore[union-attr]
            if (
                line[after].sort is Sort.LOWER
                and line[after].text not in self._words.of | self._words.genitive
                and line[after].known is None
                and line[after].text not in self._words.particles
            ):
                break
            after += 1
        text = " ".join(word.text for word in line[first : index + 1])
        return Office(noun, frozenset(of), text)

    def _after(self, line: list[Word], at: int) -> tuple[Office, ...]:
        """The office in an apposition after the name ("Hugh Hill, ein Arzt") or the party in brackets, as an office of nothing."""
        if at >= len(line) or line[at].text != ",":
            return ()
        for index in range(at + 1, min(at + _APPOSITION, len(line))):
            word = line[index]
            if word.noun is not None and word.sort is Sort.NOUN:
                return (self.office(line, index, 0),) if word.noun.kind is NounClass.PERSON and self._singular(line, index) else ()
            if word.sort is Sort.SIGN or (word.sort is Sort.LOWER and index > at + 1 and not self._attributive(word)):
                break
        return ()

    def _stands_alone(self, line: list[Word], at: int) -> bool:
        """Whether an unknown name stands by itself, without an article: likely a surname if a full name ends so."""
        word, before = line[at], line[at - 1] if at else None
        if word.acronym:
            return False
        return before is None or (before.sort in (Sort.LOWER, Sort.SIGN) and self._words.determiner(before.text) is None)

    def _bracketed(self, line: list[Word], at: int) -> bool:
        """Whether an age or a party in brackets follows: "Meinhard Krell (76)"."""
        return (
            at + 2 < len(line)
            and line[at].text == "("
            and line[at + 2].text == ")"
            and (line[at + 1].sort in (Sort.NUMBER, Sort.KNOWN) or line[at + 1].acronym)
        )

    def _attributive(self, word: Word) -> bool:
        return word.known is not None or self._words.attributive(word.text) or self._words.determiner(word.text) is not None

    def _remote(self, line: list[Word], index: int) -> list[Office]:
        """The office before a comma and the name: "der Chef der Werke, Frank Moll"."""
        stop = max(0, index - _APPOSITION)
        found = None
        while index >= stop and line[index].sort is not Sort.SIGN:
            word = line[index]
            if word.sort is Sort.NOUN and word.noun is not None and word.noun.kind is NounClass.PERSON and self._singular(line, index):
                found = index
            if self._words.determiner(word.text) in (Determiner.DEFINITE, Determiner.INDEFINITE) and found is not None and index == found - 1:
                break
            index -= 1
        return [self.office(line, found, 0)] if found is not None else []

    # --- deciding whose name it is ---------------------------------------------------------------------------

    def _add_full(self, seen: Sighting) -> None:
        given, family = seen.parts[:-1], seen.parts[-1]
        same = [p for p in self._by_family.get(family.casefold(), []) if _same_given(p.given, given)]
        ending = self._ending(seen.parts) if not same else None
        if same or ending:
            person = same[0] if same else ending
            assert person is not None
        else:
            likely = family in self._alone and not self.exactly(family)
            person = Person(given, family, certain=seen.sure or likely)
            self.people.append(person)
            self._by_family.setdefault(family.casefold(), []).append(person)
            self._by_given.setdefault(given[0].casefold(), []).append(person)
            last = family.split(" ")[-1].casefold()
            if last != family.casefold():
                self._by_family.setdefault(last, []).append(person)
        person.certain = person.certain or seen.sure
        self._note(person, seen)

    def _ending(self, parts: tuple[str, ...]) -> Person | None:
        """The one person whose longer name ends in these words: a surname of several words ("Le Drian", "Van der Bellen")."""
        words = " ".join(parts).casefold()
        last = parts[-1].split(" ")[-1].casefold()
        found = [p for p in self._by_family.get(last, []) if p.name.casefold().endswith(f" {words}")]
        return found[0] if len(found) == 1 else None

    def _add_single(self, seen: Sighting) -> None:
        person = self.by_surname(seen.parts[0], seen.genders, seen.offices)
        if isinstance(person, Person):
            self._note(person, seen)
        elif seen.titled and not person:
            new = Person((), seen.parts[0])
            self.people.append(new)
            self._by_family.setdefault(seen.parts[0].casefold(), []).append(new)
            self._note(new, seen)

    def _add_hidden(self, line: list[Word]) -> None:
        """Surnames that look like a common word or a place, once the article has shown whose they are: "Bauer sagte"."""
        for at, word in enumerate(line):
            if word.sort is Sort.NOUN or word.sort is Sort.KNOWN or (word.first and word.sort is Sort.LOWER and word.text[:1].isupper()):
                if word.text.casefold() not in self._by_family or (at and self._words.determiner(line[at - 1].text)):
                    continue
                person = self.by_surname(word.text, frozenset())
                if isinstance(person, Person) and not any(start <= word.start < end for start, end, _ in self.at[-400:]):
                    self.at.append((word.start, word.end, person))

    def _note(self, person: Person, seen: Sighting) -> None:
        person.forms.add(" ".join(seen.parts))
        person.genders = person.genders or seen.genders
        person.offices.extend((seen.start, office) for office in seen.offices)
        self.at.append((seen.start, seen.end, person))

    def by_surname(self, surname: str, genders: frozenset[Gender], offices: tuple[Office, ...] = ()) -> Person | tuple[Person, ...]:
        """The one person with this surname that the gender and offices around it allow, or all that could be meant."""
        found: list[Person] = []
        for base in self._words.bases(surname):
            found = found or list(self._by_family.get(base.casefold(), ())) or list(self._by_given.get(base.casefold(), ()))
        fitting = [p for p in found if not (genders and p.genders and not genders & p.genders)]
        if len(fitting) > 1:
            # A run of unknown words that happens to end alike is no second person.
            fitting = [p for p in fitting if p.certain] or fitting
        if len(fitting) > 1 and offices:
            wanted = {office.noun.office for office in offices}
            holders = [p for p in fitting if wanted & {office.noun.office for _, office in p.offices}]
            fitting = holders if len(holders) == 1 else fitting
        if len(fitting) == 1:
            return fitting[0]
        return tuple(fitting)

    def exactly(self, surname: str) -> bool:
        """Whether somebody in the article has exactly this surname."""
        return surname.casefold() in self._by_family

    def full(self, parts: tuple[str, ...]) -> Person | None:
        """The person with this full name."""
        for base in self._words.bases(parts[-1]):
            for person in self._by_family.get(base.casefold(), ()):
                if person.given and _same_given(person.given, parts[:-1]):
                    return person
        return self._ending(parts)

    def between(self, start: int, end: int) -> list[tuple[int, int, Person]]:
        """The mentions that start in `[start, end)`."""
        return self.at[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


def _same_given(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two lists of given names can belong to one person: same first one, or an initial of it."""
    if not one or not other:
        return False
    a, b = one[0].casefold(), other[0].casefold()
    if a == b:
        return True
    return (a.endswith(".") and b.startswith(a[:-1])) or (b.endswith(".") and a.startswith(b[:-1]))


def state_of(words: NameWords, text: str) -> str | None:
    """The state a word names or is an adjective of, None if it is neither."""
    known = words.known(text)
    return known.name if known and known.sort in (NameSort.STATE, NameSort.ADJECTIVE) else None
