"""Review: one statement after another, the least sure first; every decision is a form, and every key presses one of its buttons."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from wortlaut.errors import LedgerError
from wortlaut.pipeline import now
from wortlaut.records import Amendment, Include, Judgement, Order, Query, StatementRow, Verdict
from wortlaut.view.answering import Answer, Asked, asked, back, render, screen, to

NOTE_LENGTH = 2000


def routes() -> list[BaseRoute]:
    """The queue, and the forms that decide."""
    return [
        *screen("/review", queue, twins=False),
        *screen("/who", who, twins=False),
        Route("/judge", judge, methods=["POST"]),
        Route("/undo", undo, methods=["POST"]),
    ]


def queue(ask: Asked) -> Response | Answer:
    """Go to the statement that the machine is least sure of and nobody decided on, after so many that were skipped; who reviews is asked first."""
    if not ask.reviewer:
        return Answer("who.html", {"next": ask.here(), "lost": False})
    skipped = ask.number("skip", 0)
    waiting = ask.ledger.statements(Query(include=Include.MACHINE, order=Order.UNSURE_FIRST, limit=1, offset=skipped))
    row = next(iter(waiting), None)
    return Answer("reviewed.html", {"skipped": skipped}) if row is None else to(address(row, skipped))


def address(row: StatementRow, skipped: int | None = None) -> str:
    """Where a statement is read and decided on; `skipped` says how far into the queue it was met."""
    queued = "" if skipped is None else f"&skip={skipped}"
    return f"/d/{row.article.id}?s={row.quotation.id}{queued}#{row.quotation.id}"


async def judge(request: Request) -> Response:
    """Append a verdict and go on to where the form says."""
    ask = asked(request)
    form = await request.form()
    if not ask.reviewer:
        return unknown_reviewer(ask)
    try:
        verdict = Verdict(str(form.get("verdict", "")))
    except ValueError:
        return refused(ask, ask.words.say("This is no verdict."))
    try:
        ask.ledger.judge(str(form.get("statement", "")), verdict, ask.reviewer, now(), str(form.get("note", ""))[:NOTE_LENGTH])
    except LedgerError as error:
        return refused(ask, str(error))
    return back(request, "/review")


async def undo(request: Request) -> Response:
    """Take back this reviewer's newest decision that stands, and show what it was about."""
    ask = asked(request)
    if not ask.reviewer:
        return unknown_reviewer(ask)
    try:
        undone = ask.ledger.undo(ask.reviewer, now())
    except LedgerError as error:
        return refused(ask, str(error))
    return to(f"/s/{undone.subject}") if isinstance(undone, Judgement | Amendment) and _stands(ask, undone.subject) else back(request, "/review")


def who(ask: Asked) -> Answer:
    """Ask for a name: every decision has one."""
    return Answer("who.html", {"next": ask.one("next", "/review"), "lost": False})


def unknown_reviewer(ask: Asked) -> Response:
    """Ask for a name where a decision came without one, and say that it was not kept."""
    return render(ask, Answer("who.html", {"next": ask.one("next", "/review"), "lost": True}, status=403))


def refused(ask: Asked, why: str) -> Response:
    """Say why a form was not taken."""
    return render(ask, Answer("refused.html", {"why": why}, status=409))


def _stands(ask: Asked, statement: str) -> bool:
    """Whether there is such a statement; one that was added is gone when the addition is undone."""
    try:
        return isinstance(ask.ledger.find(statement), StatementRow)
    except LedgerError:
        return False
