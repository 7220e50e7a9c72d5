"""An article with its statements marked, and the evidence of one of them beside it."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from starlette.responses import Response
from starlette.routing import BaseRoute

from wortlaut import shape
from wortlaut.errors import LedgerError
from wortlaut.records import (
    Actor,
    ActorKind,
    Amendment,
    ArticleRow,
    Ground,
    Judgement,
    Kind,
    Part,
    Places,
    Query,
    Quotation,
    Span,
    StatementRow,
    Verdict,
)
from wortlaut.view.answering import Answer, Asked, screen, to
from wortlaut.view.marking import marked
from wortlaut.view.pages.review import RECENT, Queue, address, place
from wortlaut.view.stretches import Move, inside, moved, places_of, written

MOST_CANDIDATES = 9
"""Actors that one key each can choose."""

DAYS, MOST_NEAR = 3, 30
"""Days between two texts that may have the same words from one agency, and statements of the speaker in these days that are compared."""

MOST_NAMES = 50
"""Actors that are offered while a name is written."""


def routes() -> list[BaseRoute]:
    """The reader, and the permanent address of a statement."""
    return [
        *screen("/d/{article}", article),
        *screen("/s/{statement}.json", statement_row, twins=False),
        *screen("/s/{statement}.jsonld", annotation, twins=False),
        *screen("/s/{statement}", statement, twins=False),
    ]


def statement(ask: Asked) -> Response | Answer:
    """Go to the statement in its article; ids survive re-extraction, and where a newer reading has it no longer, to the words it had."""
    key = str(ask.request.path_params["statement"])
    row = _find(ask, key)
    if isinstance(row, StatementRow):
        return to(f"/d/{row.article.id}?s={row.quotation.id}#{row.quotation.id}")
    stood = ask.ledger.earlier(key)
    return to(f"/d/{stood[0]}?start={stood[1]}&end={stood[2]}#place") if stood is not None else Answer("missing.html", {}, status=404)


def statement_row(ask: Asked) -> Response | Answer:
    """The statement alone, as JSON."""
    return _alone(ask, shape.statement_row, "application/json")


def annotation(ask: Asked) -> Response | Answer:
    """The statement alone, as a W3C Web Annotation."""
    from wortlaut.write.annotations import CONTEXT
    from wortlaut.write.annotations import annotation as told

    return _alone(ask, lambda row: {"@context": CONTEXT, **told(row)}, "application/ld+json")


def _alone(ask: Asked, told: Callable[[StatementRow], shape.Json], media_type: str) -> Response | Answer:
    row = _find(ask, str(ask.request.path_params["statement"]))
    if not isinstance(row, StatementRow):
        return Answer("missing.html", {}, status=404)
    return Response(json.dumps(told(row), ensure_ascii=False), media_type=media_type)


def article(ask: Asked) -> Answer:
    """The text with its marks, the statements in order, and one of them in full."""
    row = _find(ask, ask.request.path_params["article"])
    if not isinstance(row, ArticleRow):
        return Answer("missing.html", {}, status=404)
    statements = list(ask.ledger.statements(Query(article=row.article.id, with_rejected=True)))
    asked = _asked(ask, row.article.text)
    current, at = _current(ask, statements)
    after = statements[at + 1] if at + 1 < len(statements) else None
    borders = _borders(ask, current)
    steps = _steps(ask, current)
    before_this, after_this = ask.ledger.beside(row.article.id)
    values = {
        "row": row,
        "article": row.article,
        "link": shape.original(row.article, current.quotation.quote if current is not None and ask.one("s") else ()),
        "lines": marked(row.article, [_tried(one, borders) if one is current else one.quotation for one in statements], asked),
        "asked": asked,
        "statements": statements,
        "current": current,
        "place": at + 1,
        "queue": Queue.of(ask.request.url.query),
        "copy": _same_words(ask, current),
        **_onward(ask, current, after),
        "candidates": _candidates(statements),
        "names": ask.ledger.names(MOST_NAMES) if current is not None else (),
        "kinds": list(Kind),
        "actor_kinds": list(ActorKind),
        "borders": borders,
        "steps": steps,
        "others": _others(steps),
        "flag": _flag(ask, current),
        "codebook": ask.ledger.codebook(),
        "coded": ask.ledger.coded([current])[0] if current is not None else None,
        "recent": ask.ledger.recent(ask.reviewer, RECENT),
        "can_redo": ask.ledger.can_redo(ask.reviewer),
        "grounds": list(Ground),
        "before_this": before_this,
        "after_this": after_this,
    }
    keeps = (place(current, Queue.of(ask.request.url.query)),) if current is not None and ask.reviewer else ()
    return Answer("article.html", values, [shape.statement_row(one) for one in statements], shape.STATEMENTS, keeps=keeps)


def _current(ask: Asked, statements: list[StatementRow]) -> tuple[StatementRow | None, int]:
    """The statement that is asked for, else the first one, and its place."""
    places = [one.quotation.id for one in statements]
    at = places.index(ask.one("s")) if ask.one("s") in places else 0
    return (statements[at] if statements else None), at


# --- borders that are tried out --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Borders:
    """The borders of a quote while they are moved: nothing is kept until somebody says so.

    `moves` says where each move leads, `words` are those between the borders, `changed` whether they are others than those kept.
    """

    places: str
    words: str
    moves: Mapping[str, str]
    changed: bool
    quote: Places


def _borders(ask: Asked, current: StatementRow | None) -> Borders | None:
    """The borders in the address, else those that are kept."""
    if current is None:
        return None
    text = current.article.text
    kept = tuple((span.start, span.end) for span in current.quotation.quote)
    asked_for = places_of(ask.one("places")) if ask.one("edit") == "quote" else ()
    quote = asked_for if inside(text, asked_for) else kept
    moves = {move.value: ask.here(s=current.quotation.id, edit="quote", places=written(moved(text, quote, move))) for move in Move}
    return Borders(written(quote), " … ".join(text[start:end] for start, end in quote), moves, quote != kept, quote)


def _tried(row: StatementRow, borders: Borders | None) -> Quotation:
    """The quotation with the borders that are tried out, as it is marked in the text."""
    if borders is None or not borders.changed:
        return row.quotation
    return replace(row.quotation, quote=tuple(Span.of(row.article.text, *one) for one in borders.quote))


# --- who decided what ------------------------------------------------------------------------------------------


def _asked(ask: Asked, text: str) -> tuple[int, int] | None:
    """The stretch of the text that the address asks for, in code points."""
    start, end = ask.number("start", -1), ask.number("end", -1)
    return (start, end) if 0 <= start < end <= len(text) else None


@dataclass(frozen=True, slots=True)
class Step:
    """One entry in the history of a statement: a verdict or the part that was changed, by whom, when, and whether it was taken back."""

    by: str
    at: str
    verdict: Verdict | None
    part: Part | None
    undone: bool


def _steps(ask: Asked, current: StatementRow | None) -> list[Step]:
    """What people decided on a statement, newest first."""
    if current is None:
        return []
    judged: list[Judgement | Amendment] = list(ask.ledger.judgements(current.quotation.id))
    log = sorted((*judged, *ask.ledger.amendments(current.quotation.id)), key=lambda one: one.at)
    gone = {one.replaces for one in log if one.retracted}
    return [_step(one, undone=one.id in gone) for one in reversed(log) if not one.retracted]


def _step(one: Judgement | Amendment, *, undone: bool) -> Step:
    judgement, amendment = (one, None) if isinstance(one, Judgement) else (None, one)
    return Step(one.by, one.at, judgement.verdict if judgement else None, amendment.part if amendment else None, undone)


def _others(steps: list[Step]) -> list[Step]:
    """The verdict of every reviewer that counts: the newest of each that was not taken back."""
    newest: dict[str, Step] = {}
    for step in steps:
        if step.verdict is not None and not step.undone:
            newest.setdefault(step.by, step)
    return list(newest.values())


def _same_words(ask: Asked, current: StatementRow | None) -> StatementRow | None:
    """A statement of another text with the same words, kind and speaker on which somebody decided, so that nobody has to read them twice."""
    if current is None or current.judgement is not None or current.actor is None or ask.blind or not ask.reviewer:
        return None
    first, last = (_around(day, days) for day, days in ((current.article.published.start, -DAYS), (current.article.published.end, DAYS)))
    if first is None or last is None:
        return None
    near = Query(actor=current.actor.id, kind=current.quotation.kind, since=first, until=last, with_rejected=True, limit=MOST_NEAR)
    words = _words(current)
    rows = (one for one in ask.ledger.statements(near) if one.judgement is not None and one.article.id != current.article.id)
    return next((one for one in rows if _words(one) == words), None)


def _around(day: str | None, days: int) -> str | None:
    """So many days before or after a day; None if that is no day."""
    try:
        return (date.fromisoformat(day or "") + timedelta(days)).isoformat()
    except (ValueError, OverflowError):
        return None


def _words(row: StatementRow) -> list[str]:
    """The quoted words without the marks around and between them."""
    return re.findall(r"\w+", " ".join(one.text for one in row.quotation.quote))


@dataclass(frozen=True, slots=True)
class Flag:
    """Who wants a second reader for a statement, since when, by which decision, and whether it still waits for one."""

    by: str
    at: str
    decision: str
    waits: bool


def _flag(ask: Asked, current: StatementRow | None) -> Flag | None:
    made = next((one for one in current.amendments if one.part is Part.FLAG), None) if current is not None else None
    if current is None or made is None:
        return None
    waiting = ask.ledger.statements(Query(article=current.article.id, flagged=True, with_rejected=True))
    return Flag(made.by, made.at, made.id, any(one.quotation.id == current.quotation.id for one in waiting))


# --- where to go and what to choose ------------------------------------------------------------------------------


def _candidates(statements: list[StatementRow]) -> list[Actor]:
    """Who may speak in an article: those who do, most first, then those who are spoken to or for."""
    speaking = [one.actor for one in statements if one.actor is not None]
    others = [one for statement in statements for one in (statement.addressee, statement.on_behalf_of) if one is not None]
    known = {one.id: one for one in (*speaking, *others)}
    often = Counter(one.id for one in speaking)
    return sorted(known.values(), key=lambda one: -often[one.id])[:MOST_CANDIDATES]


def _onward(ask: Asked, current: StatementRow | None, after: StatementRow | None) -> dict[str, str]:
    """Where to go after a decision, and where without one: on in the queue if the statement came from it, else to the next one here."""
    queue = Queue.of(ask.request.url.query)
    if queue is None:
        following = address(after) if after is not None else "/review"
        return {"next_address": following, "skip_address": following}
    skipping = replace(queue, skipped=queue.skipped + 1)
    stays = queue.flagged and current is not None and any(one.part is Part.FLAG and one.by == ask.reviewer for one in current.amendments)
    return {"next_address": (skipping if stays else queue).address, "skip_address": skipping.address}


def _find(ask: Asked, key: str) -> StatementRow | ArticleRow | None:
    """What has this id now; None if nothing has."""
    try:
        return ask.ledger.find(key)
    except LedgerError:
        return None
