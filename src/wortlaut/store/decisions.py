"""The log of what people decided: judgements of statements and corrections of articles, appended and undone, never changed.

Decisions about actors stand in the same log; `wortlaut.store.actor_decisions` writes and reads them.

A decision stands unless a later entry retracts it. Undoing works backwards through a person's decisions, and what it takes
away uncovers what stood before. The order is that of the log, not of the clocks of those who wrote it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from sqlalchemy import ColumnElement, Connection, func, insert, select

from wortlaut.errors import LedgerError
from wortlaut.records import Correction, Field, Interval, Judgement, Verdict, content_id
from wortlaut.store import search, shown
from wortlaut.store.dates import interval_of
from wortlaut.store.put import chunks, stretch_of
from wortlaut.store.shown import STANDS
from wortlaut.store.tables import DECISIONS, AnyRow

D = TypeVar("D", Judgement, Correction)


def judge(
    connection: Connection, subject: str, digest: str, stretch: str, verdict: Verdict, by: str, at: str, note: str, batch: str | None = None
) -> Judgement:
    """Append a judgement; saying again what one has said, with nothing said by others since, adds nothing."""
    made, new = _judgement(connection, subject, digest, stretch, verdict, decider(by), at, note, batch)
    if new:
        _append(connection, made)
    return made


def _judgement(
    connection: Connection, subject: str, digest: str, stretch: str, verdict: Verdict, name: str, at: str, note: str, batch: str | None
) -> tuple[Judgement, bool]:
    """The judgement to append, or the one that says so already, and whether it is new."""
    *about, _ = chain = _judged(digest, stretch, name)
    before = _newest(connection, *chain)
    if before is not None and (before.verdict, before.note) == (verdict, note) and _stands_last(connection, before, at, *about):
        return judgement_of(before), False
    replaces = before.id if before is not None else None
    key = content_id("j", digest, stretch, verdict, name, at, note, replaces, _length(connection, *chain), *_in_batch(batch))
    return Judgement(key, subject, digest, spans_of(stretch), verdict, name, at, note, replaces, batch=batch), True


def judge_all(
    connection: Connection, about: Sequence[tuple[str, str, str, str]], verdict: Verdict, at: str, note: str, batch: str | None = None
) -> None:
    """Append one judgement of many statements, each given as (statement, digest, stretch, who judges); what was said before is heeded.

    With a `batch` they are undone together.
    """
    said: set[tuple[str, str, str]] = set()
    columns = (DECISIONS.c.article_digest, DECISIONS.c.stretch, DECISIONS.c.by)
    for digests in chunks(sorted({digest for _, digest, _, _ in about})):
        found = connection.execute(select(*columns).where(DECISIONS.c.article_digest.in_(digests), DECISIONS.c.verdict.is_not(None)))
        said.update((row.article_digest, row.stretch, row.by) for row in found)
    new: dict[tuple[str, str, str], Judgement] = {}
    for subject, digest, stretch, by in about:
        name = decider(by)
        place = (digest, stretch, name)
        if place in new:
            continue
        if place in said:
            made, fresh = _judgement(connection, subject, digest, stretch, verdict, name, at, note, batch)
        else:
            key = content_id("j", digest, stretch, verdict, name, at, note, None, 0, *_in_batch(batch))
            made, fresh = Judgement(key, subject, digest, spans_of(stretch), verdict, name, at, note, batch=batch), True
        if fresh:
            new[place] = made
    _append_all(connection, list(new.values()))


def correct(connection: Connection, digest: str, subject: str, field: Field, value: str, by: str, at: str) -> Correction:
    """Append a correction of an article; raises LedgerError for a value that is no date or no name."""
    name = decider(by)
    value = " ".join(value.split())
    if field is Field.DATE:
        interval_of(value)
    elif not value or len(value) > 200:
        raise LedgerError("this is no name of an outlet", repr(value[:40]), "give the name as it should be shown, at most 200 characters")
    about = (DECISIONS.c.article_digest == digest, DECISIONS.c.field == field)
    chain = (*about, made_by(name))
    before = _newest(connection, *chain)
    if before is not None and before.value == value and _stands_last(connection, before, at, *about):
        return correction_of(before)
    replaces = before.id if before is not None else None
    key = content_id("k", digest, field, value, name, at, replaces, _length(connection, *chain))
    made = Correction(key, digest, field, value, name, at, replaces)
    _append(connection, made, subject)
    return made


def undone_with(connection: Connection, row: AnyRow) -> Sequence[AnyRow]:
    """The decisions that are undone with the one in this row, newest first: those of its batch that stand, or itself alone."""
    if row.batch is None:
        return [row]
    batch = (DECISIONS.c.batch == row.batch, DECISIONS.c.by == row.by)
    return connection.execute(select(DECISIONS).where(STANDS, *batch).order_by(DECISIONS.c.key.desc())).all()


def retraction(connection: Connection, row: AnyRow, at: str) -> Judgement | Correction:
    """Append the retraction of the judgement or correction in this row."""
    if row.verdict is not None:
        return retractions(connection, [row], at)[0]
    was = correction_of(row)
    back = Correction(content_id("k", row.id, at, "undo"), was.article_digest, was.field, was.value, row.by, at, was.id, True)
    _append(connection, back, row.subject)
    return back


def retractions(connection: Connection, rows: Sequence[AnyRow], at: str) -> list[Judgement]:
    """Append the retractions of the judgements in these rows, in their order."""
    made = [replace(judgement_of(row), id=content_id("j", row.id, at, "undo"), at=at, replaces=row.id, retracted=True) for row in rows]
    _append_all(connection, made)
    return made


def again(connection: Connection, row: AnyRow, retraction: str, at: str) -> Correction:
    """Append the correction in this row anew, in place of its retraction."""
    about = (DECISIONS.c.article_digest == row.article_digest, DECISIONS.c.field == row.field, made_by(row.by))
    key = content_id("k", row.article_digest, row.field, row.value, row.by, at, retraction, _length(connection, *about))
    corrected = replace(correction_of(row), id=key, at=at, replaces=retraction)
    _append(connection, corrected, row.subject)
    return corrected


def judged_again(connection: Connection, rows: Sequence[AnyRow], retractions: Mapping[str, str], at: str, batch: str | None) -> list[Judgement]:
    """Append the judgements in these rows anew, in their order, each in place of its retraction."""
    made = []
    for row in rows:
        chain = _judged(row.article_digest, row.stretch, row.by)
        said = (row.article_digest, row.stretch, row.verdict, row.by, at, row.note, retractions[row.id], _length(connection, *chain))
        key = content_id("j", *said, *_in_batch(batch))
        made.append(replace(judgement_of(row), id=key, at=at, replaces=retractions[row.id], batch=batch))
    _append_all(connection, made)
    return made


def take(connection: Connection, given: Judgement | Correction, article: str) -> bool:
    """Append an entry of another ledger under its own id; False if it is here, or takes back what is taken back here.

    Whoever takes in many makes anew what is shown, once for all of them.
    """
    here = connection.scalar(select(DECISIONS.c.key).where(DECISIONS.c.id == given.id))
    gone = given.retracted and connection.scalar(
        select(DECISIONS.c.key).where(DECISIONS.c.replaces == given.replaces, DECISIONS.c.retracted).limit(1)
    )
    if here is not None or gone:
        return False
    connection.execute(insert(DECISIONS), _row(given, article))
    return True


def altered(connection: Connection) -> Iterator[tuple[str, str]]:
    """Decisions that are not what was decided (id, reason): each id is the hash of what the decision said when it was made."""
    rows = connection.execute(select(DECISIONS).where(DECISIONS.c.act.is_(None), DECISIONS.c.part.is_(None)).order_by(DECISIONS.c.key)).all()
    by_id = {row.id: row for row in rows}
    earlier: dict[tuple[str, ...], int] = {}
    for row in rows:
        chain = (row.article_digest, str(row.stretch if row.verdict is not None else row.field), row.by)
        seen = earlier[chain] = earlier.get(chain, 0) + 1
        if not _is_as_made(row, by_id, seen):
            yield row.id, "the decision is not the one that was made"
        elif row.field == Field.DATE and not _searched_as_said(row):
            yield row.id, "the dates that are searched are not those decided"


def _is_as_made(row: AnyRow, by_id: dict[str, AnyRow], entries: int) -> bool:
    """Whether the id fits the row; `entries` is how many of this person on this matter the log holds up to it."""
    prefix = "j" if row.verdict is not None else "k"
    said = ("stretch", "verdict", "note") if prefix == "j" else ("field", "value")
    if row.retracted:
        old = by_id.get(row.replaces)
        same = old is not None and all(getattr(old, name) == getattr(row, name) for name in (*said, "article_digest", "by"))
        return same and row.id == content_id(prefix, row.replaces, row.at, "undo")
    what = (row.stretch, row.verdict, row.by, row.at, row.note) if prefix == "j" else (row.field, row.value, row.by, row.at)
    return any(row.id == content_id(prefix, row.article_digest, *what, row.replaces, number, *_in_batch(row.batch)) for number in range(entries))


def _searched_as_said(row: AnyRow) -> bool:
    try:
        said = interval_of(row.value)
    except LedgerError:
        return False
    return (row.value_start, row.value_end) == (said.start, said.end)


def judgements(connection: Connection, *conditions: ColumnElement[bool]) -> Iterator[Judgement]:
    """The log of judgements in order, retractions and all."""
    for row in connection.execute(select(DECISIONS).where(DECISIONS.c.verdict.is_not(None), *conditions).order_by(DECISIONS.c.key)):
        yield judgement_of(row)


def standing(connection: Connection, digests: Sequence[str]) -> tuple[dict[tuple[str, str], Judgement], dict[tuple[str, Field], Correction]]:
    """What stands for articles with these digests: the newest judgement by (digest, stretch), the newest correction by (digest, field)."""
    judged: dict[tuple[str, str], Judgement] = {}
    corrected: dict[tuple[str, Field], Correction] = {}
    for chunk in chunks(digests):
        about = (DECISIONS.c.article_digest.in_(chunk), DECISIONS.c.part.is_(None), STANDS)
        for row in connection.execute(select(DECISIONS).where(*about).order_by(DECISIONS.c.key)):
            if row.verdict is not None:
                judged[row.article_digest, row.stretch] = judgement_of(row)
            else:
                correction = correction_of(row)
                corrected[row.article_digest, correction.field] = correction
    return judged, corrected


def dates(connection: Connection) -> dict[str, Interval]:
    """The publication dates people set and did not take back, by digest of the article's text."""
    rows = connection.execute(select(DECISIONS).where(DECISIONS.c.field == Field.DATE.value, STANDS).order_by(DECISIONS.c.key))
    return {row.article_digest: interval_of(row.value) for row in rows}


def judgement_of(row: AnyRow) -> Judgement:
    """A judgement from its row."""
    return Judgement(
        row.id,
        row.subject,
        row.article_digest,
        spans_of(row.stretch),
        Verdict(row.verdict),
        row.by,
        row.at,
        row.note,
        row.replaces,
        row.retracted,
        row.batch,
    )


def correction_of(row: AnyRow) -> Correction:
    """A correction from its row."""
    return Correction(row.id, row.article_digest, Field(row.field), row.value, row.by, row.at, row.replaces, row.retracted)


def decider(by: str) -> str:
    """The name of who decides; raises LedgerError for none."""
    name = " ".join(by.split())
    if not name:
        raise LedgerError("a decision needs a name", "--by is empty", "say who decides: `--by NAME`")
    return name


def made_by(name: str) -> ColumnElement[bool]:
    """True of a person's entries on a text; `|| ''`, so that the index of the texts answers, and not that of all a person ever decided."""
    return DECISIONS.c.by.concat("") == name


def spans_of(stretch: str) -> tuple[tuple[int, int], ...]:
    """The quote spans in a stretch: `12-40,50-61`."""
    pairs = (part.split("-") for part in stretch.split(","))
    return tuple((int(start), int(end)) for start, end in pairs)


def _judged(digest: str, stretch: str, name: str) -> tuple[ColumnElement[bool], ...]:
    """True of what a person (the last condition) judged of these words, retractions and all."""
    return DECISIONS.c.article_digest == digest, DECISIONS.c.stretch == stretch, DECISIONS.c.verdict.is_not(None), made_by(name)


def _newest(connection: Connection, *conditions: ColumnElement[bool]) -> AnyRow | None:
    return connection.execute(select(DECISIONS).where(STANDS, *conditions).order_by(DECISIONS.c.key.desc()).limit(1)).first()


def _stands_last(connection: Connection, before: AnyRow, at: str, *about: ColumnElement[bool]) -> bool:
    # The same time means the same act, replayed; otherwise a repetition counts only if it overrules somebody.
    newest = _newest(connection, *about)
    return before.at == at or (newest is not None and newest.id == before.id)


def _in_batch(batch: str | None) -> tuple[str, ...]:
    return (batch,) if batch is not None else ()


def _length(connection: Connection, *conditions: ColumnElement[bool]) -> int:
    # Part of the id: the same decision, undone and made again within a second, is another entry.
    return connection.scalar(select(func.count()).select_from(DECISIONS).where(*conditions)) or 0


def _append(connection: Connection, made: Judgement | Correction, subject: str = "") -> None:
    connection.execute(insert(DECISIONS), _row(made, subject))
    shown.remake_texts(connection, [made.article_digest])


def _append_all(connection: Connection, made: Sequence[Judgement]) -> None:
    for rows in chunks([_row(one) for one in made]):
        connection.execute(insert(DECISIONS), rows)
    for digests in chunks(sorted({one.article_digest for one in made})):
        shown.remake_texts(connection, digests)


def _row(made: Judgement | Correction, subject: str = "") -> dict[str, object]:
    row: dict[str, object] = {name: getattr(made, name) for name in ("id", "by", "at", "article_digest", "replaces", "retracted")}
    if isinstance(made, Judgement):
        row |= {"subject": made.subject, "stretch": stretch_of(made.quote), "verdict": made.verdict, "note": made.note, "batch": made.batch}
    else:
        row |= {"subject": subject, "field": made.field, "value": made.value, "note": ""}
        if made.field is Field.DATE:
            interval = interval_of(made.value)
            row |= {"value_start": interval.start, "value_end": interval.end}
        else:
            row["value_folded"] = search.folded(made.value)
    return row
