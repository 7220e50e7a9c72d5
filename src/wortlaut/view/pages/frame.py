"""What every page has in its frame: language, theme, switches, and the name of whoever reviews. Each is a form that sets a cookie and goes back."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from wortlaut.view import language
from wortlaut.view.answering import REVIEWER, SWITCHES, THEME, THEMES, back, remember

NAME_LENGTH = 80


def routes() -> list[BaseRoute]:
    """The forms of the frame."""
    return [Route("/choose", choose, methods=["POST"])]


async def choose(request: Request) -> Response:
    """Keep the language, the theme, the switches or the reviewer's name that a form sends."""
    form = await request.form()
    answer = back(request)
    code, theme, name = (str(form.get(key, "")).strip() for key in (language.COOKIE, THEME, REVIEWER))
    if code in language.LANGUAGES:
        remember(answer, language.COOKIE, code)
    if theme in THEMES or theme == "system":
        remember(answer, THEME, theme)
    for switch in SWITCHES:
        if form.get(switch) in ("on", "off"):
            remember(answer, switch, str(form[switch]))
    if name:
        remember(answer, REVIEWER, name[:NAME_LENGTH])
    return answer
