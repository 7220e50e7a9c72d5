"""Moving windows over time, with and without a kernel: which events each holds and how much each counts (dna.md 4.6)."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

import numpy as np

from wortlaut.errors import StudyError
from wortlaut.records import Kernel, NetworkSpec, Ties, TimeWindow
from wortlaut.study.calendar import between, plus
from wortlaut.study.cube import Floats, Ints

MOST_WINDOWS = 10_000
"""More windows are a mistake of the unit (seconds over years)."""

KERNELS: Mapping[Kernel, Callable[[Floats], Floats]] = {
    Kernel.UNIFORM: lambda d: np.full_like(d, 0.5),
    Kernel.EPANECHNIKOV: lambda d: 0.75 * (1.0 - d**2),
    Kernel.TRIANGULAR: lambda d: 1.0 - np.abs(d),
    Kernel.GAUSSIAN: lambda d: np.exp(-(d**2) / 2.0) / math.sqrt(2.0 * math.pi),
}


@dataclass(frozen=True, slots=True, eq=False)
class Window:
    """The positions of its events among the selected ones, the weight of each, and the moments it reaches from and to."""

    members: Ints
    start: datetime
    stop: datetime
    middle: datetime
    weights: Floats | None = field(default=None)


def kernel_weights(d: Floats, kernel: Kernel, *, dna_compat: bool) -> Floats:
    """The weights at distances d (half windows from the middle): 0 outside [-1, 1], but for the gaussian.

    DNA's triangular kernel is |1 - d|, which rises to 2 at d = -1 (dna.md 6, 7).
    """
    compat_triangle = dna_compat and kernel is Kernel.TRIANGULAR
    weights = np.abs(1.0 - d) if compat_triangle else KERNELS[kernel](d)
    return weights if kernel is Kernel.GAUSSIAN else np.where(np.abs(d) <= 1.0, weights, 0.0)


def windows(moments: Sequence[datetime], spec: NetworkSpec, asked: tuple[datetime | None, datetime | None]) -> Iterator[Window]:
    """The windows over events in order of time; none where there are no events. `asked` are the dates of the question."""
    if not moments:
        return iter(())
    if spec.time_window is TimeWindow.EVENTS:
        return _event_windows(moments, spec)
    start, stop = asked[0] or moments[0], asked[1] or moments[-1]
    if spec.kernel is not Kernel.NO:
        return _kernel_windows(moments, spec, moments[0], moments[-1])
    return _clock_windows(moments, spec, start, stop)


def _clock_windows(moments: Sequence[datetime], spec: NetworkSpec, start: datetime, stop: datetime) -> Iterator[Window]:
    """All windows that lie inside start and stop; half a window is (w - 1) / 2 units, rounded half up."""
    half, unit = spec.window_size // 2, spec.time_window
    at = np.array(moments, "datetime64[us]")
    for middle in _steps(start, stop, unit):
        first, last = plus(middle, -half, unit), plus(middle, half, unit)
        if first < start or last > stop:
            continue
        low = np.searchsorted(at, np.datetime64(first, "us"), side="left")
        high = np.searchsorted(at, np.datetime64(last, "us"), side="right")
        yield Window(np.arange(low, high, dtype=np.int64), first, last, middle)


def _kernel_windows(moments: Sequence[datetime], spec: NetworkSpec, start: datetime, stop: datetime) -> Iterator[Window]:
    """A window around every unit from the first to the last event, or half a window inside (`indent_time`)."""
    unit, width = spec.time_window, spec.window_size + spec.window_size % 2
    if spec.indent_time:
        start, stop = plus(start, width // 2, unit), plus(stop, -(width // 2), unit)
    at = np.array(moments, "datetime64[us]")
    for middle in _steps(start, stop, unit):
        d = 2.0 * between(middle, at, unit) / width
        weights = kernel_weights(d, spec.kernel, dna_compat=spec.dna_compat)
        members = np.flatnonzero(weights)
        reach = (plus(middle, -(width // 2), unit), plus(middle, width // 2, unit))
        yield Window(members, reach[0], reach[1], middle, weights[members])


def _steps(start: datetime, stop: datetime, unit: TimeWindow) -> Iterator[datetime]:
    if int(between(start, np.array([stop], "datetime64[us]"), unit)[0]) >= MOST_WINDOWS:
        raise StudyError("too many windows", f"more than {MOST_WINDOWS} {unit}", "choose a larger unit or narrower dates")
    number = 0
    while (middle := plus(start, number, unit)) <= stop:
        yield middle
        number += 1


def _event_windows(moments: Sequence[datetime], spec: NetworkSpec) -> Iterator[Window]:
    """2 * (w // 2) + 1 events around every event that has so many on both sides.

    Which of the events with the date of the border belong to it: those first by id, all (`Ties.ALL`), or, as in DNA, drawn.
    """
    half, count = spec.window_size // 2, len(moments)
    if count - 2 * half > MOST_WINDOWS:
        raise StudyError("too many windows", f"{count - 2 * half} events", "narrow the dates, or use a window of time")
    order = _drawn(moments, spec.seed) if spec.dna_compat else np.arange(count, dtype=np.int64)
    at = np.array(moments, "datetime64[us]")
    for middle in range(half, count - half):
        members = np.sort(order[middle - half : middle + half + 1])
        if spec.ties is Ties.ALL and not spec.dna_compat:
            low = np.searchsorted(at, at[middle - half], side="left")
            members = np.arange(low, np.searchsorted(at, at[middle + half], side="right"), dtype=np.int64)
        yield Window(members, moments[middle - half], moments[middle + half], moments[middle])


def _drawn(moments: Sequence[datetime], seed: int) -> Ints:
    """The positions in order of time, those of the same moment shuffled."""
    draw = random.Random(seed)  # noqa: S311 - a reproducible draw, no secret
    order: list[int] = []
    for _, group in groupby(range(len(moments)), key=lambda position: moments[position]):
        tied = list(group)
        draw.shuffle(tied)
        order += tied
    return np.array(order, np.int64)
