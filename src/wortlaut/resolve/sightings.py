"""Finds runs of words that may be people's names and reads what stands around them: titles, offices, ages, genitives.

Whose name a run is, `people` decides with the whole article; here every run is looked at by itself.
"""

from __future__ import annotations

from dataclasses import dataclass

from wortlaut.resolve.reading import Reader, Run, Sort, Word, text_of
from wortlaut.seams import Determiner, Gender, NameWords, Noun, NounClass

_APPOSITION = 9
"""How many words an office may stand away from the name it is set off from by a comma."""

NOBODY: frozenset[Gender] = frozenset()


@dataclass(frozen=True, slots=True)
class Office:
    """A role somebody has: its comparable noun, what it belongs to (states, organisations, compound prefixes) and its words."""

    noun: Noun
    of: frozenset[str]
    text: str


@dataclass(frozen=True, slots=True)
class Sighting:
    """A place where a name stands: its parts (given names, surname) without genitive, and what is known from around it.

    `titled` says that a title or office stands directly before it, `sure` that it is a person's name by itself.
    """

    run: Run
    start: int
    end: int
    parts: tuple[str, ...]
    genders: frozenset[Gender]
    titled: bool
    sure: bool
    genitive: bool
    offices: tuple[Office, ...]


def singular_person(word: Word) -> bool:
    """Whether a word is a noun for one person."""
    noun = word.noun
    if word.sort is not Sort.NOUN or noun is None or noun.kind is not NounClass.PERSON or not noun.singular:
        return False
    return not noun.plural or noun.base in (word.text, word.text[:-2])


class Finder:
    """Finds names in lines of words; `bare` holds the capitalised words of the article, by which genitives are told."""

    def __init__(self, reader: Reader, bare: frozenset[str]) -> None:
        self._reader = reader
        self._words: NameWords = reader.words
        self._bare = bare

    def find(self, line: list[Word], surnames: frozenset[str] = frozenset()) -> list[Sighting]:
        """Every run of words of a line that may be a name; `surnames` are those known already, whatever else the word may mean."""
        out, at = [], 0
        while at < len(line):
            run = None
            if line[at].capital:
                run = self._reader.run_at(line, at) or self._hidden(line, at, surnames)
            if run is None:
                at += 1
                continue
            out.append(self._sighting(line, run))
            at = run.end
        return out

    def _hidden(self, line: list[Word], at: int, surnames: frozenset[str]) -> Run | None:
        """A surname that looks like a common word or a town: known already, or after a form of address or an office ("Frau Müller")."""
        word, before = line[at], line[at - 1] if at else None
        if word.text.lower() in self._words.particles:
            return next((Run(at, end, 0) for end in range(at + 2, min(len(line), at + 4) + 1) if text_of(line[at:end]).casefold() in surnames), None)
        if word.text.casefold() in surnames and (word.sort in (Sort.NOUN, Sort.KNOWN) or word.acronym):
            return Run(at, at + 1, 0) if before is None or self._words.determiner(before.text) is None else None
        noun = word.noun
        following = line[at + 1] if at + 1 < len(line) else None
        if (
            before is not None
            and singular_person(before)
            and noun is not None
            and noun.guessed
            and following is not None
            and following.sort is Sort.NAME
        ):
            return Run(at, at + 2, 0)
        guessed = noun is not None and noun.guessed and noun.kind is NounClass.OTHER
        if word.sort is not Sort.NOUN or before is None or not (guessed or self._words.surname(word.text)):
            return None
        if before.sort is Sort.HONORIFIC:
            return Run(at, at + 1, 0)
        person = guessed or (noun is not None and noun.kind is NounClass.PERSON)
        titled = singular_person(before) and before.noun is not None and before.noun.base == before.text
        return Run(at, at + 1, 0) if titled and (person or (noun is not None and noun.base != word.text)) else None

    def _sighting(self, line: list[Word], run: Run) -> Sighting:
        parts = self._parts([word.text for word in line[run.start : run.end]])
        following = line[run.end] if run.end < len(line) else None
        parts = (*parts[:-1], self._base(parts[-1], len(parts) > 1, following))
        genitive = len(line[run.end - 1].text) > len(parts[-1].split(" ")[-1])
        genders, titled, offices = (NOBODY, False, ()) if genitive and len(parts) == 1 else self._before(line, run.start)
        after = self._after(line, run.end)
        given = self._words.first_name(line[run.start].text) if len(parts) > 1 else NOBODY
        told = bool(offices or after) or titled
        sure = bool(given) or told or _bracketed(line, run.end) or (run.given > 0 and len(parts) > 1)
        genders = (genders - {Gender.NEUTER}) or given or next((office.noun.genders for office in after if len(office.noun.genders) == 1), NOBODY)
        return Sighting(run, line[run.start].start, line[run.end - 1].end, parts, genders, titled, sure, genitive, (*offices, *after))

    def _parts(self, texts: list[str]) -> tuple[str, ...]:
        """Given names and surname; small words belong to the surname, the stop of an initial or number to what it follows."""
        out: list[str] = []
        small = False
        for text in texts:
            if text == ".":
                out[-1] += "."
            elif small:
                out[-1] += f" {text}"
            else:
                out.append(text)
            small = text.lower() in self._words.particles and len(out) > 1
        return tuple(out)

    def _base(self, surname: str, full: bool, following: Word | None) -> str:
        """The surname without a genitive ending, only where the article shows the bare form or a noun follows at once."""
        for base in self._words.bases(surname)[1:]:
            noun = following is not None and (following.sort in (Sort.NOUN, Sort.KNOWN) or following.known is not None)
            if base.split(" ")[-1] in self._bare or (noun and full) or surname[-1] in "'’":
                return base
        return surname

    # --- what stands around a name ---------------------------------------------------------------------------

    def _before(self, line: list[Word], at: int) -> tuple[frozenset[Gender], bool, tuple[Office, ...]]:
        """Gender, whether a title or office stands directly before, and the offices."""
        genders, titled, index = NOBODY, False, at - 1
        offices: list[Office] = []
        while index >= 0:
            word = line[index]
            if word.sort is Sort.HONORIFIC:
                titled, genders = True, genders or self._words.honorific(word.text) or NOBODY
            elif singular_person(word):
                titled = True
                offices.append(self.office(line, index))
                genders = genders or self._gender_of(line, index)
            elif not (word.text == "." and index and line[index - 1].sort is Sort.HONORIFIC):
                break
            index -= 1
        if not titled and index == at - 1 and at > 1 and line[at - 1].text == ",":
            offices = self._remote(line, at - 2)
        return genders, titled, tuple(offices)

    def _gender_of(self, line: list[Word], index: int) -> frozenset[Gender]:
        """The gender an office tells; for nouns of both genders the article decides."""
        noun = line[index].noun
        if noun is None or len(noun.genders) == 1:
            return noun.genders if noun else NOBODY
        article = next((word.text for word in reversed(line[max(0, index - 3) : index]) if self._words.determiner(word.text)), "")
        pronoun = self._words.pronoun(article)
        return pronoun.genders if pronoun and len(pronoun.genders) == 1 else NOBODY

    def office(self, line: list[Word], index: int) -> Office:
        """The office named by the noun at `index`, with adjectives, genitives and prefixes that say whose office it is."""
        noun = line[index].noun
        if noun is None:
            raise ValueError("an office needs a noun")
        of = {self._owner(part) for part in noun.prefix.split("-") if part}
        first = self._leading(line, index)
        of |= {word.known.name for word in line[first:index] if word.known is not None}
        if first == index and index and line[index - 1].sort is Sort.NAME and len(bases := self._words.bases(line[index - 1].text)) > 1:
            of.add(bases[-1])
        of |= self._behind(line, index + 1)
        return Office(noun, frozenset(of), " ".join(word.text for word in line[first : index + 1]))

    def _owner(self, word: str) -> str:
        known = self._words.known(word)
        return known.name if known else word

    def _leading(self, line: list[Word], index: int) -> int:
        """Where the adjectives and names of states before a noun start."""
        first = index
        while first and index - first < 4:
            word = line[first - 1]
            if not (word.sort is Sort.LOWER or word.known is not None) or self._words.determiner(word.text) is not None:
                break
            first -= 1
        return first

    def _behind(self, line: list[Word], index: int) -> set[str]:
        """What the noun before `index` belongs to: names and nouns after it, reached over articles and small words only."""
        of: set[str] = set()
        bridge = self._words.of | self._words.genitive | self._words.particles
        for word in line[index : index + 5]:
            if word.sort is Sort.LOWER and word.known is None and word.text not in bridge:
                break
            if word.sort in (Sort.KNOWN, Sort.NOUN):
                of.add(word.known.name if word.known else word.noun.base if word.noun else word.text)
                break
            if word.sort not in (Sort.LOWER, Sort.NAME):
                break
        return of

    def _after(self, line: list[Word], at: int) -> tuple[Office, ...]:
        """The office in an apposition after the name: "Hugh Hill, ein Arzt"."""
        if at >= len(line) or line[at].text != ",":
            return ()
        for index in range(at + 1, min(at + _APPOSITION, len(line))):
            word = line[index]
            if word.sort is Sort.NOUN:
                return (self.office(line, index),) if singular_person(word) else ()
            attributive = word.known is not None or self._words.attributive(word.text) or self._words.determiner(word.text) is not None
            if word.sort is Sort.SIGN or (word.sort is Sort.LOWER and index > at + 1 and not attributive):
                break
        return ()

    def _remote(self, line: list[Word], index: int) -> list[Office]:
        """The office before a comma and the name: "der Chef der Werke, Frank Moll"."""
        found = None
        for at in range(index, max(-1, index - _APPOSITION), -1):
            word = line[at]
            if word.sort is Sort.SIGN:
                break
            if singular_person(word):
                found = at
            if found == at + 1 and self._words.determiner(word.text) in (Determiner.DEFINITE, Determiner.INDEFINITE):
                break
        return [self.office(line, found)] if found is not None else []


def _bracketed(line: list[Word], at: int) -> bool:
    """Whether an age or a party in brackets follows: "Meinhard Krell (76)"."""
    if at + 2 >= len(line) or line[at].text != "(" or line[at + 2].text != ")":
        return False
    inside = line[at + 1]
    return inside.sort in (Sort.NUMBER, Sort.KNOWN) or inside.acronym
