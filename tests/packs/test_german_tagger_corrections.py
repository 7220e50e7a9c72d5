"""Corrections of the training annotation: an overlay of offsets that says what changes and fails where nothing fits."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest

RECIPE = Path(__file__).parents[2] / "recipes/de/quote/tagger/corrections.py"
spec = importlib.util.spec_from_file_location("corrections", RECIPE)
assert spec is not None
assert spec.loader is not None
corrections = importlib.util.module_from_spec(spec)
spec.loader.exec_module(corrections)

TEXT = "„Der Damm hält“, sagte Jana Krell. „Noch.“ „Sonst ziehen wir.“"
FRAMED = {"kind": "Direct", "quote": [[0, 15]], "frame": [[17, 33]], "speaker": [[23, 33]], "nested_in": None}
FIRST = {"kind": "Direct", "quote": [[35, 42]], "frame": [], "speaker": [[23, 33]], "nested_in": None}
SECOND = {"kind": "Direct", "quote": [[43, 62]], "frame": [], "speaker": [[23, 33]], "nested_in": None}


def row(*quotations: dict) -> dict:
    """An annotated article."""
    return {"id": "x1", "text": TEXT, "quotations": list(quotations)}


def mended(*quotations: dict) -> list[dict]:
    """The quotations when everything that is suspect is corrected."""
    article = row(*quotations)
    return corrections.corrected(article, {"x1": list(corrections.suspects(article))})["quotations"]


def test_a_frame_takes_the_comma_that_borders_it():
    """The guide counts the bordering comma or colon to the frame."""
    assert mended(FRAMED)[0]["frame"] == [[15, 33]]


def test_a_direct_quotation_takes_its_marks():
    """Marks that stand beside the span belong to it."""
    assert mended({**FIRST, "quote": [[36, 41]]})[0]["quote"] == [[35, 42]]


def test_words_that_go_on_at_once_are_one_quotation():
    """A direct quotation behind another of the same speaker becomes its part."""
    joined = mended(FIRST, SECOND)
    assert [one["quote"] for one in joined] == [[[35, 42], [43, 62]]]


def test_a_correction_that_fits_nothing_is_an_error():
    """A changed corpus must not be corrected by guess."""
    with pytest.raises(SystemExit, match="x1 has 0 quotations Direct"):
        corrections.corrected(row(FIRST), {"x1": [{"id": "x1", "action": "drop", "kind": "Direct", "quote": [[0, 15]]}]})


def test_an_unknown_action_is_an_error(tmp_path: Path):
    """A misspelt line does not pass in silence."""
    path = tmp_path / "corrections.jsonl"
    path.write_text('{"id": "x1", "action": "mend"}\n', encoding="utf-8")
    with pytest.raises(SystemExit, match="unknown action 'mend'"):
        corrections.overlay(path)


def test_the_overlay_holds_offsets_and_kinds_only():
    """No text of the corpus lies in the repository."""
    for line in corrections.OVERLAY.read_text(encoding="utf-8").splitlines():
        assert set(json.loads(line)) <= {"id", "action", "kind", "quote", "role", "to"}


def test_every_correction_of_the_overlay_fits_the_corpus(shared: Path):
    """What the overlay means is there, and once it is made nothing of it is left to mend."""
    overlay = corrections.overlay()
    left = []
    for name in ("train", "train-remainders"):
        for line in (shared / f"data/quotes/wortlaut-de/{name}.jsonl").open(encoding="utf-8"):
            left += corrections.suspects(corrections.corrected(json.loads(line), overlay))
    assert left == []
