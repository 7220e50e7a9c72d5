"""The rows behind a page for its twins, made when a twin is asked for: whoever reads the page does not wait for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, overload

if TYPE_CHECKING:
    from wortlaut.shape import Json


class Rows(Sequence["Json"]):
    """Rows that are made when the first of them is wanted."""

    def __init__(self, make: Callable[[], Iterable[Json]]) -> None:
        self._make = make

    @cached_property
    def _rows(self) -> list[Json]:
        return list(self._make())

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, at: int) -> Json: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Json]: ...

    def __getitem__(self, at: int | slice) -> Json | Sequence[Json]:
        return self._rows[at]
