"""The language in which what is made for readers speaks: dossiers and pictures. What other programs read is always English."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from wortlaut.records import Interval, Reason


@dataclass(frozen=True, slots=True)
class Voice:
    """A language: its code, its texts, the members of enums, and times."""

    language: str
    say: Callable[[str], str]
    told: Callable[[StrEnum], str]
    time: Callable[[Interval | None], str]

    def day(self, moment: str | None) -> str:
        """The day of an ISO date or date-time."""
        return self.time(Interval.day(moment[:10], Reason.METADATA) if moment else None)


def _time(value: Interval | None) -> str:
    if value is None or not (value.start or value.end):
        return "unknown"
    return value.best or f"{value.start or '…'} – {value.end or '…'}"


ENGLISH = Voice("en", lambda text: text, lambda member: member.value, _time)
"""The voice of the command line."""
