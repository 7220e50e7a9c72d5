"""The reference is complete and fresh."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from wortlaut.cli.entry import COMMANDS, cli

DOCS = Path(__file__).resolve().parents[2] / "docs"


def test_the_command_reference_is_fresh() -> None:
    """docs/reference/cli.md is what the help texts say now (else: python docs/make_reference.py)."""
    # In a process of its own: click keeps parts of a command that was called on its own, and other tests call some.
    code = f"import runpy, sys; sys.stdout.buffer.write(runpy.run_path({str(DOCS / 'make_reference.py')!r})['pages']().encode())"
    made = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert (DOCS / "reference" / "cli.md").read_text(encoding="utf-8") == made.stdout.decode()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_has_help(name: str) -> None:
    """A command says in one sentence what it does, and every option too."""
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    assert command.help
    assert [option.name for option in command.params if isinstance(option, click.Option) and not option.help] == []


def test_links_between_pages_lead_somewhere() -> None:
    """Every relative link of the documentation points at a file."""
    link = re.compile(r"\]\((?!\w+:)([^)#\s]+)")
    pages = [DOCS.parent / "README.md", *DOCS.rglob("*.md")]
    links = [(page, target) for page in pages for target in link.findall(page.read_text(encoding="utf-8"))]
    assert [f"{page.name}: {target}" for page, target in links if not (page.parent / target).exists()] == []


def test_every_decision_is_indexed() -> None:
    """The index of decisions lists every page, and in order."""
    pages = sorted(path.name for path in (DOCS / "decisions").glob("0*.md"))
    assert re.findall(r"\]\((0\d+[^)]*)\)", (DOCS / "decisions" / "README.md").read_text(encoding="utf-8")) == pages
