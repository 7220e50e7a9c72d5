"""Changing what the machine found: small forms beside a statement, one for a statement that was missed, and the flag for a second reader.

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
from wortlaut.records import ActorKind, ArticleRow, Kind, Places, StatementRow
from wortlaut.view.answering import Asked, asked, back
from wortlaut.view.pages.review import refused, unknown_reviewer
from wortlaut.view.refusals import refusal
from wortlaut.view.stretches import nearest, places_of, standing

LONGEST = 5_000
"""Signs of the words that are looked for in an article."""

BETWEEN = "…"
"""Stands between the parts of words that are interrupted."""


def routes() -> list[BaseRoute]:
    """The forms."""
    forms = (
        ("/amend/kind", _kind),
        ("/amend/quote", _quote),
        ("/amend/cue", _cue),
        ("/amend/speaker", _speaker),
        ("/amend/addressee", _addressee),
        ("/add", _add),
        ("/flag", _flag),
    )
    return [Route(path, _form(change), methods=["POST"]) for path, change in forms]


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
            trouble = refusal(ask.words, error)
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
    """Keep the borders that were tried out."""
    places = places_of(_one(form, "places"))
    if not places:
        return ask.words.say("These are no borders of a quote.")
    ask.ledger.amend_quote(_one(form, "statement"), places, ask.reviewer, now())
    return ""


def _cue(ask: Asked, form: FormData) -> str:
    """Other words of the article, those selected or those nearest to the quote; without words there is no cue."""
    row = ask.ledger.find(_one(form, "statement"))
    if not isinstance(row, StatementRow):
        return ask.words.say("There is no such statement.")
    words = _one(form, "words")[:LONGEST]
    place = _selected(row.article.text, form)
    cue = place or _parts(row, words)
    if cue is None:
        return ask.words.say("These words do not stand in the article: copy them as they are.")
    ask.ledger.amend_cue(row.quotation.id, cue, ask.reviewer, now())
    return ""


def _parts(row: StatementRow, words: str) -> Places | None:
    """Where the parts of a cue stand, each as near to the quote as it can; None if one does not stand there."""
    quote = row.quotation.quote[0].start, row.quotation.quote[-1].end
    found = [nearest(row.article.text, part, quote) for part in words.split(BETWEEN) if part.strip()]
    return None if None in found else tuple(sorted(one for one in found if one is not None))


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
    found = _selected(row.article.text, form) or standing(row.article.text, _one(form, "words")[:LONGEST])
    if not found:
        return ask.words.say("These words do not stand in the article: copy them as they are.")
    if len(found) > 1:
        return ask.words.say("These words stand in the article more than once: take more of them, or select the place.")
    by_whom = _one(form, "actor") or _one(form, "name") or None
    ask.ledger.add(row.article.id, found, Kind(_one(form, "kind")), ask.reviewer, now(), by_whom, _new(form))
    return ""


def _selected(text: str, form: FormData) -> Places:
    """The place that was selected, if it has the words of the form; none otherwise."""
    words, start, end = _one(form, "words")[:LONGEST], _one(form, "start"), _one(form, "end")
    if not (words and start.isdecimal() and end.isdecimal() and len(start) < 10 and len(end) < 10):
        return ()
    selected = text[int(start) : int(end)]
    if selected.split() != words.split():
        return ()
    first = int(start) + len(selected) - len(selected.lstrip())
    return ((first, first + len(selected.strip())),)


def _flag(ask: Asked, form: FormData) -> str:
    ask.ledger.flag(_one(form, "statement"), ask.reviewer, now())
    return ""
