"""What was tried and what came of it: runs, open problems, and the sum that must hold, captures = articles + problems.

A source that gave no capture at all (a file that cannot be read, a broken row) is a problem without a capture. It counts
as one capture and one problem as long as it is open: until a later run reads that source, meets another problem there,
or finishes over the same sources without meeting it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, select

from wortlaut.records import Problem, Run
from wortlaut.store.codec import from_json
from wortlaut.store.put import count
from wortlaut.store.rows import problem_of, run_of
from wortlaut.store.tables import CAPTURES, CURRENT, EXTRACTIONS, PROBLEMS, RUN_ENDS, RUNS, SHOWN_ARTICLES


def runs(connection: Connection) -> Iterator[Run]:
    """Runs, newest first, with the newest end of each."""
    newest = select(func.max(RUN_ENDS.c.key)).group_by(RUN_ENDS.c.run_id)
    ends = select(*(column for column in RUN_ENDS.c if column.name != "key")).where(RUN_ENDS.c.key.in_(newest)).subquery("ends")
    question = select(RUNS, *(column for column in ends.c if column.name != "run_id")).outerjoin(ends, ends.c.run_id == RUNS.c.id)
    for row in connection.execute(question.order_by(RUNS.c.key.desc())):
        yield run_of(row)


def counts(connection: Connection) -> tuple[int, int, int, int]:
    """Captures, articles, problems, statements of the current extractions and open problems."""
    articles, statements = connection.execute(select(func.count(), func.coalesce(func.sum(SHOWN_ARTICLES.c.statements), 0))).one()
    failed = connection.scalar(select(func.count()).select_from(PROBLEMS).join(CURRENT, CURRENT.c.key == PROBLEMS.c.extraction_key)) or 0
    lost = connection.scalar(select(func.count()).select_from(_lost(connection).subquery("lost"))) or 0
    return count(connection, CAPTURES) + lost, articles, failed + lost, statements


def problems(connection: Connection) -> Iterator[Problem]:
    """Problems of captures whose newest extraction failed, and open problems without a capture, in the order they were met."""
    failed = select(PROBLEMS).join(CURRENT, CURRENT.c.key == PROBLEMS.c.extraction_key)
    both = failed.union_all(_lost(connection)).subquery("open_problems")
    for row in connection.execute(select(both).order_by(both.c.key)):
        yield problem_of(row)


def _lost(connection: Connection) -> Select[*tuple[Any, ...]]:
    """Open problems without a capture."""
    its_run, other_run = RUNS.alias("its_run"), RUNS.alias("other_run")
    other = PROBLEMS.alias("other")
    extracted = (
        exists()
        .where(EXTRACTIONS.c.source == PROBLEMS.c.source, other_run.c.id == EXTRACTIONS.c.run_id, other_run.c.key > its_run.c.key)
        .correlate(PROBLEMS, its_run)
    )
    again = (
        exists()
        .where(
            other.c.source == PROBLEMS.c.source, other.c.extraction_key.is_(None), other_run.c.id == other.c.run_id, other_run.c.key > its_run.c.key
        )
        .correlate(PROBLEMS, its_run)
    )
    without: ColumnElement[bool] = and_(PROBLEMS.c.extraction_key.is_(None), PROBLEMS.c.run_id.not_in(_repeated(connection)))
    return select(PROBLEMS).join(its_run, its_run.c.id == PROBLEMS.c.run_id).where(without, ~extracted, ~again)


def _repeated(connection: Connection) -> list[str]:
    """Runs that met problems without a capture and that a later, finished run over at least the same sources took over from."""
    with_problems = set(connection.scalars(select(PROBLEMS.c.run_id).where(PROBLEMS.c.extraction_key.is_(None)).distinct()))
    if not with_problems:
        return []
    finished = select(RUN_ENDS.c.run_id)
    question = select(RUNS.c.id, RUNS.c.sources, RUNS.c.id.in_(finished).label("done")).order_by(RUNS.c.key.desc())
    later: list[frozenset[str]] = []
    repeated: list[str] = []
    for row in connection.execute(question):
        sources = frozenset(from_json(tuple[str, ...], row.sources))
        if row.id in with_problems and any(sources <= others for others in later):
            repeated.append(row.id)
        if row.done and sources not in later:
            later.append(sources)
    return repeated
