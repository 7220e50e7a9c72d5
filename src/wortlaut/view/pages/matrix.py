"""The matrix of issues and actors: where everybody stands, with sign and word in every cell, how that went over time, and the sentences behind."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import quote_plus

from starlette.responses import Response
from starlette.routing import BaseRoute

from wortlaut.errors import StudyError
from wortlaut.records import Duplicates, Include, IssueMatrix, NetworkSpec, Period, Positions, Stand, TimeWindow
from wortlaut.shape import tables
from wortlaut.view.answering import Answer, Asked, screen
from wortlaut.view.counting import FIELDS, NONE, USUAL, Question, by_size, elsewhere, period_of, question_of, sentences
from wortlaut.view.picturing import cited, embedded
from wortlaut.view.refusals import refusal
from wortlaut.view.twins import Rows
from wortlaut.view.wording import voice

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

PAGE = 50
"""Actors a page."""

PERIODS = tuple(Period)
LOOKS = ("", "heat", "slope")
"""How the matrix is shown: as a plain table, with shaded cells, or as slopes."""

MATRIX = replace(USUAL, time_window=TimeWindow.MONTHS)

STRONG = 0.75
"""From this share of one side on, a cell of the heat map has its full colour."""


def routes() -> list[BaseRoute]:
    """The matrix and the sentences of one cell."""
    return [*screen("/m/sentences", behind), *screen("/m/slope.svg", slope, twins=False), *screen("/m", matrix)]


def matrix(ask: Asked) -> Answer:
    """One page of actors, most statements first; cells with fewer statements than asked for are left out, and their number is told."""
    from wortlaut.write.slope import slopes

    question = question_of(ask, MATRIX)
    values: dict[str, object] = {
        "question": question,
        "periods": PERIODS,
        "period": period_of(ask) or study_period(question),
        "fields": FIELDS,
        "duplicates": list(Duplicates),
        "includes": list(Include),
        "minimum": max(1, ask.number("minimum", 1)),
        "heat": ask.one("look") == "heat",
        "looks": LOOKS,
        "look": ask.one("look") if ask.one("look") in LOOKS else "",
        "figure": "",
        "picture": elsewhere(ask, "/n.svg", network_type="twomode", qualifier_aggregation="subtract", time_window=None, page=None),
        "recompute": recomputed(question.spec, question.include),
    }
    try:
        found = _found(ask, question)
        if ask.one("look") == "slope":
            concepts = _concepts(ask, found)
            values["figure"] = embedded(ask.words, lambda: slopes(_positions(ask, question), concepts, voice(ask.words)))
            values["picture"] = elsewhere(ask, "/m/slope.svg", page=None)
    except StudyError as error:
        return Answer("matrix.html", values | _shown(ask, None) | {"trouble": refusal(ask.words, error)})
    values["cited"] = cited(ask.words, found.header)
    return Answer("matrix.html", values | _shown(ask, found) | {"trouble": question.trouble}, Rows(lambda: tables.stand_rows(found)), tables.STANDS)


def behind(ask: Asked) -> Answer:
    """The sentences of one cell, or of a whole row or column."""
    question = question_of(ask, MATRIX)
    actor, concept = ask.one("row"), ask.one("column")
    found = _found(ask, question)
    ids = [event for one in found.stands if actor in ("", one.actor) and concept in ("", one.concept) for event in one.events]
    return sentences(ask, question, found.header, ids, {"row_label": actor or concept, "column_label": concept if actor else "", "weight": None})


def slope(ask: Asked) -> Response:
    """Where actors stood first and stand last, issue by issue, as a file."""
    from wortlaut.write.slope import slopes

    question = question_of(ask, MATRIX)
    concepts = _concepts(ask, _found(ask, question))
    return Response(slopes(_positions(ask, question), concepts, voice(ask.words)), media_type="image/svg+xml")


def _found(ask: Asked, question: Question) -> IssueMatrix:
    from wortlaut import study

    period = period_of(ask)
    return question.counted(lambda events, spec: study.issue_matrix(events, spec, period), period)


def _positions(ask: Asked, question: Question) -> Positions:
    """The same statements as means by period."""
    from wortlaut import study

    period = period_of(ask)
    return question.counted(lambda events, spec: study.positions(events, spec, period), "positions", period)


def study_period(question: Question) -> Period | None:
    """The period that the question names in rDNA's words; None where that is none."""
    return next((one for one in Period if one.value == question.spec.time_window.value), None)


def _concepts(ask: Asked, found: IssueMatrix) -> list[str]:
    """The issues with a cell that has as many statements as asked for, largest first."""
    minimum = max(1, ask.number("minimum", 1))
    return by_size({one.concept for one in found.stands if len(one.events) >= minimum}, {node.label: node.statements for node in found.concepts})


@dataclass(frozen=True, slots=True)
class Line:
    """An actor with its cells, one per concept (None: it said nothing on it), and how many statements are counted."""

    actor: str
    statements: int
    cells: Sequence[Stand | None]


def _shown(ask: Asked, found: IssueMatrix | None) -> dict[str, object]:
    """The page of the matrix that the address asks for, and links to the concepts of the codebook."""
    page, minimum = max(1, ask.number("page", 1)), max(1, ask.number("minimum", 1))
    if found is None:
        return {"found": None, "concepts": [], "lines": [], "hidden": 0, "page": 1, "pages": 1, "issues": {}}
    kept = {(one.actor, one.concept): one for one in found.stands if len(one.events) >= minimum}
    sizes = {node.label: node.statements for node in (*found.concepts, *found.actors)}
    actors = by_size({actor for actor, _ in kept}, {node.label: node.statements for node in found.actors})
    concepts = _concepts(ask, found)
    lines = [Line(actor, sizes[actor], [kept.get((actor, one)) for one in concepts]) for actor in actors[PAGE * (page - 1) : PAGE * page]]
    codebook = ask.ledger.codebook()
    return {
        "found": found,
        "concepts": concepts,
        "lines": lines,
        "hidden": len(found.stands) - len(kept),
        "page": page,
        "pages": max(1, -(-len(actors) // PAGE)),
        "issues": {one.label(): one.id for one in codebook.concepts} if codebook is not None else {},
        "cell": _behind(ask),
        "heat_of": heat_of,
    }


def _behind(ask: Asked) -> Callable[[Stand], str]:
    """Where the sentences of a cell are; there are thousands of cells, so what their addresses share is made once."""
    shared = elsewhere(ask, "/m/sentences", row=None, column=None, page=None)
    start, quoted = shared + ("&" if "?" in shared else "?"), cache(quote_plus)
    return lambda one: f"{start}row={quoted(one.actor)}&column={quoted(one.concept)}"


def heat_of(one: Stand) -> str:
    """The classes that colour a cell: its side, and whether nearly all statements take it."""
    share = abs(one.agree - one.disagree) / len(one.events)
    return {1: "for", 0: "open", -1: "against"}[one.sign] + (" strong" if share >= STRONG else "")


# --- the same elsewhere --------------------------------------------------------------------------------------

R_NAMES = {
    "variable1": "variable1",
    "variable2": "variable2",
    "qualifier": "qualifier",
    "duplicates": "duplicates",
    "start_date": "start.date",
    "stop_date": "stop.date",
    "isolates": "isolates",
}
"""The parts of a question that rDNA's `dna_network` has too, and how they are called there."""


def recomputed(spec: NetworkSpec, include: Include) -> Mapping[str, str]:
    """The commands that compute the amounts behind the matrix again: Wortlaut's, and rDNA's over a file written by `wortlaut write`."""
    return {"wortlaut": _command(spec, include), "R": _script(spec)}


def _command(spec: NetworkSpec, include: Include) -> str:
    plain = NetworkSpec()
    dates = {"start_date": "since", "stop_date": "until"}
    parts = ["wortlaut study network --type twomode --qualifier-aggregation subtract"]
    for field in fields(NetworkSpec):
        value = getattr(spec, field.name)
        if field.name in ("network_type", "qualifier_aggregation", "time_window") or value == getattr(plain, field.name):
            continue
        option = "--" + dates.get(field.name, field.name).replace("_", "-")
        if isinstance(value, tuple):
            parts += [f"{option} {_quoted(one)}" for one in _listed(value)]
            continue
        parts.append(option if value is True else f"{option} {_quoted(NONE if value is None else str(value))}")
    parts += ["--statement-type any"] if spec.statement_type is None else []
    return " ".join([*parts, *([f"--include {include.value}"] if include is not Include.JUDGED else [])])


def _listed(value: tuple[str | tuple[str, tuple[str, ...]], ...]) -> list[str]:
    """What is left out, one value each; those of variables with their names."""
    return [word for one in value for word in ([one] if isinstance(one, str) else [f"{one[0]}={listed}" for listed in one[1]])]


def _quoted(word: str) -> str:
    return word if word.replace("-", "").isalnum() else "'" + word.replace("'", "'\\''") + "'"


def _script(spec: NetworkSpec) -> str:
    given = [
        f"networkType = {_r('twomode')}",
        f"statementType = {_r(spec.statement_type or 'DNA Statement')}",
        f"qualifierAggregation = {_r('subtract')}",
    ]
    for name, theirs in R_NAMES.items():
        value = getattr(spec, name)
        if value is not None:
            given.append(f"{theirs} = {str(value).upper() if isinstance(value, bool) else _r(_r_day(str(value)))}")
    if spec.exclude_values:
        lists = ", ".join(f"{_r(name)} = {_r_vector(values)}" for name, values in spec.exclude_values)
        given.append(f"excludeValues = list({lists})")
    given += [f"exclude{what.title()} = {_r_vector(listed)}" for what in FIELDS if (listed := getattr(spec, f"exclude_{what}"))]
    given += [f"invert{what.title()} = TRUE" for what in ("values", *FIELDS) if getattr(spec, f"invert_{what}")]
    inside = ",\n  ".join(given)
    return f'library("rDNA")\ndna_init()\ndna_openDatabase("corpus.dna", coderId = 1, coderPassword = "...")\ndna_network(\n  {inside}\n)\n'


def _r(word: str) -> str:
    return '"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _r_vector(words: Sequence[str]) -> str:
    return f"c({', '.join(map(_r, words))})"


def _r_day(word: str) -> str:
    """rDNA writes days as dd.mm.yyyy."""
    year, first, rest = word.partition("-")
    month, _, day = rest.partition("-")
    return f"{day}.{month}.{year}" if first and year.isdigit() and len(year) == 4 and day else word
