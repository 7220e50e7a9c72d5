"""The weights of a network as rows that are made when they are asked for: a page of a million weights costs what it holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, overload

from wortlaut.records import Network, NetworkType
from wortlaut.shape.rows import Json

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Places = NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Weights(Sequence[Json]):
    """The weights that are not 0, strongest first; those of a one-mode network once."""

    of: Network
    rows: Places
    columns: Places

    @classmethod
    def all(cls, of: Network) -> Weights:
        """All of them."""
        import numpy as np

        once = of.header.spec.network_type is NetworkType.ONEMODE
        rows, columns = np.nonzero(np.triu(of.matrix, 1) if once else of.matrix)
        order = np.argsort(-np.abs(of.matrix[rows, columns]), kind="stable")
        return cls(of, rows[order].astype(np.int32), columns[order].astype(np.int32))

    @property
    def nbytes(self) -> int:
        """How many bytes of numbers it holds, those of its network included."""
        of = self.of
        matrices = (of.matrix, of.counts, *((of.bounds.low, of.bounds.high, of.bounds.expected) if of.bounds is not None else ()))
        return sum(one.nbytes for one in (*matrices, self.rows, self.columns) if one is not None)

    def on(self, least: int) -> Weights:
        """Those that so many statements or more stand behind."""
        import numpy as np

        return self if least <= 1 or self.of.counts is None else self._taken(np.flatnonzero(self._amounts() >= least))

    def by(self, key: str) -> Weights:
        """The same ordered by `row`, `column`, `statements` (most first), or as they are."""
        import numpy as np

        if key in ("row", "column"):
            places, nodes = (self.rows, self.of.rows) if key == "row" else (self.columns, self.of.columns)
            rank = np.empty(len(nodes), np.int64)
            rank[sorted(range(len(nodes)), key=lambda number: nodes[number].label)] = np.arange(len(nodes))
            return self._taken(np.argsort(rank[places], kind="stable"))
        return self._taken(np.argsort(-self._amounts(), kind="stable")) if key == "statements" and self.of.counts is not None else self

    def _amounts(self) -> NDArray[np.int64]:
        import numpy as np

        assert self.of.counts is not None  # noqa: S101 - asked before
        return np.asarray(self.of.counts[self.rows, self.columns])

    def _taken(self, places: NDArray[np.int64]) -> Weights:
        return replace(self, rows=self.rows[places], columns=self.columns[places])

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, at: int) -> Json: ...

    @overload
    def __getitem__(self, at: slice) -> Weights: ...

    def __getitem__(self, at: int | slice) -> Json | Weights:
        if isinstance(at, slice):
            return replace(self, rows=self.rows[at], columns=self.columns[at])
        of, row, column = self.of, int(self.rows[at]), int(self.columns[at])
        told: Json = {"window": of.middle, "row": of.rows[row].label, "column": of.columns[column].label, "weight": float(of.matrix[row, column])}
        if of.bounds is not None:
            low, high, expected = of.bounds.low, of.bounds.high, of.bounds.expected
            told |= {"low": float(low[row, column]), "high": float(high[row, column]), "expected": float(expected[row, column])}
        if of.counts is not None:
            told["statements"] = int(of.counts[row, column])
        return told
