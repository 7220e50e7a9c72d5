"""Import: files through a form, read in the background; what could not be read, why, and once more if asked."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from wortlaut import pipeline, shape
from wortlaut.errors import LedgerError
from wortlaut.view.answering import Answer, Asked, asked, back, render, screen, to
from wortlaut.view.work import SUFFIXES

MOST_FILES = 1000
PAGE = 100


def routes() -> list[BaseRoute]:
    """The form, what receives it, and the problems."""
    return [
        *screen("/import", importing, twins=False),
        Route("/import", receive, methods=["POST"]),
        *screen("/problems", problems),
        Route("/retry", retry, methods=["POST"]),
    ]


def importing(ask: Asked) -> Answer:
    """What may be sent, and how much of it."""
    values = {"suffixes": SUFFIXES, "most_files": MOST_FILES, "most_bytes": ask.desk.most_bytes, "tasks": ask.desk.work.tasks(), "trouble": ""}
    return Answer("import.html", values)


async def receive(request: Request) -> Response:
    """Keep the files that were sent and queue their reading; the guard has cut off what is too large."""
    ask = asked(request)
    async with request.form(max_files=MOST_FILES, max_fields=MOST_FILES) as form:
        sent = [one for one in form.getlist("files") if isinstance(one, UploadFile) and one.filename]
        uploads = [await run_in_threadpool(ask.desk.work.keep, one.filename or "", one.file) for one in sent]
    if not uploads:
        found = importing(ask)
        return render(ask, Answer(found.template, {**found.values, "trouble": ask.words.say("No file was chosen.")}, status=400))
    return to(f"/tasks#{ask.desk.work.add(uploads).id}")


def problems(ask: Asked) -> Answer:
    """Every document that could not be read, a page at a time; the twins have all of them."""
    found = list(ask.ledger.problems())
    page = max(1, ask.number("page", 1))
    values = {"rows": found[PAGE * (page - 1) : PAGE * page], "all": len(found), "page": page, "pages": max(1, -(-len(found) // PAGE))}
    return Answer("problems.html", values, [shape.problem(one) for one in found], shape.PROBLEMS)


async def retry(request: Request) -> Response:
    """Read one document again from the bytes that the ledger kept."""
    ask = asked(request)
    form = await request.form()
    try:
        await run_in_threadpool(pipeline.retry, ask.ledger, str(form.get("capture", "")), plain=bool(form.get("plain")))
    except LedgerError as error:
        return render(ask, Answer("refused.html", {"why": str(error)}, status=409))
    return back(request, "/problems")
