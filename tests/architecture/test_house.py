"""The house stands as drawn: rooms, directions, names, light imports."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from wortlaut import pipeline
from wortlaut.records import Stage

SRC = Path(__file__).resolve().parents[2] / "src"
CORE = SRC / "wortlaut"
NOT_ROOMS = {"api", "cli", "evaluate", "records", "seams", "shape", "__pycache__"}
BEHIND_THE_LEDGER = {"study", "view", "write"}
JUNK_DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc", "core", "base", "shared", "tools", "lib", "stuff"}
HEAVY = ("numpy", "scipy", "lxml", "trafilatura", "htmldate", "sqlalchemy", "alembic", "rich", "click", "onnxruntime", "dateparser")
NAMES_OF_COLUMNS_AND_LETTERS = {
    "capture/charset.py": "which letters make a guessed single-byte charset plausible is no word of a language",
    "capture/columns.py": "tables in the wild call their columns so; no stage before the packs can ask one",
}
GERMAN = re.compile(r"[äöüÄÖÜß]|\b(?:nicht|dass|und|oder|eine?[nmrs]?|nach|laut|sagte|Uhr|Quelle|Januar|Montag|Herr|Frau)\b")


def modules(folder: Path) -> list[Path]:
    """All Python files below a folder."""
    return sorted(path for path in folder.rglob("*.py") if "__pycache__" not in path.parts)


def imports(path: Path) -> set[str]:
    """Every module a file imports, also inside functions, with imports for type checking left in."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def test_rooms_are_the_stages_in_alphabetical_order() -> None:
    """A folder listing of the core shows the stages of the pipeline in order, then the rooms that read the ledger."""
    rooms = sorted(path.name for path in CORE.iterdir() if path.is_dir() and path.name not in NOT_ROOMS)
    stages = [room for room in rooms if room not in BEHIND_THE_LEDGER]
    assert stages == [stage.value for stage in pipeline.STAGES] == [stage.value for stage in Stage]
    assert rooms == stages + [room for room in rooms if room in BEHIND_THE_LEDGER]


def test_the_import_contracts_hold() -> None:
    """import-linter finds no room that imports a room, no upward import, no pack in the core."""
    done = subprocess.run([Path(sys.executable).parent / "lint-imports"], cwd=SRC.parent, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", modules(SRC), ids=lambda path: str(path.relative_to(SRC)))
def test_no_junk_drawer_and_no_pickle(path: Path) -> None:
    """No module is named after nothing, and none imports pickle or its kin."""
    assert not JUNK_DRAWERS & {part.removesuffix(".py") for part in path.relative_to(SRC).parts}
    assert not {"pickle", "marshal", "shelve", "dill", "joblib", "cloudpickle"} & {name.split(".")[0] for name in imports(path)}


@pytest.mark.parametrize("path", modules(CORE), ids=lambda path: str(path.relative_to(CORE)))
def test_the_core_names_no_pack(path: Path) -> None:
    """Packs are found by entry points, never imported by name."""
    assert not [name for name in imports(path) if name.startswith("wortlaut_")]


@pytest.mark.parametrize("path", modules(CORE), ids=lambda path: str(path.relative_to(CORE)))
def test_no_language_lives_in_the_core(path: Path) -> None:
    """No string of the core holds German words, letters only German has, or a language code."""
    if path.relative_to(CORE).as_posix() in NAMES_OF_COLUMNS_AND_LETTERS:
        pytest.skip(NAMES_OF_COLUMNS_AND_LETTERS[path.relative_to(CORE).as_posix()])
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documented = {ast.get_docstring(node, clean=False) for node in ast.walk(tree) if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef))}
    strings = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)} - documented
    assert [text for text in strings if GERMAN.search(text) or text == "de"] == []


@pytest.mark.parametrize("module", ["wortlaut", "wortlaut.records", "wortlaut.seams", "wortlaut_de", "wortlaut.pipeline", "wortlaut.cli"])
def test_imports_stay_light(module: str) -> None:
    """Importing the package, its records, the pack or the pipeline loads no heavy library; the command line only click."""
    heavy = [name for name in HEAVY if not (name == "click" and module.endswith("cli"))]
    code = f"import sys, {module}; print([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_nothing_names_a_machine_or_a_registry() -> None:
    """No tracked file names a registry host or an absolute path of somebody's machine."""
    tracked = subprocess.run(["git", "ls-files"], cwd=SRC.parent, capture_output=True, text=True, check=False).stdout.split("\n")
    if not any(tracked):
        pytest.skip("this is not a git checkout")
    # Spelled in halves, so that this file does not name them either.
    registries = ["py" + "pi.org", "python" + "hosted.org", "npm" + "js.org", "npm" + "js.com"]
    folders = ["wo" + "rk", "ro" + "ot", "ho" + "me/[a-z]+"]
    hosts = re.compile("|".join(map(re.escape, registries)) + r"|(?<![\w.])/(?:" + "|".join(folders) + ")/")
    guilty = [
        name
        for name in tracked
        if name and (SRC.parent / name).is_file() and hosts.search((SRC.parent / name).read_bytes().decode("utf-8", "ignore"))
    ]
    assert guilty == []
