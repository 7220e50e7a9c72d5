"""Tasks: what is read in the background, how far it is, and every run that the ledger remembers."""

from __future__ import annotations

from itertools import islice

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from wortlaut import shape
from wortlaut.view.answering import Answer, Asked, asked, back, screen

RUNS = 50


def routes() -> list[BaseRoute]:
    """The page, the part of it that changes, and the button that stops a task."""
    return [*screen("/tasks/now", now, twins=False), *screen("/tasks", tasks), Route("/cancel", cancel, methods=["POST"])]


def tasks(ask: Asked) -> Answer:
    """The tasks of this app, then the newest runs of the ledger."""
    runs = list(islice(ask.ledger.runs(), RUNS))
    return Answer("tasks.html", {"tasks": ask.desk.work.tasks(), "runs": runs}, [shape.run_row(one) for one in runs], shape.RUNS)


def now(ask: Asked) -> Answer:
    """The tasks alone, for the script that keeps them fresh."""
    return Answer("tasks_now.html", {"tasks": ask.desk.work.tasks()})


async def cancel(request: Request) -> Response:
    """Stop a task; what it stored stays."""
    form = await request.form()
    asked(request).desk.work.cancel(str(form.get("task", "")))
    return back(request, "/tasks")
