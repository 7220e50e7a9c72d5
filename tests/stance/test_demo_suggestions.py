"""On the gold codings of the demo corpus, suggestions and sides are as good as recipes/de/stance/RESULTS.md says."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from wortlaut.coding import codebook_in
from wortlaut.records import Codebook

RECIPE = Path(__file__).resolve().parents[2] / "recipes" / "de" / "stance" / "demo.py"


@pytest.fixture(scope="module")
def recipe() -> ModuleType:
    """The script that prints the figures."""
    found = importlib.util.spec_from_file_location("stance_demo", RECIPE)
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    sys.modules["stance_demo"] = module
    found.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def codebook(recipe: ModuleType) -> Codebook:
    """The codebook of the demo corpus."""
    return codebook_in(recipe.DEMO / "codebook.yaml").required()


def test_every_gold_quotation_is_coded(recipe: ModuleType, codebook: Codebook) -> None:
    """All 257 gold quotations have a gold coding, with concepts and levels of the codebook, or none."""
    assert codebook_in(recipe.DEMO / "codebook.yaml").flaws == ()
    coded = [one for rows in recipe.corpus().values() for one in rows]
    assert len(coded) == 257
    assert {concept for one in coded for concept in one.concepts} == {concept.id for concept in codebook.concepts}
    assert {level for one in coded for level in one.concepts.values()} == {None, *codebook.scale}


def test_a_right_concept_is_among_the_first_three(recipe: ModuleType, codebook: Codebook) -> None:
    """With one article left out at a time, three of four statements have a right concept among three, on unseen articles too."""
    everything = recipe.corpus()
    files = sorted(everything)
    (seen, _, right), (unseen, _, right_unseen) = (recipe.hits(everything, part, codebook) for part in (files[::2], files[1::2]))
    assert (right + right_unseen) / (seen + unseen) >= 0.75
    assert right_unseen / unseen >= 0.75


def test_proposed_sides_are_better_than_always_agreeing(recipe: ModuleType, codebook: Codebook) -> None:
    """Macro-F1 and the recall of disagreement stay above their floors."""
    everything = recipe.corpus()
    row = recipe.figures(recipe.sides(everything, sorted(everything), codebook))
    assert row["macro-F1"] >= 0.58
    assert row["recall of -1"] >= 0.7
