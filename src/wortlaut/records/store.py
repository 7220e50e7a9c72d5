"""What the ledger keeps beside machine records, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from wortlaut.records.amendments import Amendment, Places
from wortlaut.records.capture import Capture
from wortlaut.records.clean import Article
from wortlaut.records.parse import Parse
from wortlaut.records.quote import Kind, Quotation
from wortlaut.records.registry import Registered
from wortlaut.records.resolve import Actor, Resolution, Statement


class Verdict(StrEnum):
    """What a person decided about a statement; `unsure` is a valid answer."""

    ACCEPT = "accept"
    REJECT = "reject"
    UNSURE = "unsure"


class Ground(StrEnum):
    """Why a statement was rejected, where a reviewer says so with one key; kept as the note of the judgement."""

    NO_QUOTATION = "no quotation"
    WRONG_WORDS = "wrong words"
    WRONG_SPEAKER = "wrong speaker"
    NOT_IN_ARTICLE = "not part of the article"
    FOUND_TWICE = "found twice"
    OUTSIDE = "outside the study"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's decision about one quoted stretch: appended, never overwritten.

    It is bound to the digest of the article's text and the quote spans, so it survives re-extraction; `replaces`
    names the judgement it supersedes; `retracted` marks an undo of the one it replaces. Entries of one `batch` are undone together.
    """

    id: str
    subject: str
    article_digest: str
    quote: tuple[tuple[int, int], ...]
    verdict: Verdict
    by: str
    at: str
    note: str = ""
    replaces: str | None = None
    retracted: bool = False
    batch: str | None = None


class Stage(StrEnum):
    """The stages in the order of the flow; the same words name the rooms."""

    CAPTURE = "capture"
    CLEAN = "clean"
    PARSE = "parse"
    QUOTE = "quote"
    RESOLVE = "resolve"
    STANCE = "stance"
    STORE = "store"


@dataclass(frozen=True, slots=True)
class Problem:
    """A document (or a part of one) that could not be processed: which, at what stage, why, and what to do."""

    source: str
    stage: Stage
    reason: str
    remedy: str = ""
    capture_id: str | None = None

    def line(self) -> str:
        """The problem in one line: source, what happened, how to fix it."""
        return " ".join(": ".join(part for part in (self.source, self.reason, self.remedy) if part).split())


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything the stages made of one capture; either `article` or `problem` is set, so captures = articles + problems."""

    capture: Capture
    article: Article | None = None
    parse: Parse | None = None
    quotations: tuple[Quotation, ...] = ()
    resolution: Resolution | None = None
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """One execution of the pipeline: what went in, with which settings and versions, and what came out."""

    id: str
    started_at: str
    finished_at: str | None
    sources: tuple[str, ...]
    config: str
    version: str
    captures: int = 0
    known: int = 0
    articles: int = 0
    statements: int = 0
    problems: int = 0


class Field(StrEnum):
    """What `wortlaut articles set` can correct."""

    DATE = "date"
    OUTLET = "outlet"


@dataclass(frozen=True, slots=True)
class Correction:
    """A value a person set for an article: appended, wins over the machine's, can be undone (`retracted`)."""

    id: str
    article_digest: str
    field: Field
    value: str
    by: str
    at: str
    replaces: str | None = None
    retracted: bool = False


class Include(StrEnum):
    """Which statements a question is about: judged ones, those only a machine made, or all that are not rejected."""

    JUDGED = "judged"
    MACHINE = "machine"
    ALL = "all"


class Order(StrEnum):
    """How statements are ordered: by article and place in it, or the least sure first, for review."""

    PLACE = "place"
    UNSURE_FIRST = "unsure first"


@dataclass(frozen=True, slots=True)
class Query:
    """Filters of the reading commands; None means no filter.

    Dates are ISO and compare with intervals by overlap. `offset` rows are left out first. Rejected statements are left out, unless
    `with_rejected` asks for them. `concept` is the id of one that people coded the statement with. `undated` asks for articles of
    which no day, first or last, is known. `second_hand` asks for what other media or people passed on (True), or for the rest (False).
    `flagged` asks for statements that wait for a second reader, `rule` for those that this rule found, `least` for those of which the machine
    is at least so sure, `run` for those that are as this run read them.
    """

    actor: str | None = None
    outlet: str | None = None
    kind: Kind | None = None
    since: str | None = None
    until: str | None = None
    include: Include = Include.ALL
    article: str | None = None
    text: str | None = None
    limit: int | None = None
    offset: int = 0
    order: Order = Order.PLACE
    with_rejected: bool = False
    concept: str | None = None
    undated: bool = False
    second_hand: bool | None = None
    flagged: bool = False
    rule: str | None = None
    least: float | None = None
    run: str | None = None


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article as the ledger shows it: user corrections applied, with counts of its statements."""

    article: Article
    title: str | None
    statements: int
    judged: int
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A statement with all it rests on: its quotation, resolved actors, article (corrections applied) and newest judgement.

    `amendments` are the changes people made that count, one per part; they are applied already. `replies` are what was deposited on it.
    """

    quotation: Quotation
    statement: Statement
    actor: Actor | None
    addressee: Actor | None
    article: Article
    title: str | None
    judgement: Judgement | None = None
    on_behalf_of: Actor | None = None
    amendments: tuple[Amendment, ...] = ()
    replies: tuple[Amendment, ...] = ()

    @property
    def anchor(self) -> Places:
        """The quoted stretch as it was found, by which decisions find the statement; an amended quote does not move it."""
        if self.amendments:
            return self.amendments[0].quote
        return tuple((span.start, span.end) for span in self.quotation.quote)


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An actor with the number of statements made by it, the articles it speaks in, and what the registry says of it."""

    actor: Actor
    statements: int
    articles: int
    registered: Registered | None = None


@dataclass(frozen=True, slots=True)
class Facets:
    """How many statements answer a question, and how many of them each narrower question would find.

    Kinds and reviews in their order, outlets and actors by number (the first ones), years in order; what is unknown is in none.
    """

    total: int
    kinds: tuple[tuple[Kind, int], ...]
    reviews: tuple[tuple[Include, int], ...]
    outlets: tuple[tuple[str, int], ...]
    years: tuple[tuple[str, int], ...]
    actors: tuple[tuple[Actor, int], ...]


@dataclass(frozen=True, slots=True)
class NearWord:
    """A word that no statement has, and words spelt much like it with the number of statements that have them."""

    word: str
    like: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Orphan:
    """A judgement or amendment whose quoted stretch is no longer in the current extraction; kept, never moved."""

    decision: Judgement | Amendment
    excerpt: str
    reason: str


@dataclass(frozen=True, slots=True)
class Mismatch:
    """What `verify` found wrong: the record and how it breaks the promise."""

    subject: str
    reason: str


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of another ledger's decisions: how many are new, were here already, are on texts not in this ledger, cannot be taken.

    `conflicts` counts statements on which both sides decided differently, `disputed` names the actors that would be shown otherwise
    if this ledger's decisions had come after the other's; all decisions are kept.
    """

    new: int = 0
    known: int = 0
    elsewhere: int = 0
    refused: int = 0
    conflicts: int = 0
    disputed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Redaction:
    """The tombstone of an actor's words in one text: whose, by whom, when, why, and where they stood.

    `article_digest` is the digest of the text as it was captured and stays its name; `masked_digest` is that of the text
    as it stands now, with a mask of the same length in the places.
    """

    id: str
    actor_id: str
    actor: str
    by: str
    at: str
    reason: str
    article_digest: str
    places: tuple[tuple[int, int], ...]
    masked_digest: str
