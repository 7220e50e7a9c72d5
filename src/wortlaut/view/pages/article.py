"""An article with its statements marked, and the evidence of one of them beside it."""

from __future__ import annotations

from starlette.responses import Response
from starlette.routing import BaseRoute

from wortlaut import shape
from wortlaut.errors import LedgerError
from wortlaut.records import ArticleRow, Query, StatementRow
from wortlaut.view.answering import Answer, Asked, screen, to
from wortlaut.view.marking import marked
from wortlaut.view.pages.review import address


def routes() -> list[BaseRoute]:
    """The reader, and the permanent address of a statement."""
    return [*screen("/d/{article}", article), *screen("/s/{statement}", statement, twins=False)]


def statement(ask: Asked) -> Response | Answer:
    """Go to the statement in its article; ids survive re-extraction, so the address does."""
    row = _find(ask, ask.request.path_params["statement"])
    if not isinstance(row, StatementRow):
        return Answer("missing.html", {}, status=404)
    return to(f"/d/{row.article.id}?s={row.quotation.id}#{row.quotation.id}")


def article(ask: Asked) -> Answer:
    """The text with its marks, the statements in order, and one of them in full."""
    row = _find(ask, ask.request.path_params["article"])
    if not isinstance(row, ArticleRow):
        return Answer("missing.html", {}, status=404)
    statements = list(ask.ledger.statements(Query(article=row.article.id, with_rejected=True)))
    wanted = ask.one("s")
    current = next((one for one in statements if one.quotation.id == wanted), statements[0] if statements else None)
    place = statements.index(current) if current else 0
    after = statements[place + 1] if place + 1 < len(statements) else None
    values = {
        "row": row,
        "article": row.article,
        "lines": marked(row.article, [one.quotation for one in statements]),
        "statements": statements,
        "current": current,
        "place": place + 1,
        **_onward(ask, after),
    }
    return Answer("article.html", values, [shape.statement_row(one) for one in statements], shape.STATEMENTS)


def _onward(ask: Asked, after: StatementRow | None) -> dict[str, str]:
    """Where to go after a decision, and where without one: on in the queue if the statement came from it, else to the next one here."""
    if ask.one("skip"):
        skipped = ask.number("skip", 0)
        return {"next_address": f"/review?skip={skipped}", "skip_address": f"/review?skip={skipped + 1}"}
    following = address(after) if after is not None else "/review"
    return {"next_address": following, "skip_address": following}


def _find(ask: Asked, key: str) -> StatementRow | ArticleRow | None:
    """What has this id now; None if nothing has."""
    try:
        return ask.ledger.find(key)
    except LedgerError:
        return None
