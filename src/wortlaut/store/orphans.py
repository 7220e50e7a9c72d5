"""The orphan queue: judgements and amendments whose words the current extraction no longer quotes. They are kept and never moved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from sqlalchemy import Connection, func, select

from wortlaut.records import Amendment, Orphan, Places
from wortlaut.store import amendments
from wortlaut.store.decisions import judgement_of
from wortlaut.store.shown import STANDS
from wortlaut.store.tables import ARTICLES, CURRENT, DECISIONS, STATEMENTS, TEXTS


def orphans(connection: Connection) -> Iterator[Orphan]:
    """What stands on a stretch that no current statement quotes: judgements (the newest of each person), then amendments, in order of the log."""
    yield from _judgements(connection)
    yield from _amendments(connection)


def _judgements(connection: Connection) -> Iterator[Orphan]:
    current = (
        select(ARTICLES.c.extraction_key)
        .join(CURRENT, CURRENT.c.key == ARTICLES.c.extraction_key)
        .where(ARTICLES.c.text_digest == DECISIONS.c.article_digest)
    )
    quoted = current.join(STATEMENTS, STATEMENTS.c.extraction_key == ARTICLES.c.extraction_key).where(STATEMENTS.c.stretch == DECISIONS.c.stretch)
    chain = (DECISIONS.c.article_digest, DECISIONS.c.stretch, DECISIONS.c.by)
    newest = select(func.max(DECISIONS.c.key)).where(STANDS, DECISIONS.c.verdict.is_not(None)).group_by(*chain)
    question = (
        select(DECISIONS, TEXTS.c.text, current.exists().label("has_article"))
        .outerjoin(TEXTS, TEXTS.c.digest == DECISIONS.c.article_digest)
        .where(DECISIONS.c.key.in_(newest), ~quoted.exists())
        .order_by(DECISIONS.c.key)
    )
    for row in connection.execute(question):
        judgement = judgement_of(row)
        yield Orphan(judgement, _excerpt(row.text, judgement.quote), _reason(row.has_article))


def _amendments(connection: Connection) -> Iterator[Orphan]:
    digests = sorted({one.article_digest for one in amendments.in_force(connection)})
    standing: dict[tuple[str, str], list[Amendment]] = defaultdict(list)
    for place, changes in amendments.standing(connection, digests).items():
        standing[place] += changes.values()
    for place, replies in amendments.replies(connection, digests).items():
        standing[place] += replies
    article = select(ARTICLES.c.extraction_key).join(CURRENT, CURRENT.c.key == ARTICLES.c.extraction_key)
    for (digest, stretch), entries in standing.items():
        read = article.where(ARTICLES.c.text_digest == digest)
        if connection.scalar(select(STATEMENTS.c.key).where(STATEMENTS.c.extraction_key.in_(read), STATEMENTS.c.stretch == stretch).limit(1)):
            continue
        text = connection.scalar(select(TEXTS.c.text).where(TEXTS.c.digest == digest))
        known = connection.scalar(read.limit(1)) is not None
        for one in entries:
            yield Orphan(one, _excerpt(text, one.quote), _reason(known))


def _excerpt(text: str | None, quote: Places) -> str:
    return " … ".join((text or "")[start:end] for start, end in quote)


def _reason(known: bool) -> str:
    return "no current statement quotes exactly these words" if known else "no current article has this text"
