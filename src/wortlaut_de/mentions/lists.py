"""Mentions by lists alone: listed names in any form, people by first names and forms of address, offices by their nouns.

Serves alone where the trained weights are missing. Not for: deciding between readings of a word by its context, which the network does.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from wortlaut.records import MentionKind, Sentence, Token
from wortlaut.seams import KnownName, NameSort, NounClass
from wortlaut_de.name_tables import digest, entries, named_lists, rows
from wortlaut_de.names import GermanNames, load_name_words
from wortlaut_de.tomlfile import read_table, words

TABLE = "mentions.toml"
LONGEST_PERSON = 7
"""Tokens that the name of a person may have."""

MARKED = "marked name"
"""The rule of a medium that is named by a common word: it counts in quotation marks only."""

_KEPT = 100_000
_FIRST_WORD = re.compile(r"\w+(?:-\w+)*")
_KINDS = {
    NameSort.STATE: MentionKind.STATE,
    NameSort.CAPITAL: MentionKind.PLACE,
    NameSort.PLACE: MentionKind.PLACE,
    NameSort.ORGANISATION: MentionKind.ORGANISATION,
    NameSort.MEDIUM: MentionKind.ORGANISATION,
}
CONFIDENCE = {"name": 0.73, MARKED: 0.7, "derived": 0.68, "body": 0.5, "role": 0.95, "first name": 0.88, "address": 0.9, "surname": 0.6}
"""By rule, as often as it was right where settings are compared; roles as read (recipes/de/mention/RESULTS.md)."""


@dataclass(frozen=True, slots=True)
class Found:
    """A mention in token numbers of the article: `[first, last)`."""

    first: int
    last: int
    kind: MentionKind
    rule: str


class ListedMentions:
    """Finds mentions by the lists of the pack; build it with `listed_mentions`, it keeps what it has read of words."""

    def __init__(self, names: GermanNames) -> None:
        self._names = names
        self._longer = _longer_names(names)
        self._roles = words(TABLE, "roles")
        self._bodies = words(TABLE, "bodies")
        self._marks = frozenset(words(TABLE, "marks"))
        self._read: dict[str, tuple[MentionKind, str] | None] = {}

    def find(self, text: str, sentences: Sequence[Sentence], tokens: Sequence[Token]) -> list[Found]:
        """All mentions of the sentences in text order; people named in full are found again by their surname."""
        found = [one for sentence in sentences for one in self._sentence(text, tokens, sentence)]
        found += self._surnames(tokens, found)
        found.sort(key=lambda one: one.first)
        return found

    def _sentence(self, text: str, tokens: Sequence[Token], sentence: Sentence) -> Iterator[Found]:
        at = sentence.first
        while at < sentence.last:
            one = self._at(text, tokens, at, sentence)
            if one is not None:
                yield one
            at = one.last if one is not None else at + 1

    def _at(self, text: str, tokens: Sequence[Token], at: int, sentence: Sentence) -> Found | None:
        """The mention that starts at a token: a listed name of several words, a person, then the word alone."""
        word = tokens[at].text
        if not word[0].isalpha():
            return None
        if word[0].isupper():
            longer = self._longer_name(text, tokens, at, sentence.last)
            if longer is not None:
                return longer
            last = self._person_end(tokens, at, sentence.last)
            if last:
                return Found(at, last, MentionKind.PERSON, "first name")
            if at > sentence.first and self._names.honorific(word) is None and self._addressed(tokens, at, sentence.first):
                return Found(at, at + 1, MentionKind.PERSON, "address")
        reading = self.word(word)
        if reading is None or (reading[1] == MARKED and not self._marked(tokens, at, sentence.first)):
            return None
        return Found(at, at + 1, *reading)

    def _marked(self, tokens: Sequence[Token], at: int, first: int) -> bool:
        """Whether an opening mark stands before a word, or before its article."""
        before = at - 1 if at - 1 <= first or self._names.determiner(tokens[at - 1].text) is None else at - 2
        return before >= first and tokens[before].text in self._marks

    def word(self, word: str) -> tuple[MentionKind, str] | None:
        """Kind and rule of a word alone, None where it is no mention or nothing listed."""
        if word not in self._read:
            if len(self._read) > _KEPT:
                self._read.clear()
            self._read[word] = self._word(word)
        return self._read[word]

    def _word(self, word: str) -> tuple[MentionKind, str] | None:
        known = self._names.known(word)
        if known is not None:
            return self._listed(word, known)
        noun = self._names.noun(word) if word[0].isupper() else None
        if noun is None:
            return None
        low = noun.base.lower()
        if noun.kind is NounClass.PERSON and (noun.office.endswith(self._roles) or low.endswith(self._roles)):
            return MentionKind.ROLE, "role"
        if noun.kind is NounClass.ORGANISATION and low.endswith(self._bodies) and low not in self._bodies:
            return MentionKind.ORGANISATION, "body"
        return None

    def _listed(self, word: str, known: KnownName) -> tuple[MentionKind, str] | None:
        if known.sort in (NameSort.ADJECTIVE, NameSort.INHABITANT):
            of = self._names.known(known.name)
            return (MentionKind.STATE if of is not None and of.sort is NameSort.STATE else MentionKind.PLACE), "derived"
        kind = _KINDS[known.sort]
        if not word[0].isupper():
            return (kind, "name") if known.name == word else None
        doubtful = self._names.noun(word) is not None or self._names.common(word)
        return kind, MARKED if known.sort is NameSort.MEDIUM and doubtful else "name"

    # --- names of several words ------------------------------------------------------------------------------

    def _longer_name(self, text: str, tokens: Sequence[Token], at: int, end: int) -> Found | None:
        start = tokens[at].start
        for form, kind in self._longer.get(tokens[at].text, ()):
            if text.startswith(form, start):
                stop, last = start + len(form), at
                while last < end and tokens[last].end < stop:
                    last += 1
                if last < end and tokens[last].end in (stop, stop + text.startswith("s", stop)):
                    return Found(at, last + 1, kind, "name")
        return None

    # --- people ----------------------------------------------------------------------------------------------

    def _person_end(self, tokens: Sequence[Token], at: int, end: int) -> int:
        """The end of the full name that a first name at this token opens, 0 where there is none."""
        last = at
        while last < end and last - at < LONGEST_PERSON and _joined(tokens, at, last) and self._names.first_name(tokens[last].text):
            last += 1
        if last == at:
            return 0
        while (
            last + 1 < end
            and _joined(tokens, at, last)
            and len(tokens[last].text) == 1
            and tokens[last].text.isupper()
            and tokens[last + 1].text == "."
        ):
            last += 2
        while last < end and last - at < LONGEST_PERSON and _joined(tokens, at, last) and tokens[last].text in self._names.particles:
            last += 1
        if last < end and _joined(tokens, at, last) and self._may_be_surname(tokens[last].text):
            return last + 1
        return last if last - at >= 2 else 0

    def _may_be_surname(self, word: str) -> bool:
        if not word[0].isupper() or not word[-1].isalpha() or len(word) < 2:
            return False
        if self._names.surname(word) or any(self._names.surname(base) for base in self._names.bases(word)):
            return True
        noun = self._names.noun(word)
        return (noun is None or noun.guessed) and self._names.known(word) is None

    def _addressed(self, tokens: Sequence[Token], at: int, first: int) -> bool:
        """Whether a form of address or a title stands before a word that may be a surname."""
        before = at - 1 if tokens[at - 1].text != "." or at - 1 == first else at - 2
        return self._names.honorific(tokens[before].text) is not None and self._may_be_surname(tokens[at].text)

    def _surnames(self, tokens: Sequence[Token], found: Sequence[Found]) -> list[Found]:
        """Surnames of the people found, wherever else they stand alone."""
        people = [one for one in found if one.kind is MentionKind.PERSON]
        surnames = {base for one in people for base in self._names.bases(tokens[one.last - 1].text)}
        surnames |= {f"{name}s" for name in surnames}
        taken = {number for one in found for number in range(one.first, one.last)}
        common = {name for name in surnames if self._names.noun(name) is not None and not self._names.surname(name)}
        surnames -= common
        return [
            Found(number, number + 1, MentionKind.PERSON, "surname")
            for number, token in enumerate(tokens)
            if token.text in surnames and number not in taken
        ]


def _joined(tokens: Sequence[Token], at: int, last: int) -> bool:
    """Whether only a blank, or the stop of an initial, stands between a token and the one before it."""
    return last == at or tokens[last].start - tokens[last - 1].end <= 1


def _longer_names(names: GermanNames) -> dict[str, tuple[tuple[str, MentionKind], ...]]:
    """Listed names of several words by their first word, longest first; those that begin with an article are known without it."""
    forms = [row.split("\t")[0] for row in rows("states_forms.tsv.gz")] + list(entries("names_places.txt.gz"))
    for part in ("regions", "organisations", "media"):
        for name, others in named_lists(part).items():
            forms += [name, *others]
    out: dict[str, list[tuple[str, MentionKind]]] = {}
    for form in sorted(set(forms), key=lambda one: (-len(one), one)):
        first, known = _FIRST_WORD.match(form), names.known(form)
        if first is None or first.end() == len(form) or names.determiner(first.group()) is not None:
            continue
        if known is not None and known.sort in _KINDS:
            out.setdefault(first.group(), []).append((form, _KINDS[known.sort]))
    return {word: tuple(found) for word, found in out.items()}


@cache
def listed_mentions() -> ListedMentions:
    """The lists of the pack, read once."""
    return ListedMentions(load_name_words())


@cache
def lists_digest() -> str:
    """The sha256 over the name tables and the word lists of mentions."""
    return hashlib.sha256(f"{digest()} {sorted(read_table(TABLE).items())}".encode()).hexdigest()
