"""Changing what the machine found: small forms beside a statement, one for a statement that was missed, and one that accepts several at once.

Every form appends to the log of decisions and goes back to the page; each is one step for undo.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from wortlaut.errors import LedgerError
from wortlaut.pipeline import now
from wortlaut.records import ActorKind, ArticleRow, Include, Kind, Query, StatementRow, Verdict
from wortlaut.view.answering import Answer, Asked, asked, back, screen, to
from wortlaut.view.pages.review import refused, unknown_reviewer
from wortlaut.view.stretches import Move, moved, standing
from wortlaut.view.wording import LEVELS

LONGEST = 5_000
"""Signs of the words that are looked for in an article."""


def routes() -> list[BaseRoute]:
    """The forms, and the list before several statements are accepted at once."""
    forms = (("/amend/kind", _kind), ("/amend/quote", _quote), ("/amend/speaker", _speaker), ("/amend/addressee", _addressee), ("/add", _add))
    return [
        *(Route(path, _form(change), methods=["POST"]) for path, change in forms),
        *screen("/accept/{article}", several, twins=False),
        Route("/accept", _form(_accept), methods=["POST"]),
    ]


Change = Callable[[Asked, FormData], str]
"""Appends what a form says; a sentence where that cannot be."""


def _form(change: Change) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        ask = asked(request)
        form = await request.form()
        if not ask.reviewer:
            return unknown_reviewer(ask)
        try:
            trouble = change(ask, form)
        except LedgerError as error:
            trouble = str(error)
        return refused(ask, trouble) if trouble else back(request, "/review")

    return answer


def _one(form: FormData, name: str) -> str:
    return str(form.get(name, "")).strip()


def _kind(ask: Asked, form: FormData) -> str:
    try:
        kind = Kind(_one(form, "kind"))
    except ValueError:
        return ask.words.say("This is no kind of quotation.")
    ask.ledger.amend_kind(_one(form, "statement"), kind, ask.reviewer, now())
    return ""


def _quote(ask: Asked, form: FormData) -> str:
    row = ask.ledger.find(_one(form, "statement"))
    if not isinstance(row, StatementRow) or _one(form, "move") not in set(Move):
        return ask.words.say("This border cannot be moved.")
    quote = tuple((span.start, span.end) for span in row.quotation.quote)
    ask.ledger.amend_quote(row.quotation.id, moved(row.article.text, quote, Move(_one(form, "move"))), ask.reviewer, now())
    return ""


def _speaker(ask: Asked, form: FormData) -> str:
    ask.ledger.amend_speaker(_one(form, "statement"), *_actor(form, ask), _new(form))
    return ""


def _addressee(ask: Asked, form: FormData) -> str:
    ask.ledger.amend_addressee(_one(form, "statement"), *_actor(form, ask), _new(form))
    return ""


def _actor(form: FormData, ask: Asked) -> tuple[str | None, str, str]:
    """Who was chosen or named (None: unknown), by whom, when."""
    return _one(form, "actor") or _one(form, "name") or None, ask.reviewer, now()


def _new(form: FormData) -> ActorKind | None:
    given = _one(form, "new")
    return ActorKind(given) if given in set(ActorKind) else None


def _add(ask: Asked, form: FormData) -> str:
    row = ask.ledger.find(_one(form, "article"))
    if not isinstance(row, ArticleRow) or _one(form, "kind") not in set(Kind):
        return ask.words.say("A statement needs an article and a kind.")
    found = _places(row.article.text, form)
    if not found:
        return ask.words.say("These words do not stand in the article: copy them as they are.")
    if len(found) > 1:
        return ask.words.say("These words stand in the article more than once: take more of them, or select the place.")
    by_whom = _one(form, "actor") or _one(form, "name") or None
    ask.ledger.add(row.article.id, found, Kind(_one(form, "kind")), ask.reviewer, now(), by_whom, _new(form))
    return ""


def _places(text: str, form: FormData) -> tuple[tuple[int, int], ...]:
    """The selected place if there is one that has the words, else the places of the words."""
    words, start, end = _one(form, "words")[:LONGEST], _one(form, "start"), _one(form, "end")
    if start.isdecimal() and end.isdecimal() and len(start) < 10 and len(end) < 10:
        selected = text[int(start) : int(end)]
        if selected.split() == words.split() and words:
            first = int(start) + len(selected) - len(selected.lstrip())
            return ((first, first + len(selected.strip())),)
    return standing(text, words)


def several(ask: Asked) -> Answer | Response:
    """The statements of an article that nobody decided on, of one rule and at least so sure: the list that one button accepts."""
    try:
        row = ask.ledger.find(ask.request.path_params["article"])
    except LedgerError:
        return Answer("missing.html", {}, status=404)
    if not isinstance(row, ArticleRow):
        return to(f"/s/{row.quotation.id}")
    waiting = list(ask.ledger.statements(Query(article=row.article.id, include=Include.MACHINE)))
    rule, bounds = ask.one("rule"), [bound for bound, _ in LEVELS]
    least = bounds[min(ask.number("least", 0), len(bounds) - 1)]
    chosen = [one for one in waiting if one.quotation.confidence >= least and rule in ("", one.quotation.rule)]
    values = {
        "row": row,
        "rows": chosen,
        "rules": sorted({one.quotation.rule for one in waiting}),
        "levels": [told for _, told in LEVELS],
        "rule": rule,
        "least": bounds.index(least),
    }
    return Answer("several.html", values)


def _accept(ask: Asked, form: FormData) -> str:
    chosen = [str(one) for one in form.getlist("statement")]
    if not chosen:
        return ask.words.say("No statement was chosen.")
    ask.ledger.judge_all(chosen, Verdict.ACCEPT, ask.reviewer, now())
    return ""
