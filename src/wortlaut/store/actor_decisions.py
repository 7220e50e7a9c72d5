"""People's decisions about actors, in the same log as their judgements: appended, undone, never changed.

The id of each is the hash of what was decided and of the id of the one before it, so that no entry can be changed or taken out of the middle
unseen. What they amount to, `wortlaut.store.identities` says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, Connection, insert, or_, select

from wortlaut.errors import LedgerError
from wortlaut.records import ActorAct, ActorDecision, ActorKind, Amendment, Identity, Part, QuotedWords, content_id
from wortlaut.store import identities
from wortlaut.store.amendments import amendment_of
from wortlaut.store.codec import from_json, to_json
from wortlaut.store.decisions import decider, spans_of
from wortlaut.store.filters import starts_with
from wortlaut.store.put import stretch_of
from wortlaut.store.rows import decoding
from wortlaut.store.shown import STANDS
from wortlaut.store.tables import ACTORS, DECISIONS, IDENTITIES, SHOWN_STATEMENTS, AnyRow

MOST_SHOWN = 4
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class _Content:
    """What a row of the log holds in its value."""

    actor: Identity
    other: Identity | None
    name: str
    words: tuple[QuotedWords, ...]


def merge(connection: Connection, actor: str, other: str, by: str, at: str) -> ActorDecision:
    """Append that `other` is the same as `actor`, whose name is kept."""
    keep, lose = named(connection, actor), named(connection, other)
    if keep.id == lose.id:
        raise LedgerError("they are one actor already", f"{actor!r} and {other!r}", "see who is called what with `wortlaut actors`")
    return _append(connection, ActorAct.MERGE, _Content(keep, lose, "", ()), by, at)


def split(connection: Connection, actor: str, statements: Sequence[AnyRow], by: str, at: str, name: str) -> ActorDecision:
    """Append that these statements (rows of key, digest and stretch), all of them shown with `actor`, are somebody else's."""
    whole = named(connection, actor)
    strangers = [row.id for row in statements if _shown_with(connection, row.key) != whole.id]
    if strangers or not statements:
        subject = f"{', '.join(strangers[:MOST_SHOWN])} ({whole.name})" if strangers else whole.name
        raise LedgerError("only statements of the actor can be split off", subject, "list them with `wortlaut statements --actor NAME`")
    words = tuple(QuotedWords(row.text_digest, spans_of(row.stretch)) for row in sorted(statements, key=lambda row: (row.text_digest, row.stretch)))
    name = fit(name) if name else _numbered(connection, whole.name)
    where = (f"{one.article_digest} {stretch_of(one.quote)}" for one in words)
    made = Identity(content_id("w", "split", whole.id, name, at, *where), name, whole.kind)
    return _append(connection, ActorAct.SPLIT, _Content(whole, made, name, words), by, at)


def rename(connection: Connection, actor: str, name: str, by: str, at: str) -> ActorDecision:
    """Append that the actor is to be shown with this name; the old one stays a name it is found by."""
    return _append(connection, ActorAct.RENAME, _Content(named(connection, actor), None, fit(name), ()), by, at)


def alias(connection: Connection, actor: str, name: str, by: str, at: str) -> ActorDecision:
    """Append that the actor is called so, too."""
    return _append(connection, ActorAct.ALIAS, _Content(named(connection, actor), None, fit(name), ()), by, at)


def retraction(connection: Connection, row: AnyRow, at: str) -> ActorDecision:
    """Append the retraction of the decision in this row."""
    return _insert(connection, replace(decision_of(row), at=at, replaces=row.id, retracted=True))


def again(connection: Connection, row: AnyRow, retraction: str, at: str) -> ActorDecision:
    """Append the decision in this row anew, in place of its retraction."""
    return _insert(connection, replace(decision_of(row), at=at, replaces=retraction, retracted=False))


def replayed(connection: Connection, decision: ActorDecision, replaces: str | None) -> ActorDecision:
    """Append a decision of another ledger, which undoes the one of this id here; what the log amounts to is left for the caller to keep."""
    return _appended(connection, replace(decision, replaces=replaces))


def log(connection: Connection) -> Iterator[ActorDecision]:
    """All decisions about actors in order, retractions and all."""
    for row in connection.execute(select(DECISIONS).where(DECISIONS.c.act.is_not(None)).order_by(DECISIONS.c.key)):
        yield decision_of(row)


def about_actors(connection: Connection) -> Iterator[ActorDecision | Amendment]:
    """Everything that tells who is who and is not undone, in order: the decisions about actors, and who people said speaks or is spoken to."""
    yield from told_of_actors(connection, STANDS)


def told_of_actors(connection: Connection, *conditions: ColumnElement[bool]) -> Iterator[ActorDecision | Amendment]:
    """The same with what was undone and its undoing."""
    told = or_(DECISIONS.c.act.is_not(None), DECISIONS.c.part.in_((Part.SPEAKER, Part.ADDRESSEE)))
    for row in connection.execute(select(DECISIONS).where(told, *conditions).order_by(DECISIONS.c.key)):
        yield decision_of(row) if row.act is not None else amendment_of(row)


def altered(connection: Connection) -> Iterator[tuple[str, str]]:
    """Decisions that are not what was decided, or follow one that is gone (id, reason); and whether what they amount to is kept."""
    before = None
    for row in connection.execute(select(DECISIONS).where(DECISIONS.c.act.is_not(None)).order_by(DECISIONS.c.key)):
        try:
            whole = _id_of(decision_of(row), before) == row.id
        except LedgerError:
            yield row.id, "the decision cannot be read"
            return
        if not whole:
            yield row.id, "the decision is not the one that was made, or one before it is gone"
        before = row.id
    if identities.wrong(connection, identities.standing(about_actors(connection))):
        yield "actors", "who stands for whom is not what the log of decisions says"


def _append(connection: Connection, act: ActorAct, content: _Content, by: str, at: str) -> ActorDecision:
    """Append a decision; what the person said last, said again, or the same act replayed, adds nothing."""
    name = decider(by)
    own = DECISIONS.c.act.is_not(None), DECISIONS.c.by == name, STANDS
    last = connection.execute(select(DECISIONS).where(*own).order_by(DECISIONS.c.key.desc()).limit(1)).first()
    if last is not None and (last.act, last.value) == (act, to_json(content)):
        return decision_of(last)
    made = ActorDecision("", act, content.actor, content.other, content.name, content.words, name, at)
    return _insert(connection, made)


def _insert(connection: Connection, decision: ActorDecision) -> ActorDecision:
    made = _appended(connection, decision)
    identities.keep(connection, identities.standing(about_actors(connection)))
    return made


def _appended(connection: Connection, decision: ActorDecision) -> ActorDecision:
    made = replace(decision, id=_id_of(decision, _last(connection)))
    content = _Content(made.actor, made.other, made.name, made.words)
    row: dict[str, object] = {name: getattr(made, name) for name in ("id", "act", "by", "at", "replaces", "retracted")}
    connection.execute(insert(DECISIONS), row | {"article_digest": "", "subject": made.actor.id, "note": "", "value": to_json(content)})
    return made


def _last(connection: Connection) -> str | None:
    question = select(DECISIONS.c.id).where(DECISIONS.c.act.is_not(None)).order_by(DECISIONS.c.key.desc()).limit(1)
    last: str | None = connection.scalar(question)
    return last


def _id_of(made: ActorDecision, before: str | None) -> str:
    content = to_json(_Content(made.actor, made.other, made.name, made.words))
    return content_id("d", before, made.act, content, made.by, made.at, made.replaces, made.retracted)


def decision_of(row: AnyRow) -> ActorDecision:
    """A decision about an actor from its row."""
    with decoding(row.id):
        content = from_json(_Content, row.value)
        about = (content.actor, content.other, content.name, content.words)
        return ActorDecision(row.id, ActorAct(row.act), *about, row.by, row.at, row.replaces, row.retracted)


# --- finding actors ------------------------------------------------------------------------------------------


def named(connection: Connection, wanted: str) -> Identity:
    """The one shown actor with this id, beginning of an id, or name; raises LedgerError if there is none or several."""
    found = _by_id(connection, wanted.strip()) or list(connection.scalars(identities.called(wanted).limit(MOST_SHOWN)))
    if len(found) == 1:
        return _identity(connection, found[0])
    if not found:
        raise LedgerError("there is no such actor", repr(wanted), "list them with `wortlaut actors`; a name, an alias or an id")
    shown = ", ".join(f"{_identity(connection, key).name} {key}" for key in found[: MOST_SHOWN - 1])
    raise LedgerError("several actors are called so", f"{wanted!r} ({shown}{', ...' if len(found) == MOST_SHOWN else ''})", "give the id of one")


def _by_id(connection: Connection, prefix: str) -> list[str]:
    """Shown actors of which one part has an id that starts so."""
    if len(prefix) < 3 or prefix[1:2] != "-":
        return []
    found: set[str] = set()
    for column in (ACTORS.c.id, IDENTITIES.c.actor_id):
        found.update(connection.scalars(select(column).where(starts_with(column, prefix)).distinct().limit(MOST_SHOWN)))
    exact = {key for key in found if key == prefix} or found
    return sorted({shown for key in exact for shown in connection.scalars(identities.shown_as(key))})


def _identity(connection: Connection, shown: str) -> Identity:
    """An actor under the name it has by itself: that of the texts, of the registry, or the one it got when it was split off."""
    row = connection.execute(select(ACTORS.c.name, ACTORS.c.kind).where(ACTORS.c.id == shown).limit(1)).first()
    if row is not None:
        return Identity(shown, row.name, ActorKind(row.kind))
    for decision in about_actors(connection):
        for one in identities.named_in(decision):
            if one.id == shown:
                return one
    raise LedgerError("no article and no decision knows this actor yet", shown, "run `wortlaut run` first, or name another")


def _shown_with(connection: Connection, statement_key: int) -> str | None:
    shown: str | None = connection.scalar(select(SHOWN_STATEMENTS.c.actor_id).where(SHOWN_STATEMENTS.c.statement_key == statement_key))
    return shown


def _numbered(connection: Connection, name: str) -> str:
    """The name with the first number in brackets that nobody has: two people of one name are told apart by it."""
    number = 2
    while connection.scalar(identities.called(f"{name} ({number})").limit(1)) is not None:
        number += 1
    return f"{name} ({number})"


def fit(name: str) -> str:
    """A name as it is kept; LedgerError for what is none."""
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise LedgerError("this is no name of an actor", repr(name[:40]), f"give at most {LONGEST_NAME} printable characters")
    return name
