"""Tables as Parquet, with typed columns, by the library of the extra `pyarrow`."""

from __future__ import annotations

from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from wortlaut import __version__
from wortlaut.errors import WriteError
from wortlaut.records import Written
from wortlaut.seams import Ledger, WriteOptions
from wortlaut.write.provenance import storable_text
from wortlaut.write.schema import Cell, Field, FieldKind, Table
from wortlaut.write.tables import NAMES, table_named

if TYPE_CHECKING:
    import pyarrow as pa

_BATCH = 2_000


class ParquetWriter:
    """Dates are date32, moments timestamps in UTC, texts lists, spans lists of structures; the meaning of a column is in its metadata."""

    name = "parquet"
    suffixes: tuple[str, ...] = (".parquet",)
    tables: tuple[str, ...] = NAMES

    def write(self, ledger: Ledger, path: Path, options: WriteOptions) -> Written:
        """Write a table in batches; WriteError without the extra."""
        table, count = table_named(options.table), 0
        schema = schema_of(table)
        from pyarrow.parquet import ParquetWriter as Stream

        with Stream(path, schema) as stream:
            rows = table.rows(ledger, options.query)
            while batch := list(islice(rows, _BATCH)):
                stream.write_batch(record_batch(table, schema, batch))
                count += len(batch)
        return Written(((table.name, count),))


def schema_of(table: Table) -> pa.Schema:
    """The columns of a table as Arrow types; WriteError without the extra."""
    try:
        import pyarrow as pa
    except ImportError:
        raise WriteError(
            "Parquet needs a library that is not installed", "pyarrow", "pip install 'wortlaut[pyarrow]', or write .csv or .jsonl"
        ) from None
    kinds = {
        FieldKind.TEXT: pa.string(),
        FieldKind.INTEGER: pa.int64(),
        FieldKind.NUMBER: pa.float64(),
        FieldKind.BOOLEAN: pa.bool_(),
        FieldKind.DATE: pa.date32(),
        FieldKind.MOMENT: pa.timestamp("us", tz="UTC"),
        FieldKind.TEXTS: pa.list_(pa.string()),
        FieldKind.SPANS: pa.list_(pa.struct([("start", pa.int64()), ("end", pa.int64())])),
    }
    fields = [pa.field(field.name, kinds[field.kind], metadata={"meaning": field.meaning}) for field in table.fields]
    return pa.schema(fields, metadata={"wortlaut": __version__, "table": table.name, "row": table.row})


def record_batch(table: Table, schema: pa.Schema, rows: list[tuple[Cell, ...]]) -> pa.RecordBatch:
    """Rows as Arrow columns."""
    import pyarrow as pa

    columns = [[_typed(field, row[place]) for row in rows] for place, field in enumerate(table.fields)]
    return pa.record_batch([pa.array(column, kind.type) for column, kind in zip(columns, schema, strict=True)], schema=schema)


def _typed(field: Field, cell: Cell) -> object:
    if field.kind is FieldKind.DATE and isinstance(cell, str):
        return date.fromisoformat(cell)
    if field.kind is FieldKind.MOMENT and isinstance(cell, str):
        return datetime.fromisoformat(cell)
    if isinstance(cell, list):
        return [storable_text(one) if isinstance(one, str) else one for one in cell]
    return storable_text(cell) if isinstance(cell, str) else cell
