"""`study network` and `study bars`: what is counted, as matrices, lists and bars."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING

import click

from wortlaut.cli.answering import printed, told
from wortlaut.cli.asking import Asked, asking, choice_of, weight_options, window_options
from wortlaut.cli.putting import Output, output_options
from wortlaut.errors import ConfigError
from wortlaut.records import Include, NetworkType, QualifierAggregation, TimeWindow

if TYPE_CHECKING:
    from wortlaut.records import Network
    from wortlaut.shape import Json


@click.command("network")
@click.option("--type", "network_type", type=choice_of(NetworkType), default="twomode", show_default=True, help="Which network.")
@weight_options
@window_options
@output_options
@click.option("--cell", nargs=2, metavar="ROW COLUMN", help="Show the statements behind one number.")
@asking
def network_command(
    asked: Asked,
    network_type: str,
    cell: tuple[str, str] | None,
    output: Output | None,
) -> int:
    """Print a network, or write it to a file: actors by concepts, actors by actors, or the coded statements themselves.

    \b
    Examples:
      wortlaut study network --type twomode --qualifier-aggregation subtract
      wortlaut study network --type onemode --qualifier-aggregation conflict --normalization cosine --json
      wortlaut study network --type eventlist --csv > events.csv
      wortlaut study network --time-window months --window-size 6
      wortlaut study network --cell Flussrat Probestau
      wortlaut study network --type onemode --qualifier-aggregation subtract -o actors.graphml
    --json prints {"rows", "columns", "matrix", "header"}, with windows {"slices": [...]}; the table and --csv list the weights
    that are not 0. With --include all or machine every weight has bounds: from judged statements alone, from all, by confidence.
    """
    from wortlaut import study as room
    from wortlaut.shape import findings, tables

    if cell and output:
        raise ConfigError("--cell prints statements and writes no file", str(output.path), "leave out one of --cell and -o")
    events, spec = asked.events(), asked.spec(NetworkType(network_type))
    amounts = spec.qualifier_aggregation is not QualifierAggregation.COMBINE
    spec = replace(spec, bounds=amounts and asked.include is not Include.JUDGED)
    if spec.network_type is NetworkType.EVENTLIST:
        listed = room.event_list(events, spec)
        if output:
            return output.put_network(listed, spec.network_type, told(listed.header, asked, events))
        return printed(asked, findings.event_list(listed), tables.event_rows(listed), tables.EVENTS, told(listed.header, asked, events))
    if spec.time_window is not TimeWindow.NO:
        found = room.held(room.slices(events, spec))
        if output:
            return output.put_network(tuple(map(room.counted, found)), spec.network_type, f"{len(found)} windows")
        rows = (row for one in found for row in tables.edges(one))
        whole = {"slices": [findings.network(one) for one in found]}
        return printed(asked, whole, rows, tables.WINDOW_EDGES, f"{len(found)} windows")
    one = room.network(events, spec)
    if cell:
        return _evidence(asked, one, cell)
    if output:
        return output.put_network(room.counted(one), spec.network_type, told(one.header, asked, events))
    layout = tables.BOUNDED_EDGES if one.bounds else tables.EDGES
    return printed(asked, findings.network(one), tables.edges(one), layout, told(one.header, asked, events))


def _evidence(asked: Asked, one: Network, cell: tuple[str, str]) -> int:
    """The events behind one number, as they stand in the event list."""
    from wortlaut.records import EventList
    from wortlaut.shape import tables
    from wortlaut.study import evidence

    found = evidence(one, *cell)
    chosen = frozenset(found.events)
    listed = EventList(one.header, one.variables, tuple(event for event in one.counted if event.id in chosen), one.documents)
    whole: Json = {**asdict(found), "rows": list(tables.event_rows(listed))}
    return printed(asked, whole, tables.event_rows(listed), tables.EVENTS, f"weight {found.weight:g} of {found.row} and {found.column}")


@click.command("bars")
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
    return printed(asked, findings.bars(one), tables.bar_rows(one), tables.BARS, told(one.header, asked, events))
