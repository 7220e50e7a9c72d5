"""Where statements stood that a newer reading of their text no longer has: their addresses still lead to the words."""

from __future__ import annotations

from sqlalchemy import Connection, desc, select

from wortlaut.store.tables import ARTICLES, SHOWN_ARTICLES, STATEMENTS


def earlier(connection: Connection, statement: str) -> tuple[str, int, int] | None:
    """The article that has the text of a statement now, and where its quote began and ended; None if no reading ever had the statement."""
    place = (
        select(SHOWN_ARTICLES.c.id, STATEMENTS.c.start, STATEMENTS.c.end)
        .select_from(STATEMENTS)
        .join(ARTICLES, ARTICLES.c.extraction_key == STATEMENTS.c.extraction_key)
        .join(SHOWN_ARTICLES, SHOWN_ARTICLES.c.text_digest == ARTICLES.c.text_digest)
        .where(STATEMENTS.c.id == statement)
        .order_by(desc(STATEMENTS.c.key))
        .limit(1)
    )
    found = connection.execute(place).first()
    return (str(found[0]), int(found[1]), int(found[2])) if found is not None else None
