"""What `study` finds in networks: polarization, backbones, coalitions, shifts, positions, shares, and how far coders agree."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from wortlaut.records.study import Event, Header, Node

if TYPE_CHECKING:
    from wortlaut.records.study import Matrix

Group = tuple[str, ...]
"""The labels of the actors of one group, in the order of the network."""


@dataclass(frozen=True, slots=True)
class Polarization:
    """How far actors fall into groups that agree inside and quarrel between: 1 at most, 0 what chance gives.

    `random_mean` is what `random_runs` networks with the same weights on other pairs reach: a score means little unless it
    is well above. `congruence_inside` and `conflict_between` are the shares of all congruence and conflict that lie there.
    `exact`: every partition was tried. With `header.spec.dna_compat` the score is DNA's Q over groups of equal size, and
    there is no mean. Where there are too few actors `score` is None and `refused` says so.
    """

    header: Header
    score: float | None
    groups: tuple[Group, ...] = ()
    random_mean: float | None = None
    random_runs: int = 0
    congruence_inside: float = 0.0
    conflict_between: float = 0.0
    exact: bool = False
    seed: int = 0
    middle: str | None = None
    refused: str = ""


@dataclass(frozen=True, slots=True)
class BackboneStep:
    """One concept removed: the loss of what stays against the whole, that of all removed so far, and the statements that stay."""

    concept: str
    loss: float
    redundant_loss: float
    statements: int


@dataclass(frozen=True, slots=True)
class Backbone:
    """The concepts whose network is most like that of all concepts, and the others.

    Nested: every concept is removed in turn (`steps`), `concepts` is empty. Otherwise `concepts` is what annealing found with
    the start value `seed`; `score` is the loss with the penalty on large backbones, if one was asked for.
    """

    header: Header
    concepts: Group
    redundant: Group
    loss: float
    redundant_loss: float
    score: float
    steps: tuple[BackboneStep, ...] = ()
    seed: int = 0


class ClusterMethod(StrEnum):
    """How groups are sought: Louvain, hierarchical with four ways to join, and partitioning around medoids."""

    LOUVAIN = "louvain"
    SINGLE = "single"
    AVERAGE = "average"
    COMPLETE = "complete"
    WARD = "ward"
    PAM = "pam"


@dataclass(frozen=True, slots=True)
class Clustering:
    """The groups that one method finds, largest first, and their modularity."""

    method: ClusterMethod
    groups: tuple[Group, ...]
    modularity: float


@dataclass(frozen=True, slots=True)
class Clusters:
    """What every method finds in one network, best modularity first; `middle` is that of its time window."""

    header: Header
    found: tuple[Clustering, ...]
    middle: str | None = None
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Coalition:
    """A group with the number it keeps over time, as long as most of its members stay together."""

    number: int
    members: Group


@dataclass(frozen=True, slots=True)
class Coalitions:
    """The coalitions of one time window; where it has too few actors there are none, and `refused` says so."""

    header: Header
    coalitions: tuple[Coalition, ...]
    modularity: float | None
    middle: str | None = None
    refused: str = ""


class Distance(StrEnum):
    """How two networks are compared: cell by cell, or by the spectrum of their Laplacians."""

    ABSDIFF = "absdiff"
    SPECTRAL = "spectral"


@dataclass(frozen=True, slots=True, eq=False)
class Shifts:
    """How the network changes over time: distances between all windows, and the state each window is in.

    `states` are numbered in order of first appearance; `changes` are the middles of windows whose state differs from the one
    before. `modularity` and `method` tell how well the states part.
    """

    header: Header
    distance: Distance
    middles: tuple[str, ...]
    distances: Matrix
    states: tuple[int, ...]
    changes: tuple[str, ...]
    method: ClusterMethod
    modularity: float


@dataclass(frozen=True, slots=True)
class Position:
    """Where an actor stands on a concept in one period: the mean of the qualifier from -1 to 1, and the events behind it.

    `start` is the first day of the period.
    """

    actor: str
    concept: str
    start: str
    mean: float
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PositionChange:
    """A candidate for a change of position: two periods of one actor on one concept, for a person to read and decide."""

    actor: str
    concept: str
    before: Position
    after: Position
    rule: str


@dataclass(frozen=True, slots=True)
class Positions:
    """Positions over time by actor, concept and period, and the candidates for changes among them."""

    header: Header
    points: tuple[Position, ...]
    candidates: tuple[PositionChange, ...]


@dataclass(frozen=True, slots=True)
class Stand:
    """What one actor said on one concept: how many statements agree, disagree, take no side, and how many a person reviewed.

    `events` are their ids in order of time. `course` are the signs (1, 0, -1) of the periods that are known, one after the other without
    repeats: more than one stands where the sign changed, which is a candidate for a change of position and no more.
    """

    actor: str
    concept: str
    agree: int
    disagree: int
    neutral: int
    reviewed: int
    events: tuple[str, ...]
    course: tuple[int, ...]

    @property
    def sign(self) -> int:
        """The side that most of the statements take: 1, -1, or 0 where both are equal."""
        return (self.agree > self.disagree) - (self.agree < self.disagree)


@dataclass(frozen=True, slots=True)
class IssueMatrix:
    """Who said what on which issue: actors by concepts, with a stand in every cell that has statements, by actor and concept.

    `counted` are the events behind all of them, in order of time.
    """

    header: Header
    actors: tuple[Node, ...]
    concepts: tuple[Node, ...]
    stands: tuple[Stand, ...]
    counted: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """How often one value occurs, by level of the qualifier, and its share of all counted events."""

    node: Node
    counts: tuple[int, ...]
    share: float


@dataclass(frozen=True, slots=True)
class Bars:
    """Counts per value of variable 1 and level of the qualifier, most frequent first; without a qualifier one nameless level."""

    header: Header
    levels: tuple[str, ...]
    rows: tuple[Bar, ...]


class AgreementMeasure(StrEnum):
    """How agreement between coders is measured."""

    PERCENT = "percent"
    KAPPA = "kappa"
    ALPHA = "alpha"
    ALPHA_U = "alpha_u"


@dataclass(frozen=True, slots=True)
class CoderAgreement:
    """A coefficient with the units and coders it rests on; `value` is None where it is not defined, and `reason` says why.

    `observed` and `expected` are the agreement found and by chance (percent, kappa) or the disagreement (alpha).
    """

    measure: AgreementMeasure
    value: float | None
    units: int
    coders: int
    observed: float | None = None
    expected: float | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Rating:
    """What one coder made of one unit: a concept, a stance, a yes or no."""

    unit: str
    coder: str
    value: str | int


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch `[start, end)` of a text that a coder marked with a category."""

    coder: str
    start: int
    end: int
    category: str
