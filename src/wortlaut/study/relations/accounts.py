"""Statements in order of time, with every text that tells the same one, and the outlets that do not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from wortlaut.records import Account, Relation, StatementRow, Telling, Wording
from wortlaut.study.relations.nearness import days_of
from wortlaut.study.relations.stories import STORY_DAYS

_Days = tuple[int, int] | None
"""First and last day as numbers; None where either is unknown."""

_LAST = "9999"
"""Behind every day."""
_NUMBER = re.compile(r"\d[\d.,]*")
_BARE = re.compile(r"\w+")


def accounts(rows: Sequence[StatementRow], same: Iterable[Relation]) -> tuple[tuple[Account, ...], dict[str, int]]:
    """The accounts of these statements by date, and the number of the account that each statement belongs to.

    `same` are the relations of kind same statement among them. A quotation inside another of the same actor belongs to the account of
    that one and is no telling of its own.
    """
    by_id = {row.statement.id: row for row in rows}
    head = {key: _outermost(by_id, row) for key, row in by_id.items()}
    for one, other in ((head[relation.one], head[relation.other]) for relation in same if relation.one in head and relation.other in head):
        if one != other:
            head = {key: one if now == other else now for key, now in head.items()}
    groups: dict[str, list[StatementRow]] = {}
    for row in rows:
        groups.setdefault(head[row.statement.id], []).append(row)
    ordered = sorted(groups.items(), key=lambda group: min(_day(row) for row in group[1]))
    articles = [(one.outlet, days_of(one.published)) for one in {row.article.id: row.article for row in rows}.values() if one.outlet]
    made = tuple(_account(number, _own(members, by_id), articles) for number, (_, members) in enumerate(ordered, 1))
    number_of = {key: number for number, (key, _) in enumerate(ordered, 1)}
    return made, {key: number_of[now] for key, now in head.items()}


def _outermost(by_id: dict[str, StatementRow], row: StatementRow) -> str:
    """The statement of the same actor around this one, however deep; itself where there is none."""
    seen = {row.statement.id}
    while (outer := by_id.get(row.quotation.nested_in or "")) is not None and outer.statement.id not in seen and _same_actor(row, outer):
        seen.add(outer.statement.id)
        row = outer
    return row.statement.id


def _own(members: Sequence[StatementRow], by_id: dict[str, StatementRow]) -> list[StatementRow]:
    """Those that are tellings of their own."""
    return [row for row in members if _outermost(by_id, row) == row.statement.id]


def _same_actor(one: StatementRow, other: StatementRow) -> bool:
    return one.actor is not None and other.actor is not None and one.actor.id == other.actor.id


def _account(number: int, members: Sequence[StatementRow], articles: Sequence[tuple[str, _Days]]) -> Account:
    told = sorted(members, key=_day)
    outlets, said = {row.article.outlet for row in told}, days_of(Telling(told[0]).when)
    named = Counter(agency for row in {row.article.id: row for row in told}.values() for agency in row.article.agencies)
    return Account(
        number,
        tuple(Telling(row) for row in told),
        _wording(told),
        tuple(agency for agency, count in named.items() if count > 1),
        tuple(dict.fromkeys(outlet for outlet, published in articles if outlet not in outlets and _could_tell(published, said))),
    )


def _wording(told: Sequence[StatementRow]) -> Wording | None:
    if len(told) < 2:
        return None
    words = {" ".join(_BARE.findall(" ".join(span.text for span in row.quotation.quote).lower())) for row in told}
    if len(words) == 1:
        return Wording.SAME
    numbers = {tuple(sorted(_NUMBER.findall(" ".join(span.text for span in row.quotation.quote)))) for row in told} - {()}
    return Wording.NUMBERS if len(numbers) > 1 else Wording.OTHER


def _could_tell(published: _Days, said: _Days) -> bool:
    """Whether an article is from the day of a statement or the days after it; where a date is unknown, it may be."""
    if published is None or said is None:
        return True
    return published[1] >= said[0] and published[0] - said[1] <= STORY_DAYS


def _day(row: StatementRow) -> str:
    """The day a statement stands at; behind all others where nobody knows."""
    when = Telling(row).when
    return when.best or when.start or when.end or _LAST
