"""Replies: what somebody has to say to a statement that is about them or in their words, deposited beside it and shown with it from then on."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from wortlaut.errors import LedgerError
from wortlaut.pipeline import now
from wortlaut.records import StatementRow
from wortlaut.view.answering import Answer, Asked, asked, screen, to
from wortlaut.view.pages.review import refused, unknown_reviewer
from wortlaut.view.refusals import refusal


def routes() -> list[BaseRoute]:
    """A statement with the replies to it, and the form that deposits one."""
    return [*screen("/s/{statement}/reply", replies, twins=False), Route("/reply", deposit, methods=["POST"])]


def replies(ask: Asked) -> Answer:
    """The statement, every reply that stands, and the form for another one."""
    try:
        found = ask.ledger.find(ask.request.path_params["statement"])
    except LedgerError:
        return Answer("missing.html", {}, status=404)
    if not isinstance(found, StatementRow):
        return Answer("missing.html", {}, status=404)
    return Answer("reply.html", {"row": found})


async def deposit(request: Request) -> Response:
    """Append a reply, and show it with its statement."""
    ask = asked(request)
    form = await request.form()
    if not ask.reviewer:
        return unknown_reviewer(ask)
    statement, said, actor = (str(form.get(name, "")).strip() for name in ("statement", "said", "actor"))
    try:
        made = await run_in_threadpool(ask.ledger.reply, statement, said, ask.reviewer, now(), actor or None)
    except LedgerError as error:
        return refused(ask, refusal(ask.words, error))
    return to(f"/s/{made.subject}/reply")
