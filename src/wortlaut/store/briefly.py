"""Statements in brief: what networks count and relations compare, for many statements at once and without their texts.

Only what the machine found is read so, with the actors people decided on. Where a person changed anything else in a text (a part of a statement,
who speaks, a date, an outlet), its statements are read whole by `wortlaut.store.rows`, so that every rule stands in one place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy import Connection, select

from wortlaut.records import Actor, ActorKind, ChainStep, How, Identity, Interval, Reason, Span, Spans, StatementCodings, StatementRow, Voiced
from wortlaut.records.relations import SURE, stances_of
from wortlaut.store import rows
from wortlaut.store.codec import from_json, to_json
from wortlaut.store.put import chunks, stretch_of
from wortlaut.store.tables import ACTORS, ARTICLES, DECISIONS, IDENTITIES, MOVED, STATEMENTS, AnyRow


class Heading(NamedTuple):
    """An article in brief, corrections applied."""

    id: str
    digest: str
    title: str
    authors: str
    outlet: str
    published: Interval


class Brief(NamedTuple):
    """A statement in brief: as a `StatementRow`, whatever people decided applied; places of it that are seldom asked for are still JSON."""

    key: int
    statement: str
    stretch: str
    article: Heading
    actor: Identity | None
    how: How | None
    addressee: str | None
    behalf: Identity | None
    said: Interval | None
    chain: str
    quote: str
    place: str | None

    @property
    def hands(self) -> tuple[ChainStep, ...]:
        """The chain of hands."""
        return _chain(self.chain)

    @property
    def words(self) -> Spans:
        """The quoted words."""
        return from_json(tuple[Span, ...], self.quote)

    def voiced(self, codings: StatementCodings, middle: float) -> Voiced:
        """The statement as relations compare it, like `Voiced.of`."""
        known = self.said is not None and (self.said.start or self.said.end)
        return Voiced(
            statement=self.statement,
            article=self.article.id,
            actor=self.actor.id if self.actor is not None else None,
            name=self.actor.name if self.actor is not None else "",
            named=self.how in SURE,
            when=self.said if self.said is not None and known else self.article.published,
            quote=self.words,
            addressee=self.addressee,
            place=from_json(Span, self.place).text if self.place is not None else None,
            stances=stances_of(codings, middle),
        )

    @property
    def when(self) -> tuple[Interval, ...]:
        """When it was said, if that is known, and when it was published."""
        return (self.article.published,) if self.said is None else (self.said, self.article.published)


@lru_cache(maxsize=1_000)
def _chain(text: str) -> tuple[ChainStep, ...]:
    return from_json(tuple[ChainStep, ...], text)


def statements(connection: Connection, keys: Sequence[int]) -> Iterator[Brief]:
    """The statements of these keys, in their order."""
    shown = {row.actor_id: Identity(row.stands_for, row.name, ActorKind(row.kind)) for row in connection.execute(select(IDENTITIES))}
    headings: dict[int, Heading] = {}
    for chunk in chunks(keys, rows.BATCH):
        found = {row.key: row for row in connection.execute(_BRIEFLY.where(STATEMENTS.c.key.in_(chunk)))}
        changed = _changed(connection, sorted({row.text_digest for row in found.values()}))
        whole = {}
        if changed:
            whole_keys = [key for key in chunk if found[key].text_digest in changed]
            whole = dict(zip(whole_keys, map(_in_brief, whole_keys, rows.statement_rows(connection, whole_keys)), strict=True))
        for key in chunk:
            yield whole[key] if key in whole else _brief(found[key], shown, headings)


_SPEAKER, _BEHALF, _ADDRESSEE = (ACTORS.alias(name) for name in ("speaker", "behalf", "addressee"))
_BRIEFLY = (
    select(
        *(STATEMENTS.c[name] for name in ("key", "id", "stretch", "extraction_key", "quote", "chain", "place", "actor_how")),
        *(STATEMENTS.c[f"said_{part}"] for part in ("start", "end", "best", "reason", "span")),
        *(ARTICLES.c[name] for name in ("text_digest", "title", "authors", "outlet")),
        *(ARTICLES.c[f"published_{part}"] for part in ("start", "end", "best", "reason", "span")),
        ARTICLES.c.id.label("article_id"),
        *(one.c[name].label(f"{one.name}_{name}") for one in (_SPEAKER, _BEHALF) for name in ("id", "name", "kind")),
        _ADDRESSEE.c.id.label("addressee_id"),
    )
    .join(ARTICLES, ARTICLES.c.extraction_key == STATEMENTS.c.extraction_key)
    .outerjoin(_SPEAKER, (_SPEAKER.c.extraction_key == STATEMENTS.c.extraction_key) & (_SPEAKER.c.id == STATEMENTS.c.actor_id))
    .outerjoin(_BEHALF, (_BEHALF.c.extraction_key == STATEMENTS.c.extraction_key) & (_BEHALF.c.id == STATEMENTS.c.on_behalf_of_id))
    .outerjoin(_ADDRESSEE, (_ADDRESSEE.c.extraction_key == STATEMENTS.c.extraction_key) & (_ADDRESSEE.c.id == STATEMENTS.c.addressee_id))
)


def _changed(connection: Connection, digests: Sequence[str]) -> frozenset[str]:
    """Those of these texts in which a person decided anything but a verdict."""
    decided = select(DECISIONS.c.article_digest).where(DECISIONS.c.verdict.is_(None))
    questions = [one.where(one.selected_columns.article_digest.in_(digests)) for one in (decided, select(MOVED.c.article_digest))]
    return frozenset(digest for question in questions for digest in connection.scalars(question))


def _brief(row: AnyRow, shown: dict[str, Identity], headings: dict[int, Heading]) -> Brief:
    with rows.decoding(row.id):
        if row.extraction_key not in headings:
            headings[row.extraction_key] = _heading(row)
        said = None if row.said_reason is None else _interval(row, "said")
        how = How(row.actor_how) if row.actor_how is not None else None
        addressee = shown[row.addressee_id].id if row.addressee_id in shown else row.addressee_id
        speaker, behalf = (_actor(row, one, shown) for one in ("speaker", "behalf"))
        return Brief(
            row.key, row.id, row.stretch, headings[row.extraction_key], speaker, how, addressee, behalf, said, row.chain, row.quote, row.place
        )


def _heading(row: AnyRow) -> Heading:
    authors = "; ".join(from_json(tuple[str, ...], row.authors))
    return Heading(row.article_id, row.text_digest, row.title or "", authors, row.outlet or "", _interval(row, "published"))


def _interval(row: AnyRow, name: str) -> Interval:
    start, end, best, reason, span = (getattr(row, f"{name}_{part}") for part in ("start", "end", "best", "reason", "span"))
    return Interval(start, end, best, Reason(reason), from_json(Span, span) if span is not None else None)


def _actor(row: AnyRow, which: str, shown: dict[str, Identity]) -> Identity | None:
    key = getattr(row, f"{which}_id")
    if key is None:
        return None
    return shown.get(key) or Identity(key, getattr(row, f"{which}_name"), ActorKind(getattr(row, f"{which}_kind")))


def _in_brief(key: int, row: StatementRow) -> Brief:
    article, statement = row.article, row.statement
    heading = Heading(article.id, article.digest, row.title or "", "; ".join(article.authors), article.outlet or "", article.published)
    speaker, behalf = (_identity(one) for one in (row.actor, row.on_behalf_of))
    addressee = row.addressee.id if row.addressee is not None else None
    place = to_json(statement.place) if statement.place is not None else None
    written = (to_json(statement.chain), to_json(row.quotation.quote), place)
    return Brief(key, statement.id, stretch_of(row.anchor), heading, speaker, statement.actor_how, addressee, behalf, statement.said, *written)


def _identity(actor: Actor | None) -> Identity | None:
    return Identity(actor.id, actor.name, actor.kind) if actor is not None else None
