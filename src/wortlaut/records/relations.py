"""What holds between statements and between articles: what may be asserted, and what only a person can confirm."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from wortlaut.records.identity import content_id
from wortlaut.records.resolve import How
from wortlaut.records.stance import StatementCodings
from wortlaut.records.store import ArticleRow, StatementRow, Verdict
from wortlaut.records.text import Interval, Span, Spans


class RelationKind(StrEnum):
    """How two statements or two articles belong together."""

    SAME_EVENT = "same_event"
    SAME_STATEMENT = "same_statement"
    LITERAL_COPY = "literal_copy"
    TENSION = "tension"
    CONTRADICTION = "contradiction"
    CORROBORATION = "corroboration"
    POSITION_CHANGE = "position_change"


ASSERTABLE = frozenset({RelationKind.SAME_EVENT, RelationKind.SAME_STATEMENT, RelationKind.LITERAL_COPY})
"""Kinds that the texts show by themselves; every other one is a candidate until a person confirms it."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of one article that a relation rests on."""

    article: str
    span: Span


@dataclass(frozen=True, slots=True)
class Relation:
    """Two statements or two articles, how they belong together, the words and the reasons for it.

    `one` is the earlier where that is known. `asserted` is True only for an assertable kind that rests on no guess of the machine;
    everything else is a candidate. `share` is the part of the shorter text that a literal copy covers, from 0 to 1. `concept` is
    the id of the concept on which two statements stand against each other.
    """

    id: str
    kind: RelationKind
    one: str
    other: str
    asserted: bool
    evidence: tuple[Passage, ...]
    reasons: tuple[str, ...]
    share: float | None = None
    concept: str | None = None

    @property
    def articles(self) -> tuple[str, ...]:
        """The articles in which its words stand, in order."""
        return tuple(dict.fromkeys(passage.article for passage in self.evidence))

    @staticmethod
    def id_of(kind: RelationKind, one: str, other: str, concept: str | None = None) -> str:
        """The id of this relation between these two, in whichever order, on this concept."""
        return content_id("l", kind, *sorted((one, other)), concept)


@dataclass(frozen=True, slots=True)
class RelationDecision:
    """A person's decision about a candidate: appended, never overwritten; `retracted` marks the undo of the one it replaces.

    `kind` is what the person says it is. Statement ids hash the text and the quoted stretch, so the decision survives re-extraction.
    """

    id: str
    relation: str
    kind: RelationKind
    one: str
    other: str
    concept: str | None
    verdict: Verdict
    by: str
    at: str
    note: str = ""
    replaces: str | None = None
    retracted: bool = False


@dataclass(frozen=True, slots=True)
class Stance:
    """The side a statement takes on a concept (-1, 0: none of both, 1), and whether a person coded it."""

    concept: str
    side: int
    reviewed: bool


@dataclass(frozen=True, slots=True)
class Voiced:
    """A statement as relations compare it: small, so that those of a whole corpus fit into memory.

    `when` is when it was said, else when the article was published. `named` is False where the machine inferred the speaker from a
    pronoun, a role or a description. `stances` are those of people, where there are none the best suggestion of the machine.
    """

    statement: str
    article: str
    actor: str | None
    name: str
    named: bool
    when: Interval
    quote: Spans
    addressee: str | None = None
    place: str | None = None
    stances: tuple[Stance, ...] = ()

    @classmethod
    def of(cls, row: StatementRow, codings: StatementCodings, middle: float = 0.0) -> Voiced:
        """The statement of a row with what stands coded for it; `middle` is the level of the codebook's scale that takes no side."""
        statement = row.statement
        known = statement.said is not None and (statement.said.start or statement.said.end)
        return cls(
            statement=statement.id,
            article=row.article.id,
            actor=row.actor.id if row.actor is not None else None,
            name=row.actor.name if row.actor is not None else "",
            named=statement.actor_how in SURE,
            when=statement.said if statement.said is not None and known else row.article.published,
            quote=row.quotation.quote,
            addressee=row.addressee.id if row.addressee is not None else None,
            place=statement.place.text if statement.place is not None else None,
            stances=stances_of(codings, middle),
        )


SURE = frozenset({How.NAMED, How.SURNAME, How.TITLE, How.ACRONYM})
"""The ways of naming a speaker that no inference of the machine is in."""


def stances_of(codings: StatementCodings, middle: float) -> tuple[Stance, ...]:
    """The sides that a statement takes: those people coded, where there are none that of the machine's best suggestion."""
    chosen = codings.people or codings.machine[:1]
    found: dict[str, Stance] = {}
    for coding in chosen:
        if coding.concept is not None and coding.agreement is not None:
            side = (coding.agreement > middle) - (coding.agreement < middle)
            found[coding.concept] = Stance(coding.concept, side, coding.by is not None)
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class Told:
    """An article as relations compare it: when it was published, its dateline's place, the agencies of its byline."""

    article: str
    when: Interval
    place: str | None
    agencies: tuple[str, ...]

    @classmethod
    def of(cls, row: ArticleRow) -> Told:
        """The article of a row, corrections applied."""
        article = row.article
        return cls(article.id, article.published, article.place.text if article.place is not None else None, article.agencies)


@dataclass(frozen=True, slots=True)
class Story:
    """Articles that belong together by shared actors and close dates, in order of date, and what is asserted between them.

    `actors` are the names of those who speak in at least two of the articles. `origins` counts groups of articles that no literal
    copy and no agency ties together; that is no finding that they are independent.
    """

    id: str
    articles: tuple[str, ...]
    actors: tuple[str, ...]
    start: str | None
    end: str | None
    origins: int
    relations: tuple[Relation, ...]
