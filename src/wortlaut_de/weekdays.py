"""What "am Freitag" means, given the article's date: always that weekday, one exact day only where no other fits.

The article rarely says whether the last or the next such day is meant, so the answer is an interval wherever both
are likely (measured on German news: same day 50 %, day before 19 %, two or three days before 19 %, else 12 %).
"""

from __future__ import annotations

from enum import Enum

from wortlaut.records import Interval, Reason, Span
from wortlaut_de.days import Anchor, interval, shift


class Sense(Enum):
    """How the words around a weekday or month place it in time."""

    OPEN = "open"
    HINTED = "hinted"
    PAST = "past"
    COMING = "coming"
    NEXT = "next"
    SINCE = "since"
    FROM = "from"
    UNTIL = "until"


def weekday(number: int, sense: Sense, anchor: Anchor, span: Span) -> Interval:
    """The interval of a weekday (Monday is 0)."""
    here = anchor.day
    if not here:
        return interval(shift(anchor.first, -7), shift(anchor.last, 7), Reason.WEEKDAY, span)
    lag = (here.weekday() - number) % 7
    back, ahead = shift(here, -lag), shift(here, (7 - lag) % 7)
    after = shift(here, 7 - lag)
    if sense is Sense.PAST:
        before = shift(here, -(lag or 7))
        return interval(shift(before, -7) if lag == 1 else before, before, Reason.WEEKDAY, span)
    if sense is Sense.COMING:
        return interval(after, after, Reason.WEEKDAY, span)
    if sense is Sense.NEXT:
        return interval(after, shift(after, 7), Reason.WEEKDAY, span)
    if sense is Sense.SINCE:
        return interval(shift(here, -(lag or 7)), here, Reason.WEEKDAY, span)
    if sense is Sense.FROM:
        return interval(ahead, None, Reason.WEEKDAY, span)
    if sense is Sense.UNTIL or sense is Sense.HINTED:
        return interval(back, after, Reason.WEEKDAY, span)
    if lag <= 1:
        return interval(back, back, Reason.WEEKDAY, span)
    return interval(back, after, Reason.WEEKDAY, span, best=back if lag <= 3 else None)
