"""The options that ask for a network, in rDNA's words, and the question they come to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

import click

from wortlaut.cli.opening import ledger_option, opened
from wortlaut.cli.output import Form, form_options
from wortlaut.question import excluded_values, query_of
from wortlaut.records import (
    Duplicates,
    Include,
    Kernel,
    NetworkSpec,
    NetworkType,
    Normalization,
    QualifierAggregation,
    Ties,
    TimeWindow,
)

if TYPE_CHECKING:
    from wortlaut.records import Events

Command = TypeVar("Command", bound=Callable[..., Any])

STATEMENT_TYPE = "DNA Statement"
ANY = "any"
NONE = "none"
DOCUMENT_FIELDS = ("authors", "sources", "sections", "types")


WORDS: Mapping[str, type[StrEnum]] = {
    "duplicates": Duplicates,
    "time_window": TimeWindow,
    "kernel": Kernel,
    "ties": Ties,
    "qualifier_aggregation": QualifierAggregation,
    "normalization": Normalization,
}
"""The options with closed lists of words."""
QUESTION = frozenset({field.name for field in fields(NetworkSpec)} | {"since", "until"}) - {"network_type"}
"""The options that belong to the question; all others are the command's own."""


def choice_of(words: type[StrEnum]) -> click.Choice[str]:
    """One of a closed list of words."""
    return click.Choice([one.value for one in words])


def selection_options(command: Command) -> Command:
    """Give a command the options that choose statements; it receives them as keyword arguments for `spec_of`."""
    options = [
        click.option("--include", type=choice_of(Include), default=Include.JUDGED.value, show_default=True, help="By review status."),
        click.option("--variable1", default="organization", show_default=True, metavar="NAME", help="Whose values are the rows."),
        click.option("--variable2", default="concept", show_default=True, metavar="NAME", help="Whose values are the columns."),
        click.option("--qualifier", default="agreement", show_default=True, metavar="NAME", help=f"What tells sides apart; {NONE}: nothing."),
        click.option("--statement-type", default=STATEMENT_TYPE, show_default=True, metavar="LABEL", help=f"Which statements; {ANY}: all types."),
        click.option("--duplicates", type=choice_of(Duplicates), default="include", show_default=True, help="Within what repeats count once."),
        click.option("--since", metavar="DATE", help="Only on or after (2014, 2014-10 or 2014-10-14)."),
        click.option("--until", metavar="DATE", help="Only on or before."),
        click.option("--exclude-values", multiple=True, metavar="NAME=VALUE", help="Leave out statements with this value; may be repeated."),
        click.option("--invert-values", is_flag=True, help="Keep only what --exclude-values lists."),
    ]
    for field in DOCUMENT_FIELDS:
        options.append(click.option(f"--exclude-{field}", multiple=True, metavar="NAME", help=f"Leave out documents by their {field}."))
        options.append(click.option(f"--invert-{field}", is_flag=True, help=f"Keep only what --exclude-{field} lists."))
    options += [
        click.option("--second-hand", is_flag=True, help="Count statements passed on by other media or people too."),
        click.option("--dna-compat", is_flag=True, help="Compute as DNA 3.1 does, known defects included."),
    ]
    return _given(command, options)


def window_options(command: Command) -> Command:
    """Give a command the options of moving windows."""
    return _given(
        command,
        [
            click.option("--time-window", type=choice_of(TimeWindow), default="no", show_default=True, help="The unit of moving windows."),
            click.option("--window-size", type=click.IntRange(1), default=100, show_default=True, help="How many units a window spans."),
            click.option("--kernel", type=choice_of(Kernel), default="no", show_default=True, help="How weights fall towards the ends of a window."),
            click.option("--indent-time", is_flag=True, help="With a kernel: only windows inside the dates."),
            click.option("--ties", type=choice_of(Ties), default="id", show_default=True, help="Event windows: which statements of the border date."),
            click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help="The start value of every random step."),
        ],
    )


def weight_options(command: Command) -> Command:
    """Give a command the options of weights."""
    return _given(
        command,
        [
            click.option(
                "--qualifier-aggregation", type=choice_of(QualifierAggregation), default="ignore", show_default=True, help="What the qualifier does."
            ),
            click.option("--normalization", type=choice_of(Normalization), default="no", show_default=True, help="What weights are divided by."),
            click.option("--isolates", is_flag=True, help="Keep rows and columns without weights."),
        ],
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """What a command was asked: which ledger and statements, in which form, and the options of the question."""

    ledger: str | None
    include: Include
    form: Form | None
    options: Mapping[str, Any]

    def events(self) -> Events:
        """The coded statements of the ledger."""
        with opened(self.ledger) as book:
            return book.events(query_of(include=self.include.value))

    def spec(self, network_type: NetworkType) -> NetworkSpec:
        """The question that the options ask; ConfigError on a filter or a date that is none."""
        given = dict(self.options)
        dates = query_of(since=given.pop("since"), until=given.pop("until"))
        values = excluded_values(given.pop("exclude_values"))
        chosen: dict[str, Any] = {name: WORDS[name](value) if name in WORDS else value for name, value in given.items()}
        absent = {"qualifier": NONE, "statement_type": ANY}
        chosen |= {name: None for name, word in absent.items() if chosen[name] == word}
        return replace(NetworkSpec(network_type, start_date=dates.since, stop_date=dates.until, exclude_values=values), **chosen)


def asking(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command the ledger, the choice of statements and the forms of output; it receives them as `Asked`, its own options by name."""

    @wraps(command)
    def run(default: str | None, ledger: str | None, form: Form | None, include: str, **given: Any) -> int:  # noqa: ANN401 - options by name
        options = {name: given.pop(name) for name in list(given) if name in QUESTION}
        return command(Asked(ledger or default, Include(include), form, options), **given)

    return click.pass_obj(ledger_option(selection_options(form_options(run))))


def _given(command: Command, options: Sequence[Callable[[Command], Command]]) -> Command:
    for option in reversed(options):
        command = option(command)
    return command
