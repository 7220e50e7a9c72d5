"""What a pack says about names: how one language points to people, bodies, places and sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from wortlaut.records import (
        Hand,
    )


class Gender(StrEnum):
    """Grammatical gender of a name, noun or pronoun."""

    MALE = "male"
    FEMALE = "female"
    NEUTER = "neuter"


class NounClass(StrEnum):
    """What a common noun stands for when it speaks."""

    PERSON = "person"
    ORGANISATION = "organisation"
    MEDIUM = "medium"
    DOCUMENT = "document"
    SOURCE = "source"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Noun:
    """A common noun in its uninflected form (`base`).

    `office` is what two role nouns are compared by, gender left out (minister, female minister: one office); `prefix` is the
    first part of a hyphenated compound; `unnamed` nouns stay unnamed sources, `spokesperson` nouns are those of spokespeople,
    `represents` nouns speak for whom they govern (spokespeople, lawyers), `agency` nouns are news agencies,
    `colleague` nouns share the office of somebody else; `governs` says that the speaker is the noun it governs ("statements of X"),
    `generic` organisation nouns point back when they stand with an article alone, `typed` ones
    only tell the type of the name that follows ("the maker X"), `guessed` compounds stand in no list and may be surnames, and
    `spoken_for` is the noun inside a compound with such a noun or with a spokesperson.
    """

    base: str
    kind: NounClass
    office: str = ""
    genders: frozenset[Gender] = frozenset()
    singular: bool = True
    plural: bool = False
    prefix: str = ""
    unnamed: bool = False
    spokesperson: bool = False
    represents: bool = False
    agency: bool = False
    colleague: bool = False
    governs: bool = False
    generic: bool = False
    typed: bool = False
    guessed: bool = False
    spoken_for: str = ""


class Determiner(StrEnum):
    """What stands before a noun: the, this, a (some, many, ...), his, her (their), my (our), own."""

    DEFINITE = "definite"
    DEMONSTRATIVE = "demonstrative"
    INDEFINITE = "indefinite"
    HIS = "his"
    HER = "her"
    OURS = "ours"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A pronoun: 1 or 3 (2 for those that point, 0 for indefinite ones), genders of its singular readings, whether it can be plural."""

    person: int
    genders: frozenset[Gender]
    plural: bool


class NameSort(StrEnum):
    """What a form of a known name is."""

    STATE = "state"
    ADJECTIVE = "adjective"
    INHABITANT = "inhabitant"
    CAPITAL = "capital"
    PLACE = "place"
    ORGANISATION = "organisation"
    MEDIUM = "medium"


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name of the pack's lists: its canonical form and what the form at hand is."""

    name: str
    sort: NameSort


@dataclass(frozen=True, slots=True)
class ChainPattern:
    """A regular expression (linear time) whose group `hand` starts a noun phrase that passed the statement on; `hand` says as what.

    As a speaker: anybody or anything on whose word a statement rests, whatever the phrase turns out to mean.
    """

    hand: Hand
    pattern: str


class NameWords(Protocol):
    """Words for `resolve`: how one language points to people, organisations, states and sources.

    `anonymous` starts the name of unnamed sources; `particles` are the small words inside names; `of` the words between a noun
    and what it governs; `agencies` are the listed media that are news agencies; `chain` finds those who passed a statement on; `behalf`
    and `places` are regular expressions (linear time) whose groups `whom` and `place` start what stands behind words like "in the name of"
    and before a place, with a group `between` for words that may hold no other noun; `longest_name` is the greatest number of
    words in a listed name, `trust` weighs what is known of an answer and answers less probable than `trust_bound` are withheld,
    `pack` and `digest` name the pack and its tables in records, `joining` are the words that join two speakers,
    `joint` the usual one of them, `regions` the places that are no towns, `local` the nouns for bodies that every town has,
    `regnal` the offices whose holders go by title and first name (popes, kings),
    `single` the indefinite articles of one thing, `within` the prepositions before the place where something is, `opening` all that may
    open what stands between an article and a participle ("the in X printed paper").
    """

    anonymous: str
    particles: frozenset[str]
    of: frozenset[str]
    genitive: frozenset[str]
    joining: frozenset[str]
    joint: str
    regions: frozenset[str]
    local: frozenset[str]
    regnal: frozenset[str]
    single: frozenset[str]
    within: frozenset[str]
    opening: frozenset[str]
    agencies: frozenset[str]
    chain: tuple[ChainPattern, ...]
    behalf: tuple[str, ...]
    places: tuple[str, ...]
    longest_name: int
    trust: Mapping[str, float]
    trust_bound: float
    pack: str
    digest: str

    def __hash__(self) -> int:
        """Name words are kept by identity, so that what was read of a word can be kept with them."""
        ...

    def noun(self, word: str) -> Noun | None:
        """The reading of a capitalised word as a common noun, compounds included; None for names and unknown words."""
        ...

    def determiner(self, word: str) -> Determiner | None:
        """The reading of a word as a determiner, any case of letters."""
        ...

    def pronoun(self, word: str) -> Pronoun | None:
        """The reading of a word that stands alone as a pronoun, any case of letters."""
        ...

    def article_genders(self, article: str) -> frozenset[Gender]:
        """The genders that an article in lower letters allows a noun in the singular, in any case ("" allows all)."""
        ...

    def first_name(self, word: str) -> frozenset[Gender]:
        """The genders of people with this first name; empty if it is not a known first name."""
        ...

    def honorific(self, word: str) -> frozenset[Gender] | None:
        """The genders a form of address or academic title tells (empty for neutral ones); None for other words."""
        ...

    def surname(self, word: str) -> bool:
        """Whether this word, though it looks like a common word, is a known surname."""
        ...

    def common(self, word: str) -> bool:
        """Whether the word in lower letters is a common word of the language, so its capital may come from its place only."""
        ...

    def bases(self, word: str) -> tuple[str, ...]:
        """What a name may be without its inflection, the form as it stands first ("Lawrows": Lawrows, Lawrow)."""
        ...

    def known(self, name: str) -> KnownName | None:
        """A name of the lists (state, adjective in any inflection, inhabitant, capital, organisation, medium), None otherwise."""
        ...

    def called(self, name: str) -> tuple[str, ...]:
        """The further names of a state, organisation or medium of the lists, given its canonical one; none for other names."""
        ...

    def nominative(self, name: str) -> str:
        """A name of an organisation in the nominative without article, given as it stands after an article in any case."""
        ...

    def attributive(self, word: str) -> bool:
        """Whether a word stands before a noun as its adjective or participle."""
        ...

    def of_town(self, word: str) -> bool:
        """Whether an unknown capitalised word before a noun may be the adjective of a town or region."""
        ...

    def adjective_source(self, word: str) -> tuple[str, bool] | None:
        """Who speaks in a noun of saying by the adjective before it ("official statements"), and whether they stay unnamed."""
        ...

    def owned(self, noun: str, owner: str) -> tuple[str, ...]:
        """How the language says that something belongs to a state or person ("government of X"), every usual way."""
        ...

    def nominative_plural(self, name: str) -> str:
        """A phrase for several unnamed people in the nominative plural without article."""
        ...

    def plural_article(self, article: str, word: str, noun: Noun) -> bool:
        """Whether a noun that can be both stands in the plural, given its article in lower letters ("" for none)."""
        ...

    def plural_verb(self, cue: str) -> bool:
        """Whether the words of saying show more than one speaker."""
        ...
