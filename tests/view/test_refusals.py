"""Why a question has no answer, in the language of the visitor."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from tests.view.conftest import Visit
from tests.view.merle_coded import coded

from wortlaut.errors import StudyError
from wortlaut.view.language import words
from wortlaut.view.refusals import refusal

SOURCE = Path(__file__).resolve().parents[2] / "src" / "wortlaut"
NOT_ASKED = {"backbone", "clusters", "reliability", "shifts", "unitizing"}
"""Modules of `study` that no screen asks."""

MODULES = (
    *sorted(path for path in (SOURCE / "study").glob("*.py") if path.stem not in NOT_ASKED),
    SOURCE / "question.py",
    SOURCE / "view" / "counting.py",
    *(SOURCE / "write" / f"{name}.py" for name in ("drawing", "heatmap", "slope", "storyline")),
    *(SOURCE / "store" / f"{name}.py" for name in ("actor_decisions", "amending", "relations", "undoing")),
)
ERRORS = {"StudyError", "ConfigError", "WriteError", "LedgerError"}


def raised(path: Path) -> list[tuple[int, str]]:
    """What happened and how to fix it, of every error that a module raises; what differs from case to case is "x"."""
    calls = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ERRORS]
    return [(call.lineno, text) for call in calls for part in (call.args[0], *call.args[2:3]) if (text := written(part))]


def written(part: ast.expr) -> str:
    """A text of the source as it may come out."""
    if isinstance(part, ast.JoinedStr):
        return "".join(str(one.value) if isinstance(one, ast.Constant) else "x" for one in part.values)
    return str(part.value) if isinstance(part, ast.Constant) else ""


@pytest.mark.parametrize("path", MODULES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_refusal_that_a_screen_can_show_has_german_words(path: Path) -> None:
    """Whatever these modules raise, no part but the subject stays English; a refusal that is reworded there is missed here."""
    same = [(line, text) for line, text in raised(path) if refusal(words("de"), StudyError(text)) == text]
    assert same == []


def test_a_refusal_keeps_its_subject_and_its_shape() -> None:
    """What happened, on what, how to fix it; numbers and names stay what they are."""
    error = StudyError(
        "too few actors", "2 actors with statements, coalitions need at least 6", "widen the dates or the filters, or add --include all"
    )
    assert refusal(words("de"), error) == (
        "zu wenige Akteure: 2 Akteure mit Aussagen, Koalitionen brauchen mindestens 6: "
        "Zeitraum oder Filter weiter fassen oder auch Vorschläge der Maschine zählen"
    )
    assert refusal(words("en"), error) == str(error)
    assert refusal(words("de"), StudyError("what no catalogue knows", "Damm")) == "what no catalogue knows: Damm"


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/m?since=never", "kein Datum: never: 2014, 2014-10 oder 2014-10-14 schreiben"),
        ("/m?qualifier=none", "Positionen brauchen einen booleschen oder ganzzahligen Qualifier"),
        ("/n?normalization=jaccard&network_type=twomode", "die Normierung jaccard hat in einem Netz vom Typ twomode keinen Sinn"),
        ("/n?measures=1", "zu wenige Akteure: 3 Akteure mit Aussagen"),
        ("/n/sentences?row=Nemo&column=Nemo", "im Netz gibt es diesen Namen nicht: Nemo"),
        ("/t/candidates?since=never", "kein Datum: never"),
    ],
)
def test_a_german_reader_is_refused_in_german(visit: Visit, address: str, said: str) -> None:
    """On the page that asked, or in one line where there is no page."""
    assert said in coded(visit, language="de").get(address).text
