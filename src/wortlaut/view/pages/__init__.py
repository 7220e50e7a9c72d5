"""The screens, one module each; every module has `routes()`."""

from __future__ import annotations

from starlette.routing import BaseRoute

from wortlaut.view.pages import (
    actors,
    article,
    changing,
    concepts,
    corpus,
    export,
    frame,
    importing,
    matrix,
    network,
    replying,
    review,
    several,
    standing,
    statements,
    stories,
    tasks,
    telling,
    views,
)

SCREENS = (
    frame,
    corpus,
    article,
    review,
    several,
    changing,
    actors,
    standing,
    concepts,
    matrix,
    network,
    telling,
    stories,
    replying,
    statements,
    importing,
    tasks,
    export,
    views,
)


def routes() -> list[BaseRoute]:
    """The routes of all screens."""
    return [route for module in SCREENS for route in module.routes()]
