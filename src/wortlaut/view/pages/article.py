"""An article with its statements marked, and the evidence of one of them beside it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from starlette.responses import Response
from starlette.routing import BaseRoute

from wortlaut import shape
from wortlaut.errors import LedgerError
from wortlaut.records import Actor, ActorKind, Amendment, ArticleRow, Judgement, Kind, Part, Query, StatementRow, Verdict
from wortlaut.view.answering import Answer, Asked, screen, to
from wortlaut.view.marking import marked
from wortlaut.view.pages.review import address


def routes() -> list[BaseRoute]:
    """The reader, and the permanent address of a statement."""
    return [*screen("/d/{article}", article), *screen("/s/{statement}", statement, twins=False)]


def statement(ask: Asked) -> Response | Answer:
    """Go to the statement in its article; ids survive re-extraction, so the address does."""
    row = _find(ask, ask.request.path_params["statement"])
    if not isinstance(row, StatementRow):
        return Answer("missing.html", {}, status=404)
    return to(f"/d/{row.article.id}?s={row.quotation.id}#{row.quotation.id}")


def article(ask: Asked) -> Answer:
    """The text with its marks, the statements in order, and one of them in full."""
    row = _find(ask, ask.request.path_params["article"])
    if not isinstance(row, ArticleRow):
        return Answer("missing.html", {}, status=404)
    statements = list(ask.ledger.statements(Query(article=row.article.id, with_rejected=True)))
    wanted = ask.one("s")
    current = next((one for one in statements if one.quotation.id == wanted), statements[0] if statements else None)
    place = statements.index(current) if current else 0
    after = statements[place + 1] if place + 1 < len(statements) else None
    steps = _steps(ask, current)
    values = {
        "row": row,
        "article": row.article,
        "link": shape.original(row.article, current.quotation.quote if current is not None and ask.one("s") else ()),
        "lines": marked(row.article, [one.quotation for one in statements]),
        "statements": statements,
        "current": current,
        "place": place + 1,
        **_onward(ask, after),
        "candidates": _candidates(statements),
        "kinds": list(Kind),
        "actor_kinds": list(ActorKind),
        "steps": steps,
        "others": _others(steps),
        "codebook": ask.ledger.codebook(),
        "coded": ask.ledger.coded([current])[0] if current is not None else None,
    }
    return Answer("article.html", values, [shape.statement_row(one) for one in statements], shape.STATEMENTS)


@dataclass(frozen=True, slots=True)
class Step:
    """One entry in the history of a statement: a verdict or the part that was changed, by whom, when, and whether it was taken back."""

    by: str
    at: str
    verdict: Verdict | None
    part: Part | None
    undone: bool


MOST_CANDIDATES = 9
"""Actors that one key each can choose."""


def _candidates(statements: list[StatementRow]) -> list[Actor]:
    """Who may speak in an article: those who do, most first, then those who are spoken to or for."""
    speaking = [one.actor for one in statements if one.actor is not None]
    others = [one for statement in statements for one in (statement.addressee, statement.on_behalf_of) if one is not None]
    known = {one.id: one for one in (*speaking, *others)}
    often = Counter(one.id for one in speaking)
    return sorted(known.values(), key=lambda one: -often[one.id])[:MOST_CANDIDATES]


def _steps(ask: Asked, current: StatementRow | None) -> list[Step]:
    """What people decided on a statement, newest first."""
    if current is None:
        return []
    judged: list[Judgement | Amendment] = list(ask.ledger.judgements(current.quotation.id))
    log = sorted((*judged, *ask.ledger.amendments(current.quotation.id)), key=lambda one: one.at)
    gone = {one.replaces for one in log if one.retracted}
    return [_step(one, undone=one.id in gone) for one in reversed(log) if not one.retracted]


def _step(one: Judgement | Amendment, *, undone: bool) -> Step:
    judgement, amendment = (one, None) if isinstance(one, Judgement) else (None, one)
    return Step(one.by, one.at, judgement.verdict if judgement else None, amendment.part if amendment else None, undone)


def _others(steps: list[Step]) -> list[Step]:
    """The verdict of every reviewer that counts: the newest of each that was not taken back."""
    newest: dict[str, Step] = {}
    for step in steps:
        if step.verdict is not None and not step.undone:
            newest.setdefault(step.by, step)
    return list(newest.values())


def _onward(ask: Asked, after: StatementRow | None) -> dict[str, str]:
    """Where to go after a decision, and where without one: on in the queue if the statement came from it, else to the next one here."""
    if ask.one("skip"):
        skipped = ask.number("skip", 0)
        return {"next_address": f"/review?skip={skipped}", "skip_address": f"/review?skip={skipped + 1}"}
    following = address(after) if after is not None else "/review"
    return {"next_address": following, "skip_address": following}


def _find(ask: Asked, key: str) -> StatementRow | ArticleRow | None:
    """What has this id now; None if nothing has."""
    try:
        return ask.ledger.find(key)
    except LedgerError:
        return None
