"""The orphan queue: judgements whose words the current extraction no longer quotes. They are kept and never moved."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, func, select

from wortlaut.records import Orphan
from wortlaut.store.decisions import STANDS, judgement_of
from wortlaut.store.tables import ARTICLES, CURRENT, DECISIONS, STATEMENTS, TEXTS


def orphans(connection: Connection) -> Iterator[Orphan]:
    """The newest standing judgement of each person on each stretch that no current statement quotes, in order of the log."""
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
        excerpt = " … ".join((row.text or "")[start:end] for start, end in judgement.quote)
        reason = "no current statement quotes exactly these words" if row.has_article else "no current article has this text"
        yield Orphan(judgement, excerpt, reason)
