"""Every record that crosses rooms, in flow order: read this file first.

Records are frozen, slotted and typed. They hold no behaviour beyond their own invariants. Ids are content hashes
(`content_id`), so the same input gives the same ids on every machine. Offsets are half-open and count Unicode code
points of `Article.text`. Nothing here reads files, knows a language, or imports another module of Wortlaut except
its errors.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from wortlaut.errors import QuotationError


def digest_bytes(data: bytes) -> str:
    """The sha256 of bytes as 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def digest_text(text: str) -> str:
    """The sha256 of a text in UTF-8 (lone surrogates kept), as 64 hexadecimal digits."""
    return digest_bytes(text.encode("utf-8", errors="surrogatepass"))


def content_id(prefix: str, *parts: object) -> str:
    """An id such as `s-3f9a0c5d21b4e870`: prefix and 16 hexadecimal digits of the hash of all parts."""
    joined = "\x1f".join(str(part) for part in parts)
    return f"{prefix}-{digest_text(joined)[:16]}"


# --- who made a record ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Producer:
    """What made a machine record: `name` and `version` of the step, digest of its weights or tables, pack and its version."""

    name: str
    version: str
    weights: str | None = None
    pack: str | None = None


# --- capture -------------------------------------------------------------------------------------------------


class MediaType(StrEnum):
    """What the bytes of a capture are."""

    TEXT = "text/plain"
    HTML = "text/html"


@dataclass(frozen=True, slots=True)
class Given:
    """What the user said about a source beside its text (columns of a table, options); strings kept as given."""

    row: int | None = None
    key: str | None = None
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Capture:
    """One document as it came: its bytes, how to decode them, and where it came from.

    `source` is the path as the user gave it (`-` for standard input; `press.csv#17` for row 17 of a table).
    `data` never holds a byte-order mark; `charset` is a Python codec name that decodes all of `data` strictly.
    """

    id: str
    source: str
    data: bytes
    media_type: MediaType
    charset: str
    charset_reason: str
    digest: str
    retrieved_at: str
    given: Given = Given()

    @property
    def text(self) -> str:
        """The decoded source; for plain text this is `Article.text`, character for character."""
        return self.data.decode(self.charset)

    @classmethod
    def of(
        cls, source: str, data: bytes, media_type: MediaType, charset: str, charset_reason: str, retrieved_at: str, given: Given = Given()
    ) -> Capture:
        """Build a capture and its id: the same bytes with the same given values are the same capture, wherever they lie."""
        digest = digest_bytes(data)
        known = (given.key, given.title, given.outlet, given.published, given.url, given.authors, given.language)
        key = content_id("c", media_type, charset, digest, *known)
        return cls(key, source, data, media_type, charset, charset_reason, digest, retrieved_at, given)


# --- text and time -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch `[start, end)` of `Article.text` with the words that stand there."""

    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end or self.end - self.start != len(self.text):
            raise QuotationError("a span is empty, inverted or does not fit its words", f"[{self.start}, {self.end}) {self.text[:40]!r}")

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """Cut the span out of the text; errors if it is empty or outside."""
        return cls(start, end, text[start:end])

    def within(self, other: Span) -> bool:
        """True where every character of this span lies in the other."""
        return other.start <= self.start and self.end <= other.end

    def overlaps(self, other: Span) -> bool:
        """True where both share a character."""
        return self.start < other.end and other.start < self.end


Spans = tuple[Span, ...]
"""A possibly discontinuous stretch: spans in text order that do not overlap."""


class Reason(StrEnum):
    """Why an interval is what it is; a closed list."""

    METADATA = "metadata"
    DATE_LINE = "date line"
    DATELINE = "dateline"
    WEEKDAY = "weekday"
    MONTH = "month"
    YEAR = "year"
    EVENT = "event"
    USER = "user"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Interval:
    """ISO dates, both ends inclusive, `None` where unknown; `best` only where one day stands; `span` is what it rests on."""

    start: str | None = None
    end: str | None = None
    best: str | None = None
    reason: Reason = Reason.UNKNOWN
    span: Span | None = None

    def __post_init__(self) -> None:
        if self.start and self.end and self.start > self.end:
            raise QuotationError("an interval ends before it starts", f"{self.start} .. {self.end}")

    @classmethod
    def day(cls, iso: str, reason: Reason, span: Span | None = None) -> Interval:
        """One whole day."""
        return cls(iso, iso, iso, reason, span)


UNKNOWN_INTERVAL = Interval()


# --- clean ---------------------------------------------------------------------------------------------------


class Label(StrEnum):
    """What a line of an article is; quotations are sought in lead, subhead and body."""

    HEADLINE = "headline"
    KICKER = "kicker"
    LEAD = "lead"
    SUBHEAD = "subhead"
    BODY = "body"
    CAPTION = "caption"
    META = "meta"
    JUNK = "junk"


READ_LABELS = frozenset({Label.LEAD, Label.SUBHEAD, Label.BODY})


@dataclass(frozen=True, slots=True)
class Line:
    """A labelled stretch `[start, end)` of one line of the text (usually the whole line without outer blanks) and the rule that labelled it."""

    start: int
    end: int
    label: Label
    rule: str


class SourceKind(StrEnum):
    """What an article was made from; only `text` and `row` carry source offsets (equal to text offsets)."""

    TEXT = "text"
    HTML = "html"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Article:
    """A readable text with everything its lines and metadata tell about it.

    For text sources `text` is the decoded source unchanged, so offsets are source offsets; for HTML it is the
    extracted text, headline first, blank line between paragraphs. `lines` are in text order, do not overlap and
    cover every non-blank character. Unknown outlet: `outlet` is None and `outlet_reason` says why.
    """

    id: str
    capture_id: str
    source: str
    source_kind: SourceKind
    text: str
    digest: str
    lines: tuple[Line, ...]
    headline: Span | None = None
    outlet: str | None = None
    outlet_reason: str = ""
    host: str | None = None
    url: str | None = None
    agencies: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    place: Span | None = None
    published: Interval = UNKNOWN_INTERVAL
    modified: Interval | None = None
    language: str | None = None

    def span(self, start: int, end: int) -> Span:
        """The span `[start, end)` of this article's text."""
        return Span.of(self.text, start, end)

    @staticmethod
    def id_of(capture_id: str, text_digest: str) -> str:
        """The id of the article that this capture yields with this text."""
        return content_id("a", capture_id, text_digest)


# --- parse ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or single sign at `[start, end)`; `text` is what stands there."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence `[start, end)` without outer blanks; its tokens are `Parse.tokens[first:last]`.

    `line` indexes `Article.lines`; `paragraph` counts up with every line that is read.
    """

    start: int
    end: int
    first: int
    last: int
    line: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class MarkPair:
    """Paired quotation marks: `[open_start, open_end)` and `[close_start, close_end)`; depth 0 is outermost; `single` for inner marks.

    An opening mark that never closes gives no pair; it is kept in `Parse.unpaired`.
    """

    open_start: int
    open_end: int
    close_start: int
    close_end: int
    depth: int
    single: bool

    @property
    def start(self) -> int:
        """Where the pair starts, mark included."""
        return self.open_start

    @property
    def end(self) -> int:
        """Where the pair ends, mark included."""
        return self.close_end


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that tell a time ("am Freitag", "seit etwa einem Jahr") and the interval they mean, given the article's date."""

    span: Span
    interval: Interval


@dataclass(frozen=True, slots=True)
class Parse:
    """Sentences, tokens, paired marks and time expressions of the read lines of one article, in text order."""

    article_id: str
    sentences: tuple[Sentence, ...]
    tokens: tuple[Token, ...]
    marks: tuple[MarkPair, ...]
    unpaired: tuple[int, ...] = ()
    times: tuple[TimeExpression, ...] = ()

    def normalise_marks(self, text: str) -> str:
        """A copy of the article's text, equally long, in which every paired mark is „…“ (inner ones ‚…‘), so offsets stay what they are."""
        signs = list(text)
        for pair in self.marks:
            opening, closing = "\u201a\u2018" if pair.single else "\u201e\u201c"
            signs[pair.open_start : pair.open_end] = opening * (pair.open_end - pair.open_start)
            signs[pair.close_start : pair.close_end] = closing * (pair.close_end - pair.close_start)
        return "".join(signs)


# --- quote ---------------------------------------------------------------------------------------------------


class Kind(StrEnum):
    """The five kinds of quotation (docs/glossary.md)."""

    DIRECT = "Direct"
    INDIRECT = "Indirect"
    REPORTED = "Reported"
    FREE_INDIRECT = "FreeIndirect"
    INDIRECT_FREE_INDIRECT = "IndirectFreeIndirect"


class ModalityClass(StrEnum):
    """The text's own doubt, each with its words."""

    HEARSAY = "hearsay"
    ATTRIBUTED_FIGURE = "attributed figure"
    DISTANCE = "distance"
    POSSIBILITY = "possibility"
    UNVERIFIED = "unverified"
    DENIED = "denied"
    NEGATED_REPORT = "negated report"
    CONFLICTING = "conflicting sources"


@dataclass(frozen=True, slots=True)
class Modality:
    """Words of doubt in or around a quotation and their class."""

    span: Span
    kind: ModalityClass


@dataclass(frozen=True, slots=True)
class Draft:
    """A quotation as an annotator proposes it, before it has an id; `within` is the index of the enclosing draft in the same tuple."""

    kind: Kind
    quote: Spans
    cue: Spans = ()
    frame: Spans = ()
    speaker: Spans = ()
    addressee: Spans = ()
    within: int | None = None
    confidence: float = 0.5
    rule: str = ""
    speaker_reason: str = ""


@dataclass(frozen=True, slots=True)
class Quotation:
    """What stands in the text: a passage that renders what somebody said, with its cue, frame, speaker and addressee.

    `id` depends on article text and quote spans only, so it survives a new producer that finds the same words.
    """

    id: str
    article_id: str
    kind: Kind
    quote: Spans
    cue: Spans
    frame: Spans
    speaker: Spans
    addressee: Spans
    nested_in: str | None
    modality: tuple[Modality, ...]
    confidence: float
    rule: str
    producer: Producer
    speaker_reason: str = ""

    @staticmethod
    def id_of(article_id: str, quote: Spans) -> str:
        """The id of the quotation with these quote spans in this article."""
        return content_id("s", article_id, *(f"{s.start}-{s.end}" for s in quote))


# --- resolve -------------------------------------------------------------------------------------------------


class ActorKind(StrEnum):
    """What an actor is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    STATE = "state"
    GROUP = "group"
    DOCUMENT = "document"
    ANONYMOUS = "anonymous"


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, organisation, state, group, document or unnamed source, with every name it is called by in the texts.

    `id` hashes kind and canonical name for actors with a name of their own, and article and words besides for
    those known only inside one article (anonymous sources, bare surnames).
    """

    id: str
    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()


class How(StrEnum):
    """How a mention was linked to its actor; everything but `named` is shown as a machine suggestion."""

    NAMED = "named"
    SURNAME = "surname"
    TITLE = "title"
    ACRONYM = "acronym"
    ROLE = "role"
    PRONOUN = "pronoun"
    METONYM = "metonym"
    DESCRIPTION = "description"


@dataclass(frozen=True, slots=True)
class Link:
    """A mention, the actor it means, how that is known, and how sure."""

    span: Span
    actor_id: str
    how: How
    confidence: float


class Hand(StrEnum):
    """What a step of the reporting chain is."""

    OUTLET = "outlet"
    AGENCY = "agency"
    MEDIUM = "medium"
    SPOKESPERSON = "spokesperson"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class ChainStep:
    """One hand a statement went through; chains run from the outlet over the byline's agencies and cited media to the spokesperson.

    `span` is where the hand stands in the text, None where it comes from the article's metadata.
    """

    hand: Hand
    name: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """A quotation as an act of an actor; `id` is the id of its quotation. `actor_id` is None where unknown, and `actor_reason` says why."""

    id: str
    article_id: str
    actor_id: str | None
    actor_how: How | None
    actor_reason: str
    addressee_id: str | None
    said: Interval | None
    chain: tuple[ChainStep, ...]
    producer: Producer


@dataclass(frozen=True, slots=True)
class Resolution:
    """What `resolve` makes of one article: its actors, the links from mentions, and one statement per quotation."""

    article_id: str
    actors: tuple[Actor, ...]
    links: tuple[Link, ...]
    statements: tuple[Statement, ...]


# --- store ---------------------------------------------------------------------------------------------------


class Verdict(StrEnum):
    """What a person decided about a statement; `unsure` is a valid answer."""

    ACCEPT = "accept"
    REJECT = "reject"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's decision about one quoted stretch: appended, never overwritten.

    It is bound to the digest of the article's text and the quote spans, so it survives re-extraction; `replaces`
    names the judgement it supersedes; `retracted` marks an undo of the one it replaces.
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


class Stage(StrEnum):
    """The stages in the order of the flow; the same words name the rooms."""

    CAPTURE = "capture"
    CLEAN = "clean"
    PARSE = "parse"
    QUOTE = "quote"
    RESOLVE = "resolve"
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


# --- reading the ledger --------------------------------------------------------------------------------------


class Include(StrEnum):
    """Which statements a question is about: judged ones, those only a machine made, or all that are not rejected."""

    JUDGED = "judged"
    MACHINE = "machine"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Query:
    """Filters of the reading commands; None means no filter. Dates are ISO and compare with intervals by overlap."""

    actor: str | None = None
    outlet: str | None = None
    kind: Kind | None = None
    since: str | None = None
    until: str | None = None
    include: Include = Include.ALL
    article: str | None = None
    text: str | None = None
    limit: int | None = None


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
    """A statement with all it rests on: its quotation, resolved actor, article (corrections applied) and newest judgement."""

    quotation: Quotation
    statement: Statement
    actor: Actor | None
    addressee: Actor | None
    article: Article
    title: str | None
    judgement: Judgement | None = None


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An actor with the number of statements made by it and the articles it speaks in."""

    actor: Actor
    statements: int
    articles: int


@dataclass(frozen=True, slots=True)
class Orphan:
    """A judgement whose quoted stretch is no longer in the current extraction; kept, never moved."""

    judgement: Judgement
    excerpt: str
    reason: str


@dataclass(frozen=True, slots=True)
class Mismatch:
    """What `verify` found wrong: the record and how it breaks the promise."""

    subject: str
    reason: str
