"""The rows of a `.dna` file to the file itself: sixteen tables with the checks and keys that DNA gives them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from wortlaut.records import dna
from wortlaut.records.dna_tables import TABLES, Column, Table


def write_file(file: dna.File, path: Path) -> None:
    """Write all rows into a new file; SQLite checks every key and bound, and none that breaks one is written."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA page_size = 4096")
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("BEGIN")
        connection.execute("PRAGMA defer_foreign_keys = ON")  # entities point to each other
        for table in TABLES:
            connection.execute(definition(table))
            rows = _in_code_units(file) if table.field == "statements" else getattr(file, table.field)
            places = ", ".join("?" * len(table.columns))
            connection.executemany(f"INSERT INTO {table.name} VALUES ({places})", map(dna.cells, rows))  # noqa: S608 - our own names
        connection.execute("COMMIT")


def definition(table: Table) -> str:
    """The SQL that makes a table."""
    parts = [_column(column, key=number == 0) for number, column in enumerate(table.columns)]
    if table.unique:
        parts.append(f"UNIQUE ({', '.join(table.unique)})")
    if table.different:
        parts.append(f"CHECK ({table.different[0]} != {table.different[1]})")
    if table.ordered:
        parts.append(f"CHECK ({table.ordered[0]} < {table.ordered[1]})")
    parts += [f"FOREIGN KEY({column.name}) REFERENCES {column.refers}(ID) ON DELETE CASCADE" for column in table.columns if column.refers]
    return f"CREATE TABLE {table.name}({', '.join(parts)})"


def _column(column: Column, *, key: bool) -> str:
    words = [column.name, "INTEGER" if column.kind is int else "TEXT"]
    if column.not_null:
        words.append("NOT NULL")
    if key:
        words.append("PRIMARY KEY")
    if column.default is not None:
        words.append(f"DEFAULT {column.default}" if isinstance(column.default, int) else f"DEFAULT '{column.default}'")
    check = _check(column)
    return " ".join([*words, f"CHECK ({check})"] if check else words)


def _check(column: Column) -> str:
    if column.words:
        return " OR ".join(f"{column.name} = '{word}'" for word in column.words)
    if column.kind is str:
        return f"LENGTH({column.name}) < {column.high + 1}" if column.high is not None else ""
    if column.low is not None and column.high is not None:
        return f"{column.name} BETWEEN {column.low} AND {column.high}"
    return f"{column.name} >= {column.low}" if column.low is not None else ""


def _in_code_units(file: dna.File) -> Iterator[dna.Statement]:
    texts = {document.id: document.text for document in file.documents}
    places: dict[int, dna.Utf16] = {}
    for row in file.statements:
        if row.document not in places:
            places[row.document] = dna.Utf16(texts[row.document])
        at = places[row.document]
        yield replace(row, start=at.units(row.start), stop=at.units(row.stop))
