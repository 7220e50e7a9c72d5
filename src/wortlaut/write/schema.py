"""What a table of the ledger is: columns with names, kinds of values and meanings, and the records behind its rows.

The tables themselves: `wortlaut.write.tables`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from wortlaut.records import Query
from wortlaut.seams import Ledger

Cell = str | int | float | bool | list[str] | list[dict[str, int]] | None
"""A value: dates and moments are ISO text, spans are `{"start", "end"}`."""


class FieldKind(StrEnum):
    """What the values of a column are."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    MOMENT = "moment"
    TEXTS = "texts"
    SPANS = "spans"


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its name, what its values are, what they mean, and how to get one from a record."""

    name: str
    kind: FieldKind
    meaning: str
    value: Callable[[Any], Cell]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name, what a row is, its columns, and the records of a ledger that become its rows.

    `filtered`: `--include` chooses its rows; others hold everything.
    """

    name: str
    row: str
    fields: tuple[Field, ...]
    records: Callable[[Ledger, Query], Iterator[Any]]
    filtered: bool = False

    def rows(self, ledger: Ledger, query: Query) -> Iterator[tuple[Cell, ...]]:
        """The rows, one value per column; an empty text becomes None."""
        for record in self.records(ledger, query):
            yield tuple(None if (cell := field.value(record)) == "" else cell for field in self.fields)
