"""The demo corpus as a Python corpus, read once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import wortlaut


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with the demo corpus and its codings."""
    from wortlaut.cli.demo import demo as command

    path = tmp_path_factory.mktemp("demo") / "demo.wortlaut"
    command.main(["--ledger", str(path)], standalone_mode=False)
    return path


@pytest.fixture
def corpus(demo: Path) -> Iterator[wortlaut.Corpus]:
    """The corpus, open."""
    with wortlaut.open(demo) as opened:
        yield opened
