"""Statements that people added: rows beside those of the machine, in whatever extraction is current, so that every question finds them.

They are made from the log of decisions alone: anew with every extraction, and gone when the addition is undone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import Connection, delete, insert, select

from wortlaut.records import Amendment, Article, Part, Producer, Quotation, Span, Statement
from wortlaut.store import amendments, rows, search, shown
from wortlaut.store.put import chunks, producer_keys, statement_row
from wortlaut.store.tables import ARTICLES, CURRENT, DECISIONS, SEARCH_TEXTS, STATEMENTS

BY_HAND = Producer("by hand", "1")

Wanted = Mapping[str, Amendment]
"""The additions that count in one text, by stretch."""


def keep(connection: Connection, digests: Sequence[str]) -> None:
    """Make the added statements in the current extractions of these texts what the log says."""
    for chunk in chunks(digests):
        touched = set(
            connection.scalars(select(DECISIONS.c.article_digest).where(DECISIONS.c.part == Part.ADDED, DECISIONS.c.article_digest.in_(chunk)))
        )
        wanted = _wanted(connection, sorted(touched))
        for extraction, digest in _current(connection, sorted(touched)):
            _one(connection, extraction, wanted.get(digest, {}))


def wrong(connection: Connection) -> Iterator[str]:
    """Ids of current articles whose added statements are not those of the log."""
    touched = sorted(set(connection.scalars(select(DECISIONS.c.article_digest).where(DECISIONS.c.part == Part.ADDED))))
    by_hand = next((key for key, producer in rows.producers(connection).items() if producer == BY_HAND), None)
    wanted = _wanted(connection, touched)
    known = dict(_current(connection, touched))
    strange = (
        select(STATEMENTS.c.extraction_key).join(CURRENT, CURRENT.c.key == STATEMENTS.c.extraction_key).where(STATEMENTS.c.quote_producer == by_hand)
    )
    for extraction in sorted({*known, *connection.scalars(strange)}):
        there, ours = _stored(connection, extraction, by_hand)
        want = wanted.get(known.get(extraction, ""), {}).keys()
        if ours.keys() - want or want - there:
            yield str(connection.scalar(select(ARTICLES.c.id).where(ARTICLES.c.extraction_key == extraction)))


def _one(connection: Connection, extraction: int, wanted: Wanted) -> None:
    by_hand = producer_keys(connection, {BY_HAND})[BY_HAND]
    there, ours = _stored(connection, extraction, by_hand)
    gone = [key for stretch, key in ours.items() if stretch not in wanted]
    new = [one for stretch, one in wanted.items() if stretch not in there]
    if not gone and not new:
        return
    search.forget(connection, [extraction])
    for chunk in chunks(gone):
        connection.execute(delete(SEARCH_TEXTS).where(SEARCH_TEXTS.c.statement_key.in_(chunk)))
        connection.execute(delete(STATEMENTS).where(STATEMENTS.c.key.in_(chunk)))
    article = rows.articles(connection, [extraction])[extraction].article
    for one in new:
        _insert(connection, extraction, article, one, by_hand)
    search.remember(connection, [extraction])
    shown.remake(connection, [extraction])


def _insert(connection: Connection, extraction: int, article: Article, added: Amendment, by_hand: int) -> None:
    if added.kind is None:
        return
    quote = tuple(Span.of(article.text, *place) for place in added.quote)
    key, empty = Quotation.id_of(article.id, quote), ()
    quotation = Quotation(key, article.id, added.kind, quote, empty, empty, empty, empty, None, empty, 1.0, "", BY_HAND)
    statement = Statement(key, article.id, None, None, "nobody said who speaks", None, None, empty, BY_HAND)
    row = statement_row(extraction, quotation, statement, {BY_HAND: by_hand})
    made = connection.execute(insert(STATEMENTS), row).inserted_primary_key[0]  # type: ignore[index] # one row was inserted
    words, context = search.texts_of(article, None, quotation)
    connection.execute(insert(SEARCH_TEXTS), {"statement_key": made, "words": words, "context": context})


def _stored(connection: Connection, extraction: int, by_hand: int | None) -> tuple[set[str], dict[str, int]]:
    """The stretches of all statements of an extraction, and the keys of the added ones by stretch."""
    found = connection.execute(
        select(STATEMENTS.c.key, STATEMENTS.c.stretch, STATEMENTS.c.quote_producer).where(STATEMENTS.c.extraction_key == extraction)
    ).all()
    return {row.stretch for row in found}, {row.stretch: row.key for row in found if row.quote_producer == by_hand}


def _wanted(connection: Connection, digests: Sequence[str]) -> dict[str, dict[str, Amendment]]:
    found: dict[str, dict[str, Amendment]] = {}
    for (digest, stretch), changes in amendments.standing(connection, digests).items():
        if Part.ADDED in changes:
            found.setdefault(digest, {})[stretch] = changes[Part.ADDED]
    return found


def _current(connection: Connection, digests: Sequence[str]) -> Iterator[tuple[int, str]]:
    question = select(ARTICLES.c.extraction_key, ARTICLES.c.text_digest).join(CURRENT, CURRENT.c.key == ARTICLES.c.extraction_key)
    for chunk in chunks(digests):
        for row in connection.execute(question.where(ARTICLES.c.text_digest.in_(chunk))).all():
            yield row.extraction_key, row.text_digest
