"""Search: what somebody said, about what, when, in which outlet; the address is the query, so it can be kept and shared."""

from __future__ import annotations

from starlette.routing import BaseRoute

from wortlaut import shape
from wortlaut.errors import WortlautError
from wortlaut.question import query_of
from wortlaut.records import Include, Kind, StatementRow
from wortlaut.view.answering import Answer, Asked, screen

PAGE = 50

FIELDS = ("actor", "outlet", "since", "until", "kind", "include")
"""The filters, as the address names them; `q` beside them are the words sought."""


def routes() -> list[BaseRoute]:
    """The search."""
    return [*screen("/search", search)]


def search(ask: Asked) -> Answer:
    """One page of the statements that answer the question, best match first where words are sought."""
    page = max(1, ask.number("page", 1))
    rows: list[StatementRow] = []
    trouble = ""
    try:
        asked = {name: ask.one(name) for name in FIELDS}
        rows = list(ask.ledger.statements(query_of(text=ask.one("q") or None, **asked, limit=PAGE + 1, offset=PAGE * (page - 1))))
    except WortlautError as error:
        trouble = str(error)
    shown = rows[:PAGE]
    values = {
        "rows": shown,
        "trouble": trouble,
        "given": {name: ask.one(name) for name in ("q", *FIELDS)},
        "kinds": list(Kind),
        "includes": list(Include),
        "page": page,
        "pages": page + (len(rows) > PAGE),
    }
    return Answer("search.html", values, [shape.statement_row(row) for row in shown], shape.STATEMENTS)
