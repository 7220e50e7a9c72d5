"""Tables of a ledger as rows that are read only when they are asked for, and as data frames."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from importlib import import_module
from itertools import islice
from typing import TYPE_CHECKING, Any

from wortlaut.api.evidence import Said
from wortlaut.errors import ConfigError
from wortlaut.question import query_of
from wortlaut.records import Query

if TYPE_CHECKING:
    from types import ModuleType

    import pandas as pd
    import polars as pl
    import pyarrow as pa

    from wortlaut.seams import Ledger
    from wortlaut.write.schema import Cell, Table

_BATCH = 2_000


@dataclass(frozen=True)
class Rows:
    """The rows of one table that pass a question; nothing is read before they are asked for, and asking changes nothing.

    `where` narrows, `len` counts, `[n]` picks a record, iterating gives the records one by one. The frames have the
    columns of `wortlaut write --table`, with the same types.
    """

    _ledger: Ledger
    _table: Table
    _query: Query

    def where(
        self,
        *,
        actor: str | None = None,
        concept: str | None = None,
        include: str | None = None,
        outlet: str | None = None,
        kind: str | None = None,
        since: str | None = None,
        until: str | None = None,
        text: str | None = None,
    ) -> Rows:
        """The rows that pass these filters too, in the words of the command line; ConfigError for a word that is none.

        Tables that are logs cannot be narrowed.
        """
        if not self._table.filtered:
            raise ConfigError("this table cannot be narrowed", self._table.name, "take its frame and filter that")
        said = query_of(actor=actor, concept=concept, include=include, outlet=outlet, kind=kind, since=since, until=until, text=text)
        narrower = {one.name: value for one in fields(Query) if (value := getattr(said, one.name)) != one.default}
        return replace(self, _query=replace(self._query, **narrower))

    def __iter__(self) -> Iterator[Any]:
        yield from self._records()

    def __len__(self) -> int:
        return sum(1 for _ in self._records())

    def __getitem__(self, place: int) -> Any:  # noqa: ANN401 - every table has records of its own
        number = place if place >= 0 else len(self) + place
        found = next(islice(self, number, number + 1), None) if number >= 0 else None
        if found is None:
            raise IndexError(place)
        return found

    def __repr__(self) -> str:
        asked = ", ".join(f"{field.name}={value!r}" for field in fields(Query) if (value := getattr(self._query, field.name)) != field.default)
        return f"<{self._table.name}{f' where {asked}' if asked else ''}>"

    def to_dicts(self) -> list[dict[str, Cell]]:
        """One dictionary per row, by the names of the columns; dates are ISO text."""
        names = [field.name for field in self._table.fields]
        return [dict(zip(names, row, strict=True)) for row in self._table.rows(self._ledger, self._query)]

    def to_arrow(self) -> pa.Table:
        """An Arrow table; ConfigError without the extra `pyarrow`."""
        arrow = extra("pyarrow")
        from wortlaut.write.parquet import record_batch, schema_of

        schema = schema_of(self._table)
        rows = self._table.rows(self._ledger, self._query)
        batches = []
        while batch := list(islice(rows, _BATCH)):
            batches.append(record_batch(self._table, schema, batch))
        return arrow.Table.from_batches(batches, schema=schema)

    def to_pandas(self) -> pd.DataFrame:
        """A pandas frame; ConfigError without the extras `pandas` and `pyarrow`."""
        extra("pandas")
        frame: pd.DataFrame = self.to_arrow().to_pandas()
        return frame

    def to_polars(self) -> pl.DataFrame:
        """A polars frame; ConfigError without the extras `polars` and `pyarrow`."""
        polars = extra("polars")
        frame: pl.DataFrame = polars.from_arrow(self.to_arrow())
        return frame

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The Arrow stream by which duckdb, polars and others read the rows without any glue."""
        return self.to_arrow().__arrow_c_stream__(requested_schema)

    def _records(self) -> Iterator[Any]:
        return self._table.records(self._ledger, self._query)


class Statements(Rows):
    """Statements, each with its evidence."""

    def where(self, **filters: Any) -> Statements:  # noqa: ANN401 - the filters of Rows
        """The statements that pass these filters too."""
        narrowed = super().where(**filters)
        return Statements(narrowed._ledger, narrowed._table, narrowed._query)

    def __len__(self) -> int:
        return self._ledger.count(self._query)

    def __iter__(self) -> Iterator[Said]:
        for row in self._ledger.statements(self._query):
            yield Said(row)

    def __getitem__(self, place: int) -> Said:
        found: Said = super().__getitem__(place)
        return found


def extra(name: str) -> ModuleType:
    """A library of an extra; ConfigError names the command that installs it."""
    try:
        return import_module(name)
    except ImportError:
        raise ConfigError("this needs a library that is not installed", name, f"pip install 'wortlaut[{name}]'") from None
