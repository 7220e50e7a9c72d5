"""What must hold of the rows of a `.dna` file: SQLite checks little of it by itself, and a file need not have been made by DNA.

The foreign keys of these files are declared and not enforced; DNA trusts them. Every error names table and row.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields

from wortlaut.errors import CaptureError
from wortlaut.records import dna
from wortlaut.records.dna_tables import TABLES, Column, Table
from wortlaut.records.study import DataType

_REMEDY = "mend it in DNA, or take a copy that DNA opens"


def check_row(table: Table, row: Sequence[object], source: str) -> None:
    """Raise CaptureError for a row whose cells are not what the table holds."""
    for column, cell in zip(table.columns, row, strict=True):
        reason = _wrong(column, cell)
        if reason:
            raise _refuse(f"{column.name} {reason}", table, row[0], source)
    cells = {column.name: cell for column, cell in zip(table.columns, row, strict=True)}
    if table.different and cells[table.different[0]] == cells[table.different[1]]:
        raise _refuse(f"{table.different[0]} and {table.different[1]} are the same", table, row[0], source)
    if table.ordered and cells[table.ordered[0]] >= cells[table.ordered[1]]:  # type: ignore[operator] # both were found to be numbers
        raise _refuse("it is empty or ends before it starts", table, row[0], source)


def _wrong(column: Column, cell: object) -> str:
    """Why a cell cannot stand in its column; empty if it can."""
    if cell is None:
        return "" if column.nullable else "is missing"
    if type(cell) is not column.kind:
        return "is not a number" if column.kind is int else "is not text"
    measured = cell if isinstance(cell, int) else len(str(cell))
    if column.low is not None and measured < column.low:
        return f"is below {column.low}"
    if column.high is not None and measured > column.high:
        return f"is above {column.high}" if column.kind is int else f"is longer than {column.high} characters"
    if column.words and cell not in column.words:
        return f"is none of {', '.join(column.words)}"
    return ""


def check_file(file: dna.File, source: str) -> None:
    """Raise CaptureError for the first row that points nowhere, stands twice, groups in a circle or fits no variable of its statement."""
    for table in TABLES:
        _references(table, file, source)
        _unique(table, file, source)
    _days(file, source)
    _groups(file, source)
    _values(file, source)


def _references(table: Table, file: dna.File, source: str) -> None:
    names = [field.name for field in fields(table.row)]
    for column, name in zip(table.columns, names, strict=True):
        if not column.refers:
            continue
        target = next(other for other in TABLES if other.name == column.refers)
        known = {row.id for row in getattr(file, target.field)}
        for row in getattr(file, table.field):
            cell = getattr(row, name)
            if cell is not None and cell not in known:
                raise _refuse(f"{column.name} {cell} is not in {target.name}", table, row.id, source)


def _unique(table: Table, file: dna.File, source: str) -> None:
    if not table.unique:
        return
    columns = [column.name for column in table.columns]
    names = [fields(table.row)[columns.index(name)].name for name in table.unique]
    seen: set[tuple[object, ...]] = set()
    for row in getattr(file, table.field):
        key = tuple(getattr(row, name) for name in names)
        if key in seen:
            raise _refuse(f"the same {' and '.join(table.unique)} stand in another row", table, row.id, source)
        seen.add(key)


def _days(file: dna.File, source: str) -> None:
    for document in file.documents:
        try:
            dna.moment(document.date)
        except OverflowError:
            raise _refuse("Date is no date", _table("documents"), document.id, source) from None


def _groups(file: dna.File, source: str) -> None:
    above = {entity.id: entity.child_of for entity in file.entities}
    ends: set[int] = set()
    """Entities known to lead to a top."""
    for entity in file.entities:
        path: set[int] = set()
        here: int | None = entity.id
        while here is not None and here not in ends:
            if here in path:
                raise _refuse("ChildOf leads back to itself", _table("entities"), entity.id, source)
            path.add(here)
            here = above[here]
        ends |= path


def _values(file: dna.File, source: str) -> None:
    variables = {variable.id: variable for variable in file.variables}
    types = {statement.id: statement.type for statement in file.statements}
    entities = {entity.id: entity.variable for entity in file.entities}
    kinds: Iterable[tuple[str, DataType]] = (
        ("booleans", DataType.BOOLEAN),
        ("integers", DataType.INTEGER),
        ("short_texts", DataType.SHORT_TEXT),
        ("long_texts", DataType.LONG_TEXT),
    )
    for field, kind in kinds:
        for row in getattr(file, field):
            variable = variables[row.variable]
            if variable.type != types[row.statement]:
                raise _refuse(f"variable {variable.id} belongs to another statement type", _table(field), row.id, source)
            if variable.data_type != kind:
                raise _refuse(f"variable {variable.id} holds {variable.data_type}", _table(field), row.id, source)
            if isinstance(row, dna.ShortTextValue) and entities[row.entity] != row.variable:
                raise _refuse(f"entity {row.entity} belongs to another variable", _table(field), row.id, source)


def _table(field: str) -> Table:
    return next(table for table in TABLES if table.field == field)


def _refuse(reason: str, table: Table, row: object, source: str) -> CaptureError:
    shown = str(row)[:40] if isinstance(row, int) else repr(str(row)[:40])
    return CaptureError(f"the file is not sound in table {table.name}, row {shown}: {reason}", source, _REMEDY)
