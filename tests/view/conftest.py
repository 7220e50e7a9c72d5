"""A small ledger behind the web app, and a browser without scripts in front of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.ledger_factory import PRODUCERS, Said, failed, reading, run

from wortlaut.records import Reading
from wortlaut.store.sqlite import SqliteLedger
from wortlaut.view import application

Visit = Callable[..., TestClient]

HOSTILE = '<script>alert("Damm")</script><img src=x onerror=alert(1)>'
"""A headline, an actor or words that try to run in the reader's browser."""

READINGS = (
    reading("Streit um den Merle-Damm", Said("Jana Ostermoor", "Der Damm hält"), Said("Konrad Welling", "Niemand hat gemessen")),
    reading("😊 Flussrat vertagt", Said("Jana Ostermoor", "Wir warten ab"), source="merle/b.txt", outlet="Landfunk"),
    failed(),
)


def ledger_of(path: Path, *readings: Reading) -> SqliteLedger:
    """A ledger that holds these readings."""
    ledger = SqliteLedger.open(path, create=True)
    ledger.begin(run())
    ledger.put(run().id, list(readings), PRODUCERS)
    ledger.finish(run())
    return ledger


@pytest.fixture
def visit(tmp_path: Path) -> Iterator[Visit]:
    """Open the app over some readings; by default two articles of the Merle dam and a failed document."""
    opened: list[SqliteLedger] = []

    def make(*readings: Reading, language: str = "en") -> TestClient:
        opened.append(ledger_of(tmp_path / f"{len(opened)}.wortlaut", *(readings or READINGS)))
        headers = {"host": "127.0.0.1:8765", "accept-language": language}
        return TestClient(application(opened[-1], "Merle"), "http://127.0.0.1:8765", headers=headers, follow_redirects=False)

    yield make
    for ledger in opened:
        ledger.close()
