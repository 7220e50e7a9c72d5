"""`capture`: takes a project of the Discourse Network Analyzer into the ledger, with everything that was coded in it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from wortlaut.cli.opening import ledger_option, opened
from wortlaut.cli.output import print_json, say
from wortlaut.errors import ConfigError, ExitCode

if TYPE_CHECKING:
    from wortlaut.interchange import Captured

SUFFIX = ".dna"


@click.command()
@click.argument("file", metavar="FILE.dna")
@ledger_option
@click.option("--replaces", default="", metavar="ID", help="The earlier import that this one stands in for.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
def capture(file: str, ledger: str | None, replaces: str, as_json: bool) -> int:
    """Take a .dna file (DNA 3) into the ledger: documents, coders, codebook, statements, attributes.

    \b
    Examples:
      wortlaut capture project.dna --ledger my.wortlaut
      wortlaut capture project.dna --replaces d-1f3c    the same project, coded further
    What was coded counts as judged. All of the file comes in or nothing; the same content again adds nothing.
    Pages, texts and tables come in with wortlaut run.
    Next: wortlaut statements --include judged
    """
    from wortlaut.capture.dna import read_dna
    from wortlaut.interchange import capture_dna
    from wortlaut.seams import ReadOptions

    path = Path(file)
    if path.suffix.lower() != SUFFIX:
        raise ConfigError("capture takes .dna files", file, "read pages, texts and tables with wortlaut run")
    if not path.is_file():
        raise ConfigError("there is no such file", file, "check the path")
    source = read_dna(path, file, ReadOptions())  # before a ledger is made for it
    with opened(ledger, create=True) as book:
        found = capture_dna(source, file, book, replaces)
    if as_json:
        print_json(_summary(found))
    _tell(found, file)
    return ExitCode.DONE


def _summary(found: Captured) -> dict[str, object]:
    file = found.imported.file
    return {
        "import": found.imported.id,
        "known": found.known,
        "replaces": found.imported.replaces,
        "documents": len(file.documents),
        "articles": len(found.imported.articles),
        "coded": len(file.statements),
        "statements": len({statement for _, statement in found.imported.statements}),
        "left_out": list(found.left_out),
    }


def _tell(found: Captured, file: str) -> None:
    rows = found.imported.file
    if found.known:
        say(f"{file} is in the ledger already: {found.imported.id}")
        return
    named = len({statement for _, statement in found.imported.statements})
    say(
        f"took in {len(rows.documents)} documents with {len(rows.statements)} coded statements by {len(rows.coders)} coders: "
        f"{found.imported.id}, {named} statements in the ledger"
    )
    empty = len(rows.documents) - len(found.imported.articles)
    if empty:
        say(f"  {empty} documents have no text: wortlaut problems")
    for name in found.left_out:
        say(f"  not kept, because DNA 3 does not know it: {name}")
    for earlier in found.earlier:
        say(f"  {earlier} came from a file of this name and still counts beside it; had it to go, capture with --replaces {earlier}")
