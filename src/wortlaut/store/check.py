"""Verification: every promise of the ledger, checked from the bytes up.

Checked are the file itself, references, digests of captures and texts, every excerpt of every current record, the log of
decisions and the full-text index. It repairs nothing.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from sqlalchemy import Connection, func, select

from wortlaut.errors import LedgerError
from wortlaut.records import Article, MediaType, Mismatch, Producer, Quotation, Resolution, Statement, digest_bytes, digest_text
from wortlaut.store import actor_decisions, amending, codebooks, codings, decisions, imported, redaction, registry, relations, rows, search, shown
from wortlaut.store.promise import broken
from wortlaut.store.put import REMOVED, chunks, stretch_of
from wortlaut.store.tables import (
    ACTORS,
    ARTICLES,
    CAPTURES,
    CONTENTS,
    CURRENT,
    DECISIONS,
    EXTRACTIONS,
    PROBLEMS,
    SEARCH_TEXTS,
    STATEMENTS,
    TEXTS,
    AnyRow,
)


def mismatches(connection: Connection) -> Iterator[Mismatch]:
    """Everything that is wrong in the records, nothing if all promises hold."""
    yield from _file(connection)
    yield from _texts(connection)
    yield from _captures(connection)
    yield from _generations(connection)
    yield from _articles(connection)
    yield from _decisions(connection)
    yield from _shown(connection)
    yield from codebooks.mismatches(connection)
    yield from codings.mismatches(connection)
    yield from relations.mismatches(connection)
    yield from _redactions(connection)
    yield from imported.mismatches(connection)


def index_mismatches(connection: Connection, *, writable: bool) -> Iterator[Mismatch]:
    """What is wrong with the full-text index; a writable ledger is checked word by word."""
    damage = search.damage(connection, thorough=writable)
    if damage is not None:
        yield Mismatch("full-text index", damage)


def _file(connection: Connection) -> Iterator[Mismatch]:
    for line in connection.exec_driver_sql("PRAGMA integrity_check").scalars():
        if line != "ok":
            yield Mismatch("file", str(line))
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield Mismatch(f"{row[0]} {row[1]}", f"refers to something in {row[2]} that does not exist")


def _texts(connection: Connection) -> Iterator[Mismatch]:
    used = select(ARTICLES.c.text_digest).join(CURRENT, CURRENT.c.key == ARTICLES.c.extraction_key)
    masked = redaction.masked_digests(connection)
    old = select(TEXTS.c.digest).where(TEXTS.c.digest.not_in(used))  # those in use are checked with their articles
    for digests in chunks(connection.scalars(old).all(), rows.BATCH):
        for row in connection.execute(select(TEXTS).where(TEXTS.c.digest.in_(digests))):
            if digest_text(row.text) != masked.get(row.digest, row.digest):
                yield Mismatch(f"text {row.digest[:16]}", "the text has another digest")


def _captures(connection: Connection) -> Iterator[Mismatch]:
    removed = redaction.removed_sources(connection)
    for ids in chunks(connection.scalars(select(CAPTURES.c.id).order_by(CAPTURES.c.key)).all(), rows.BATCH):
        question = select(CAPTURES, CONTENTS.c.data).join(CONTENTS, CONTENTS.c.digest == CAPTURES.c.digest)
        for row in connection.execute(question.where(CAPTURES.c.id.in_(ids)).order_by(CAPTURES.c.key)):
            if row.data == REMOVED and row.digest in removed:
                continue
            try:
                capture = rows.capture_from(row)
            except LedgerError as error:
                yield Mismatch(row.id, str(error))
                continue
            if digest_bytes(capture.data) != capture.digest:
                yield Mismatch(row.id, "the bytes have another digest")


def _generations(connection: Connection) -> Iterator[Mismatch]:
    unread = select(CAPTURES.c.id).where(CAPTURES.c.key.not_in(select(CURRENT.c.capture_key)))
    for capture_id in connection.scalars(unread):
        yield Mismatch(capture_id, "nothing is recorded of what came of the capture")
    article = select(ARTICLES.c.extraction_key).where(ARTICLES.c.extraction_key == EXTRACTIONS.c.key).exists()
    problem = select(PROBLEMS.c.key).where(PROBLEMS.c.extraction_key == EXTRACTIONS.c.key).exists()
    for key in connection.scalars(select(EXTRACTIONS.c.key).where(article == problem)):
        yield Mismatch(f"extraction {key}", "it gave neither an article nor a problem, or both")


def _articles(connection: Connection) -> Iterator[Mismatch]:
    keys = connection.scalars(select(ARTICLES.c.extraction_key).join(CURRENT, CURRENT.c.key == ARTICLES.c.extraction_key)).all()
    makers = rows.producers(connection)
    masked = redaction.masked_digests(connection)
    question = (
        select(ARTICLES, TEXTS.c.text, CAPTURES.c.id.label("capture_id"), CAPTURES.c.media_type, CAPTURES.c.charset, CONTENTS.c.data)
        .join(TEXTS, TEXTS.c.digest == ARTICLES.c.text_digest)
        .join(EXTRACTIONS, EXTRACTIONS.c.key == ARTICLES.c.extraction_key)
        .join(CAPTURES, CAPTURES.c.key == EXTRACTIONS.c.capture_key)
        .join(CONTENTS, CONTENTS.c.digest == CAPTURES.c.digest)
    )
    for chunk in chunks(keys, rows.BATCH):
        stated = select(STATEMENTS, SEARCH_TEXTS.c.words.label("searched")).outerjoin(SEARCH_TEXTS, SEARCH_TEXTS.c.statement_key == STATEMENTS.c.key)
        stated = stated.where(STATEMENTS.c.extraction_key.in_(chunk)).order_by(STATEMENTS.c.extraction_key, STATEMENTS.c.key)
        by_article = {key: list(group) for key, group in groupby(connection.execute(stated), key=lambda row: row.extraction_key)}
        acting = select(ACTORS).where(ACTORS.c.extraction_key.in_(chunk)).order_by(ACTORS.c.extraction_key)
        by_actor = {key: list(group) for key, group in groupby(connection.execute(acting), key=lambda row: row.extraction_key)}
        for row in connection.execute(question.where(ARTICLES.c.extraction_key.in_(chunk)).order_by(ARTICLES.c.extraction_key)):
            yield from _article(row, by_article.get(row.extraction_key, []), by_actor.get(row.extraction_key, []), makers, masked)


def _article(row: AnyRow, stated: list[AnyRow], acting: list[AnyRow], makers: dict[int, Producer], masked: dict[str, str]) -> Iterator[Mismatch]:
    try:
        article = rows.article_of(row)
        article = replace(article, digest=masked.get(article.digest, article.digest))  # what the tombstone says stands there now
        links = rows.links_of(row)
        actors = tuple(rows.actor_of(one) for one in acting)
    except LedgerError as error:
        yield Mismatch(row.id, str(error))
        return
    if row.media_type == MediaType.TEXT and row.text_digest not in masked:
        yield from _source(row, article)
    quotations: list[Quotation] = []
    statements: list[Statement] = []
    for one in stated:
        try:
            quotations.append(rows.quotation_of(one, article.id, makers))
            statements.append(rows.statement_of(one, article.id, makers))
        except LedgerError as error:
            yield Mismatch(one.id, str(error))
            return
        if not _keyed(one, quotations[-1]):
            yield Mismatch(one.id, "its id or place is not that of the words it quotes")
        if quotations[-1].quote and one.searched != search.words_of(quotations[-1]):
            yield Mismatch(one.id, "the words that are searched are not those quoted")
    for subject, reason in broken(article, quotations, Resolution(article.id, actors, links, tuple(statements))):
        yield Mismatch(subject, reason)


def _keyed(row: AnyRow, quotation: Quotation) -> bool:
    """Whether the id and the place by which judgements find a statement are those of its quotation."""
    places = tuple((span.start, span.end) for span in quotation.quote)
    if not places:
        return True  # told already
    return (row.id, row.stretch, row.start, row.end) == (
        Quotation.id_of(quotation.article_id, quotation.quote),
        stretch_of(places),
        places[0][0],
        places[-1][1],
    )


def _source(row: AnyRow, article: Article) -> Iterator[Mismatch]:
    try:
        decoded = zlib.decompress(row.data).decode(row.charset)
    except (ValueError, LookupError, zlib.error):
        yield Mismatch(article.id, "the capture cannot be decoded")
        return
    if decoded != article.text:
        yield Mismatch(article.id, "the text is not the decoded source")


def _decisions(connection: Connection) -> Iterator[Mismatch]:
    for log in (decisions, amending, actor_decisions, registry):
        for entry, reason in log.altered(connection):
            yield Mismatch(entry, reason)
    earlier = DECISIONS.alias("earlier")
    known = select(earlier.c.key).where(earlier.c.id == DECISIONS.c.replaces, earlier.c.key < DECISIONS.c.key).exists()
    for key in connection.scalars(select(DECISIONS.c.id).where(DECISIONS.c.replaces.is_not(None), ~known)):
        yield Mismatch(key, "the decision it replaces does not exist")
    once = select(DECISIONS.c.replaces).where(DECISIONS.c.retracted).group_by(DECISIONS.c.replaces).having(func.count() > 1)
    for key in connection.scalars(once):
        if key is not None:
            yield Mismatch(key, "the decision is undone twice")


def _shown(connection: Connection) -> Iterator[Mismatch]:
    for table, key in shown.wrong(connection):
        yield Mismatch(f"{table.name} {key}", "what is shown is not what the records and the decisions about them say")


def _redactions(connection: Connection) -> Iterator[Mismatch]:
    for key, reason in redaction.altered(connection):
        yield Mismatch(key, reason)
