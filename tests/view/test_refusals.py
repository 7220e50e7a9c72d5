"""Why a question has no answer, in the language of the visitor."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from tests.ledger_factory import failed
from tests.view.conftest import Visit
from tests.view.merle_coded import coded

from wortlaut.errors import StudyError
from wortlaut.view.language import words
from wortlaut.view.refusals import refusal, told

SOURCE = Path(__file__).resolve().parents[2] / "src" / "wortlaut"
NOT_ASKED = {"backbone", "clusters", "reliability", "shifts", "unitizing"}
"""Modules of `study` that no screen asks."""

MODULES = (
    *sorted(path for path in (SOURCE / "study").glob("*.py") if path.stem not in NOT_ASKED),
    SOURCE / "question.py",
    SOURCE / "view" / "counting.py",
    *(SOURCE / "write" / f"{name}.py" for name in ("drawing", "heatmap", "slope", "storyline")),
    *(SOURCE / "store" / f"{name}.py" for name in ("actor_decisions", "amending", "dates", "relations", "undoing")),
    *sorted((SOURCE / "capture").glob("*.py")),
    *(SOURCE / "clean" / f"{name}.py" for name in ("article", "page")),
    SOURCE / "view" / "saved.py",
    SOURCE / "view" / "pages" / "export.py",
)
ERRORS = dict.fromkeys(("StudyError", "ConfigError", "WriteError", "LedgerError", "CaptureError", "ArticleError"), (0, 2))
ERRORS |= {"Unreadable": (0, 1), "problem": (1, 2)}
"""What is raised or told, and where its reason and its remedy stand."""

TYPED = {
    "a column map names the unknown field x",
    "there is no column x (for x)",
    "fields: x",
    "xcolumns: x",
    "there is no such source",
    "check the path",
}
"""What only the command line can be told, since no screen lets anybody type it."""


def raised(path: Path) -> list[tuple[int, str]]:
    """What happened and how to fix it, of every error that a module raises; what differs from case to case is "x"."""
    calls = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ERRORS]
    return [(call.lineno, text) for call in calls for part in parts(call) if (text := written(part)) and text not in TYPED]


def parts(call: ast.Call) -> list[ast.expr]:
    """What happened, and how to fix it."""
    return [call.args[at] for at in ERRORS[call.func.id] if at < len(call.args)]


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


def test_why_a_document_could_not_be_read_is_told_in_german(visit: Visit) -> None:
    """The ledger keeps it in English; the page of problems translates it, what kind of file something is as well."""
    page = visit(failed(), language="de").get("/problems").text
    assert "there is no text in it" in page  # an invented reason stays as it is
    assert told(words("de"), "is a ZIP archive or office document, not text") == "ist ein ZIP-Archiv oder Office-Dokument, kein Text"
    assert told(words("de"), "is too large: 21,000,000 bytes of at most 20,000,000") == "ist zu groß: 21,000,000 Byte, höchstens 20,000,000"
    assert told(words("de"), "the table is a PDF, not text") == "die Tabelle ist ein PDF, kein Text"
    assert told(words("en"), "the row has no text") == "the row has no text"
