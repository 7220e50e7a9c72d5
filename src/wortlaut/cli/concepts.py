"""`concepts`: the codebook (init, check, import, list); coding with it is in `wortlaut.cli.coding`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wortlaut.cli import coding
from wortlaut.cli.opening import ledger_option, opened
from wortlaut.cli.output import Form, form_options, print_rows, say, visible
from wortlaut.errors import ConfigError, ExitCode
from wortlaut.shape import Column, Json, Layout, path, words

if TYPE_CHECKING:
    from wortlaut.records import Adoption, Codebook
    from wortlaut.seams import Ledger
    from wortlaut.stance.changes import Change

MOST_FLAWS = 50

_NAMES = ("id", "label", "parent", "statements")
CONCEPTS = Layout(
    "concepts",
    table=(
        Column("id", path("id"), 24),
        Column("label", path("label")),
        Column("parent", path("parent"), 18),
        Column("coded", path("statements"), 6),
    ),
    csv=(*(Column(name, path(name)) for name in _NAMES), Column("cues", words("cues")), Column("description", path("description"))),
)

STARTER = """\
# A codebook: the positions your study is about. See what is wrong with `wortlaut concepts check codebook.yaml`,
# take it into the ledger with `wortlaut concepts import codebook.yaml`.
name: my study
scale: [-1, 0, 1]                 # levels of agreement, lowest first
concepts:
  - id: trial-filling             # short and lasting; labels may change
    labels: {en: The trial filling should take place}
    description: Whether the reservoir should be filled, now or later.
    examples: [The filling must begin soon.]
    cues: [trial filling, reservoir]          # words that speak for this concept
    agree: {wording: Fill it, cues: [begin, go on]}
    disagree: {wording: Leave it empty, cues: [call off]}
  - id: wall-safe
    parent: trial-filling         # a wider concept, if there is one
    labels: {en: The wall of the dam is safe}
"""


@click.group()
def concepts() -> None:
    """Keep a codebook of concepts and code statements with it.

    \b
    In this order:
      wortlaut concepts init codebook.yaml        writes a codebook to start from
      wortlaut concepts check codebook.yaml       says what is wrong in it and what it would change
      wortlaut concepts import codebook.yaml      takes it into the ledger
      wortlaut concepts suggest                   ranks concepts for statements nobody has coded
      wortlaut concepts code s-3f9a wall-safe --agreement 1 --by Kim
      wortlaut concepts agree                     how far the coders agree
    """


for command in (coding.suggest, coding.code, coding.agree):
    concepts.add_command(command)


@concepts.command("init")
@click.argument("file", default="codebook.yaml")
@ledger_option
def init(file: str, ledger: str | None) -> int:
    """Write a codebook to start from: the one in force if --ledger names a ledger that has one, else an example.

    An existing file is never overwritten.
    """
    text = STARTER
    if ledger:
        with opened(ledger) as book:
            current = book.codebook()
        if current is not None:
            from wortlaut.stance.writing import as_yaml

            text = as_yaml(current)
    try:
        with Path(file).open("x", encoding="utf-8") as target:
            target.write(text)
    except FileExistsError:
        raise ConfigError("the file is there already", file, "name another one, or delete it") from None
    say(f"wrote {file}; next: wortlaut concepts check {file}")
    return ExitCode.DONE


@concepts.command("check")
@click.argument("file")
@ledger_option
def check(file: str, ledger: str | None) -> int:
    """Say what is wrong in a codebook (.yaml, .csv, .dna) with its lines; with --ledger also what an import would change.

    \b
    Examples:
      wortlaut concepts check codebook.yaml
      wortlaut concepts check codebook.yaml --ledger my.wortlaut
    """
    from wortlaut.coding import codebook_in

    found = codebook_in(_there(file))
    for flaw in found.flaws[:MOST_FLAWS]:
        say(str(flaw))
    if found.codebook is None:
        say(f"{len(found.flaws)} flaws")
        return ExitCode.FINDINGS
    codebook = found.codebook
    say(f"{len(codebook.concepts)} concepts, {codebook.version}: nothing is wrong")
    if ledger:
        with opened(ledger) as book:
            _show_changes(book, codebook)
    return ExitCode.DONE


@concepts.command("import")
@click.argument("file")
@click.option("--by", default="", metavar="NAME", help="Who takes it in.")
@ledger_option
def import_(file: str, by: str, ledger: str | None) -> int:
    """Take a codebook (.yaml, .csv, or the concepts of a .dna file) into the ledger; earlier versions stay.

    \b
    Examples:
      wortlaut concepts import codebook.yaml --by Kim
      wortlaut concepts import project.dna
    """
    from wortlaut.coding import codebook_in
    from wortlaut.pipeline import now

    codebook = codebook_in(_there(file)).required()
    with opened(ledger, write=True) as book:
        _show_changes(book, codebook)
        new = book.adopt(codebook, by, now())
    say(f"{len(codebook.concepts)} concepts, {codebook.version}: {'in force now' if new else 'in force already, nothing to do'}")
    return ExitCode.DONE


@concepts.command("list")
@click.option("--versions", is_flag=True, help="List the versions of the codebook instead.")
@ledger_option
@form_options
def list_(versions: bool, ledger: str | None, form: Form | None) -> int:
    """Show the concepts in force and how many statements people coded with each."""
    with opened(ledger) as book:
        if versions:
            rows = [_version(one) for one in book.adoptions()]
            names = ("version", "name", "concepts", "by", "at")
            layout = Layout("versions", *(tuple(Column(name, path(name)) for name in names),) * 2)
            print_rows(rows, form, layout, "no codebook: take one in with wortlaut concepts import FILE")
        else:
            print_rows(list(_listed(book)), form, CONCEPTS, "no codebook: take one in with wortlaut concepts import FILE")
    return ExitCode.DONE


def _there(file: str) -> Path:
    if not Path(file).is_file():
        raise ConfigError("there is no such file", file, "check the path, or write one with wortlaut concepts init")
    return Path(file)


def _listed(book: Ledger) -> Iterator[Json]:
    codebook = book.codebook()
    if codebook is None:
        return
    counts = Counter(concept for concept, _ in coding.coded_pairs(book))
    for concept in codebook.concepts:
        yield {
            "id": concept.id,
            "label": concept.label(),
            "labels": dict(concept.labels),
            "parent": concept.parent,
            "description": concept.description,
            "cues": list(concept.cues),
            "statements": counts[concept.id],
        }


def _version(one: Adoption) -> Json:
    return {"version": one.codebook.version, "name": one.codebook.name, "concepts": len(one.codebook.concepts), "by": one.by, "at": one.at}


def _show_changes(book: Ledger, codebook: Codebook) -> None:
    from wortlaut.stance.changes import changes

    for one in changes(book.codebook(), codebook):
        click.echo(visible(_line(one)))


def _line(one: Change) -> str:
    subject = one.concept or "codebook"
    if one.what in {"added", "removed"}:
        return f"{one.what:<8} {subject}: {one.after or one.before}"
    return f"changed  {subject}, {one.what}: {one.before or 'nothing'} -> {one.after or 'nothing'}"
