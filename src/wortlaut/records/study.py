"""What `study` counts and finds: coded statements as events, the networks over them, and the numbers of its measures.

The words of the parameters are those of rDNA, so that a script reads the same here as there. Matrices are float64
arrays that cannot be written to; every one of them says in its header what it rests on and what was left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]

Value = str | int | bool | None
"""The value of a variable in one event; None (and the empty text) where it has none."""


# --- what is counted -----------------------------------------------------------------------------------------


class DataType(StrEnum):
    """What the values of a variable are; long text is carried along and never counted."""

    SHORT_TEXT = "short text"
    LONG_TEXT = "long text"
    INTEGER = "integer"
    BOOLEAN = "boolean"


@dataclass(frozen=True, slots=True)
class Variable:
    """A named column of the events, such as organization (short text) or agreement (boolean)."""

    name: str
    data_type: DataType = DataType.SHORT_TEXT


@dataclass(frozen=True, slots=True)
class Document:
    """Where events stand: the fields of a document that can serve as variables (author, source, section, type, id, title)."""

    id: str
    title: str = ""
    author: str = ""
    source: str = ""
    section: str = ""
    type: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One coded statement: a statement with what it says on one concept.

    `id` names the coding, `statement` the statement (or the number in a .dna file) it was read from; `values` stand in
    the order of `Events.variables`. `when` is an ISO date or date-time without a zone, None where nothing is known;
    `exact` is False where it is only the best day of an interval. `reviewed`: a person judged it (imported codings
    count as judged). `confidence` (0 to 1) is that of the machine coding; 1 for reviewed ones. `second_hand`: another
    medium or person passed it on.
    """

    id: str
    document: str
    values: tuple[Value, ...]
    when: str | None = None
    exact: bool = True
    reviewed: bool = True
    confidence: float = 1.0
    second_hand: bool = False
    statement_type: str = ""
    statement: str = ""


@dataclass(frozen=True, slots=True)
class Entity:
    """A value of a short-text variable with its attributes (name, value) and its colour (#rrggbb), as nodes show them."""

    variable: str
    value: str
    attributes: tuple[tuple[str, str], ...] = ()
    color: str | None = None


@dataclass(frozen=True, slots=True)
class Events:
    """All coded statements of a question, in any order, with their variables, documents and the attributes of their values."""

    variables: tuple[Variable, ...]
    rows: tuple[Event, ...]
    documents: tuple[Document, ...] = ()
    entities: tuple[Entity, ...] = ()


# --- what is asked: rDNA's vocabulary ------------------------------------------------------------------------


class NetworkType(StrEnum):
    """Which network: values by concepts, values by values, or the events themselves."""

    TWOMODE = "twomode"
    ONEMODE = "onemode"
    EVENTLIST = "eventlist"


class QualifierAggregation(StrEnum):
    """What the qualifier (mostly agreement) does to a weight."""

    IGNORE = "ignore"
    COMBINE = "combine"
    SUBTRACT = "subtract"
    CONGRUENCE = "congruence"
    CONFLICT = "conflict"


class Normalization(StrEnum):
    """What a weight is divided by: two-mode activity and prominence, one-mode average, jaccard and cosine."""

    NO = "no"
    ACTIVITY = "activity"
    PROMINENCE = "prominence"
    AVERAGE = "average"
    JACCARD = "jaccard"
    COSINE = "cosine"


class Duplicates(StrEnum):
    """What repeated statements share so that only the earliest counts."""

    INCLUDE = "include"
    DOCUMENT = "document"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    ACROSSRANGE = "acrossrange"


class TimeWindow(StrEnum):
    """The unit of moving windows; `events` counts statements, `no` is one network over all time."""

    NO = "no"
    EVENTS = "events"
    SECONDS = "seconds"
    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


class Period(StrEnum):
    """A calendar period, by which positions are told: from its first day to its last, whenever statements fall into it."""

    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    QUARTERS = "quarters"
    HALF_YEARS = "half-years"
    YEARS = "years"


class Kernel(StrEnum):
    """How a statement's weight falls with its distance from the middle of the window."""

    NO = "no"
    UNIFORM = "uniform"
    EPANECHNIKOV = "epanechnikov"
    TRIANGULAR = "triangular"
    GAUSSIAN = "gaussian"


class Ties(StrEnum):
    """Which statements an event window takes where several share the date of its border."""

    BY_ID = "id"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class NetworkSpec:
    """Everything that decides a network; names and values are those of rDNA in snake case.

    `variable1`, `variable2` and `qualifier` name variables of the events or fields of their documents; no qualifier:
    None. `start_date` and `stop_date` are ISO and inclusive. `exclude_values` lists (variable, values). `second_hand`
    counts statements passed on by others too. `dna_compat` gives the number DNA would print; `seed` is the start value of
    its random ties. `bounds` adds the readings of judged statements alone and by confidence to every weight.
    """

    network_type: NetworkType = NetworkType.TWOMODE
    statement_type: str | None = None
    variable1: str = "organization"
    variable2: str = "concept"
    qualifier: str | None = "agreement"
    qualifier_aggregation: QualifierAggregation = QualifierAggregation.IGNORE
    normalization: Normalization = Normalization.NO
    isolates: bool = False
    duplicates: Duplicates = Duplicates.INCLUDE
    start_date: str | None = None
    stop_date: str | None = None
    time_window: TimeWindow = TimeWindow.NO
    window_size: int = 100
    kernel: Kernel = Kernel.NO
    indent_time: bool = False
    exclude_values: tuple[tuple[str, tuple[str, ...]], ...] = ()
    exclude_authors: tuple[str, ...] = ()
    exclude_sources: tuple[str, ...] = ()
    exclude_sections: tuple[str, ...] = ()
    exclude_types: tuple[str, ...] = ()
    invert_values: bool = False
    invert_authors: bool = False
    invert_sources: bool = False
    invert_sections: bool = False
    invert_types: bool = False
    second_hand: bool = False
    dna_compat: bool = False
    ties: Ties = Ties.BY_ID
    seed: int = 0
    bounds: bool = False


# --- what comes out ------------------------------------------------------------------------------------------


class Omission(StrEnum):
    """Why an event does not count."""

    STATEMENT_TYPE = "another statement type"
    NO_DATE = "no date, though one is asked for"
    OUTSIDE_DATES = "outside the dates"
    SECOND_HAND = "second hand"
    EXCLUDED = "excluded by a filter"
    NO_VARIABLE1 = "no value of variable 1"
    NO_VARIABLE2 = "no value of variable 2"
    NO_QUALIFIER = "neutral or uncoded: no value of the qualifier"
    DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many events were left out for one reason."""

    reason: Omission
    count: int


@dataclass(frozen=True, slots=True)
class Header:
    """What a result rests on: counted events, how many of them a person reviewed, their dates, what was left out, the question.

    `start` and `stop` are the window asked for or, where none was, the first and last known dates; `inexact` counts events
    whose day is a best guess. `levels` are those of the qualifier that weights were computed with. `spec.dna_compat` tells
    the mode of computing.
    """

    spec: NetworkSpec
    statements: int
    reviewed: int
    inexact: int
    start: str | None
    stop: str | None
    left_out: tuple[LeftOut, ...] = ()
    levels: tuple[Value, ...] = ()

    @property
    def share_reviewed(self) -> float | None:
        """The share of counted events that a person reviewed; None where nothing was counted."""
        return self.reviewed / self.statements if self.statements else None


@dataclass(frozen=True, slots=True)
class Node:
    """A row or column: its label, the variable it is a value of, how many counted events have it, its attributes and colour."""

    label: str
    variable: str
    statements: int
    attributes: tuple[tuple[str, str], ...] = ()
    color: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Bounds:
    """Three readings of every weight, each a matrix like the network's: judged statements only against all, and by confidence.

    `low` and `high` are the smaller and the larger of the weight from judged statements alone and from all; `expected`
    counts every statement with its confidence (exact for weights that are not normalised, as statements are taken to be
    right independently of each other; a plug-in value otherwise). No confidence interval of statistics.
    """

    low: Matrix
    high: Matrix
    expected: Matrix


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """A matrix of weights with labelled rows and columns (one-mode: the same, symmetric, diagonal 0).

    `counted` are the events it rests on, in order of time, so that every number leads back to statements
    (`study.evidence`); `middle` is the ISO middle of the time window it belongs to; `counts`, where somebody asked for them
    (`study.counted`), are the events behind each cell.
    """

    header: Header
    rows: tuple[Node, ...]
    columns: tuple[Node, ...]
    matrix: Matrix
    counted: tuple[Event, ...]
    variables: tuple[Variable, ...]
    documents: tuple[Document, ...] = ()
    middle: str | None = None
    bounds: Bounds | None = None
    counts: Matrix | None = None


@dataclass(frozen=True, slots=True)
class EventList:
    """The events that pass the filters, in order of time, with the variables their values belong to."""

    header: Header
    variables: tuple[Variable, ...]
    rows: tuple[Event, ...]
    documents: tuple[Document, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one number rests on: the cell, its weight and the ids of the events that count in it, in order of time."""

    row: str
    column: str
    weight: float
    events: tuple[str, ...]
