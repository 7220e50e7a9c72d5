"""The relations of the demo corpus are as good as recipes/de/relations/RESULTS.md says."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from wortlaut import relating
from wortlaut.records import Include, Query
from wortlaut.store.sqlite import SqliteLedger

RECIPE = Path(__file__).resolve().parents[2] / "recipes" / "de" / "relations" / "demo.py"


@pytest.fixture(scope="module")
def recipe() -> ModuleType:
    """The recipe that prints the figures."""
    found = importlib.util.spec_from_file_location("relations_demo", RECIPE)
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    sys.modules["relations_demo"] = module
    found.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def path(recipe: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with the demo corpus and its codings."""
    return recipe.read_demo(tmp_path_factory.mktemp("demo"))


def test_what_is_asserted_is_never_wrong_and_what_a_reader_finds_is_mostly_there(recipe: ModuleType, path: Path) -> None:
    """Copies, agencies, events, statements and stories that are found are right; recall stays above its floors."""
    with SqliteLedger.open(path, read_only=True) as ledger:
        figures = recipe.figures(ledger)
    wrong = {name: one.found - one.right for name, one in figures.items() if name not in ("tensions", "changes of position")}
    assert set(wrong.values()) == {0}, wrong
    floors = {
        "literal copies": 1,
        "same agency": 1,
        "same events": 1,
        "same statements": 7,
        "stories": 1,
        "tensions": 6,
        "changes of position": 2,
    }
    assert {name: one.recalled for name, one in figures.items() if one.recalled < floors[name]} == {}


def test_nothing_that_people_must_decide_is_asserted(path: Path) -> None:
    """Every tension and every change of position is a candidate."""
    with SqliteLedger.open(path, read_only=True) as ledger:
        found = list(relating.candidates(ledger, Query(include=Include.ALL)))
    assert {relating.status(one.relation, one.decision) for one in found} == {"candidate"}
