"""Rows of the tables back into records, in batches: a bounded number in memory, a bounded number of questions.

Corrections and judgements are applied here, so that nothing that reads the ledger can forget them.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TypeVar

from sqlalchemy import Connection, func, select

from wortlaut.errors import LedgerError, QuotationError
from wortlaut.records import (
    Actor,
    ActorKind,
    ActorRow,
    Article,
    ArticleRow,
    Capture,
    ChainStep,
    Correction,
    Field,
    Given,
    How,
    Interval,
    Judgement,
    Kind,
    Line,
    Link,
    MediaType,
    Modality,
    Problem,
    Producer,
    Quotation,
    Reason,
    Run,
    SourceKind,
    Span,
    Stage,
    Statement,
    StatementRow,
)
from wortlaut.store import amended, identities
from wortlaut.store.codec import from_json
from wortlaut.store.dates import interval_of
from wortlaut.store.decisions import standing
from wortlaut.store.put import REMOVED, chunks
from wortlaut.store.tables import (
    ACTORS,
    ARTICLES,
    CAPTURES,
    CONTENTS,
    CURRENT,
    EXTRACTIONS,
    IDENTITIES,
    PRODUCERS,
    SHOWN_ARTICLES,
    STATEMENTS,
    TEXTS,
    AnyRow,
)

T = TypeVar("T")

BATCH = 200
"""Rows fetched at once."""


@contextmanager
def decoding(subject: str) -> Iterator[None]:
    """Name the record that cannot be decoded."""
    try:
        yield
    except (LedgerError, QuotationError, ValueError, TypeError, AttributeError, LookupError, zlib.error) as error:
        raise LedgerError(
            "a stored record is damaged", f"{subject} ({str(error)[:120]})", "run `wortlaut verify` and restore the ledger from a copy"
        ) from error


# --- articles ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Loaded:
    """A current article with its title and the corrections that stand."""

    article: Article
    title: str | None
    corrections: tuple[Correction, ...]


def articles(connection: Connection, keys: Sequence[int], judged: dict[tuple[str, str], Judgement] | None = None) -> dict[int, Loaded]:
    """Articles by extraction, corrections applied; standing judgements are added to `judged` where it is given."""
    question = (
        select(ARTICLES, TEXTS.c.text, CAPTURES.c.id.label("capture_id"))
        .join(TEXTS, TEXTS.c.digest == ARTICLES.c.text_digest)
        .join(EXTRACTIONS, EXTRACTIONS.c.key == ARTICLES.c.extraction_key)
        .join(CAPTURES, CAPTURES.c.key == EXTRACTIONS.c.capture_key)
    )
    rows = [row for chunk in chunks(keys) for row in connection.execute(question.where(ARTICLES.c.extraction_key.in_(chunk)))]
    verdicts, corrected = standing(connection, sorted({row.text_digest for row in rows}))
    if judged is not None:
        judged.update(verdicts)
    found: dict[int, Loaded] = {}
    for row in rows:
        applied = tuple(sorted((corrected[row.text_digest, field] for field in Field if (row.text_digest, field) in corrected), key=lambda c: c.at))
        found[row.extraction_key] = Loaded(_corrected(article_of(row), applied), row.title, applied)
    return found


def article_of(row: AnyRow) -> Article:
    """The article as the machine made it; raises LedgerError if the row is damaged."""
    with decoding(row.id):
        return Article(
            id=row.id,
            capture_id=row.capture_id,
            source=row.source,
            source_kind=SourceKind(row.source_kind),
            text=row.text,
            digest=row.text_digest,
            lines=_many(tuple[Line, ...], row.lines),
            headline=_span(row.headline),
            outlet=row.outlet,
            outlet_reason=row.outlet_reason,
            host=row.host,
            url=row.url,
            agencies=_many(tuple[str, ...], row.agencies),
            authors=_many(tuple[str, ...], row.authors),
            place=_span(row.place),
            published=Interval(row.published_start, row.published_end, row.published_best, Reason(row.published_reason), _span(row.published_span)),
            modified=from_json(Interval, row.modified) if row.modified is not None else None,
            language=row.language,
        )


def links_of(row: AnyRow) -> tuple[Link, ...]:
    """The links from mentions to actors of an article's row."""
    with decoding(row.id):
        return _many(tuple[Link, ...], row.links)


def _corrected(article: Article, corrections: tuple[Correction, ...]) -> Article:
    for correction in corrections:
        if correction.field is Field.DATE:
            article = replace(article, published=interval_of(correction.value))
        else:
            article = replace(article, outlet=correction.value, outlet_reason=f"set by {correction.by}")
    return article


def _many(hint: type[tuple[T, ...]], text: str) -> tuple[T, ...]:
    return () if text == "[]" else from_json(hint, text)  # most are empty


def _span(text: str | None) -> Span | None:
    return from_json(Span, text) if text is not None else None


def article_rows(connection: Connection, keys: Sequence[int]) -> Iterator[ArticleRow]:
    """Articles with the counts of their statements, in the order of the keys."""
    found = articles(connection, keys)
    question = select(SHOWN_ARTICLES.c.extraction_key, SHOWN_ARTICLES.c.statements, SHOWN_ARTICLES.c.judged)
    counts: dict[int, tuple[int, int]] = {}
    for chunk in chunks(keys):
        for row in connection.execute(question.where(SHOWN_ARTICLES.c.extraction_key.in_(chunk))):
            counts[row.extraction_key] = (row.statements, row.judged)
    for key in keys:
        loaded = found[key]
        yield ArticleRow(loaded.article, loaded.title, *counts[key], loaded.corrections)


# --- statements ----------------------------------------------------------------------------------------------


def statement_rows(connection: Connection, keys: Sequence[int]) -> Iterator[StatementRow]:
    """Statements with all they rest on, in the order of the keys."""
    yield from identities.applied(connection, list(amended.applied(connection, list(_as_read(connection, keys)))))


def _as_read(connection: Connection, keys: Sequence[int]) -> Iterator[StatementRow]:
    """Statements as the machine found them."""
    rows = {row.key: row for chunk in chunks(keys) for row in connection.execute(select(STATEMENTS).where(STATEMENTS.c.key.in_(chunk)))}
    extractions = sorted({row.extraction_key for row in rows.values()})
    judged: dict[tuple[str, str], Judgement] = {}
    found = articles(connection, extractions, judged)
    people = actors(connection, extractions)
    makers = producers(connection)
    for key in keys:
        row = rows[key]
        loaded = found[row.extraction_key]
        quotation = quotation_of(row, loaded.article.id, makers)
        statement = statement_of(row, loaded.article.id, makers)
        actor = people.get((row.extraction_key, row.actor_id))
        addressee = people.get((row.extraction_key, row.addressee_id))
        behalf = people.get((row.extraction_key, row.on_behalf_of_id))
        judgement = judged.get((loaded.article.digest, row.stretch))
        yield StatementRow(quotation, statement, actor, addressee, loaded.article, loaded.title, judgement, behalf)


def quotation_of(row: AnyRow, article_id: str, makers: dict[int, Producer]) -> Quotation:
    """The quotation of a statement's row; raises LedgerError if the row is damaged."""
    with decoding(row.id):
        return Quotation(
            id=row.id,
            article_id=article_id,
            kind=Kind(row.kind),
            quote=_many(tuple[Span, ...], row.quote),
            cue=_many(tuple[Span, ...], row.cue),
            frame=_many(tuple[Span, ...], row.frame),
            speaker=_many(tuple[Span, ...], row.speaker),
            addressee=_many(tuple[Span, ...], row.addressee),
            nested_in=row.nested_in,
            modality=_many(tuple[Modality, ...], row.modality),
            confidence=row.confidence,
            rule=row.rule,
            producer=makers[row.quote_producer],
            speaker_reason=row.speaker_reason,
        )


def statement_of(row: AnyRow, article_id: str, makers: dict[int, Producer]) -> Statement:
    """The statement of its row; raises LedgerError if the row is damaged."""
    with decoding(row.id):
        said = None
        if row.said_reason is not None:
            said = Interval(row.said_start, row.said_end, row.said_best, Reason(row.said_reason), _span(row.said_span))
        return Statement(
            id=row.id,
            article_id=article_id,
            actor_id=row.actor_id,
            actor_how=How(row.actor_how) if row.actor_how is not None else None,
            actor_reason=row.actor_reason,
            addressee_id=row.addressee_id,
            said=said,
            chain=_many(tuple[ChainStep, ...], row.chain),
            producer=makers[row.resolve_producer],
            on_behalf_of_id=row.on_behalf_of_id,
            place=_span(row.place),
            speech_act=row.speech_act,
        )


def producers(connection: Connection) -> dict[int, Producer]:
    """All producers by key; there are few."""
    return {row.key: Producer(row.name, row.version, row.weights, row.pack) for row in connection.execute(select(PRODUCERS))}


# --- actors --------------------------------------------------------------------------------------------------


def actors(connection: Connection, extractions: Sequence[int]) -> dict[tuple[int, str | None], Actor]:
    """Actors by extraction and id, each with the names it has in that article."""
    found: dict[tuple[int, str | None], Actor] = {}
    for chunk in chunks(extractions):
        for row in connection.execute(select(ACTORS).where(ACTORS.c.extraction_key.in_(chunk))):
            found[row.extraction_key, row.id] = actor_of(row)
    return found


def actor_of(row: AnyRow) -> Actor:
    """An actor from its row; raises LedgerError if the row is damaged."""
    with decoding(row.id):
        return Actor(row.id, row.name, ActorKind(row.kind), _many(tuple[str, ...], row.aliases), _many(tuple[str, ...], row.roles))


def actor_rows(connection: Connection, counted: Sequence[tuple[str, int, int]]) -> Iterator[ActorRow]:
    """Actors with every name they have anywhere in the current articles, in the order given."""
    columns = (ACTORS.c.id, ACTORS.c.name, ACTORS.c.kind, ACTORS.c.aliases, ACTORS.c.roles)
    question = select(*columns).join(CURRENT, CURRENT.c.key == ACTORS.c.extraction_key).group_by(*columns).order_by(func.min(ACTORS.c.key))
    merged: dict[str, Actor] = {}
    for ids in chunks(sorted(identities.members(connection, (actor_id for actor_id, _, _ in counted)))):
        for row in connection.execute(question.where(ACTORS.c.id.in_(ids))):
            one = actor_of(row)
            known = merged.get(one.id, one)
            aliases, roles = (tuple(dict.fromkeys(first + second)) for first, second in ((known.aliases, one.aliases), (known.roles, one.roles)))
            merged[one.id] = replace(known, aliases=aliases, roles=roles)
    yield from identities.counted(connection, counted, merged)


def listed(connection: Connection, actor_ids: Sequence[str]) -> Iterator[Actor]:
    """Shown actors by the name they are listed under, without what else they are called: an index alone has to be looked at."""
    columns = select(IDENTITIES.c.name, IDENTITIES.c.kind)
    for key in actor_ids:
        row = connection.execute(columns.where(IDENTITIES.c.actor_id == key, IDENTITIES.c.stands_for == key)).first()
        if row is None:
            row = connection.execute(select(ACTORS.c.name, ACTORS.c.kind).where(ACTORS.c.id == key).order_by(ACTORS.c.name).limit(1)).one()
        yield Actor(key, row.name, ActorKind(row.kind))


# --- captures, runs, problems --------------------------------------------------------------------------------


def capture_of(connection: Connection, capture_id: str) -> Capture:
    """A capture with its bytes; raises LedgerError if there is none or it is damaged."""
    row = connection.execute(
        select(CAPTURES, CONTENTS.c.data).join(CONTENTS, CONTENTS.c.digest == CAPTURES.c.digest).where(CAPTURES.c.id == capture_id)
    ).first()
    if row is None:
        raise LedgerError("there is no such capture", capture_id, "list what there is with `wortlaut articles`")
    return capture_from(row)


def capture_from(row: AnyRow) -> Capture:
    """A capture from its row; raises LedgerError if the row is damaged or its source was taken out."""
    if row.data == REMOVED:
        raise LedgerError("the source was taken out with somebody's words", row.source, "see who did and why with `wortlaut redact --list`")
    with decoding(row.id):
        return Capture(
            id=row.id,
            source=row.source,
            data=zlib.decompress(row.data),
            media_type=MediaType(row.media_type),
            charset=row.charset,
            charset_reason=row.charset_reason,
            digest=row.digest,
            retrieved_at=row.retrieved_at,
            given=from_json(Given, row.given),
        )


def problem_of(row: AnyRow) -> Problem:
    """A problem from its row."""
    with decoding(f"problem of {row.source}"):
        return Problem(row.source, Stage(row.stage), row.reason, row.remedy, row.capture_id)


def run_of(row: AnyRow) -> Run:
    """A run from its row joined with that of its end, if it came to one."""
    with decoding(row.id):
        sources = _many(tuple[str, ...], row.sources)
        counts = (row.captures or 0, row.known or 0, row.articles or 0, row.statements or 0, row.problems or 0)
        return Run(row.id, row.started_at, row.finished_at, sources, row.config, row.version, *counts)
