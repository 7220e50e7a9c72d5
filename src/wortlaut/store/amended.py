"""What people's changes to statements amount to: laid over the statements whenever they are read, and kept where questions filter by them.

Machine records are never touched. Who speaks is kept by `wortlaut.store.identities`, statements people added by `wortlaut.store.added`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection, delete, insert, select

from wortlaut.records import Actor, Amendment, Kind, Part, Span, StatementRow
from wortlaut.store import amendments, shown
from wortlaut.store.put import chunks, stretch_of
from wortlaut.store.tables import AMENDED_KINDS

# --- in records ----------------------------------------------------------------------------------------------


def applied(connection: Connection, rows: Sequence[StatementRow]) -> Iterator[StatementRow]:
    """Statements as people changed them, but for the actor who speaks."""
    digests = sorted({row.article.digest for row in rows})
    found, replies = amendments.standing(connection, digests), amendments.replies(connection, digests)
    for row in rows:
        place = (row.article.digest, stretch_of(row.anchor))
        answered = replace(row, replies=replies[place]) if place in replies else row
        yield _changed(answered, found[place]) if place in found else answered


def _changed(row: StatementRow, changes: Mapping[Part, Amendment]) -> StatementRow:
    quotation, statement, addressee = row.quotation, row.statement, row.addressee
    kind = _kind(changes)
    if kind is not None:
        quotation = replace(quotation, kind=kind)
    if Part.QUOTE in changes:
        quotation = replace(quotation, quote=tuple(Span.of(row.article.text, *place) for place in changes[Part.QUOTE].words))
    if Part.CUE in changes:
        quotation = replace(quotation, cue=tuple(Span.of(row.article.text, *place) for place in changes[Part.CUE].words))
    if Part.SPEAKER in changes:
        said = changes[Part.SPEAKER]
        statement = replace(statement, actor_how=None, actor_reason=f"set by {said.by}")
    if Part.ADDRESSEE in changes:
        to = changes[Part.ADDRESSEE].actor
        addressee = Actor(to.id, to.name, to.kind) if to is not None else None
        statement = replace(statement, addressee_id=to.id if to is not None else None)
    return replace(row, quotation=quotation, statement=statement, addressee=addressee, amendments=tuple(changes.values()))


def _kind(changes: Mapping[Part, Amendment]) -> Kind | None:
    said = changes.get(Part.KIND) or changes.get(Part.ADDED)
    return said.kind if said is not None else None


# --- where questions filter --------------------------------------------------------------------------------------------


def keep(connection: Connection, digests: Sequence[str]) -> None:
    """Make what is kept of the statements in these texts what the log says."""
    for chunk in chunks(digests):
        connection.execute(delete(AMENDED_KINDS).where(AMENDED_KINDS.c.article_digest.in_(chunk)))
        rows = _rows(amendments.standing(connection, chunk))
        if rows:
            connection.execute(insert(AMENDED_KINDS), rows)
        shown.remake_texts(connection, chunk)


def wrong(connection: Connection, standing: amendments.Standing) -> bool:
    """Whether what is kept is something else than these amendments say."""
    kept = sorted(tuple(row) for row in connection.execute(select(AMENDED_KINDS)))
    return kept != sorted(tuple(row.values()) for row in _rows(standing))


def _rows(standing: amendments.Standing) -> list[dict[str, str]]:
    kinds = (((digest, stretch), _kind(changes)) for (digest, stretch), changes in standing.items())
    return [{"article_digest": digest, "stretch": stretch, "kind": kind.value} for (digest, stretch), kind in kinds if kind is not None]
