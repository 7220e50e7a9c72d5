"""Reasons of candidates, of suggested merges, and of speakers that stay unknown, in the language of the visitor."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from tests.view.conftest import Visit
from tests.view.merle_coded import coded

from wortlaut.records import Kind, Producer, Quotation
from wortlaut.view.language import words
from wortlaut.view.reasons import abstention, reason
from wortlaut.view.wording import found_by

SOURCE = Path(__file__).resolve().parents[2] / "src" / "wortlaut"
GIVEN_IN = (
    (SOURCE / "study" / "relations" / "tensions.py", "_scope"),
    (SOURCE / "study" / "relations" / "nearness.py", "said_apart"),
)


def given(path: Path, function: str) -> list[str]:
    """Every text that a function returns or yields; what differs from case to case is "x"."""
    body = next(node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.FunctionDef) and node.name == function)
    values = [node.value for node in ast.walk(body) if isinstance(node, ast.Yield | ast.Return)]
    branches = [side for value in values for side in ((value.body, value.orelse) if isinstance(value, ast.IfExp) else (value,))]
    return [text for one in branches if (text := written(one))]


def written(node: ast.expr | None) -> str:
    """A text of the source as it may come out."""
    if isinstance(node, ast.JoinedStr):
        return "".join(str(one.value) if isinstance(one, ast.Constant) else "x" for one in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def merges() -> list[str]:
    """The reasons of suggested merges, as the source of `resolve.likeness` gives them."""
    source = ast.parse((SOURCE / "resolve" / "likeness.py").read_text("utf-8"))
    calls = [node for node in ast.walk(source) if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Suggestion" and len(node.args) == 3]
    return [text for call in calls if (text := written(call.args[2]))]


def told(text: str) -> str:
    """As it comes out: days and sides where a gap is theirs, words that stand for one of two."""
    filled = {"x: x": "probestau: for, then against", "x x apart": "3 days apart", "same x": "same place", "another x": "another addressee"}
    return filled.get(text, text.replace("x: x, x", "the names sound alike: A, B"))


@pytest.mark.parametrize("text", sorted({told(text) for path, name in GIVEN_IN for text in given(path, name)} | {told(text) for text in merges()}))
def test_every_reason_has_german_words(text: str) -> None:
    """A reason that is reworded where it is given is missed here."""
    assert reason(words("de"), text) != text
    assert reason(words("en"), text).replace(",", "") != ""


def abstentions() -> list[str]:
    """Every reason for an unknown speaker that the sources of `resolve`, `quote` and the language pack give."""
    found = []
    for path in (path for room in ("wortlaut/resolve", "wortlaut/quote", "wortlaut_de") for path in (SOURCE.parent / room).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "unknown" and node.args:
                found.append(written(node.args[0]))
            if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "NO_SPEAKER":
                found.append(written(node.value))
    return sorted({text for text in found if text})


@pytest.mark.parametrize("text", [*abstentions(), "several could be meant: Feld, Welling", "set by Ada"])
def test_why_a_speaker_is_unknown_has_german_words(text: str) -> None:
    """A reason that is reworded where it is given is missed here."""
    assert abstention(words("de"), text) != text
    assert abstention(words("en"), text) == text


def test_days_and_sides_in_a_reason_are_told_as_the_language_tells_them() -> None:
    """The rest of a gap stays what it is."""
    assert reason(words("de"), "probestau: for, then neither") == "probestau: dafür, dann weder noch"
    assert reason(words("de"), "dates overlap (2022-01-01 to 2022-12-31, 2022-03-16 to 2022-03-16)") == (
        "Zeiten überschneiden sich (01.01.2022 bis 31.12.2022, 16.03.2022 bis 16.03.2022)"
    )
    assert reason(words("de"), "nothing anybody knows") == "nothing anybody knows"


def test_candidates_tell_their_reasons_in_german(visit: Visit) -> None:
    """No English words beside the words of the articles."""
    page = coded(visit, language="de").get("/t/candidates?kind=position_change").text
    assert "probestau: dagegen, dann dafür; 63 Tage auseinander" in page


@pytest.mark.parametrize(
    ("annotator", "rule", "told"),
    [
        ("de-tagger", "tagger", "nur das gelernte Modell hat dies gefunden, keine Regel"),
        ("de-tagger", "tagger+indirect/dass", "gefunden nach der Regel tagger+indirect/dass"),
        ("de-rules", "indirect/dass", "gefunden nach der Regel indirect/dass"),
    ],
)
def test_what_found_a_quotation_is_told(annotator: str, rule: str, told: str) -> None:
    """A model that found it by itself is told from a rule, whatever the annotator is called."""
    quotation = Quotation("s-1", "a-1", Kind.DIRECT, (), (), (), (), (), None, (), 0.9, rule, Producer(annotator, "1"))
    assert found_by(words("de"), quotation) == told
