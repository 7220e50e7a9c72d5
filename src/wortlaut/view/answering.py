"""From a request to an answer: what a screen gets (`Asked`), what it gives (`Answer`), and how that becomes HTML, JSON or CSV.

A screen is a plain function. The frame adds language, theme, reviewer and links, and gives every page with rows its twins: the same address
with `.json` or `.csv`.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlencode

from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from wortlaut.relating import Related
from wortlaut.shape.tables import SIGNS
from wortlaut.view import language
from wortlaut.view.kept import Kept
from wortlaut.view.language import Words
from wortlaut.view.reasons import abstention
from wortlaut.view.refusals import refusal, told
from wortlaut.view.wording import MARKS, SIDES, found_by, noted, side, sureness, variable, worded

if TYPE_CHECKING:
    from jinja2 import Environment
    from starlette.requests import Request

    from wortlaut.seams import Ledger
    from wortlaut.shape import Json, Layout
    from wortlaut.view.saved import Profiles, Questions
    from wortlaut.view.work import Work

THEME, REVIEWER = "theme", "reviewer"
"""The cookies of the frame, beside the one of the language."""

THEMES = ("light", "dark")

KEYS_OFF, BLIND = "keys-off", "blind"
"""Switches of the frame: no key presses anything; what the machine thinks and others decided is hidden."""

SWITCHES = (KEYS_OFF, BLIND)
YEAR = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Desk:
    """What all requests share: the ledger, its name, whether the scripts were built, what runs beside, the largest body in bytes, and the
    questions and columns of tables that are kept (None: no place for them)."""

    ledger: Ledger
    title: str
    bundled: bool
    work: Work
    most_bytes: int
    questions: Questions | None = None
    profiles: Profiles | None = None
    kept: Kept = field(default_factory=Kept)
    related: Related = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "related", Related(self.ledger))


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as a screen sees it."""

    request: Request
    desk: Desk
    words: Words
    theme: str
    reviewer: str

    @property
    def ledger(self) -> Ledger:
        """The open ledger."""
        return self.desk.ledger

    def one(self, name: str, default: str = "") -> str:
        """A value of the address's query."""
        return self.request.query_params.get(name, default).strip()

    def every(self, name: str) -> tuple[str, ...]:
        """All values of the address's query with a name, without blank ones."""
        return tuple(value.strip() for value in self.request.query_params.getlist(name) if value.strip())

    def number(self, name: str, default: int, most: int = 1_000_000) -> int:
        """A whole number of the query, at most `most`; the default where it is none."""
        given = self.one(name)
        return min(int(given), most) if given.isdecimal() and len(given) < 10 else default

    def cookie(self, name: str) -> str:
        """What this app remembers of the visitor under a name; empty if nothing."""
        return unquote(self.request.cookies.get(name, ""))

    @property
    def keys_off(self) -> bool:
        """Whether the visitor wants keys to press nothing."""
        return self.request.cookies.get(KEYS_OFF) == "on"

    @property
    def blind(self) -> bool:
        """Whether the visitor decides without seeing how sure the machine is and what others decided."""
        return self.request.cookies.get(BLIND) == "on"

    def here(self, **changes: str | int | None) -> str:
        """This page's address with some values of its query changed; None takes one out, and one that was given several times stands once."""
        given: list[tuple[str, str | int | None]] = list(self.request.query_params.multi_items())
        changed = [(key, changes.get(key, value)) for place, (key, value) in enumerate(given) if key not in changes or key not in dict(given[:place])]
        query = [*changed, *((key, value) for key, value in changes.items() if key not in dict(given))]
        kept = [(key, value) for key, value in query if value not in (None, "")]
        return self.request.url.path + ("?" + urlencode(kept) if kept else "")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a screen found: a template with its values, and the rows behind it for the twins (None: there are none)."""

    template: str
    values: Mapping[str, object]
    rows: Sequence[Json] | None = None
    layout: Layout | None = None
    status: int = 200
    keeps: tuple[tuple[str, str], ...] = ()
    """Cookies that go with the page."""


Screen = Callable[[Asked], Answer | Response]


def screen(path: str, show: Screen, *, twins: bool = True) -> list[Route]:
    """The routes of a screen: the page, and its JSON and CSV."""

    def page(request: Request) -> Response:
        return _respond(asked(request), show, "")

    routes = [Route(path, page, methods=["GET"])]
    for form in ("json", "csv") if twins else ():

        def twin(request: Request, form: str = form) -> Response:
            return _respond(asked(request), show, form)

        routes.insert(0, Route(("/corpus" if path == "/" else path) + f".{form}", twin, methods=["GET"]))
    return routes


def asked(request: Request) -> Asked:
    """The request with what the frame knows about its visitor."""
    cookies = request.cookies
    code = language.chosen(cookies.get(language.COOKIE), request.headers.get("accept-language", ""))
    theme = cookies.get(THEME, "")
    return Asked(request, request.app.state.desk, language.words(code), theme if theme in THEMES else "", _name(cookies.get(REVIEWER, "")))


def _name(cookie: str) -> str:
    return unquote(cookie)[:80].strip()


def _respond(ask: Asked, show: Screen, form: str) -> Response:
    answer = show(ask)
    if isinstance(answer, Response):
        return answer
    if form and answer.status >= 400:  # a program must not take this for no rows
        return PlainTextResponse(f"{answer.values.get('why') or ask.words.say('Nothing is here')}\n", answer.status)
    if form == "json":
        return Response(_json(answer), media_type="application/json")
    if form == "csv":
        return Response(_csv(answer), media_type="text/csv; charset=utf-8")
    return render(ask, answer)


def render(ask: Asked, answer: Answer) -> Response:
    """The page as HTML."""
    twins = {form: _twin(ask, form) for form in ("json", "csv")} if answer.rows is not None else {}
    html = (
        _templates()
        .get_template(answer.template)
        .render(ask=ask, words=ask.words, _=ask.words.say, count=ask.words.count, desk=ask.desk, twins=twins, **answer.values)
    )
    page: Response = HTMLResponse(html, answer.status)
    for name, value in answer.keeps:
        page = remember(page, name, value)
    return page


def _twin(ask: Asked, form: str) -> str:
    address = ask.here()
    path, mark, query = address.partition("?")
    return ("/corpus" if path == "/" else path) + f".{form}{mark}{query}"


def _json(answer: Answer) -> str:
    """The rows as one array, row by row: there may be a million of them."""
    return "[" + ", ".join(json.dumps(row, ensure_ascii=False) for row in answer.rows or ()) + "]"


def _csv(answer: Answer) -> str:
    """The rows in the columns of the command line's CSV; unchanged, so a spreadsheet must not run what begins like a formula."""
    out = io.StringIO()
    if answer.layout is not None:
        answer.layout.write_csv(out, answer.rows or ())
    return out.getvalue()


@cache
def _templates() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

    loader = PackageLoader("wortlaut.view")
    found = Environment(loader=loader, autoescape=select_autoescape(default=True), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    found.globals.update(
        worded=worded, variable=variable, noted=noted, sureness=sureness, found_by=found_by, abstention=abstention, told=told, refusal=refusal
    )
    found.globals.update(verdict_mark=MARKS, signs=SIGNS, sides=SIDES, side=side)
    return found


def not_found(request: Request, _: Exception) -> Response:
    """A page that says so, in the visitor's language."""
    return render(asked(request), Answer("missing.html", {}, status=404))


def back(request: Request, default: str = "/") -> Response:
    """Go where the form wants to go on, if that is a page of ours."""
    wanted = request.query_params.get("next", default)
    return to(wanted if is_ours(wanted) else default)


def to(address: str) -> Response:
    """Send the browser to another page with a reading request."""
    return RedirectResponse(quote(address, safe="/?&=#%:+,;@!~()*'"), 303)


def is_ours(address: str) -> bool:
    """Whether an address is a path of this app and cannot be taken for another host."""
    return address.startswith("/") and not address.startswith(("//", "/\\"))


def remember(response: Response, name: str, value: str) -> Response:
    """Keep a choice of the visitor in a cookie that only this app reads."""
    response.set_cookie(name, quote(value), max_age=YEAR, httponly=True, samesite="strict", path="/")
    return response
