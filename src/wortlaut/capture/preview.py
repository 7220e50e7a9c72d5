"""A look at a table before it is read: its columns, its first rows, and which column the names tell for what."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from wortlaut.capture.columns import obvious
from wortlaut.capture.table import CsvReader, JsonLinesReader

ROWS = 5
CELL = 160
"""Characters of a cell that are shown."""
MOST_COLUMNS = 200
"""Columns that are shown; those behind them can be named on the command line only."""

READERS: tuple[CsvReader | JsonLinesReader, ...] = (CsvReader(), JsonLinesReader())
SUFFIXES = tuple(suffix for reader in READERS for suffix in reader.suffixes)
"""What a table is called by."""


@dataclass(frozen=True, slots=True)
class Preview:
    """The columns of a table as they are called and as they can be shown, the beginning of its first rows, and what names tell (ours, theirs)."""

    columns: tuple[str, ...]
    names: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    told: tuple[tuple[str, str], ...]


def preview(path: Path, source: str) -> Preview:
    """Look at a table whose name ends with one of `SUFFIXES`; raises CaptureError if it cannot be understood."""
    reader = next(one for one in READERS if path.suffix.lower() in one.suffixes)
    every, rows = reader.first(path, source, ROWS)
    columns = every[:MOST_COLUMNS]
    shown = tuple(tuple(_shown(cell) for cell in row[: len(columns)]) for row in rows)
    return Preview(tuple(columns), tuple(_shown(name) for name in columns), shown, obvious(columns).pairs)


def documents(path: Path) -> int:
    """How many documents a file seems to hold: the rows of a table, else one."""
    reader = next((one for one in READERS if path.suffix.lower() in one.suffixes), None)
    return reader.count(path) if reader is not None else 1


def _shown(cell: object) -> str:
    """A cell as it can be shown: bytes that are no text and signs that do not print become question marks, long ones are cut."""
    text = "" if cell is None else str(cell)
    printed = "".join(sign if sign.isprintable() else " " if sign.isspace() else "?" for sign in text[: CELL + 1])
    return printed if len(text) <= CELL else printed[:CELL].rstrip() + " …"
