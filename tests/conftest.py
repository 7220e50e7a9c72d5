"""Fixtures for every test: the shared material, if this checkout has it beside it."""

from __future__ import annotations

import os
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
