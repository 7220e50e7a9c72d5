"""Search: what somebody said, about what, when, in which outlet; the address is the query, so it can be kept and shared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode

from starlette.routing import BaseRoute

from wortlaut import shape
from wortlaut.errors import WortlautError
from wortlaut.question import query_of
from wortlaut.records import Facets, Include, Interval, Kind, Query, Reason, StatementRow
from wortlaut.store.typed import plain
from wortlaut.view.answering import Answer, Asked, screen
from wortlaut.view.language import mark
from wortlaut.view.refusals import refusal
from wortlaut.view.saved import SEARCH
from wortlaut.view.wording import worded
from wortlaut.write.dossier_evidence import excerpt

PAGE = 50

FIELDS = ("actor", "outlet", "since", "until", "kind", "include", "concept")
"""The filters, as the address names them; `q` beside them are the words sought."""

COUNTED_OPENLY = 20_000
"""Statements up to which even a question without a filter is counted by facets; above it, the question is narrowed first."""

MOST_NAMES = 50
"""Actors that are offered while a name is written."""

AROUND = 2_000
"""Characters around a quotation among which its words are searched."""

REVIEWS = {Include.ALL: mark("all"), Include.JUDGED: mark("accepted"), Include.MACHINE: mark("not decided")}


@dataclass(frozen=True, slots=True)
class Choice:
    """A link that narrows or widens the question: what it is called, where it leads, how many statements that finds."""

    label: str
    address: str
    count: int


@dataclass(frozen=True, slots=True)
class Respelt:
    """A word that finds nothing, and words like it that find something."""

    word: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Facet:
    """The choices of one kind."""

    label: str
    choices: tuple[Choice, ...]


def routes() -> list[BaseRoute]:
    """The search."""
    return [*screen("/search", search)]


def search(ask: Asked) -> Answer:
    """One page of the statements that answer the question, best match first where words are sought; facets to narrow it."""
    page = max(1, ask.number("page", 1))
    given = {name: ask.one(name) for name in ("q", *FIELDS)}
    rows: list[StatementRow] = []
    found: Facets | None = None
    trouble, total = "", 0
    try:
        rows = list(ask.ledger.statements(_query(given, limit=PAGE, offset=PAGE * (page - 1))))
        if any(given.values()) or ask.ledger.counts()[3] <= COUNTED_OPENLY:
            found = ask.ledger.facets(_query(given))
        total = found.total if found is not None else ask.ledger.count(_query(given))
    except WortlautError as error:
        trouble = refusal(ask.words, error)
    values = {
        "rows": rows,
        "trouble": trouble,
        "given": given,
        "kinds": list(Kind),
        "reviews": REVIEWS,
        "facets": list(_facets(ask, found)) if found is not None else [],
        "codebook": ask.ledger.codebook(),
        "names": ask.ledger.names(MOST_NAMES),
        "contexts": {row.quotation.id: _context(row) for row in rows},
        "total": total,
        "kept": [one for one in ask.desk.questions.listed() if one.path == SEARCH] if ask.desk.questions is not None else None,
        "query": _kept_query(ask.request.url.query),
        "near": _near(ask, given["actor"]) if not total and not trouble else [],
        "respelt": list(_respelt(ask, given)) if not total and not trouble else [],
        "wider": list(_wider(ask, given)) if not total and not trouble else [],
        "page": page,
        "pages": max(1, -(-total // PAGE)),
    }
    return Answer("search.html", values, [shape.statement_row(row) for row in rows], shape.STATEMENTS)


def asked_for(ask: Asked) -> Query:
    """The question of the address; ConfigError where it makes no sense."""
    return _query({name: ask.one(name) for name in ("q", *FIELDS)})


def _kept_query(query: str) -> str:
    """The filters of a search in an address's query, and nothing else of it."""
    given = parse_qs(query)
    return urlencode({name: given[name][0] for name in ("q", *FIELDS) if name in given})


def _query(given: dict[str, str], limit: int | None = None, offset: int = 0) -> Query:
    actor, outlet, since, until, kind, include, concept = (given[name] for name in FIELDS)
    return query_of(
        text=given["q"] or None,
        actor=actor,
        outlet=outlet,
        since=since,
        until=until,
        kind=kind,
        include=include,
        concept=concept,
        limit=limit,
        offset=offset,
    )


def _context(row: StatementRow) -> tuple[str, str, str]:
    """What stands before the words in their sentences, the words, and what stands behind them, no more than a dossier would show."""
    text, first, last = row.article.text, row.quotation.quote[0].start, row.quotation.quote[-1].end
    start, end = excerpt(row.article, first, last, context=True)
    return text[start:first], text[first : min(last, end)], text[last:end]


def _facets(ask: Asked, found: Facets) -> Iterator[Facet]:
    """What can still be narrowed: facets with more than one choice, or one that leaves something out."""

    def to(**changes: str) -> str:
        return ask.here(page=None, **changes)

    words = ask.words
    every = (
        Facet(words.say("Kind"), tuple(Choice(worded(words, kind), to(kind=kind.value), number) for kind, number in found.kinds)),
        Facet(words.say("Status"), tuple(Choice(words.say(REVIEWS[one]), to(include=one.value), number) for one, number in found.reviews)),
        Facet(words.say("Outlet"), tuple(Choice(outlet, to(outlet=outlet), number) for outlet, number in found.outlets)),
        Facet(words.say("Year"), tuple(Choice(year, to(since=year, until=year), number) for year, number in found.years)),
        Facet(words.say("Actor"), tuple(Choice(actor.name, to(actor=actor.name), number) for actor, number in found.actors)),
    )
    return (facet for facet in every if any(choice.count < found.total for choice in facet.choices))


def _near(ask: Asked, actor: str) -> list[Choice]:
    """Actors whose names are like one that nobody has."""
    if not actor or next(iter(ask.ledger.actors(Query(actor=actor, limit=1))), None) is not None:
        return []
    return [Choice(name, ask.here(actor=name, page=None), number) for name, number in ask.ledger.near_actors(actor)]


def _respelt(ask: Asked, given: dict[str, str]) -> Iterator[Respelt]:
    """Words of the question that no statement has, with those much like them; each answers once the others are put right, too."""
    found = ask.ledger.near_words(given["q"])
    best = {one.word: _as_written(ask, one.like[0][0]) for one in found}
    for one in found:
        choices = []
        for term, _ in one.like:
            written = _as_written(ask, term)
            q = given["q"]
            for word, right in (best | {one.word: written}).items():
                q = q.replace(word, right)
            number = ask.ledger.count(_query(given | {"q": q}))
            if number:
                choices.append(Choice(written, ask.here(q=q, page=None), number))
        if choices:
            yield Respelt(one.word, tuple(choices))


def _as_written(ask: Asked, term: str) -> str:
    """A word of the index, which knows neither capitals nor accents, as a statement writes it."""
    for row in ask.ledger.statements(Query(text=f'"{term}"', limit=1)):
        quote = row.quotation.quote
        around = row.article.text[max(0, quote[0].start - AROUND) : quote[-1].end + AROUND]
        return next((word for word in re.findall(r"\w+", around) if plain(word) == term), term)
    return term


def _wider(ask: Asked, given: dict[str, str]) -> Iterator[Choice]:
    """The question without one of its filters, where that finds something."""
    for name, value in given.items():
        if value:
            number = ask.ledger.count(_query(given | {name: ""}))
            if number:
                yield Choice(_told(ask, name, value), ask.here(**{name: None}, page=None), number)


def _told(ask: Asked, name: str, value: str) -> str:
    """A filter in the words of the visitor."""
    query = _query(dict.fromkeys(("q", *FIELDS), "") | {name: value})
    if query.kind is not None:
        return worded(ask.words, query.kind)
    codebook = ask.ledger.codebook() if name == "concept" else None
    concept = codebook.concept(value) if codebook is not None else None
    if concept is not None:
        return concept.label(ask.words.code)
    if name == "include":
        return ask.words.say(REVIEWS[query.include])
    edge = query.since or query.until
    return ask.words.interval(Interval(query.since, query.until, None, Reason.USER)) if edge else value
