"""Many decisions at once: the statements that wait, of one article, of a search, of a run or of all, by rule and by how sure the machine is.

What the list shows is what one button decides, and what one undo takes back; where more pass than it shows, another button decides on
all of them. So the outcome of a whole run can be rejected as one, and comes back as one.
"""

from __future__ import annotations

from dataclasses import replace

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from wortlaut import shape
from wortlaut.errors import LedgerError, WortlautError
from wortlaut.pipeline import now
from wortlaut.question import query_of
from wortlaut.records import ArticleRow, Include, Query, Run, StatementRow, Verdict
from wortlaut.view.answering import Answer, Asked, asked, back, screen
from wortlaut.view.pages.review import refused, unknown_reviewer
from wortlaut.view.refusals import refusal
from wortlaut.view.wording import LEVELS

SHOWN = 200
"""Statements that the list shows: as many as somebody can look through."""

MOST = 5_000
"""Statements that one button decides on; a request must end."""

FILTERS = ("q", "actor", "outlet", "since", "until", "kind", "concept")
"""What a search may have narrowed the list by, as its address names it."""

WHOSE = ("article", "run")
"""What the list may be of instead."""


def routes() -> list[BaseRoute]:
    """The list, and the form that decides on it."""
    return [*screen("/several", several), Route("/several", decide, methods=["POST"])]


def several(ask: Asked) -> Answer:
    """The first statements that nobody decided on and that pass, and how many pass."""
    waiting: list[StatementRow] = []
    rows: list[StatementRow] = []
    trouble, total = "", 0
    try:
        question = _question(ask)
        rows = list(ask.ledger.statements(replace(question, limit=SHOWN)))
        waiting = list(ask.ledger.statements(replace(question, limit=SHOWN, rule=None))) if question.rule else rows
        total = ask.ledger.count(replace(question, limit=MOST + 1)) if len(rows) == SHOWN else len(rows)
    except WortlautError as error:
        trouble = refusal(ask.words, error)
    values = {
        "rows": rows,
        "total": total,
        "most": MOST,
        "rules": sorted({one.quotation.rule for one in waiting}),
        "levels": [told for _, told in LEVELS],
        "rule": ask.one("rule"),
        "least": _least(ask),
        "given": {name: value for name in (*FILTERS, *WHOSE) if (value := ask.one(name))},
        "article": _article(ask),
        "run": _run(ask),
        "trouble": trouble,
    }
    return Answer("several.html", values, [shape.statement_row(row) for row in rows], shape.STATEMENTS)


def _question(ask: Asked) -> Query:
    words, actor, outlet, since, until, kind, concept = (ask.one(name) for name in FILTERS)
    asked_for = query_of(text=words or None, actor=actor, outlet=outlet, since=since, until=until, kind=kind, concept=concept)
    article, run, rule = (ask.one(name) or None for name in (*WHOSE, "rule"))
    return replace(asked_for, include=Include.MACHINE, article=article, run=run, rule=rule, least=LEVELS[_least(ask)][0])


def _least(ask: Asked) -> int:
    """Which of the levels of sureness is the least that passes: what the machine is very sure of, but everything that a run found."""
    return min(ask.number("least", len(LEVELS) - 1 if ask.one("run") else 0), len(LEVELS) - 1)


def _article(ask: Asked) -> ArticleRow | None:
    """The article that the list is of."""
    try:
        found = ask.ledger.find(ask.one("article")) if ask.one("article") else None
    except LedgerError:
        return None
    return found if isinstance(found, ArticleRow) else None


def _run(ask: Asked) -> Run | None:
    """The run that the list is of."""
    return next((run for run in ask.ledger.runs() if run.id == ask.one("run")), None) if ask.one("run") else None


async def decide(request: Request) -> Response:
    """Append one verdict on all that were left ticked, or on all that pass, as one batch."""
    ask = asked(request)
    form = await request.form()
    if not ask.reviewer:
        return unknown_reviewer(ask)
    try:
        trouble = await run_in_threadpool(_decide, ask, form)
    except WortlautError as error:
        trouble = refusal(ask.words, error)
    return refused(ask, trouble) if trouble else back(request, "/several")


def _decide(ask: Asked, form: FormData) -> str:
    verdict, every = str(form.get("verdict", "")), str(form.get("every", ""))
    if verdict not in set(Verdict):
        return ask.words.say("This is no verdict.")
    chosen = [str(one) for one in form.getlist("statement")]
    if every:
        chosen = [row.quotation.id for row in ask.ledger.statements(replace(_question(ask), limit=MOST))]
        if every != str(len(chosen)):
            return ask.words.say("The list is another one now: look through it again.")
    if not chosen:
        return ask.words.say("No statement was chosen.")
    ask.ledger.judge_all(chosen, Verdict(verdict), ask.reviewer, now())
    return ""
