"""Shapes records into the JSON of the command-line contract: stable keys, spans with their words and source offsets.

Nothing here decides anything; a key that is unknown is null. The shapes are documented in docs/reference/json.md.
"""

from __future__ import annotations

import re
from dataclasses import asdict

from wortlaut.records import (
    Actor,
    ActorRow,
    Amendment,
    Article,
    ArticleRow,
    Coding,
    Correction,
    Interval,
    Judgement,
    Problem,
    Quotation,
    Reading,
    Registered,
    Run,
    SourceKind,
    Span,
    Spans,
    Statement,
    StatementRow,
)

SCHEMA_VERSION = 1

SENTENCE_END = re.compile(r"[.!?…][^\w\s]{0,3}\s|\n\s{0,99}\n|[.!?…][^\w\s]{0,3}$")
"""Ends a sentence, closing marks included."""

Json = dict[str, object]


def span(article: Article, stretch: Span) -> Json:
    """A span with its words; source offsets equal text offsets for text sources and are null for HTML."""
    kept = article.source_kind is not SourceKind.HTML
    return {
        "start": stretch.start,
        "end": stretch.end,
        "text": stretch.text,
        "source_start": stretch.start if kept else None,
        "source_end": stretch.end if kept else None,
    }


def _spans(article: Article, stretches: Spans) -> list[Json]:
    return [span(article, one) for one in stretches]


def _interval(value: Interval | None) -> Json | None:
    if value is None:
        return None
    return {"start": value.start, "end": value.end, "best": value.best, "reason": value.reason.value}


def article(item: Article) -> Json:
    """An article with its labelled lines."""
    lines = [span(item, item.span(line.start, line.end)) | {"label": line.label.value, "rule": line.rule} for line in item.lines]
    return {
        "id": item.id,
        "source": item.source,
        "source_kind": item.source_kind.value,
        "digest": item.digest,
        "headline": item.headline.text if item.headline else None,
        "headline_span": span(item, item.headline) if item.headline else None,
        "outlet": item.outlet,
        "outlet_reason": item.outlet_reason or None,
        "host": item.host,
        "url": item.url,
        "agencies": list(item.agencies),
        "authors": list(item.authors),
        "place": span(item, item.place) if item.place else None,
        "published": _interval(item.published),
        "modified": _interval(item.modified),
        "language": item.language,
        "text": item.text,
        "lines": lines,
    }


def _is_carried(item: Quotation, parent: Article) -> bool:
    """True if the speaker is named in another sentence than the quotation, so that reading on is what ties them together."""
    if not item.speaker:
        return False
    around = (*item.quote, *item.frame)
    if any(one.overlaps(part) for one in item.speaker for part in around):
        return False
    gaps = ((min(one.end, part.end), max(one.start, part.start)) for one in item.speaker for part in around)
    start, end = min(gaps, key=lambda gap: gap[1] - gap[0])
    return SENTENCE_END.search(parent.text, start, end) is not None


def quotation(item: Quotation, parent: Article, statement: Statement | None, actor: Actor | None, behalf: Actor | None) -> Json:
    """A quotation with the keys of the contract; `statement`, `actor` and `behalf` (on whose behalf) are what `resolve` made of it."""
    how = statement.actor_how if statement else None
    return {
        "id": item.id,
        "kind": item.kind.value,
        "quote": _spans(parent, item.quote),
        "cue": _spans(parent, item.cue),
        "frame": _spans(parent, item.frame),
        "speaker": _spans(parent, item.speaker),
        "addressee": _spans(parent, item.addressee),
        "nested_in": item.nested_in,
        "modality": [{"span": span(parent, one.span), "class": one.kind.value} for one in item.modality],
        "actor": {"id": actor.id, "name": actor.name, "kind": actor.kind.value, "how": how.value if how else None} if actor else None,
        "speaker_carried": _is_carried(item, parent),
        "actor_reason": (statement.actor_reason or None) if statement and not actor else None,
        "on_behalf_of": {"id": behalf.id, "name": behalf.name, "kind": behalf.kind.value} if behalf else None,
        "said": _interval(statement.said) if statement else None,
        "place": span(parent, statement.place) if statement and statement.place else None,
        "speech_act": statement.speech_act if statement else None,
        "chain": [{"hand": step.hand.value, "name": step.name} for step in statement.chain] if statement else [],
        "confidence": round(item.confidence, 3),
        "rule": item.rule,
        "producer": asdict(item.producer),
    }


def reading(item: Reading) -> Json:
    """What `wortlaut quote` prints for one document."""
    if item.article is None:
        return problem_of(item)
    actors = {actor.id: actor for actor in item.resolution.actors} if item.resolution else {}
    statements = {one.id: one for one in item.resolution.statements} if item.resolution else {}
    rows: list[Json] = []
    for one in item.quotations:
        statement = statements.get(one.id)
        actor = actors.get(statement.actor_id) if statement and statement.actor_id else None
        behalf = actors.get(statement.on_behalf_of_id) if statement and statement.on_behalf_of_id else None
        rows.append(quotation(one, item.article, statement, actor, behalf))
    return {"source": item.capture.source, "article": article(item.article), "quotations": rows}


def problem_of(item: Reading) -> Json:
    """A document that failed: its source and why, in one line."""
    if item.problem is None:
        raise ValueError("a reading without article and without problem")
    return problem(item.problem)


def problem(item: Problem) -> Json:
    """A problem with its stage and remedy."""
    return {"source": item.source, "problem": item.reason, "stage": item.stage.value, "remedy": item.remedy or None}


def statement_row(row: StatementRow) -> Json:
    """A row of `wortlaut statements`: the quotation's keys and those of its article and review."""
    shaped = quotation(row.quotation, row.article, row.statement, row.actor, row.on_behalf_of)
    return shaped | {
        "article": row.article.id,
        "source": row.article.source,
        "outlet": row.article.outlet,
        "title": row.title,
        "published": _interval(row.article.published),
        "judgement": judgement(row.judgement) if row.judgement else None,
        "amendments": [{"part": one.part.value, "by": one.by, "at": one.at} for one in row.amendments],
        "replies": [reply(one) for one in row.replies],
    }


def reply(item: Amendment) -> Json:
    """What somebody has to say to a statement: whose reply it is, their words, who deposited it and when."""
    return {"actor": item.actor.name if item.actor is not None else None, "text": item.note, "by": item.by, "at": item.at}


def coding(item: Coding) -> Json:
    """What a person coded or a machine suggested; concept null: none fits."""
    return {
        "id": item.id,
        "statement": item.statement,
        "concept": item.concept,
        "agreement": item.agreement,
        "status": item.status.value,
        "by": item.by,
        "producer": asdict(item.producer) if item.producer else None,
        "codebook": item.codebook,
        "at": item.at,
        "note": item.note or None,
        "blind": item.blind,
        "score": item.score,
    }


def judgement(item: Judgement) -> Json:
    """A person's decision."""
    return {"id": item.id, "subject": item.subject, "verdict": item.verdict.value, "by": item.by, "at": item.at, "note": item.note or None}


def correction(item: Correction) -> Json:
    """A value set by a person."""
    return {"id": item.id, "field": item.field.value, "value": item.value, "by": item.by, "at": item.at}


def article_row(row: ArticleRow) -> Json:
    """A row of `wortlaut articles`: no text, no lines."""
    shaped = article(row.article)
    del shaped["text"], shaped["lines"]
    return shaped | {
        "title": row.title,
        "statements": row.statements,
        "judged": row.judged,
        "corrections": [correction(one) for one in row.corrections],
    }


def actor_row(row: ActorRow) -> Json:
    """A row of `wortlaut actors`."""
    return {
        "id": row.actor.id,
        "name": row.actor.name,
        "kind": row.actor.kind.value,
        "aliases": list(row.actor.aliases),
        "roles": list(row.actor.roles),
        "statements": row.statements,
        "articles": row.articles,
        "registered": registered(row.registered) if row.registered is not None else None,
    }


def registered(item: Registered) -> Json:
    """What the registry says of an actor; links are shown and followed by nobody."""
    return {
        "roles": [asdict(role) for role in item.roles],
        "member_of": list(item.member_of),
        "speaks_for": list(item.speaks_for),
        "ids": dict(item.external_ids),
    }


def run_row(item: Run) -> Json:
    """A row of `wortlaut runs`."""
    return asdict(item)
