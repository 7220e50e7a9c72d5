"""Whether the mentions of people, organisations, states, places and roles were found: outer ones, exact borders, same kind.

A mention inside another is left out on both sides, as in the outer chunks of the GermEval 2014 task (Benikova et al. 2014). Documents whose gold
carries no mentions take no part.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from wortlaut.evaluate.figures import Score
from wortlaut.evaluate.gold import Found
from wortlaut.evaluate.pairing import harmonic
from wortlaut.evaluate.resampling import Tally, intervals
from wortlaut.records import MentionKind

_ALL = "all"
_GROUPS = (_ALL, *MentionKind)


@dataclass(frozen=True, slots=True)
class MentionFigures:
    """Precision, recall and F1 over all kinds, and of each kind that is in the gold or was predicted; the numbers of outer mentions."""

    all: Score
    kinds: tuple[tuple[MentionKind, Score], ...]
    predicted: int
    gold: int


def tally_mentions(predicted: Iterable[Found], gold: Iterable[Found]) -> dict[str, float]:
    """What one document contributes: hits, predictions and gold mentions, over all kinds and of each."""
    answers, wanted = outer(predicted), outer(gold)
    out: Counter[str] = Counter()
    for what, mentions in (("predicted", answers), ("gold", wanted), ("hit", answers & wanted)):
        for one in mentions:
            out.update((f"{_ALL} {what}", f"{one.kind} {what}"))
    return dict(out)


def outer(mentions: Iterable[Found]) -> frozenset[Found]:
    """The mentions that stand inside no other one."""
    kept: set[Found] = set()
    reach = -1
    for one in sorted(mentions, key=lambda mention: (mention.start, -mention.end, mention.kind)):
        if one.end > reach:
            kept.add(one)
            reach = one.end
    return frozenset(kept)


def mention_figures(tallies: Sequence[Tally], *, bootstrap: int, seed: int) -> MentionFigures:
    """The figures of all documents with gold mentions; `bootstrap` resamples (0 for none) with this seed give the intervals."""
    total: Counter[str] = Counter()
    for one in tallies:
        total.update({name: int(value) for name, value in one.items()})
    present = [group for group in _GROUPS if total[f"{group} gold"] or total[f"{group} predicted"]]
    scores = {group: _score(group, total) for group in _GROUPS}
    if bootstrap and tallies:
        drawn = intervals(tallies, {group: partial(_f1, group) for group in present}, runs=bootstrap, seed=seed)
        scores |= {group: replace(scores[group], interval=drawn[group]) for group in present}
    return MentionFigures(
        all=scores[_ALL],
        kinds=tuple((kind, scores[kind]) for kind in MentionKind if kind in present),
        predicted=total[f"{_ALL} predicted"],
        gold=total[f"{_ALL} gold"],
    )


def _ratio(group: str, of: str, count: Callable[[str], float]) -> float:
    whole = count(f"{group} {of}")
    return count(f"{group} hit") / whole if whole else 0.0


def _f1(group: str, count: Callable[[str], float]) -> float:
    return round(100 * harmonic(_ratio(group, "predicted", count), _ratio(group, "gold", count)), 2)


def _score(group: str, total: Counter[str]) -> Score:
    precision, recall = (round(100 * _ratio(group, of, total.__getitem__), 2) for of in ("predicted", "gold"))
    return Score(precision, recall, _f1(group, total.__getitem__))
