"""What screens counted last over the events of the ledger, so that a second look, another page or another sorting costs no second counting.

A ledger gives the same object for the same events (`Ledger.events`), so what was counted over them holds as long as that object does. How much
is kept is bounded by bytes, not by time; what was asked for longest ago goes first.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import TYPE_CHECKING, TypeVar, cast

if TYPE_CHECKING:
    from wortlaut.records import Events

T = TypeVar("T")

MOST_BYTES = 256_000_000
"""Of all that is kept; what is larger than this alone is counted each time."""

MOST = 64
"""Findings, however small."""

BYTES_OF_AN_EVENT = 400
"""About what one event takes in findings that name it: its share of a cell, and its id in it."""


class Kept:
    """Findings by the events they were counted over and the question."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._found: OrderedDict[Hashable, tuple[Events, object, int]] = OrderedDict()

    def of(self, events: Events, question: Hashable, count: Callable[[], T], arrays: Callable[[T], int] = lambda _: 0) -> T:
        """What `count` gives, now or when it was asked last; `arrays` says how many bytes of numbers are in it."""
        with self._lock:
            known = self._found.get(question)
            if known is not None and known[0] is events:
                self._found.move_to_end(question)
                return cast("T", known[1])
        found = count()
        size = arrays(found) + BYTES_OF_AN_EVENT * len(events.rows)
        with self._lock:
            self._found.pop(question, None)
            if size <= MOST_BYTES:
                self._found[question] = (events, found, size)
                while self.size > MOST_BYTES or len(self._found) > MOST:
                    self._found.popitem(last=False)
        return found

    @property
    def size(self) -> int:
        """How many bytes are kept, about."""
        return sum(size for _, _, size in self._found.values())
