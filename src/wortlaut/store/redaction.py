"""Takes an actor's words out of the ledger for good and leaves a tombstone: the one act that changes what was stored.

What goes: the quoted words of the actor, in the text of every article that has them (every generation), in all excerpts
that overlap them, in the search index, and the whole source file, which holds them too. In their place stands a mask of the
same length, so every other offset still holds. What stays: the actor's name, the frame around the words, other people's
words, decisions and codings with the notes people wrote, and the digest of the text as it was captured, under which all of
these are kept. The digest of the text as it stands now is in the tombstone, and `verify` checks against that. The same
words in other places (a headline, a caption, another article that attributes them to nobody) are not found and not taken
out; docs/how-to/redact.md says what to do about them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar, cast

from sqlalchemy import Connection, Table, insert, select, text, update

from wortlaut.errors import LedgerError
from wortlaut.records import ChainStep, Interval, Link, Modality, Part, Redaction, Span, content_id, digest_text
from wortlaut.store import amendments, search
from wortlaut.store.actor_decisions import named
from wortlaut.store.codec import from_json, to_json
from wortlaut.store.decisions import decider, spans_of
from wortlaut.store.put import REMOVED, chunks, stretch_of
from wortlaut.store.shown import shown_actor
from wortlaut.store.tables import (
    ARTICLES,
    CAPTURES,
    CONTENTS,
    EXTRACTIONS,
    IMPORTED_DOCUMENTS,
    REDACTIONS,
    SEARCH_TEXTS,
    STATEMENTS,
    TEXTS,
    AnyRow,
)

MASK = "█"
"""Stands for every character that was taken out but line breaks, which keep the lines."""

T = TypeVar("T")
Places = tuple[tuple[int, int], ...]

_SPANS: tuple[tuple[Table, tuple[tuple[str, object], ...]], ...] = (
    (ARTICLES, (("headline", Span), ("place", Span), ("published_span", Span), ("modified", Interval), ("links", tuple[Link, ...]))),
    (
        STATEMENTS,
        (
            *((name, tuple[Span, ...]) for name in ("quote", "cue", "frame", "speaker", "addressee")),
            ("modality", tuple[Modality, ...]),
            ("chain", tuple[ChainStep, ...]),
            ("said_span", Span),
            ("place", Span),
        ),
    ),
)
"""Every column that keeps an excerpt, with what is in it."""


def redact(connection: Connection, actor: str, by: str, at: str, reason: str) -> tuple[Redaction, ...]:
    """Take the words of one actor (name, alias or id) out of every text; the tombstones, one per text.

    Raises LedgerError for an unknown actor, an actor without words, no name or reason, and for words in an imported file,
    which must be imported again without them.
    """
    who, name = named(connection, actor), decider(by)
    reason = " ".join(reason.split())
    if not reason:
        raise LedgerError("a redaction needs a reason", who.name, "say why: `--reason TEXT`; it stays in the ledger")
    words = _words(connection, who.id)
    if not words:
        raise LedgerError("no words of this actor are left in the ledger", who.name, "see who says what with `wortlaut actors`")
    _check_imports(connection, sorted(words))
    connection.exec_driver_sql("PRAGMA secure_delete = ON")
    made = []
    for digest, places in sorted(words.items()):
        whole = connection.scalar(select(TEXTS.c.text).where(TEXTS.c.digest == digest)) or ""
        masked = _masked(whole, places)
        _rewrite(connection, digest, masked, places)
        key = content_id("x", who.id, digest, stretch_of(places), name, at, reason)
        made.append(Redaction(key, who.id, who.name, name, at, reason, digest, places, digest_text(masked)))
    connection.execute(insert(REDACTIONS), [_row(one) for one in made])
    connection.execute(text("INSERT INTO search_index (search_index) VALUES ('rebuild')"))
    return tuple(made)


def redactions(connection: Connection) -> Iterator[Redaction]:
    """All tombstones, oldest first."""
    for row in connection.execute(select(REDACTIONS).order_by(REDACTIONS.c.key)):
        places = spans_of(row.masked)
        yield Redaction(row.id, row.actor_id, row.actor, row.by, row.at, row.reason, row.article_digest, places, row.masked_digest)


def masked_digests(connection: Connection) -> dict[str, str]:
    """The digest a redacted text has now, by the one it was captured with."""
    return {row.article_digest: row.masked_digest for row in connection.execute(select(REDACTIONS).order_by(REDACTIONS.c.key))}


def removed_sources(connection: Connection) -> frozenset[str]:
    """The digests of the sources that were taken out."""
    question = (
        select(CAPTURES.c.digest)
        .join(EXTRACTIONS, EXTRACTIONS.c.capture_key == CAPTURES.c.key)
        .join(ARTICLES, ARTICLES.c.extraction_key == EXTRACTIONS.c.key)
        .where(ARTICLES.c.text_digest.in_(select(REDACTIONS.c.article_digest)))
    )
    return frozenset(connection.scalars(question))


def altered(connection: Connection) -> Iterator[tuple[str, str]]:
    """Tombstones that are not what was set (id, reason)."""
    for one in redactions(connection):
        if one.id != content_id("x", one.actor_id, one.article_digest, stretch_of(one.places), one.by, one.at, one.reason):
            yield one.id, "the tombstone is not the one that was set"


# --- whose words ---------------------------------------------------------------------------------------------


def _words(connection: Connection, actor_id: str) -> dict[str, Places]:
    """Where words of this actor stand that are not masked yet, by text; those of every generation, and people's moves applied."""
    shown, joins = shown_actor(ARTICLES.c.text_digest)
    question = select(ARTICLES.c.text_digest, STATEMENTS.c.stretch).select_from(STATEMENTS)
    question = question.join(ARTICLES, ARTICLES.c.extraction_key == STATEMENTS.c.extraction_key)
    for table, condition in joins:
        question = question.outerjoin(table, condition)
    question = question.where(shown == actor_id).distinct()
    found: dict[str, set[tuple[int, int]]] = {}
    rows = connection.execute(question).all()
    amended = amendments.standing(connection, sorted({row.text_digest for row in rows}))
    wider = {place: changes[Part.QUOTE].words for place, changes in amended.items() if Part.QUOTE in changes}
    for row in rows:
        found.setdefault(row.text_digest, set()).update((*spans_of(row.stretch), *wider.get((row.text_digest, row.stretch), ())))
    gone = {digest: _masked_already(connection, digest) for digest in found}
    return {digest: tuple(sorted(left)) for digest, places in found.items() if (left := places - gone[digest])}


def _masked_already(connection: Connection, digest: str) -> set[tuple[int, int]]:
    stretches = connection.scalars(select(REDACTIONS.c.masked).where(REDACTIONS.c.article_digest == digest))
    return {place for stretch in stretches for place in spans_of(stretch)}


def _check_imports(connection: Connection, digests: Sequence[str]) -> None:
    for chunk in chunks(digests):
        found = connection.scalar(select(IMPORTED_DOCUMENTS.c.article_id).where(IMPORTED_DOCUMENTS.c.text_digest.in_(chunk)).limit(1))
        if found is not None:
            raise LedgerError(
                "the words stand in an imported file, whose rows are kept as they came", str(found), "redact that file and import it again"
            )


# --- taking them out -----------------------------------------------------------------------------------------


def _masked(whole: str, places: Places) -> str:
    signs = list(whole)
    for start, end in places:
        signs[start:end] = [sign if sign in "\r\n" else MASK for sign in signs[start:end]]
    return "".join(signs)


def _rewrite(connection: Connection, digest: str, masked: str, places: Places) -> None:
    """Put the masked text everywhere the text or a piece of it is kept."""
    connection.execute(update(TEXTS).where(TEXTS.c.digest == digest).values(text=masked))
    extractions = connection.scalars(select(ARTICLES.c.extraction_key).where(ARTICLES.c.text_digest == digest)).all()
    for chunk in chunks(extractions):
        for table, columns in _SPANS:
            for row in connection.execute(select(table).where(table.c.extraction_key.in_(chunk))).all():
                _excerpts(connection, table, columns, row, masked)
        _searched(connection, chunk, masked)
        captures = select(EXTRACTIONS.c.capture_key).where(EXTRACTIONS.c.key.in_(chunk))
        contents = select(CAPTURES.c.digest).where(CAPTURES.c.key.in_(captures))
        connection.execute(update(CONTENTS).where(CONTENTS.c.digest.in_(contents)).values(data=REMOVED))


def _excerpts(connection: Connection, table: Table, columns: Sequence[tuple[str, object]], row: AnyRow, masked: str) -> None:
    changed: dict[str, object] = {}
    for name, hint in columns:
        old = getattr(row, name)
        if old is not None:
            new = to_json(_recut(from_json(cast("type[object]", hint), old), masked))
            if new != old:
                changed[name] = new
    if table is ARTICLES and "headline" in changed:
        changed["title"] = " ".join(_recut(from_json(Span, row.headline), masked).text.split())
    if changed:
        key = table.c.extraction_key if table is ARTICLES else table.c.key
        connection.execute(update(table).where(key == getattr(row, key.name)).values(changed))


def _recut(record: T, masked: str) -> T:
    """The same record with every span cut out of the masked text."""
    if isinstance(record, Span):
        return cast("T", Span.of(masked, record.start, record.end))
    if isinstance(record, tuple):
        return cast("T", tuple(_recut(one, masked) for one in record))
    if is_dataclass(record) and not isinstance(record, type):
        changed = {field.name: _recut(getattr(record, field.name), masked) for field in fields(record)}
        return cast("T", replace(record, **changed))
    return record


def _searched(connection: Connection, extractions: Sequence[int], masked: str) -> None:
    """The words of every statement of these extractions; the words around them go, since they may hold the others."""
    for row in connection.execute(select(STATEMENTS.c.key, STATEMENTS.c.quote).where(STATEMENTS.c.extraction_key.in_(extractions))).all():
        words = search.words_in(from_json(tuple[Span, ...], row.quote))
        connection.execute(update(SEARCH_TEXTS).where(SEARCH_TEXTS.c.statement_key == row.key).values(words=words, context=words))


def _row(made: Redaction) -> dict[str, object]:
    names = ("id", "actor_id", "actor", "by", "at", "reason", "article_digest", "masked_digest")
    return {name: getattr(made, name) for name in names} | {"masked": stretch_of(made.places)}
