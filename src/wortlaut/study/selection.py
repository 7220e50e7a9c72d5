"""Which events count: dates, filters, missing values and duplicates, with the reason for each that does not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import datetime

from wortlaut.errors import StudyError
from wortlaut.records import Duplicates, LeftOut, NetworkSpec, NetworkType, Omission, QualifierAggregation, TimeWindow
from wortlaut.study.table import Column, Table, as_text, moment

Passes = Callable[[int], bool]


@dataclass(frozen=True, slots=True)
class Selection:
    """The events that count, as indices in order of time, and how many were left out for each reason."""

    kept: tuple[int, ...]
    left_out: tuple[LeftOut, ...]


def select(table: Table, spec: NetworkSpec) -> Selection:
    """Apply all filters in the order of dna.md 4.1 and drop duplicates last: the earliest stays, the earliest reviewed if there is one."""
    filters = _filters(table, spec)
    reasons: Counter[Omission] = Counter()
    passed: list[int] = []
    for index in table.order:
        reason = next((reason for reason, passes in filters if not passes(index)), None)
        if reason is None:
            passed.append(index)
        else:
            reasons[reason] += 1
    kept = _without_duplicates(table, spec, passed) if spec.duplicates is not Duplicates.INCLUDE else tuple(passed)
    reasons[Omission.DUPLICATE] = len(passed) - len(kept)
    return Selection(kept, tuple(LeftOut(reason, reasons[reason]) for reason in Omission if reasons[reason]))


def _without_duplicates(table: Table, spec: NetworkSpec, passed: Sequence[int]) -> tuple[int, ...]:
    """One hash set in place of comparing all pairs: linear in the events."""
    rows, sameness = table.events.rows, _sameness(table, spec)
    kept: dict[Hashable, int] = {}
    for index in passed:
        kind = sameness(index)
        first = kept.setdefault(kind, index)
        if rows[index].reviewed and not rows[first].reviewed:
            kept[kind] = index
    chosen = frozenset(kept.values())
    return tuple(index for index in passed if index in chosen)


def qualifier_column(table: Table, spec: NetworkSpec) -> Column | None:
    """The column of the qualifier; None without one, and where an ignored one does not exist."""
    ignored = spec.qualifier_aggregation is QualifierAggregation.IGNORE
    if spec.qualifier is None or (ignored and all(variable.name != spec.qualifier for variable in table.events.variables)):
        return None
    return table.column(spec.qualifier)


def _filters(table: Table, spec: NetworkSpec) -> list[tuple[Omission, Passes]]:
    rows = table.events.rows
    found: list[tuple[Omission, Passes]] = []
    if spec.statement_type is not None:
        found.append((Omission.STATEMENT_TYPE, lambda index: rows[index].statement_type == spec.statement_type))
    found += _date_filters(table, spec)
    if not spec.second_hand:
        found.append((Omission.SECOND_HAND, lambda index: not rows[index].second_hand))
    found += [(Omission.EXCLUDED, passes) for passes in _exclusions(table, spec)]
    if spec.network_type is not NetworkType.EVENTLIST:
        found += _present(table, spec)
    return found


def _date_filters(table: Table, spec: NetworkSpec) -> list[tuple[Omission, Passes]]:
    start, stop = asked_dates(spec)
    moments = table.moments
    if start is None and stop is None and spec.time_window is TimeWindow.NO:
        return []
    first, last = start or datetime.min, stop or datetime.max
    return [
        (Omission.NO_DATE, lambda index: moments[index] is not None),
        (Omission.OUTSIDE_DATES, lambda index: first <= (moments[index] or first) <= last),
    ]


def asked_dates(spec: NetworkSpec) -> tuple[datetime | None, datetime | None]:
    """The first and the last moment asked for; StudyError if they are the wrong way round."""
    start, stop = moment(spec.start_date, "start date"), moment(spec.stop_date, "stop date", last=True)
    if start and stop and start > stop:
        raise StudyError("the start date lies behind the stop date", f"{spec.start_date} > {spec.stop_date}", "swap them")
    return start, stop


def _exclusions(table: Table, spec: NetworkSpec) -> list[Passes]:
    fields = (
        ("author", spec.exclude_authors, spec.invert_authors),
        ("source", spec.exclude_sources, spec.invert_sources),
        ("section", spec.exclude_sections, spec.invert_sections),
        ("type", spec.exclude_types, spec.invert_types),
    )
    documents = {document.id: document for document in table.events.documents}
    of_rows = [documents.get(row.document) for row in table.events.rows]
    found = [_unlisted([getattr(document, field, "") for document in of_rows], listed, invert=invert) for field, listed, invert in fields if listed]
    for name, listed in spec.exclude_values:
        found.append(_unlisted([as_text(value) for value in table.column(name).values], listed, invert=spec.invert_values))
    return found


def _unlisted(values: list[str], listed: tuple[str, ...], *, invert: bool) -> Passes:
    names = frozenset(listed)
    return lambda index: (values[index] in names) is invert


def _present(table: Table, spec: NetworkSpec) -> list[tuple[Omission, Passes]]:
    first, second, qualifier = table.column(spec.variable1), table.column(spec.variable2), qualifier_column(table, spec)
    found: list[tuple[Omission, Passes]] = [
        (Omission.NO_VARIABLE1, lambda index: first.values[index] is not None),
        (Omission.NO_VARIABLE2, lambda index: second.values[index] is not None),
    ]
    if qualifier is not None and spec.qualifier_aggregation is not QualifierAggregation.IGNORE:
        found.append((Omission.NO_QUALIFIER, lambda index: qualifier.values[index] is not None))
    return found


def _sameness(table: Table, spec: NetworkSpec) -> Callable[[int], Hashable]:
    """What two statements share when the later one is a duplicate (dna.md 4.2)."""
    rows = table.events.rows
    first, second = table.column(spec.variable1).values, table.column(spec.variable2).values
    ignored = spec.qualifier_aggregation is QualifierAggregation.IGNORE
    qualifier = None if ignored else qualifier_column(table, spec)

    def kind(index: int) -> Hashable:
        level = qualifier.values[index] if qualifier else None
        return (rows[index].statement_type, first[index], second[index], level, _period(table, spec, index))

    return kind


def _period(table: Table, spec: NetworkSpec, index: int) -> Hashable:
    """The document or the calendar period of an event; an undated one shares its period with none."""
    if spec.duplicates is Duplicates.ACROSSRANGE:
        return None
    if spec.duplicates is Duplicates.DOCUMENT:
        return table.events.rows[index].document
    when = table.moments[index]
    if when is None:
        return ("undated", index)
    if spec.duplicates is Duplicates.YEAR:
        return when.year
    week = when.isocalendar()
    year, number = (week.year, week.week) if spec.duplicates is Duplicates.WEEK else (when.year, when.month)
    # DNA compares the number of the week or month alone, so that statements of different years collapse (dna.md 6, 5).
    return number if spec.dna_compat else (year, number)
