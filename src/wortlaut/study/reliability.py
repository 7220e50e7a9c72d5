"""How far coders agree: percent, Cohen's kappa, Krippendorff's alpha for values and, for marked stretches of text, alpha_u.

Cohen 1960, doi 10.1177/001316446002000104; Krippendorff, Content Analysis, 2nd edition 2004, chapter 11.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations

from wortlaut.errors import StudyError
from wortlaut.records import AgreementMeasure, CoderAgreement, Rating

Table = Mapping[str, Mapping[str, str | int]]
"""Value by unit and coder."""

NOTHING_SHARED = "no unit has values of two coders"
NO_VARIATION = "all values are the same, so chance alone would agree"


def percent(ratings: Iterable[Rating]) -> CoderAgreement:
    """The share of pairs of values of the same unit that are equal."""
    table, coders = _shared(ratings)
    pairs = [first == second for values in table.values() for first, second in combinations(values.values(), 2)]
    if not pairs:
        return CoderAgreement(AgreementMeasure.PERCENT, None, 0, coders, reason=NOTHING_SHARED)
    value = sum(pairs) / len(pairs)
    return CoderAgreement(AgreementMeasure.PERCENT, value, len(table), coders, observed=value)


def kappa(ratings: Iterable[Rating]) -> CoderAgreement:
    """Cohen's kappa of two coders over the units that both coded; StudyError with more coders (alpha takes any number)."""
    table, coders = _shared(ratings)
    if coders > 2:
        raise StudyError("Cohen's kappa compares two coders", str(coders), "take alpha, or choose two")
    if not table:
        return CoderAgreement(AgreementMeasure.KAPPA, None, 0, coders, reason=NOTHING_SHARED)
    names = sorted({coder for values in table.values() for coder in values})
    first, second = (Counter(values[name] for values in table.values()) for name in names)
    count = len(table)
    observed = sum(len(set(values.values())) == 1 for values in table.values()) / count
    expected = sum(first[value] * second[value] for value in first) / count**2
    if expected == 1:
        return CoderAgreement(AgreementMeasure.KAPPA, None, count, coders, observed, expected, NO_VARIATION)
    return CoderAgreement(AgreementMeasure.KAPPA, (observed - expected) / (1 - expected), count, coders, observed, expected)


def alpha(ratings: Iterable[Rating]) -> CoderAgreement:
    """Krippendorff's alpha for nominal values, any number of coders, missing values allowed."""
    table, coders = _shared(ratings)
    totals: Counter[str | int] = Counter()
    disagreeing = 0.0
    for values in table.values():
        counts = Counter(values.values())
        number = len(values)
        totals.update(counts)
        disagreeing += sum(count * (number - count) for count in counts.values()) / (number - 1)
    count = sum(totals.values())
    if not count:
        return CoderAgreement(AgreementMeasure.ALPHA, None, 0, coders, reason=NOTHING_SHARED)
    observed = disagreeing / count
    expected = sum(number * (count - number) for number in totals.values()) / (count * (count - 1))
    if expected == 0:
        return CoderAgreement(AgreementMeasure.ALPHA, None, len(table), coders, observed, expected, NO_VARIATION)
    return CoderAgreement(AgreementMeasure.ALPHA, 1 - observed / expected, len(table), coders, observed, expected)


def _shared(ratings: Iterable[Rating]) -> tuple[Table, int]:
    """The units with values of at least two coders, and the number of all coders; StudyError on two values of one coder."""
    table: dict[str, dict[str, str | int]] = defaultdict(dict)
    coders = set()
    for rating in ratings:
        if rating.coder in table[rating.unit]:
            raise StudyError("two values of one coder", f"{rating.coder} on {rating.unit}", "give one value per unit and coder")
        table[rating.unit][rating.coder] = rating.value
        coders.add(rating.coder)
    return {unit: values for unit, values in table.items() if len(values) > 1}, len(coders)
