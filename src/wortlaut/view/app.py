"""Builds the application: routes of all screens, the guard around them, one open ledger, one queue of imports."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import PlainTextResponse
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from wortlaut.engine import PoolEngine
from wortlaut.errors import ConfigError, LedgerBusyError, WortlautError
from wortlaut.view import pages
from wortlaut.view.answering import Desk, asked, not_found
from wortlaut.view.guard import Guard, TooLargeError
from wortlaut.view.refusals import refusal
from wortlaut.view.work import Work

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import ASGIApp

    from wortlaut.seams import Engine, Ledger
    from wortlaut.view.saved import Profiles, Questions

HERE = Path(__file__).parent
LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})

ASIDE = PoolEngine(1)
"""Reads in a process of its own, so that pages stay quick meanwhile."""


@dataclass(frozen=True, slots=True)
class Options:
    """How the app serves: the host names it answers to, the largest body it takes, in bytes, who reads what is imported, and where
    questions and the columns of tables are kept (None: nowhere)."""

    hosts: frozenset[str] = LOOPBACK
    most_bytes: int = 64_000_000
    engine: Engine = ASIDE
    questions: Questions | None = None
    profiles: Profiles | None = None


def application(ledger: Ledger, title: str, options: Options = Options()) -> ASGIApp:
    """The web app over an open ledger; `title` names it on every page."""
    work = Work(ledger, options.engine)

    @asynccontextmanager
    async def alive(_: Starlette) -> AsyncIterator[None]:
        yield
        work.close()

    app = Starlette(
        lifespan=alive,
        middleware=[Middleware(GZipMiddleware)],
        routes=[*pages.routes(), Mount("/static", StaticFiles(directory=HERE / "static"), name="static")],
        exception_handlers={404: not_found, TooLargeError: _too_large, WortlautError: _refused, Exception: _defect},
    )
    bundled = (HERE / "static" / "built" / "islands.js").is_file()
    app.state.desk = Desk(ledger, title, bundled, work, options.most_bytes, options.questions, options.profiles)
    return Guard(app, options.hosts, options.most_bytes)


def _refused(request: Request, error: Exception) -> Response:
    """Why a question has no answer, in one line in the language of the visitor; a busy ledger may be asked again."""
    said = refusal(asked(request).words, error) if isinstance(error, WortlautError) else str(error)
    status = 503 if isinstance(error, LedgerBusyError) else 400 if isinstance(error, ConfigError) else 409
    return PlainTextResponse(f"{said}\n", status)


def _defect(_: Request, error: Exception) -> Response:
    """What only we can mend, told in one line; where the app was started it is told in full."""
    return PlainTextResponse(f"A defect of Wortlaut ({type(error).__name__}): nothing was kept of this; please report what you asked.\n", 500)


def _too_large(_: Request, __: Exception) -> Response:
    return PlainTextResponse("This is too large; use `wortlaut run` for more.\n", 413)
