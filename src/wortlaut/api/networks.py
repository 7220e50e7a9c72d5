"""Networks with their labels, and the words of rDNA as a question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from wortlaut.api.rows import extra
from wortlaut.errors import ConfigError
from wortlaut.records import (
    Duplicates,
    Header,
    Kernel,
    Network,
    NetworkSpec,
    NetworkType,
    Normalization,
    QualifierAggregation,
    Ties,
    TimeWindow,
)

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from wortlaut.records.study import Matrix

STATEMENT_TYPE = "DNA Statement"
"""What the command line counts where nobody says otherwise."""

_WORDS: Mapping[str, type[StrEnum]] = {
    "network_type": NetworkType,
    "qualifier_aggregation": QualifierAggregation,
    "normalization": Normalization,
    "duplicates": Duplicates,
    "time_window": TimeWindow,
    "kernel": Kernel,
    "ties": Ties,
}
_OVER_TIME = frozenset({"time_window", "window_size", "kernel", "indent_time", "ties"})


def spec_of(network_type: str, question: Mapping[str, object]) -> NetworkSpec:
    """The question that these words ask; ConfigError for one that is none, and for what is no single network."""
    if network_type == NetworkType.EVENTLIST:
        raise ConfigError("a list of events is no network", network_type, "take corpus.table('events')")
    names = {field.name for field in fields(NetworkSpec)} - _OVER_TIME
    unknown = sorted(question.keys() - names)
    if unknown:
        raise ConfigError("a network has no such setting", ", ".join(unknown), f"choose among {', '.join(sorted(names))}")
    asked = {"statement_type": STATEMENT_TYPE, **question, "network_type": network_type}
    return NetworkSpec(**{name: _value(name, value) for name, value in asked.items()})


def _value(name: str, value: object) -> Any:  # noqa: ANN401 - the types of the fields of NetworkSpec
    if name in _WORDS:
        words = [one.value for one in _WORDS[name]]
        if value not in words:
            raise ConfigError(f"no such {name}", str(value), f"choose one of {', '.join(words)}")
        return _WORDS[name](value)
    if isinstance(value, Mapping):
        return tuple((key, tuple(values)) for key, values in value.items())
    return tuple(value) if isinstance(value, list) else value


@dataclass(frozen=True, eq=False)
class LabelledNetwork:
    """A network: `matrix` with the labels of its `rows` and `columns`; `header` says what it rests on; `record` is all of it."""

    record: Network

    @property
    def matrix(self) -> Matrix:
        """The weights, as a numpy array that cannot be written to."""
        return self.record.matrix

    @property
    def rows(self) -> tuple[str, ...]:
        """The labels of the rows."""
        return tuple(node.label for node in self.record.rows)

    @property
    def columns(self) -> tuple[str, ...]:
        """The labels of the columns."""
        return tuple(node.label for node in self.record.columns)

    @property
    def header(self) -> Header:
        """The question, how many statements counted, how many of them are reviewed, what was left out."""
        return self.record.header

    def __repr__(self) -> str:
        kind = self.header.spec.network_type.value
        return f"<{kind} network, {len(self.rows)} x {len(self.columns)}, {self.header.statements} statements ({self.header.reviewed} reviewed)>"

    def to_pandas(self) -> pd.DataFrame:
        """The matrix as a frame with its labels; ConfigError without the extra `pandas`."""
        return extra("pandas").DataFrame(self.matrix, index=list(self.rows), columns=list(self.columns))

    def to_networkx(self) -> nx.Graph:
        """An undirected graph with an edge per weight that is not 0; ConfigError without the extra `networkx`.

        Nodes are (variable, label), since an organisation may be called like a concept; they have the attributes of the node, its
        label and variable, and `bipartite` 0 for rows and 1 for columns in a two-mode network.
        """
        graph = extra("networkx").Graph(statements=self.header.statements, reviewed=self.header.reviewed)
        once = self.header.spec.network_type is NetworkType.ONEMODE
        for side, nodes in enumerate((self.record.rows, () if once else self.record.columns)):
            for node in nodes:
                told = dict(node.attributes) | {"label": node.label, "variable": node.variable, "statements": node.statements}
                graph.add_node((node.variable, node.label), **told | ({} if once else {"bipartite": side}))
        for row, column in zip(*self.matrix.nonzero(), strict=True):
            if not once or row < column:
                ends = [(node.variable, node.label) for node in (self.record.rows[row], self.record.columns[column])]
                graph.add_edge(*ends, weight=float(self.matrix[row, column]))
        return graph
