"""Fixtures for every test: the shared material, if this checkout has it beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent
SHARED = REPOSITORY.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with data sets and real pages that is not part of the repository; skips where it is absent."""
    if not (SHARED / "design.md").exists():
        pytest.skip("the shared data folder is not beside this checkout")
    return SHARED
