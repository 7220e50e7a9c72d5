"""`actors`: who speaks, which of them may be one, the registry, and people's decisions about actors; nothing is merged by itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from wortlaut import identifying, shape
from wortlaut.cli.lists import filter_options, nothing
from wortlaut.cli.opening import ledger_option, opened, reviewer_option
from wortlaut.cli.output import Form, form_options, print_rows, say
from wortlaut.errors import ConfigError, ExitCode
from wortlaut.question import query_of
from wortlaut.records import Actor, ActorAct, ActorDecision
from wortlaut.shape import Column, Json, Layout, path

if TYPE_CHECKING:
    from wortlaut.resolve.likeness import Suggestion
    from wortlaut.resolve.registry_check import Finding
    from wortlaut.resolve.registry_file import Entry
    from wortlaut.seams import Ledger

MOST_FINDINGS = 100

_FIRST, _SECOND = path("first", "name"), path("second", "name")
SUGGESTIONS = Layout(
    "suggestions",
    table=(
        Column("actor", _FIRST, 36),
        Column("other", _SECOND, 36),
        Column("id of the other", path("second", "id"), 18),
        Column("why", path("reason")),
    ),
    csv=(
        Column("actor", path("first", "id")),
        Column("other", path("second", "id")),
        Column("name", _FIRST),
        Column("other_name", _SECOND),
        Column("reason", path("reason")),
    ),
)
_DECISION = ("at", "by", "act", "actor", "what", "state")
DECISIONS = Layout(
    "decisions",
    table=tuple(Column(name, path(name), width) for name, width in zip(_DECISION, (25, 16, 6, 30, 0, 8), strict=True)),
    csv=tuple(Column(name, path(name)) for name in ("id", *_DECISION, "actor_id", "other_id")),
)


@click.group(invoke_without_command=True)
@ledger_option
@filter_options
@click.option("--suggest-merges", is_flag=True, help="Show pairs that may be one actor, and why; nothing is merged.")
@form_options
@click.pass_context
def actors(ctx: click.Context, /, ledger: str | None, form: Form | None, suggest_merges: bool, **filters: Any) -> int:  # noqa: ANN401 - keywords of query_of
    """Show who speaks, and how often; decide who is who, and keep a registry.

    \b
    Examples:
      wortlaut actors --outlet Uferblatt --json
      wortlaut actors --suggest-merges
      wortlaut actors merge 'Jana Ostermoor' 'J. Ostermoor' --by Kim
      wortlaut actors import actors.yaml --by Kim
    """
    if ctx.invoked_subcommand is not None:
        ctx.obj = ledger
        return ExitCode.DONE
    with opened(ledger) as book:
        if suggest_merges:
            found = identifying.suggestions(book, (row.actor for row in book.actors(query_of(**filters))))
            print_rows(map(_suggestion, found), form, SUGGESTIONS, "no two actors look like one")
        else:
            print_rows(map(shape.actor_row, book.actors(query_of(**filters))), form, shape.ACTORS, nothing("actors", filters))
    return ExitCode.DONE


def _suggestion(one: Suggestion) -> Json:
    return {name: {"id": actor.id, "name": actor.name} for name, actor in (("first", one.first), ("second", one.second))} | {"reason": one.reason}


# --- decisions -----------------------------------------------------------------------------------------------


@actors.command()
@click.argument("actor")
@click.argument("other")
@reviewer_option
@ledger_option
@click.pass_context
def merge(ctx: click.Context, actor: str, other: str, by: str, ledger: str | None) -> int:
    """Decide that two actors (names, aliases or ids) are one, called as the first."""
    from wortlaut.pipeline import now

    with opened(ledger or ctx.obj, write=True) as book:
        _told(book.merge(actor, other, by, now()))
    return ExitCode.DONE


@actors.command()
@click.argument("actor")
@click.argument("statements", nargs=-1, required=True, metavar="STATEMENT...")
@click.option("--name", default="", metavar="NAME", help="What the other one is called; default: the old name with a number.")
@reviewer_option
@ledger_option
@click.pass_context
def split(ctx: click.Context, actor: str, statements: tuple[str, ...], name: str, by: str, ledger: str | None) -> int:
    """Decide that statements (ids) of an actor are somebody else's, who becomes an actor of their own."""
    from wortlaut.pipeline import now

    with opened(ledger or ctx.obj, write=True) as book:
        _told(book.split(actor, statements, by, now(), name))
    return ExitCode.DONE


@actors.command()
@click.argument("actor")
@click.argument("name")
@reviewer_option
@ledger_option
@click.pass_context
def rename(ctx: click.Context, actor: str, name: str, by: str, ledger: str | None) -> int:
    """Decide what an actor is called; the old name still finds it."""
    from wortlaut.pipeline import now

    with opened(ledger or ctx.obj, write=True) as book:
        _told(book.rename(actor, name, by, now()))
    return ExitCode.DONE


@actors.command()
@click.argument("actor")
@click.argument("name")
@reviewer_option
@ledger_option
@click.pass_context
def alias(ctx: click.Context, actor: str, name: str, by: str, ledger: str | None) -> int:
    """Decide that an actor is also called NAME, so that filters find it by that."""
    from wortlaut.pipeline import now

    with opened(ledger or ctx.obj, write=True) as book:
        _told(book.alias(actor, name, by, now()))
    return ExitCode.DONE


@actors.command()
@ledger_option
@form_options
@click.pass_context
def decisions(ctx: click.Context, ledger: str | None, form: Form | None) -> int:
    """Show what people decided about actors, oldest first, undone decisions too."""
    with opened(ledger or ctx.obj) as book:
        standing = {one.id for one in identifying.in_force(book)}
        rows = (_decision(one, "undo" if one.retracted else "stands" if one.id in standing else "undone") for one in book.actor_decisions())
        print_rows(rows, form, DECISIONS, "nobody decided anything about actors")
    return ExitCode.DONE


def _decision(one: ActorDecision, state: str) -> Json:
    other = one.other.id if one.other is not None else None
    shown = {"id": one.id, "at": one.at, "by": one.by, "act": one.act.value, "actor": one.actor.name, "what": _what(one), "state": state}
    return shown | {"actor_id": one.actor.id, "other_id": other, "name": one.name or None, "statements": len(one.words)}


def decided_about(book: Ledger, actor: Actor) -> list[str]:
    """The decisions in force that name an actor, each in a line."""
    log = [one for one in identifying.in_force(book) if actor.id in (one.actor.id, one.other.id if one.other is not None else None)]
    return [f"{one.actor.name} {_what(one)} (by {one.by} at {one.at})" for one in log]


def _what(one: ActorDecision) -> str:
    """What was decided, in words, behind the name of the actor."""
    other = one.other.name if one.other is not None else ""
    return {
        ActorAct.MERGE: f"is {other}, too",
        ActorAct.SPLIT: f"did not make {len(one.words)} of the statements, {other} did",
        ActorAct.RENAME: f"is called {one.name}",
        ActorAct.ALIAS: f"is also called {one.name}",
    }[one.act]


def _told(done: ActorDecision) -> None:
    say(f"{done.actor.name} {_what(done)} (by {done.by}; undo with wortlaut undo --by {done.by})")


# --- the registry --------------------------------------------------------------------------------------------


@actors.command()
@click.argument("file", type=click.Path(path_type=Path))
def check(file: Path) -> int:
    """Check a list of actors (YAML or CSV) line by line, without a ledger."""
    from wortlaut.resolve.registry_check import check_entries

    entries = _read(file)
    findings = list(check_entries(entries))
    _report(file, findings)
    wrong = sum(not one.notice for one in findings)
    say(f"{len(entries)} actors, {wrong} errors, {len(findings) - wrong} names of several")
    return ExitCode.FINDINGS if wrong else ExitCode.DONE


@actors.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@reviewer_option
@ledger_option
@click.pass_context
def import_(ctx: click.Context, file: Path, by: str, ledger: str | None) -> int:
    """Add the actors of a list (YAML or CSV) to the registry of the ledger; entries replace older ones of their name, nothing is lost.

    \b
    Example:
      wortlaut actors import actors.yaml --by Kim
    Next: wortlaut run SOURCE... reads the articles again, with the registry
    """
    from wortlaut.pipeline import now
    from wortlaut.resolve.registry_check import check_entries

    entries = _read(file)
    with opened(ledger or ctx.obj, write=True) as book:
        findings = list(check_entries(entries, book.registered()))
        wrong = next((one for one in findings if not one.notice), None)
        if wrong is not None:
            raise ConfigError(wrong.reason, f"{file.name}:{wrong.line}", "nothing was imported; `wortlaut actors check` lists everything")
        _report(file, findings)
        added, replaced = book.register((entry.actor for entry in entries), by, now())
    say(f"{added} actors added, {replaced} replaced, {len(entries) - added - replaced} as before (used when `wortlaut run` reads the articles again)")
    return ExitCode.DONE


@actors.command()
@ledger_option
@click.pass_context
def export(ctx: click.Context, ledger: str | None) -> int:
    """Print the registry as YAML, as `import` reads it.

    \b
    Example:
      wortlaut actors export > actors.yaml
    """
    from wortlaut.resolve.registry_file import as_yaml

    with opened(ledger or ctx.obj) as book:
        for actor in book.registered():
            click.echo(as_yaml(actor), nl=False)
    return ExitCode.DONE


def _read(file: Path) -> list[Entry]:
    from wortlaut.resolve.registry_file import read_entries

    try:
        with file.open("rb") as stream:
            return list(read_entries(stream, file.name))
    except OSError as error:
        raise ConfigError("the list of actors cannot be read", str(file), error.strerror or str(error)) from error


def _report(file: Path, findings: list[Finding]) -> None:
    for one in findings[:MOST_FINDINGS]:
        say(f"{file.name}:{one.line}: {one.reason}")
    if len(findings) > MOST_FINDINGS:
        say(f"and {len(findings) - MOST_FINDINGS} more")
