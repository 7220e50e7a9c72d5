"""What every ledger answers when somebody asks who told of a statement: the actor, or others who passed it on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.contracts.test_ledger import BRANDT, FELD, LEDGERS, OSTERMOOR, Open, begun, put, words
from tests.ledger_factory import reading

from wortlaut.records import ChainStep, Hand, Query
from wortlaut.seams import Ledger


@pytest.fixture(params=LEDGERS.values(), ids=LEDGERS.keys())
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledger]:
    """An empty ledger in which a run has begun, one implementation after the other."""
    make: Callable[[Path], Open] = request.param
    with begun(make(tmp_path)) as opened:
        yield opened


@pytest.mark.parametrize("hand", [Hand.MEDIUM, Hand.SPEAKER, Hand.DOCUMENT, Hand.SOURCE])
def test_what_others_passed_on_is_asked_for_apart(ledger: Ledger, hand: Hand) -> None:
    """A spokesperson speaks for the actor; a medium, a document, a source or another speaker passed the words on."""
    whole = reading("Streit", OSTERMOOR, BRANDT, FELD)
    assert whole.resolution is not None
    more = ((), (ChainStep(Hand.SPOKESPERSON, f'"hand":"{hand}"'),), (ChainStep(hand, "Radio Süd"),))
    statements = tuple(replace(one, chain=(*one.chain, *steps)) for one, steps in zip(whole.resolution.statements, more, strict=True))
    put(ledger, replace(whole, resolution=replace(whole.resolution, statements=statements)))
    assert words(ledger, Query(second_hand=True)) == [FELD.words]
    assert words(ledger, Query(second_hand=False)) == [OSTERMOOR.words, BRANDT.words]
    assert ledger.count(Query()) == 3
