"""Codebooks in the ledger: every version that was ever taken in, in order; the newest is in force."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, insert, select

from wortlaut.errors import LedgerError
from wortlaut.records import Adoption, Codebook, Mismatch
from wortlaut.store.codec import from_json, to_json
from wortlaut.store.rows import decoding
from wortlaut.store.tables import CODEBOOKS, AnyRow


def adopt(connection: Connection, codebook: Codebook, by: str, at: str) -> bool:
    """Append a codebook, which is in force from then on; False if it is in force already."""
    current = in_force(connection)
    if current is not None and current.version == codebook.version:
        return False
    connection.execute(insert(CODEBOOKS), {"version": codebook.version, "codebook": to_json(codebook), "by": " ".join(by.split()), "at": at})
    return True


def in_force(connection: Connection) -> Codebook | None:
    """The codebook taken in last; None if there is none."""
    row = connection.execute(select(CODEBOOKS).order_by(CODEBOOKS.c.key.desc()).limit(1)).first()
    return _codebook(row) if row is not None else None


def required(connection: Connection) -> Codebook:
    """The codebook in force; LedgerError if there is none."""
    found = in_force(connection)
    if found is None:
        raise LedgerError("the ledger has no codebook", "", "write one with `wortlaut concepts init` and take it in with `wortlaut concepts import`")
    return found


def adoptions(connection: Connection) -> Iterator[Adoption]:
    """Every version with who took it in and when, newest first."""
    for row in connection.execute(select(CODEBOOKS).order_by(CODEBOOKS.c.key.desc())):
        yield Adoption(_codebook(row), row.by, row.at)


def mismatches(connection: Connection) -> Iterator[Mismatch]:
    """Codebooks that are not what was taken in: the version is the hash of all of it."""
    for row in connection.execute(select(CODEBOOKS).order_by(CODEBOOKS.c.key)):
        try:
            found = _codebook(row)
        except LedgerError as error:
            yield Mismatch(row.version, str(error))
            continue
        if Codebook.of(found.name, found.concepts, found.scale).version != row.version or found.version != row.version:
            yield Mismatch(row.version, "the codebook is not the one that was taken in")


def _codebook(row: AnyRow) -> Codebook:
    with decoding(row.version):
        return from_json(Codebook, row.codebook)
