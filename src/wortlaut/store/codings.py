"""The log of codings: what people coded and what a machine suggested, appended, taken back, never changed.

Like judgements, codings are bound to the digest of the text and the quoted stretch. A person's later coding of the same
statement and concept counts instead of the earlier one; "no concept fits" counts instead of all concepts before it, and a
concept instead of it. Taking back uncovers what stood before. `after` ties the order of this log to that of the decisions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import Alias, ColumnElement, Connection, FromClause, Select, and_, exists, func, insert, select

from wortlaut.errors import LedgerError
from wortlaut.records import Codebook, Coding, CodingStatus, Mismatch, Producer, StatementCodings, StatementRow, Suggestion, content_id
from wortlaut.store import codebooks
from wortlaut.store.decisions import decider, spans_of
from wortlaut.store.put import chunks, producer_keys, stretch_of
from wortlaut.store.rows import producers
from wortlaut.store.tables import ARTICLES, CODINGS, CURRENT, DECISIONS, STATEMENTS, AnyRow


def standing_in(log: FromClause) -> ColumnElement[bool]:
    """True of codings of this log, which is the table or an alias of it, that are not taken back."""
    later = CODINGS.alias(f"after_{log.name}" if isinstance(log, Alias) else "later")
    return and_(~log.c.retracted, ~exists().where(later.c.replaces == log.c.id, later.c.retracted))


STANDS = standing_in(CODINGS)
"""True of codings that are not taken back."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a coding belongs: a statement, the digest of its text, its stretch."""

    statement: str
    digest: str
    stretch: str


@dataclass(slots=True)
class Standing:
    """What stands for one statement: per person by concept (None: no concept fits), and the newest suggestions of a machine."""

    people: dict[str, dict[str | None, Coding]] = field(default_factory=dict)
    machine: list[Coding] = field(default_factory=list)

    def take(self, coding: Coding) -> None:
        """Take in the next coding of the log."""
        if coding.by is None:
            if self.machine and _batch(self.machine[0]) != _batch(coding):
                self.machine = []
            self.machine.append(coding)
            return
        own = self.people.setdefault(coding.by, {})
        if coding.concept is None:
            own.clear()
        else:
            own.pop(None, None)
        own[coding.concept] = coding

    def coded(self) -> tuple[Coding, ...]:
        """What people coded, each person's codings in order."""
        return tuple(coding for own in self.people.values() for coding in own.values())

    def whole(self, statement: str) -> StatementCodings:
        """All that stands, as that of a statement."""
        return StatementCodings(statement, self.coded(), tuple(self.machine))


def _batch(coding: Coding) -> tuple[object, ...]:
    return (coding.at, coding.producer, coding.codebook)


def code(connection: Connection, place: Place, concept: str | None, agreement: int | None, by: str, at: str, note: str, *, blind: bool) -> Coding:
    """Append a person's coding; saying again what one has said adds nothing. LedgerError for what the codebook does not have."""
    name = decider(by)
    codebook = codebooks.required(connection)
    _check(codebook, concept, agreement)
    own = standing(connection, [place.digest]).get((place.digest, place.stretch), Standing()).people.get(name, {})
    before = own.get(concept)
    if before is not None and (before.agreement, before.note, before.codebook) == (agreement, note, codebook.version):
        return before
    made = Coding(
        id="",
        statement=place.statement,
        article_digest=place.digest,
        quote=spans_of(place.stretch),
        concept=concept,
        agreement=agreement,
        status=CodingStatus.CODED,
        by=name,
        producer=None,
        codebook=codebook.version,
        at=at,
        note=note,
        blind=blind,
        replaces=before.id if before is not None else None,
    )
    return _append(connection, made)


def drop(connection: Connection, place: Place, concept: str | None, by: str, at: str) -> Coding:
    """Append that a person takes back what they coded on a concept; LedgerError if nothing of theirs stands."""
    name = decider(by)
    own = standing(connection, [place.digest]).get((place.digest, place.stretch), Standing()).people.get(name, {})
    if concept not in own:
        raise LedgerError("there is no such coding", f"{place.statement}, {concept or 'no concept'}, by {name}", "see them with `wortlaut show ID`")
    return _taken_back(connection, own[concept], at)


def suggest(connection: Connection, places: dict[str, Place], given: Sequence[Suggestion], at: str) -> int:
    """Append a machine's suggestions in place of its earlier ones; how many are new (the same again adds nothing)."""
    codebook = codebooks.required(connection)
    before = standing(connection, sorted({place.digest for place in places.values()}))
    fresh: list[Coding] = []
    by_statement: dict[str, list[Suggestion]] = {}
    for one in given:
        by_statement.setdefault(one.statement, []).append(one)
    for statement, suggestions in by_statement.items():
        place = places[statement]
        made = [_suggested(one, place, codebook.version, at) for one in suggestions]
        old = before.get((place.digest, place.stretch), Standing()).machine
        if [_content(one) for one in old] != [_content(one) for one in made]:
            fresh += made
    makers = producer_keys(connection, {one.producer for one in fresh if one.producer is not None})
    after = _after(connection)
    lengths = _lengths(connection, sorted({one.statement for one in fresh}))
    rows = [_row(replace(one, id=coding_id(one, lengths[one.statement])), makers, after) for one in fresh]
    if rows:
        connection.execute(insert(CODINGS), rows)
    return len(rows)


def retraction(connection: Connection, coding: Coding, at: str) -> Coding:
    """Append that a person's coding is undone."""
    return _taken_back(connection, coding, at)


def again(connection: Connection, coding: Coding, retraction: str, at: str) -> Coding:
    """Append a person's coding anew, in place of its retraction."""
    return _append(connection, replace(coding, id="", at=at, replaces=retraction, retracted=False))


def log(connection: Connection, *conditions: ColumnElement[bool]) -> Iterator[Coding]:
    """All codings in order, what was taken back and all."""
    makers = producers(connection)
    for row in connection.execute(select(CODINGS).where(*conditions).order_by(CODINGS.c.key)):
        yield coding_of(row, makers)


def standing(connection: Connection, digests: Sequence[str]) -> dict[tuple[str, str], Standing]:
    """What stands for the statements of these texts, by digest and stretch."""
    makers = producers(connection)
    found: dict[tuple[str, str], Standing] = {}
    for chunk in chunks(digests):
        for row in connection.execute(select(CODINGS).where(CODINGS.c.article_digest.in_(chunk), STANDS).order_by(CODINGS.c.key)):
            found.setdefault((row.article_digest, row.stretch), Standing()).take(coding_of(row, makers))
    return found


def of_rows(connection: Connection, statements: Sequence[StatementRow]) -> tuple[StatementCodings, ...]:
    """What stands for each of these statements, in their order."""
    found = standing(connection, sorted({row.article.digest for row in statements}))
    return tuple(found.get((row.article.digest, stretch_of(row.anchor)), Standing()).whole(row.quotation.id) for row in statements)


def statement_keys(digests: Collection[str] | None = None) -> Select[int]:
    """The keys of all statements, current or not, that somebody coded or a machine suggested something for; of these texts only."""
    question = (
        select(STATEMENTS.c.key)
        .select_from(CODINGS)
        .join(ARTICLES, ARTICLES.c.text_digest == CODINGS.c.article_digest)
        .join(STATEMENTS, and_(STATEMENTS.c.extraction_key == ARTICLES.c.extraction_key, STATEMENTS.c.stretch == CODINGS.c.stretch))
    )
    return question if digests is None else question.where(CODINGS.c.article_digest.in_(digests))


def orphans(connection: Connection) -> Iterator[Coding]:
    """People's codings that stand but whose words no current statement quotes, in order."""
    quoted = (
        select(STATEMENTS.c.key)
        .join(ARTICLES, ARTICLES.c.extraction_key == STATEMENTS.c.extraction_key)
        .join(CURRENT, CURRENT.c.key == ARTICLES.c.extraction_key)
        .where(ARTICLES.c.text_digest == CODINGS.c.article_digest, STATEMENTS.c.stretch == CODINGS.c.stretch)
    )
    lost = connection.execute(select(CODINGS.c.article_digest, CODINGS.c.stretch).where(CODINGS.c.by.is_not(None), ~quoted.exists()).distinct()).all()
    found = standing(connection, sorted({row.article_digest for row in lost}))
    for row in lost:
        yield from found.get((row.article_digest, row.stretch), Standing()).coded()


def take(connection: Connection, given: Coding) -> bool:
    """Append a coding of another ledger under its own id; False if it is here, or if it takes back what is taken back here."""
    here = connection.scalar(select(CODINGS.c.key).where(CODINGS.c.id == given.id))
    gone = given.retracted and connection.scalar(select(CODINGS.c.key).where(CODINGS.c.replaces == given.replaces, CODINGS.c.retracted).limit(1))
    if here is not None or gone:
        return False
    makers = producer_keys(connection, {given.producer} if given.producer is not None else set())
    connection.execute(insert(CODINGS), _row(given, makers, _after(connection)))
    return True


def mismatches(connection: Connection) -> Iterator[Mismatch]:
    """Codings that are not what was coded, or that replace what does not exist."""
    earlier: set[str] = set()
    undone: set[str] = set()
    lengths: Counter[str] = Counter()
    for coding in log(connection):
        if not any(coding.id == coding_id(coding, number) for number in range(lengths[coding.statement] + 1)):
            yield Mismatch(coding.id, "the coding is not the one that was made")
        if coding.replaces is not None and coding.replaces not in earlier:
            yield Mismatch(coding.id, "the coding it replaces does not exist")
        if coding.retracted and coding.replaces in undone:
            yield Mismatch(str(coding.replaces), "the coding is taken back twice")
        undone |= {coding.replaces} if coding.retracted and coding.replaces else set()
        earlier.add(coding.id)
        lengths[coding.statement] += 1


def coding_of(row: AnyRow, makers: dict[int, Producer]) -> Coding:
    """A coding from its row."""
    return Coding(
        id=row.id,
        statement=row.statement,
        article_digest=row.article_digest,
        quote=spans_of(row.stretch),
        concept=row.concept,
        agreement=row.agreement,
        status=CodingStatus(row.status),
        by=row.by,
        producer=makers[row.producer] if row.producer is not None else None,
        codebook=row.codebook,
        at=row.at,
        note=row.note,
        blind=row.blind,
        score=row.score,
        replaces=row.replaces,
        retracted=row.retracted,
    )


# --- parts ---------------------------------------------------------------------------------------------------


def _check(codebook: Codebook, concept: str | None, agreement: int | None) -> None:
    if concept is not None and codebook.concept(concept) is None:
        raise LedgerError("the codebook has no such concept", repr(concept[:60]), "list them with `wortlaut concepts list`")
    if agreement is not None and (agreement not in codebook.scale or concept is None):
        levels = ", ".join(map(str, codebook.scale))
        raise LedgerError("this is no agreement", f"{agreement} on {concept or 'no concept'}", f"one of {levels}, on a concept; or leave it out")


def _suggested(one: Suggestion, place: Place, codebook: str, at: str) -> Coding:
    return Coding(
        id="",
        statement=place.statement,
        article_digest=place.digest,
        quote=spans_of(place.stretch),
        concept=one.concept,
        agreement=one.agreement,
        status=CodingStatus.SUGGESTED,
        by=None,
        producer=one.producer,
        codebook=codebook,
        at=at,
        note="; ".join(one.why),
        score=one.score,
    )


def _content(coding: Coding) -> tuple[object, ...]:
    return (coding.concept, coding.agreement, coding.score, coding.note, coding.producer, coding.codebook)


def _taken_back(connection: Connection, coding: Coding, at: str) -> Coding:
    return _append(connection, replace(coding, id="", at=at, replaces=coding.id, retracted=True))


def _append(connection: Connection, made: Coding) -> Coding:
    # The number is part of the id: the same coding, taken back and made again within a second, is another entry.
    made = replace(made, id=coding_id(made, _lengths(connection, [made.statement])[made.statement]))
    connection.execute(insert(CODINGS), _row(made, {}, _after(connection)))
    return made


def _lengths(connection: Connection, statements: Sequence[str]) -> Counter[str]:
    """How many entries the log has on each statement."""
    found: Counter[str] = Counter()
    for chunk in chunks(statements):
        question = select(CODINGS.c.statement, func.count().label("entries")).where(CODINGS.c.statement.in_(chunk)).group_by(CODINGS.c.statement)
        found.update({row.statement: row.entries for row in connection.execute(question)})
    return found


def coding_id(coding: Coding, number: int) -> str:
    """The id of a coding, given without one, of whose statement the log has this many entries: the hash of all it says."""
    said = (coding.article_digest, stretch_of(coding.quote), coding.concept, coding.agreement, coding.status, coding.by, coding.producer)
    return content_id("o", *said, coding.codebook, coding.at, coding.note, coding.blind, coding.score, coding.replaces, coding.retracted, number)


def _after(connection: Connection) -> int:
    return connection.scalar(select(func.max(DECISIONS.c.key))) or 0


def _row(coding: Coding, makers: dict[Producer, int], after: int) -> dict[str, object]:
    names = ("id", "statement", "article_digest", "concept", "agreement", "status", "by", "codebook", "at", "note", "blind", "score", "replaces")
    row: dict[str, object] = {name: getattr(coding, name) for name in (*names, "retracted")}
    producer = makers[coding.producer] if coding.producer is not None else None
    return row | {"stretch": stretch_of(coding.quote), "producer": producer, "after": after}
