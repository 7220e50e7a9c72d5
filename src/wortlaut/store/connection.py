"""Opening a ledger file: checks before anything is touched, transactions, and database errors in plain words.

SQLite only. One writer at a time (BEGIN IMMEDIATE, a busy timeout), readers never wait (write-ahead log). It knows
nothing of what the tables hold.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from wortlaut.errors import LedgerBusyError, LedgerError
from wortlaut.store import schema

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

BUSY_SECONDS = 8.0
"""How long a writer waits for another one."""

APPLICATION_ID = 0x574F5254
"""Marks a SQLite file as a ledger ("WORT")."""

_MAGIC = b"SQLite format 3\x00"


def check_path(path: Path, *, create: bool) -> bool:
    """True if the file has to be made; raises LedgerError for every path that cannot be a ledger."""
    try:
        if "\x00" in str(path):
            raise ValueError
        if path.is_dir():
            raise LedgerError("the ledger is a folder", str(path), "name a file, for example `corpus.wortlaut`")
        if not path.parent.is_dir():
            what = "is a file, not a folder" if any(part.is_file() for part in path.parents) else "does not exist"
            raise LedgerError("the ledger cannot lie there: its folder " + what, str(path), "make the folder or name another path")
        if not path.exists():
            if create:
                return True
            raise LedgerError("there is no ledger", str(path), "make one with `wortlaut run SOURCE... --ledger FILE`, or check the path")
        if not path.is_file():
            raise LedgerError("the ledger is not a plain file", str(path), "name a file, for example `corpus.wortlaut`")
        with path.open("rb") as file:
            head = file.read(len(_MAGIC))
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "not a file name"
        raise LedgerError(f"the ledger cannot be read ({reason})", str(path), "check the path and its permissions") from error
    if head and head != _MAGIC:
        raise LedgerError("the file is not a ledger", str(path), "name another file; this one was left as it is")
    if not head and not create:
        raise LedgerError("the file is empty, not a ledger", str(path), "delete it and make a ledger with `wortlaut run`")
    return not head


def check_schema(path: Path, *, create: bool, read_only: bool) -> bool:
    """True if the file lacks the newest schema and must be brought to it; raises LedgerError for foreign and newer files."""
    mark, tables, versions = _peek(path)
    if not tables and mark in (0, APPLICATION_ID) and create:
        return True  # a creation that was killed before it came to anything
    if not tables and mark in (0, APPLICATION_ID):
        raise LedgerError("nothing is in the ledger yet; its making was cut off", str(path), "run `wortlaut run` again")
    if mark != APPLICATION_ID or len(versions) != 1:
        raise LedgerError("the file is a SQLite database, but not a ledger", str(path), "name another file; this one was left as it is")
    if versions[0] not in schema.REVISIONS:
        raise LedgerBusyError("the ledger was made by a newer version of Wortlaut", str(path), "upgrade with `pip install --upgrade wortlaut`")
    behind: bool = versions[0] != schema.REVISIONS[-1]
    if behind and read_only:
        raise LedgerError("the ledger has the schema of an older version", str(path), "open it once for writing, for example with `wortlaut run`")
    return behind


def _peek(path: Path) -> tuple[int, set[str], list[str]]:
    """Application mark, tables and schema version of a SQLite file, read without leaving a trace."""

    def ask(uri: str) -> tuple[int, set[str], list[str]]:
        with closing(sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS)) as connection:
            (mark,) = connection.execute("PRAGMA application_id").fetchone()
            tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
            versions = [row[0] for row in connection.execute("SELECT version_num FROM alembic_version")] if "alembic_version" in tables else []
            return mark, tables, versions

    with wrapped(path):
        if not _log(path).exists():
            # Nobody has it open. Read it as a file that never changes, or SQLite would put its side files beside it.
            try:
                return ask(address(path, "ro") + "&immutable=1")
            except sqlite3.DatabaseError:
                pass  # somebody opened and changed it this very moment, or it is damaged, which the next line says
        return ask(address(path, "ro"))


def _log(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


def address(path: Path, mode: str) -> str:
    """The file as a SQLite URI, whatever signs are in its name."""
    return f"{path.absolute().as_uri()}?mode={mode}"


def reading_address(path: Path) -> str:
    """How to open a file for reading: with the right to tidy up SQLite's side files at the end wherever we have it."""
    if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
        return address(path, "rw")
    if os.access(path.parent, os.W_OK) or _log(path).exists():
        return address(path, "ro")
    return address(path, "ro") + "&immutable=1"  # the side files cannot be made there, and nobody can write either


def connect(uri: str, *, read_only: bool) -> Engine:
    """An engine whose transactions are ours: immediate for writers, deferred for readers."""
    from sqlalchemy import QueuePool, create_engine, event

    def creator() -> sqlite3.Connection:
        connection = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, check_same_thread=False, isolation_level=None)
        connection.execute(f"PRAGMA query_only = {int(read_only)}")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA cache_size = -65536")
        return connection

    engine = create_engine("sqlite://", creator=creator, poolclass=QueuePool, pool_size=2, max_overflow=30)

    def begin(connection: Connection) -> None:
        write = connection.get_execution_options().get("write", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    event.listen(engine, "begin", begin)
    return engine


def prepare(engine: Engine, path: Path) -> None:
    """Bring a new or older file to the newest schema, in one transaction that only one process wins."""
    with wrapped(path):
        _write_ahead(engine)
        with engine.connect() as connection, connection.execution_options(write=True).begin():
            schema.upgrade(connection)
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def _write_ahead(engine: Engine) -> None:
    # Two processes that make the same ledger collide here, and SQLite does not wait by itself for this switch.
    from sqlalchemy.exc import OperationalError

    give_up = time.monotonic() + BUSY_SECONDS
    while True:
        raw = engine.raw_connection()
        try:
            cursor = raw.cursor()
            cursor.execute("PRAGMA journal_mode = WAL")
            return
        except (sqlite3.OperationalError, OperationalError) as error:
            if "locked" not in str(error) or time.monotonic() > give_up:
                raise
            time.sleep(0.02)
        finally:
            raw.close()


def scrub(engine: Engine, path: Path) -> None:
    """Rewrite the file so that nothing deleted is left in it or in its side file; LedgerBusyError if another process holds it."""
    with wrapped(path):
        raw = engine.raw_connection()
        try:
            cursor = raw.cursor()
            for statement in ("PRAGMA wal_checkpoint(TRUNCATE)", "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
                row = cursor.execute(statement).fetchone()
                if row is not None and row[0]:
                    remedy = "close what else has the ledger open; the side file is emptied when the last program closes it"
                    raise LedgerBusyError("the words are taken out, but older pages may still hold them", str(path), remedy)
        finally:
            raw.close()


@contextmanager
def wrapped(path: Path) -> Iterator[None]:
    """Turn database errors into LedgerError and LedgerBusyError that name the file and the way out."""
    from sqlalchemy.exc import DatabaseError

    try:
        yield
    except (sqlite3.DatabaseError, DatabaseError) as error:
        cause = error.orig if isinstance(error, DatabaseError) else error
        raise _plain(str(cause), path) from error
    except KeyError as error:
        what = f"the ledger is damaged (a record that others refer to is missing: {error})"
        raise LedgerError(what, str(path), "run `wortlaut verify` and restore the ledger from a copy") from error
    except OverflowError as error:
        raise LedgerError("a document is too large to be stored", str(path), "split it into smaller documents") from error


def _plain(cause: str, path: Path) -> LedgerError:
    lower = cause.lower()
    if "locked" in lower or "busy" in lower:
        return LedgerBusyError("the ledger is in use by another process", str(path), "wait until it is done and try again")
    if "full" in lower or "disk i/o" in lower:
        return LedgerError(
            f"the ledger cannot grow ({cause})", str(path), "free some disk space and run the same command again; what was stored before is kept"
        )
    if "readonly" in lower or "unable to open" in lower:
        return LedgerError(f"the ledger cannot be written or opened ({cause})", str(path), "check the permissions of the file and its folder")
    if "not a database" in lower or "malformed" in lower:
        return LedgerError(f"the ledger is damaged ({cause})", str(path), "restore it from a copy")
    if "too big" in lower or "too large" in lower:
        return LedgerError("a document is too large to be stored", str(path), "split it into smaller documents")
    return LedgerError(f"the database refused ({cause})", str(path), "run `wortlaut verify`; if it finds nothing, report this as a defect")
