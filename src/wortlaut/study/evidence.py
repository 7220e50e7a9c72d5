"""Back from a number to the events it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from wortlaut.errors import StudyError
from wortlaut.records import DataType, Events, Evidence, Network, NetworkType, Node, QualifierAggregation, Value
from wortlaut.study.selection import qualifier_column
from wortlaut.study.table import Column, Table, as_text, table_of

Said = tuple[Value, Value]
"""A concept and the level of the qualifier: what an event says."""


def evidence(network: Network, row: str, column: str) -> Evidence:
    """The events that count in the cell of two labels, in order of time; StudyError where the network has no such label.

    Two-mode: all statements of the row on the column. One-mode: those statements of the two that form at least one pair
    of the network's kind (under subtract and ignore: every pair on the same concept).
    """
    number, other = _position(network.rows, row), _position(network.columns, column)
    table = table_of(Events(network.variables, network.counted, network.documents))
    first, second = table.column(network.header.spec.variable1), table.column(network.header.spec.variable2)
    if network.header.spec.network_type is NetworkType.TWOMODE:
        found = [index for index in table.order if as_text(first.values[index]) == row and as_text(second.values[index]) == column]
    else:
        found = [] if row == column else _paired(network, table, first, second, (row, column))
    return Evidence(row, column, float(network.matrix[number, other]), tuple(table.events.rows[index].id for index in found))


def _paired(network: Network, table: Table, first: Column, second: Column, pair: tuple[str, str]) -> list[int]:
    """The events of both actors that have a partner of the other actor."""
    qualifier = qualifier_column(table, network.header.spec)
    own: dict[str, list[int]] = {label: [] for label in pair}
    for index in table.order:
        if as_text(first.values[index]) in own:
            own[as_text(first.values[index])].append(index)
    said = {index: (second.values[index], qualifier.values[index] if qualifier else None) for indices in own.values() for index in indices}
    counts = counting(network, qualifier)
    found: list[int] = []
    for label, partner in (pair, pair[::-1]):
        others = {said[index] for index in own[partner]}
        found += [index for index in own[label] if counts(said[index], others)]
    return sorted(found, key={index: place for place, index in enumerate(table.order)}.__getitem__)


def counting(network: Network, qualifier: Column | None) -> Callable[[Said, Iterable[Said]], bool]:
    """Whether an event of a one-mode network counts, given what the other actor says."""
    aggregation = network.header.spec.qualifier_aggregation
    same_or_not = qualifier is not None and (qualifier.of_document or qualifier.variable.data_type is DataType.SHORT_TEXT)
    if same_or_not and aggregation is QualifierAggregation.CONFLICT:
        return lambda mine, others: mine not in others
    if same_or_not and aggregation is QualifierAggregation.SUBTRACT:
        return lambda mine, others: True
    if aggregation in (QualifierAggregation.IGNORE, QualifierAggregation.SUBTRACT):
        return lambda mine, others: any(mine[0] == other[0] for other in others)
    reach = _reach(network.header.levels)
    conflict = aggregation is QualifierAggregation.CONFLICT

    def fits(mine: Said, other: Said) -> bool:
        apart = float(mine[1] != other[1]) if same_or_not else abs(int(mine[1] or 0) - int(other[1] or 0)) / reach
        return mine[0] == other[0] and (apart > 0 if conflict else apart < 1)

    return lambda mine, others: any(fits(mine, other) for other in others)


def _reach(levels: tuple[Value, ...]) -> int:
    numbers = [level for level in levels if isinstance(level, int)]
    return (max(numbers) - min(numbers) if numbers else 0) or 1


def _position(nodes: tuple[Node, ...], label: str) -> int:
    for number, node in enumerate(nodes):
        if node.label == label:
            return number
    raise StudyError("the network has no such label", label, "see its rows and columns")
