"""What every ledger promises of decisions about relations; run by all implementations."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.contracts.test_ledger import LEDGERS, Open, begun, put
from tests.ledger_factory import PRODUCERS, Said, reading, run, without

from wortlaut.errors import LedgerError
from wortlaut.records import Codebook, Coding, Concept, Judgement, Query, Relation, RelationDecision, RelationKind, Verdict
from wortlaut.seams import Ledger

OSTERMOOR = Said("Jana Ostermoor", "Der Damm hält nicht")
WELLING = Said("Tarik Welling", "Die Mauer sei sicher")


@pytest.fixture(params=LEDGERS.values(), ids=LEDGERS.keys())
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledger]:
    """A ledger with two statements of one article, one implementation after the other."""
    make: Callable[[Path], Open] = request.param
    with begun(make(tmp_path)) as opened:
        put(opened, reading("Streit", OSTERMOOR, WELLING))
        yield opened


def at(second: int) -> str:
    """A moment."""
    return f"2026-03-02T08:00:{second:02d}+00:00"


def tension(ledger: Ledger) -> Relation:
    """The candidate of the two statements."""
    one, other = (row.quotation.id for row in ledger.statements(Query()))
    return Relation(Relation.id_of(RelationKind.TENSION, one, other, "mauer"), RelationKind.TENSION, one, other, False, (), (), concept="mauer")


def standing(ledger: Ledger) -> list[tuple[str, RelationKind, Verdict]]:
    """Who decided what, without what was taken back."""
    log = list(ledger.relation_decisions())
    gone = {one.replaces for one in log if one.retracted}
    return [(one.by, one.kind, one.verdict) for one in log if not one.retracted and one.id not in gone]


def test_what_is_decided_comes_back(ledger: Ledger) -> None:
    """A decision knows the relation and its two statements, what it is, who said so, when and why."""
    found = tension(ledger)
    made = ledger.decide(found, RelationKind.CONTRADICTION, Verdict.ACCEPT, " Kim ", at(1), "beides am selben Tag")
    kept = RelationDecision(
        made.id, found.id, RelationKind.CONTRADICTION, found.one, found.other, "mauer", Verdict.ACCEPT, "Kim", at(1), "beides am selben Tag"
    )
    assert list(ledger.relation_decisions()) == [made] == [kept]
    assert list(ledger.verify()) == []


def test_the_same_again_adds_nothing(ledger: Ledger) -> None:
    """Saying what stands last adds nothing; another verdict, or another person, is appended."""
    found = tension(ledger)
    first = ledger.decide(found, found.kind, Verdict.ACCEPT, "Kim", at(1))
    assert ledger.decide(found, found.kind, Verdict.ACCEPT, "Kim", at(2)) == first
    ledger.decide(found, found.kind, Verdict.REJECT, "Lee", at(3))
    again = ledger.decide(found, found.kind, Verdict.ACCEPT, "Kim", at(4))
    assert again.replaces == first.id
    assert [one.by for one in ledger.relation_decisions()] == ["Kim", "Lee", "Kim"]


def test_undoing_works_backwards_through_all_logs(ledger: Ledger) -> None:
    """Judgements, codings and decisions about relations of one person are taken back in the order they were made."""
    found = tension(ledger)
    ledger.adopt(Codebook.of("Merle", (Concept("mauer", (("de", "Die Mauer hält"),)),)), "Kim", at(0))
    ledger.decide(found, found.kind, Verdict.REJECT, "Kim", at(1))
    ledger.judge(found.one, Verdict.ACCEPT, "Kim", at(2))
    ledger.decide(found, found.kind, Verdict.ACCEPT, "Kim", at(3))
    ledger.code(found.one, "mauer", -1, "Kim", at(4))
    ledger.decide(found, found.kind, Verdict.REJECT, "Lee", at(5))
    undone = [ledger.undo("Kim", at(10 + step)) for step in range(4)]
    assert [type(one) for one in undone] == [Coding, RelationDecision, Judgement, RelationDecision]
    assert standing(ledger) == [("Lee", RelationKind.TENSION, Verdict.REJECT)]
    with pytest.raises(LedgerError, match="there is nothing to undo"):
        ledger.undo("Kim", at(20))
    assert list(ledger.verify()) == []


def test_taking_back_uncovers_what_stood_before(ledger: Ledger) -> None:
    """Who undoes the second of two decisions stands by the first again, and can decide anew within the same second."""
    found = tension(ledger)
    ledger.decide(found, found.kind, Verdict.ACCEPT, "Kim", at(1))
    ledger.decide(found, found.kind, Verdict.REJECT, "Kim", at(2))
    ledger.undo("Kim", at(3))
    assert ("Kim", RelationKind.TENSION, Verdict.ACCEPT) in standing(ledger)
    ledger.decide(found, found.kind, Verdict.REJECT, "Kim", at(2))
    assert len(list(ledger.relation_decisions())) == 4
    assert list(ledger.verify()) == []


def test_a_decision_outlives_a_new_extraction(ledger: Ledger) -> None:
    """What was decided stays, also where a new extraction no longer finds one of the statements."""
    found = tension(ledger)
    made = ledger.decide(found, found.kind, Verdict.ACCEPT, "Kim", at(1))
    ledger.put(run().id, [without(reading("Streit", OSTERMOOR, WELLING), 0)], f"{PRODUCERS}-two")
    assert list(ledger.relation_decisions()) == [made]
    assert list(ledger.verify()) == []


@pytest.mark.parametrize("kind", [RelationKind.LITERAL_COPY, RelationKind.SAME_EVENT, RelationKind.SAME_STATEMENT])
def test_what_texts_show_by_themselves_needs_nobody(ledger: Ledger, kind: RelationKind) -> None:
    """Copies, events and statements that are the same are not confirmed."""
    with pytest.raises(LedgerError, match="needs nobody to confirm it"):
        ledger.decide(tension(ledger), kind, Verdict.ACCEPT, "Kim", at(1))
    assert list(ledger.relation_decisions()) == []


def test_a_decision_needs_a_name_and_two_statements(ledger: Ledger) -> None:
    """Nobody, and a statement that is not here, change nothing."""
    found = tension(ledger)
    foreign = Relation(found.id, found.kind, found.one, "s-0000000000000000", False, (), ())
    for relation, by, message in ((found, " ", "a decision needs a name"), (foreign, "Kim", "no statement has this id")):
        with pytest.raises(LedgerError, match=message):
            ledger.decide(relation, relation.kind, Verdict.ACCEPT, by, at(1))
    assert list(ledger.relation_decisions()) == []
