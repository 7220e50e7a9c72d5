"""`study polarization`, `backbone`, `clusters`, `shifts`, `positions`: measures over networks, and over time."""

from __future__ import annotations

from dataclasses import replace

import click

from wortlaut.cli.answering import printed, told
from wortlaut.cli.asking import Asked, asking, choice_of, weight_options, window_options
from wortlaut.cli.putting import Output, output_options
from wortlaut.records import Distance, NetworkType, Period, TimeWindow


@click.command("polarization")
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
    A score means little unless it is well above the mean of random networks beside it. Below six actors it is refused.
    --dna-compat gives DNA's Q.
    """
    from wortlaut import study as room
    from wortlaut.shape import findings, tables

    events, spec = asked.events(), asked.spec(NetworkType.ONEMODE)
    if spec.time_window is not TimeWindow.NO:
        found = tuple(room.polarization_over_time(events, spec, groups=groups, seed=spec.seed, runs=runs))
        whole = {"windows": [findings.polarization(one) for one in found]}
        return printed(asked, whole, tables.polarization_rows(found), tables.POLARIZATION, f"{len(found)} windows")
    one = room.polarization(events, spec, groups=groups, seed=spec.seed, runs=runs)
    return printed(asked, findings.polarization(one), tables.polarization_rows([one]), tables.POLARIZATION, told(one.header, asked, events))


@click.command("backbone")
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
    return printed(asked, findings.backbone(one), tables.backbone_rows(one), layout, told(one.header, asked, events))


@click.command("clusters")
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
    Below six actors they are refused.
    """
    from wortlaut import study as room
    from wortlaut.shape import findings, tables

    events, spec = asked.events(), asked.spec(NetworkType.ONEMODE)
    if spec.time_window is not TimeWindow.NO:
        found = room.coalitions(events, spec, groups=groups)
        whole = {"windows": [findings.coalitions(one) for one in found]}
        return printed(asked, whole, tables.coalition_rows(found), tables.COALITIONS, f"{len(found)} windows")
    one = room.clusters(events, spec, groups=groups)
    return printed(asked, findings.clusters(one), tables.cluster_rows(one), tables.CLUSTERS, told(one.header, asked, events))


@click.command("shifts")
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
    return printed(asked, findings.shifts(one), tables.state_rows(one), tables.STATES, told(one.header, asked, events))


@click.command("positions")
@click.option("--actor", metavar="NAME", help="Only this value of variable 1.")
@click.option("--concept", metavar="NAME", help="Only this value of variable 2.")
@click.option("--period", type=choice_of(Period), default="months", show_default=True, help="What is one point.")
@click.option("--candidates", is_flag=True, help="List only what may be a change of position, with the codings on both sides.")
@output_options
@asking
def positions_command(
    asked: Asked,
    actor: str | None,
    concept: str | None,
    period: str,
    candidates: bool,
    output: Output | None,
) -> int:
    """Where actors stand on concepts over time (-1 to 1), and what may be a change of position.

    \b
    Examples:
      wortlaut study positions --actor 'Fischereiverband Nordau'
      wortlaut study positions --variable1 person --candidates
      wortlaut study positions --period years -o positions.svg
    Candidates are for a person to read and decide; nothing here says that somebody changed a position.
    """
    from wortlaut import study as room
    from wortlaut.shape import findings, tables

    events = asked.events()
    whole = room.positions(events, asked.spec(NetworkType.TWOMODE), Period(period))
    one = replace(
        whole,
        points=tuple(point for point in whole.points if actor in (None, point.actor) and concept in (None, point.concept)),
        candidates=tuple(change for change in whole.candidates if actor in (None, change.actor) and concept in (None, change.concept)),
    )
    beside = told(one.header, asked, events)
    if output:
        return output.put_positions(one, beside)
    if candidates:
        return printed(asked, findings.positions(one), tables.candidate_rows(one), tables.CANDIDATES, beside)
    return printed(asked, findings.positions(one), tables.position_rows(one), tables.POSITIONS, beside)
