"""Every record that crosses rooms; one module per room, in flow order: read these first.

Records are frozen, slotted and typed. They hold no behaviour beyond their own invariants. Ids are content hashes
(`content_id`), so the same input gives the same ids on every machine. Offsets are half-open and count Unicode code
points of `Article.text`. Nothing here reads files, knows a language, or imports another module of Wortlaut except
its errors. Everybody imports from `wortlaut.records`; only the records themselves import each other by module.
"""

from wortlaut.records.capture import Capture, Given, MediaType
from wortlaut.records.clean import READ_LABELS, Article, Label, Line, SourceKind
from wortlaut.records.identity import Producer, content_id, digest_bytes, digest_text
from wortlaut.records.parse import MarkPair, Mention, MentionKind, Parse, Sentence, TimeExpression, Token
from wortlaut.records.quote import Draft, Kind, Modality, ModalityClass, Quotation
from wortlaut.records.resolve import Actor, ActorKind, ChainStep, Hand, How, Link, Resolution, Statement
from wortlaut.records.store import (
    ActorRow,
    ArticleRow,
    Correction,
    Field,
    Include,
    Judgement,
    Mismatch,
    Orphan,
    Problem,
    Query,
    Reading,
    Run,
    Stage,
    StatementRow,
    Verdict,
)
from wortlaut.records.text import UNKNOWN_INTERVAL, Interval, Reason, Span, Spans

__all__ = [
    "READ_LABELS",
    "UNKNOWN_INTERVAL",
    "Actor",
    "ActorKind",
    "ActorRow",
    "Article",
    "ArticleRow",
    "Capture",
    "ChainStep",
    "Correction",
    "Draft",
    "Field",
    "Given",
    "Hand",
    "How",
    "Include",
    "Interval",
    "Judgement",
    "Kind",
    "Label",
    "Line",
    "Link",
    "MarkPair",
    "MediaType",
    "Mention",
    "MentionKind",
    "Mismatch",
    "Modality",
    "ModalityClass",
    "Orphan",
    "Parse",
    "Problem",
    "Producer",
    "Query",
    "Quotation",
    "Reading",
    "Reason",
    "Resolution",
    "Run",
    "Sentence",
    "SourceKind",
    "Span",
    "Spans",
    "Stage",
    "Statement",
    "StatementRow",
    "TimeExpression",
    "Token",
    "Verdict",
    "content_id",
    "digest_bytes",
    "digest_text",
]
