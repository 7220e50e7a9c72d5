"""Tasks: what is read in the background, how far it is, and every run that the ledger remembers."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from wortlaut import shape
from wortlaut.view.answering import Answer, Asked, asked, back, screen
from wortlaut.view.work import Work

RUNS = 50


def routes() -> list[BaseRoute]:
    """The page, the part of it that changes, and the buttons that stop a task for a while or for good."""
    return [
        *screen("/tasks/now", now, twins=False),
        *screen("/tasks", tasks),
        *(Route(f"/{name}", act, methods=["POST"]) for name, act in (("cancel", cancel), ("pause", pause), ("resume", resume))),
    ]


def tasks(ask: Asked) -> Answer:
    """The tasks of this app, then the newest runs of the ledger."""
    runs = list(islice(ask.ledger.runs(), RUNS))
    return Answer("tasks.html", {"tasks": ask.desk.work.tasks(), "runs": runs}, [shape.run_row(one) for one in runs], shape.RUNS)


def now(ask: Asked) -> Answer:
    """The tasks alone, for the script that keeps them fresh."""
    return Answer("tasks_now.html", {"tasks": ask.desk.work.tasks()})


async def cancel(request: Request) -> Response:
    """Stop a task; what it stored stays."""
    return await _told(request, Work.cancel)


async def pause(request: Request) -> Response:
    """Let a task wait at its next document."""
    return await _told(request, Work.pause)


async def resume(request: Request) -> Response:
    """Let a paused task go on."""
    return await _told(request, Work.go_on)


async def _told(request: Request, act: Callable[[Work, str], None]) -> Response:
    form = await request.form()
    act(asked(request).desk.work, str(form.get("task", "")))
    return back(request, "/tasks")
