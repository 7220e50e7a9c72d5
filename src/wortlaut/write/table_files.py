"""Tables as CSV and as lines of JSON, row by row, so that the size of a ledger does not matter."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from wortlaut.records import Written
from wortlaut.seams import Ledger, WriteOptions
from wortlaut.write.provenance import storable_text
from wortlaut.write.schema import Cell
from wortlaut.write.tables import NAMES, table_named

_LINE_BREAKS = {ord(sign): f"\\u{ord(sign):04x}" for sign in "\x85\u2028\u2029"}
"""Signs that some programs take for the end of a line."""


class CsvWriter:
    """RFC 4180 in UTF-8: an empty cell is no value, `true` and `false`, lists as JSON."""

    name = "csv"
    suffixes: tuple[str, ...] = (".csv",)
    tables: tuple[str, ...] = NAMES

    def write(self, ledger: Ledger, path: Path, options: WriteOptions) -> Written:
        """Write a table with a line of names."""
        table, count = table_named(options.table), 0
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\r\n")
            writer.writerow([field.name for field in table.fields])
            for count, row in enumerate(table.rows(ledger, options.query), 1):  # noqa: B007 - the last count is the result
                writer.writerow([storable_text(_cell(cell)) for cell in row])
        return Written(((table.name, count),))


class JsonLinesWriter:
    """One JSON object a line, every column in every line, null where there is no value."""

    name = "jsonl"
    suffixes: tuple[str, ...] = (".jsonl",)
    tables: tuple[str, ...] = NAMES

    def write(self, ledger: Ledger, path: Path, options: WriteOptions) -> Written:
        """Write a table."""
        table, count = table_named(options.table), 0
        names = [field.name for field in table.fields]
        with path.open("w", encoding="utf-8", newline="\n") as stream:
            for count, row in enumerate(table.rows(ledger, options.query), 1):  # noqa: B007 - the last count is the result
                line = json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False).translate(_LINE_BREAKS)
                stream.write(storable_text(line) + "\n")
        return Written(((table.name, count),))


def _cell(cell: Cell) -> str:
    if cell is None:
        return ""
    return str(cell) if isinstance(cell, str) else json.dumps(cell, ensure_ascii=False)
