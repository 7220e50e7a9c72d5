"""Import: files through a form, tables with a question for their columns, read in the background; what could not be read, and once more if asked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from wortlaut import pipeline, shape
from wortlaut.capture.preview import SUFFIXES as TABLES
from wortlaut.capture.preview import Preview, preview
from wortlaut.capture.sources import may_be_source
from wortlaut.errors import CaptureError, LedgerError
from wortlaut.view.answering import Answer, Asked, asked, back, render, screen, to
from wortlaut.view.language import mark
from wortlaut.view.refusals import refusal
from wortlaut.view.saved import Profile
from wortlaut.view.work import SUFFIXES, Pairs, Task, Upload, shown_name

MOST_FILES = 1000
PAGE = 100
LIKE_A_TEXT = 100
"""Characters of a cell that may be a text."""

MOST_AGAIN = 1000
"""Problems that one press reads again."""

FIELDS = {
    "text": mark("Text"),
    "html": mark("Text as HTML"),
    "title": mark("Title"),
    "published": mark("Date"),
    "outlet": mark("Outlet"),
    "url": mark("Address"),
    "authors": mark("Authors"),
    "language": mark("Language"),
    "id": mark("Identifier"),
}
"""What a column can be; a document needs one of the first two."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Tables with the same columns: their names, what they look like, and which column (by its place) is what, where it is known or told."""

    names: tuple[str, ...]
    paths: tuple[Path, ...]
    look: Preview
    chosen: tuple[tuple[str, int], ...]
    remembered: bool

    def pairs(self, form: FormData, number: int) -> Pairs:
        """What a form says about the columns of this table, the `number`th of its page."""
        given = {field: str(form.get(f"{number}-{field}", "")) for field in FIELDS}
        names = self.look.columns
        return tuple((field, names[int(at)] if at.isdecimal() and int(at) < len(names) else "") for field, at in given.items())


def routes() -> list[BaseRoute]:
    """The form, what receives it, the columns of tables, and the problems."""
    return [
        *screen("/import", importing, twins=False),
        Route("/import", receive, methods=["POST"]),
        *screen("/import/columns", columns, twins=False),
        Route("/import/columns", answer, methods=["POST"]),
        *screen("/problems", problems),
        Route("/retry", retry, methods=["POST"]),
        Route("/retry-all", retry_all, methods=["POST"]),
    ]


def importing(ask: Asked) -> Answer:
    """What may be sent, and how much of it."""
    values = {"suffixes": SUFFIXES, "most_files": MOST_FILES, "most_bytes": ask.desk.most_bytes, "tasks": ask.desk.work.tasks(), "trouble": ""}
    return Answer("import.html", values)


async def receive(request: Request) -> Response:
    """Keep the files that were sent and queue their reading, or ask for the columns of tables; the guard has cut off what is too large."""
    ask = asked(request)
    try:
        async with request.form(max_files=MOST_FILES, max_fields=MOST_FILES) as form:
            chosen = [one for one in form.getlist("files") if isinstance(one, UploadFile) and one.filename]
            inside = [one for one in form.getlist("folder") if isinstance(one, UploadFile) and may_be_source(shown_name(one.filename or "."))]
            uploads = [await run_in_threadpool(ask.desk.work.keep, one.filename or "", one.file) for one in (*chosen, *inside)]
    except HTTPException:  # the form is no form, or has more files than it may
        return _once_more(ask, ask.words.say("At most %s files at once.") % ask.words.number(MOST_FILES))
    if not uploads:
        return _once_more(ask, ask.words.say("No file was chosen."))
    sheets = await run_in_threadpool(_sheets, ask, uploads)
    task = ask.desk.work.add(uploads, asking=bool(sheets))
    return to(f"/import/columns?task={task.id}" if sheets else f"/tasks#{task.id}")


def _once_more(ask: Asked, trouble: str) -> Response:
    found = importing(ask)
    return render(ask, Answer(found.template, {**found.values, "trouble": trouble}, status=400))


# --- the columns of tables -----------------------------------------------------------------------------------


def columns(ask: Asked) -> Answer | Response:
    """The tables of a task, the first rows of each, and what their columns are taken for."""
    task = ask.desk.work.asking(ask.one("task"))
    return _asking(ask, task) if task is not None else to("/tasks")


def _asking(ask: Asked, task: Task) -> Answer:
    return _asked_again(ask, task, _sheets(ask, task.uploads))


def _asked_again(ask: Asked, task: Task, sheets: list[Sheet], trouble: str = "", status: int = 200) -> Answer:
    values = {"task": task, "sheets": sheets, "fields": FIELDS, "trouble": trouble, "keeps": ask.desk.profiles is not None}
    return Answer("columns.html", values, status=status)


async def answer(request: Request) -> Response:
    """Take what somebody says about the columns, and let the tables be read; remember it if wanted."""
    ask, form = asked(request), await request.form()
    task = ask.desk.work.asking(str(form.get("task", "")))
    if task is None:
        return to("/tasks")
    said = [(sheet, sheet.pairs(form, number)) for number, sheet in enumerate(await run_in_threadpool(_sheets, ask, task.uploads))]
    if not all(dict(pairs)["text"] or dict(pairs)["html"] for _, pairs in said):
        again = [replace(sheet, chosen=_places(sheet.look, pairs)) for sheet, pairs in said]
        return render(ask, _asked_again(ask, task, again, ask.words.say("Say which column holds the text."), 400))
    if form.get("keep") and ask.desk.profiles is not None:
        try:
            for sheet, pairs in said:
                ask.desk.profiles.keep(Profile(sheet.look.columns, pairs, ask.reviewer, pipeline.now()))
        except LedgerError as error:
            return render(ask, Answer("refused.html", {"why": refusal(ask.words, error)}, status=409))
    ask.desk.work.answer(task.id, {path: pairs for sheet, pairs in said for path in sheet.paths})
    return to(f"/tasks#{task.id}")


def _sheets(ask: Asked, uploads: list[Upload] | tuple[Upload, ...]) -> list[Sheet]:
    """The tables among these files by their columns, in the order sent; those that cannot be understood become problems when they are read."""
    found: dict[tuple[str, ...], tuple[Preview, list[Upload]]] = {}
    for one in uploads:
        if one.path.suffix in TABLES:
            try:
                look = preview(one.path, one.name)
            except CaptureError:
                continue
            found.setdefault(look.columns, (look, []))[1].append(one)
    return [_sheet(ask, look, group) for look, group in found.values()]


def _sheet(ask: Asked, look: Preview, group: list[Upload]) -> Sheet:
    profile = ask.desk.profiles.of(look.columns) if ask.desk.profiles is not None else None
    chosen = _places(look, profile.pairs if profile is not None else look.told)
    if profile is None and not {"text", "html"} & dict(chosen).keys():
        chosen += tuple(("text", at) for at in _longest(look, {at for _, at in chosen}))
    return Sheet(tuple(one.name for one in group), tuple(one.path for one in group), look, chosen, profile is not None)


def _places(look: Preview, pairs: Pairs) -> tuple[tuple[str, int], ...]:
    return tuple((field, look.columns.index(column)) for field, column in pairs if column in look.columns)


def _longest(look: Preview, taken: set[int]) -> list[int]:
    """The column whose cells are much like texts by their length, if one is: proposed where no name tells the text, for a person to see."""
    lengths = {at: max((len(row[at]) for row in look.rows if at < len(row)), default=0) for at in range(len(look.columns)) if at not in taken}
    found = max(lengths, key=lambda at: lengths[at], default=None)
    return [found] if found is not None and lengths[found] >= LIKE_A_TEXT else []


# --- what could not be read ----------------------------------------------------------------------------------


def problems(ask: Asked) -> Answer:
    """Every document that could not be read, a page at a time; the twins have all of them."""
    found = list(ask.ledger.problems())
    page = max(1, ask.number("page", 1))
    values = {
        "rows": found[PAGE * (page - 1) : PAGE * page],
        "all": len(found),
        "kept": sum(one.capture_id is not None for one in found),
        "page": page,
        "pages": max(1, -(-len(found) // PAGE)),
    }
    return Answer("problems.html", values, [shape.problem(one) for one in found], shape.PROBLEMS)


async def retry(request: Request) -> Response:
    """Read one document again from the bytes that the ledger kept."""
    ask = asked(request)
    form = await request.form()
    try:
        await run_in_threadpool(pipeline.retry, ask.ledger, str(form.get("capture", "")), plain=bool(form.get("plain")))
    except LedgerError as error:
        return render(ask, Answer("refused.html", {"why": refusal(ask.words, error)}, status=409))
    return back(request, "/problems")


async def retry_all(request: Request) -> Response:
    """Read all documents again that became problems and whose bytes the ledger kept, in the background."""
    ask = asked(request)
    kept = [one.capture_id for one in await run_in_threadpool(lambda: list(ask.ledger.problems())) if one.capture_id is not None]
    return to(f"/tasks#{ask.desk.work.again(kept[:MOST_AGAIN]).id}" if kept else "/problems")
