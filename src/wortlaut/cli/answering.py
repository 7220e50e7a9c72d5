"""How `study` answers: the whole finding as JSON, its rows as a table, and in one line what it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from wortlaut.cli.asking import NONE, Asked
from wortlaut.cli.output import Form, print_json, print_rows, say
from wortlaut.errors import ExitCode
from wortlaut.records import Header, Include, Omission

if TYPE_CHECKING:
    from wortlaut.records import Events
    from wortlaut.shape import Json, Layout


def printed(asked: Asked, whole: Mapping[str, object], rows: Iterable[Json], layout: Layout, told: str) -> int:
    """JSON prints the whole finding, the other forms its rows; what it rests on is told beside a table."""
    if asked.form is Form.JSON:
        print_json(whole)
        return ExitCode.DONE
    print_rows(rows, asked.form, layout, f"no {layout.noun}")
    if asked.form is None:
        say(told)
    return ExitCode.DONE


def told(header: Header, asked: Asked, events: Events) -> str:
    """What a finding rests on in one line, and in an empty one which flag would fill it."""
    counted = f"{header.statements} statements"
    if header.share_reviewed is not None:
        counted += f", {header.share_reviewed:.0%} reviewed, {header.start or 'undated'} to {header.stop or 'undated'}"
    left = ", ".join(f"{one.count} {_named(one.reason, header)}" for one in header.left_out)
    mode = "computed as DNA does" if header.spec.dna_compat else "corrected measures"
    line = f"{counted}; {mode}" + (f"; left out: {left}" if left else "")
    return line if header.statements else f"{line}; {_filling(header, asked, events)}"


def _named(reason: Omission, header: Header) -> str:
    """A reason with the variables called by their names."""
    spec = header.spec
    names = {"value of variable 1": spec.variable1, "value of variable 2": spec.variable2, "value of the qualifier": spec.qualifier or NONE}
    return next((reason.replace(words, name) for words, name in names.items() if words in reason), reason.value)


def _filling(header: Header, asked: Asked, events: Events) -> str:
    """Which flag would fill an empty result."""
    if not events.rows:
        every = len(replace(asked, include=Include.ALL).events().rows)
        here = f"--include all has {every}" if every else "codings come from wortlaut concepts code or wortlaut capture FILE.dna"
        return f"no codings with --include {asked.include.value}: {here}"
    left = {one.reason for one in header.left_out}
    flags = {
        Omission.STATEMENT_TYPE: f"--statement-type {_first_type(events)!r}",
        Omission.SECOND_HAND: "--second-hand",
        Omission.OUTSIDE_DATES: "wider --since and --until",
        Omission.NO_DATE: "no --since and --until",
        Omission.EXCLUDED: "fewer --exclude-... filters",
        Omission.NO_VARIABLE1: "another --variable1, such as person",
        Omission.NO_VARIABLE2: "another --variable2",
        Omission.NO_QUALIFIER: f"--qualifier {NONE}",
    }
    return "to fill it: " + ", or ".join(flag for reason, flag in flags.items() if reason in left)


def _first_type(events: Events) -> str:
    return next((row.statement_type for row in events.rows if row.statement_type), "any")
