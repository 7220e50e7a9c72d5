"""`config`, `plugins`, `doctor`: what this installation is made of and where each setting comes from."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, entry_points, version

import click

from wortlaut import __version__
from wortlaut.cli.entry import COMMANDS, options_of, settings
from wortlaut.cli.output import print_json, say
from wortlaut.config import GENERAL
from wortlaut.errors import ExitCode, WortlautError

GROUPS = (
    "wortlaut.readers",
    "wortlaut.languages",
    "wortlaut.annotators",
    "wortlaut.engines",
    "wortlaut.ledgers",
    "wortlaut.writers",
    "wortlaut.network_writers",
)
LIBRARIES = ("sqlalchemy", "alembic", "trafilatura", "htmldate", "lxml", "numpy", "onnxruntime", "scipy", "click", "rich", "charset-normalizer")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def config(as_json: bool) -> int:
    """Show every setting and where it came from: flag defaults, files, WORTLAUT_* variables."""
    rows = [{"key": key, "value": value, "origin": origin} for key, (value, origin) in sorted(_effective().items())]
    if as_json:
        print_json(rows)
    else:
        for row in rows:
            click.echo(f"{row['key']} = {row['value']!r}   ({row['origin']})")
    return ExitCode.DONE


def _effective() -> dict[str, tuple[object, str]]:
    """Every option with a value, as `command.option`: default, then files, then variables."""
    found: dict[str, tuple[object, str]] = {}
    for name in COMMANDS:
        for key_name, param in options_of(name).items():
            if param.name is None or param.name in {"form", "as_json"}:
                continue
            key = f"{name}.{key_name}"
            default = param.default
            if isinstance(default, (str, int, float)) and default not in ("", False):
                found[key] = (default, "default")
            variable = f"WORTLAUT_{name}_{param.name}".upper()
            if variable in os.environ:
                found[key] = (os.environ[variable], variable)
    for setting in settings():
        key = f"{setting.section}.{setting.key}"
        if not found.get(key, ("", ""))[1].startswith("WORTLAUT_"):
            found[key] = (setting.value, setting.origin)
    if "WORTLAUT_LEDGER" in os.environ:
        found[f"{GENERAL}.ledger"] = (os.environ["WORTLAUT_LEDGER"], "WORTLAUT_LEDGER")
    return found


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def plugins(as_json: bool) -> int:
    """Show what stands at each seam: readers, languages, annotators, engines, ledgers, writers of tables and networks."""
    rows = [
        {"seam": group.removeprefix("wortlaut."), "name": entry.name, "from": entry.value, "package": entry.dist.name if entry.dist else None}
        for group in GROUPS
        for entry in sorted(entry_points(group=group), key=lambda found: found.name)
    ]
    if as_json:
        print_json(rows)
    else:
        for row in rows:
            click.echo(f"{row['seam']:<15} {row['name']:<15} {row['from']}")
    return ExitCode.DONE


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def doctor(as_json: bool) -> int:
    """Check the environment: Python, libraries, language packs, full-text search, where temporary files go."""
    checks = [("wortlaut", __version__, True), ("python", sys.version.split()[0], sys.version_info >= (3, 11))]
    checks += [_library(name) for name in LIBRARIES]
    checks += [_pages(), _packs(), _full_text()]
    if as_json:
        print_json([{"check": name, "found": found, "ok": good} for name, found, good in checks])
    else:
        for name, found, good in checks:
            click.echo(f"{'ok ' if good else 'BAD'} {name:<20} {found}")
    bad = [name for name, _, good in checks if not good]
    if bad:
        say(f"not in order: {', '.join(bad)}: reinstall with pip install wortlaut")
    return ExitCode.FINDINGS if bad else ExitCode.DONE


def _library(name: str) -> tuple[str, str, bool]:
    try:
        return name, version(name), True
    except PackageNotFoundError:
        return name, "missing", False


def _pages() -> tuple[str, str, bool]:
    try:
        importlib.import_module("trafilatura")
    except ImportError as error:
        return "HTML pages", str(error), False
    return "HTML pages", "can be extracted", True


def _packs() -> tuple[str, str, bool]:
    from wortlaut.pipeline import annotators, languages

    try:
        names = [f"{pack.code} {pack.version}" for pack in languages()]
        found = [(one.name, one.producer().name, one.missing()) for one in annotators()]
        finders = [(one.name, one.producer().name, "its weights are missing") for one in (pack.mention_finder() for pack in languages())]
    except WortlautError as error:
        return "language packs", str(error), False
    good = bool(names and found)
    return "language packs", f"{', '.join(names)}; mentions: {_serving(finders)}; annotators: {_serving(found)}", good


def _serving(found: Sequence[tuple[str, str, str]]) -> str:
    """The names of those who should serve, each with what it lacks and the one that serves in its place."""
    return ", ".join(name if name == other else f"{name} ({missing}: {other} serves in its place)" for name, other, missing in found)


def _full_text() -> tuple[str, str, bool]:
    import sqlite3

    try:
        with sqlite3.connect(":memory:") as connection:
            connection.execute("create virtual table probe using fts5(words)")
    except sqlite3.Error as error:
        return "full-text search", f"SQLite {sqlite3.sqlite_version} without FTS5: {error}", False
    return "full-text search", f"SQLite {sqlite3.sqlite_version} with FTS5", True
