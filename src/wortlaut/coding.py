"""The room `stance` beside others: codebooks from files of any kind, suggestions for stored statements, how far coders agree.

The only place that hands what people coded to what learns from it. Nothing is coded here: `Ledger.code` is for people.
"""

from __future__ import annotations

import hashlib
import heapq
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, islice
from pathlib import Path
from typing import TypeVar

from wortlaut.errors import CaptureError, CodebookError, LedgerError
from wortlaut.pipeline import language_of
from wortlaut.records import Codebook, CoderAgreement, Query, Rating, StatementRow, Suggestion, Unit
from wortlaut.seams import Ledger, ReadOptions
from wortlaut.stance.agreement import Sides
from wortlaut.stance.codebook import Examined, checked, examine
from wortlaut.stance.passage import passages
from wortlaut.stance.suggest import MOST_DECISIONS, Decided, Suggester

BACKGROUND = 2_000
"""Statements in which the rarity of words is counted."""

FOLDS = 5
"""When people are compared with the machine, it learns from four fifths of the articles and suggests for the others."""

MACHINE = "machine"
BATCH = 500

T = TypeVar("T")


PROJECT = ".dna"


def codebook_in(path: Path) -> Examined:
    """The codebook in a .yaml, .csv or .dna file, or everything that is wrong in it."""
    if path.suffix.lower() != PROJECT:
        return examine(path)
    from wortlaut.capture.dna import read_dna
    from wortlaut.stance.dna import draft_of

    try:
        file = read_dna(path, path.name, ReadOptions()).file
    except CaptureError as error:
        return Examined(None, (CodebookError(error.what, error.subject, error.remedy),))
    return checked(draft_of(file, path.stem), path.name)


def codebook_of(ledger: Ledger) -> Codebook:
    """The codebook in force; LedgerError if there is none."""
    found = ledger.codebook()
    if found is None:
        raise LedgerError("the ledger has no codebook", "", "write one with `wortlaut concepts init` and take it in with `wortlaut concepts import`")
    return found


def taught(ledger: Ledger, without: Collection[str] = ()) -> Suggester:
    """A suggester that has learnt all that people coded, but for what stands in the articles `without` (ids)."""
    suggester = Suggester(codebook_of(ledger), list(passages(islice(ledger.statements(Query()), BACKGROUND))))
    decided: list[tuple[str, Decided]] = []
    for rows in batches(ledger.statements(Query())):
        for row, one in zip(rows, ledger.coded(rows), strict=True):
            if one.people and row.article.id not in without:
                concepts = frozenset(coding.concept for coding in one.people if coding.concept is not None)
                decided.append((max(coding.at for coding in one.people), Decided(next(passages([row])), concepts)))
    newest = heapq.nlargest(MOST_DECISIONS, enumerate(decided), key=lambda numbered: (numbered[1][0], numbered[0]))
    suggester.learn(one for _, (_, one) in sorted(newest))
    return suggester


Suggested = tuple[StatementRow, tuple[Suggestion, ...]]
"""A statement and the concepts suggested for it, best first."""


def suggestions(ledger: Ledger, query: Query, most: int = 3, suggester: Suggester | None = None) -> Iterator[Suggested]:
    """The best concepts for every statement that passes; each is seen among all statements of its article."""
    suggester = suggester or taught(ledger)
    for article, group in groupby(ledger.statements(query), key=lambda row: row.article.id):
        rows = list(group)
        every = list(ledger.statements(Query(article=article)))
        language = language_of(rows[0].article)
        sides = Sides(language.stance_words()) if language is not None else None
        found = dict(zip((row.quotation.id for row in every), suggester.suggest(list(passages(every)), most, sides), strict=True))
        yield from ((row, found.get(row.quotation.id, ())) for row in rows)


# --- agreement -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Compared:
    """How far coders agree on one thing (`concept`, `agreement`, `spans`), by every measure that applies."""

    coders: tuple[str, ...]
    what: str
    figures: tuple[CoderAgreement, ...]


def compare(ledger: Ledger, coders: Sequence[str] = (), *, machine: bool = False, blind: bool = False) -> tuple[Compared, ...]:
    """Agreement of these coders (none: all there are), pair by pair and, where there are more than two, together.

    `machine` adds the machine as a coder, which for every article has learnt from other articles only; `blind` counts only
    codings made blind. A coder's rating of a statement is the set of its concepts.
    """
    marks = list(_marks(ledger, blind=blind))
    if machine:
        marks += _machine_marks(ledger, {mark.row.article.id for mark in marks})
    known = sorted({mark.coder for mark in marks} - {MACHINE}) + [MACHINE] * machine
    missing = [coder for coder in coders if coder not in known]
    if missing:
        raise LedgerError("this coder has coded nothing", ", ".join(missing), f"coders are {', '.join(known) or 'none'}")
    chosen = [*coders, *([MACHINE] if machine and coders and MACHINE not in coders else [])] or known
    groups = [(first, second) for number, first in enumerate(chosen) for second in chosen[number + 1 :]]
    together = [tuple(chosen)] if len(chosen) > 2 else []
    return tuple(one for group in (*groups, *together) for one in _compared(marks, group))


@dataclass(frozen=True, slots=True)
class _Mark:
    """One coder's codings of one statement."""

    coder: str
    row: StatementRow
    codings: tuple[tuple[str | None, int | None], ...]


def _marks(ledger: Ledger, *, blind: bool) -> Iterator[_Mark]:
    for rows in batches(ledger.statements(Query())):
        for row, standing in zip(rows, ledger.coded(rows), strict=True):
            kept = [coding for coding in standing.people if coding.blind or not blind]
            for coder in sorted({coding.by or "" for coding in kept}):
                yield _Mark(coder, row, tuple((one.concept, one.agreement) for one in kept if one.by == coder))


def _machine_marks(ledger: Ledger, articles: set[str]) -> Iterator[_Mark]:
    folds: dict[int, list[str]] = {}
    for article in sorted(articles):
        folds.setdefault(hashlib.sha256(article.encode()).digest()[0] % FOLDS, []).append(article)
    for fold in folds.values():
        suggester = taught(ledger, fold)
        for article in fold:
            for row, best in suggestions(ledger, Query(article=article), 1, suggester):
                yield _Mark(MACHINE, row, tuple((one.concept, one.agreement) for one in best))


def _compared(marks: Sequence[_Mark], group: tuple[str, ...]) -> Iterator[Compared]:
    from wortlaut.study import alpha, alpha_u, kappa, percent

    mine = [mark for mark in marks if mark.coder in group]
    concepts = [Rating(mark.row.quotation.id, mark.coder, " + ".join(sorted(one or "-" for one, _ in mark.codings))) for mark in mine]
    levels = [
        Rating(f"{mark.row.quotation.id} {concept}", mark.coder, level)
        for mark in mine
        for concept, level in mark.codings
        if concept is not None and level is not None
    ]
    for what, ratings in (("concept", concepts), ("agreement", levels)):
        pair = (kappa(ratings),) if len(group) == 2 else ()
        yield Compared(group, what, (percent(ratings), *pair, alpha(ratings)))
    units, length = _laid_out(mine, group)
    yield Compared(group, "spans", (alpha_u(units, length, group),))


def _laid_out(marks: Sequence[_Mark], group: tuple[str, ...]) -> tuple[list[Unit], int]:
    """What each coder marked with which concept, in the texts that all of the group coded in, laid end to end."""
    by_article: dict[str, list[_Mark]] = {}
    for mark in marks:
        by_article.setdefault(mark.row.article.id, []).append(mark)
    units: list[Unit] = []
    length = 0
    for article in sorted(by_article):
        inside = by_article[article]
        if {mark.coder for mark in inside} == set(group):
            units += (replace(unit, start=unit.start + length, end=unit.end + length) for unit in _joined(inside))
            length += len(inside[0].row.article.text)
    return units, length


def _joined(marks: Iterable[_Mark]) -> Iterator[Unit]:
    """Units of one text; those of one coder and concept that touch or lie in each other become one."""
    every = sorted(
        (mark.coder, concept, span.start, span.end) for mark in marks for concept, _ in mark.codings if concept for span in mark.row.quotation.quote
    )
    for (coder, concept), group in groupby(every, key=lambda one: one[:2]):
        start, end = -1, -1
        for _, _, first, last in group:
            if first > end:
                if end >= 0:
                    yield Unit(coder, start, end, concept)
                start = first
            end = max(end, last)
        yield Unit(coder, start, end, concept)


def batches(rows: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    """Rows in lists of bounded size."""
    source = iter(rows)
    while batch := list(islice(source, size)):
        yield batch
