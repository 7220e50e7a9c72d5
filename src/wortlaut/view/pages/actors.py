"""The actors, and one of them: what it said, by kind and at second hand, and what people decided about who it is.

Where it stands on issues and whom it agrees with: `wortlaut.view.pages.standing`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from wortlaut import shape
from wortlaut.errors import LedgerError, WortlautError
from wortlaut.pipeline import now
from wortlaut.question import query_of
from wortlaut.records import ActorAct, ActorDecision, Kind, Query
from wortlaut.view.answering import Answer, Asked, asked, render, screen, to
from wortlaut.view.pages.review import who
from wortlaut.view.refusals import refusal

if TYPE_CHECKING:
    from starlette.datastructures import FormData

    from wortlaut.records import ActorRow
    from wortlaut.seams import Ledger

PAGE = 50


def routes() -> list[BaseRoute]:
    """The list, the pages of an actor, and the form that decides about one."""
    return [
        *screen("/actors", actors),
        *screen("/a/{actor}/names", names, twins=False),
        *screen("/a/{actor}", actor),
        Route("/decide", decide, methods=["POST"]),
    ]


def actors(ask: Asked) -> Answer:
    """One page of actors, most statements first."""
    page = max(1, ask.number("page", 1))
    rows = list(ask.ledger.actors(Query(limit=PAGE + 1, offset=PAGE * (page - 1))))
    values = {"rows": rows[:PAGE], "page": page, "pages": page + (len(rows) > PAGE)}
    return Answer("actors.html", values, [shape.actor_row(row) for row in rows[:PAGE]], shape.ACTORS)


def actor(ask: Asked) -> Answer:
    """An actor with one page of its statements by date; kinds and second-hand accounts are counted apart, and every count filters."""
    row = shown(ask)
    if row is None:
        return Answer("missing.html", {}, status=404)
    page = max(1, ask.number("page", 1))
    every = Query(actor=row.actor.id)
    try:
        query = replace(every, kind=query_of(kind=ask.one("kind")).kind, second_hand=True if ask.one("second_hand") else None)
    except WortlautError:
        query = every
    number = ask.ledger.count(query)
    statements = list(ask.ledger.statements(replace(query, limit=PAGE, offset=PAGE * (page - 1))))
    values = {
        "row": row,
        "kinds": [(kind, count) for kind in Kind if (count := ask.ledger.count(replace(every, kind=kind)))],
        "second_hand": ask.ledger.count(replace(every, second_hand=True)),
        "filtered": query != every,
        "query": query,
        "number": number,
        "statements": statements,
        "page": page,
        "pages": max(1, -(-number // PAGE)),
    }
    return Answer("actor.html", values, [shape.statement_row(one) for one in statements], shape.STATEMENTS)


def shown(ask: Asked) -> ActorRow | None:
    """The actor of the address, by id or by name; None if there is none."""
    return next(iter(ask.ledger.actors(Query(actor=ask.request.path_params["actor"], limit=1))), None)


# --- who is who ----------------------------------------------------------------------------------------------


def names(ask: Asked) -> Answer:
    """The decisions about an actor that stand, and the forms to merge, split, rename it or add a name."""
    row = shown(ask)
    if row is None:
        return Answer("missing.html", {}, status=404)
    page = max(1, ask.number("page", 1))
    statements = list(ask.ledger.statements(Query(actor=row.actor.id, limit=PAGE, offset=PAGE * (page - 1))))
    values = {
        "row": row,
        "decisions": _about(ask.ledger, row.actor.id),
        "statements": statements,
        "page": page,
        "pages": max(1, -(-row.statements // PAGE)),
    }
    return Answer("actor_names.html", values)


def _about(ledger: Ledger, actor: str) -> list[ActorDecision]:
    """The decisions in force that name an actor, newest first."""
    log = list(ledger.actor_decisions())
    undone = {one.replaces for one in log if one.retracted}
    standing = [one for one in log if not one.retracted and one.id not in undone]
    return [one for one in reversed(standing) if actor in (one.actor.id, one.other.id if one.other is not None else None)]


async def decide(request: Request) -> Response:
    """Append what a form says of an actor, and show the actor as it is then."""
    ask = asked(request)
    form = await request.form()
    if not ask.reviewer:
        return render(ask, replace(who(ask), status=403))
    try:
        done = await run_in_threadpool(_decided, ask, form)
    except LedgerError as error:
        return render(ask, Answer("refused.html", {"why": refusal(ask.words, error)}, status=409))
    return to(f"/a/{done.actor.id}/names")


def _decided(ask: Asked, form: FormData) -> ActorDecision:
    act, actor, name = (str(form.get(key, "")).strip() for key in ("act", "actor", "name"))
    ledger, by, at = ask.ledger, ask.reviewer, now()
    match act:
        case ActorAct.MERGE:
            return ledger.merge(actor, name, by, at)
        case ActorAct.SPLIT:
            return ledger.split(actor, [str(one) for one in form.getlist("statement")], by, at, name)
        case ActorAct.RENAME:
            return ledger.rename(actor, name, by, at)
        case ActorAct.ALIAS:
            return ledger.alias(actor, name, by, at)
        case _:
            raise LedgerError("there is no such decision about actors", act, f"one of {', '.join(ActorAct)}")
