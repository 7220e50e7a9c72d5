"""Statements in order of time, with every text that tells the same one, and the outlets that do not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from wortlaut.records import Account, Article, Interval, Relation, StatementRow, Telling, Wording
from wortlaut.study.relations.nearness import days_apart, days_of
from wortlaut.study.relations.stories import STORY_DAYS

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
    articles = list({row.article.id: row.article for row in rows}.values())
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


def _account(number: int, members: Sequence[StatementRow], articles: Sequence[Article]) -> Account:
    told = sorted(members, key=_day)
    outlets = {row.article.outlet for row in told}
    named = Counter(agency for row in {row.article.id: row for row in told}.values() for agency in row.article.agencies)
    return Account(
        number,
        tuple(Telling(row) for row in told),
        _wording(told),
        tuple(agency for agency, count in named.items() if count > 1),
        tuple(dict.fromkeys(one.outlet for one in articles if one.outlet and one.outlet not in outlets and _could_tell(one, Telling(told[0]).when))),
    )


def _wording(told: Sequence[StatementRow]) -> Wording | None:
    if len(told) < 2:
        return None
    words = {" ".join(_BARE.findall(" ".join(span.text for span in row.quotation.quote).lower())) for row in told}
    if len(words) == 1:
        return Wording.SAME
    numbers = {tuple(sorted(_NUMBER.findall(" ".join(span.text for span in row.quotation.quote)))) for row in told} - {()}
    return Wording.NUMBERS if len(numbers) > 1 else Wording.OTHER


def _could_tell(article: Article, said: Interval) -> bool:
    """Whether an article is from the day of a statement or the days after it; where a date is unknown, it may be."""
    apart, known, spoken = days_apart(said, article.published), days_of(article.published), days_of(said)
    if apart is None or known is None or spoken is None:
        return True
    return apart <= STORY_DAYS and known[1] >= spoken[0]


def _day(row: StatementRow) -> str:
    """The day a statement stands at; behind all others where nobody knows."""
    when = Telling(row).when
    return when.best or when.start or when.end or _LAST
