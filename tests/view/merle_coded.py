"""The dispute over the Merle dam with a codebook and what people coded; construction only, no expectations."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.testclient import TestClient
from tests.ledger_factory import Said, reading
from tests.view.conftest import Visit

from wortlaut.records import Codebook, Concept, Interval, Pole, Producer, Query, Reason, Suggestion
from wortlaut.seams import Ledger

CODEBOOK = Codebook.of(
    "Merle",
    (
        Concept("probestau", (("de", "Probestau"), ("en", "Trial filling")), "Ob das Becken gefüllt wird", agree=Pole("Er soll stattfinden")),
        Concept("vertrag", (("de", "Wasservertrag"),)),
    ),
)
AT = "2026-03-02T09:00:00+00:00"


def day(iso: str) -> Interval:
    """A publication date."""
    return Interval.day(iso, Reason.DATE_LINE)


READINGS = (
    reading("März", Said("Jana Ostermoor", "Nicht ohne Gutachten"), Said("Konrad Welling", "Wir stauen"), published=day("2021-03-08")),
    reading(
        "Mai", Said("Jana Ostermoor", "Nun doch"), Said("Ute Feld", "Lieber nicht"), source="b.txt", outlet="Landfunk", published=day("2021-05-10")
    ),
    reading("Juni", Said("Ute Feld", "Ein Vertrag muss her"), Said("Ole Harksen", "Mal sehen"), source="c.txt", published=day("2021-06-01")),
)

CODED: tuple[tuple[str, str, int], ...] = (
    ("Nicht ohne Gutachten", "probestau", -1),
    ("Wir stauen", "probestau", 1),
    ("Nun doch", "probestau", 1),
    ("Lieber nicht", "probestau", -1),
    ("Ein Vertrag muss her", "vertrag", 1),
)
"""Words, concept and side, as Kim coded them; nobody coded what Ole Harksen said."""


def ledger_behind(client: TestClient) -> Ledger:
    """The ledger that an app shows."""
    return client.app.app.state.desk.ledger


def said(client: TestClient) -> Mapping[str, str]:
    """Every statement's id by its words."""
    return {row.quotation.quote[0].text: row.quotation.id for row in ledger_behind(client).statements(Query())}


def coded(visit: Visit, language: str = "en") -> TestClient:
    """A browser in front of the dispute, as Kim coded it, with one suggestion of the machine that is left to code."""
    return code(visit(*READINGS, language=language))


def code(client: TestClient) -> TestClient:
    """Code the dispute behind an app as Kim did."""
    ledger, ids = ledger_behind(client), said(client)
    ledger.adopt(CODEBOOK, "Kim", AT)
    for number, (words, concept, side) in enumerate(CODED):
        ledger.code(ids[words], concept, side, "Kim", f"2026-03-02T09:{number + 1:02}:00+00:00")
    ledger.suggest([Suggestion(ids["Mal sehen"], "probestau", 1, 0.8, ("stauen",), Producer("concepts", "1"))], AT)
    return client
