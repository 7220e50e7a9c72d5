"""Many decisions at once: the statements that wait, of one article, of a search or of all, by rule and by how sure the machine is.

What the list shows is what one button decides, and what one undo takes back.
"""

from __future__ import annotations

from dataclasses import replace

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from wortlaut import shape
from wortlaut.errors import LedgerError, WortlautError
from wortlaut.pipeline import now
from wortlaut.question import query_of
from wortlaut.records import ArticleRow, Include, Query, StatementRow, Verdict
from wortlaut.view.answering import Answer, Asked, asked, back, screen
from wortlaut.view.pages.review import refused, unknown_reviewer
from wortlaut.view.refusals import refusal
from wortlaut.view.wording import LEVELS

MOST = 200
"""Statements that are decided at once: as many as somebody can look through; those that are left come next."""

FILTERS = ("q", "actor", "outlet", "since", "until", "kind", "concept")
"""What a search may have narrowed the list by, as its address names it."""


def routes() -> list[BaseRoute]:
    """The list, and the form that decides on it."""
    return [*screen("/several", several), Route("/several", decide, methods=["POST"])]


def several(ask: Asked) -> Answer:
    """The first statements that nobody decided on and that pass: of one rule, of which the machine is at least so sure, of an article or a search."""
    bounds = [bound for bound, _ in LEVELS]
    least = min(ask.number("least", 0), len(bounds) - 1)
    trouble = ""
    waiting: list[StatementRow] = []
    rows: list[StatementRow] = []
    try:
        question = replace(_question(ask), least=bounds[least])
        waiting = list(ask.ledger.statements(question))
        rule = ask.one("rule")
        rows = list(ask.ledger.statements(replace(question, rule=rule))) if rule else waiting
    except WortlautError as error:
        trouble = refusal(ask.words, error)
    values = {
        "rows": rows[:MOST],
        "more": len(rows) > MOST,
        "most": MOST,
        "rules": sorted({one.quotation.rule for one in waiting}),
        "levels": [told for _, told in LEVELS],
        "rule": ask.one("rule"),
        "least": least,
        "given": {name: value for name in (*FILTERS, "article") if (value := ask.one(name))},
        "article": _article(ask),
        "trouble": trouble,
    }
    return Answer("several.html", values, [shape.statement_row(row) for row in rows[:MOST]], shape.STATEMENTS)


def _question(ask: Asked) -> Query:
    words, actor, outlet, since, until, kind, concept = (ask.one(name) for name in FILTERS)
    asked_for = query_of(text=words or None, actor=actor, outlet=outlet, since=since, until=until, kind=kind, concept=concept, limit=MOST + 1)
    return replace(asked_for, include=Include.MACHINE, article=ask.one("article") or None)


def _article(ask: Asked) -> ArticleRow | None:
    """The article that the list is narrowed to."""
    try:
        found = ask.ledger.find(ask.one("article")) if ask.one("article") else None
    except LedgerError:
        return None
    return found if isinstance(found, ArticleRow) else None


async def decide(request: Request) -> Response:
    """Append one verdict on all that were left ticked, as one batch."""
    ask = asked(request)
    form = await request.form()
    if not ask.reviewer:
        return unknown_reviewer(ask)
    chosen = [str(one) for one in form.getlist("statement")]
    verdict = str(form.get("verdict", ""))
    if not chosen or verdict not in set(Verdict):
        return refused(ask, ask.words.say("No statement was chosen.") if not chosen else ask.words.say("This is no verdict."))
    try:
        await run_in_threadpool(ask.ledger.judge_all, chosen, Verdict(verdict), ask.reviewer, now())
    except LedgerError as error:
        return refused(ask, refusal(ask.words, error))
    return back(request, "/several")
