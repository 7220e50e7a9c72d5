"""`view`: where it listens, what it refuses, how it ends."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest
from tests.ledger_factory import reading
from tests.view.conftest import ledger_of

from wortlaut.errors import ExitCode


@pytest.fixture
def ledger(tmp_path: Path) -> str:
    """A small ledger."""
    ledger_of(tmp_path / "merle.wortlaut", reading()).close()
    return str(tmp_path / "merle.wortlaut")


def started(ledger: str, *options: str) -> subprocess.Popen[str]:
    """The command in a process of its own."""
    command = [sys.executable, "-c", "from wortlaut.cli import main; main()", "view", "--ledger", ledger, *options]
    return subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def test_it_serves_until_it_is_interrupted(ledger: str) -> None:
    """The address it prints answers; Ctrl+C ends it without an error."""
    process = started(ledger, "--port", "0")
    assert process.stderr is not None
    address = next(word for word in process.stderr.readline().split() if word.startswith("http://127.0.0.1:"))
    with urlopen(address) as answer:  # noqa: S310 - the address is our own
        assert b"Streit um den Merle-Damm" in answer.read()
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == ExitCode.DONE
    assert err.splitlines() == ["ended; every decision is in the ledger"]
    assert out == ""


def test_a_busy_port_is_told(ledger: str) -> None:
    """In one line, with what to do."""
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]
        _, err = (process := started(ledger, "--port", str(port))).communicate(timeout=60)
    assert process.returncode == ExitCode.USAGE
    assert err == f"wortlaut: the port is taken: 127.0.0.1, port {port}: choose another one with --port, or --port 0 for any free one\n"


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "::", "merle.example"])  # noqa: S104 - what has to be refused
def test_it_listens_to_this_machine_only(ledger: str, host: str) -> None:
    """Without accounts nobody else may reach it, whatever is asked for."""
    _, err = (process := started(ledger, "--host", host, "--port", "0")).communicate(timeout=60)
    assert process.returncode == ExitCode.USAGE
    assert err.startswith("wortlaut: there are no accounts, so it listens to this machine only: ")
    assert len(err.splitlines()) == 1
