"""Tables of what people and machines decided: judgements, codings, concepts, and the events that networks count."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wortlaut.records import Coding, Concept, Document, Event, Judgement, Producer, Query, Value
from wortlaut.seams import Ledger
from wortlaut.write.schema import Cell, Field, Table
from wortlaut.write.tables_found import BOOLEAN, INTEGER, MOMENT, NUMBER, SPANS, TEXT, TEXTS


def _quote(row: Judgement | Coding) -> Cell:
    return [{"start": start, "end": end} for start, end in row.quote]


def _made_by(producer: Producer | None) -> str | None:
    return f"{producer.name}@{producer.version}" if producer else None


JUDGEMENTS = Table(
    "judgements",
    "a person's decision on a statement, in order; the whole log",
    (
        Field("judgement_id", TEXT, "id of the decision", lambda row: row.id),
        Field("statement_id", TEXT, "statement it is about", lambda row: row.subject),
        Field("doc_sha256", TEXT, "SHA-256 of the text it stands in", lambda row: row.article_digest),
        Field("quote_spans", SPANS, "the words that were judged, in code points of that text", _quote),
        Field("verdict", TEXT, "accept, reject, unsure", lambda row: row.verdict),
        Field("reviewer", TEXT, "who decided", lambda row: row.by),
        Field("at", MOMENT, "when", lambda row: row.at),
        Field("note", TEXT, "what the person noted", lambda row: row.note),
        Field("replaces", TEXT, "decision that it stands in for", lambda row: row.replaces),
        Field("retracted", BOOLEAN, "whether it only takes that one back", lambda row: row.retracted),
    ),
    lambda ledger, _query: ledger.judgements(),
)

CODINGS = Table(
    "codings",
    "what a statement says on a concept, by a person or as a machine's suggestion, in order; the whole log",
    (
        Field("coding_id", TEXT, "id of the coding", lambda row: row.id),
        Field("statement_id", TEXT, "statement that was coded", lambda row: row.statement),
        Field("doc_sha256", TEXT, "SHA-256 of the text it stands in", lambda row: row.article_digest),
        Field("quote_spans", SPANS, "the words that were coded, in code points of that text", _quote),
        Field("concept", TEXT, "id of the concept; none: no concept fits", lambda row: row.concept),
        Field("agreement", INTEGER, "level of the codebook's scale; none: it cannot be told", lambda row: row.agreement),
        Field("status", TEXT, "coded (by a person) or suggested", lambda row: row.status),
        Field("coder", TEXT, "who coded", lambda row: row.by),
        Field("extractor", TEXT, "program that suggested it, as `name@version`", lambda row: _made_by(row.producer)),
        Field("codebook", TEXT, "version of the codebook", lambda row: row.codebook),
        Field("at", MOMENT, "when", lambda row: row.at),
        Field("note", TEXT, "what the coder noted", lambda row: row.note),
        Field("blind", BOOLEAN, "whether it was coded without sight of suggestions and other coders", lambda row: row.blind),
        Field("score", NUMBER, "how high a machine ranked it, 0 to 1; no probability", lambda row: row.score),
        Field("replaces", TEXT, "coding that it stands in for", lambda row: row.replaces),
        Field("retracted", BOOLEAN, "whether it only takes that one back", lambda row: row.retracted),
    ),
    lambda ledger, _query: ledger.codings(),
)


@dataclass(frozen=True, slots=True)
class _Defined:
    """A concept with the version of its codebook."""

    codebook: str
    concept: Concept


def _concepts(ledger: Ledger, _query: Query) -> Iterator[_Defined]:
    book = ledger.codebook()
    return iter([_Defined(book.version, one) for one in book.concepts] if book else [])


CONCEPTS = Table(
    "concepts",
    "a concept of the codebook in force, in its order",
    (
        Field("concept", TEXT, "id of the concept", lambda row: row.concept.id),
        Field("label", TEXT, "its first label", lambda row: row.concept.label()),
        Field("labels", TEXTS, "all labels, as `language: label`", lambda row: [f"{code}: {label}" for code, label in row.concept.labels]),
        Field("description", TEXT, "what it means", lambda row: row.concept.description),
        Field("examples", TEXTS, "sentences that speak on it", lambda row: list(row.concept.examples)),
        Field("cues", TEXTS, "words that speak for it", lambda row: list(row.concept.cues)),
        Field("parent", TEXT, "id of a wider concept", lambda row: row.concept.parent),
        Field("agree", TEXT, "what somebody holds who agrees", lambda row: row.concept.agree.wording),
        Field("disagree", TEXT, "what somebody holds who disagrees", lambda row: row.concept.disagree.wording),
        Field("codebook", TEXT, "version of the codebook", lambda row: row.codebook),
    ),
    _concepts,
)


@dataclass(frozen=True, slots=True)
class _Counted:
    """An event with its values by name and the document it stands in."""

    event: Event
    values: dict[str, Value]
    document: Document


USUAL = ("person", "organization", "concept", "agreement")
"""The variables that every event list has; others stand together in one column."""


def _events(ledger: Ledger, query: Query) -> Iterator[_Counted]:
    found = ledger.events(query)
    names = [variable.name for variable in found.variables]
    documents = {document.id: document for document in found.documents}
    for event in found.rows:
        yield _Counted(event, dict(zip(names, event.values, strict=True)), documents.get(event.document, Document(event.document)))


def _others(row: _Counted) -> Cell:
    return [
        f"{name}={int(value) if isinstance(value, bool) else value}"
        for name, value in row.values.items()
        if name not in USUAL and value not in (None, "")
    ]


def _text(name: str, meaning: str) -> Field:
    def value(row: _Counted) -> Cell:
        found = row.values.get(name)
        return None if found is None else str(found)

    return Field(name, TEXT, meaning, value)


EVENTS = Table(
    "events",
    "a coded statement as networks count it, imported ones with it",
    (
        Field("event_id", TEXT, "id of the coding", lambda row: row.event.id),
        Field("statement_id", TEXT, "statement that was coded", lambda row: row.event.statement),
        Field("document_id", TEXT, "article it stands in", lambda row: row.event.document),
        Field("document_title", TEXT, "title of the article", lambda row: row.document.title),
        Field("document_source", TEXT, "who published it", lambda row: row.document.source),
        Field("time", TEXT, "ISO date, or date and time without a zone", lambda row: row.event.when),
        Field("exact_date", BOOLEAN, "whether the day is known, not the best guess of an interval", lambda row: row.event.exact),
        _text("person", "who said it"),
        _text("organization", "organisation that said it, or on whose behalf it was said"),
        _text("concept", "label of the concept"),
        Field("agreement", BOOLEAN, "whether the statement agrees; none: it takes no side", lambda row: _side(row.values.get("agreement"))),
        Field("other_values", TEXTS, "further variables of imported statements, as `name=value`", _others),
        Field("reviewed", BOOLEAN, "whether a person judged it; imported codings count so", lambda row: row.event.reviewed),
        Field("confidence", NUMBER, "confidence of the machine, 1 where it is reviewed", lambda row: row.event.confidence),
        Field("second_hand", BOOLEAN, "whether another medium or person passed it on", lambda row: row.event.second_hand),
        Field("statement_type", TEXT, "type of the statement, as in DNA", lambda row: row.event.statement_type),
    ),
    _events,
    filtered=True,
)


def _side(value: Value) -> bool | None:
    return None if value is None or isinstance(value, str) else bool(value)
