"""How many counted events stand behind every cell of a network: what `evidence` lists for one cell, counted for all."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from scipy import sparse

from wortlaut.records import DataType, Events, Network, NetworkType, QualifierAggregation, Value
from wortlaut.study.cube import Floats
from wortlaut.study.evidence import Said, counting
from wortlaut.study.selection import qualifier_column
from wortlaut.study.table import Column, Table, as_text, table_of


def counted(network: Network) -> Network:
    """The network with the number of events behind each cell (`counts`)."""
    table = table_of(Events(network.variables, network.counted, network.documents))
    first, second = table.column(network.header.spec.variable1), table.column(network.header.spec.variable2)
    rows = {node.label: number for number, node in enumerate(network.rows)}
    if network.header.spec.network_type is NetworkType.TWOMODE:
        columns = {node.label: number for number, node in enumerate(network.columns)}
        counts = np.zeros(network.matrix.shape)
        for row, column in zip(first.values, second.values, strict=True):
            counts[rows[as_text(row)], columns[as_text(column)]] += 1
    else:
        counts = _paired(network, table, [rows[as_text(value)] for value in first.values], second)
    counts.setflags(write=False)
    return replace(network, counts=counts)


def _paired(network: Network, table: Table, actors: list[int], concepts: Column) -> Floats:
    """The events of both actors that have a partner of the other one."""
    qualifier = qualifier_column(table, network.header.spec)
    levels = qualifier.values if qualifier else (None,) * len(actors)
    said: dict[Said, int] = {}
    for one in zip(concepts.values, levels, strict=True):
        said.setdefault(one, len(said))
    numbers = [said[one] for one in zip(concepts.values, levels, strict=True)]
    cells = sparse.coo_array((np.ones(len(actors)), (actors, numbers)), shape=(len(network.rows), len(said))).tocsr()
    counts = _with_partner(network, qualifier, cells, list(said))
    both = counts + counts.T
    np.fill_diagonal(both, 0.0)
    return both


def _with_partner(network: Network, qualifier: Column | None, cells: sparse.csr_array[np.float64], said: list[Said]) -> Floats:
    """How many events of the row actor count, given what the column actor says."""
    aggregation = network.header.spec.qualifier_aggregation
    apart = qualifier is not None and (qualifier.of_document or qualifier.variable.data_type is DataType.SHORT_TEXT)
    totals = np.asarray(cells.sum(axis=1), np.float64).reshape(-1, 1)
    if apart and aggregation is QualifierAggregation.SUBTRACT:
        return np.repeat(totals, cells.shape[0], axis=1)
    if apart and aggregation is QualifierAggregation.CONFLICT:
        return totals - _product(cells, _present(cells))
    return _product(cells, _present(sparse.csr_array(_present(cells) @ _fits(network, qualifier, said).T)))


def _fits(network: Network, qualifier: Column | None, said: list[Said]) -> sparse.csr_array[np.float64]:
    """Which pairs of things said form a pair of the network's kind."""
    counts = counting(network, qualifier)
    by_concept: dict[Value, list[int]] = {}
    for number, (concept, _) in enumerate(said):
        by_concept.setdefault(concept, []).append(number)
    pairs = [(one, other) for group in by_concept.values() for one in group for other in group if counts(said[one], (said[other],))]
    places = np.array(pairs, np.int64).reshape(-1, 2)
    return sparse.coo_array((np.ones(len(pairs)), (places[:, 0], places[:, 1])), shape=(len(said), len(said))).tocsr()


def _present(cells: sparse.csr_array[np.float64]) -> sparse.csr_array[np.float64]:
    found = cells.copy()
    found.data = (found.data > 0).astype(np.float64)
    return found


def _product(left: sparse.csr_array[np.float64], right: sparse.csr_array[np.float64]) -> Floats:
    return np.asarray((left @ right.T).toarray(), np.float64)
