"""Krippendorff's alpha for unitizing: how far coders mark the same stretches of a text with the same categories.

Krippendorff 1995, doi 10.2307/271061; Content Analysis, 2nd edition 2004, section 11.6. For every category the text of each
coder is a sequence of sections: marked units and the gaps between them. Disagreement grows with the square of what the ends of
overlapping units differ by, and with the square of the length of a unit that stands in a gap of the other.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice

from wortlaut.errors import StudyError
from wortlaut.records import AgreementMeasure, CoderAgreement, Unit


@dataclass(frozen=True, slots=True)
class Section:
    """A marked unit or a gap."""

    start: int
    length: int
    marked: bool


def alpha_u(units: Iterable[Unit], length: int, coders: Iterable[str] = ()) -> CoderAgreement:
    """Alpha over all categories of a text of `length` characters; several texts are laid end to end by who calls.

    `coders` adds those who marked nothing. StudyError where units of one coder and category overlap or leave the text.
    """
    marked: dict[str, dict[str, list[Unit]]] = defaultdict(lambda: defaultdict(list))
    count = 0
    everybody = set(coders)
    for unit in units:
        marked[unit.category][unit.coder].append(unit)
        everybody.add(unit.coder)
        count += 1
    names = sorted(everybody)
    if len(names) < 2 or not count:
        reason = "fewer than two coders" if len(names) < 2 else "nobody marked anything"
        return CoderAgreement(AgreementMeasure.ALPHA_U, None, count, len(names), reason=reason)
    observed = expected = 0.0
    for category in sorted(marked):
        lines = [_sections(marked[category][name], length) for name in names]
        observed += _observed(lines, length)
        expected += _expected(lines, length)
    if expected == 0:
        return CoderAgreement(AgreementMeasure.ALPHA_U, None, count, len(names), observed, expected, "chance alone would agree")
    return CoderAgreement(AgreementMeasure.ALPHA_U, 1 - observed / expected, count, len(names), observed, expected)


def _sections(units: Sequence[Unit], length: int) -> list[Section]:
    """The units of one coder in one category, with the gaps between them."""
    found: list[Section] = []
    reached = 0
    for unit in sorted(units, key=lambda one: (one.start, one.end)):
        if unit.start < reached:
            raise StudyError("units overlap", f"{unit.category} of {unit.coder} at {unit.start}", "join them, or give them two categories")
        if not unit.start < unit.end <= length:
            raise StudyError("a unit that is not in the text", f"{unit.start}-{unit.end} of {unit.coder}", f"the text has {length} characters")
        if unit.start > reached:
            found.append(Section(reached, unit.start - reached, False))
        found.append(Section(unit.start, unit.end - unit.start, True))
        reached = unit.end
    if reached < length:
        found.append(Section(reached, length - reached, False))
    return found


def _observed(lines: Sequence[Sequence[Section]], length: int) -> float:
    summed = 0.0
    for number, line in enumerate(lines):
        for other in (*lines[:number], *lines[number + 1 :]):
            summed += sum(_apart(section, other) for section in line if section.marked)
    return summed / (len(lines) * (len(lines) - 1) * length**2)


def _apart(unit: Section, line: Sequence[Section]) -> float:
    """What a unit adds against another coder: each overlapping unit, and itself where it stands in a gap.

    Seen from both sides a pair of units counts twice and a unit in a gap counts twice, so the latter counts double here.
    """
    first = bisect_right(line, unit.start, key=lambda section: section.start) - 1
    end = unit.start + unit.length
    summed = 0.0
    for section in islice(line, first, None):
        if section.start >= end:
            break
        over = section.start + section.length
        if section.marked:
            summed += (unit.start - section.start) ** 2 + (end - over) ** 2
        elif section.start <= unit.start and end <= over:
            summed += 2.0 * unit.length**2
    return summed


def _expected(lines: Sequence[Sequence[Section]], length: int) -> float:
    """The disagreement if the sections of all coders were laid anywhere."""
    units = [section.length for line in lines for section in line if section.marked]
    gaps = sorted(section.length for line in lines for section in line if not section.marked)
    lengths = [0, *accumulate(gaps)]
    places = len(lines) * length
    summed = 0.0
    for one in units:
        summed += (len(units) - 1) / 3 * (2 * one**3 - 3 * one**2 + one)
        shorter = bisect_left(gaps, one)
        summed += one**2 * (lengths[-1] - lengths[shorter] + (len(gaps) - shorter) * (1 - one))
    pairs = places * (places - 1) - sum(one * (one - 1) for one in units)
    return 2.0 / length * summed / pairs if pairs else 0.0
