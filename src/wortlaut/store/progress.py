"""How far every log of a ledger has come, and which texts are concerned by what was appended since.

Everything is appended, so the newest key of each log is all there is to tell one state of a ledger from another: two equal states answer every
question alike. It is looked up at the end of every table, whatever their sizes; whatever is kept in a process (`wortlaut.store.kept_events`) is kept
with the state it was read in.
"""

from __future__ import annotations

from sqlalchemy import Connection, exists, or_, select

from wortlaut.records import Basis, Part, State, Verdict
from wortlaut.store.tables import (
    ARTICLES,
    CODEBOOKS,
    CODINGS,
    DECISIONS,
    EXTRACTIONS,
    IMPORTS,
    REDACTIONS,
    REGISTRY_ENTRIES,
    RELATION_DECISIONS,
    SHOWN_STATEMENTS,
)

_LOGS = {
    "extractions": EXTRACTIONS,
    "decisions": DECISIONS,
    "codings": CODINGS,
    "codebooks": CODEBOOKS,
    "imports": IMPORTS,
    "relations": RELATION_DECISIONS,
    "registry": REGISTRY_ENTRIES,
    "redactions": REDACTIONS,
}
_NEWEST = select(*(select(log.c.key).order_by(log.c.key.desc()).limit(1).scalar_subquery().label(name) for name, log in _LOGS.items()))

_ELSEWHERE = (Part.SPEAKER, Part.ADDRESSEE)
"""Changes of a statement that name an actor, who is then shown by that name in every text."""

MOST_TEXTS = 500
"""Texts that are looked up one by one; where more are concerned, everything is read anew."""


def state(connection: Connection) -> State:
    """The newest key of every log, 0 where there is none."""
    row = connection.execute(_NEWEST).one()
    return State(**{name: getattr(row, name) or 0 for name in _LOGS})


def texts_since(connection: Connection, before: State, now: State) -> frozenset[str] | None:
    """Digests of the texts of which something else may be true now; None where that may be all of them."""
    if (before.codebooks, before.imports, before.redactions) != (now.codebooks, now.imports, now.redactions):
        return None
    appended = select(DECISIONS.c.key).where(DECISIONS.c.key > before.decisions)
    far = appended.where(or_(DECISIONS.c.act.is_not(None), DECISIONS.c.part.in_(_ELSEWHERE))).limit(1)
    if now.decisions > before.decisions and connection.scalar(far) is not None:
        return None
    captures = select(EXTRACTIONS.c.capture_key).where(EXTRACTIONS.c.key > before.extractions)
    read = select(ARTICLES.c.text_digest).join(EXTRACTIONS, EXTRACTIONS.c.key == ARTICLES.c.extraction_key)
    found: set[str] = set()
    for question in (
        select(DECISIONS.c.article_digest).where(DECISIONS.c.key > before.decisions),
        select(CODINGS.c.article_digest).where(CODINGS.c.key > before.codings),
        read.where(EXTRACTIONS.c.capture_key.in_(captures)),
    ):
        found.update(connection.scalars(question.distinct().limit(MOST_TEXTS + 1)))
        if len(found) > MOST_TEXTS:
            return None
    return frozenset(found)


def texts(connection: Connection, now: State) -> tuple[int, int, int]:
    """Which words there are: the newest extraction, decision that is no judgement, and redaction."""
    changes = connection.scalar(select(DECISIONS.c.key).where(DECISIONS.c.verdict.is_(None)).order_by(DECISIONS.c.key.desc()).limit(1))
    return now.extractions, changes or 0, now.redactions


def basis(connection: Connection) -> Basis:
    """What stories rest on now: looked up, but for the rejected statements, which are gone through."""
    words = texts(connection, state(connection))
    rejected, other = SHOWN_STATEMENTS, SHOWN_STATEMENTS.alias("other")
    here = (other.c.extraction_key == rejected.c.extraction_key, other.c.actor_id == rejected.c.actor_id)
    speaks = exists().where(*here, or_(other.c.verdict.is_(None), other.c.verdict != Verdict.REJECT))
    columns = (rejected.c.statement_key, rejected.c.extraction_key, rejected.c.actor_id, speaks.label("speaks"))
    judged = (rejected.c.verdict.is_not(None), rejected.c.verdict == Verdict.REJECT)  # there is an index of those that have a verdict
    found = connection.execute(select(*columns).where(*judged)).all()
    silent = sorted({(row.extraction_key, row.actor_id) for row in found if row.actor_id is not None and not row.speaks})
    return Basis(*words, tuple(sorted(row.statement_key for row in found)), tuple(silent))
