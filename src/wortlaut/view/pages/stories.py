"""Stories: articles that belong together with what they share, and statements that take other sides, two by two, for a person to decide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from wortlaut import relating
from wortlaut.errors import LedgerError, WortlautError
from wortlaut.pipeline import now
from wortlaut.question import query_of
from wortlaut.records import ArticleRow, Include, Relation, RelationKind, Story, Verdict
from wortlaut.shape import Json
from wortlaut.shape import relations as shape
from wortlaut.view.answering import Answer, Asked, asked, back, render, screen
from wortlaut.view.pages.review import who
from wortlaut.view.reasons import reason
from wortlaut.view.refusals import refusal
from wortlaut.view.twins import Rows

STORIES, CANDIDATES = 10, 10
"""So many a page."""

KINDS = (RelationKind.TENSION, RelationKind.POSITION_CHANGE)
"""The kinds of candidates."""


def routes() -> list[BaseRoute]:
    """The stories, the candidates, and the form that decides about one."""
    return [*screen("/t/candidates", candidates), *screen("/t", stories), Route("/relate", relate, methods=["POST"])]


@dataclass(frozen=True, slots=True)
class Told:
    """A story with its articles in order of date, the agencies that several of them name, and the relations between them."""

    story: Story
    articles: tuple[ArticleRow, ...]
    shared: tuple[str, ...]
    relations: tuple[Relation, ...]


def stories(ask: Asked) -> Answer:
    """One page of stories, newest first."""
    page = max(1, ask.number("page", 1))
    related = ask.desk.related
    found = sorted(related.stories(), key=lambda one: (one.end or "", one.id), reverse=True)
    shown = list(related.whole(found[STORIES * (page - 1) : STORIES * page], statements=False))
    rows = ask.ledger.heads(article for one in shown for article in one.articles)
    values = {
        "stories": [_told(one, rows) for one in shown],
        "titles": _titles(rows.values()),
        "number": len(found),
        "page": page,
        "pages": max(1, -(-len(found) // STORIES)),
    }
    return Answer("stories.html", values, Rows(lambda: _rows(ask, found)), shape.STORIES)


def _rows(ask: Asked, found: list[Story]) -> Iterator[Json]:
    titles = _titles(ask.ledger.heads(article for one in found for article in one.articles).values())
    return (shape.story(one, titles) for one in ask.desk.related.whole(found))


def _titles(rows: Iterable[ArticleRow]) -> dict[str, str]:
    return {row.article.id: row.title or row.article.source for row in rows}


def _told(story: Story, rows: Mapping[str, ArticleRow]) -> Told:
    articles = tuple(rows[key] for key in story.articles if key in rows)
    agencies = Counter(name for row in articles for name in row.article.agencies)
    return Told(story, articles, tuple(name for name, number in agencies.items() if number > 1), story.relations)


def candidates(ask: Asked) -> Answer:
    """One page of candidates, both statements side by side, with what stands decided."""
    page = max(1, ask.number("page", 1))
    kind = next((one for one in KINDS if one.value == ask.one("kind")), None)
    values: dict[str, object] = {"kinds": KINDS, "kind": kind, "includes": list(Include), "page": page}
    try:
        query = query_of(actor=ask.one("actor"), since=ask.one("since"), until=ask.one("until"), include=ask.one("include") or Include.JUDGED)
    except WortlautError as error:
        return Answer("candidates.html", values | {"found": [], "include": Include.JUDGED, "trouble": refusal(ask.words, error), "pages": 1})
    opposed = relating.opposed(ask.desk.related, ask.ledger, query, kind, ask.one("id"))
    found = list(relating.whole(ask.ledger, islice(opposed, CANDIDATES * (page - 1), CANDIDATES * page + 1)))
    codebook = ask.ledger.codebook()
    values |= {
        "reason": reason,
        "found": found[:CANDIDATES],
        "include": query.include,
        "trouble": "",
        "pages": page + (len(found) > CANDIDATES),
        "issues": {one.id: one.label(ask.words.code) for one in codebook.concepts} if codebook is not None else {},
    }
    rows = [
        shape.candidate(one.relation, one.one, one.other, relating.status(one.relation, one.decision), one.decision) for one in found[:CANDIDATES]
    ]
    return Answer("candidates.html", values, rows, shape.TENSIONS)


async def relate(request: Request) -> Response:
    """Append what a person says of a candidate, and go on to where the form says."""
    ask = asked(request)
    form = await request.form()
    if not ask.reviewer:
        return render(ask, replace(who(ask), status=403))
    try:
        await run_in_threadpool(_decide, ask, str(form.get("candidate", "")), str(form.get("decision", "")))
    except LedgerError as error:
        return render(ask, Answer("refused.html", {"why": refusal(ask.words, error)}, status=409))
    return back(request, "/t/candidates")


def _decide(ask: Asked, wanted: str, word: str) -> None:
    """`reject`, `unsure`, or the kind that the candidate is said to be."""
    relation = relating.candidate(ask.ledger, wanted, ask.desk.related)
    if word in (Verdict.REJECT, Verdict.UNSURE):
        ask.ledger.decide(relation, relation.kind, Verdict(word), ask.reviewer, now())
        return
    fitting = {relation.kind} | ({RelationKind.CONTRADICTION} if relation.kind is RelationKind.TENSION else set())
    if word not in fitting:
        raise LedgerError("this candidate cannot be that", word, f"one of {', '.join(sorted(fitting))}, reject, unsure")
    ask.ledger.decide(relation, RelationKind(word), Verdict.ACCEPT, ask.reviewer, now())
