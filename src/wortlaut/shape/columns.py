"""Columns of tables and CSV files over shaped rows: a name and how to get its cell."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TextIO

from wortlaut.shape.rows import Json


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table and of CSV: its name, how to get the cell from the shaped row, the width a table gives it (0: the rest).

    `wide` columns are left out where the window is narrow.
    """

    name: str
    cell: Callable[[Json], str]
    width: int = 0
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """What a list of rows is called in JSON, the columns people see, and all columns of CSV."""

    noun: str
    table: Sequence[Column]
    csv: Sequence[Column]

    def write_csv(self, out: TextIO, rows: Iterable[Json]) -> int:
        """Write a line of names and one per row, exactly as the cells are, and tell how many rows there were."""
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow([column.name for column in self.csv])
        count = 0
        for count, row in enumerate(rows, 1):  # noqa: B007 - the last count is the result
            writer.writerow([column.cell(row) for column in self.csv])
        return count


def path(*keys: str) -> Callable[[Json], str]:
    """A cell that walks keys into the row and prints what it finds, empty for null."""

    def cell(row: Json) -> str:
        value: object = row
        for key in keys:
            value = value.get(key) if isinstance(value, dict) else None
        return "" if value is None else str(value)

    return cell


def words(key: str) -> Callable[[Json], str]:
    """A cell that joins a list: the pieces of one stretch of text with an ellipsis, names with semicolons."""

    def cell(row: Json) -> str:
        value = row.get(key)
        items = value if isinstance(value, list) else []
        if any(isinstance(item, dict) for item in items):
            return " … ".join(str(item["text"]) for item in items if isinstance(item, dict))
        return "; ".join(str(item) for item in items)

    return cell
