"""Writes docs/reference/cli.md from the help texts of the commands; a test fails when the file is stale.

Run: python docs/make_reference.py
"""

from __future__ import annotations

from pathlib import Path

import click

from wortlaut.cli.entry import COMMANDS, cli

PAGE = Path(__file__).parent / "reference" / "cli.md"

HEAD = """# Command line

This page is made from the help texts (`python docs/make_reference.py`). Data goes to standard output, messages to standard error.

| exit code | meaning |
|---|---|
| 0 | done |
| 1 | ran, with findings: documents that failed, excerpts that do not fit |
| 2 | usage, settings, files: nothing was done |
| 3 | the ledger is locked, or made by a newer version |
| 101 | a defect of Wortlaut |
| 130 | interrupted; what was stored is kept |

Every reading command prints a table for people, and with `--json`, `--nl` or `--csv` exact data for programs. Cells of CSV
are not escaped for spreadsheets ([why](../decisions/0005-csv-is-exact.md)).
"""


def pages() -> str:
    """The whole reference page."""
    parts = [HEAD]
    root = click.Context(cli, info_name="wortlaut", **cli.context_settings)
    for name in COMMANDS:
        command = cli.get_command(root, name)
        if command is None:
            continue
        parts.append(_section(command, name, root))
        if isinstance(command, click.Group):
            context = click.Context(command, info_name=name, parent=root)
            parts += [_section(sub, f"{name} {verb}", context, verb) for verb, sub in sorted(command.commands.items())]
    return "\n".join(parts)


def _section(command: click.Command, title: str, parent: click.Context, info_name: str | None = None) -> str:
    context = click.Context(command, info_name=info_name or title, parent=parent, terminal_width=100, max_content_width=100)
    text = "\n".join(line.rstrip() for line in command.get_help(context).splitlines())
    return f"## wortlaut {title}\n\n```text\n{text}\n```\n"


if __name__ == "__main__":
    PAGE.write_text(pages(), encoding="utf-8")
