"""The corpus: how much is read and reviewed, the articles a page at a time, undated ones with a form that sets the date."""

from __future__ import annotations

from dataclasses import replace

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from wortlaut import pipeline, shape
from wortlaut.errors import LedgerError, WortlautError
from wortlaut.question import query_of
from wortlaut.records import ArticleRow, Field, Include, Query
from wortlaut.view.answering import Answer, Asked, asked, back, render, screen
from wortlaut.view.language import mark
from wortlaut.view.pages.review import who
from wortlaut.view.refusals import refusal

PAGE = 50

FILTERS = ("outlet", "since", "until")
"""The filters that are words, as the address names them; `undated` beside them is a tick."""

COLUMNS = {"agencies": mark("Agencies"), "authors": mark("Authors"), "language": mark("Language"), "source": mark("Source")}
"""Columns that are shown when they are asked for."""


def routes() -> list[BaseRoute]:
    """The home page, and the form that sets a date."""
    return [*screen("/", corpus), Route("/date", set_date, methods=["POST"])]


def corpus(ask: Asked) -> Answer:
    """Counts, how far the review is, what to do next, and one page of articles by date."""
    page = max(1, ask.number("page", 1))
    captures, articles, problems, statements = ask.ledger.counts()
    rows, trouble = _articles(ask, page)
    shown = rows[:PAGE]
    values = {
        "captures": captures,
        "articles": articles,
        "problems": problems,
        "statements": statements,
        "reviewed": statements - ask.ledger.count(Query(include=Include.MACHINE)),
        "flagged": ask.ledger.count(Query(flagged=True, with_rejected=True)),
        "rows": shown,
        "trouble": trouble,
        "given": {name: ask.one(name) for name in FILTERS},
        "undated": bool(ask.one("undated")),
        "some_undated": next(iter(ask.ledger.articles(Query(undated=True, limit=1))), None) is not None,
        "tasks": [one for one in ask.desk.work.tasks() if one.open],
        "filtered": any(ask.one(name) for name in (*FILTERS, "undated")),
        "columns": {name: label for name, label in COLUMNS.items() if ask.one(name)},
        "every_column": COLUMNS,
        "page": page,
        "pages": page + (len(rows) > PAGE),
    }
    return Answer("corpus.html", values, [shape.article_row(row) for row in shown], shape.ARTICLES)


def _articles(ask: Asked, page: int) -> tuple[list[ArticleRow], str]:
    """One article more than a page holds, or what is wrong with the filters."""
    try:
        query = query_of(**{name: ask.one(name) for name in FILTERS}, limit=PAGE + 1, offset=PAGE * (page - 1))
        return list(ask.ledger.articles(replace(query, undated=bool(ask.one("undated"))))), ""
    except WortlautError as error:
        return [], refusal(ask.words, error)


async def set_date(request: Request) -> Response:
    """Append the date that somebody sets, and read the article again so that times count from it."""
    ask = asked(request)
    form = await request.form()
    if not ask.reviewer:
        return render(ask, replace(who(ask), status=403))
    article, value = str(form.get("article", "")), str(form.get("date", ""))
    try:
        await run_in_threadpool(_set_date, ask, article, value)
    except LedgerError as error:
        return render(ask, Answer("refused.html", {"why": refusal(ask.words, error)}, status=409))
    return back(request)


def _set_date(ask: Asked, article: str, value: str) -> None:
    ask.ledger.correct(article, Field.DATE, value, ask.reviewer, pipeline.now())
    pipeline.reread(ask.ledger, article)
