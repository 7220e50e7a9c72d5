"""What statements are counted by, as columns of numbers kept in the process, so that a search that half of all statements answer is counted at once.

A row of numbers for every current statement: kind, verdict, outlet, year, actor. They are brought up to date with what was decided since, as
events are (`wortlaut.store.kept_events`). Kept beside them are the statements that answered the newest searches, best match first, so that the
next page ranks nothing again.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from threading import Lock
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Text, case, func, select, type_coerce

from wortlaut.records import Facets, Include, Kind, Query, State, Verdict
from wortlaut.store import filters, progress
from wortlaut.store.put import chunks
from wortlaut.store.rows import listed
from wortlaut.store.tables import ARTICLES, DECISIONS, SHOWN_ACTORS, SHOWN_ARTICLES, SHOWN_STATEMENTS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]

MOST = 10
"""Outlets and actors that are counted by name; the others are found by a narrower question."""

MOST_STATEMENTS = 2_000_000
"""Statements whose columns are kept, 56 bytes each; of a larger ledger they are read each time."""

MOST_SEARCHES, MOST_HITS = 16, 4_000_000
"""Searches whose answers are kept, and statements in all of them, eight bytes each."""

NAMES = ("kind", "verdict", "outlet", "year", "actor")
_S, _A = SHOWN_STATEMENTS, SHOWN_ARTICLES
_FIRST, _LAST = (func.substr(day, 1, 4) for day in (_S.c.first, _S.c.last))
_ROWS = select(
    _S.c.statement_key,
    _S.c.extraction_key,
    *(type_coerce(one, Text) for one in (_S.c.kind, _S.c.verdict, _S.c.outlet, case((_FIRST == _LAST, _FIRST)), _S.c.actor_id)),
)


@dataclass(slots=True)
class Columns:
    """Statements in order of their keys: each value as its place in the values there are."""

    keys: Numbers
    extractions: Numbers
    numbers: dict[str, Numbers]
    values: dict[str, dict[str | None, int]]


class KeptColumns:
    """The columns of one ledger, and the newest searches over it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._state: State | None = None
        self._columns: Columns | None = None
        self._names: dict[str, str] = {}
        self._texts: tuple[int, ...] = ()
        self._hits: OrderedDict[str, Numbers] = OrderedDict()

    def facets(self, connection: Connection, query: Query) -> Facets:
        """How many statements answer the question, by kind, review, outlet, year and actor; `connection` has not read anything before."""
        every = replace(query, limit=None, offset=0)
        with self._lock:
            columns = self._current(connection)
            places = self._places(connection, columns, every)
            told = self._told(connection, columns, places, every)
            self._bound()
            return told

    def found(self, connection: Connection, query: Query) -> Numbers | None:
        """Keys of the statements that a search finds, best match first; None for a question that is no search, or has other filters."""
        if query.text is None or not _text_only(query):
            return None
        with self._lock:
            columns = self._current(connection)
            places = self._places(connection, columns, query)
            self._bound()
            return columns.keys[places]

    @property
    def any(self) -> bool:
        """Whether anything is kept, so that a search need not read all columns first."""
        return self._columns is not None

    # --- which statements ----------------------------------------------------------------------------------------

    def _places(self, connection: Connection, columns: Columns, query: Query) -> Numbers:
        """Where the statements that answer stand in the columns."""
        import numpy as np

        if query == Query():
            return np.flatnonzero(_passing(columns, query))
        if _text_only(query):
            hits = self._ranked(connection, query.text or "")
            places = np.searchsorted(columns.keys, hits)
            return places[_passing(columns, query)[places]]
        keys = np.fromiter(connection.scalars(filters.statement_keys(query).order_by(None)), np.int64)
        return np.searchsorted(columns.keys, keys)

    def _ranked(self, connection: Connection, text: str) -> Numbers:
        """Every statement with these words, rejected or not, best match first."""
        import numpy as np

        if text not in self._hits:
            found = connection.execute(filters.ranked(text))
            rows = found.cursor.fetchall() if found.cursor is not None else []  # plain pairs: there may be a hundred thousand
            keys, ranks = np.array([row[0] for row in rows], np.int64), np.array([row[1] for row in rows], np.float64)
            self._hits[text] = keys[np.lexsort((keys, ranks))]
        self._hits.move_to_end(text)
        return self._hits[text]

    # --- keeping -------------------------------------------------------------------------------------------------

    def _current(self, connection: Connection) -> Columns:
        now = progress.state(connection)
        if self._columns is None or now != self._state:
            before, self._state = self._state, None
            texts = progress.texts_since(connection, before, now) if before is not None else None
            self._columns = _read(connection) if texts is None or self._columns is None else _renewed(connection, self._columns, texts)
            self._names = {row.actor_id: row.name for row in connection.execute(select(SHOWN_ACTORS.c.actor_id, SHOWN_ACTORS.c.name))}
            indexed = progress.texts(connection, now)
            if indexed != self._texts:
                self._hits.clear()
            self._state, self._texts = now, indexed
        return self._columns

    def _bound(self) -> None:
        if self._columns is not None and len(self._columns.keys) > MOST_STATEMENTS:
            self._columns = None
        while len(self._hits) > MOST_SEARCHES or sum(map(len, self._hits.values())) > MOST_HITS:
            self._hits.popitem(last=False)

    # --- counting ------------------------------------------------------------------------------------------------

    def _told(self, connection: Connection, columns: Columns, places: Numbers, query: Query) -> Facets:
        counts = {name: dict(_counted(columns, name, places)) for name in NAMES}
        reviews = ((Include.JUDGED, counts["verdict"].get(Verdict.ACCEPT, 0)), (Include.MACHINE, counts["verdict"].get(None, 0)))
        outlets = sorted(((-number, outlet) for outlet, number in counts["outlet"].items() if outlet))[:MOST]
        unlisted = [actor for actor in counts["actor"] if actor and actor not in self._names]  # all they said is rejected
        names = self._names | {one.id: one.name for one in listed(connection, unlisted)}
        actors = sorted((-number, names[actor] or "", actor) for actor, number in counts["actor"].items() if actor)[:MOST]
        named = {one.id: one for one in listed(connection, [actor for _, _, actor in actors])}
        return Facets(
            len(places),
            tuple((kind, counts["kind"][kind]) for kind in Kind if kind in counts["kind"]),
            tuple((one, number) for one, number in reviews if number and query.include in (Include.ALL, one)),
            tuple((_outlet(connection, outlet), -number) for number, outlet in outlets),
            tuple(sorted((year, number) for year, number in counts["year"].items() if year)),
            tuple((named[actor], -number) for number, _, actor in actors),
        )


def _text_only(query: Query) -> bool:
    """Whether a question asks for words and nothing else but how its statements were judged."""
    return query.text is not None and query == Query(
        text=query.text, include=query.include, with_rejected=query.with_rejected, limit=query.limit, offset=query.offset
    )


def _passing(columns: Columns, query: Query) -> NDArray[np.bool_]:
    """Which statements pass by how they were judged."""
    verdicts, of = columns.values["verdict"], columns.numbers["verdict"]
    if query.include is Include.ALL:
        passing: NDArray[np.bool_] = of != (-1 if query.with_rejected else verdicts.get(Verdict.REJECT, -1))
    else:
        passing = of == verdicts.get(Verdict.ACCEPT if query.include is Include.JUDGED else None, -1)
    return passing


def _counted(columns: Columns, name: str, places: Numbers) -> Iterator[tuple[str | None, int]]:
    """How many of the statements have each value that any has."""
    import numpy as np

    amounts = np.bincount(columns.numbers[name][places], minlength=len(columns.values[name])).tolist()
    return ((value, amounts[number]) for value, number in columns.values[name].items() if amounts[number])


def _read(connection: Connection) -> Columns:
    """The columns of all current statements."""
    return _columns(connection.execute(_ROWS.order_by(_S.c.statement_key)).all(), {name: {} for name in NAMES})


def _renewed(connection: Connection, old: Columns, texts: frozenset[str]) -> Columns:
    """The same columns with the statements in these texts read again."""
    import numpy as np

    stale: list[int] = []
    rows: list[tuple[object, ...]] = []
    for chunk in chunks(sorted(texts)):
        extractions = connection.scalars(select(ARTICLES.c.extraction_key).where(ARTICLES.c.text_digest.in_(chunk))).all()
        stale += extractions
        for some in chunks(extractions):
            rows += map(tuple, connection.execute(_ROWS.where(_S.c.extraction_key.in_(some))))
    fresh = _columns(rows, old.values)
    kept = ~np.isin(old.extractions, np.array(stale, np.int64))
    keys = np.concatenate((old.keys[kept], fresh.keys))
    order = np.argsort(keys, kind="stable")

    def joined(one: Numbers, other: Numbers) -> Numbers:
        return np.concatenate((one[kept], other))[order]

    numbers = {name: joined(old.numbers[name], fresh.numbers[name]) for name in NAMES}
    return Columns(keys[order], joined(old.extractions, fresh.extractions), numbers, old.values)


def _columns(rows: Sequence[Sequence[object]], values: dict[str, dict[str | None, int]]) -> Columns:
    import numpy as np

    keys, extractions, *others = (list(column) for column in zip(*rows, strict=True)) if rows else ([] for _ in range(2 + len(NAMES)))
    numbers = {}
    for name, column in zip(NAMES, others, strict=True):
        known = values[name]
        numbers[name] = np.array([known.setdefault(value, len(known)) for value in column], np.int64)
    return Columns(np.array(keys, np.int64), np.array(extractions, np.int64), numbers, values)


def _outlet(connection: Connection, folded: str) -> str:
    """An outlet as an article or a correction writes it."""
    read = select(ARTICLES.c.outlet).join(_A, _A.c.extraction_key == ARTICLES.c.extraction_key)
    read = read.where(_A.c.outlet == folded, ARTICLES.c.outlet_folded == folded)
    corrected = select(DECISIONS.c.value).where(DECISIONS.c.value_folded == folded)
    return connection.scalar(read.limit(1)) or connection.scalar(corrected.limit(1)) or folded
