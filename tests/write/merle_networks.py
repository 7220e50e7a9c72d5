"""Networks of the invented Merle dam with hostile labels, for the tests of files; construction only, no expectations."""

from __future__ import annotations

from dataclasses import replace

from tests.study.coded_factory import PAPER, VARIABLES, events, said

from wortlaut.records import Entity, EventList, Events, Network, NetworkSpec, NetworkType, Positions, QualifierAggregation, TimeWindow
from wortlaut.study import counted, event_list, held, network, positions, slices

FLUSSRAT = 'Flussrat; "Merle" <🌊>'
STADT = "Stadt\r\nAltfurt"
NUL = "Verein\x00 A & B"
DAMM, MESSEN = "Der Damm hält.", "Messen, ‚sofort‘"

_CODED = (
    said(FLUSSRAT, DAMM, True, "2026-01-05", strength=-1, reason="Preis"),
    said(FLUSSRAT, MESSEN, True, "2026-01-06", strength=2, reason="Natur"),
    said(STADT, DAMM, False, "2026-02-10", strength=3, reason="Preis"),
    said(STADT, MESSEN, True, "2026-02-11", strength=2, reason="Natur"),
    said(STADT, DAMM, True, "2026-03-12", strength=0, reason="Preis", reviewed=False, confidence=0.5),
    said(NUL, DAMM, True, "2026-03-20", strength=1, reason="Recht"),
)
ENTITIES = (
    Entity("organization", FLUSSRAT, (("Type", "Rat 🏛"), ("label", 'so "genannt"')), "#00cc00"),
    Entity("organization", STADT, (("Type", "Stadt"),)),
)
EVENTS = Events(VARIABLES, tuple(replace(row, id=f"k{number}", statement=f"s{number}") for number, row in enumerate(_CODED, 1)), (PAPER,), ENTITIES)


def spec(network_type: str = "twomode", aggregation: str = "subtract", **more: object) -> NetworkSpec:
    """A question."""
    return replace(NetworkSpec(NetworkType(network_type), statement_type=None, qualifier_aggregation=QualifierAggregation(aggregation)), **more)


def twomode(aggregation: str = "subtract", **more: object) -> Network:
    """Actors by concepts, with bounds and counts."""
    return counted(network(EVENTS, spec("twomode", aggregation, **({"bounds": aggregation != "combine"} | more))))


def onemode(aggregation: str = "subtract", **more: object) -> Network:
    """Actors by actors, with counts."""
    return counted(network(EVENTS, spec("onemode", aggregation, **more)))


def windows(network_type: str = "twomode") -> tuple[Network, ...]:
    """Networks of two months around the first of January, February and March."""
    asked = spec(network_type, time_window=TimeWindow.MONTHS, window_size=2, start_date="2025-12-01", stop_date="2026-04-15")
    return tuple(map(counted, held(slices(EVENTS, asked))))


def listed() -> EventList:
    """The events themselves."""
    return event_list(EVENTS, spec("eventlist", "ignore"))


def stands() -> Positions:
    """Positions by month, one of which turns."""
    return positions(EVENTS, spec())


def opposed(aggregation: str = "subtract") -> Network:
    """Two actors who agree on everything, and one who is against both."""
    coded = events(*(said(who, what, who != "Contra") for who in ("Pro 1", "Pro 2", "Contra") for what in ("x", "y")))
    return counted(network(coded, spec("onemode", aggregation)))


def mixed(aggregation: str = "combine") -> Network:
    """One actor who is for x, against y, and both on z."""
    return network(events(said("A", "x"), said("A", "y", False), said("A", "z"), said("A", "z", False)), spec("twomode", aggregation))
