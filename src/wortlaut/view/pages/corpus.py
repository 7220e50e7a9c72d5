"""The corpus: how much is read and reviewed, and the articles, a page at a time."""

from __future__ import annotations

from starlette.routing import BaseRoute

from wortlaut import shape
from wortlaut.records import Query
from wortlaut.view.answering import Answer, Asked, screen

PAGE = 50


def routes() -> list[BaseRoute]:
    """The home page."""
    return [*screen("/", corpus)]


def corpus(ask: Asked) -> Answer:
    """Counts, what to do next, and one page of articles by date."""
    page = max(1, ask.number("page", 1))
    captures, articles, problems, statements = ask.ledger.counts()
    rows = list(ask.ledger.articles(Query(limit=PAGE, offset=PAGE * (page - 1))))
    values = {
        "captures": captures,
        "articles": articles,
        "problems": problems,
        "statements": statements,
        "rows": rows,
        "page": page,
        "pages": max(1, -(-articles // PAGE)),
    }
    return Answer("corpus.html", values, [shape.article_row(row) for row in rows], shape.ARTICLES)
