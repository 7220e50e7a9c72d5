"""The weights of a network are rows, ordered and narrowed without making a row of each."""

from __future__ import annotations

from wortlaut.records import Event, Events, NetworkSpec, NetworkType, QualifierAggregation, Variable
from wortlaut.records.study import DataType
from wortlaut.shape import tables
from wortlaut.shape.weights import Weights
from wortlaut.study import counted, network

VARIABLES = (Variable("person"), Variable("concept"), Variable("agreement", DataType.BOOLEAN))


def event(number: int, person: str, concept: str) -> Event:
    """A statement that agrees."""
    return Event(f"o-{number}", "a-1", (person, concept, True), "2026-02-13", statement_type="DNA Statement", statement=f"s-{number}")


SAID = (("Welling", "Damm"), ("Feld", "Damm"), ("Feld", "Damm"), ("Ostermoor", "Deich"), ("Ostermoor", "Damm"), ("Feld", "Deich"))
EVENTS = Events(VARIABLES, tuple(event(number, *one) for number, one in enumerate(SAID)), ())
ONCE = NetworkSpec(variable1="person", network_type=NetworkType.ONEMODE, qualifier_aggregation=QualifierAggregation.CONGRUENCE)


def pairs(weights: Weights) -> list[tuple[object, ...]]:
    """Row, column, weight and statements of each."""
    return [(row["row"], row["column"], row["weight"], row["statements"]) for row in weights]


FOUND = Weights.all(counted(network(EVENTS, ONCE)))
STRONGEST = [("Feld", "Ostermoor", 3.0, 5), ("Feld", "Welling", 2.0, 3), ("Ostermoor", "Welling", 1.0, 2)]


def test_the_strongest_come_first_and_each_pair_once() -> None:
    """A one-mode network has every weight twice; it is told once."""
    assert pairs(FOUND) == STRONGEST
    assert len(FOUND) == 3
    assert list(tables.edges(FOUND.of)) == list(FOUND)


def test_a_slice_is_the_same_rows() -> None:
    """A page is a slice; a row has its number."""
    assert pairs(FOUND[1:3]) == STRONGEST[1:]
    assert FOUND[2] == list(FOUND)[2]


def test_they_can_be_ordered_otherwise() -> None:
    """By label, or by the statements behind them; equal ones stay in order."""
    assert pairs(FOUND.by("column")) == [STRONGEST[0], STRONGEST[1], STRONGEST[2]]
    assert pairs(FOUND.by("row")) == STRONGEST
    assert pairs(FOUND[::-1].by("row")) == [STRONGEST[1], STRONGEST[0], STRONGEST[2]]
    assert pairs(FOUND[::-1].by("statements")) == STRONGEST
    assert FOUND.by("weight") is FOUND


def test_those_on_few_statements_can_be_left_out() -> None:
    """At least so many statements; one is all of them."""
    assert pairs(FOUND.on(3)) == STRONGEST[:2]
    assert FOUND.on(1) is FOUND


def test_a_two_mode_network_has_every_cell_once() -> None:
    """Rows and columns are different things there."""
    spec = NetworkSpec(variable1="person", qualifier_aggregation=QualifierAggregation.IGNORE)
    assert pairs(Weights.all(counted(network(EVENTS, spec))))[0] == ("Feld", "Damm", 2.0, 2)
    assert len(Weights.all(network(EVENTS, spec))) == 5
