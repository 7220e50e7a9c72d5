"""A network as nodes and edges with numbers for ids, as graph formats have it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wortlaut.errors import WriteError
from wortlaut.records import Counted, Network, NetworkType, Node


@dataclass(frozen=True, slots=True)
class Edge:
    """A weight that is not 0 between two nodes (by their place in `nodes`), its bounds and the number of events behind it."""

    source: int
    target: int
    weight: float
    measures: tuple[tuple[str, float | int], ...]


def one_network(found: Counted, format_name: str) -> Network:
    """The only network of what is to be written; WriteError for anything else."""
    if not isinstance(found, Network):
        raise WriteError("this format holds one network a file", format_name, "ask for the type onemode or twomode")
    return found


def nodes(network: Network) -> tuple[Node, ...]:
    """All nodes: of a two-mode network the rows, then the columns, even where both have a label in common."""
    one_mode = network.header.spec.network_type is NetworkType.ONEMODE
    return network.rows if one_mode else (*network.rows, *network.columns)


def edges(network: Network) -> Iterator[Edge]:
    """The weights that are not 0 in order of rows and columns; those of a one-mode network once."""
    one_mode = network.header.spec.network_type is NetworkType.ONEMODE
    shift = 0 if one_mode else len(network.rows)
    bounds = network.bounds
    readings = [("low", bounds.low), ("high", bounds.high), ("expected", bounds.expected)] if bounds else []
    for row, column in zip(*(places.tolist() for places in network.matrix.nonzero()), strict=True):
        if one_mode and row >= column:
            continue
        measures: list[tuple[str, float | int]] = [(name, float(matrix[row, column])) for name, matrix in readings]
        if network.counts is not None:
            measures.append(("statements", int(network.counts[row, column])))
        yield Edge(row, column + shift, float(network.matrix[row, column]), tuple(measures))


def measures_of(network: Network) -> tuple[str, ...]:
    """What every edge of the network tells beside its weight."""
    return (*(("low", "high", "expected") if network.bounds else ()), *(("statements",) if network.counts is not None else ()))


def attributes_of(network: Network, taken: frozenset[str]) -> dict[str, str]:
    """The attributes of all nodes by their own names, with the name each has in the file, where some names are taken."""
    own = dict.fromkeys(name for node in nodes(network) for name, _ in node.attributes)
    given: dict[str, str] = {}
    for name in own:
        free = name
        while free in taken or free in given.values():
            free += "_attribute"
        given[name] = free
    return given
