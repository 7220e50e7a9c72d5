"""Tables of what was read: statements, articles, actors, problems."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wortlaut.records import ActorRow, ArticleRow, Interval, Problem, Spans, StatementRow
from wortlaut.write.schema import Cell, Field, FieldKind, Table

TEXT, INTEGER, NUMBER, BOOLEAN = FieldKind.TEXT, FieldKind.INTEGER, FieldKind.NUMBER, FieldKind.BOOLEAN
DATE, MOMENT, TEXTS, SPANS = FieldKind.DATE, FieldKind.MOMENT, FieldKind.TEXTS, FieldKind.SPANS


def words(spans: Spans) -> str:
    """The words of an interrupted stretch, with an ellipsis between its parts."""
    return " … ".join(span.text for span in spans)


def places(spans: Spans) -> Cell:
    """Where the parts of a stretch stand."""
    return [{"start": span.start, "end": span.end} for span in spans]


def _exact(row: StatementRow) -> str:
    return row.article.text[row.quotation.quote[0].start : row.quotation.quote[-1].end]


def interval(name: str, what: str, of: Callable[[Any], Interval | None]) -> tuple[Field, ...]:
    """The columns of an interval: both ends, the best day, the reason."""

    def part(key: str) -> Callable[[Any], Cell]:
        return lambda row: getattr(found, key) if (found := of(row)) is not None else None

    return (
        Field(f"{name}_start", DATE, f"first day on which {what}", part("start")),
        Field(f"{name}_end", DATE, f"last day on which {what}", part("end")),
        Field(f"{name}_best", DATE, "the day, where one stands", part("best")),
        Field(f"{name}_reason", TEXT, "what the dates rest on", part("reason")),
    )


def _published(row: StatementRow | ArticleRow) -> Interval:
    return row.article.published


def _said(row: StatementRow) -> Interval | None:
    return row.statement.said


STATEMENTS = Table(
    "statements",
    "a statement that nobody rejected, in order of article and place",
    (
        Field("statement_id", TEXT, "id of the statement", lambda row: row.quotation.id),
        Field("article_id", TEXT, "id of its article", lambda row: row.article.id),
        Field("doc_sha256", TEXT, "SHA-256 of the text of the article in UTF-8", lambda row: row.article.digest),
        Field("source", TEXT, "file or address the article was read from", lambda row: row.article.source),
        Field("url", TEXT, "address of the article", lambda row: row.article.url),
        Field("outlet", TEXT, "who published it", lambda row: row.article.outlet),
        Field("title", TEXT, "title of the article", lambda row: row.title),
        *interval("published", "the article may have been published", _published),
        Field("kind", TEXT, "Direct, Indirect, Reported, FreeIndirect, IndirectFreeIndirect", lambda row: row.quotation.kind),
        Field("start", INTEGER, "where the quoted words begin in the text, in code points", lambda row: row.quotation.quote[0].start),
        Field("end", INTEGER, "where they end (not included)", lambda row: row.quotation.quote[-1].end),
        Field("exact", TEXT, "the text from start to end", _exact),
        Field("quote_spans", SPANS, "the parts of the quoted words", lambda row: places(row.quotation.quote)),
        Field("quote", TEXT, "the quoted words, parts joined by an ellipsis", lambda row: words(row.quotation.quote)),
        Field("cue", TEXT, "the words of saying", lambda row: words(row.quotation.cue)),
        Field("frame", TEXT, "the words that introduce or embed it", lambda row: words(row.quotation.frame)),
        Field("speaker", TEXT, "the words that name who said it", lambda row: words(row.quotation.speaker)),
        Field("addressee", TEXT, "the words that name to whom", lambda row: words(row.quotation.addressee)),
        Field("nested_in", TEXT, "statement it stands in", lambda row: row.quotation.nested_in),
        Field("actor_id", TEXT, "who said it", lambda row: row.actor.id if row.actor else None),
        Field("actor", TEXT, "name of who said it", lambda row: row.actor.name if row.actor else None),
        Field("actor_kind", TEXT, "person, organisation, state, group, document, anonymous", lambda row: row.actor.kind if row.actor else None),
        Field("actor_how", TEXT, "how the speaker was taken for the actor", lambda row: row.statement.actor_how),
        Field("actor_reason", TEXT, "why there is no actor", lambda row: None if row.actor else row.statement.actor_reason),
        Field("on_behalf_of_id", TEXT, "for whom the actor spoke", lambda row: row.on_behalf_of.id if row.on_behalf_of else None),
        Field("on_behalf_of", TEXT, "name of for whom", lambda row: row.on_behalf_of.name if row.on_behalf_of else None),
        Field("addressee_id", TEXT, "actor to whom it was said", lambda row: row.addressee.id if row.addressee else None),
        *interval("said", "it may have been said", _said),
        Field("place", TEXT, "where it was said", lambda row: row.statement.place.text if row.statement.place else None),
        Field("speech_act", TEXT, "what the speaker does, told by the cue", lambda row: row.statement.speech_act),
        Field(
            "modality",
            TEXTS,
            "the text's own doubt, as `class: words`",
            lambda row: [f"{one.kind}: {one.span.text}" for one in row.quotation.modality],
        ),
        Field(
            "chain",
            TEXTS,
            "the hands it went through, as `hand: name`, outlet first",
            lambda row: [f"{one.hand}: {one.name}" for one in row.statement.chain],
        ),
        Field("confidence", NUMBER, "how sure the machine is of the extraction, 0 to 1", lambda row: row.quotation.confidence),
        Field("rule", TEXT, "what found it", lambda row: row.quotation.rule),
        Field(
            "extractor",
            TEXT,
            "program that found it, as `name@version`",
            lambda row: f"{row.quotation.producer.name}@{row.quotation.producer.version}",
        ),
        Field("status", TEXT, "machine, or what a person decided: accept, unsure", lambda row: row.judgement.verdict if row.judgement else "machine"),
        Field("reviewer", TEXT, "who decided", lambda row: row.judgement.by if row.judgement else None),
        Field("reviewed_at", MOMENT, "when", lambda row: row.judgement.at if row.judgement else None),
    ),
    lambda ledger, query: ledger.statements(query),
    filtered=True,
)

ARTICLES = Table(
    "articles",
    "an article, by date; its text stays in the ledger",
    (
        Field("article_id", TEXT, "id of the article", lambda row: row.article.id),
        Field("doc_sha256", TEXT, "SHA-256 of its text in UTF-8", lambda row: row.article.digest),
        Field("source", TEXT, "file or address it was read from", lambda row: row.article.source),
        Field("source_kind", TEXT, "what the source was", lambda row: row.article.source_kind),
        Field("title", TEXT, "its title", lambda row: row.title),
        Field("outlet", TEXT, "who published it", lambda row: row.article.outlet),
        Field("outlet_reason", TEXT, "what that rests on, or why there is none", lambda row: row.article.outlet_reason),
        Field("url", TEXT, "its address", lambda row: row.article.url),
        Field("agencies", TEXTS, "news agencies it names as its own sources", lambda row: list(row.article.agencies)),
        Field("authors", TEXTS, "who wrote it", lambda row: list(row.article.authors)),
        *interval("published", "it may have been published", _published),
        Field("language", TEXT, "code of its language", lambda row: row.article.language),
        Field("statements", INTEGER, "how many statements it has", lambda row: row.statements),
        Field("judged", INTEGER, "how many of them a person judged", lambda row: row.judged),
    ),
    lambda ledger, query: ledger.articles(query),
    filtered=True,
)


def _catalogues(row: ActorRow) -> Cell:
    return [f"{catalogue}: {number}" for catalogue, number in row.registered.external_ids] if row.registered else []


ACTORS = Table(
    "actors",
    "an actor who says something, most statements first",
    (
        Field("actor_id", TEXT, "id of the actor", lambda row: row.actor.id),
        Field("name", TEXT, "its name", lambda row: row.actor.name),
        Field("kind", TEXT, "person, organisation, state, group, document, anonymous", lambda row: row.actor.kind),
        Field("aliases", TEXTS, "its other names", lambda row: list(row.actor.aliases)),
        Field("roles", TEXTS, "its roles, as the texts have them", lambda row: list(row.actor.roles)),
        Field("statements", INTEGER, "how many statements it made", lambda row: row.statements),
        Field("articles", INTEGER, "in how many articles", lambda row: row.articles),
        Field("registered", BOOLEAN, "whether the registry lists it", lambda row: row.registered is not None),
        Field("external_ids", TEXTS, "what catalogues call it, as `catalogue: id`", _catalogues),
    ),
    lambda ledger, query: ledger.actors(query),
    filtered=True,
)


def _problem(name: str, meaning: str) -> Field:
    def value(problem: Problem) -> Cell:
        return getattr(problem, name)  # type: ignore[no-any-return] # every field of a problem is text

    return Field(name, TEXT, meaning, value)


PROBLEMS = Table(
    "problems",
    "a source that gave no article",
    (
        _problem("source", "file or address"),
        _problem("stage", "where it failed"),
        _problem("reason", "what happened"),
        _problem("remedy", "what to do"),
        _problem("capture_id", "its capture, where there is one"),
    ),
    lambda ledger, _query: ledger.problems(),
)
