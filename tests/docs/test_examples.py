"""The examples run: scripts as they are called, the notebook cell by cell."""

from __future__ import annotations

import ast
import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
SCRIPTS = sorted(EXAMPLES.glob("*.py"))
NOTEBOOKS = sorted(EXAMPLES.glob("*.ipynb"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, demo_ledger: Path) -> Path:
    """A folder with the demo ledger."""
    found = tmp_path_factory.mktemp("examples")
    shutil.copy(demo_ledger, found)
    return found


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_runs_as_its_first_lines_say(script: Path, folder: Path) -> None:
    """The call in the docstring ends well and prints something."""
    told = ast.get_docstring(ast.parse(script.read_text(encoding="utf-8"))) or ""
    call = re.search(rf"python examples/{script.name}(.*)", told)
    assert call is not None
    done = subprocess.run([sys.executable, script, *shlex.split(call[1])], cwd=folder, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.name)
def test_a_notebook_runs_from_top_to_bottom(notebook: Path, folder: Path) -> None:
    """Every cell runs in one session, every result can be shown, and the file holds no output of an earlier run."""
    cells = [cell for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == "code"]
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in cells)
    code = "\n".join(_shown("".join(cell["source"])) for cell in cells)
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "<Corpus demo.wortlaut: 16 articles" in done.stdout
    assert "<mark>" in done.stdout


def _shown(cell: str) -> str:
    """The cell with its last expression printed as a notebook shows it."""
    *before, last = ast.parse(cell).body
    lines = [ast.unparse(statement) for statement in before]
    if isinstance(last, ast.Expr):
        lines += [f"_ = {ast.unparse(last.value)}", "print(_._repr_html_() if hasattr(_, '_repr_html_') else repr(_))"]
    else:
        lines.append(ast.unparse(last))
    return "\n".join(lines)
