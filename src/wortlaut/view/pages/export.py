"""Export: a selection as a dossier, to read, to print, to check; and the other formats that the command line writes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from starlette.responses import Response
from starlette.routing import BaseRoute

from wortlaut.errors import WortlautError
from wortlaut.interchange import writers
from wortlaut.question import query_of
from wortlaut.records import Include, Kind, Query
from wortlaut.view.answering import Answer, Asked, screen
from wortlaut.view.language import mark
from wortlaut.view.wording import voice
from wortlaut.write.dossier import Choices, Dossier, as_page, as_zip, dossier
from wortlaut.write.dossier_evidence import MOST_CHARACTERS
from wortlaut.write.dossier_page import POLICY

FILTERS = ("actor", "outlet", "since", "until", "kind")
"""The selection, as the search names it; `q` beside them are the words sought."""

PARTS = {
    "table": mark("Table of the statements"),
    "context": mark("The sentence around the words"),
    "chain": mark("Chain of hands"),
    "method": mark("Method and limits"),
}
SHOWN = 10
"""Statements that the builder shows; the dossier has all."""

TITLE_LENGTH = 200


def routes() -> list[BaseRoute]:
    """The builder and what it builds."""
    return [
        *screen("/export/dossier.html", as_html, twins=False),
        *screen("/export/dossier.zip", as_archive, twins=False),
        *screen("/export", export, twins=False),
    ]


def export(ask: Asked) -> Answer:
    """The selection, the choices, and where the dossier is."""
    values: dict[str, object] = {
        "given": {name: ask.one(name) for name in ("q", *FILTERS)},
        "kinds": list(Kind),
        "title": ask.one("title")[:TITLE_LENGTH],
        "parts": PARTS,
        "chosen": {name for name in PARTS if _wants(ask, name)},
        "unreviewed": bool(ask.one("unreviewed")),
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
        values["trouble"] = str(error)
    return Answer("export.html", values)


def selection(ask: Asked) -> Query:
    """What the address asks for: accepted statements, and the others only if they are asked for."""
    actor, outlet, since, until, kind = (ask.one(name) for name in FILTERS)
    include = Include.ALL if ask.one("unreviewed") else Include.JUDGED
    return query_of(text=ask.one("q") or None, actor=actor, outlet=outlet, since=since, until=until, kind=kind, include=include)


def _wants(ask: Asked, part: str) -> bool:
    """Every part is wanted until the form was sent without it."""
    return bool(ask.one(part)) or not ask.one("built")


def as_html(ask: Asked) -> Response | Answer:
    """The dossier as a page without script, to read, print or keep."""
    return _made(ask, lambda made: Response(as_page(made, voice(ask.words)), headers={"content-security-policy": POLICY}, media_type="text/html"))


def as_archive(ask: Asked) -> Response | Answer:
    """The dossier as an archive."""
    headers = {"content-disposition": 'attachment; filename="dossier.zip"'}
    return _made(ask, lambda made: Response(as_zip(made, voice(ask.words)), headers=headers, media_type="application/zip"))


def _made(ask: Asked, answer: Callable[[Dossier], Response]) -> Response | Answer:
    choices = Choices(**{part: _wants(ask, part) for part in PARTS}, title=ask.one("title")[:TITLE_LENGTH])
    try:
        return answer(dossier(ask.ledger, selection(ask), choices))
    except WortlautError as error:
        return Answer("refused.html", {"why": str(error)}, status=409)
