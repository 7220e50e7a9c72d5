"""The seams: small protocols at which readers, annotators, languages, ledgers and engines can be exchanged.

Each seam has an entry-point group and one contract suite in tests/contracts/. Built-ins register the same way as
plug-ins (see pyproject.toml); `wortlaut plugins` lists them. The second half holds the word records that a language
pack fills: rooms know kinds of things, packs know the words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar, runtime_checkable

if TYPE_CHECKING:
    from wortlaut.records import (
        ActorDecision,
        ActorKind,
        ActorRow,
        Adoption,
        Amendment,
        Article,
        ArticleRow,
        Capture,
        Codebook,
        Coding,
        Correction,
        Counted,
        Draft,
        Events,
        Facets,
        Field,
        Hand,
        Interval,
        Judgement,
        Kind,
        Label,
        Mention,
        Mismatch,
        ModalityClass,
        NamedFile,
        NetworkType,
        Orphan,
        Parse,
        Places,
        Problem,
        Producer,
        Query,
        Reading,
        Redaction,
        Registered,
        RegistryState,
        Relation,
        RelationDecision,
        RelationKind,
        Run,
        Sentence,
        SpeechAct,
        StatementCodings,
        StatementRow,
        Suggestion,
        Taken,
        TimeExpression,
        Token,
        Verdict,
        Written,
        dna,
    )

T = TypeVar("T")
R = TypeVar("R")


# --- capture -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read sources: column map for tables (`our name -> their column`), the retrieval time, the size limits in bytes.

    `names` are pairs (path, name) of files that are to be called otherwise than by their path.
    """

    columns: tuple[tuple[str, str], ...] = ()
    retrieved_at: str = ""
    max_document: int = 20_000_000
    names: tuple[tuple[str, str], ...] = ()


@runtime_checkable
class Reader(Protocol):
    """Reads one kind of source file into captures and problems; entry-point group `wortlaut.readers`."""

    name: str
    suffixes: tuple[str, ...]

    def read(self, path: Path, source: str, options: ReadOptions) -> Iterator[Capture | Problem]:
        """Yield every document of the file, or a problem for each that cannot be read; raises CaptureError only if nothing can."""
        ...


# --- parse, quote --------------------------------------------------------------------------------------------


@runtime_checkable
class Annotator(Protocol):
    """Finds quotations in a parsed article; entry-point group `wortlaut.annotators`.

    An annotator that cannot work here (its weights are missing) lets another one serve in its place and names that one as producer.
    """

    name: str
    language: str

    def missing(self) -> str:
        """What keeps it from working here, with the remedy where there is one; empty if nothing does."""
        ...

    def producer(self) -> Producer:
        """Who made the drafts: name, version, digest of tables or weights."""
        ...

    def annotate(self, article: Article, parse: Parse) -> tuple[Draft, ...]:
        """All quotations of the article in text order; never raises on odd text."""
        ...


# --- engine --------------------------------------------------------------------------------------------------


class Engine(Protocol):
    """Runs a pure function over many items, in order; entry-point group `wortlaut.engines`."""

    name: str

    def map(self, function: Callable[[T], R], items: Iterable[T], lost: Callable[[T], R]) -> Iterator[R]:
        """Yield `function(item)` in the order of the items, holding a bounded number; `lost(item)` where a worker died on it."""
        ...


# --- store ---------------------------------------------------------------------------------------------------


class Ledger(Protocol):
    """The append-only ledger of one corpus; entry-point group `wortlaut.ledgers`.

    Every method that writes is one transaction: after a crash either all or nothing of it is there.
    """

    def begin(self, run: Run) -> None:
        """Record that a run started (its counts are still zero)."""
        ...

    def finish(self, run: Run) -> None:
        """Record the end and the counts of a run that began."""
        ...

    def known(self, capture_ids: Sequence[str], producers: str) -> frozenset[str]:
        """Those captures already read to an end by the same `producers` fingerprint."""
        ...

    def put(self, run_id: str, readings: Sequence[Reading], producers: str) -> tuple[Problem, ...]:
        """Store readings in one transaction; newer machine records of a capture supersede the older, judgements stay.

        Returns the problems stored in place of readings that break the promise (an excerpt that is not in its text).
        """
        ...

    def put_import(self, run_id: str, given: dna.Import, readings: Sequence[Reading], beside: Sequence[str]) -> None:
        """Store a file of another program and what it became; its coders accept their statements. The same import again adds nothing.

        The readings were made knowing the imports `beside`, the one it replaces included; raises LedgerBusyError if others stand now.
        """
        ...

    def put_problem(self, run_id: str, problem: Problem) -> None:
        """Store the problem of a source that gave no capture; it counts as a capture that was tried."""
        ...

    def counts(self) -> tuple[int, int, int, int]:
        """Captures, articles, problems (of captures that gave no article), statements in the current extraction."""
        ...

    def articles(self, query: Query) -> Iterator[ArticleRow]:
        """Articles by publication date, unknown dates last."""
        ...

    def statements(self, query: Query) -> Iterator[StatementRow]:
        """Statements by article and position; `query.text` is a full-text search over quotes and their sentences, best first."""
        ...

    def events(self, query: Query) -> Events:
        """The coded statements a network counts: codings of `query.include` and imported ones, which count as judged.

        Statement variables are person, organization, concept (short text), agreement (boolean; None where neutral) and
        those of imported statements; organization is the explicit or confirmed `on_behalf_of` only.
        """
        ...

    def actors(self, query: Query) -> Iterator[ActorRow]:
        """Actors by number of statements."""
        ...

    def count(self, query: Query) -> int:
        """How many statements answer the question; `limit` and `offset` count too."""
        ...

    def facets(self, query: Query) -> Facets:
        """How many statements answer the question, and how many of them each narrower one would find."""
        ...

    def tried(self, capture_id: str) -> Capture:
        """A capture by its own id, whether it became an article or a problem; LedgerError if there is none."""
        ...

    def problems(self) -> Iterator[Problem]:
        """Current problems."""
        ...

    def runs(self) -> Iterator[Run]:
        """Runs, newest first."""
        ...

    def imports(self) -> Iterator[dna.Import]:
        """The imports that no other one replaces, oldest first, with all their rows."""
        ...

    def imported(self, import_id: str) -> bool:
        """Whether the ledger holds this import, replaced or not."""
        ...

    def capture(self, article_id: str) -> Capture:
        """The capture that an article was made from."""
        ...

    def find(self, id_prefix: str) -> StatementRow | ArticleRow:
        """The one statement or article whose id starts so; raises LedgerError if none or several do."""
        ...

    def judge(self, subject: str, verdict: Verdict, by: str, at: str, note: str = "") -> Judgement:
        """Append a judgement on a statement (id or unique prefix)."""
        ...

    def judge_all(self, subjects: Sequence[str], verdict: Verdict, by: str, at: str, note: str = "") -> int:
        """Append one judgement of many statements (ids or unique prefixes), which is undone as one; how many statements they are."""
        ...

    def amend_kind(self, subject: str, kind: Kind, by: str, at: str) -> Amendment:
        """Append the kind of a statement (id or unique prefix)."""
        ...

    def amend_quote(self, subject: str, words: Places, by: str, at: str) -> Amendment:
        """Append which stretches of the text a statement quotes; its id stays. LedgerError for what is not in the text."""
        ...

    def amend_speaker(self, subject: str, actor: str | None, by: str, at: str, new: ActorKind | None = None) -> Amendment:
        """Append who speaks: an actor (id, beginning of an id, or name), a new one of the kind `new`, or None, unknown."""
        ...

    def amend_addressee(self, subject: str, actor: str | None, by: str, at: str, new: ActorKind | None = None) -> Amendment:
        """Append who is spoken to, given like the speaker."""
        ...

    def add(self, article: str, words: Places, kind: Kind, by: str, at: str, actor: str | None = None, new: ActorKind | None = None) -> Amendment:
        """Append a statement that was missed in an article (id or unique prefix), accepted by whoever adds it; undone as one."""
        ...

    def amendments(self, subject: str | None = None) -> Iterator[Amendment]:
        """The whole log of amendments in order, or that of one statement (id or unique prefix); they are applied to everything that is read."""
        ...

    def correct(self, article: str, field: Field, value: str, by: str, at: str) -> Correction:
        """Append a correction of an article's date or outlet (id or unique prefix)."""
        ...

    def merge(self, actor: str, other: str, by: str, at: str) -> ActorDecision:
        """Append that two actors (id, beginning of an id, or name) are one, called as the first; nothing is ever merged silently."""
        ...

    def split(self, actor: str, statements: Sequence[str], by: str, at: str, name: str = "") -> ActorDecision:
        """Append that these statements of an actor are somebody else's, called `name` or by a number behind the old name."""
        ...

    def rename(self, actor: str, name: str, by: str, at: str) -> ActorDecision:
        """Append the name an actor is to be shown with; it is still found by the old one."""
        ...

    def alias(self, actor: str, name: str, by: str, at: str) -> ActorDecision:
        """Append another name of an actor."""
        ...

    def register(self, actors: Iterable[Registered], by: str, at: str) -> tuple[int, int]:
        """Append entries to the registry; how many are new, and how many replace an older one of their name."""
        ...

    def adopt(self, codebook: Codebook, by: str, at: str) -> bool:
        """Append a codebook, which is in force from then on; False if it is in force already."""
        ...

    def codebook(self) -> Codebook | None:
        """The codebook in force; None if there is none."""
        ...

    def adoptions(self) -> Iterator[Adoption]:
        """Every codebook that was taken in, newest first."""
        ...

    def code(self, subject: str, concept: str | None, agreement: int | None, by: str, at: str, note: str = "", *, blind: bool = False) -> Coding:
        """Append a person's coding of a statement (id or unique prefix); no concept: none fits."""
        ...

    def drop(self, subject: str, concept: str | None, by: str, at: str) -> Coding:
        """Append that a person takes back what they coded on a statement and concept; LedgerError if nothing of theirs stands."""
        ...

    def suggest(self, suggestions: Sequence[Suggestion], at: str) -> int:
        """Append a machine's suggestions for current statements in place of its earlier ones; how many are new."""
        ...

    def codings(self, subject: str | None = None) -> Iterator[Coding]:
        """The whole log of codings in order, or that of one statement (id or unique prefix)."""
        ...

    def orphaned_codings(self) -> Iterator[Coding]:
        """People's codings that stand but have no current statement; kept, never moved."""
        ...

    def coded(self, statements: Sequence[StatementRow]) -> tuple[StatementCodings, ...]:
        """What stands coded and suggested for each of these statements, in their order."""
        ...

    def entries(self) -> Iterator[Judgement | Correction | ActorDecision | Amendment | Coding]:
        """Everything people decided on statements, articles and actors, in order, as another ledger can take it in."""
        ...

    def take(self, entries: Iterable[Judgement | Correction | ActorDecision | Amendment | Coding]) -> Taken:
        """Append the decisions of another ledger with who and when, in one transaction; the same again adds nothing."""
        ...

    def decide(self, relation: Relation, kind: RelationKind, verdict: Verdict, by: str, at: str, note: str = "") -> RelationDecision:
        """Append that a candidate is a relation of this kind (accept), or is not (reject); LedgerError for kinds that need nobody."""
        ...

    def relation_decisions(self) -> Iterator[RelationDecision]:
        """The whole log of decisions about relations in order, retractions and all."""
        ...

    def redact(self, actor: str, by: str, at: str, reason: str) -> tuple[Redaction, ...]:
        """Take an actor's words out for good and leave a tombstone per text; decisions on them stay."""
        ...

    def redactions(self) -> Iterator[Redaction]:
        """The tombstones of words that were taken out, oldest first."""
        ...

    def undo(self, by: str, at: str) -> Judgement | Correction | ActorDecision | Amendment | Coding | RelationDecision:
        """Append the retraction of the newest decision of this person that is not yet undone, and of its batch; raises LedgerError if none."""
        ...

    def judgements(self, subject: str | None = None) -> Iterator[Judgement]:
        """The whole log of judgements in order, or that of one statement."""
        ...

    def actor_decisions(self) -> Iterator[ActorDecision]:
        """The whole log of decisions about actors in order, retractions and all; they are applied to everything that is read."""
        ...

    def registered(self) -> Iterator[Registered]:
        """The actors of the registry that count, by name."""
        ...

    def registry(self) -> RegistryState | None:
        """The registry as it is now, None if nothing was ever listed."""
        ...

    def dates(self) -> tuple[tuple[str, Interval], ...]:
        """The publication dates people set and did not take back, by digest of the article's text."""
        ...

    def orphans(self) -> Iterator[Orphan]:
        """Judgements and amendments without a current statement."""
        ...

    def verify(self) -> Iterator[Mismatch]:
        """Every broken promise: excerpts that are not in the text, digests that differ, dangling references."""
        ...

    def close(self) -> None:
        """Release the file."""
        ...


# --- resolve -------------------------------------------------------------------------------------------------


class Registry(Protocol):
    """Who is who beyond one article. All processes of a run ask one moment of it; more bearers than can be told apart are none."""

    digest: str

    def named(self, name: str) -> Sequence[Registered]:
        """Whoever has exactly this name, alias or acronym (`wortlaut.records.name_key`)."""
        ...

    def surnamed(self, surname: str) -> Sequence[Registered]:
        """Persons with this surname."""
        ...

    def holders(self, organisation: str) -> Sequence[Registered]:
        """Whoever has or had a role there, whatever role and whenever; `Role.possible` and `Role.certain` tell."""
        ...


# --- write ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class WriteOptions:
    """What to write: the table (empty where the format takes the whole ledger), which statements, of which type where the format asks for one.

    `password` is called at most once, by formats whose readers must log in, and only if they need one.
    """

    query: Query
    password: Callable[[], str]
    table: str = ""
    statement_type: str = "DNA Statement"


@runtime_checkable
class Writer(Protocol):
    """Writes the ledger to files of one format; entry-point group `wortlaut.writers`.

    `suffixes` choose it, none: only its name does. `tables` are those it can write, the usual one first; a format that takes
    the whole ledger has none.
    """

    name: str
    suffixes: tuple[str, ...]
    tables: tuple[str, ...]

    def write(self, ledger: Ledger, path: Path, options: WriteOptions) -> Written:
        """Write a new file at the path; the same ledger gives the same rows. Raises WriteError for what the format cannot take."""
        ...


@runtime_checkable
class NetworkWriter(Protocol):
    """Makes files of one format of what `study` counted; entry-point group `wortlaut.network_writers`.

    `suffixes` choose it, none: only its name does. `holds` are the kinds of networks it can write; a `dynamic` one takes all time
    windows into one file, the others get a file per window. Every format tells what the network rests on: inside the file, or in
    a second one beside it where the format has no place for that.
    """

    name: str
    suffixes: tuple[str, ...]
    holds: frozenset[NetworkType]
    dynamic: bool

    def files(self, found: Counted, name: str) -> tuple[NamedFile, ...]:
        """The file of this name and those beside it; the same network gives the same bytes. Raises WriteError for what the format cannot take."""
        ...


# --- language packs ------------------------------------------------------------------------------------------


class Follow(StrEnum):
    """What a line says about those behind it: nothing, short lines belong to it until a paragraph comes, or the article ends there."""

    NOTHING = "nothing"
    SHORT = "short"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class LinePattern:
    """A regular expression (whole line, linear time) that gives a line its label; `rule` is the name shown to users.

    `prose`: it may match a whole paragraph. Its named groups are evidence: `outlet`, `company` (a legal form behind the outlet),
    `authors`, `agencies`, `year`, `year2`.
    """

    label: Label
    rule: str
    pattern: str
    follow: Follow = Follow.NOTHING
    prose: bool = False


@dataclass(frozen=True, slots=True)
class LineWords:
    """Words for `clean`: typed line patterns, function words, agencies (short form, name), outlets (form in texts, name), months, weekdays.

    `agency_phrases` are patterns that introduce an agency in a sentence (group `agency`); `inline_credits` are picture
    credits at the end of a line; `own_outlet_phrases` are forms with `{name}` in which an article speaks of its own outlet;
    `name_joiners` join names in a byline,
    `name_particles` stand inside names, `date_words` beside the date in a date line,
    `update_words` before the date of an update.
    """

    patterns: tuple[LinePattern, ...]
    stop_words: frozenset[str]
    agencies: tuple[tuple[str, str], ...]
    outlets: tuple[tuple[str, str], ...]
    months: tuple[tuple[str, int], ...]
    weekdays: tuple[tuple[str, int], ...]
    agency_phrases: tuple[str, ...] = ()
    inline_credits: tuple[str, ...] = ()
    own_outlet_phrases: tuple[str, ...] = ()
    name_joiners: tuple[str, ...] = ()
    name_particles: tuple[str, ...] = ()
    date_words: tuple[str, ...] = ()
    update_words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SentenceWords:
    """Words for `parse`: abbreviations that do not end a sentence (with their dot), words that may follow an ordinal.

    `may_end` are the abbreviations that can end a sentence too; `starters` are capitalised words that open a
    sentence wherever a stop could be read both ways ("Sie war Nr. 3. Der Rest ...").
    """

    abbreviations: frozenset[str]
    after_ordinal: frozenset[str]
    may_end: frozenset[str] = frozenset()
    starters: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ModalityPattern:
    """A regular expression (linear time) for words of doubt and their class."""

    kind: ModalityClass
    pattern: str


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


class MentionFinder(Protocol):
    """Finds the mentions of a parsed article.

    A finder that cannot work here (its weights are missing) lets another one serve in its place and names that one as producer.
    """

    name: str

    def producer(self) -> Producer:
        """Who found the mentions: name, version, digest of tables or weights."""
        ...

    def find(self, text: str, sentences: Sequence[Sentence], tokens: Sequence[Token]) -> tuple[Mention, ...]:
        """All mentions in text order, each within one sentence, none overlapping, the outer one of two; never raises on odd text."""
        ...


class Leaning(StrEnum):
    """What a word tells of a side: for, against, that it reverses what follows, or that things are left open."""

    FOR = "for"
    AGAINST = "against"
    NEGATION = "negation"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class LeaningHit:
    """Words at `[start, end)` of a text that tell a side."""

    start: int
    end: int
    leaning: Leaning


class StanceWords(Protocol):
    """Words for `stance`: what speakers do and which side their words take; `digest` is that of the tables."""

    pack: str
    digest: str

    def act(self, words: str) -> SpeechAct | None:
        """The act that a cue, a frame or a summary names; None where its words name none in particular."""
        ...

    def leanings(self, words: str) -> tuple[LeaningHit, ...]:
        """The words of a side, of negation and of condition, in text order."""
        ...


class Language(Protocol):
    """A language pack: the words of one language; entry-point group `wortlaut.languages`.

    `annotator` names the annotator that the pack prefers where several are installed for its language.
    """

    code: str
    name: str
    version: str
    annotator: str

    def line_words(self) -> LineWords:
        """Words for `clean`."""
        ...

    def sentence_words(self) -> SentenceWords:
        """Words for `parse`."""
        ...

    def times(self, text: str, start: int, end: int, anchor: Interval) -> tuple[TimeExpression, ...]:
        """Time expressions in `text[start:end]`, with offsets in `text`, resolved against the publication interval."""
        ...

    def dates(self, text: str) -> tuple[TimeExpression, ...]:
        """Explicit calendar dates in a short text such as a date line ("19. September 2015"), each one day."""
        ...

    def mention_finder(self) -> MentionFinder:
        """Who finds mentions in this language."""
        ...

    def modality_patterns(self) -> tuple[ModalityPattern, ...]:
        """Words of doubt."""
        ...

    def name_words(self) -> NameWords:
        """Words for `resolve`."""
        ...

    def stance_words(self) -> StanceWords:
        """Words for `stance`."""
        ...

    def demo_folder(self) -> Path | None:
        """The folder of the shipped demo corpus, None if the pack has none."""
        ...
