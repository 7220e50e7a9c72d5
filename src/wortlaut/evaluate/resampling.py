"""Bootstrap over documents: how far a figure moves when other documents had been drawn.

A resample draws as many documents as there are, with repetition; the interval goes from the 2.5th to the 97.5th percentile of the figure.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

Tally: TypeAlias = Mapping[str, float]
"""Sums and counts of one document, by name; a name that is missing counts as 0."""

Interval: TypeAlias = tuple[float, float]


def intervals(
    tallies: Sequence[Tally], figures: Mapping[str, Callable[[Callable[[str], float]], float]], *, runs: int, seed: int
) -> dict[str, Interval]:
    """The 95 % interval of every figure, all from the same resamples; a figure is a function of the summed tallies, asked by name."""
    import numpy as np

    names = sorted({name for one in tallies for name in one})
    place = {name: at for at, name in enumerate(names)}
    matrix = np.array([[one.get(name, 0.0) for name in names] for one in tallies])
    draw = random.Random(seed)  # noqa: S311 - resampling, not cryptography
    drawn: dict[str, list[float]] = {figure: [] for figure in figures}
    for _ in range(runs):
        times = np.bincount(draw.choices(range(len(tallies)), k=len(tallies)), minlength=len(tallies))
        sums: list[float] = (times @ matrix).tolist()

        def count(name: str, sums: list[float] = sums) -> float:
            return sums[place[name]] if name in place else 0.0

        for figure, value in figures.items():
            drawn[figure].append(value(count))
    return {figure: _middle(sorted(values)) for figure, values in drawn.items()}


def _middle(values: Sequence[float]) -> Interval:
    """The middle 95 % of sorted values."""
    return values[int(0.025 * len(values))], values[int(0.975 * len(values))]
