"""The timeline: a selection of statements in order of time with every text that tells them, as a picture and a table; and two texts side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from starlette.responses import Response
from starlette.routing import BaseRoute

from wortlaut import relating
from wortlaut.errors import LedgerError, WortlautError
from wortlaut.question import query_of
from wortlaut.records import Article, ArticleRow, Include, Passage, Query, RelationKind, StatementRow, Timeline
from wortlaut.shape import Json
from wortlaut.shape import relations as shape
from wortlaut.view.answering import Answer, Asked, screen
from wortlaut.view.picturing import embedded
from wortlaut.view.refusals import refusal
from wortlaut.view.wording import voice

MOST, PAGE = 200, 30
"""Statements that are compared with each other, and those that a page shows."""

MOST_ARTICLES = 50
NAMED = 3
"""So many actors give their names to a selection that has no other name."""


def routes() -> list[BaseRoute]:
    """The timeline with its picture, and two texts side by side."""
    return [*screen("/t/line.svg", picture, twins=False), *screen("/t/line", line), *screen("/t/pair", pair, twins=False)]


@dataclass(frozen=True, slots=True)
class Selection:
    """The statements of an address: what is asked in words, and whether there are more of them than are compared."""

    title: str
    question: Json
    rows: tuple[StatementRow, ...]
    outlets: tuple[str, ...]
    cut: bool


def line(ask: Asked) -> Answer:
    """One page of accounts with the picture above; a form where nothing is selected yet."""
    from wortlaut.write.storyline import SIGNS, storyline

    codebook = ask.ledger.codebook()
    values: dict[str, object] = {
        "given": {name: ask.one(name) for name in ("articles", "actor", "concept", "outlet", "since", "until", "only")},
        "concepts": [(one.id, one.label(ask.words.code)) for one in codebook.concepts] if codebook is not None else [],
        "includes": list(Include),
        "include": _include(ask),
        "wording_mark": SIGNS,
    }
    try:
        chosen = _selection(ask)
    except WortlautError as error:
        return Answer("timeline.html", values | {"shown": None, "outlets": (), "trouble": refusal(ask.words, error)})
    if chosen is None:
        return Answer("timeline.html", values | {"shown": None, "outlets": (), "trouble": ""})
    whole, page = _told(ask, chosen), max(1, ask.number("page", 1))
    shown = _page(whole, page)
    values |= {
        "chosen": chosen,
        "shown": shown,
        "outlets": chosen.outlets,
        "every": len(whole.accounts),
        "figure": embedded(ask.words, lambda: storyline(shown, chosen.title, chosen.question, voice(ask.words))),
        "gaps": [one for one in shown.accounts if len(one.outlets) > 1 and one.missing],
        "clashing": {one.number: [clash for clash in whole.clashes if one.number in (clash.one, clash.other)] for one in shown.accounts},
        "page": page,
        "pages": max(1, -(-len(whole.accounts) // PAGE)),
        "trouble": "",
    }
    return Answer("timeline.html", values, list(shape.telling_rows(whole)), shape.TELLINGS)


def picture(ask: Asked) -> Response | Answer:
    """The page's picture as a file."""
    from wortlaut.write.storyline import storyline

    chosen = _selection(ask)
    if chosen is None:
        return Answer("missing.html", {}, status=404)
    shown = _page(_told(ask, chosen), max(1, ask.number("page", 1)))
    return Response(storyline(shown, chosen.title, chosen.question, voice(ask.words)), media_type="image/svg+xml")


def _page(whole: Timeline, page: int) -> Timeline:
    return replace(whole, accounts=whole.accounts[PAGE * (page - 1) : PAGE * page])


def _include(ask: Asked) -> Include:
    """Whose codings let statements clash; those of people where the address does not say."""
    return next((one for one in Include if one.value == ask.one("include")), Include.JUDGED)


# --- what is selected ----------------------------------------------------------------------------------------


def _selection(ask: Asked) -> Selection | None:
    """The statements that the address asks for; None where it asks for none."""
    names = ("actor", "concept", "since", "until")
    given = {name: ask.one(name) for name in names if ask.one(name)}
    articles = [one for one in ask.one("articles").split(",") if one][:MOST_ARTICLES]
    if not given and not articles and not ask.one("outlet"):
        return None
    query = query_of(actor=ask.one("actor"), concept=ask.one("concept"), since=ask.one("since"), until=ask.one("until"))
    found = list(islice(_statements(ask, query, articles), MOST + 1))
    outlets = tuple(sorted({row.article.outlet for row in found if row.article.outlet}))
    rows = tuple(row for row in found[:MOST] if ask.one("outlet") in ("", row.article.outlet))
    question: Json = {**given, "include": _include(ask).value, **({"articles": list(articles)} if articles else {})}
    if ask.one("outlet"):
        question["outlet"] = ask.one("outlet")
    return Selection(_title(ask, rows), question, rows, outlets, len(found) > MOST)


def _statements(ask: Asked, query: Query, articles: Sequence[str]) -> Iterator[StatementRow]:
    if not articles:
        yield from ask.ledger.statements(replace(query, outlet=ask.one("outlet") or None, limit=MOST + 1))
    for article in articles:
        yield from ask.ledger.statements(replace(query, article=article, limit=MOST + 1))


def _title(ask: Asked, rows: Sequence[StatementRow]) -> str:
    """The issue and the actor that were asked for, else those who speak in several of the texts."""
    codebook = ask.ledger.codebook()
    concept = codebook.concept(ask.one("concept")) if codebook is not None and ask.one("concept") else None
    asked_for = [concept.label(ask.words.code) if concept is not None else "", ask.one("actor")]
    speaking = Counter(name for name, _ in {(row.actor.name, row.article.id) for row in rows if row.actor is not None})
    often = sorted((name for name, number in speaking.items() if number > 1), key=lambda name: (-speaking[name], name))
    return " · ".join(one for one in asked_for if one) or ", ".join(often[:NAMED])


def _told(ask: Asked, chosen: Selection) -> Timeline:
    """The accounts of a selection, only those that clash where the address asks so."""
    whole = relating.timeline(ask.ledger, chosen.rows, _include(ask))
    if ask.one("only") != "clashes":
        return whole
    numbers = {number for one in whole.clashes for number in (one.one, one.other)}
    return replace(whole, accounts=tuple(one for one in whole.accounts if one.number in numbers))


# --- two texts side by side ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Side:
    """One of two texts: its pieces, each with whether the other text has the same words."""

    row: ArticleRow
    pieces: tuple[tuple[str, bool], ...]


def pair(ask: Asked) -> Answer:
    """Two articles in two columns; what stands word for word in both is marked."""
    found = [_article(ask, ask.one(name)) for name in ("one", "other")]
    rows = [one for one in found if one is not None]
    if len(rows) < len(found):
        return Answer("missing.html", {}, status=404)
    from wortlaut.study import relations

    copy = next(iter(relations.literal_copies(row.article for row in rows)), None)
    passages = copy.evidence if copy is not None else ()
    sides = [Side(row, tuple(_pieces(row.article, passages))) for row in rows]
    return Answer("pair.html", {"sides": sides, "share": copy.share if copy is not None else None, "kind": RelationKind.LITERAL_COPY})


def _article(ask: Asked, wanted: str) -> ArticleRow | None:
    """The article with this id, or that of the statement with this id."""
    try:
        found = ask.ledger.find(wanted)
        found = ask.ledger.find(found.article.id) if isinstance(found, StatementRow) else found
    except LedgerError:
        return None
    return found if isinstance(found, ArticleRow) else None


def _pieces(article: Article, passages: Sequence[Passage]) -> Iterator[tuple[str, bool]]:
    """The text cut at the borders of the passages that lie in it."""
    at = 0
    for passage in sorted((one for one in passages if one.article == article.id), key=lambda one: one.span.start):
        if passage.span.start > at:
            yield article.text[at : passage.span.start], False
        yield article.text[max(at, passage.span.start) : passage.span.end], True
        at = max(at, passage.span.end)
    yield article.text[at:], False
