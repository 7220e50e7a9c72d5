"""From events and a question to networks: the way in to this room for everybody who wants a matrix, and back from a number to events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np

from wortlaut.errors import StudyError
from wortlaut.records import (
    Bounds,
    Event,
    EventList,
    Events,
    Header,
    Kernel,
    Network,
    NetworkSpec,
    NetworkType,
    Node,
    Normalization,
    TimeWindow,
)
from wortlaut.study.coded import MOST_CELLS, Coded, coded
from wortlaut.study.cube import Cube, Floats, Ints
from wortlaut.study.networks import onemode, twomode
from wortlaut.study.normalize import kernel_average, needs_self_terms, normalize_onemode, normalize_twomode, self_terms
from wortlaut.study.question import check
from wortlaut.study.selection import Selection, asked_dates, select
from wortlaut.study.table import table_of
from wortlaut.study.windows import Window, windows

MOST_HELD = 100_000_000
"""All windows of a series together: 800 MB."""


def network(events: Events, spec: NetworkSpec) -> Network:
    """The network over all time; StudyError where the question has no meaning or asks for windows (see `slices`)."""
    if spec.time_window is not TimeWindow.NO:
        raise StudyError("windows give several networks", str(spec.time_window), "ask for slices, or for time window no")
    check_matrix(spec)
    of = coded(table_of(events), spec)
    return network_of(of, None)


def slices(events: Events, spec: NetworkSpec, *, same_nodes: bool = False) -> Iterator[Network]:
    """One network per time window, in order; `same_nodes` gives all of them the rows and columns of the whole.

    Without it a window holds the actors and concepts that occur in it; kernels and isolates always keep all.
    """
    if spec.time_window is TimeWindow.NO:
        raise StudyError("no windows asked for", "", "choose a time window from events to years")
    check_matrix(spec)
    of = coded(table_of(events), spec)
    narrow = not (same_nodes or spec.isolates or spec.kernel is not Kernel.NO)
    return (network_of(of, window, narrow=narrow) for window in windows(of.moments(), spec, asked_dates(spec)))


def slice_at(events: Events, spec: NetworkSpec, number: int) -> tuple[Network, int]:
    """The network of one time window, counted from 1 (the last one for a larger number), and how many windows there are.

    It has the rows and columns that `slices` gives it; StudyError where nothing with a date is counted.
    """
    check_matrix(spec)
    of = coded(table_of(events), spec)
    every = tuple(windows(of.moments(), spec, asked_dates(spec)))
    if not every:
        raise StudyError("no windows", "nothing with a date is counted", "widen the dates or the filters")
    window = every[max(1, min(number, len(every))) - 1]
    return network_of(of, window, narrow=not (spec.isolates or spec.kernel is not Kernel.NO)), len(every)


def held(networks: Iterable[Network]) -> tuple[Network, ...]:
    """All of them at once; StudyError where they would fill the memory."""
    found, cells = [], 0
    for one in networks:
        cells += one.matrix.size
        if cells > MOST_HELD:
            raise StudyError("too many large windows at once", f"{cells:,} cells", "choose a larger unit, narrower dates or filters")
        found.append(one)
    return tuple(found)


def whole_header(events: Events, spec: NetworkSpec) -> Header:
    """What all windows of a question rest on together."""
    of = coded(table_of(events), spec)
    counted = tuple(events.rows[index] for index in of.selection.kept)
    return replace(header_of(spec, of.selection, counted), levels=of.levels.told())


def event_list(events: Events, spec: NetworkSpec) -> EventList:
    """The events that pass the filters of a question, in order of time."""
    check(spec)
    table = table_of(events)
    selection = select(table, spec)
    rows = tuple(events.rows[index] for index in selection.kept)
    return EventList(header_of(spec, selection, rows), events.variables, rows, events.documents)


def check_matrix(spec: NetworkSpec) -> None:
    """Refuse what gives no matrix or has no meaning."""
    if spec.network_type is NetworkType.EVENTLIST:
        raise StudyError("an event list is no matrix", "", "ask for the event list, or for network type onemode or twomode")
    check(spec)


def network_of(of: Coded, window: Window | None, *, narrow: bool = False) -> Network:
    """The network of one window, or of everything that was selected."""
    members = of.everything if window is None else window.members
    weights = _window_weights(of.spec, window)
    counted = tuple(of.table.events.rows[of.selection.kept[position]] for position in members)
    matrix, rows, columns = _weights(of, members, weights, narrow=narrow)
    header = replace(header_of(of.spec, of.selection, counted), levels=of.levels.told())
    if window is not None:
        header = replace(header, start=window.start.isoformat(), stop=window.stop.isoformat())
    row_nodes = _nodes(of, of.spec.variable1, of.rows, rows, of.row_numbers[members])
    one = of.spec.network_type is NetworkType.ONEMODE
    return Network(
        header=header,
        rows=row_nodes,
        columns=row_nodes if one else _nodes(of, of.spec.variable2, of.columns, columns, of.column_numbers[members]),
        matrix=_sealed(matrix),
        counted=counted,
        variables=of.table.events.variables,
        documents=of.table.events.documents,
        middle=window.middle.isoformat() if window else None,
        bounds=_bounds(of, members, weights, counted, matrix, narrow=narrow) if of.spec.bounds else None,
    )


def _window_weights(spec: NetworkSpec, window: Window | None) -> Floats | None:
    """What each event of a window counts; in a one-mode network the root of it, as pairs of events are multiplied."""
    if window is None or window.weights is None:
        return None
    return np.asarray(np.sqrt(window.weights), np.float64) if spec.network_type is NetworkType.ONEMODE else window.weights


def _weights(of: Coded, members: Ints, weights: Floats | None, *, narrow: bool) -> tuple[Floats, Ints, Ints]:
    """The normalised weights of some events, with the numbers of the labels of rows and columns."""
    spec = of.spec
    cube, rows, columns = of.cube(members, weights, narrow=narrow)
    if spec.network_type is NetworkType.ONEMODE:
        return _onemode(of, cube, members, narrow=narrow), rows, columns
    return normalize_twomode(twomode(cube, spec.qualifier_aggregation), cube, spec.normalization), rows, columns


def one_mode_weights(of: Coded, members: Ints) -> Floats:
    """The normalised one-mode weights of some of the selected events, over all actors of the question."""
    return _onemode(of, of.cube(members)[0], members, narrow=False)


def _onemode(of: Coded, cube: Cube, members: Ints, *, narrow: bool) -> Floats:
    spec, smoothed = of.spec, of.spec.kernel is not Kernel.NO
    raw = onemode(cube, spec.qualifier_aggregation, smoothed=smoothed)
    if smoothed and spec.normalization is Normalization.AVERAGE:
        counts = of.cube(members, narrow=narrow)[0]
        if counts.stacked.shape[0] * counts.stacked.shape[1] > MOST_CELLS:
            raise StudyError("too large for the average under a kernel", f"{len(of.levels.values)} levels", "choose normalization no")
        matrix = kernel_average(raw, counts)
    else:
        lengths = _squared_lengths(cube, spec)
        matrix = normalize_onemode(raw, cube, spec.normalization, lengths, dna_compat=spec.dna_compat)
    np.fill_diagonal(matrix, 0.0)
    return matrix


def _squared_lengths(cube: Cube, spec: NetworkSpec) -> Floats:
    if not needs_self_terms(spec.normalization, dna_compat=spec.dna_compat):
        return np.zeros(cube.actors)
    return np.diagonal(onemode(cube, self_terms(spec.qualifier_aggregation))).copy()


def _bounds(of: Coded, members: Ints, weights: Floats | None, counted: tuple[Event, ...], every: Floats, *, narrow: bool) -> Bounds:
    """The readings from reviewed events alone and by confidence, over the same rows and columns."""
    reviewed = np.array([event.reviewed for event in counted], np.float64)
    sure = np.array([1.0 if event.reviewed else event.confidence for event in counted])
    base = np.ones(len(members)) if weights is None else weights
    judged = _weights(of, members, base * reviewed, narrow=narrow)[0]
    expected = _weights(of, members, base * sure, narrow=narrow)[0]
    return Bounds(_sealed(np.minimum(judged, every)), _sealed(np.maximum(judged, every)), _sealed(expected))


def header_of(spec: NetworkSpec, selection: Selection, counted: tuple[Event, ...]) -> Header:
    """What a result rests on; its dates are those asked for, else the first and last known ones."""
    known = [event.when for event in counted if event.when is not None]
    return Header(
        spec=spec,
        statements=len(counted),
        reviewed=sum(event.reviewed for event in counted),
        inexact=sum(not event.exact for event in counted),
        start=spec.start_date or (known[0] if known else None),
        stop=spec.stop_date or (known[-1] if known else None),
        left_out=selection.left_out,
    )


def _nodes(of: Coded, variable: str, labels: tuple[str, ...], shown: Ints, numbers: Ints) -> tuple[Node, ...]:
    counts = np.bincount(numbers, minlength=len(labels))
    known = {entity.value: entity for entity in of.table.events.entities if entity.variable == variable}
    nodes = []
    for number in shown:
        entity = known.get(labels[number])
        attributes, color = (entity.attributes, entity.color) if entity else ((), None)
        nodes.append(Node(labels[number], variable, int(counts[number]), attributes, color))
    return tuple(nodes)


def _sealed(matrix: Floats) -> Floats:
    """The matrix, closed for writing: what is computed from a network never changes it (dna.md 6, 10)."""
    matrix.setflags(write=False)
    return matrix
