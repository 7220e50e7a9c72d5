"""Every code block of the documentation runs, in order, page by page, and prints what the page says."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
PAGES = sorted([REPOSITORY / "README.md", *(REPOSITORY / "docs").rglob("*.md")])
BLOCK = re.compile(r"^```(\S*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PROSE = {"text", "json", "toml", "csv", "html", "tsv"}
"""Languages of blocks that only show something."""


@dataclass(frozen=True)
class Block:
    """A block of a page: its language and content."""

    language: str
    content: str


def blocks(page: Path) -> list[Block]:
    """All fenced blocks of a page."""
    return [Block(*found.groups()) for found in BLOCK.finditer(page.read_text(encoding="utf-8"))]


def steps(content: str) -> list[tuple[str, list[str]]]:
    """Cut a console block into commands (after `$ `) and the lines each is said to print."""
    found: list[tuple[str, list[str]]] = []
    for line in content.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        elif found:
            found[-1][1].append(line)
    return found


def agrees(printed: str, expected: list[str]) -> bool:
    """True where the expected lines stand in the output in order; `…` stands for anything, blanks are folded."""
    rest = [" ".join(line.split()) for line in printed.splitlines()]
    position = 0
    for line in expected:
        wanted = " ".join(line.split())
        pattern = re.compile(".*".join(re.escape(part.strip()) for part in wanted.split("…")))
        if not wanted.strip("… "):
            continue
        while position < len(rest) and not pattern.fullmatch(rest[position]):
            position += 1
        if position == len(rest):
            return False
        position += 1
    return True


def run_console(content: str, folder: Path) -> None:
    """Run the commands of a console block; `make` lines are checked to exist, since .ci/run runs them on a fresh checkout."""
    for command, expected in steps(content):
        if command.startswith("make "):
            assert re.search(rf"^{command.split()[1]}:", (REPOSITORY / "Makefile").read_text(encoding="utf-8"), re.MULTILINE), command
            continue
        if command.startswith(("git clone", "cd ", "pip install")):
            continue
        path = f"{Path(sys.executable).parent}:/usr/bin:/bin"
        env = {"PATH": path, "LANG": "C.UTF-8", "COLUMNS": "160", "HOME": str(folder)}
        done = subprocess.run(command, shell=True, cwd=folder, capture_output=True, text=True, check=False, env=env)  # noqa: S602 - the pages show shell commands
        assert done.returncode in (0, 1), f"{command}\n{done.stderr}"
        assert agrees(done.stdout + done.stderr, expected), f"$ {command}\n{done.stdout}{done.stderr}\n--- the page says:\n" + "\n".join(expected)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(REPOSITORY)))
def test_the_blocks_of_a_page_run(page: Path, tmp_path: Path) -> None:
    """Commands end well and print the lines shown; Python runs; every block says its language."""
    for block in blocks(page):
        if block.language == "console":
            run_console(block.content, tmp_path)
        elif block.language == "python":
            done = subprocess.run([sys.executable, "-c", block.content], cwd=tmp_path, capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stderr
        else:
            assert block.language in PROSE, f"a block of {page.name} says no language: {block.content[:80]}"


def test_output_that_is_not_printed_is_noticed() -> None:
    """The comparison fails on a line that is missing or out of order."""
    assert agrees("one\ntwo\nthree\n", ["one", "t…o"])
    assert not agrees("one\ntwo\n", ["two", "one"])
    assert not agrees("one\n", ["one and a half"])
