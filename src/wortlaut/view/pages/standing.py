"""Where an actor stands: its positions over time, and with whom it agrees and disagrees; every number leads to its sentences."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from starlette.responses import Response
from starlette.routing import BaseRoute

from wortlaut.errors import StudyError
from wortlaut.records import ActorKind, Events, Include, NetworkSpec, NetworkType, Period, Positions, QualifierAggregation, TimeWindow
from wortlaut.shape import Column, Layout, path, tables
from wortlaut.view.answering import Answer, Asked, screen
from wortlaut.view.counting import USUAL, Question, period_of, question_of, sentences
from wortlaut.view.pages.actors import shown
from wortlaut.view.picturing import cited, embedded
from wortlaut.view.refusals import refusal
from wortlaut.view.twins import Rows
from wortlaut.view.wording import voice

if TYPE_CHECKING:
    from wortlaut.records import ActorRow

PAGE = 100
"""Partners a page."""

_COLUMNS = tuple(Column(name, path(name)) for name in ("actor", "agree", "disagree"))
PARTNERS = Layout("actors", _COLUMNS, _COLUMNS)


def routes() -> list[BaseRoute]:
    """Positions with their picture and sentences, and partners."""
    return [
        *screen("/a/{actor}/positions", positions),
        *screen("/a/{actor}/positions.svg", picture, twins=False),
        *screen("/a/{actor}/sentences", behind),
        *screen("/a/{actor}/with", partners),
    ]


def _usual(row: ActorRow) -> NetworkSpec:
    """Bodies are organisations in networks, everybody else a person."""
    body = row.actor.kind in (ActorKind.ORGANISATION, ActorKind.STATE)
    return replace(USUAL, variable1="organization" if body else "person", time_window=TimeWindow.MONTHS)


def _found(ask: Asked, row: ActorRow) -> tuple[Question, Positions]:
    """The positions of one actor in what was coded; StudyError where the question makes no sense."""
    question = question_of(ask, _usual(row))
    from wortlaut import study

    period, name = period_of(ask), row.actor.name

    def alone(events: Events, spec: NetworkSpec) -> Positions:
        return study.positions(_of(events, spec.variable1, name), spec, period)

    return question, question.counted(alone, name, period)


def _of(events: Events, variable: str, name: str) -> Events:
    """The events with this value of a variable, so that what is told of them is told of this actor alone."""
    place = next((place for place, one in enumerate(events.variables) if one.name == variable), None)
    return events if place is None else replace(events, rows=tuple(one for one in events.rows if one.values[place] == name))


def positions(ask: Asked) -> Answer:
    """A picture and a table of positions by concept and period; a change of sign is a candidate and no finding."""
    from wortlaut.write.timeline import timeline

    row = shown(ask)
    if row is None:
        return Answer("missing.html", {}, status=404)
    values: dict[str, object] = {"row": row, "periods": list(Period), "period": period_of(ask) or Period.MONTHS, "includes": list(Include)}
    try:
        question, found = _found(ask, row)
    except StudyError as error:
        return Answer("actor_positions.html", values | {"found": None, "trouble": refusal(ask.words, error), "changed": frozenset()})
    changed = {(one.concept, one.after.start) for one in found.candidates}
    figure = embedded(ask.words, lambda: timeline(found, voice(ask.words)))
    values |= {"found": found, "question": question, "trouble": question.trouble, "changed": changed, "figure": figure}
    values["cited"] = cited(ask.words, found.header)
    return Answer("actor_positions.html", values, list(tables.position_rows(found)), tables.POSITIONS)


def picture(ask: Asked) -> Response | Answer:
    """The same positions as a file."""
    from wortlaut.write.timeline import timeline

    row = shown(ask)
    if row is None:
        return Answer("missing.html", {}, status=404)
    return Response(timeline(_found(ask, row)[1], voice(ask.words)), media_type="image/svg+xml")


def behind(ask: Asked) -> Answer:
    """The sentences behind the position of an actor on one concept in one period."""
    row = shown(ask)
    if row is None:
        return Answer("missing.html", {}, status=404)
    question, found = _found(ask, row)
    concept, start = ask.one("concept"), ask.one("start")
    ids = [event for one in found.points if one.concept == concept and start in ("", one.start) for event in one.events]
    return sentences(ask, question, found.header, ids, {"row_label": row.actor.name, "column_label": concept, "weight": None})


# --- with whom -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Partner:
    """Another actor, with how many pairs of statements on the same concepts agree and disagree."""

    name: str
    agree: float
    disagree: float


def partners(ask: Asked) -> Answer:
    """Whom the actor agrees and disagrees with, as congruence and conflict count it, not normalised."""
    row = shown(ask)
    if row is None:
        return Answer("missing.html", {}, status=404)
    question = question_of(ask, replace(_usual(row), time_window=TimeWindow.NO, network_type=NetworkType.ONEMODE))
    values: dict[str, object] = {"row": row, "question": question, "includes": list(Include)}
    try:
        found = _partners(question, row.actor.name)
    except StudyError as error:
        return Answer("actor_with.html", values | {"found": [], "page": 1, "pages": 1, "trouble": refusal(ask.words, error)})
    rows = Rows(lambda: ({"actor": one.name, "agree": one.agree, "disagree": one.disagree} for one in found))
    page = max(1, ask.number("page", 1))
    values |= {"page": page, "pages": max(1, -(-len(found) // PAGE)), "trouble": question.trouble}
    return Answer("actor_with.html", values | {"found": found[PAGE * (page - 1) : PAGE * page]}, rows, PARTNERS)


def _partners(question: Question, name: str) -> list[Partner]:
    from wortlaut import study

    sides = (QualifierAggregation.CONGRUENCE, QualifierAggregation.CONFLICT)
    both = (replace(question, spec=replace(question.spec, isolates=True, qualifier_aggregation=side)) for side in sides)
    agree, disagree = (one.counted(study.network, arrays=lambda network: network.matrix.nbytes) for one in both)
    labels = [node.label for node in agree.rows]
    if name not in labels:
        return []
    own = labels.index(name)
    every = (Partner(label, float(agree.matrix[own, at]), float(disagree.matrix[own, at])) for at, label in enumerate(labels))
    return sorted((one for one in every if one.agree or one.disagree), key=lambda one: (-one.agree - one.disagree, one.name))
