"""Issues: the codebook in force, what people coded on each concept, and what the machine suggests that nobody has coded yet."""

from __future__ import annotations

from dataclasses import dataclass, replace

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from wortlaut import shape
from wortlaut.errors import LedgerError
from wortlaut.pipeline import now
from wortlaut.records import Codebook, Coding, Concept, Event, Include, Query, StatementRow
from wortlaut.shape import Column, Layout, path
from wortlaut.view.answering import Answer, Asked, asked, back, render, screen
from wortlaut.view.pages.review import who
from wortlaut.view.refusals import refusal

PAGE = 25

_COLUMNS = tuple(Column(name, path(name)) for name in ("id", "label", "parent", "description", "statements"))
CONCEPTS = Layout("concepts", _COLUMNS, _COLUMNS)


def routes() -> list[BaseRoute]:
    """The codebook, one concept, and the form that codes."""
    return [
        *screen("/i", concepts),
        *screen("/i/{concept}/suggested", suggested),
        *screen("/i/{concept}", concept),
        Route("/code", code, methods=["POST"]),
    ]


@dataclass(frozen=True, slots=True)
class Issue:
    """A concept with how many statements people coded with it."""

    concept: Concept
    statements: int


def concepts(ask: Asked) -> Answer:
    """Every concept of the codebook with its statements; without a codebook, how to get one."""
    codebook = ask.ledger.codebook()
    if codebook is None:
        return Answer("concepts.html", {"codebook": None, "issues": []})
    counts = ask.ledger.coded_counts()
    issues = [Issue(one, counts.get(one.id, 0)) for one in codebook.concepts]
    rows: list[shape.Json] = [
        {"id": one.concept.id, "label": _label(ask, one.concept), "parent": one.concept.parent, "description": one.concept.description}
        | {"statements": one.statements}
        for one in issues
    ]
    return Answer("concepts.html", {"codebook": codebook, "issues": issues, "label": lambda one: _label(ask, one)}, rows, CONCEPTS)


@dataclass(frozen=True, slots=True)
class CodedRow:
    """A statement with what people coded on one concept, or with the machine's suggestion of it."""

    row: StatementRow
    codings: tuple[Coding, ...] = ()
    suggestion: Event | None = None


def concept(ask: Asked) -> Answer:
    """A concept with one page of the statements people coded with it."""
    found = _named(ask)
    if found is None:
        return Answer("missing.html", {}, status=404)
    page = max(1, ask.number("page", 1))
    every = Query(concept=found.id)
    number = ask.ledger.count(every)
    rows = list(ask.ledger.statements(replace(every, limit=PAGE, offset=PAGE * (page - 1))))
    coded = [
        CodedRow(row, tuple(coding for coding in one.people if coding.concept == found.id))
        for row, one in zip(rows, ask.ledger.coded(rows), strict=True)
    ]
    values = _about(ask, found) | {"coded": coded, "number": number, "page": page, "pages": max(1, -(-number // PAGE))}
    return Answer("concept.html", values, [shape.statement_row(row) for row in rows], shape.STATEMENTS)


def suggested(ask: Asked) -> Answer:
    """The statements for which the machine holds this concept most likely and that nobody coded, surest first, each with the form that codes it."""
    found = _named(ask)
    if found is None:
        return Answer("missing.html", {}, status=404)
    page = max(1, ask.number("page", 1))
    events = ask.ledger.events(Query(include=Include.MACHINE))
    place = [variable.name for variable in events.variables].index("concept")
    waiting = sorted((one for one in events.rows if one.values[place] == found.label()), key=lambda one: (-one.confidence, one.id))
    listed = waiting[PAGE * (page - 1) : PAGE * page]
    whole = ask.ledger.found([one.statement for one in listed])
    shown = [CodedRow(whole[one.statement], suggestion=one) for one in listed if one.statement in whole]
    values = _about(ask, found) | {"coded": shown, "number": len(waiting), "page": page, "pages": max(1, -(-len(waiting) // PAGE))}
    return Answer("concept_suggested.html", values, [shape.statement_row(one.row) for one in shown], shape.STATEMENTS)


def _named(ask: Asked) -> Concept | None:
    codebook = ask.ledger.codebook()
    return codebook.concept(ask.request.path_params["concept"]) if codebook is not None else None


def _about(ask: Asked, found: Concept) -> dict[str, object]:
    """The concept in the visitor's language, its wider and narrower ones, and the levels one may code."""
    codebook = ask.ledger.codebook() or Codebook.of("", ())
    return {
        "concept": found,
        "label": lambda one: _label(ask, one),
        "wider": codebook.concept(found.parent) if found.parent else None,
        "narrower": [one for one in codebook.concepts if one.parent == found.id],
        "scale": tuple(reversed(codebook.scale)),
        "middle": (codebook.scale[0] + codebook.scale[-1]) / 2,
    }


def _label(ask: Asked, one: Concept) -> str:
    return one.label(ask.words.code)


async def code(request: Request) -> Response:
    """Append what a person codes, and go on to where the form says."""
    ask = asked(request)
    form = await request.form()
    if not ask.reviewer:
        return render(ask, replace(who(ask), status=403))
    statement, wanted, level = (str(form.get(key, "")) for key in ("statement", "concept", "agreement"))
    try:
        await run_in_threadpool(ask.ledger.code, statement, wanted or None, _level(level), ask.reviewer, now())
    except LedgerError as error:
        return render(ask, Answer("refused.html", {"why": refusal(ask.words, error)}, status=409))
    return back(request, "/i")


def _level(word: str) -> int | None:
    """A level of the scale; none where the coder cannot tell it."""
    return int(word) if word.removeprefix("-").isdecimal() and len(word) < 6 else None
