"""The counts A[actor, concept, level] that every network is computed from, as one sparse matrix, and the levels of the qualifier."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from wortlaut.errors import StudyError
from wortlaut.records import DataType, Kernel, NetworkSpec, NetworkType, QualifierAggregation, Value
from wortlaut.study.table import Column, as_text, in_order

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

MOST_LEVELS = 100
"""An integer qualifier with more distinct values is no scale; the similarities alone would be larger than the network."""
MOST_COMBINED = 52
"""A combined cell codes one bit per level, and a float64 holds 53 of them exactly."""

NO_SIMILARITY: Floats = np.empty((0, 0))


class Scale(StrEnum):
    """How far apart two levels of a qualifier are: not asked, by value, only same or different, or (DNA, kernels) all alike."""

    NONE = "none"
    DISTANCE = "distance"
    SAME = "same"
    ALIKE = "alike"


@dataclass(frozen=True, slots=True, eq=False)
class Levels:
    """The levels of a qualifier, ascending, and what each adds to a subtracted cell.

    `similarity` says how alike two levels are (K x K, 0 to 1) where that goes by distance; it is empty for the other scales.
    """

    scale: Scale
    values: tuple[Value, ...]
    amounts: Floats
    similarity: Floats

    def told(self) -> tuple[Value, ...]:
        """The levels that the weights look at: none where they are only counted."""
        return () if self.scale is Scale.NONE else self.values


@dataclass(frozen=True, slots=True, eq=False)
class Cube:
    """Counts (or weights) of statements: `stacked` is actors x (levels * concepts), level by level."""

    stacked: sparse.csr_array[np.float64]
    actors: int
    concepts: int
    levels: Levels

    def level(self, number: int) -> sparse.csr_array[np.float64]:
        """Actors x concepts at one level."""
        return self.stacked[:, number * self.concepts : (number + 1) * self.concepts]

    def folded(self, amounts: Floats) -> sparse.csr_array[np.float64]:
        """Actors x concepts, every level added with its amount; linear in the non-zero cells."""
        cells = self.stacked.tocoo()
        level, concept = np.divmod(cells.col, self.concepts) if self.concepts else (cells.col, cells.col)
        return sparse.coo_array((cells.data * amounts[level], (cells.row, concept)), shape=(self.actors, self.concepts)).tocsr()

    def summed(self) -> sparse.csr_array[np.float64]:
        """Actors x concepts, all levels added alike."""
        return self.folded(np.ones(len(self.levels.values)))

    def totals(self) -> Floats:
        """The statements of each actor, n_i."""
        return np.asarray(self.stacked.sum(axis=1), np.float64).ravel()


def cube_of(rows: Ints, columns: Ints, levels: Ints, weights: Floats, shape: tuple[int, int], of: Levels) -> Cube:
    """Count events given the numbers of their actor, concept and level; equal cells add up."""
    actors, concepts = shape
    flat = levels * concepts + columns
    stacked = sparse.coo_array((weights, (rows, flat)), shape=(actors, len(of.values) * concepts)).tocsr()
    return Cube(stacked, actors, concepts, of)


def levels_of(column: Column | None, every: Sequence[int], counted: Sequence[int], spec: NetworkSpec) -> Levels:
    """The levels of a qualifier over all events of the statement type (`every`), not only the `counted` ones.

    Under a kernel DNA takes the levels that are counted and works with their numbers in place of their values (dna.md 6, 8).
    """
    if column is None:
        return _plain((None,))
    values = column.values
    if spec.qualifier_aggregation is QualifierAggregation.IGNORE:
        present = {values[index] for index in counted}
        return _plain(tuple(sorted(present, key=lambda value: (value is not None, as_text(value)))) or (None,))
    by_number = spec.dna_compat and spec.kernel is not Kernel.NO
    present = {values[index] for index in (counted if by_number else every)} - {None}
    if column.of_document or column.variable.data_type is DataType.SHORT_TEXT:
        levels = _texts(in_order(as_text(value) for value in present), all_alike=by_number)
    elif by_number:
        levels = _by_number(tuple(sorted(int(value or 0) for value in present)), column.variable.data_type)
    elif column.variable.data_type is DataType.BOOLEAN:
        levels = _by_value((0, 1), np.array([-1.0, 1.0]))
    elif column.variable.data_type is DataType.INTEGER:
        levels = _integers(
            tuple(sorted({int(value or 0) for value in present})), dna_distances=spec.dna_compat and spec.network_type is NetworkType.ONEMODE
        )
    else:
        raise StudyError("long text cannot be a qualifier", column.variable.name, "name a boolean, integer or short text variable")
    if spec.qualifier_aggregation is QualifierAggregation.COMBINE and len(levels.values) > MOST_COMBINED:
        raise StudyError("too many levels to combine", f"{len(levels.values)} of {column.variable.name}", f"at most {MOST_COMBINED}")
    return levels


def level_numbers(column: Column | None, levels: Levels, indices: Sequence[int]) -> Ints:
    """The number of the level of each event; StudyError where a boolean is neither true nor false."""
    if column is None:
        return np.zeros(len(indices), np.int64)
    numbers = {value: number for number, value in enumerate(levels.values)}
    try:
        return np.fromiter((numbers[column.values[index]] for index in indices), np.int64, len(indices))
    except KeyError as error:
        raise StudyError("neither true nor false", f"{error} of {column.variable.name}", "correct the coding") from None


def _plain(values: tuple[Value, ...]) -> Levels:
    return Levels(Scale.NONE, values, np.ones(len(values)), NO_SIMILARITY)


def _texts(values: tuple[str, ...], *, all_alike: bool) -> Levels:
    return Levels(Scale.ALIKE if all_alike else Scale.SAME, values, np.ones(len(values)), NO_SIMILARITY)


def _integers(values: tuple[int, ...], *, dna_distances: bool) -> Levels:
    if len(values) > MOST_LEVELS:
        raise StudyError("an integer qualifier with too many values", str(len(values)), f"group them: at most {MOST_LEVELS}")
    if len(values) == 1 and dna_distances:
        raise StudyError("DNA divides by zero where an integer qualifier has a single value", str(values[0]), "leave out --dna-compat")
    return _by_value(values, np.array(values, np.float64))


def _by_value(values: tuple[int, ...], amounts: Floats) -> Levels:
    points = np.array(values, np.float64)
    reach = float(np.ptp(points)) if len(points) else 0.0
    apart = np.abs(points[:, None] - points[None, :]) / (reach or 1.0)
    return Levels(Scale.DISTANCE, values, amounts, 1.0 - apart)


def _by_number(values: tuple[int, ...], data_type: DataType) -> Levels:
    numbers = np.arange(len(values), dtype=np.float64)
    if len(values) < 2:
        raise StudyError("DNA divides by zero under a kernel where the qualifier has a single value", "", "leave out --dna-compat")
    amounts = np.where(numbers == 0, -1.0, 1.0) if data_type is DataType.BOOLEAN else numbers
    return Levels(Scale.DISTANCE, values, amounts, 1.0 - np.abs(numbers[:, None] - numbers[None, :]) / (len(values) - 1))
