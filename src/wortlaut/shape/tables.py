"""Networks and findings as the rows and columns of tables and CSV files; every cell is a word or a number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wortlaut.records import (
    Backbone,
    Bars,
    Clusters,
    Coalitions,
    EventList,
    Group,
    IssueMatrix,
    Network,
    Polarization,
    Position,
    Positions,
    Shifts,
)
from wortlaut.shape.columns import Column, Layout, path
from wortlaut.shape.findings import event_list
from wortlaut.shape.rows import Json

SIGNS = {1: "+", 0: "±", -1: "−"}
"""How a side is written: agrees, takes no side or both, disagrees."""


def edges(of: Network) -> Iterator[Json]:
    """The weights that are not 0, one row each, strongest first; those of a one-mode network once."""
    from wortlaut.shape.weights import Weights

    yield from Weights.all(of)


def stand_rows(of: IssueMatrix) -> Iterator[Json]:
    """One row per actor and concept that has statements."""
    for one in of.stands:
        sides = {"agree": one.agree, "disagree": one.disagree, "neutral": one.neutral, "reviewed": one.reviewed}
        course = " ".join(SIGNS[sign] for sign in one.course)
        yield {"actor": one.actor, "concept": one.concept, **sides, "course": course, "codings": ", ".join(one.events)}


def event_rows(of: EventList) -> Iterator[Json]:
    """One row per event, by the names of its columns."""
    names = ["time", *(variable.name for variable in of.variables)]
    cells = event_list(of)["matrix"]
    for row, values in zip(of.rows, cells if isinstance(cells, list) else [], strict=True):
        yield {"id": row.id, **dict(zip(names, values, strict=False)), "document": row.document}


def polarization_rows(of: Iterable[Polarization]) -> Iterator[Json]:
    """One row per window."""
    for one in of:
        told = _groups(one.groups) or one.refused
        yield {"window": one.middle, "score": one.score, "random_mean": one.random_mean, "groups": told}


def backbone_rows(of: Backbone) -> Iterator[Json]:
    """One row per concept removed (nested), or per concept with what became of it."""
    for step in of.steps:
        yield {"concept": step.concept, "loss": step.loss, "redundant_loss": step.redundant_loss, "statements": step.statements}
    if not of.steps:
        for part, concepts in (("backbone", of.concepts), ("redundant", of.redundant)):
            for concept in concepts:
                yield {"concept": concept, "part": part}


def cluster_rows(of: Clusters) -> Iterator[Json]:
    """One row per method."""
    for one in of.found:
        yield {"method": one.method.value, "modularity": one.modularity, "groups": _groups(one.groups)}


def coalition_rows(of: Iterable[Coalitions]) -> Iterator[Json]:
    """One row per window."""
    for one in of:
        told = " | ".join(f"{coalition.number}: {', '.join(coalition.members)}" for coalition in one.coalitions)
        yield {"window": one.middle, "modularity": one.modularity, "coalitions": told or one.refused}


def state_rows(of: Shifts) -> Iterator[Json]:
    """One row per window, the first of a new state marked."""
    for middle, state in zip(of.middles, of.states, strict=True):
        yield {"window": middle, "state": state, "change": "changed" if middle in of.changes else ""}


def candidate_rows(of: Positions) -> Iterator[Json]:
    """One row per candidate, with the codings on both sides."""
    for one in of.candidates:
        yield {"actor": one.actor, "concept": one.concept, "before": _stand(one.before), "after": _stand(one.after)}


def position_rows(of: Positions) -> Iterator[Json]:
    """One row per actor, concept and period."""
    for one in of.points:
        yield {"actor": one.actor, "concept": one.concept, "start": one.start, "mean": one.mean, "codings": ", ".join(one.events)}


def bar_rows(of: Bars) -> Iterator[Json]:
    """One row per value, with its counts by level."""
    for bar in of.rows:
        counts = ", ".join(f"{level or 'none'}: {count}" for level, count in zip(of.levels, bar.counts, strict=True))
        yield {"value": bar.node.label, "levels": counts, "statements": bar.node.statements, "share": bar.share}


def _groups(groups: Iterable[Group]) -> str:
    return " | ".join(", ".join(group) for group in groups)


def _stand(of: Position) -> str:
    return f"{of.mean:+.2f} since {of.start} ({', '.join(of.events)})"


def _number(key: str) -> Column:
    """A column of numbers with up to six decimals, nothing for null."""

    def cell(row: Json) -> str:
        value = row.get(key)
        return f"{value:.6f}".rstrip("0").rstrip(".") if isinstance(value, int | float) else ""

    return Column(key, cell, 14)


def _exact(*columns: Column) -> tuple[Column, ...]:
    """The same columns for CSV: numbers in full precision."""
    return tuple(Column(column.name, path(column.name)) for column in columns)


def _layout(noun: str, *columns: Column) -> Layout:
    return Layout(noun, columns, _exact(*columns))


_WINDOW = Column("window", path("window"), 20)
_EDGE = (Column("row", path("row")), Column("column", path("column")), _number("weight"))

EDGES = _layout("edges", *_EDGE)
WINDOW_EDGES = _layout("edges", _WINDOW, *_EDGE)
BOUNDED_EDGES = _layout("edges", *_EDGE, _number("low"), _number("high"), _number("expected"))
COUNTED_EDGES = _layout("edges", _WINDOW, *_EDGE, Column("statements", path("statements"), 10))
STANDS = _layout(
    "stands",
    Column("actor", path("actor"), 30),
    Column("concept", path("concept"), 40),
    *(Column(name, path(name), 10) for name in ("agree", "disagree", "neutral", "reviewed")),
    Column("course", path("course"), 10),
    Column("codings", path("codings")),
)
EVENTS = _layout(
    "events",
    Column("time", path("time"), 20),
    Column("person", path("person"), 30, wide=True),
    Column("organization", path("organization"), 30),
    Column("concept", path("concept")),
    Column("agreement", path("agreement"), 9),
    Column("id", path("id"), 24, wide=True),
)
POLARIZATION = _layout("windows", _WINDOW, _number("score"), _number("random_mean"), Column("groups", path("groups")))
STEPS = _layout("steps", Column("concept", path("concept")), _number("loss"), _number("redundant_loss"), Column("statements", path("statements"), 10))
PARTS = _layout("concepts", Column("concept", path("concept")), Column("part", path("part"), 10))
CLUSTERS = _layout("found", Column("method", path("method"), 10), _number("modularity"), Column("groups", path("groups")))
COALITIONS = _layout("windows", _WINDOW, _number("modularity"), Column("coalitions", path("coalitions")))
STATES = _layout("states", _WINDOW, Column("state", path("state"), 6), Column("change", path("change"), 8))
CANDIDATES = _layout(
    "candidates",
    Column("actor", path("actor"), 30),
    Column("concept", path("concept"), 40),
    Column("before", path("before")),
    Column("after", path("after")),
)
POSITIONS = _layout(
    "positions",
    Column("actor", path("actor"), 30),
    Column("concept", path("concept"), 40),
    Column("start", path("start"), 10),
    _number("mean"),
    Column("codings", path("codings")),
)
BARS = _layout(
    "rows", Column("value", path("value")), Column("levels", path("levels"), 40), Column("statements", path("statements"), 10), _number("share")
)
