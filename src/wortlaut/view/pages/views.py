"""Views that somebody keeps under a name, with an address of their own; and the feed of a search."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import parse_qsl, urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from wortlaut.errors import LedgerError
from wortlaut.pipeline import now
from wortlaut.records import Interval, Query, StatementRow
from wortlaut.shape import Column, Json, Layout, path
from wortlaut.view.answering import Answer, Asked, asked, is_ours, render, screen, to
from wortlaut.view.pages.statements import asked_for
from wortlaut.view.refusals import refusal
from wortlaut.view.saved import Question
from wortlaut.view.wording import worded

PASSING = frozenset({"page", "of", "next"})
"""What says where somebody was in a view, not what it shows."""

NEWEST = 50
"""Entries of a feed."""

MOST_SOUGHT = 300
"""Statements among which the newest are taken where words are sought: those that fit best."""

VIEWS = Layout("views", (), tuple(Column(name, path(name)) for name in ("name", "address", "by", "at")))

ATOM = "http://www.w3.org/2005/Atom"


def routes() -> list[BaseRoute]:
    """The list, the forms that keep and drop a view, the short addresses, and the feed."""
    return [
        *screen("/kept", kept),
        *screen("/v/{name}", view, twins=False),
        *screen("/search.atom", feed, twins=False),
        Route("/keep", keep, methods=["POST"]),
        Route("/drop-question", drop, methods=["POST"]),
    ]


def kept(ask: Asked) -> Answer:
    """Every view that is kept, and the form that keeps the one somebody comes from."""
    if ask.desk.questions is None:
        return Answer("missing.html", {}, status=404)
    listed = ask.desk.questions.listed()
    rows: list[Json] = [{"name": one.name, "address": one.address, "by": one.by, "at": one.at} for one in listed]
    return Answer("kept.html", {"kept": listed, "of": _lasting(ask.one("of"))}, rows, VIEWS)


def view(ask: Asked) -> Answer | Response:
    """Go to the view of this name."""
    found = ask.desk.questions.named(str(ask.request.path_params["name"])) if ask.desk.questions is not None else None
    return to(found.address) if found is not None else Answer("missing.html", {}, status=404)


async def keep(request: Request) -> Response:
    """Keep a view under a name, in place of one of the same name."""
    form = await request.form()
    name, address = " ".join(str(form.get("name", "")).split()), _lasting(str(form.get("address", "")))
    where, _, query = address.partition("?")
    return _changed(request, address or "/kept", lambda ask: Question(name if where else "", query, ask.reviewer, now(), where))


async def drop(request: Request) -> Response:
    """Forget a kept view."""
    form = await request.form()
    return _changed(request, "/kept", lambda _: str(form.get("name", "")))


def _changed(request: Request, then: str, what: Callable[[Asked], Question | str]) -> Response:
    ask = asked(request)
    if ask.desk.questions is None:
        return render(ask, Answer("missing.html", {}, status=404))
    wanted = what(ask)
    try:
        if isinstance(wanted, Question):
            ask.desk.questions.keep(wanted)
        else:
            ask.desk.questions.drop(wanted)
    except LedgerError as error:
        return render(ask, Answer("refused.html", {"why": refusal(ask.words, error)}, status=409))
    return to(then)


def _lasting(address: str) -> str:
    """An address of ours without what is of the moment; empty for any other one."""
    where, _, query = address.partition("?")
    if not is_ours(where):
        return ""
    kept = [(name, value) for name, value in parse_qsl(query) if name not in PASSING]
    return where + (f"?{urlencode(kept)}" if kept else "")


# --- the feed ------------------------------------------------------------------------------------------------


def feed(ask: Asked) -> Response:
    """The newest statements that answer a search, as Atom; a date that nobody knows is the beginning of time."""
    from wortlaut.write.xml import inside, root, serialized

    here, home = str(ask.request.url), f"{ask.request.url.scheme}://{ask.request.url.netloc}"
    rows = _newest(ask, asked_for(ask))
    document = root("feed", {None: ATOM})
    inside(document, "id", here)
    inside(document, "title", f"{ask.desk.title}: {ask.one('q') or ask.one('actor') or ask.words.say('all')}")
    inside(document, "link", rel="self", href=here)
    inside(document, "link", href=here.replace("/search.atom", "/search", 1))
    inside(document, "updated", _moment(rows[0]) if rows else "1970-01-01T00:00:00Z")
    for row in rows:
        entry = inside(document, "entry")
        words = " … ".join(span.text for span in row.quotation.quote)
        inside(entry, "id", f"{home}/s/{row.quotation.id}")
        inside(entry, "title", f"{row.actor.name if row.actor else ask.words.say('speaker unknown')}: {words}"[:200])
        inside(entry, "link", href=f"{home}/s/{row.quotation.id}")
        inside(entry, "updated", _moment(row))
        inside(inside(entry, "author"), "name", row.article.outlet or ask.words.say("unknown"))
        told = (words, worded(ask.words, row.quotation.kind), row.title or "", ask.words.interval(row.article.published))
        inside(entry, "summary", " · ".join(part for part in told if part))
    return Response(serialized(document), media_type="application/atom+xml")


def _newest(ask: Asked, query: Query) -> list[StatementRow]:
    if query.text is None:  # in the order of their dates, so the newest are the last
        query = replace(query, offset=max(0, ask.ledger.count(query) - NEWEST))
    rows = ask.ledger.statements(replace(query, limit=MOST_SOUGHT if query.text is not None else NEWEST))
    return sorted(rows, key=lambda row: (_moment(row), row.quotation.id), reverse=True)[:NEWEST]


def _moment(row: StatementRow) -> str:
    """When a statement was published, as exactly as a feed wants it and as late as it may have been."""
    when: Interval = row.article.published
    return f"{when.best or when.end or when.start or '1970-01-01'}T00:00:00Z"
