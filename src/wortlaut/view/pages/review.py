"""Review: one statement after another, the least sure first or in the order of the texts; every decision is a form, and every key presses
one of its buttons.

Who comes back goes on where they left off, as long as they did not decide there; a cookie knows the place. Undo and redo
are a person's own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import parse_qs, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from wortlaut import pipeline
from wortlaut.errors import LedgerError
from wortlaut.pipeline import now
from wortlaut.records import Amendment, Coding, Correction, Decision, Field, Include, Judgement, Order, Query, RelationDecision, StatementRow, Verdict
from wortlaut.view.answering import Answer, Asked, asked, back, render, screen, to
from wortlaut.view.refusals import refusal

NOTE_LENGTH = 2000

PLACE = "place"
"""The cookie of the statement that was read last, and of the queue it was met in."""

FARTHEST = 1_000_000
RECENT = 10
"""What was decided last stays one press away."""


def routes() -> list[BaseRoute]:
    """The queue, and the forms that decide."""
    return [
        *screen("/review", queue, twins=False),
        *screen("/who", who, twins=False),
        Route("/judge", judge, methods=["POST"]),
        Route("/undo", undo, methods=["POST"]),
        Route("/redo", redo, methods=["POST"]),
    ]


@dataclass(frozen=True, slots=True)
class Queue:
    """A queue and how far into it somebody is: all that wait for a decision, or those that wait for a second reader.

    In the order of the texts, what stands before a statement has just been read; that is quicker, and leaves the least sure ones where they are.
    """

    skipped: int = 0
    flagged: bool = False
    by_text: bool = False

    @classmethod
    def of(cls, query: str) -> Queue | None:
        """The queue that the query of an address names; None if the statement was not met in one."""
        given = parse_qs(query)
        skipped = given.get("skip", [""])[0]
        if not skipped.isdecimal() or len(skipped) > 9:
            return None
        return cls(min(int(skipped), FARTHEST), bool(given.get("flagged")), given.get("order") == ["text"])

    @property
    def values(self) -> dict[str, str]:
        """Its part of an address's query."""
        return ({"flagged": "1"} if self.flagged else {}) | ({"order": "text"} if self.by_text else {}) | {"skip": str(self.skipped)}

    @property
    def address(self) -> str:
        """Where its next statement is shown."""
        return f"/review?{urlencode(self.values)}"

    def question(self) -> Query:
        """The next statement of those that wait, after the skipped ones."""
        order = Order.PLACE if self.by_text else Order.UNSURE_FIRST
        if self.flagged:
            return Query(flagged=True, with_rejected=True, order=order, limit=1, offset=self.skipped)
        return Query(include=Include.MACHINE, order=order, limit=1, offset=self.skipped)

    @property
    def beginning(self) -> str:
        """Where it begins."""
        return replace(self, skipped=0).address

    @property
    def otherwise(self) -> str:
        """Where the same queue begins in the other order."""
        return replace(self, by_text=not self.by_text, skipped=0).address


def queue(ask: Asked) -> Response | Answer:
    """Go on where the reviewer left off, or to the next statement of the queue that is asked for; who reviews is asked first."""
    if not ask.reviewer:
        return Answer("who.html", {"next": ask.here(), "lost": False})
    flagged = bool(ask.one("flagged"))
    asked_for = Queue.of(ask.request.url.query) or (Queue(flagged=True) if flagged else None)
    left = _left(ask) if asked_for is None else asked_for
    if isinstance(left, str):
        return to(left)
    row = next(iter(ask.ledger.statements(left.question())), None)
    return Answer("reviewed.html", {"queue": left}) if row is None else to(address(row, left))


def address(row: StatementRow, queue: Queue | None = None) -> str:
    """Where a statement is read and decided on, met in this queue."""
    values = {"s": row.quotation.id} | (queue.values if queue is not None else {})
    return f"/d/{row.article.id}?{urlencode(values)}#{row.quotation.id}"


def place(row: StatementRow, queue: Queue | None) -> tuple[str, str]:
    """The cookie that remembers a statement as the one that was read last."""
    return PLACE, urlencode({"s": row.quotation.id} | (queue.values if queue is not None else {}))


def _left(ask: Asked) -> str | Queue:
    """The statement that was read last if it waits for this reviewer, else where to go on: in its article, or in its queue."""
    query = ask.cookie(PLACE)
    queue = Queue.of(query)
    row = statement_of(ask, parse_qs(query).get("s", [""])[0])
    if row is None:
        return queue or Queue()
    if row.judgement is None or (queue is None and row.judgement.by != ask.reviewer):
        return address(row, queue)
    following = after(ask, row) if queue is None else None
    return address(following) if following is not None else queue or Queue()


def after(ask: Asked, row: StatementRow) -> StatementRow | None:
    """The statement after this one in its article."""
    there = list(ask.ledger.statements(Query(article=row.article.id, with_rejected=True)))
    places = [one.quotation.id for one in there]
    here = places.index(row.quotation.id) if row.quotation.id in places else len(places)
    return there[here + 1] if here + 1 < len(there) else None


async def judge(request: Request) -> Response:
    """Append a verdict and go on to where the form says."""
    ask = asked(request)
    form = await request.form()
    if not ask.reviewer:
        return unknown_reviewer(ask)
    try:
        verdict = Verdict(str(form.get("verdict", "")))
    except ValueError:
        return refused(ask, ask.words.say("This is no verdict."))
    try:
        ask.ledger.judge(str(form.get("statement", "")), verdict, ask.reviewer, now(), str(form.get("note", ""))[:NOTE_LENGTH])
    except LedgerError as error:
        return refused(ask, refusal(ask.words, error))
    return back(request, "/review")


async def undo(request: Request) -> Response:
    """Take back this reviewer's newest decision that stands, or the one that the form names, and show what it was about."""
    ask = asked(request)
    decision = str((await request.form()).get("decision", "")) or None
    return await run_in_threadpool(_back_or_again, ask, decision, again=False)


async def redo(request: Request) -> Response:
    """Do again what this reviewer took back last, and show what it is about."""
    return await run_in_threadpool(_back_or_again, asked(request), None, again=True)


def _back_or_again(ask: Asked, decision: str | None, *, again: bool) -> Response:
    if not ask.reviewer:
        return unknown_reviewer(ask)
    try:
        subjects = {one.entry.id: one.subject for one in ask.ledger.recent(ask.reviewer, RECENT)}
        done = ask.ledger.redo(ask.reviewer, now()) if again else ask.ledger.undo(ask.reviewer, now(), decision)
    except LedgerError as error:
        return refused(ask, refusal(ask.words, error))
    if isinstance(done, Correction) and done.field is Field.DATE:
        _reread(ask, done, subjects)
    row = statement_of(ask, _about(done))
    if row is None:
        return back(ask.request, "/review")
    queue = Queue.of(ask.one("next").partition("?")[2].partition("#")[0])
    return to(address(row, queue)) if queue is not None else to(f"/s/{row.quotation.id}")


def _about(done: Decision) -> str:
    """The statement that a decision is about; empty where it is about something else."""
    if isinstance(done, Coding):
        return done.statement
    if isinstance(done, RelationDecision):
        return done.one
    return done.subject if isinstance(done, Judgement | Amendment) else ""


def _reread(ask: Asked, done: Correction, subjects: dict[str, str]) -> None:
    """Times in an article count from its date: read it again with the one that holds now."""
    known = subjects | {one.entry.id: one.subject for one in ask.ledger.recent(ask.reviewer, RECENT)}
    article = known.get(done.id) or known.get(done.replaces or "")
    if article is not None:
        pipeline.reread(ask.ledger, article)


def who(ask: Asked) -> Answer:
    """Ask for a name: every decision has one."""
    return Answer("who.html", {"next": ask.one("next", "/review"), "lost": False})


def unknown_reviewer(ask: Asked) -> Response:
    """Ask for a name where a decision came without one, and say that it was not kept."""
    return render(ask, Answer("who.html", {"next": ask.one("next", "/review"), "lost": True}, status=403))


def refused(ask: Asked, why: str) -> Response:
    """Say why a form was not taken."""
    return render(ask, Answer("refused.html", {"why": why}, status=409))


def statement_of(ask: Asked, key: str) -> StatementRow | None:
    """The statement of this id; one that was added is gone when the addition is undone."""
    try:
        found = ask.ledger.find(key) if key else None
    except LedgerError:
        return None
    return found if isinstance(found, StatementRow) else None
