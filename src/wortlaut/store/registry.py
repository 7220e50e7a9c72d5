"""The registry in a ledger: the actors users listed, appended with who and when, and how `resolve` asks for them.

The newest entry of a name is the one that counts; older ones stay. Whoever asks sees one moment of it (`RegistryState`), so that all processes of
a run answer alike while somebody imports. Which actor a mention means is not decided here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from sqlalchemy import ColumnElement, Connection, Engine, Select, and_, bindparam, exists, func, insert, select

from wortlaut.records import Registered, RegistryState, content_id, name_key
from wortlaut.store.codec import from_json, to_json
from wortlaut.store.connection import connect
from wortlaut.store.decisions import decider
from wortlaut.store.put import chunks
from wortlaut.store.tables import REGISTRY_ENTRIES, REGISTRY_NAMES

MOST = 200
"""More actors of one name, or with roles at one organisation, than this are not told apart: the answer is nobody."""

REMEMBERED = 10_000
"""Answers kept in memory."""

_E, _N = REGISTRY_ENTRIES, REGISTRY_NAMES
_NEWER = REGISTRY_ENTRIES.alias("newer")


def register(connection: Connection, actors: Iterable[Registered], by: str, at: str) -> tuple[int, int]:
    """Append entries; how many are new and how many replace an older one. Those that say nothing new add nothing."""
    name = decider(by)
    added = replaced = 0
    before = connection.scalar(select(_E.c.id).order_by(_E.c.key.desc()).limit(1))
    key = connection.scalar(select(func.max(_E.c.key))) or 0
    for some in chunks(actors):
        known = {row.name: row.record for row in connection.execute(select(_E).where(_E.c.name.in_([one.name for one in some]), _counts(None)))}
        fresh: list[dict[str, object]] = []
        names: list[dict[str, object]] = []
        for actor in some:
            record = to_json(actor)
            if known.get(actor.name) == record:
                continue
            added, replaced = added + (actor.name not in known), replaced + (actor.name in known)
            key += 1
            before = _id(before, record, name, at)
            fresh.append({"key": key, "id": before, "actor_id": actor.id, "name": actor.name, "record": record, "by": name, "at": at})
            names += [{"entry_key": key, "sort": sort, "folded": folded} for sort, folded in _keys(actor)]
        for table, rows in ((_E, fresh), (_N, names)):
            if rows:
                connection.execute(insert(table), rows)
    return added, replaced


def _keys(actor: Registered) -> list[tuple[str, str]]:
    keys = {("name", name_key(name)) for name in actor.names} | {("surname", name) for name in actor.surnames}
    return sorted(keys | {("office", name_key(role.organisation)) for role in actor.roles if role.organisation})


def _id(before: str | None, record: str, by: str, at: str) -> str:
    return content_id("g", before, record, by, at)


def _counts(last: int | None) -> ColumnElement[bool]:
    """True of the newest entry of each name, up to the entry `last`."""
    newer = and_(_NEWER.c.name == _E.c.name, _NEWER.c.key > _E.c.key)
    if last is None:
        return ~exists().where(newer)
    return and_(_E.c.key <= last, ~exists().where(newer, _NEWER.c.key <= last))


def bearers(name: str) -> Select[str]:
    """Ids of the actors that have this name now."""
    keyed = select(_E.c.actor_id).join(_N, _N.c.entry_key == _E.c.key)
    return keyed.where(_N.c.folded == name_key(name), _N.c.sort == "name", _counts(None))


def state(connection: Connection, address: str) -> RegistryState | None:
    """The registry as it is now, None if nothing was ever listed."""
    row = connection.execute(select(_E.c.key, _E.c.id).order_by(_E.c.key.desc()).limit(1)).first()
    return RegistryState(address, row.key, row.id) if row is not None else None


def registered(connection: Connection) -> Iterator[Registered]:
    """The actors that count, by name."""
    for record in connection.scalars(select(_E.c.record).where(_counts(None)).order_by(_E.c.name)):
        yield from_json(Registered, record)


def entries_of(connection: Connection, actor_ids: Iterable[str]) -> dict[str, Registered]:
    """What the registry says now of these actors, by id."""
    found: dict[str, Registered] = {}
    for ids in chunks(sorted(set(actor_ids))):
        for row in connection.execute(select(_E.c.actor_id, _E.c.record).where(_E.c.actor_id.in_(ids), _counts(None))):
            found[row.actor_id] = from_json(Registered, row.record)
    return found


def altered(connection: Connection) -> Iterator[tuple[str, str]]:
    """Entries that are not what was listed, or follow one that is gone (id, reason)."""
    before = None
    for keys in chunks(connection.scalars(select(_E.c.key).order_by(_E.c.key)).all()):
        found: dict[int, list[tuple[str, str]]] = {}
        for row in connection.execute(select(_N).where(_N.c.entry_key.in_(keys))):
            found.setdefault(row.entry_key, []).append((row.sort, row.folded))
        for row in connection.execute(select(_E).where(_E.c.key.in_(keys)).order_by(_E.c.key)):
            if row.id != _id(before, row.record, row.by, row.at):
                yield row.id, "the entry of the registry is not the one that was made, or one before it is gone"
            elif sorted(found.get(row.key, [])) != _keys(from_json(Registered, row.record)):
                yield row.id, "the names it is found by are not those of the entry"
            before = row.id


class LedgerRegistry:
    """The registry of a ledger at one moment; implements `wortlaut.seams.Registry`. It stays open as long as the process.

    Its one question is compiled once and asked without a transaction: an answer must cost less than a millisecond, and a transaction left
    open would keep the writer from tidying up.
    """

    def __init__(self, engine: Engine, at: RegistryState) -> None:
        self.digest = at.digest
        keyed = select(_E.c.record).distinct().join(_N, _N.c.entry_key == _E.c.key)
        asked = (_N.c.folded == bindparam("folded"), _N.c.sort == bindparam("sort"), _counts(at.last))
        self._question = keyed.where(*asked).limit(MOST + 1).compile(engine)
        self._connection = engine.raw_connection()
        self._ask: Callable[[str, str], tuple[Registered, ...]] = lru_cache(REMEMBERED)(self._asked)

    @classmethod
    def open(cls, at: RegistryState) -> LedgerRegistry:
        """Open it for reading."""
        return cls(connect(at.address, read_only=True), at)

    def named(self, name: str) -> Sequence[Registered]:
        """Whoever has exactly this name, alias or acronym; spelling as in `name_key`."""
        return self._ask("name", name_key(name))

    def surnamed(self, surname: str) -> Sequence[Registered]:
        """Persons with this surname."""
        return self._ask("surname", name_key(surname))

    def holders(self, organisation: str) -> Sequence[Registered]:
        """Whoever has or had a role there, whatever role and whenever; `Role` tells."""
        return self._ask("office", name_key(organisation))

    def _asked(self, sort: str, folded: str) -> tuple[Registered, ...]:
        values = self._question.construct_params({"sort": sort, "folded": folded})
        cursor = self._connection.cursor()
        cursor.execute(self._question.string, [values[name] for name in self._question.positiontup or ()])
        records = sorted(record for (record,) in cursor.fetchall())
        return tuple(from_json(Registered, record) for record in records) if len(records) <= MOST else ()
