"""What the screens of analysis count: their address as a question in rDNA's words, the events it is about, and the sentences behind a number."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, TypeVar

from wortlaut.errors import ConfigError, WortlautError
from wortlaut.question import excluded_values, query_of
from wortlaut.records import (
    DataType,
    Duplicates,
    Event,
    EventList,
    Events,
    Header,
    Include,
    Kernel,
    NetworkSpec,
    NetworkType,
    Normalization,
    Period,
    QualifierAggregation,
    Query,
    StatementRow,
    TimeWindow,
    Value,
)
from wortlaut.shape import tables
from wortlaut.view.answering import Answer, Asked
from wortlaut.view.kept import Kept
from wortlaut.view.refusals import refusal
from wortlaut.view.twins import Rows

T = TypeVar("T")

PAGE = 25
"""Sentences a page."""

USUAL = NetworkSpec(variable1="person")
"""What a screen counts where its address does not say otherwise: what persons say, since few codings name an organisation."""

NONE = "none"
"""The word for no qualifier, as on the command line."""

CHOICES: Mapping[str, type[StrEnum]] = {
    "network_type": NetworkType,
    "qualifier_aggregation": QualifierAggregation,
    "normalization": Normalization,
    "duplicates": Duplicates,
    "time_window": TimeWindow,
    "kernel": Kernel,
}
"""The parts of the question with closed lists of words; the words are rDNA's and are never translated."""

WORDS, TICKS, NUMBERS = ("variable1", "variable2", "qualifier", "statement_type"), ("isolates", "second_hand", "dna_compat"), ("window_size", "seed")


FIELDS = ("authors", "sources", "sections", "types")
"""The fields of documents by which they are left out, as on the command line."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is counted: the question, which codings, all events of them, what was counted over them before, and what is wrong with the
    address (empty: nothing)."""

    spec: NetworkSpec
    include: Include
    events: Events
    kept: Kept
    trouble: str = ""

    def counted(self, count: Callable[[Events, NetworkSpec], T], *more: Hashable, arrays: Callable[[T], int] = lambda _: 0) -> T:
        """What `count` finds, now or when it was asked last; `more` is what it asks beside the question, `arrays` the bytes of numbers in it."""
        question = (count.__module__, count.__qualname__, self.spec, self.include, *more)
        return self.kept.of(self.events, question, lambda: count(self.events, self.spec), arrays)

    @property
    def labels(self) -> tuple[str, ...]:
        """The variables that can be rows or columns."""
        return (*(one.name for one in self.events.variables if one.data_type is DataType.SHORT_TEXT), "author", "source")

    @property
    def types(self) -> tuple[str, ...]:
        """The statement types that occur."""
        return tuple(sorted({event.statement_type for event in self.events.rows}))


def question_of(ask: Asked, usual: NetworkSpec = USUAL) -> Question:
    """The question of an address; where it makes no sense, the usual one with what is wrong."""
    try:
        spec, include = _spec(ask, usual), query_of(include=ask.one("include")).include if ask.one("include") else Include.JUDGED
    except WortlautError as error:
        return Question(usual, Include.JUDGED, ask.ledger.events(Query(include=Include.JUDGED)), ask.desk.kept, refusal(ask.words, error))
    return Question(spec, include, ask.ledger.events(Query(include=include)), ask.desk.kept)


def _spec(ask: Asked, usual: NetworkSpec) -> NetworkSpec:
    dates = query_of(since=ask.one("since"), until=ask.one("until"))
    given: dict[str, Any] = {name: ask.one(name) for name in WORDS if ask.one(name)}
    given |= {name: _member(name, ask.one(name)) for name in CHOICES if ask.one(name)}
    given |= {name: ask.one(name) == "1" for name in TICKS if ask.one(name)}
    given |= {name: max(1, ask.number(name, getattr(usual, name))) for name in NUMBERS if ask.one(name)}
    given |= {"exclude_values": excluded_values(ask.every("exclude_values"))}
    given |= {f"exclude_{field}": ask.every(f"exclude_{field}") for field in FIELDS}
    given |= {f"invert_{what}": ask.one(f"invert_{what}") == "1" for what in ("values", *FIELDS)}
    if given.get("qualifier") == NONE:
        given["qualifier"] = None
    return replace(usual, start_date=dates.since, stop_date=dates.until, **given)


def period_of(ask: Asked) -> Period | None:
    """The calendar period of the address; None where it names none, or one of rDNA's units (`time_window`)."""
    return next((one for one in Period if one.value == ask.one("period")), None)


def _member(name: str, word: str) -> StrEnum:
    known = [one.value for one in CHOICES[name]]
    if word not in known:
        raise ConfigError(f"no such {name}", word, f"choose one of {', '.join(known)}")
    return CHOICES[name](word)


def elsewhere(ask: Asked, path: str, **changes: str | int | None) -> str:
    """Another page with this page's question, some values of it changed."""
    _, mark, query = ask.here(**changes).partition("?")
    return path + mark + query


# --- the sentences behind a number ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Counted:
    """An event with the values of its two variables and its qualifier, and its statement where the ledger has one."""

    event: Event
    first: Value
    second: Value
    level: Value
    row: StatementRow | None


def sentences(ask: Asked, question: Question, header: Header, ids: Sequence[str], told: Mapping[str, object]) -> Answer:
    """A page of the events with these ids, in their order; `told` names the number they stand behind."""
    page = max(1, ask.number("page", 1))
    known = {event.id: event for event in question.events.rows}
    events = tuple(known[one] for one in ids if one in known)
    shown = events[PAGE * (page - 1) : PAGE * page]
    whole = ask.ledger.found([event.statement for event in shown])
    values = {
        **told,
        "header": header,
        "every": len(events),
        "rows": [_counted(question, event, whole.get(event.statement)) for event in shown],
        "page": page,
        "pages": max(1, -(-len(events) // PAGE)),
        "trouble": question.trouble,
    }
    listed = EventList(header, question.events.variables, events, question.events.documents)
    return Answer("sentences.html", values, Rows(lambda: tables.event_rows(listed)), tables.EVENTS)


def _counted(question: Question, event: Event, row: StatementRow | None) -> Counted:
    names = {variable.name: place for place, variable in enumerate(question.events.variables)}
    spec = question.spec

    def value(name: str | None) -> Value:
        return event.values[names[name]] if name in names else None

    return Counted(event, value(spec.variable1), value(spec.variable2), value(spec.qualifier), row)


def by_size(labels: Iterable[str], sizes: Mapping[str, int]) -> list[str]:
    """Labels by how many statements they have, most first; those with equally many in order."""
    return sorted(labels, key=lambda label: (-sizes.get(label, 0), label))
