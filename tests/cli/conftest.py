"""Runs the command line as a user would, in this process or in its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from wortlaut.cli import entry


@dataclass(frozen=True)
class Result:
    """What a command left: exit code, standard output, standard error."""

    code: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture
def wortlaut(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Call `wortlaut` in an empty folder, in this process."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("WORTLAUT_LEDGER", raising=False)
    monkeypatch.delenv("COLUMNS", raising=False)  # the parallel test runner sets a width of its own

    def call(*args: str | Path) -> Result:
        monkeypatch.setattr(sys, "argv", ["wortlaut", *map(str, args)])
        capsys.readouterr()
        code = entry._guarded()
        out, err = capsys.readouterr()
        return Result(code, out, err)

    return call


@pytest.fixture
def wortlaut_process(tmp_path: Path) -> Run:
    """Call `wortlaut` as a process of its own; `setup` runs in it before it starts."""

    def call(*args: str | Path, setup: Callable[[], None] | None = None, stdin: bytes = b"") -> Result:
        command = [sys.executable, "-c", "from wortlaut.cli import main; main()", *map(str, args)]
        done = subprocess.run(command, cwd=tmp_path, input=stdin, capture_output=True, preexec_fn=setup, check=False, timeout=300)
        return Result(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))

    return call
