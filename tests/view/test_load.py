"""Many reviewers at once, and a server that is killed: every judgement that was answered is in the log, once."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import httpx2 as httpx
import pytest
from tests.ledger_factory import PRODUCERS, Said, reading, run
from tests.view.conftest import ledger_of

from wortlaut.records import Query, Verdict
from wortlaut.store.sqlite import SqliteLedger
from wortlaut.view import application

REVIEWERS = 20
EACH = 500
SERVE = "from wortlaut.cli import main; main()"

READINGS = tuple(
    reading(f"Streit {n}", *(Said("Jana Ostermoor", f"Satz {n} {k} über den Damm") for k in range(10)), source=f"merle/{n}.txt")
    for n in range(EACH // 10)
)


@pytest.mark.slow
def test_ten_thousand_judgements_of_twenty_reviewers(tmp_path: Path) -> None:
    """None is lost, none is doubled, and the newest of each statement is the one that is shown."""
    with ledger_of(tmp_path / "merle.wortlaut", *READINGS) as ledger:
        keys = [row.quotation.id for row in ledger.statements(Query())]
        assert len(keys) == EACH
        asyncio.run(_all_review(ledger, keys))
        log = list(ledger.judgements())
        assert Counter((one.by, one.subject) for one in log) == {(f"Reviewer {n}", key): 1 for n in range(REVIEWERS) for key in keys}
        last = {one.subject: one.id for one in log}
        shown = {row.quotation.id: row.judgement.id for row in ledger.statements(Query(with_rejected=True)) if row.judgement}
        assert shown == last
        assert list(ledger.verify()) == []


async def _all_review(ledger: SqliteLedger, keys: list[str]) -> None:
    async with asyncio.TaskGroup() as group:
        for number in range(REVIEWERS):
            group.create_task(_review(ledger, f"Reviewer {number}", keys[number * 7 :] + keys[: number * 7]))


async def _review(ledger: SqliteLedger, name: str, keys: list[str]) -> None:
    transport = httpx.ASGITransport(application(ledger, "Merle"))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8765", cookies={"reviewer": name.replace(" ", "%20")}) as browser:
        for place, key in enumerate(keys):
            verdict = list(Verdict)[place % 3]
            answer = await browser.post("/judge?next=/", data={"statement": key, "verdict": verdict.value})
            assert answer.status_code == 303


def _serve(path: Path) -> tuple[subprocess.Popen[bytes], str]:
    """The app in a process of its own, once it answers, and its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen([sys.executable, "-c", SERVE, "view", "--ledger", str(path), "--port", str(port)], stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    while server.poll() is None:
        try:
            httpx.get(address + "/who", timeout=10)
        except httpx.TransportError:
            time.sleep(0.05)
        else:
            return server, address
    raise AssertionError("the server did not start")


@pytest.mark.slow
def test_a_server_killed_midway_leaves_a_whole_log(tmp_path: Path) -> None:
    """Whatever was answered before the server was killed is there once; after a restart the review goes on."""
    path = tmp_path / "merle.wortlaut"
    with SqliteLedger.open(path, create=True) as ledger:
        ledger.begin(run())
        ledger.put(run().id, READINGS[:10], PRODUCERS)
        keys = [row.quotation.id for row in ledger.statements(Query())]
    answered: list[str] = []
    for kill_after in (17, 41, len(keys)):
        server, address = _serve(path)
        with httpx.Client(base_url=address, cookies={"reviewer": "Mira"}) as browser:
            for key in keys[len(answered) : kill_after]:
                assert browser.post("/judge?next=/", data={"statement": key, "verdict": "accept"}).status_code == 303
                answered.append(key)
        os.kill(server.pid, signal.SIGKILL)
        server.wait()
        with SqliteLedger.open(path) as ledger:
            assert [one.subject for one in ledger.judgements()] == answered
            assert list(ledger.verify()) == []
    assert answered == keys
