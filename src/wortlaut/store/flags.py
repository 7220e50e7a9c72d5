"""Flags: a person wants a second reader for a statement. It waits until somebody else judges it, or until the flag is taken back.

A flag is an amendment that changes nothing; whether it is answered is read from the log of decisions alone.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, Select, and_, exists, select

from wortlaut.records import Part
from wortlaut.store.shown import STANDS
from wortlaut.store.tables import ARTICLES, DECISIONS, STATEMENTS

_READ, _UNREAD = DECISIONS.alias("read"), DECISIONS.alias("unread")


def waiting() -> Select[int]:
    """The keys of all statements, current or not, that wait for a second reader."""
    return (
        select(STATEMENTS.c.key)
        .select_from(DECISIONS)
        .join(ARTICLES, ARTICLES.c.text_digest == DECISIONS.c.article_digest)
        .join(STATEMENTS, and_(STATEMENTS.c.extraction_key == ARTICLES.c.extraction_key, STATEMENTS.c.stretch == DECISIONS.c.stretch))
        .where(DECISIONS.c.part == Part.FLAG, STANDS, ~_answered())
    )


def _answered() -> ColumnElement[bool]:
    """Whether somebody else judged the words after they were flagged, and did not take that back."""
    same = (_READ.c.article_digest == DECISIONS.c.article_digest, _READ.c.stretch == DECISIONS.c.stretch, _READ.c.verdict.is_not(None))
    stands = (~_READ.c.retracted, ~exists().where(_UNREAD.c.replaces == _READ.c.id, _UNREAD.c.retracted))
    return exists().where(*same, _READ.c.key > DECISIONS.c.key, _READ.c.by != DECISIONS.c.by, *stands).correlate(DECISIONS)
