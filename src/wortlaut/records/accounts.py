"""A selection of statements in order of time: who told each of them in which words, who did not, and which of them take other sides."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from wortlaut.records.relations import Relation, RelationDecision
from wortlaut.records.store import StatementRow, Verdict
from wortlaut.records.text import Interval


class Wording(StrEnum):
    """How the tellings of one statement are worded: alike to the letter, in other words, or with other numbers in them."""

    SAME = "same words"
    OTHER = "other words"
    NUMBERS = "other numbers"


@dataclass(frozen=True, slots=True)
class Telling:
    """One text that has a statement."""

    row: StatementRow

    @property
    def second_hand(self) -> bool:
        """Whether others passed it on."""
        return self.row.statement.second_hand

    @property
    def words(self) -> str:
        """What stands in the text."""
        return " … ".join(span.text for span in self.row.quotation.quote)

    @property
    def when(self) -> Interval:
        """When it was said, else when the text was published."""
        said = self.row.statement.said
        return said if said is not None and (said.start or said.end) else self.row.article.published


@dataclass(frozen=True, slots=True)
class Account:
    """One statement with all texts of the selection that have it, by date; `number` counts from 1.

    `wording` is None where one text alone has it. `agencies` are those that several of its texts name: together these are one origin at
    most. `missing` are the outlets of the selection that wrote on that day or in the week after it and do not have it: a gap in these texts, no more.
    """

    number: int
    tellings: tuple[Telling, ...]
    wording: Wording | None = None
    agencies: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def outlets(self) -> tuple[str, ...]:
        """The outlets that have it, in order."""
        return tuple(dict.fromkeys(one.row.article.outlet for one in self.tellings if one.row.article.outlet))


@dataclass(frozen=True, slots=True)
class Clash:
    """Two accounts of the selection, by number, that take other sides: a candidate, or what a person says it is."""

    relation: Relation
    decision: RelationDecision | None
    one: int
    other: int

    @property
    def confirmed(self) -> bool:
        """Whether a person said that it is one."""
        return self.decision is not None and self.decision.verdict is Verdict.ACCEPT


@dataclass(frozen=True, slots=True)
class Timeline:
    """The accounts by date, undated ones last, what clashes among them, and how many quotations inside statements of the same actor were joined."""

    accounts: tuple[Account, ...]
    clashes: tuple[Clash, ...]
    joined: int = 0
