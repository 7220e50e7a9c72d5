"""The actors, and one of them: what it said, by kind and at second hand, what others said about it, and what people decided about who it is.

Where it stands on issues and whom it agrees with: `wortlaut.view.pages.standing`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from wortlaut import identifying, shape
from wortlaut.errors import LedgerError, WortlautError
from wortlaut.pipeline import now
from wortlaut.question import query_of
from wortlaut.records import ActorAct, ActorDecision, ActorKind, Kind, Query
from wortlaut.shape import Column, Layout, path
from wortlaut.view.answering import Answer, Asked, asked, render, screen, to
from wortlaut.view.pages.review import who
from wortlaut.view.reasons import reason
from wortlaut.view.refusals import refusal

if TYPE_CHECKING:
    from starlette.datastructures import FormData

    from wortlaut.records import ActorRow, StatementRow
    from wortlaut.resolve.likeness import Suggestion
    from wortlaut.seams import Ledger

PAGE = 50

MOST_ALIKE = 500
"""Actors among whose names those that may be one are sought, most statements first."""

MOST_ABOUT = 100
"""Statements with a name of an actor that are read for those of others."""

INFLECTED = 2
"""Letters that may follow a name where a text inflects it."""


_COLUMNS = tuple(Column(name, path(name)) for name in ("first", "first_id", "second", "second_id", "reason"))
PAIRS = Layout("pairs", _COLUMNS, _COLUMNS)


def routes() -> list[BaseRoute]:
    """The list, the pages of an actor, and the form that decides about one."""
    return [
        *screen("/actors/alike", alike),
        *screen("/actors", actors),
        *screen("/a/{actor}/about", about),
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
    """An actor with one page of its statements by date; what others passed on is counted apart from the kinds, and every count filters."""
    row = shown(ask)
    if row is None:
        return Answer("missing.html", {}, status=404)
    page = max(1, ask.number("page", 1))
    every = Query(actor=row.actor.id)
    hand = {"1": True, "0": False}.get(ask.one("second_hand"))
    try:
        query = replace(every, kind=query_of(kind=ask.one("kind")).kind, second_hand=hand)
    except WortlautError:
        query = every
    number, second_hand = ask.ledger.count(query), ask.ledger.count(replace(every, second_hand=True))
    first_hand = replace(every, second_hand=False if second_hand else None)
    statements = list(ask.ledger.statements(replace(query, limit=PAGE, offset=PAGE * (page - 1))))
    values = {
        "row": row,
        "kinds": [(kind, count) for kind in Kind if (count := ask.ledger.count(replace(first_hand, kind=kind)))],
        "second_hand": second_hand,
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


# --- what others say of it -----------------------------------------------------------------------------------


def about(ask: Asked) -> Answer:
    """Statements of others in whose words a name of the actor stands, by date; roles and pronouns are not followed."""
    row = shown(ask)
    if row is None:
        return Answer("missing.html", {}, status=404)
    names, page = _names(row), max(1, ask.number("page", 1))
    text = " OR ".join(f'"{name}"*' for name in names)
    found = list(ask.ledger.statements(Query(text=text, limit=MOST_ABOUT))) if names else []
    named = re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\w{{0,{INFLECTED}}}\b", re.IGNORECASE)
    rows = [one for one in found if (one.actor is None or one.actor.id != row.actor.id) and named.search(_said(one))]
    rows.sort(key=lambda one: (one.article.published.start or "9999", one.article.id, one.quotation.quote[0].start))
    values = {
        "row": row,
        "names": names,
        "number": len(rows),
        "cut": len(found) == MOST_ABOUT,
        "statements": rows[PAGE * (page - 1) : PAGE * page],
        "page": page,
        "pages": max(1, -(-len(rows) // PAGE)),
    }
    return Answer("actor_about.html", values, [shape.statement_row(one) for one in rows], shape.STATEMENTS)


def _names(row: ActorRow) -> list[str]:
    """How others may call an actor: its names, and the last word of a person's."""
    last = [row.actor.name.split()[-1]] if row.actor.kind is ActorKind.PERSON and row.actor.name.split() else []
    return list(dict.fromkeys(name for name in (row.actor.name, *row.actor.aliases, *last) if any(sign.isalpha() for sign in name)))


def _said(row: StatementRow) -> str:
    return " … ".join(span.text for span in row.quotation.quote)


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


@dataclass(frozen=True, slots=True)
class Pair:
    """Two actors who may be one, and what speaks for it in the language of the visitor."""

    first: ActorRow
    second: ActorRow
    why: str


def alike(ask: Asked) -> Answer:
    """Pairs of actors whose names say that they may be one, each with the form that merges them; those of one actor where the address asks so."""
    page, actor = max(1, ask.number("page", 1)), ask.one("actor")
    rows = {row.actor.id: row for row in ask.ledger.actors(Query(limit=MOST_ALIKE))}
    suggested = identifying.suggestions(ask.ledger, (row.actor for row in rows.values()))
    found = [one for one in suggested if actor in ("", one.first.id, one.second.id)]
    pairs = [Pair(rows[one.first.id], rows[one.second.id], reason(ask.words, one.reason)) for one in found]
    values = {
        "alike": pairs[PAGE * (page - 1) : PAGE * page],
        "number": len(pairs),
        "most": MOST_ALIKE,
        "page": page,
        "pages": max(1, -(-len(pairs) // PAGE)),
    }
    return Answer("actors_alike.html", values, [_pair(one) for one in found], PAIRS)


def _pair(one: Suggestion) -> shape.Json:
    names = {"first": one.first.name, "first_id": one.first.id, "second": one.second.name, "second_id": one.second.id}
    return {**names, "reason": one.reason}


def _about(ledger: Ledger, actor: str) -> list[ActorDecision]:
    """The decisions in force that name an actor, newest first."""
    return [one for one in reversed(identifying.in_force(ledger)) if actor in (one.actor.id, one.other.id if one.other is not None else None)]


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
