"""The actors, and one of them: what it said, as what it is known, who said something on its behalf."""

from __future__ import annotations

from starlette.routing import BaseRoute

from wortlaut import shape
from wortlaut.records import Query
from wortlaut.view.answering import Answer, Asked, screen

PAGE = 50


def routes() -> list[BaseRoute]:
    """The list and the page of an actor."""
    return [*screen("/actors", actors), *screen("/a/{actor}", actor)]


def actors(ask: Asked) -> Answer:
    """One page of actors, most statements first."""
    page = max(1, ask.number("page", 1))
    rows = list(ask.ledger.actors(Query(limit=PAGE + 1, offset=PAGE * (page - 1))))
    values = {"rows": rows[:PAGE], "page": page, "pages": page + (len(rows) > PAGE)}
    return Answer("actors.html", values, [shape.actor_row(row) for row in rows[:PAGE]], shape.ACTORS)


def actor(ask: Asked) -> Answer:
    """An actor with one page of its statements by date."""
    wanted = ask.request.path_params["actor"]
    row = next(iter(ask.ledger.actors(Query(actor=wanted, limit=1))), None)
    if row is None:
        return Answer("missing.html", {}, status=404)
    page = max(1, ask.number("page", 1))
    statements = list(ask.ledger.statements(Query(actor=wanted, limit=PAGE, offset=PAGE * (page - 1))))
    values = {"row": row, "statements": statements, "page": page, "pages": max(1, -(-row.statements // PAGE))}
    return Answer("actor.html", values, [shape.statement_row(one) for one in statements], shape.STATEMENTS)
