"""Takes in what was decided in another ledger: judgements, corrections, amendments, codings, and who is who, each appended once.

Texts are the same where their digests are; articles, statements and codebooks are not brought over. Decisions about texts keep their ids;
those about actors hold for every text and are replayed (`wortlaut.store.actor_merging`). Where both ledgers decided differently, both
decisions are kept, and the one taken in last is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from wortlaut.records import ActorDecision, Amendment, Coding, Correction, Judgement, Taken
from wortlaut.store import actor_decisions, amending, amendments, codings, decisions, shown
from wortlaut.store.actor_merging import Replay
from wortlaut.store.put import chunks, stretch_of
from wortlaut.store.tables import ARTICLES, CODINGS, DECISIONS

Entry = Judgement | Correction | ActorDecision | Amendment | Coding
"""An entry of the logs that can be taken over."""

_OfText = Judgement | Correction | Amendment | Coding


def entries(connection: Connection) -> Iterator[Entry]:
    """All judgements, corrections, amendments, decisions about actors and people's codings, in the order they were made."""
    coded = iter([(row.after, row.id) for row in connection.execute(select(CODINGS.c.after, CODINGS.c.id).order_by(CODINGS.c.key))])
    by_id = {coding.id: coding for coding in codings.log(connection)}
    waiting = next(coded, None)
    for row in connection.execute(select(DECISIONS).order_by(DECISIONS.c.key)):
        while waiting is not None and waiting[0] < row.key:
            yield by_id[waiting[1]]
            waiting = next(coded, None)
        if row.part is not None:
            yield amendments.amendment_of(row)
        elif row.act is not None:
            yield actor_decisions.decision_of(row)
        else:
            yield decisions.judgement_of(row) if row.verdict is not None else decisions.correction_of(row)
    while waiting is not None:
        yield by_id[waiting[1]]
        waiting = next(coded, None)


@dataclass(slots=True)
class _Tally:
    new: int = 0
    known: int = 0
    elsewhere: int = 0
    refused: int = 0
    added: set[str] = field(default_factory=set)
    conflicts: set[tuple[str, str]] = field(default_factory=set)

    def count(self, *, added: bool) -> None:
        self.new += added
        self.known += not added


def take(connection: Connection, given: Iterable[Entry]) -> Taken:
    """Append the entries that are not here, in their order; machine suggestions are left where they are."""
    articles: dict[str, str] = {row.text_digest: row.id for row in connection.execute(select(ARTICLES.c.text_digest, ARTICLES.c.id))}
    tally = _Tally()
    replay = Replay(connection)
    changes: list[Amendment] = []
    touched: set[str] = set()
    for entry in given:
        if isinstance(entry, ActorDecision):
            if replay.missing(entry):
                tally.refused += 1
            else:
                tally.count(added=replay.take(entry))
        elif isinstance(entry, Coding) and entry.by is None:
            continue
        elif entry.article_digest not in articles:
            tally.elsewhere += 1
        elif _missing(connection, entry):
            tally.refused += 1
        else:
            added = _one(connection, entry, articles[entry.article_digest], tally)
            if isinstance(entry, Amendment):
                changes.append(entry)
                replay.met(entry, added=added)
            touched.add(entry.article_digest)
    for digests in chunks(sorted(touched)):
        shown.remake_texts(connection, digests)
    amending.keep(connection, changes)
    return Taken(tally.new, tally.known, tally.elsewhere, tally.refused, len(tally.conflicts), replay.finish())


def _one(connection: Connection, entry: _OfText, article: str, tally: _Tally) -> bool:
    conflict = not entry.retracted and _conflicts(connection, entry, tally.added)
    if isinstance(entry, Coding):
        added = codings.take(connection, entry)
    elif isinstance(entry, Amendment):
        added = amendments.take(connection, entry)
    else:
        added = decisions.take(connection, entry, article)
    tally.count(added=added)
    if added:
        tally.added.add(entry.id)
        if conflict and not isinstance(entry, Correction):
            tally.conflicts.add((entry.article_digest, stretch_of(entry.quote)))
    return added


def _missing(connection: Connection, entry: _OfText) -> bool:
    """Whether the entry it replaces did not come along."""
    table = CODINGS if isinstance(entry, Coding) else DECISIONS
    return entry.replaces is not None and connection.scalar(select(table.c.key).where(table.c.id == entry.replaces)) is None


def _conflicts(connection: Connection, entry: _OfText, added: set[str]) -> bool:
    """Whether somebody else decided otherwise on the same statement in this ledger, what was just taken in left aside."""
    if isinstance(entry, Judgement):
        standing, _ = decisions.standing(connection, [entry.article_digest])
        here = standing.get((entry.article_digest, stretch_of(entry.quote)))
        return here is not None and here.id not in added and here.by != entry.by and here.verdict is not entry.verdict
    if isinstance(entry, Coding):
        place = (entry.article_digest, stretch_of(entry.quote))
        found = codings.standing(connection, [entry.article_digest]).get(place, codings.Standing())
        others = ({concept: one for concept, one in own.items() if one.id not in added} for by, own in found.people.items() if by != entry.by)
        return any(own and not _same(entry, own) for own in others)
    return False


def _same(entry: Coding, own: dict[str | None, Coding]) -> bool:
    return entry.concept in own and own[entry.concept].agreement == entry.agreement
