"""`study`: networks of coded statements, and measures over them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

import click

from wortlaut.cli.asking import NONE, Asked, asking, choice_of, weight_options, window_options
from wortlaut.cli.opening import ledger_option
from wortlaut.cli.output import Form, print_json, print_rows, say
from wortlaut.errors import ExitCode
from wortlaut.records import Distance, Header, Include, NetworkType, Omission, QualifierAggregation, TimeWindow

if TYPE_CHECKING:
    from wortlaut.records import Events, Network
    from wortlaut.shape import Json, Layout


@click.group()
@ledger_option
@click.pass_context
def study(ctx: click.Context, ledger: str | None) -> None:
    """Networks of coded statements and measures over them, in the words of rDNA.

    \b
    Examples:
      wortlaut study network --type onemode --qualifier-aggregation congruence --normalization average
      wortlaut study polarization --duplicates document
      wortlaut study positions --actor Fischereiverband
    Only judged codings count, unless --include says more; what was imported from .dna files counts as judged.
    """
    ctx.obj = ledger


@study.command("network")
@click.option("--type", "network_type", type=choice_of(NetworkType), default="twomode", show_default=True, help="Which network.")
@weight_options
@window_options
@click.option("--cell", nargs=2, metavar="ROW COLUMN", help="Show the statements behind one number.")
@asking
def network_command(
    asked: Asked,
    network_type: str,
    cell: tuple[str, str] | None,
) -> int:
    """Print a network: actors by concepts, actors by actors, or the coded statements themselves.

    \b
    Examples:
      wortlaut study network --type twomode --qualifier-aggregation subtract
      wortlaut study network --type onemode --qualifier-aggregation conflict --normalization cosine --json
      wortlaut study network --type eventlist --csv > events.csv
      wortlaut study network --time-window months --window-size 6
      wortlaut study network --cell Flussrat Probestau
    --json prints {"rows", "columns", "matrix", "header"}, with windows {"slices": [...]}; the table and --csv list the weights
    that are not 0. With --include all or machine every weight has bounds: from judged statements alone, from all, by confidence.
    """
    from wortlaut import study as room
    from wortlaut.shape import findings, tables

    events, spec = asked.events(), asked.spec(NetworkType(network_type))
    amounts = spec.qualifier_aggregation is not QualifierAggregation.COMBINE
    spec = replace(spec, bounds=amounts and asked.include is not Include.JUDGED)
    if spec.network_type is NetworkType.EVENTLIST:
        listed = room.event_list(events, spec)
        return _printed(asked, findings.event_list(listed), tables.event_rows(listed), tables.EVENTS, _told(listed.header, asked, events))
    if spec.time_window is not TimeWindow.NO:
        found = room.held(room.slices(events, spec))
        rows = (row for one in found for row in tables.edges(one))
        told = {"slices": [findings.network(one) for one in found]}
        return _printed(asked, told, rows, tables.WINDOW_EDGES, f"{len(found)} windows")
    one = room.network(events, spec)
    if cell:
        return _evidence(asked, one, cell)
    layout = tables.BOUNDED_EDGES if one.bounds else tables.EDGES
    return _printed(asked, findings.network(one), tables.edges(one), layout, _told(one.header, asked, events))


def _evidence(asked: Asked, one: Network, cell: tuple[str, str]) -> int:
    """The events behind one number, as they stand in the event list."""
    from wortlaut.records import EventList
    from wortlaut.shape import tables
    from wortlaut.study import evidence

    found = evidence(one, *cell)
    chosen = frozenset(found.events)
    listed = EventList(one.header, one.variables, tuple(event for event in one.counted if event.id in chosen), one.documents)
    told: Json = {**asdict(found), "rows": list(tables.event_rows(listed))}
    return _printed(asked, told, tables.event_rows(listed), tables.EVENTS, f"weight {found.weight:g} of {found.row} and {found.column}")


@study.command("polarization")
@click.option("--groups", type=click.IntRange(2), default=2, show_default=True, help="How many groups are sought.")
@click.option("--runs", type=click.IntRange(0, 10_000), default=50, show_default=True, help="How many random networks give the mean of chance.")
@window_options
@asking
def polarization_command(
    asked: Asked,
    groups: int,
    runs: int,
) -> int:
    """How far actors fall into groups that agree inside and quarrel between: 1 at most, 0 by chance.

    \b
    Examples:
      wortlaut study polarization --duplicates document
      wortlaut study polarization --time-window months --window-size 12
    A score means little unless it is well above the mean of random networks beside it. --dna-compat gives DNA's Q.
    """
    from wortlaut import study as room
    from wortlaut.shape import findings, tables

    events, spec = asked.events(), asked.spec(NetworkType.ONEMODE)
    if spec.time_window is not TimeWindow.NO:
        found = tuple(room.polarization_over_time(events, spec, groups=groups, seed=spec.seed, runs=runs))
        told = {"windows": [findings.polarization(one) for one in found]}
        return _printed(asked, told, tables.polarization_rows(found), tables.POLARIZATION, f"{len(found)} windows")
    one = room.polarization(events, spec, groups=groups, seed=spec.seed, runs=runs)
    return _printed(asked, findings.polarization(one), tables.polarization_rows([one]), tables.POLARIZATION, _told(one.header, asked, events))


@study.command("backbone")
@click.option("--size", type=click.IntRange(1), help="Seek the best set of so many concepts by annealing.")
@click.option("--penalty", type=click.FloatRange(0), help="Seek the best set of any size, large ones penalised (5.5, 7.5, 12).")
@click.option("--iterations", type=click.IntRange(1, 1_000_000), default=10_000, show_default=True, help="Steps of the annealing.")
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help="The start value of every random step.")
@weight_options
@asking
def backbone_command(
    asked: Asked,
    size: int | None,
    penalty: float | None,
    iterations: int,
) -> int:
    """Which concepts carry the network: removes them one by one, or seeks the best set of a size or under a penalty.

    \b
    Examples:
      wortlaut study backbone --qualifier-aggregation subtract --normalization average --duplicates document
      wortlaut study backbone --qualifier-aggregation congruence --size 4
    """
    from wortlaut import study as room
    from wortlaut.shape import findings, tables

    events, spec = asked.events(), asked.spec(NetworkType.ONEMODE)
    if size is None and penalty is None:
        one = room.nested_backbone(events, spec)
    elif size is not None:
        one = room.annealed_backbone(events, spec, size=size, iterations=iterations, seed=spec.seed)
    else:
        one = room.annealed_backbone(events, spec, penalty=penalty or 0.0, iterations=iterations, seed=spec.seed)
    layout = tables.STEPS if one.steps else tables.PARTS
    return _printed(asked, findings.backbone(one), tables.backbone_rows(one), layout, _told(one.header, asked, events))


@study.command("clusters")
@click.option("--groups", type=click.IntRange(2), help="How many groups; default: the number with the best modularity.")
@weight_options
@window_options
@asking
def clusters_command(
    asked: Asked,
    groups: int | None,
) -> int:
    """Groups of actors by six methods, best modularity first; with --time-window: coalitions that keep their numbers.

    \b
    Examples:
      wortlaut study clusters --qualifier-aggregation congruence --normalization average
      wortlaut study clusters --qualifier-aggregation subtract --time-window years --window-size 2
    """
    from wortlaut import study as room
    from wortlaut.shape import findings, tables

    events, spec = asked.events(), asked.spec(NetworkType.ONEMODE)
    if spec.time_window is not TimeWindow.NO:
        found = room.coalitions(events, spec, groups=groups)
        told = {"windows": [findings.coalitions(one) for one in found]}
        return _printed(asked, told, tables.coalition_rows(found), tables.COALITIONS, f"{len(found)} windows")
    one = room.clusters(events, spec, groups=groups)
    return _printed(asked, findings.clusters(one), tables.cluster_rows(one), tables.CLUSTERS, _told(one.header, asked, events))


@study.command("shifts")
@click.option("--type", "network_type", type=click.Choice(["twomode", "onemode"]), default="twomode", show_default=True, help="Which network.")
@click.option("--distance", type=choice_of(Distance), default="absdiff", show_default=True, help="How windows are compared.")
@click.option("--states", type=click.IntRange(2), help="How many states; default: the number with the best modularity.")
@weight_options
@window_options
@asking
def shifts_command(
    asked: Asked,
    network_type: str,
    distance: str,
    states: int | None,
) -> int:
    """When the whole network changes its state: compares all time windows and groups them.

    \b
    Examples:
      wortlaut study shifts --time-window months --window-size 6 --kernel epanechnikov
    """
    from wortlaut import study as room
    from wortlaut.shape import findings, tables

    events, spec = asked.events(), asked.spec(NetworkType(network_type))
    one = room.shifts(events, spec, distance=Distance(distance), states=states)
    return _printed(asked, findings.shifts(one), tables.state_rows(one), tables.STATES, _told(one.header, asked, events))


@study.command("positions")
@click.option("--actor", metavar="NAME", help="Only this value of variable 1.")
@click.option("--concept", metavar="NAME", help="Only this value of variable 2.")
@click.option("--period", type=click.Choice(["days", "weeks", "months", "years"]), default="months", show_default=True, help="What is one point.")
@click.option("--candidates", is_flag=True, help="List only what may be a change of position, with the codings on both sides.")
@asking
def positions_command(
    asked: Asked,
    actor: str | None,
    concept: str | None,
    period: str,
    candidates: bool,
) -> int:
    """Where actors stand on concepts over time (-1 to 1), and what may be a change of position.

    \b
    Examples:
      wortlaut study positions --actor 'Fischereiverband Nordau'
      wortlaut study positions --variable1 person --candidates
    Candidates are for a person to read and decide; nothing here says that somebody changed a position.
    """
    from wortlaut import study as room
    from wortlaut.shape import findings, tables

    events, spec = asked.events(), replace(asked.spec(NetworkType.TWOMODE), time_window=TimeWindow(period))
    whole = room.positions(events, spec)
    one = replace(
        whole,
        points=tuple(point for point in whole.points if actor in (None, point.actor) and concept in (None, point.concept)),
        candidates=tuple(change for change in whole.candidates if actor in (None, change.actor) and concept in (None, change.concept)),
    )
    told = _told(one.header, asked, events)
    if candidates:
        return _printed(asked, findings.positions(one), tables.candidate_rows(one), tables.CANDIDATES, told)
    return _printed(asked, findings.positions(one), tables.position_rows(one), tables.POSITIONS, told)


@study.command("bars")
@asking
def bars_command(
    asked: Asked,
) -> int:
    """How often each actor speaks, by level of the qualifier, with shares.

    \b
    Examples:
      wortlaut study bars --variable1 concept
      wortlaut study bars --variable1 person --csv
    """
    from wortlaut import study as room
    from wortlaut.shape import findings, tables

    events, spec = asked.events(), asked.spec(NetworkType.EVENTLIST)
    one = room.bars(events, spec)
    return _printed(asked, findings.bars(one), tables.bar_rows(one), tables.BARS, _told(one.header, asked, events))


def _printed(asked: Asked, whole: Mapping[str, object], rows: Iterable[Json], layout: Layout, told: str) -> int:
    """JSON prints the whole finding, the other forms its rows; what it rests on is told beside a table."""
    if asked.form is Form.JSON:
        print_json(whole)
        return ExitCode.DONE
    print_rows(rows, asked.form, layout, f"no {layout.noun}")
    if asked.form is None:
        say(told)
    return ExitCode.DONE


def _told(header: Header, asked: Asked, events: Events) -> str:
    """What a finding rests on in one line, and in an empty one which flag would fill it."""
    counted = f"{header.statements} statements"
    if header.share_reviewed is not None:
        counted += f", {header.share_reviewed:.0%} reviewed, {header.start or 'undated'} to {header.stop or 'undated'}"
    left = ", ".join(f"{one.count} {one.reason}" for one in header.left_out)
    mode = "computed as DNA does" if header.spec.dna_compat else "corrected measures"
    line = f"{counted}; {mode}" + (f"; left out: {left}" if left else "")
    return line if header.statements else f"{line}; {_filling(header, asked, events)}"


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
