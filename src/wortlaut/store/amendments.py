"""People's changes to statements, in the same log as their judgements: appended, undone, never changed.

What they amount to, `wortlaut.store.amended` says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, Connection, insert, select

from wortlaut.errors import LedgerError
from wortlaut.records import Amendment, Identity, Kind, Part, Places, content_id
from wortlaut.store.codec import from_json, to_json
from wortlaut.store.decisions import decider, made_by
from wortlaut.store.put import chunks, stretch_of
from wortlaut.store.shown import STANDS
from wortlaut.store.tables import DECISIONS, AnyRow

Replies = dict[tuple[str, str], tuple[Amendment, ...]]
"""The replies that stand, oldest first, by digest of the text and stretch."""

Standing = dict[tuple[str, str], dict[Part, Amendment]]
"""The amendments that count, by digest of the text and stretch, then by part."""


@dataclass(frozen=True, slots=True)
class _Content:
    """What a row of the log holds in its value."""

    quote: Places
    kind: Kind | None
    words: Places
    actor: Identity | None


def append(connection: Connection, made: Amendment) -> Amendment:
    """Append an amendment, given without its id; what this person said last on the same part, said again, adds nothing."""
    made = replace(made, by=decider(made.by))
    if made.part is Part.REPLY:
        known = replies(connection, [made.article_digest]).get((made.article_digest, stretch_of(made.quote)), ())
        same = next((one for one in known if (one.by, one.note, one.actor) == (made.by, made.note, made.actor)), None)
        return same if same is not None else _insert(connection, made)
    now = standing(connection, [made.article_digest]).get((made.article_digest, stretch_of(made.quote)), {}).get(made.part)
    if now is not None and now.by == made.by and _content(now) == _content(made):
        return now
    return _insert(connection, made)


def retraction(connection: Connection, row: AnyRow, at: str) -> Amendment:
    """Append the retraction of the amendment in this row."""
    return _insert(connection, replace(amendment_of(row), at=at, replaces=row.id, retracted=True))


def again(connection: Connection, row: AnyRow, retraction: str, at: str, batch: str | None) -> Amendment:
    """Append the amendment in this row anew, in place of its retraction."""
    return _insert(connection, replace(amendment_of(row), at=at, batch=batch, replaces=retraction, retracted=False))


def take(connection: Connection, given: Amendment) -> bool:
    """Append an entry of another ledger under its own id; False if it is here, or takes back what is taken back here."""
    here = connection.scalar(select(DECISIONS.c.key).where(DECISIONS.c.id == given.id))
    gone = given.retracted and connection.scalar(
        select(DECISIONS.c.key).where(DECISIONS.c.replaces == given.replaces, DECISIONS.c.retracted).limit(1)
    )
    if here is not None or gone:
        return False
    connection.execute(insert(DECISIONS), _row(given))
    return True


def log(connection: Connection, *conditions: ColumnElement[bool]) -> Iterator[Amendment]:
    """The log of amendments in order, retractions and all."""
    for row in connection.execute(select(DECISIONS).where(DECISIONS.c.part.is_not(None), *conditions).order_by(DECISIONS.c.key)):
        yield amendment_of(row)


def in_force(connection: Connection) -> Iterator[Amendment]:
    """The amendments that are not undone, in order."""
    yield from log(connection, STANDS)


def standing(connection: Connection, digests: Sequence[str]) -> Standing:
    """The newest amendment of every part that is not undone, of the statements in texts with these digests; replies are no part."""
    found: Standing = {}
    for chunk in chunks(digests):
        for one in log(connection, STANDS, DECISIONS.c.article_digest.in_(chunk), DECISIONS.c.part != Part.REPLY):
            found.setdefault((one.article_digest, stretch_of(one.quote)), {})[one.part] = one
    return found


def replies(connection: Connection, digests: Sequence[str]) -> Replies:
    """The replies that are not taken back, to the statements in texts with these digests."""
    found: Replies = {}
    for chunk in chunks(digests):
        for one in log(connection, STANDS, DECISIONS.c.article_digest.in_(chunk), DECISIONS.c.part == Part.REPLY):
            key = (one.article_digest, stretch_of(one.quote))
            found[key] = (*found.get(key, ()), one)
    return found


def altered(connection: Connection) -> Iterator[tuple[str, str]]:
    """Amendments that are not what was decided (id, reason)."""
    earlier: dict[tuple[object, ...], int] = {}
    by_id: dict[str, Amendment] = {}
    for one in log(connection):
        seen = earlier[_chain(one)] = earlier.get(_chain(one), 0) + 1
        old = by_id.get(one.replaces) if one.replaces is not None else None
        same = not one.retracted or (old is not None and (_content(old), old.subject, old.note) == (_content(one), one.subject, one.note))
        if not same or not any(one.id == _id(one, number) for number in range(seen)):
            yield one.id, "the amendment is not the one that was made"
        by_id[one.id] = one


def amendment_of(row: AnyRow) -> Amendment:
    """An amendment from its row; LedgerError if it cannot be read."""
    said = from_json(_Content, row.value)
    if row.part not in set(Part):
        raise LedgerError(
            "a stored record is damaged", f"{row.id} ({row.part!r} is no part)", "run `wortlaut verify` and restore the ledger from a copy"
        )
    what = (said.quote, Part(row.part), said.kind, said.words, said.actor)
    return Amendment(row.id, row.subject, row.article_digest, *what, row.by, row.at, row.batch, row.replaces, row.retracted, row.note)


def _insert(connection: Connection, made: Amendment) -> Amendment:
    about = (DECISIONS.c.article_digest == made.article_digest, DECISIONS.c.part == made.part, made_by(made.by))
    entries = sum(one.quote == made.quote for one in log(connection, *about))
    made = replace(made, id=_id(made, entries))
    connection.execute(insert(DECISIONS), _row(made))
    return made


def _row(made: Amendment) -> dict[str, object]:
    names = ("id", "subject", "article_digest", "part", "by", "at", "batch", "replaces", "retracted", "note")
    row = {name: getattr(made, name) for name in names} | {"value": to_json(_content(made))}
    return row | ({"stretch": stretch_of(made.quote)} if made.part is Part.FLAG else {})  # flags are sought by their words


def _content(made: Amendment) -> _Content:
    return _Content(made.quote, made.kind, made.words, made.actor)


def _chain(made: Amendment) -> tuple[object, ...]:
    return made.article_digest, made.quote, made.part, made.by


def _id(made: Amendment, entries: int) -> str:
    # The number of entries before it is part of the id: the same change, undone and made again within a second, is another entry.
    said = (made.article_digest, made.part, to_json(_content(made)), made.by, made.at, made.batch, made.replaces, made.retracted)
    return content_id("m", *said, *([made.note] if made.note else []), entries)
