"""The coded statements as networks count them, kept in the process and brought up to date with what was decided since.

Kept beside `State`, so that also what another process appended is seen. A judgement, a coding or a newly read text concerns the events of its own
text alone, which are read again; whatever may concern all texts (a merge, a codebook, an import, a redaction) makes everything anew. An answer
that did not change is the same object as before: whoever counted something over it may keep that with it.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from threading import Lock

from sqlalchemy import Connection, select

from wortlaut.records import Events, Include, Query, State, Voiced
from wortlaut.store import events, imported_events, progress
from wortlaut.store.events import Own
from wortlaut.store.tables import IMPORTED_DOCUMENTS

MOST = 200_000
"""Events that are kept; of a larger study none are. One takes about 2 kB."""

MANY = 2_000
"""Texts with events from which on the collector is told to leave alone what is kept."""

NOTHING = Events((), (), ())

ByText = dict[str, tuple[Own, ...]]


class KeptEvents:
    """The events of one ledger as they were last read."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._state: State | None = None
        self._own: ByText = {}
        self._theirs = NOTHING
        self._answers: dict[Include, Events] = {}
        self._coded: Mapping[str, tuple[int, ...]] | None = None
        self._voices: tuple[Voiced, ...] | None = None

    def events(self, connection: Connection, include: Include) -> Events:
        """All events of these codings, as `wortlaut.store.events.events` reads them; `connection` has not read anything before."""
        with self._lock, self._current(connection):
            if include not in self._answers:
                self._answers[include] = events.joined(self._every(), self._theirs, include)
            return self._answers[include]

    def coded(self, connection: Connection) -> Mapping[str, tuple[int, ...]]:
        """Keys of the statements that people coded with each concept, in order, without those that are rejected."""
        with self._lock, self._current(connection):
            if self._coded is None:
                found: dict[str, dict[int, None]] = {}
                for one in self._every():
                    if one.event.reviewed and one.concept is not None:
                        found.setdefault(one.concept, {})[one.key] = None
                self._coded = {name: tuple(keys) for name, keys in found.items()}
            return self._coded

    def voices(self, connection: Connection) -> tuple[Voiced, ...]:
        """The statements that people coded or a machine suggested something for, as relations compare them, in order."""
        with self._lock, self._current(connection):
            if self._voices is None:
                self._voices = tuple({one.key: one.voice for one in self._every()}.values())
            return self._voices

    @property
    def any(self) -> bool:
        """Whether anything is kept, so that a question need not read all events first."""
        return self._state is not None

    def _every(self) -> list[Own]:
        return sorted((one for spoken in self._own.values() for one in spoken), key=lambda one: one.place)

    @contextmanager
    def _current(self, connection: Connection) -> Iterator[None]:
        """What is kept, brought up to date; after the answer it goes, if it is too much."""
        now = progress.state(connection)
        if now != self._state:
            self._update(connection, now)
            self._state = now
        yield
        if sum(map(len, self._own.values())) + len(self._theirs.rows) > MOST:
            self._state, self._own, self._theirs = None, {}, NOTHING
            self._changed()

    def _changed(self) -> None:
        self._answers, self._coded, self._voices = {}, None, None

    def _update(self, connection: Connection, now: State) -> None:
        texts = progress.texts_since(connection, self._state, now) if self._state is not None else None
        self._state = None  # whatever is raised now, half of it is not taken for the whole
        if texts is None:
            self._own, self._theirs = _by_text(events.own(connection, Query())), imported_events.events(connection)
            self._changed()
            if len(self._own) > MANY:
                _settle()
            return
        read = _by_text(events.own(connection, Query(), texts))
        changed = {text for text in texts if read.get(text, ()) != self._own.get(text, ())}
        if connection.scalar(select(IMPORTED_DOCUMENTS.c.key).where(IMPORTED_DOCUMENTS.c.text_digest.in_(texts)).limit(1)) is not None:
            theirs = imported_events.events(connection)
            if theirs != self._theirs:
                self._theirs = theirs
                self._changed()
        for text in changed:
            self._own[text] = read.get(text, ())
        if changed:
            self._changed()


def _settle() -> None:
    """Take what is alive now out of what Python's collector goes through: half a million events and their parts, which would make one page in
    twenty wait a third of a second. They are freed as ever when nothing names them any more; no part of them is in a circle.
    """
    gc.collect()
    gc.freeze()


def _by_text(found: Iterable[Own]) -> ByText:
    gathered: dict[str, list[Own]] = {}
    for one in found:
        gathered.setdefault(one.digest, []).append(one)
    return {text: tuple(spoken) for text, spoken in gathered.items()}
