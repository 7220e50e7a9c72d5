"""Export: a selection as a dossier, to read, to print, to check, and as files for other programs; what the command line writes beside them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Route

from wortlaut.errors import WortlautError, WriteError
from wortlaut.interchange import write_ledger, writer_for, writers
from wortlaut.question import query_of
from wortlaut.records import Include, Kind, Query
from wortlaut.seams import Voice, WriteOptions
from wortlaut.view.answering import Answer, Asked, asked, render, screen
from wortlaut.view.language import LANGUAGES, mark, words
from wortlaut.view.refusals import refusal
from wortlaut.view.wording import voice
from wortlaut.write.citation import NAMES, Style
from wortlaut.write.dossier import Choices, Dossier, as_page, as_zip, dossier
from wortlaut.write.dossier_evidence import MOST_CHARACTERS
from wortlaut.write.dossier_page import POLICY

FILTERS = ("actor", "outlet", "since", "until", "kind", "concept")
"""The selection, as the search names it; `q` beside them are the words sought."""

PARTS = {
    "table": mark("Table of the statements"),
    "context": mark("The sentence around the words"),
    "chain": mark("Chain of hands"),
    "method": mark("Method and limits"),
}
FILES = {"csv": "CSV", "jsonl": "JSON Lines", "jsonld": "JSON-LD (Web Annotations)", "parquet": "Parquet"}
"""What the selected statements can be written to at the press of a button; Parquet where its library is there."""

SHOWN = 10
"""Statements that the builder shows; the dossier has all."""

TITLE_LENGTH = 200


def routes() -> list[BaseRoute]:
    """The builder and what it builds."""
    return [
        *screen("/export/dossier.html", as_html, twins=False),
        *screen("/export/dossier.zip", as_archive, twins=False),
        *screen("/export/statements.{form}", as_file, twins=False),
        Route("/export/project.dna", as_project, methods=["POST"]),
        *screen("/export", export, twins=False),
    ]


def export(ask: Asked) -> Answer:
    """The selection, the choices, and where the dossier is."""
    values: dict[str, object] = {
        "given": {name: ask.one(name) for name in ("q", *FILTERS)},
        "kinds": list(Kind),
        "codebook": ask.ledger.codebook(),
        "title": ask.one("title")[:TITLE_LENGTH],
        "parts": PARTS,
        "chosen": {name for name in PARTS if _wants(ask, name)},
        "unreviewed": bool(ask.one("unreviewed")),
        "styles": NAMES,
        "style": _style(ask),
        "languages": LANGUAGES,
        "language": _language(ask),
        "files": _files(),
        "most_characters": MOST_CHARACTERS,
        "formats": [(writer.name, ", ".join(writer.suffixes)) for writer in writers()],
        "rows": [],
        "found": 0,
        "all": 0,
        "trouble": "",
    }
    try:
        query = selection(ask)
        values["rows"] = list(ask.ledger.statements(replace(query, limit=SHOWN)))
        values["found"] = ask.ledger.count(query)
        values["all"] = ask.ledger.count(replace(query, include=Include.ALL))
    except WortlautError as error:
        values["trouble"] = refusal(ask.words, error)
    return Answer("export.html", values)


def selection(ask: Asked) -> Query:
    """What the address asks for: accepted statements, and the others only if they are asked for."""
    actor, outlet, since, until, kind, concept = (ask.one(name) for name in FILTERS)
    include = Include.ALL if ask.one("unreviewed") else Include.JUDGED
    text = ask.one("q") or None
    return query_of(text=text, actor=actor, outlet=outlet, since=since, until=until, kind=kind, include=include, concept=concept)


def _wants(ask: Asked, part: str) -> bool:
    """Every part is wanted until the form was sent without it."""
    return bool(ask.one(part)) or not ask.one("built")


def as_html(ask: Asked) -> Response | Answer:
    """The dossier as a page without script, to read, print or keep."""
    return _made(ask, lambda made: Response(as_page(made, _voice(ask)), headers={"content-security-policy": POLICY}, media_type="text/html"))


def as_archive(ask: Asked) -> Response | Answer:
    """The dossier as an archive."""
    headers = {"content-disposition": 'attachment; filename="dossier.zip"'}
    return _made(ask, lambda made: Response(as_zip(made, _voice(ask)), headers=headers, media_type="application/zip"))


def _made(ask: Asked, answer: Callable[[Dossier], Response]) -> Response | Answer:
    parts = {part: _wants(ask, part) for part in PARTS}
    choices = Choices(**parts, title=ask.one("title")[:TITLE_LENGTH], style=_style(ask))
    try:
        return answer(dossier(ask.ledger, selection(ask), choices))
    except WortlautError as error:
        return _refused(ask, error)


def _refused(ask: Asked, error: WortlautError) -> Answer:
    return Answer("refused.html", {"why": refusal(ask.words, error)}, status=409)


def _style(ask: Asked) -> Style:
    """How the dossier cites; the usual way where the address names none."""
    return next((one for one in Style if one.value == ask.one("style")), Style.CHICAGO)


def _language(ask: Asked) -> str:
    """The language of the dossier: that of the visitor where the address names none."""
    return ask.one("language") if ask.one("language") in LANGUAGES else ask.words.code


def _voice(ask: Asked) -> Voice:
    return voice(words(_language(ask)))


# --- files for other programs --------------------------------------------------------------------------------


def _files() -> dict[str, str]:
    return {form: name for form, name in FILES.items() if form != "parquet" or find_spec("pyarrow")}


def as_file(ask: Asked) -> Response | Answer:
    """The selected statements in a format of other programs."""
    form = str(ask.request.path_params["form"])
    if form not in _files():
        return Answer("missing.html", {}, status=404)
    try:
        return _written(ask, f"statements.{form}", WriteOptions(selection(ask), str))
    except WortlautError as error:
        return _refused(ask, error)


async def as_project(request: Request) -> Response:
    """A project of the Discourse Network Analyzer, in which the reviewers log in with the password that is sent."""
    ask = asked(request)
    form = await request.form()
    try:
        return await run_in_threadpool(_written, ask, "project.dna", WriteOptions(selection(ask), lambda: _password(str(form.get("password", "")))))
    except WortlautError as error:
        return render(ask, _refused(ask, error))


def _password(given: str) -> str:
    if not given:
        raise WriteError("a project with reviewers in it needs a password", "project.dna", "give one: whoever opens the project logs in with it")
    return given


def _written(ask: Asked, name: str, options: WriteOptions) -> Response:
    """The file of this name, written to a place of its own that goes once it is sent."""
    folder = TemporaryDirectory(prefix="wortlaut-")
    path = Path(folder.name, name)
    try:
        writer, table = writer_for(path)
        write_ledger(ask.ledger, writer, path, replace(options, table=table))
    except BaseException:
        folder.cleanup()
        raise
    return FileResponse(path, filename=name, background=BackgroundTask(folder.cleanup))
