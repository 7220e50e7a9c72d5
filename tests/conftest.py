"""Fixtures for every test: the shared material, if this checkout has it beside it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent
SHARED = REPOSITORY.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with data sets and real pages that is not part of the repository; skips where it is absent."""
    if not (SHARED / "design.md").exists():
        if os.environ.get("WORTLAUT_REQUIRE_SHARED"):
            pytest.fail("the shared data folder must be beside this checkout here")
        pytest.skip("the shared data folder is not beside this checkout")
    return SHARED


@pytest.fixture(scope="session")
def demo_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with the demo corpus, its codebook and its codings, read once by a process of its own; tests that write copy it."""
    path = tmp_path_factory.mktemp("demo") / "demo.wortlaut"
    subprocess.run([Path(sys.executable).parent / "wortlaut", "demo", "--ledger", path], check=True, capture_output=True)
    return path
