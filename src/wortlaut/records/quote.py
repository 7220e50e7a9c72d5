"""What `quote` finds: quotations with their cue, frame, speaker and addressee."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from wortlaut.records.identity import Producer, content_id
from wortlaut.records.text import Span, Spans


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
