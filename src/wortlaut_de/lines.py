"""Compiles lines.toml into the word records that `wortlaut.clean` reads. Not for labelling lines: the core does that."""

from __future__ import annotations

from functools import cache

from wortlaut.errors import PackError
from wortlaut.records import Label
from wortlaut.seams import Follow, LinePattern, LineWords
from wortlaut_de.tomlfile import read_table, words

_TABLE = "lines.toml"
_MONTHS = (
    ("januar", 1), ("jänner", 1), ("jan", 1), ("februar", 2), ("feber", 2), ("feb", 2), ("märz", 3), ("mär", 3), ("mrz", 3), ("april", 4), ("apr", 4),
    ("mai", 5), ("juni", 6), ("jun", 6), ("juli", 7), ("jul", 7), ("august", 8), ("aug", 8), ("september", 9), ("sept", 9), ("sep", 9),
    ("oktober", 10), ("okt", 10), ("november", 11), ("nov", 11), ("dezember", 12), ("dez", 12),
)  # fmt: skip
_WEEKDAYS = (
    ("montag", 0), ("dienstag", 1), ("mittwoch", 2), ("donnerstag", 3), ("freitag", 4), ("samstag", 5), ("sonnabend", 5), ("sonntag", 6),
)  # fmt: skip


@cache
def load_line_words() -> LineWords:
    """The line words of German; raises PackError if lines.toml is broken."""
    return LineWords(
        patterns=tuple(pattern for table in _tables("pattern") for pattern in _patterns(table)),
        stop_words=frozenset(words(_TABLE, "stop_words")),
        agencies=_forms("agency", fold=True),
        outlets=_forms("outlet", fold=False),
        months=_MONTHS,
        weekdays=_WEEKDAYS,
        agency_phrases=words(_TABLE, "agency_phrases"),
        inline_credits=words(_TABLE, "inline_credits"),
        own_outlet_phrases=words(_TABLE, "own_outlet_phrases"),
        name_joiners=words(_TABLE, "name_joiners"),
        name_particles=words(_TABLE, "name_particles"),
        date_words=words(_TABLE, "date_words"),
        update_words=words(_TABLE, "update_words"),
    )


def _tables(key: str) -> list[dict[str, object]]:
    tables = read_table(_TABLE).get(key)
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise PackError("a table of the German pack is broken", f"{_TABLE}: {key}", "reinstall wortlaut")
    return tables


def _strings(table: dict[str, object], key: str) -> list[str]:
    value = table.get(key)
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise PackError("a table of the German pack is broken", f"{_TABLE}: {key} is not a list of words", "reinstall wortlaut")
    return value


def _patterns(table: dict[str, object]) -> list[LinePattern]:
    label, rule, follow = Label(str(table["label"])), str(table["rule"]), Follow(str(table.get("follow", "nothing")))
    return [LinePattern(label, rule, pattern, follow, bool(table.get("prose", False))) for pattern in _strings(table, "any")]


def _forms(key: str, fold: bool) -> tuple[tuple[str, str], ...]:
    return tuple((form.casefold() if fold else form, str(table["name"])) for table in _tables(key) for form in _strings(table, "forms"))
