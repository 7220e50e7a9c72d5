"""`write`: the ledger to files of other programs."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wortlaut.cli.opening import ledger_option, opened
from wortlaut.cli.output import print_json, say
from wortlaut.errors import ConfigError, ExitCode
from wortlaut.question import query_of
from wortlaut.records import Include, Query

if TYPE_CHECKING:
    from wortlaut.records import Written
    from wortlaut.seams import Voice

FOR_READERS = ("dossier", "dossier-zip")
"""Writers whose files people read, so that they have a language, a title, a way to cite and a selection of their own."""

MOST_LINES = 10
"""How many shortened labels are printed; --json has all of them."""


@click.command()
@click.argument("file", metavar="FILE")
@ledger_option
@click.option("--table", default="", metavar="NAME", help="What to write where the format holds one table; default: statements.")
@click.option("--to", "name", default="", metavar="FORMAT", help="The format by name (wortlaut plugins); default: by the suffix of FILE.")
@click.option(
    "--include",
    type=click.Choice([one.value for one in Include]),
    default=Include.ALL.value,
    show_default=True,
    help="Of what Wortlaut found: judged statements, those only a machine made, or all that are not rejected.",
)
@click.option("--statement-type", default="DNA Statement", show_default=True, metavar="LABEL", help="Whose statements an event list holds.")
@click.option("--language", default="", metavar="CODE", help="The language of a dossier (de, en); default: en.")
@click.option("--title", default="", metavar="TEXT", help="The title of a dossier.")
@click.option("--style", default="", metavar="NAME", help="How a dossier cites: chicago, apa or iso690; default: chicago.")
@click.option("--actor", default="", metavar="NAME", help="Of a dossier: only this actor.")
@click.option("--words", default="", metavar="TEXT", help="Of a dossier: only what answers this search (wortlaut search --help).")
@click.option("--password-from-stdin", is_flag=True, help="Read the password for new coders of a .dna file from standard input.")
@click.option("--force", is_flag=True, help="Write over FILE if it is there.")
@click.option("--json", "as_json", is_flag=True, help="Print the record of the export as JSON.")
def write(
    file: str,
    ledger: str | None,
    table: str,
    name: str,
    include: str,
    statement_type: str,
    language: str,
    title: str,
    style: str,
    actor: str,
    words: str,
    password_from_stdin: bool,
    force: bool,
    as_json: bool,
) -> int:
    """Write the ledger to FILE, in the format of its suffix.

    \b
    Examples:
      wortlaut write project.dna                        a project of DNA 3, with all that was captured from one
      wortlaut write statements.csv                     one line per statement; .jsonl and .parquet hold the same
      wortlaut write codings.parquet --table codings    articles, actors, events, codings, concepts, judgements, problems
      wortlaut write dossier.zip --include judged --language de --title "Der Probestau" --actor Ostermoor
      wortlaut write statements.jsonld                  W3C Web Annotations
      wortlaut write events.csv --table eventlist       one line per coded statement, in the columns of DNA
      wortlaut write events.csv --to dna-csv            the same as DNA writes it (; for , and ' for ")
    Networks leave through wortlaut study network -o FILE. A .dna file with new coders needs a password for them: it is asked for, never built in.
    """
    from wortlaut.interchange import write_ledger, writer_for
    from wortlaut.seams import WriteOptions

    path = Path(file)
    writer, chosen = writer_for(path, table, name)
    ask = _password_from_stdin if password_from_stdin else _password_from_terminal
    options = WriteOptions(Query(include=Include(include)), ask, chosen, statement_type)
    for_readers = {"--language": language, "--title": title, "--style": style, "--actor": actor, "--words": words}
    if writer.name in FOR_READERS:
        options = replace(
            options,
            query=query_of(text=words or None, actor=actor, include=include),
            voice=_voice(language or "en"),
            title=title,
            style=style or options.style,
        )
    elif any(for_readers.values()):
        given = " ".join(name for name, value in for_readers.items() if value)
        raise ConfigError("only a dossier takes this", given, f"write .html or .zip, or leave out {given}")
    with opened(ledger) as book:
        done = write_ledger(book, writer, path, options, over=force)
    if as_json:
        print_json({"file": file, "rows": dict(done.rows), "shortened": dict(done.shortened), "notes": list(done.notes)})
    _tell(done, file)
    return ExitCode.DONE


def _voice(code: str) -> Voice:
    from wortlaut.view.language import LANGUAGES
    from wortlaut.view.language import words as words_of
    from wortlaut.view.wording import voice

    if code not in LANGUAGES:
        raise ConfigError("there are no words in this language", code, f"choose one of {', '.join(LANGUAGES)}")
    return voice(words_of(code))


def _tell(done: Written, file: str) -> None:
    counts = ", ".join(f"{count} {table.lower().replace('_', ' ')}" for table, count in done.rows if count)
    say(f"wrote {file}: {counts or 'nothing'}")
    for note in done.notes:
        say(f"  {note}")
    for short, whole in done.shortened[:MOST_LINES]:
        say(f"  shortened: {short!r} stands for {whole!r}")
    if len(done.shortened) > MOST_LINES:
        say(f"  and {len(done.shortened) - MOST_LINES} more labels were shortened: --json lists them")


def _password_from_stdin() -> str:
    return _checked(sys.stdin.readline().rstrip("\r\n"))


def _password_from_terminal() -> str:
    if not sys.stdin.isatty():
        raise ConfigError("the new coders of the file need a password", "no terminal to ask on", "give it with --password-from-stdin")
    return _checked(str(click.prompt("Password for the new coders of the file", hide_input=True, confirmation_prompt=True, err=True)))


def _checked(password: str) -> str:
    if not password:
        raise ConfigError("the password is empty", "new coders of the file", "give one of at least one character")
    return password
