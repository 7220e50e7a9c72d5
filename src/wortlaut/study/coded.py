"""The selected events of a question as numbers: actor, concept and level of each, ready to be counted in any window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from wortlaut.errors import StudyError
from wortlaut.records import NetworkSpec, NetworkType, Normalization, QualifierAggregation
from wortlaut.study.cube import Cube, Floats, Ints, Levels, cube_of, level_numbers, levels_of
from wortlaut.study.selection import Selection, qualifier_column, select
from wortlaut.study.table import Column, Table, as_text, counts_as_label, in_order

MOST_CELLS = 36_000_000
"""A matrix of this many cells takes 288 MB; a larger one is no picture of anything and is refused."""


@dataclass(frozen=True, slots=True, eq=False)
class Coded:
    """What `Table` and question come to; positions count the kept events in order of time, numbers index the labels."""

    table: Table
    spec: NetworkSpec
    selection: Selection
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    levels: Levels
    row_numbers: Ints
    column_numbers: Ints
    level_numbers: Ints

    @property
    def everything(self) -> Ints:
        """The positions of all kept events."""
        return np.arange(len(self.selection.kept), dtype=np.int64)

    def moments(self) -> tuple[datetime, ...]:
        """The moments of the kept events; all are known where windows were asked for."""
        return tuple(self.table.moments[index] or datetime.max for index in self.selection.kept)

    def cube(self, members: Ints, weights: Floats | None = None, *, narrow: bool = False) -> tuple[Cube, Ints, Ints]:
        """The counts of some events, with the numbers of the labels of its rows and columns: all, or (`narrow`) those that occur."""
        weights = np.ones(len(members)) if weights is None else weights
        rows, columns = self.row_numbers[members], self.column_numbers[members]
        kept_rows, kept_columns = np.arange(len(self.rows)), np.arange(len(self.columns))
        if narrow:
            kept_rows, rows = np.unique(rows, return_inverse=True)
            kept_columns, columns = np.unique(columns, return_inverse=True)
        shape = (len(kept_rows), len(kept_columns))
        return cube_of(rows, columns, self.level_numbers[members], weights, shape, self.levels), kept_rows, kept_columns


def coded(table: Table, spec: NetworkSpec) -> Coded:
    """Select the events of a question and number their values; StudyError where a variable cannot be a row or column."""
    selection = select(table, spec)
    first, second = _labelled(table, spec.variable1), _labelled(table, spec.variable2)
    every = _of_type(table, spec)
    labelled = every if spec.isolates else selection.kept
    rows = in_order(as_text(first.values[index]) for index in labelled)
    columns = in_order(as_text(second.values[index]) for index in labelled)
    _check_size(rows, columns, spec)
    qualifier = _counted_qualifier(table, spec)
    levels = levels_of(qualifier, every, selection.kept, spec)
    return Coded(
        table=table,
        spec=spec,
        selection=selection,
        rows=rows,
        columns=columns,
        levels=levels,
        row_numbers=_numbers(first, rows, selection.kept),
        column_numbers=_numbers(second, columns, selection.kept),
        level_numbers=level_numbers(qualifier, levels, selection.kept),
    )


def _labelled(table: Table, name: str) -> Column:
    column = table.column(name)
    if not counts_as_label(column):
        raise StudyError(f"a {column.variable.data_type} variable has no rows or columns", name, "name a short text variable or a document field")
    return column


def _of_type(table: Table, spec: NetworkSpec) -> Sequence[int]:
    """All events of the statement type in order of time, unfiltered."""
    rows = table.events.rows
    return [index for index in table.order if spec.statement_type is None or rows[index].statement_type == spec.statement_type]


def _counted_qualifier(table: Table, spec: NetworkSpec) -> Column | None:
    """The qualifier where the question looks at its levels; ignored ones matter to jaccard and kernel averages only."""
    if spec.qualifier_aggregation is QualifierAggregation.IGNORE and spec.normalization not in (Normalization.JACCARD, Normalization.AVERAGE):
        return None
    return qualifier_column(table, spec)


def _numbers(column: Column, labels: tuple[str, ...], indices: Sequence[int]) -> Ints:
    number = {label: position for position, label in enumerate(labels)}
    return np.fromiter((number[as_text(column.values[index])] for index in indices), np.int64, len(indices))


def _check_size(rows: tuple[str, ...], columns: tuple[str, ...], spec: NetworkSpec) -> None:
    cells = len(rows) * (len(columns) if spec.network_type is NetworkType.TWOMODE else len(rows))
    if cells > MOST_CELLS:
        raise StudyError("the network is too large", f"{cells:,} cells", f"narrow it by dates or filters: at most {MOST_CELLS:,}")
