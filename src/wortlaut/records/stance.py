"""What `stance` knows of issues: the codebook, what a machine suggests, and what people coded."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from enum import StrEnum

from wortlaut.records.identity import Producer, content_id


class SpeechAct(StrEnum):
    """What a speaker does with a statement, told by the words of its cue and not by its content."""

    ASSERT = "assert"
    DEMAND = "demand"
    PROPOSE = "propose"
    ANNOUNCE = "announce"
    PROMISE = "promise"
    WELCOME = "welcome"
    REJECT = "reject"
    CRITICISE = "criticise"
    ACCUSE = "accuse"
    DENY = "deny"
    ADMIT = "admit"
    WARN = "warn"
    THREATEN = "threaten"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class Pole:
    """One end of a concept: what somebody holds who stands there, and words that tell it (`wording` may be empty)."""

    wording: str = ""
    cues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Concept:
    """An issue on which actors take positions.

    `id` is the coder's own short name and stays when labels change; `labels` are (language code, label) pairs; `agree` and
    `disagree` are the upper and the lower end of the codebook's scale; `parent` is the id of a wider concept.
    """

    id: str
    labels: tuple[tuple[str, str], ...]
    description: str = ""
    examples: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    parent: str | None = None
    agree: Pole = Pole()
    disagree: Pole = Pole()

    def label(self, language: str = "") -> str:
        """The label in a language, else the first one."""
        return dict(self.labels).get(language) or self.labels[0][1]


AGREEMENT: tuple[int, ...] = (-1, 0, 1)
"""The usual scale: disagrees, takes no side, agrees."""


@dataclass(frozen=True, slots=True)
class Codebook:
    """The concepts of a study and the levels of agreement, lowest first; `version` is the hash of all of it."""

    version: str
    name: str
    scale: tuple[int, ...]
    concepts: tuple[Concept, ...]

    @classmethod
    def of(cls, name: str, concepts: tuple[Concept, ...], scale: tuple[int, ...] = AGREEMENT) -> Codebook:
        """Build a codebook and its version: the same concepts in the same order are the same version, wherever they were read."""
        return cls(content_id("b", name, scale, *map(astuple, concepts)), name, scale, concepts)

    def concept(self, concept_id: str) -> Concept | None:
        """The concept with this id."""
        return next((concept for concept in self.concepts if concept.id == concept_id), None)


@dataclass(frozen=True, slots=True)
class Adoption:
    """A codebook as it was taken into the ledger: by whom (may be empty) and when; the newest one is in force."""

    codebook: Codebook
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A concept the machine holds possible for a statement: `score` from 0 to 1, `why` names the words and decisions it rests on."""

    statement: str
    concept: str
    agreement: int | None
    score: float
    why: tuple[str, ...]
    producer: Producer


class CodingStatus(StrEnum):
    """Whether a machine suggested a coding or a person made it."""

    SUGGESTED = "suggested"
    CODED = "coded"


@dataclass(frozen=True, slots=True)
class Coding:
    """What a statement says on a concept: appended, never overwritten.

    Exactly one of `by` (a person: status coded) and `producer` (a machine: status suggested) is set. It is bound to the digest
    of the article's text and the quote spans like a judgement, so it survives re-extraction. `concept` is None where the coder
    found that no concept of the codebook fits; `agreement` is a level of the codebook's scale, None where it cannot be told.
    `blind` codings were made without sight of suggestions and of other coders. `replaces` is the coding of the same coder on
    the same statement and concept that this one supersedes; `retracted` takes that one back.
    """

    id: str
    statement: str
    article_digest: str
    quote: tuple[tuple[int, int], ...]
    concept: str | None
    agreement: int | None
    status: CodingStatus
    by: str | None
    producer: Producer | None
    codebook: str
    at: str
    note: str = ""
    blind: bool = False
    score: float | None = None
    replaces: str | None = None
    retracted: bool = False


@dataclass(frozen=True, slots=True)
class StatementCodings:
    """What stands for one statement: what people coded, in the order they did, and the newest suggestions of a machine, best first."""

    statement: str
    people: tuple[Coding, ...]
    machine: tuple[Coding, ...]
