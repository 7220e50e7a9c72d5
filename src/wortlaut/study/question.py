"""Which questions have a meaning: everything that a network refuses, it refuses here, before anything is computed."""

from __future__ import annotations

from wortlaut.errors import StudyError
from wortlaut.records import Kernel, NetworkSpec, NetworkType, Normalization, QualifierAggregation, TimeWindow

AGGREGATIONS = {
    NetworkType.TWOMODE: (QualifierAggregation.IGNORE, QualifierAggregation.SUBTRACT, QualifierAggregation.COMBINE),
    NetworkType.ONEMODE: (
        QualifierAggregation.IGNORE,
        QualifierAggregation.CONGRUENCE,
        QualifierAggregation.CONFLICT,
        QualifierAggregation.SUBTRACT,
    ),
}
NORMALIZATIONS = {
    NetworkType.TWOMODE: (Normalization.NO, Normalization.ACTIVITY, Normalization.PROMINENCE),
    NetworkType.ONEMODE: (Normalization.NO, Normalization.AVERAGE, Normalization.JACCARD, Normalization.COSINE),
}
NO_KERNEL_UNITS = (TimeWindow.EVENTS, TimeWindow.SECONDS)


def check(spec: NetworkSpec) -> None:
    """Refuse a question without a meaning: StudyError says what does not go together and what does."""
    if spec.network_type is not NetworkType.EVENTLIST:
        _check_weights(spec)
    _check_time(spec)


def _check_weights(spec: NetworkSpec) -> None:
    kind = spec.network_type
    if spec.variable1 == spec.variable2:
        raise StudyError("variable 1 and variable 2 are the same", spec.variable1, "name two different variables")
    if spec.qualifier_aggregation not in AGGREGATIONS[kind]:
        fitting = ", ".join(AGGREGATIONS[kind])
        raise StudyError(f"qualifier aggregation {spec.qualifier_aggregation} has no meaning in a {kind} network", "", f"choose {fitting}")
    if spec.normalization not in NORMALIZATIONS[kind]:
        fitting = ", ".join(NORMALIZATIONS[kind])
        raise StudyError(f"normalization {spec.normalization} has no meaning in a {kind} network", "", f"choose {fitting}")
    if spec.qualifier is None and spec.qualifier_aggregation is not QualifierAggregation.IGNORE:
        raise StudyError(f"qualifier aggregation {spec.qualifier_aggregation} needs a qualifier", "", "name one, or ignore it")
    if spec.qualifier_aggregation is QualifierAggregation.COMBINE:
        _check_combine(spec)


def _check_combine(spec: NetworkSpec) -> None:
    if spec.normalization is not Normalization.NO:
        raise StudyError("a combined cell is a code, no amount: it cannot be normalised", str(spec.normalization), "choose normalization no")
    if spec.bounds:
        raise StudyError("a combined cell is a code, no amount: it has no bounds", "", "choose subtract or ignore")
    if spec.kernel is not Kernel.NO:
        raise StudyError("a combined cell is a code, no amount: it cannot be smoothed", str(spec.kernel), "choose kernel no")


def _check_time(spec: NetworkSpec) -> None:
    if spec.time_window is not TimeWindow.NO and spec.window_size < 1:
        raise StudyError("a window without width", str(spec.window_size), "give a window size of at least 1")
    if spec.kernel is Kernel.NO:
        return
    if spec.time_window is TimeWindow.NO:
        raise StudyError("a kernel needs windows", str(spec.kernel), "choose a time window from minutes to years")
    if spec.time_window in NO_KERNEL_UNITS:
        raise StudyError("a kernel has no such unit", str(spec.time_window), "choose a time window from minutes to years")
    if spec.normalization in (Normalization.JACCARD, Normalization.COSINE):
        raise StudyError("not defined with a kernel", f"normalization {spec.normalization}", "choose no or average")
