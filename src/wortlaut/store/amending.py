"""How a person changes a statement: what is asked is checked, appended to the log, and what the log amounts to is kept up.

An addition comes with its speaker and with the acceptance of whoever added it, as one batch.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import Connection, select

from wortlaut.errors import LedgerError
from wortlaut.records import ActorKind, Amendment, Identity, Kind, Part, Places, Quotation, Registered, Span, Verdict, content_id
from wortlaut.store import actor_decisions, added, amended, amendments, decisions, identities
from wortlaut.store.codings import Place
from wortlaut.store.decisions import spans_of
from wortlaut.store.put import stretch_of
from wortlaut.store.tables import TEXTS, AnyRow

MOST_PLACES = 100
LONGEST_REPLY = 5_000
"""Characters of a reply."""

_ACTORS = (Part.SPEAKER, Part.ADDRESSEE)


def kind(connection: Connection, place: Place, value: Kind, by: str, at: str) -> Amendment:
    """Append the kind of a statement."""
    return _append(connection, _made(place, Part.KIND, by, at, kind=Kind(value)))


def quote(connection: Connection, place: Place, words: Places, by: str, at: str) -> Amendment:
    """Append which words a statement quotes; LedgerError for stretches that are empty, overlap, or are not in the text."""
    _check(connection, place.digest, words)
    return _append(connection, _made(place, Part.QUOTE, by, at, words=words))


def actor(connection: Connection, place: Place, part: Part, who: Identity | None, by: str, at: str) -> Amendment:
    """Append who speaks or is spoken to; None: unknown."""
    return _append(connection, _made(place, part, by, at, actor=who))


def cue(connection: Connection, place: Place, words: Places, by: str, at: str) -> Amendment:
    """Append which words signal that somebody speaks, none if there are none; LedgerError for stretches that are not in the text."""
    if words:
        _check(connection, place.digest, words)
    return _append(connection, _made(place, Part.CUE, by, at, words=words))


def flag(connection: Connection, place: Place, by: str, at: str) -> Amendment:
    """Append that a second reader is wanted."""
    return _append(connection, _made(place, Part.FLAG, by, at))


def reply(connection: Connection, place: Place, said: str, who: Identity | None, by: str, at: str) -> Amendment:
    """Append what somebody has to say to a statement; LedgerError where it says nothing, or more than a reply may."""
    said = said.strip()
    if not said or len(said) > LONGEST_REPLY:
        raise LedgerError("this is no reply", f"{len(said)} characters", f"write at least one and at most {LONGEST_REPLY}")
    return _append(connection, replace(_made(place, Part.REPLY, by, at, actor=who), note=said))


def place_in(connection: Connection, article: str, digest: str, words: Places) -> Place:
    """Where a statement with these words belongs; LedgerError for stretches that are not in the text."""
    text = _check(connection, digest, words)
    return Place(Quotation.id_of(article, tuple(Span.of(text, *one) for one in words)), digest, stretch_of(tuple(words)))


def add(connection: Connection, place: Place, value: Kind, who: Identity | None, by: str, at: str) -> Amendment:
    """Append a statement that was missed, with who speaks, accepted by whoever adds it."""
    batch = content_id("b", place.digest, place.stretch, by, at)
    made = _append(connection, _made(place, Part.ADDED, by, at, kind=Kind(value), batch=batch))
    if who is not None:
        _append(connection, _made(place, Part.SPEAKER, by, at, actor=who, batch=batch))
    decisions.judge(connection, place.statement, place.digest, place.stretch, Verdict.ACCEPT, by, at, "", batch)
    return made


def retraction(connection: Connection, row: AnyRow, at: str) -> Amendment:
    """Append the retraction of the amendment in this row."""
    gone = amendments.retraction(connection, row, at)
    keep(connection, [gone])
    return gone


def again(connection: Connection, row: AnyRow, retraction: str, at: str, batch: str | None) -> Amendment:
    """Append the amendment in this row anew, in place of its retraction."""
    made = amendments.again(connection, row, retraction, at, batch)
    keep(connection, [made])
    return made


def identity(connection: Connection, wanted: str, new: ActorKind | None) -> Identity:
    """The actor called so; where nobody is and a kind is given, a new one of that kind. LedgerError if there is none or several."""
    try:
        return actor_decisions.named(connection, wanted)
    except LedgerError:
        if new is None or connection.scalar(identities.called(wanted).limit(1)) is not None:
            raise
    made = Registered(actor_decisions.fit(wanted), new)
    return Identity(made.id, made.name, made.kind)


def keep(connection: Connection, changes: Iterable[Amendment]) -> None:
    """Make everything that is kept of these changes what the log says."""
    changes = list(changes)
    digests = sorted({one.article_digest for one in changes})
    amended.keep(connection, digests)
    if any(one.part is Part.ADDED for one in changes):
        added.keep(connection, digests)
    if any(one.part in _ACTORS for one in changes):
        identities.keep(connection, identities.standing(actor_decisions.about_actors(connection)))


def altered(connection: Connection) -> Iterable[tuple[str, str]]:
    """Amendments that are not what was decided, cannot be where they are, or are not what is kept (id, reason)."""
    try:
        yield from amendments.altered(connection)
        standing = list(amendments.in_force(connection))
    except LedgerError:
        yield "amendments", "an amendment cannot be read"
        return
    digests = sorted({one.article_digest for one in standing})
    lengths = {digest: len(text) for digest in digests if (text := _text(connection, digest)) is not None}
    for one in standing:
        if one.article_digest in lengths and not _fits(one.words or one.quote, lengths[one.article_digest]):
            yield one.id, "the words it names are not in the text"
    found = amendments.standing(connection, digests)
    if amended.wrong(connection, found):
        yield "amendments", "the kinds that are searched are not those decided"
    for article in added.wrong(connection):
        yield article, "the added statements are not those of the log"


def _append(connection: Connection, made: Amendment) -> Amendment:
    made = amendments.append(connection, made)
    keep(connection, [made])
    return made


def _made(
    place: Place,
    part: Part,
    by: str,
    at: str,
    *,
    kind: Kind | None = None,
    words: Places = (),
    actor: Identity | None = None,
    batch: str | None = None,
) -> Amendment:
    return Amendment("", place.statement, place.digest, spans_of(place.stretch), part, kind, words, actor, by, at, batch)


def _check(connection: Connection, digest: str, words: Places) -> str:
    text = _text(connection, digest) or ""
    if not _fits(words, len(text)) or not all(text[start:end].strip() for start, end in words):
        raise LedgerError(
            "these are no words of the text",
            stretch_of(tuple(words))[:60] or "none",
            f"give START-END in code points, in order, each with words in it, within 0-{len(text)}",
        )
    return text


def _fits(words: Sequence[tuple[int, int]], length: int) -> bool:
    borders = [border for place in words for border in place]
    inside = bool(words) and len(words) <= MOST_PLACES and borders[0] >= 0 and borders[-1] <= length
    return inside and borders == sorted(borders) and all(start < end for start, end in words)


def _text(connection: Connection, digest: str) -> str | None:
    text: str | None = connection.scalar(select(TEXTS.c.text).where(TEXTS.c.digest == digest))
    return text
