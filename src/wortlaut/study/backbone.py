"""Backbones: the few concepts whose network is most like that of all of them (dna.md 4.8).

Concepts are taken away one by one (`nested_backbone`), or a set is sought by simulated annealing, of a size asked for or
with a penalty on its size (`annealed_backbone`).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from wortlaut.errors import StudyError
from wortlaut.records import Backbone, BackboneStep, Events, Header, NetworkSpec, NetworkType, TimeWindow
from wortlaut.study.assemble import check_matrix, header_of, one_mode_weights
from wortlaut.study.coded import Coded, coded
from wortlaut.study.cube import Floats
from wortlaut.study.spectrum import loss, spectrum
from wortlaut.study.table import table_of

ITERATIONS = 10_000
PENALTY = 7.5
"""rDNA's middle value: 5.5 keeps more concepts, 12 fewer."""
SAME_LOSS = 1e-12
MOST_WORK = 2e12
"""Steps of the eigenvalues of all sets that are tried; about half an hour."""

Chosen = frozenset[int]
Move = Callable[[Chosen, int, np.random.Generator], Chosen]


def nested_backbone(events: Events, spec: NetworkSpec) -> Backbone:
    """Remove, again and again, the concept that the network misses least, until none is left.

    All concepts tied at the smallest loss go in one pass, the last first. StudyError without two concepts or two actors.
    """
    losses = Losses(events, spec)
    losses.require(losses.count * (losses.count + 1) // 2)
    left = list(range(losses.count))
    steps: list[BackboneStep] = []
    while left:
        without = {concept: losses.of(frozenset(left) - {concept}) for concept in left}
        least = min(without.values())
        for concept in [one for one in reversed(left) if without[one] <= least + SAME_LOSS]:
            left.remove(concept)
            steps.append(losses.step(concept, frozenset(left)))
    return Backbone(losses.header, (), tuple(step.concept for step in steps), 1.0, 0.0, 1.0, tuple(steps))


def annealed_backbone(
    events: Events, spec: NetworkSpec, *, size: int | None = None, penalty: float = PENALTY, iterations: int = ITERATIONS, seed: int = 0
) -> Backbone:
    """The best set of concepts that simulated annealing meets: of a `size`, or of any with the `penalty` on large sets.

    The same start value gives the same set. StudyError where the size is not between 1 and all concepts but one.
    """
    losses = Losses(events, spec)
    if size is not None and not 1 <= size < losses.count:
        raise StudyError("no such size of a backbone", str(size), f"from 1 to {losses.count - 1} concepts")
    losses.require(min(iterations, 2**losses.count))
    best, score = _annealed(losses, size, penalty, iterations, np.random.default_rng(seed))
    others = losses.everything - best
    return Backbone(
        header=losses.header,
        concepts=losses.named(best),
        redundant=losses.named(others),
        loss=losses.of(best),
        redundant_loss=losses.of(others),
        score=score,
        seed=seed,
    )


class Losses:
    """The loss of every set of concepts against all of them, each computed once."""

    header: Header

    def __init__(self, events: Events, spec: NetworkSpec) -> None:
        question = replace(spec, network_type=NetworkType.ONEMODE, bounds=False)
        if question.time_window is not TimeWindow.NO:
            raise StudyError("a backbone is one of all time", str(question.time_window), "set start and stop dates, and time window no")
        check_matrix(question)
        self._coded: Coded = coded(table_of(events), question)
        counted = tuple(self._coded.table.events.rows[index] for index in self._coded.selection.kept)
        self.header = header_of(question, self._coded.selection, counted)
        self.count = len(self._coded.columns)
        self.everything: Chosen = frozenset(range(self.count))
        if self.count < 2 or len(self._coded.rows) < 2:
            raise StudyError("too little for a backbone", f"{self.count} concepts, {len(self._coded.rows)} actors", "at least two of each")
        self._known: dict[Chosen, float] = {}
        self._whole = self._spectrum(self.everything)

    def require(self, sets: int) -> None:
        """Refuse more work than half an hour; StudyError."""
        if sets * len(self._coded.rows) ** 3 > MOST_WORK:
            size = f"{self.count} concepts, {len(self._coded.rows)} actors"
            raise StudyError("too large for a backbone", size, "narrow the network by filters or dates")

    def of(self, chosen: Chosen) -> float:
        """The loss of a set of concepts."""
        if chosen not in self._known:
            self._known[chosen] = loss(self._spectrum(chosen), self._whole)
        return self._known[chosen]

    def step(self, concept: int, left: Chosen) -> BackboneStep:
        """One concept taken away, with what stays."""
        return BackboneStep(
            concept=self._coded.columns[concept],
            loss=self.of(left),
            redundant_loss=self.of(self.everything - left),
            statements=int(np.isin(self._coded.column_numbers, sorted(left)).sum()),
        )

    def named(self, chosen: Chosen) -> tuple[str, ...]:
        """The labels of a set of concepts."""
        return tuple(self._coded.columns[concept] for concept in sorted(chosen))

    def _spectrum(self, chosen: Chosen) -> Floats:
        """The spectrum of the network of some concepts, over the actors of the whole."""
        members = np.flatnonzero(np.isin(self._coded.column_numbers, sorted(chosen)))
        return spectrum(one_mode_weights(self._coded, members), dna_compat=self.header.spec.dna_compat)


def temperature(step: int, of: int) -> float:
    """How readily a worse set is taken: near 1 at the start, near 0 at the end."""
    return 1.0 - 1.0 / (1.0 + math.exp(-(-5.0 + 12.0 * step / of)))


def _annealed(losses: Losses, size: int | None, penalty: float, iterations: int, draw: np.random.Generator) -> tuple[Chosen, float]:
    def score(chosen: Chosen) -> float:
        return losses.of(chosen) if size is not None else penalised(losses.of(chosen), len(chosen), losses.count, penalty)

    started = size if size is not None else int(draw.integers(1, losses.count))
    now: Chosen = frozenset(int(one) for one in draw.permutation(losses.count)[:started])
    moves: tuple[Move, ...] = (_swap,) if size is not None else (_add, _remove, _swap)
    reached = score(now)
    best, least = now, reached
    for step in range(1, iterations + 1):
        tried = moves[int(draw.integers(len(moves)))](now, losses.count, draw)
        worse = score(tried) - reached
        if worse <= 0 or draw.random() < math.exp(-worse) * temperature(step, iterations):
            now, reached = tried, reached + worse
        if reached < least - SAME_LOSS:
            best, least = now, reached
    return best, score(best)


def penalised(value: float, size: int, count: int, penalty: float) -> float:
    """DNA's penalty as printed: loss times exp(-p (|C| - |B|) / |C|), so that small sets are cheap."""
    return value * math.exp(-penalty * (count - size) / count)


def _add(now: Chosen, count: int, draw: np.random.Generator) -> Chosen:
    return now if len(now) >= count - 1 else now | {_one(sorted(frozenset(range(count)) - now), draw)}


def _remove(now: Chosen, count: int, draw: np.random.Generator) -> Chosen:
    return now if len(now) <= 1 else now - {_one(sorted(now), draw)}


def _swap(now: Chosen, count: int, draw: np.random.Generator) -> Chosen:
    return now - {_one(sorted(now), draw)} | {_one(sorted(frozenset(range(count)) - now), draw)}


def _one(of: Sequence[int], draw: np.random.Generator) -> int:
    return of[int(draw.integers(len(of)))]
