"""The demo corpus as a Python corpus, read once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import wortlaut


@pytest.fixture
def corpus(demo_ledger: Path) -> Iterator[wortlaut.Corpus]:
    """The corpus, open."""
    with wortlaut.open(demo_ledger) as opened:
        yield opened
