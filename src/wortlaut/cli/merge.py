"""`merge` and `redact`: another coder's decisions in, a person's words out."""

from __future__ import annotations

from pathlib import Path

import click

from wortlaut.cli.opening import ledger_option, opened
from wortlaut.cli.output import Form, form_options, print_rows, say
from wortlaut.errors import ConfigError, ExitCode
from wortlaut.shape import Column, Layout, path

MOST_NAMES = 8
"""Names of actors that are told in one line."""

_COLUMNS = ("actor", "article", "places", "by", "at", "reason")
REDACTIONS = Layout(
    "redactions",
    table=tuple(Column(name, path(name), width) for name, width in zip(_COLUMNS, (24, 18, 6, 12, 25, 0), strict=True)),
    csv=tuple(Column(name, path(name)) for name in ("id", *_COLUMNS, "masked_digest")),
)


@click.command()
@click.argument("other", metavar="OTHER")
@ledger_option
def merge(other: str, ledger: str | None) -> int:
    """Take in what was decided in another ledger: judgements, corrections and codings on the same texts, who is who, and .dna files.

    Decisions keep their names and times, so merging again adds nothing. Where both decided differently, both stay, and
    those taken in now count as the later ones. Pages, codebooks and the registry stay where they are.

    \b
    Example:
      wortlaut merge lee.wortlaut --ledger kim.wortlaut
    Next: wortlaut concepts agree
    """
    from wortlaut.cli.entry import ledger_path
    from wortlaut.interchange import bring_imports
    from wortlaut.store.sqlite import SqliteLedger

    if ledger_path(ledger, must_exist=True).resolve() == Path(other).resolve():
        raise ConfigError("a ledger cannot be merged with itself", other, "name another coder's ledger")
    with opened(ledger, write=True) as book, SqliteLedger.open(Path(other), read_only=True) as theirs:
        broken = next(theirs.verify(), None)
        if broken is not None:
            raise ConfigError("the other ledger does not hold what it promises", f"{other} ({broken.subject})", "see wortlaut verify, and restore it")
        files = [one for one in bring_imports(theirs, book) if not one.known]  # before the decisions on their texts
        taken = book.take(theirs.entries())
    for one in files:
        say(f"took in {one.imported.source}: {one.imported.id}, {len(one.imported.file.statements)} coded statements")
        for earlier in one.earlier:
            say(f"  {earlier} came from a file of this name and still counts beside it")
    say(f"{taken.new} decisions taken in, {taken.known} were here; {taken.conflicts} statements on which both decided differently")
    if taken.elsewhere:
        say(f"  {taken.elsewhere} are on texts that are not in this ledger: run the same sources, and merge again")
    if taken.refused:
        say(f"  {taken.refused} replace decisions that did not come along, and were left out")
    if taken.disputed:
        shown = ", ".join(taken.disputed[:MOST_NAMES]) + (f" and {len(taken.disputed) - MOST_NAMES} more" if len(taken.disputed) > MOST_NAMES else "")
        say(f"  both decided differently who is who: {shown}; the decisions taken in now hold, wortlaut actors decisions shows both")
    return ExitCode.DONE


@click.command()
@click.argument("actor", required=False)
@click.option("--reason", default="", metavar="TEXT", help="Why; it stays in the ledger.")
@click.option("--by", default="", metavar="NAME", help="Who takes them out.")
@click.option("--yes", is_flag=True, help="Do not ask: the words cannot be brought back.")
@click.option("--list", "listed", is_flag=True, help="List what was taken out instead.")
@ledger_option
@form_options
def redact(actor: str | None, reason: str, by: str, yes: bool, listed: bool, ledger: str | None, form: Form | None) -> int:
    """Take an actor's quoted words out of the ledger for good, and leave a tombstone.

    The words are masked in texts and excerpts, the source files that hold them are removed from the ledger. What others said,
    decisions, the actor's name and the words around the quotations stay. Files outside the ledger are not touched.

    \b
    Examples:
      wortlaut redact 'Jana Ostermoor' --by Kim --reason 'asked for on 3 May'
      wortlaut redact --list
    """
    from wortlaut.pipeline import now

    if listed:
        with opened(ledger) as book:
            rows = (
                {
                    "id": one.id,
                    "actor": one.actor,
                    "article": one.article_digest[:16],
                    "places": len(one.places),
                    "by": one.by,
                    "at": one.at,
                    "reason": one.reason,
                    "masked_digest": one.masked_digest,
                }
                for one in book.redactions()
            )
            print_rows(rows, form, REDACTIONS, "nothing was taken out")
        return ExitCode.DONE
    if not actor or not by or not reason:
        raise ConfigError("a redaction needs an actor, a name and a reason", actor or "", "write: wortlaut redact ACTOR --by NAME --reason TEXT")
    with opened(ledger, write=True) as book:
        if not yes:
            click.confirm(f"Take the words of {actor} out for good?", abort=True, err=True)
        made = book.redact(actor, by, now(), reason)
    say(f"{sum(len(one.places) for one in made)} passages in {len(made)} texts taken out; wortlaut redact --list shows the tombstones")
    return ExitCode.DONE
