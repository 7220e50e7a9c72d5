"""Who stands where on which issue: one cell per actor and concept, with the statements behind it and how its sign went over time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from wortlaut.errors import StudyError
from wortlaut.records import (
    DataType,
    Event,
    Events,
    IssueMatrix,
    Kernel,
    NetworkSpec,
    NetworkType,
    Normalization,
    Period,
    QualifierAggregation,
    Stand,
    TimeWindow,
    Value,
)
from wortlaut.study.assemble import network
from wortlaut.study.positions import first_day, period_of
from wortlaut.study.selection import qualifier_column
from wortlaut.study.table import as_text, table_of


class Said(NamedTuple):
    """An event, its moment where it is known, and the side it takes: 1, 0 (none), -1."""

    event: Event
    when: datetime | None
    side: int


def issue_matrix(events: Events, spec: NetworkSpec, period: Period | None = None) -> IssueMatrix:
    """The stands of all actors on all concepts; their courses are told by `period`, else by that of `spec.time_window` (months where it is `no`).

    Statements without a side count too, and so do undated ones, which belong to no period. StudyError without a boolean or integer
    qualifier, or for a period that is none.
    """
    period = period or period_of(spec.time_window, "stands have no such period")
    found = network(events, _question(spec))
    table = table_of(Events(found.variables, found.counted, found.documents))
    qualifier = qualifier_column(table, found.header.spec)
    if qualifier is None or qualifier.variable.data_type not in (DataType.BOOLEAN, DataType.INTEGER):
        raise StudyError("stands need a boolean or integer qualifier", spec.qualifier or "none", "name one, such as agreement")
    rows, columns = (table.column(name).values for name in (found.header.spec.variable1, found.header.spec.variable2))
    cells: dict[tuple[str, str], list[Said]] = defaultdict(list)
    for index in table.order:
        said = Said(table.events.rows[index], table.moments[index], _side(qualifier.values[index]))
        cells[as_text(rows[index]), as_text(columns[index])].append(said)
    stands = tuple(_stand(actor, concept, said, period) for (actor, concept), said in sorted(cells.items()))
    return IssueMatrix(found.header, found.rows, found.columns, stands, found.counted)


def _question(spec: NetworkSpec) -> NetworkSpec:
    """The same statements, whatever side they take, over all time."""
    return replace(
        spec,
        network_type=NetworkType.TWOMODE,
        qualifier_aggregation=QualifierAggregation.IGNORE,
        normalization=Normalization.NO,
        time_window=TimeWindow.NO,
        kernel=Kernel.NO,
        bounds=False,
    )


def _stand(actor: str, concept: str, said: Sequence[Said], period: Period) -> Stand:
    sides = [one.side for one in said]
    return Stand(
        actor=actor,
        concept=concept,
        agree=sides.count(1),
        disagree=sides.count(-1),
        neutral=sides.count(0),
        reviewed=sum(one.event.reviewed for one in said),
        events=tuple(one.event.id for one in said),
        course=tuple(sign for sign, _ in groupby(_signs(said, period))),
    )


def _signs(said: Iterable[Said], period: Period) -> Iterator[int]:
    """The sign of every period that has dated statements, in order of time."""
    sums: dict[str, int] = {}
    for one in said:
        if one.when is not None:
            day = first_day(one.when, period)
            sums[day] = sums.get(day, 0) + one.side
    return (_sign(sums[day]) for day in sorted(sums))


def _side(value: Value) -> int:
    if isinstance(value, bool):
        return 1 if value else -1
    return _sign(value) if isinstance(value, int) else 0


def _sign(amount: int) -> int:
    return (amount > 0) - (amount < 0)
