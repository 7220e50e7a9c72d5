"""The event list: one line per coded statement, in the columns that DNA exports, as a CSV file.

Two dialects: RFC 4180, where every sign comes back as it was, and that of DNA, with semicolons between the cells, where a
semicolon inside a text is a comma and a quotation mark an apostrophe. Positions are UTF-16 code units in both.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from wortlaut.errors import WriteError
from wortlaut.records import Written, dna
from wortlaut.seams import Ledger, WriteOptions
from wortlaut.write.project import project

BEFORE = ("statement_id", "time")
BEHIND = (
    "start_position",
    "stop_position",
    "text",
    "coder",
    "document_id",
    "document_title",
    "document_author",
    "document_source",
    "document_section",
    "document_type",
)
"""The columns around those of the variables."""

Cell = str | int


class EventListWriter:
    """The event list as RFC 4180 has it: cells with commas, quotation marks or line breaks are quoted, nothing is lost."""

    name = "eventlist"
    suffixes: tuple[str, ...] = (".csv",)
    tables: tuple[str, ...] = ("eventlist",)

    def write(self, ledger: Ledger, path: Path, options: WriteOptions) -> Written:
        """Write the statements of one type, by date."""
        header, lines = _eventlist(ledger, options)
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\r\n")
            writer.writerow(header)
            writer.writerows(lines)
        return Written((("events", len(lines)),))


class DnaCsvWriter:
    """The event list as DNA writes it; a text that holds `;` or `"` does not come back as it was."""

    name = "dna-csv"
    suffixes: tuple[str, ...] = ()
    tables: tuple[str, ...] = ("eventlist",)

    def write(self, ledger: Ledger, path: Path, options: WriteOptions) -> Written:
        """Write the statements of one type, by date; the record says how many cells were changed."""
        header, lines = _eventlist(ledger, options)
        changed = sum(isinstance(cell, str) and _plain(cell) != cell for line in lines for cell in line)
        with path.open("w", encoding="utf-8", newline="") as stream:
            for line in ([*header], *lines):
                stream.write(";".join(f'"{_plain(cell)}"' if isinstance(cell, str) else str(cell) for cell in line) + "\n")
        notes = (f"in {changed} cells ; became , or a quotation mark became ', as in DNA",) if changed else ()
        return Written((("events", len(lines)),), notes=notes)


def _plain(cell: str) -> str:
    return cell.replace(";", ",").replace('"', "'")


def _eventlist(ledger: Ledger, options: WriteOptions) -> tuple[tuple[str, ...], list[tuple[Cell, ...]]]:
    file = project(ledger, options.query, str).file  # nobody logs in to a table
    types = [kind for kind in file.statement_types if kind.label == options.statement_type]
    if not types:
        known = ", ".join(dict.fromkeys(kind.label for kind in file.statement_types))
        raise WriteError("there is no such statement type", options.statement_type, f"there are {known}")
    of = {kind.id for kind in types}
    names = tuple(dict.fromkeys(variable.name for variable in file.variables if variable.type in of))
    lines = list(_lines(file, of, names))
    return (*BEFORE, *names, *BEHIND), lines


def _lines(file: dna.File, types: set[int], names: tuple[str, ...]) -> Iterator[tuple[Cell, ...]]:
    documents = {document.id: document for document in file.documents}
    places = {document.id: dna.Utf16(document.text) for document in file.documents}
    coders = {coder.id: coder.name for coder in file.coders}
    said = file.values()
    rows = sorted((row for row in file.statements if row.type in types), key=lambda row: (documents[row.document].date, row.id))
    for row in rows:
        document, at, values = documents[row.document], places[row.document], said[row.id]
        yield (
            row.id,
            str(dna.moment(document.date)),
            *(_cell(values.get(name)) for name in names),
            at.units(row.start),
            at.units(row.stop),
            document.text[row.start : row.stop],
            coders[row.coder],
            document.id,
            document.title,
            document.author,
            document.source,
            document.section,
            document.type,
        )


def _cell(value: str | int | bool | None) -> Cell:
    if value is None:
        return ""
    return int(value) if isinstance(value, bool) else value
