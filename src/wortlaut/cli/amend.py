"""`amend`: a person changes what the machine found, or adds what it missed; appended and undone like a judgement."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from wortlaut.cli.opening import ledger_option, opened, reviewer_option
from wortlaut.cli.output import say
from wortlaut.errors import ConfigError, ExitCode
from wortlaut.records import ActorKind, Amendment, Kind, Places

if TYPE_CHECKING:
    from wortlaut.seams import Ledger

UNKNOWN = "unknown"
NONE = "none"
_PLACES = re.compile(r"\d{1,9}-\d{1,9}(,\d{1,9}-\d{1,9})*")


@dataclass(frozen=True, slots=True)
class Changes:
    """What was asked for; None and empty: not that."""

    kind: Kind | None
    quote: str | None
    cue: str | None
    actor: str | None
    addressee: str | None
    new: ActorKind | None
    flag: bool


@click.command()
@click.argument("id")
@click.option("--kind", type=click.Choice([one.value for one in Kind]), help="What kind of quotation it is.")
@click.option("--quote", metavar="START-END", help="Which words are quoted, in code points of the text; several with commas.")
@click.option("--cue", metavar="START-END", help="Which words signal that somebody speaks, given like the quote; or none.")
@click.option("--actor", metavar="NAME", help="Who speaks: a name, an alias, an id, or unknown.")
@click.option("--addressee", metavar="NAME", help="Who is spoken to, given like the actor.")
@click.option("--new", type=click.Choice([one.value for one in ActorKind]), help="Make the actor, of this kind, if nobody is called so.")
@click.option("--flag", is_flag=True, help="Flag it for a second reader: it waits until somebody else judges it.")
@click.option("--reply", metavar="TEXT", help="Deposit what somebody has to say to it; with --actor: whose reply it is.")
@click.option("--add", is_flag=True, help="Add a missed statement: ID is that of the article; needs --quote and --kind.")
@reviewer_option
@ledger_option
def amend(
    id: str,  # noqa: A002 - the contract calls the argument ID
    kind: str | None,
    quote: str | None,
    cue: str | None,
    actor: str | None,
    addressee: str | None,
    new: str | None,
    flag: bool,
    reply: str | None,
    add: bool,
    by: str,
    ledger: str | None,
) -> int:
    """Change the kind, the quoted words, the cue, the speaker or the addressee of a statement, flag it, reply to it, or add one that was missed.

    \b
    Examples:
      wortlaut amend s-3f9a --kind Indirect --by Kim
      wortlaut amend s-3f9a --actor 'Jana Ostermoor' --by Kim
      wortlaut amend s-3f9a --actor 'Rolf Tamm' --new person --by Kim
      wortlaut amend s-3f9a --quote 118-164 --by Kim
      wortlaut amend s-3f9a --reply 'I spoke of the old dam.' --actor 'Jana Ostermoor' --by Kim
      wortlaut amend a-71c0 --add --quote 118-164 --kind Direct --actor unknown --by Kim
    Next: wortlaut show s-3f9a
    """
    from wortlaut.pipeline import now

    asked = Changes(Kind(kind) if kind else None, quote, cue, actor, addressee, ActorKind(new) if new else None, flag)
    with opened(ledger, write=True) as book:
        if reply is not None and add:
            raise ConfigError("a new statement has no reply yet", id, "add it first, then reply to it")
        if reply is not None:
            made = _replied(book, id, reply, asked, by, now())
        else:
            made = _added(book, id, asked, by, now()) if add else _changed(book, id, asked, by, now())
    say(f"{made.subject}: {made.part.value} set by {made.by} (undo with wortlaut undo --by {made.by})")
    return ExitCode.DONE


def _changed(book: Ledger, subject: str, asked: Changes, by: str, at: str) -> Amendment:
    given = [one for one in (asked.kind, asked.quote, asked.cue, asked.actor, asked.addressee, asked.flag or None) if one is not None]
    if len(given) != 1:
        what = "several things are" if given else "nothing is"
        raise ConfigError(f"{what} to be changed", subject, "give one of them: --kind, --quote, --cue, --actor, --addressee, --flag")
    if asked.kind is not None:
        return book.amend_kind(subject, asked.kind, by, at)
    if asked.quote is not None:
        return book.amend_quote(subject, _places(asked.quote), by, at)
    if asked.cue is not None:
        return book.amend_cue(subject, () if asked.cue == NONE else _places(asked.cue), by, at)
    if asked.flag:
        return book.flag(subject, by, at)
    if asked.actor is not None:
        return book.amend_speaker(subject, _who(asked.actor), by, at, asked.new)
    return book.amend_addressee(subject, _who(asked.addressee or ""), by, at, asked.new)


def _replied(book: Ledger, subject: str, said: str, asked: Changes, by: str, at: str) -> Amendment:
    if asked != Changes(None, None, None, asked.actor, None, None, flag=False):
        raise ConfigError("a reply changes nothing", subject, "give --reply alone, or with --actor for whose reply it is")
    return book.reply(subject, said, by, at, _who(asked.actor) if asked.actor is not None else None)


def _added(book: Ledger, article: str, asked: Changes, by: str, at: str) -> Amendment:
    if asked.kind is None or asked.quote is None or asked.addressee is not None or asked.cue is not None or asked.flag:
        raise ConfigError("a new statement needs its words and its kind", article, "give --quote START-END and --kind, and --actor if known")
    who = _who(asked.actor) if asked.actor is not None else None
    return book.add(article, _places(asked.quote), asked.kind, by, at, who, asked.new)


def _who(given: str) -> str | None:
    return None if given == UNKNOWN else given


def _places(given: str) -> Places:
    if not _PLACES.fullmatch(given):
        raise ConfigError("these are no places in a text", repr(given[:40]), "write START-END, several with commas: 118-164,170-181")
    pairs = (part.split("-") for part in given.split(","))
    return tuple((int(start), int(end)) for start, end in pairs)
