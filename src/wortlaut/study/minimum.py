"""The least that measures of coalitions need; below it they are refused, for any few actors fall into groups somehow."""

from __future__ import annotations

from wortlaut.errors import StudyError

MINIMUM_ACTORS = 6
"""Two groups of three: with fewer actors one statement more or less decides the picture."""


def too_few(actors: int) -> str:
    """Why a measure of coalitions is refused; empty where it is not."""
    if actors >= MINIMUM_ACTORS:
        return ""
    return f"{actors} actors with statements, coalitions need at least {MINIMUM_ACTORS}"


def require_enough(actors: int) -> None:
    """Refuse a measure of coalitions below the minimum; StudyError says how many there are."""
    if reason := too_few(actors):
        raise StudyError("too few actors", reason, "widen the dates or the filters, or add --include all")
