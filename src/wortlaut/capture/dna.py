"""Reads a `.dna` file, the data base of the Discourse Network Analyzer 3, into its rows.

The file may be anything: it is opened as one that never changes, nothing in it is run (no view, trigger, virtual table or
extension), and neither a text nor a row comes out that the size of the file does not bound. What stands in the rows is
checked in `wortlaut.capture.dna_checks`. Not for what the rows mean: see `wortlaut.capture.coded`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from wortlaut.capture.dna_checks import check_file, check_row
from wortlaut.errors import CaptureError
from wortlaut.records import dna
from wortlaut.records.dna_tables import TABLES, Table
from wortlaut.seams import ReadOptions

MAX_FILE = 256_000_000
MAX_ROWS = 3_000_000
"""The largest file in bytes and rows; a project of 100,000 statements has about 700,000. The rows are held in memory."""

_MAGIC = b"SQLite format 3\x00"
_ASK_AGAIN = "open it in DNA, close DNA and try again; if DNA cannot open it either, take a copy"
_MEND = "delete or mend the statement in DNA"
_ALLOWED = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ})
_PRAGMAS = ("trusted_schema = OFF", "cell_size_check = ON", "mmap_size = 0", "query_only = ON")


@dataclass(frozen=True, slots=True)
class DnaSource:
    """What was read from a file: its rows, and what it holds beside them that DNA 3 does not know and nobody keeps."""

    file: dna.File
    left_out: tuple[str, ...] = ()


def read_dna(path: Path, source: str, options: ReadOptions) -> DnaSource:
    """Read and check a whole file; raises CaptureError, naming the row where there is one, for everything that is no sound DNA 3 file."""
    size, before = _look(path, source)
    with _plain_errors(source, options), closing(_connect(path, options)) as connection:
        tables = _tables(connection, source)
        reading = _Reading(connection, source, size)
        _check_version(reading, tables, source)
        left_out = tuple(_left_out(tables))
        rows = {table.field: tuple(reading.rows(table, tables)) for table in TABLES}
    if _look(path, source) != (size, before):
        raise CaptureError("the file was changed while it was read", source, "close it in DNA and try again")
    file = dna.File(**rows)  # type: ignore[arg-type] # each field holds the rows of its table
    check_file(file, source)
    return DnaSource(replace(file, statements=tuple(_in_code_points(file, source))), left_out)


# --- opening -------------------------------------------------------------------------------------------------


def _look(path: Path, source: str) -> tuple[int, int]:
    """Size and time of change of a file that looks like a data base at rest."""
    try:
        with path.open("rb") as stream:
            head = stream.read(len(_MAGIC))
        about = path.stat()
        beside = [path.with_name(path.name + end) for end in ("-journal", "-wal")]
        open_elsewhere = any(one.exists() and one.stat().st_size for one in beside)
    except OSError as error:
        raise CaptureError(f"the file cannot be read ({error.strerror or error})", source, "check the path and its permissions") from error
    if head != _MAGIC:
        raise CaptureError(
            "the file is no .dna file of DNA 3 (not a SQLite data base)", source, "files of DNA 1 and 2 come in through DNA 3: import them there"
        )
    if about.st_size > MAX_FILE:
        raise CaptureError(f"the file is too large: {about.st_size:,} bytes of at most {MAX_FILE:,}", source, "split the project in DNA")
    if open_elsewhere:
        raise CaptureError("the file is in use, or DNA was cut off while it wrote", source, "open it in DNA, close DNA and try again")
    return about.st_size, about.st_mtime_ns


def _connect(path: Path, options: ReadOptions) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, options.max_document)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")

    def allow(action: int, subject: str | None, *_: object) -> int:
        harmless = action in _ALLOWED or (action == sqlite3.SQLITE_PRAGMA and subject == "table_info")
        return sqlite3.SQLITE_OK if harmless else sqlite3.SQLITE_DENY

    connection.set_authorizer(allow)
    return connection


@contextmanager
def _plain_errors(source: str, options: ReadOptions) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, UnicodeDecodeError, OverflowError) as error:
        if isinstance(error, sqlite3.DataError) or "too big" in str(error):
            most = f"{options.max_document:,}"
            raise CaptureError(f"the file holds a text of more than {most} bytes", source, "split the document in DNA") from error
        raise CaptureError(f"the file is a damaged .dna file ({error})", source, _ASK_AGAIN) from error


# --- tables --------------------------------------------------------------------------------------------------

_Names = dict[str, tuple[str, ...]]
"""Columns by table, both in capitals; for things that are no plain table, no columns."""


def _tables(connection: sqlite3.Connection, source: str) -> _Names:
    found: _Names = {}
    for kind, name, made_by in connection.execute("SELECT type, name, sql FROM sqlite_master").fetchall():
        if kind == "index" or str(name).lower().startswith("sqlite_"):
            continue
        plain = kind == "table" and " VIRTUAL " not in f" {made_by} ".upper()[:40]
        columns = connection.execute(f"PRAGMA table_info({_quoted(str(name))})").fetchall() if plain else ()
        found[str(name).upper()] = tuple(str(column[1]).upper() for column in columns)
    if not found.get("SETTINGS"):
        raise CaptureError("the file is a SQLite data base, but no .dna file (it has no table SETTINGS)", source, "name a file that DNA 3 made")
    return found


def _check_version(reading: _Reading, tables: _Names, source: str) -> None:
    settings = tuple(reading.rows(TABLES[0], tables))
    version = next((one.value for one in settings if isinstance(one, dna.Setting) and one.property == "version"), "")
    if version.startswith(("1.", "2.")) or "CODERPERMISSIONS" in tables:
        raise CaptureError(
            f"the file was made by version {version[:20] or '2'} of DNA, which keeps its data otherwise",
            source,
            "make a new data base in DNA 3, import this one there, and capture the new one",
        )
    if not version.startswith("3."):
        raise CaptureError(f"the file names {version[:20]!r} as its version of DNA; Wortlaut reads 3.x", source, "open and save it with DNA 3")


def _left_out(tables: _Names) -> Iterator[str]:
    known = {table.name: {column.name.upper() for column in table.columns} for table in TABLES}
    for name, columns in tables.items():
        if name not in known:
            yield name[:60]
        else:
            yield from (f"{name}.{column[:60]}" for column in columns if column not in known[name])


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


class _Reading:
    """One pass over a file; what has come out so far is weighed against the size of the file."""

    def __init__(self, connection: sqlite3.Connection, source: str, size: int) -> None:
        self._connection = connection
        self._source = source
        self._left = 2 * size  # the settings are read twice
        self._rows = 0

    def rows(self, table: Table, tables: _Names) -> Iterator[dna.Row]:
        """The checked rows of a table in the order of their keys, statements with DNA's own offsets."""
        names = [column.name for column in table.columns]
        missing = [name for name in names if name.upper() not in tables.get(table.name, ())]
        if missing:
            what = (
                f"the file lacks the column {missing[0]} of table {table.name}"
                if tables.get(table.name)
                else f"the file lacks the table {table.name}"
            )
            raise CaptureError(what, self._source, _ASK_AGAIN)
        order = f" ORDER BY {_quoted(names[0])}" if names[0] == "ID" else ""
        question = f"SELECT {', '.join(map(_quoted, names))} FROM {_quoted(table.name)}{order}"  # noqa: S608 - our own names
        seen: set[Any] = set()
        for row in self._connection.execute(question):
            check_row(table, row, self._source)
            if row[0] in seen:
                raise CaptureError(f"the file is a damaged .dna file (table {table.name} has {row[0]!r} twice)", self._source, _ASK_AGAIN)
            seen.add(row[0])
            self._left -= sum(len(cell) for cell in row if isinstance(cell, str)) + 1
            self._rows += 1
            if self._rows > MAX_ROWS:
                raise CaptureError(f"the file has more than {MAX_ROWS:,} rows", self._source, "split the project in DNA")
            if self._left < 0:
                raise CaptureError("the file is a damaged .dna file (it holds more than its size allows)", self._source, _ASK_AGAIN)
            yield table.row(*row)


def _in_code_points(file: dna.File, source: str) -> Iterator[dna.Statement]:
    texts = {document.id: document.text for document in file.documents}
    offsets: dict[int, dna.Utf16] = {}
    for one in file.statements:
        text = texts[one.document]
        if one.document not in offsets:
            offsets[one.document] = dna.Utf16(text)
        places = offsets[one.document]
        start, stop = places.point(one.start), places.point(one.stop)
        if start is None or stop is None:
            raise CaptureError(f"the file has a statement that cuts a character in two (statement {one.id}, document {one.document})", source, _MEND)
        if stop > len(text):
            raise CaptureError(f"the file has a statement beyond the end of its text (statement {one.id}, document {one.document})", source, _MEND)
        yield replace(one, start=start, stop=stop)
