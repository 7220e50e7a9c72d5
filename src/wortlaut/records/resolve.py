"""What `resolve` makes of quotations: statements of actors, with the chain of hands they went through."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from wortlaut.records.identity import Producer
from wortlaut.records.text import Interval, Span


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
    SPEAKER = "speaker"
    DOCUMENT = "document"
    SOURCE = "source"
    SPOKESPERSON = "spokesperson"


PASSED_ON = frozenset({Hand.MEDIUM, Hand.SPEAKER, Hand.DOCUMENT, Hand.SOURCE})
"""Hands that told of what somebody else had said; a spokesperson speaks for the actor."""


@dataclass(frozen=True, slots=True)
class ChainStep:
    """One hand a statement went through, the reader's end first.

    Chains run from the outlet over the byline's agencies and cited media to the speakers, documents and unnamed sources that tell of the
    statement, and the spokesperson who made it.

    `span` is where the hand stands in the text, None where it comes from the article's metadata.
    """

    hand: Hand
    name: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """A quotation as an act of an actor; `id` is the id of its quotation. `actor_id` is None where unknown, and `actor_reason` says why.

    The actor is who spoke: `on_behalf_of_id` says for whom and never takes its place. `place` is where it was said, None where the text
    names no place; `speech_act` is what kind of act it is, None where nothing has classified it.
    """

    id: str
    article_id: str
    actor_id: str | None
    actor_how: How | None
    actor_reason: str
    addressee_id: str | None
    said: Interval | None
    chain: tuple[ChainStep, ...]
    producer: Producer
    on_behalf_of_id: str | None = None
    place: Span | None = None
    speech_act: str | None = None

    @property
    def second_hand(self) -> bool:
        """Whether others passed it on."""
        return any(step.hand in PASSED_ON for step in self.chain)


@dataclass(frozen=True, slots=True)
class Resolution:
    """What `resolve` makes of one article: its actors, the links from mentions, and one statement per quotation."""

    article_id: str
    actors: tuple[Actor, ...]
    links: tuple[Link, ...]
    statements: tuple[Statement, ...]
