"""The small gold of chains is read at least as well as before; `python -m tests.resolve.chain_cases` shows what is wrong."""

from __future__ import annotations

import pytest
from tests.resolve.chain_cases import PARTS, Case, cases

FLOORS = {"develop": 29, "held": 30}
"""How many of the 30 cases of each part come out right in every field; raising one is welcome."""


@pytest.mark.parametrize("part", PARTS)
def test_cases_come_out_as_expected(part: str) -> None:
    """Actor, on whose behalf, chain and place are all right in at least as many cases as the floor says."""
    found = [(case, case.outcome()) for case in cases(part)]
    wrong = [f"{case.rule}\n    expected {case.expected}\n    got      {outcome}" for case, outcome in found if outcome != case.expected]
    assert len(found) == 30
    assert len(found) - len(wrong) >= FLOORS[part], "\n".join(wrong)


def test_no_two_cases_ask_the_same() -> None:
    """Every case has a rule and a text of its own."""
    every: list[Case] = [case for part in PARTS for case in cases(part)]
    assert len({case.rule for case in every}) == len({case.text for case in every}) == len(every)
