"""Words of an article as `resolve` reads them: what each may be, and the runs of words that may be a person's name.

It looks at one word or one run at a time and knows nothing of actors; the words of the language come from a pack.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple

from wortlaut.records import Parse
from wortlaut.seams import KnownName, NameSort, NameWords, Noun, NounClass

_WORD = re.compile(r"[^\W_](?:[^\W_]|[-'’´&/.](?=[^\W_]))*(?:['’](?!['’]))?|''|[^\w\s]")
MARKS = frozenset({"„", "“", "”", '"', "»", "«", "‚", "‘", "''"})
_BEFORE_SIGN = re.compile(r" ([,.;:!?])")
_NUMERAL = re.compile(r"[IVX]{1,5}")
"""The number of a pope or king."""

_OPENERS = frozenset(':„“”"»«–')
_MAX_RUN = 6
_LONG = 7
"""An unknown word longer than this before a first name is taken for a noun, not for another first name."""


class Sort(Enum):
    """What a word may be, judged by itself."""

    SIGN = auto()
    LOWER = auto()
    NUMBER = auto()
    HONORIFIC = auto()
    FIRST = auto()
    KNOWN = auto()
    NOUN = auto()
    NAME = auto()


class Word(NamedTuple):
    """A word or sign at `[start, end)` and what it may be; `first` marks words whose capital may come from their place,
    `capital` those that may be part of a name.

    A named tuple, not a dataclass: one is made for every word of an article, and frozen dataclasses take five times as long to make.
    """

    start: int
    end: int
    text: str
    sort: Sort
    noun: Noun | None = None
    known: KnownName | None = None
    first: bool = False
    capital: bool = False

    @property
    def initial(self) -> bool:
        """True for a single capital letter or several with stops, as in "John F. Kennedy" and "C.Y. Leung"."""
        return (len(self.text) == 1 and self.text.isupper()) or (self.text[1:2] == "." and all(len(part) == 1 for part in self.text.split(".")))

    @property
    def acronym(self) -> bool:
        """True for a short word in capitals ("ABC"); names in capitals are longer or stand with others."""
        return 1 < len(self.text) <= 5 and self.text.isupper()


def text_of(words: Sequence[Word]) -> str:
    """The words as they stand, one blank where the text has any."""
    out: list[str] = []
    end = None
    for word in words:
        if end is not None and word.start > end:
            out.append(" ")
        out.append(word.text)
        end = word.end
    return "".join(out)


def without_marks(text: str) -> str:
    """A name without quotation marks around it or its parts."""
    return _BEFORE_SIGN.sub(r"\1", " ".join("".join(" " if sign in MARKS else sign for sign in text.replace("''", " ")).split()))


@dataclass(frozen=True, slots=True)
class Run:
    """Consecutive words `[start, end)` of a word list that may be one person's name, `given` telling how many are first names."""

    start: int
    end: int
    given: int


_WORD_LIMIT = 100
"""A longer run of letters is no word."""

_KEPT = 200_000
"""How many different words a reader keeps; beyond that it starts afresh, so memory stays bounded over any corpus."""


_Reading = tuple[Sort, Noun | None, KnownName | None, bool]
_SMALL = frozenset({Sort.LOWER, Sort.SIGN, Sort.NUMBER})


def _coined(form: str) -> bool:
    """Whether a word in small letters is a name by its build: a capital inside ("xAI"), a number behind, or a place on the web."""
    if "." in form:
        return all(len(part) > 1 for part in form.split("."))
    return form[-1].isdigit() or any(sign.isupper() for sign in form.partition("-")[0])


class Reader:
    """Reads words with a language's name words; it keeps what it has read, so most words cost one look-up."""

    def __init__(self, words: NameWords) -> None:
        self.words = words
        self._seen: dict[str, _Reading] = {}

    def read(self, text: str, start: int, end: int, sentence_start: bool = False) -> list[Word]:
        """The words of `text[start:end]`; `sentence_start` says that the first one is capitalised by its place."""
        out: list[Word] = []
        opening, seen, new = sentence_start, self._seen.get, tuple.__new__
        for match in _WORD.finditer(text, start, end):
            form = match.group()
            sort, noun, known, capital = seen(form) or self._remember(form)
            if opening and sort is Sort.NAME and self.words.common(form):
                sort, capital = Sort.LOWER, False
            # Straight to the tuple: the constructor would cost as much as the rest of this loop.
            out.append(new(Word, (*match.span(), form, sort, noun, known, opening, capital)))
            opening = sort is Sort.SIGN and (opening or form in _OPENERS)
        return out

    def _remember(self, form: str) -> _Reading:
        """What a word form may be, kept for the next time."""
        if len(form) > _WORD_LIMIT:
            return Sort.LOWER, None, None, False
        if len(self._seen) >= _KEPT:
            self._seen.clear()
        sort, noun, known = self._sort(form)
        found = self._seen[form] = (sort, noun, known, sort not in _SMALL)
        return found

    def _sort(self, form: str) -> tuple[Sort, Noun | None, KnownName | None]:
        words = self.words
        if not (form[0].isalnum()):
            return Sort.SIGN, None, None
        if form[0].isdigit():
            return Sort.NUMBER, None, None
        if not form[0].isupper():
            known = words.known(form)
            head, _, tail = form.partition("-")
            named = (tail[:1].isupper() and head in words.particles) or _coined(form)
            return (Sort.NAME if named else Sort.LOWER), None, known
        if words.honorific(form) is not None:
            return Sort.HONORIFIC, None, None
        if words.determiner(form) is not None or words.pronoun(form) is not None:
            return Sort.LOWER, None, None
        noun, known = words.noun(form), words.known(form)
        if known is not None and known.sort is NameSort.ADJECTIVE:
            return Sort.LOWER, None, known
        place = known is not None and known.sort in (NameSort.CAPITAL, NameSort.PLACE)
        if place and words.first_name(form):
            return Sort.FIRST, None, known
        if known is not None and known.sort is not NameSort.INHABITANT and (noun is None or known.sort is not NameSort.MEDIUM):
            return Sort.KNOWN, noun, known
        if words.first_name(form) and not (noun and noun.kind is NounClass.PERSON):
            return Sort.FIRST, noun, known
        if noun is not None:
            return Sort.NOUN, noun, known
        return (Sort.NOUN if known else Sort.NAME), None, known

    def sentences(self, text: str, parse: Parse) -> list[list[Word]]:
        """The words of every sentence of the parse."""
        return [self.read(text, sentence.start, sentence.end, True) for sentence in parse.sentences]

    def run_at(self, line: list[Word], at: int) -> Run | None:
        """The longest run from `at` that may be a person's name, None if no name starts there."""
        first = line[at]
        if first.sort is not Sort.FIRST and (first.sort is not Sort.NAME or first.acronym) and not self._initial_start(line, at):
            return None
        end, given = at + 1, int(line[at].sort is Sort.FIRST)
        while end < len(line) and end - at < _MAX_RUN:
            step = self._step(line, at, end, given)
            if not step:
                break
            if (
                step == 1
                and given
                and line[end].sort is Sort.FIRST
                and line[end - 1].sort is Sort.NAME
                and end + 1 < len(line)
                and line[end + 1].sort is Sort.NAME
            ):
                break
            given += int(line[end].sort is Sort.FIRST and step == 1)
            end += step
        while end - at > 1 and line[at].sort is Sort.NAME and len(line[at].text) > (_LONG if line[at + 1].sort is Sort.FIRST else 2 * _LONG):
            at += 1
        return Run(at, end, given)

    def _initial_start(self, line: list[Word], at: int) -> bool:
        return line[at].initial and at + 2 < len(line) and line[at + 1].text == "." and line[at + 2].sort in (Sort.NAME, Sort.FIRST)

    def _step(self, line: list[Word], at: int, end: int, given: int) -> int:
        """How many words from `end` on continue the run, 0 to stop."""
        word, before = line[end], line[end - 1]
        if before.sort is Sort.FIRST and _NUMERAL.fullmatch(word.text) and end + 1 < len(line) and line[end + 1].text == ".":
            return 2
        if word.text == "." and before.initial and end + 1 < len(line) and line[end + 1].text[:1].isupper():
            return 1
        only_given = (given >= 1 and before.sort is Sort.FIRST) or before.initial or before.text == "."
        if word.sort in (Sort.FIRST, Sort.NAME) and not word.first and not ("." in word.text and word.text.islower()):
            # In a name written in capitals the surname may look like an acronym.
            return int(not word.acronym or (before.sort is Sort.FIRST and before.text.isupper()))
        capital = word.sort in (Sort.NOUN, Sort.KNOWN) or (word.sort is Sort.LOWER and word.text[0].isupper() and word.known is not None)
        small = self._particle(word)
        if only_given and capital and not small and self._can_be_surname(word, before):
            return 1
        binding = end - at == 1 and word.text not in self.words.of and word.text not in self.words.genitive
        if (only_given or binding) and small:
            return self._particles(line, end, only_given)
        return 0

    def _particle(self, word: Word) -> bool:
        """Whether a word is a small word inside names, in whatever letters ("Alexander Van der Bellen")."""
        return word.text in self.words.particles or (word.sort is Sort.NOUN and word.text.lower() in self.words.particles)

    def _can_be_surname(self, word: Word, before: Word) -> bool:
        """Whether a word that looks like something else may be the surname behind a first name."""
        if word.noun is None or word.sort is Sort.KNOWN:
            # Behind a first name that is no noun, "Bloomberg" is a person, not the agency.
            return word.known is not None and (before.noun is None or word.known.sort not in (NameSort.ORGANISATION, NameSort.MEDIUM))
        return word.noun.guessed or self.words.surname(word.text) or any(self.words.surname(base) for base in self.words.bases(word.text))

    def _particles(self, line: list[Word], end: int, given: bool) -> int:
        """Small words and the name they lead to: "von der Leyen"; 0 if a common noun follows them."""
        at = end
        while at < len(line) and at - end < 3 and self._particle(line[at]):
            at += 1
        named = at < len(line) and line[at].sort in (Sort.NAME, Sort.FIRST) and not line[at].acronym
        if at < len(line) and (named or (given and line[end].sort is Sort.NOUN and line[at].capital)):
            return at + 1 - end
        return 0
