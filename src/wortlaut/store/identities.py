"""Who stands for whom: what people's decisions about actors amount to, kept beside the log and applied whenever the ledger is read.

`standing` computes it from the decisions alone, in the order of the log; the tables it is kept in are made anew after every decision, so that
questions can join them, and `wrong` tells whether they still are what the log says. Machine records are never touched.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from sqlalchemy import CTE, Connection, Select, Table, delete, func, insert, literal, select, union

from wortlaut.records import Actor, ActorAct, ActorDecision, ActorKind, ActorRow, Amendment, Identity, Part, StatementRow
from wortlaut.store import search, shown
from wortlaut.store.put import chunks, stretch_of
from wortlaut.store.registry import bearers, entries_of
from wortlaut.store.shown import NOBODY
from wortlaut.store.tables import ACTOR_NAMES, CURRENT, IDENTITIES, IDENTITY_NAMES, MOVED

K = TypeVar("K")
V = TypeVar("V")


@dataclass(slots=True)
class Standing:
    """What decisions amount to: `stands_for` maps every decided actor to the one it is shown as (often itself), `names` such an actor to what
    else it is called, `moved` quoted words (digest of the text, stretch) to the actor they were given to, or to nobody."""

    stands_for: dict[str, Identity] = field(default_factory=dict)
    names: dict[str, dict[str, None]] = field(default_factory=dict)
    moved: dict[tuple[str, str], str] = field(default_factory=dict)


def named_in(decision: ActorDecision | Amendment) -> tuple[Identity, ...]:
    """The actors that a decision names."""
    both = (decision.actor,) if isinstance(decision, Amendment) else (decision.actor, decision.other)
    return tuple(one for one in both if one is not None)


def standing(decisions: Iterable[ActorDecision | Amendment]) -> Standing:
    """What these decisions, all in force and in the order of the log, amount to: every actor stands for exactly one."""
    known: dict[str, Identity] = {}
    into: dict[str, str] = {}
    called: dict[str, str] = {}
    named: dict[str, dict[str, None]] = {}
    moved: dict[tuple[str, str], str] = {}
    for one in decisions:
        for identity in named_in(one):
            known.setdefault(identity.id, identity)
        if isinstance(one, Amendment):
            if one.part is Part.SPEAKER:
                moved[one.article_digest, stretch_of(one.quote)] = one.actor.id if one.actor is not None else NOBODY
        elif one.act is ActorAct.MERGE and one.other is not None:
            keep, lose = _root(into, one.actor.id), _root(into, one.other.id)
            if keep != lose:
                into[lose] = keep
        elif one.act is ActorAct.SPLIT and one.other is not None:
            moved |= {(words.article_digest, stretch_of(words.quote)): one.other.id for words in one.words}
        else:
            named.setdefault(one.actor.id, {})[one.name] = None
            if one.act is ActorAct.RENAME:
                called[one.actor.id] = one.name
    return _flattened(known, into, called, named, moved)


def _root(into: dict[str, str], actor: str) -> str:
    while actor in into:
        actor = into[actor]
    return actor


def _flattened(
    known: dict[str, Identity], into: dict[str, str], called: dict[str, str], named: dict[str, dict[str, None]], moved: dict[tuple[str, str], str]
) -> Standing:
    found = Standing()
    for key, identity in known.items():
        root = known[_root(into, key)]
        shown = replace(root, name=called.get(root.id, root.name))
        found.stands_for[key] = shown
        found.names.setdefault(shown.id, {}).update({identity.name: None, **named.get(key, {})})
    for shown in found.stands_for.values():
        found.names[shown.id].pop(shown.name, None)
    found.moved = {words: found.stands_for[key].id if key != NOBODY else NOBODY for words, key in moved.items()}
    return found


# --- the tables ----------------------------------------------------------------------------------------------


def keep(connection: Connection, found: Standing) -> None:
    """Replace what is kept by this, and what is shown of the actors and texts for which it makes a difference."""
    before = _kept(connection)
    for table, rows in _rows(found).items():
        connection.execute(delete(table))
        if rows:
            connection.execute(insert(table), rows)
    (old, old_moved), (new, new_moved) = before, _kept(connection)
    for digests in chunks(sorted({digest for digest, _ in _differing(old_moved, new_moved)})):
        shown.remake_texts(connection, digests)
    changed = _differing(old, new)
    shown.remake_actors(connection, {kept.get(key, (key, ""))[0] for key in changed for kept in (old, new)})


def _kept(connection: Connection) -> tuple[dict[str, tuple[str, str]], dict[tuple[str, str], str]]:
    """Whom each actor is shown as, under which name; and the actors of moved words, by digest and stretch."""
    stands_for = {row.actor_id: (row.stands_for, row.name) for row in connection.execute(select(IDENTITIES))}
    return stands_for, {(row.article_digest, row.stretch): row.actor_id for row in connection.execute(select(MOVED))}


def _differing(old: dict[K, V], new: dict[K, V]) -> set[K]:
    return {key for key in old.keys() | new.keys() if old.get(key) != new.get(key)}


def wrong(connection: Connection, found: Standing) -> bool:
    """Whether what is kept is something else than this."""
    for table, rows in _rows(found).items():
        columns = [column for column in table.c if column.name != "key"]
        kept = sorted(tuple(row) for row in connection.execute(select(*columns)))
        if kept != sorted(tuple(row[column.name] for column in columns) for row in rows):
            return True
    return False


def _rows(found: Standing) -> dict[Table, list[dict[str, str]]]:
    return {
        IDENTITIES: [{"actor_id": key, "stands_for": one.id, "name": one.name, "kind": one.kind.value} for key, one in found.stands_for.items()],
        IDENTITY_NAMES: [
            {"actor_id": key, "name": name, "folded": search.folded(name)}
            for key, names in found.names.items()
            for name in (*names, found.stands_for[key].name)
        ],
        MOVED: [{"article_digest": digest, "stretch": stretch, "actor_id": key} for (digest, stretch), key in found.moved.items()],
    }


# --- in questions --------------------------------------------------------------------------------------------


def called(name: str) -> Select[str]:
    """Ids of the shown actors that are called so, in a current article, in the registry, or by decision."""
    folded = search.folded(name)
    texts = (
        select(ACTOR_NAMES.c.actor_id.label("id")).join(CURRENT, CURRENT.c.key == ACTOR_NAMES.c.extraction_key).where(ACTOR_NAMES.c.folded == folded)
    )
    decided = select(IDENTITY_NAMES.c.actor_id).where(IDENTITY_NAMES.c.folded == folded)
    return _shown(union(texts, bearers(name), decided).cte("called"))


def shown_as(actor_id: str) -> Select[str]:
    """The id of the actor that one of this id is shown as."""
    return _shown(select(literal(actor_id).label("id")).cte("asked"))


def _shown(asked: CTE) -> Select[str]:
    shown = func.coalesce(IDENTITIES.c.stands_for, asked.c.id).label("id")
    return select(shown).select_from(asked).outerjoin(IDENTITIES, IDENTITIES.c.actor_id == asked.c.id).distinct()


# --- in records ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Known:
    """What is decided about some actors: whom they stand for, and what else those are called."""

    stands_for: dict[str, Identity]
    names: dict[str, tuple[str, ...]]

    @classmethod
    def of(cls, connection: Connection, actor_ids: Iterable[str]) -> Known:
        """Look these up."""
        stands_for: dict[str, Identity] = {}
        for ids in chunks(sorted(set(actor_ids))):
            for row in connection.execute(select(IDENTITIES).where(IDENTITIES.c.actor_id.in_(ids))):
                stands_for[row.actor_id] = Identity(row.stands_for, row.name, ActorKind(row.kind))
        names: dict[str, list[str]] = {}
        for ids in chunks(sorted({one.id for one in stands_for.values()})):
            for row in connection.execute(select(IDENTITY_NAMES).where(IDENTITY_NAMES.c.actor_id.in_(ids)).order_by(IDENTITY_NAMES.c.key)):
                names.setdefault(row.actor_id, []).append(row.name)
        return cls(stands_for, {key: tuple(listed) for key, listed in names.items()})

    def given(self, key: str) -> Actor | None:
        """The actor that words were given to; None for nobody."""
        if key == NOBODY:
            return None
        who = self.stands_for[key]
        return self.shown(Actor(who.id, who.name, who.kind))

    def shown(self, actor: Actor | None) -> Actor | None:
        """The actor as people decided, with the names it has in the article."""
        if actor is None or actor.id not in self.stands_for:
            return actor
        who = self.stands_for[actor.id]
        names = dict.fromkeys((actor.name, *actor.aliases, *self.names.get(who.id, ())))
        return Actor(who.id, who.name, who.kind, tuple(name for name in names if name != who.name), actor.roles)


def applied(connection: Connection, rows: Sequence[StatementRow]) -> Iterator[StatementRow]:
    """Statements with the actors people decided on."""
    moved = _moved(connection, rows)
    asked = {one.id for row in rows for one in (row.actor, row.addressee, row.on_behalf_of) if one is not None}
    known = Known.of(connection, asked | set(moved.values()))
    if not known.stands_for and not moved:
        yield from rows
        return
    for row in rows:
        given = moved.get((row.article.digest, stretch_of(row.anchor)))
        actor = known.shown(row.actor) if given is None else known.given(given)
        addressee, behalf = known.shown(row.addressee), known.shown(row.on_behalf_of)
        statement = replace(
            row.statement,
            actor_id=actor.id if actor else None,
            addressee_id=addressee.id if addressee else None,
            on_behalf_of_id=behalf.id if behalf else None,
        )
        yield replace(row, statement=statement, actor=actor, addressee=addressee, on_behalf_of=behalf)


def _moved(connection: Connection, rows: Sequence[StatementRow]) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for digests in chunks(sorted({row.article.digest for row in rows})):
        for row in connection.execute(select(MOVED).where(MOVED.c.article_digest.in_(digests))):
            found[row.article_digest, row.stretch] = row.actor_id
    return found


def members(connection: Connection, shown_ids: Iterable[str]) -> dict[str, str]:
    """The shown actor of every actor that is one of these, by id; those nobody decided about are shown as themselves."""
    found = {key: key for key in shown_ids}
    for ids in chunks(sorted(found)):
        for row in connection.execute(select(IDENTITIES).where(IDENTITIES.c.stands_for.in_(ids))):
            found[row.actor_id] = row.stands_for
    return found


def counted(connection: Connection, shown: Sequence[tuple[str, int, int]], actors: dict[str, Actor]) -> Iterator[ActorRow]:
    """Rows of shown actors in the order given, from the actors of the articles by id."""
    parts = members(connection, (key for key, _, _ in shown))
    known = Known.of(connection, parts)
    joined: dict[str, Actor] = {}
    for key, one in actors.items():
        who = known.stands_for.get(key)
        part = known.shown(one) or one
        whole = joined.setdefault(who.id if who else key, part)
        names = dict.fromkeys((*whole.aliases, *part.aliases))
        joined[whole.id] = replace(whole, aliases=tuple(names), roles=tuple(dict.fromkeys((*whole.roles, *part.roles))))
    entries = entries_of(connection, parts)
    listed = {parts[part]: one for part, one in entries.items()} | {part: one for part, one in entries.items() if parts[part] == part}
    for key, statements, articles in shown:
        actor = joined.get(key)
        if actor is None:
            who = known.stands_for[key]
            actor = Actor(key, who.name, who.kind, tuple(name for name in known.names.get(key, ()) if name != who.name))
        yield ActorRow(actor, statements, articles, listed.get(key))
