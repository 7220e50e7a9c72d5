"""From the words of a question to a `Query`: names, dates and kinds as people write them, on the command line and in an address."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from datetime import date

from wortlaut.errors import ConfigError
from wortlaut.records import Include, Kind, Query

DAY = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


def query_of(
    *,
    actor: str | None = None,
    since: str | None = None,
    until: str | None = None,
    outlet: str | None = None,
    kind: str | None = None,
    include: str | None = None,
    limit: int | None = None,
    offset: int = 0,
    text: str | None = None,
    concept: str | None = None,
) -> Query:
    """The filters as a query; empty words filter nothing; ConfigError on a date, a kind or a status that is none."""
    return Query(
        actor=actor or None,
        outlet=outlet or None,
        kind=Kind(_one_of("kind", kind, [one.value for one in Kind])) if kind else None,
        since=_edge(since, last=False),
        until=_edge(until, last=True),
        include=Include(_one_of("review status", include, [one.value for one in Include])) if include else Include.ALL,
        text=text,
        limit=limit,
        offset=offset,
        concept=concept or None,
    )


def excluded_values(given: Iterable[str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Values that are left out, each as `variable=value`, by variable in the order given; ConfigError on what is not written so."""
    found: dict[str, list[str]] = {}
    for one in given:
        name, equals, value = one.partition("=")
        if not equals or not name:
            raise ConfigError("not a value to exclude", one, "write VARIABLE=VALUE, such as organization=Flussrat")
        found.setdefault(name, []).append(value)
    return tuple((name, tuple(values)) for name, values in found.items())


def _one_of(what: str, given: str, known: list[str]) -> str:
    found = next((one for one in known if one.lower() == given.lower()), None)
    if found is None:
        raise ConfigError(f"no such {what}", given, f"choose one of {', '.join(known)}")
    return found


def _edge(given: str | None, *, last: bool) -> str | None:
    """The first or last day of a year, month or day."""
    if not given:
        return None
    found = DAY.fullmatch(given.strip())
    try:
        if not found:
            raise ValueError
        year, month = int(found[1]), int(found[2] or (12 if last else 1))
        day = int(found[3] or (calendar.monthrange(year, month)[1] if last else 1))
        return date(year, month, day).isoformat()
    except ValueError:
        raise ConfigError("not a date", given, "write 2014, 2014-10 or 2014-10-14") from None
