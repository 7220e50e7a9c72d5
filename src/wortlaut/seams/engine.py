"""How many items are worked through."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

T = TypeVar("T")
R = TypeVar("R")


class Engine(Protocol):
    """Runs a pure function over many items, in order; entry-point group `wortlaut.engines`."""

    name: str

    def map(self, function: Callable[[T], R], items: Iterable[T], lost: Callable[[T], R]) -> Iterator[R]:
        """Yield `function(item)` in the order of the items, holding a bounded number; `lost(item)` where a worker died on it."""
        ...
