"""Coded statements for the tests of the study room: short to write, invented people and bodies of the Merle dam world."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

from wortlaut.records import DataType, Document, Event, Events, NetworkSpec, NetworkType, Normalization, QualifierAggregation, Variable

VARIABLES = (
    Variable("organization"),
    Variable("concept"),
    Variable("agreement", DataType.BOOLEAN),
    Variable("strength", DataType.INTEGER),
    Variable("reason"),
)
"""Two labels, and a qualifier of every kind: boolean, integer, short text."""

PAPER = Document("d1", "Streit", "hl", "Uferblatt", "Politik", "Zeitung")
TWOMODE = NetworkSpec()
ONEMODE = NetworkSpec(network_type=NetworkType.ONEMODE)


def said(organization, concept, agreement=True, when="2021-03-08", *, strength=None, reason=None, document="d1", **more):
    """One event without an id; `events` numbers it."""
    return Event("", document, (organization, concept, agreement, strength, reason), when, **more)


def events(*rows, documents=(PAPER,), entities=()):
    """Events with ids 1, 2, 3 ... in the order given, where they have none yet."""
    number = count(1)
    return Events(VARIABLES, tuple(row if row.id else replace(row, id=str(next(number))) for row in rows), documents, entities)


def onemode(aggregation, normalization=Normalization.NO, **more):
    """A one-mode question."""
    return replace(ONEMODE, qualifier_aggregation=QualifierAggregation(aggregation), normalization=Normalization(normalization), **more)


def twomode(aggregation, normalization=Normalization.NO, **more):
    """A two-mode question."""
    return replace(TWOMODE, qualifier_aggregation=QualifierAggregation(aggregation), normalization=Normalization(normalization), **more)


def blocs(first, second, *, concepts=("Probestau", "Wasservertrag", "Messstellen")):
    """Two perfect blocs: the first agrees with every concept, the second disagrees with every one."""
    return events(
        *(said(f"Pro {number:02}", concept, True) for number in range(first) for concept in concepts),
        *(said(f"Contra {number:02}", concept, False) for number in range(second) for concept in concepts),
    )


def left_out(header):
    """What was left out, as a dictionary."""
    return {one.reason.name: one.count for one in header.left_out}
