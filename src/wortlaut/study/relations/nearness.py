"""Which items are close in time: a sweep over intervals, so that nobody is compared with everybody."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import TypeVar

from wortlaut.records import Interval

T = TypeVar("T")


def days_of(interval: Interval) -> tuple[int, int] | None:
    """First and last day as numbers, None where either is unknown."""
    if interval.start is None or interval.end is None:
        return None
    return date.fromisoformat(interval.start[:10]).toordinal(), date.fromisoformat(interval.end[:10]).toordinal()


def days_apart(one: Interval, other: Interval) -> int | None:
    """The least number of days between two intervals, 0 where they overlap, None where either is unknown."""
    first, second = days_of(one), days_of(other)
    if first is None or second is None:
        return None
    return max(0, second[0] - first[1], first[0] - second[1])


def near_pairs(items: Iterable[T], when: Callable[[T], Interval], days: int, most: int) -> Iterator[tuple[T, T]]:
    """Pairs at most so many days apart, the one that starts earlier first; each item is paired with at most `most` later ones."""
    dated = sorted(((span, item) for item in items if (span := days_of(when(item))) is not None), key=lambda one: one[0])
    for place, ((_, last), item) in enumerate(dated):
        for (start, _), later in dated[place + 1 : place + 1 + most]:
            if start - last > days:
                break
            yield item, later


def width(interval: Interval) -> int:
    """How many days an interval may mean, 0 where it is unknown."""
    known = days_of(interval)
    return 0 if known is None else known[1] - known[0] + 1


def narrow(interval: Interval, days: int) -> bool:
    """Whether a date is known to so many days."""
    return 0 < width(interval) <= days


def said_apart(one: Interval, other: Interval) -> str:
    """How far two known intervals are apart, as a reason."""
    apart = days_apart(one, other)
    if apart:
        return f"{apart} {'day' if apart == 1 else 'days'} apart"
    if narrow(one, 1) and narrow(other, 1):
        return "the same day"
    return f"dates overlap ({one.start} to {one.end}, {other.start} to {other.end})"
