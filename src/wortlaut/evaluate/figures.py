"""From the tallies of documents to the figures one reads, with bootstrap intervals over documents.

All figures are per cent, rounded to two decimals.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from wortlaut.evaluate.gold import ROLES, Role
from wortlaut.evaluate.pairing import harmonic
from wortlaut.evaluate.resampling import intervals
from wortlaut.records import Kind

_GROUPS: dict[str, tuple[Role, ...]] = {"messages": (Role.QUOTE,), "roles": ROLES[1:], "joint": ROLES, **{str(role): (role,) for role in ROLES[1:]}}


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1 in per cent; `interval` is the bootstrap 95 % interval of F1, None if none was drawn."""

    precision: float
    recall: float
    f1: float
    interval: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """Every figure of one way to pair.

    messages = the quote; roles = speaker, cue, frame and addressee pooled; joint = all five pooled. `kinds` holds
    the F1 of each kind in the gold; form, exact, iou and iou_speaker are F1 of pairs of the same kind, with equal
    tokens, with intersection over union of at least one half, and the last with an overlapping speaker besides.
    """

    messages: Score
    roles: Score
    joint: Score
    speaker: Score
    cue: Score
    frame: Score
    addressee: Score
    kinds: tuple[tuple[Kind, float], ...]
    form: float
    exact: float
    iou: float
    iou_speaker: float
    predicted: int
    gold: int


def figures(tallies: Sequence[Mapping[str, float]], *, bootstrap: int, seed: int) -> Figures:
    """The figures of all documents; `bootstrap` resamples (0 for none) with this seed give the intervals."""
    total: dict[str, float] = {}
    for one in tallies:
        for name, value in one.items():
            total[name] = total.get(name, 0.0) + value

    def count(name: str) -> float:
        return total.get(name, 0.0)

    scores = {group: _score(count, roles) for group, roles in _GROUPS.items()}
    if bootstrap and tallies:
        drawn = intervals(tallies, {group: partial(_f1, roles) for group, roles in _GROUPS.items()}, runs=bootstrap, seed=seed)
        scores |= {group: replace(scores[group], interval=interval) for group, interval in drawn.items()}
    return Figures(
        messages=scores["messages"],
        roles=scores["roles"],
        joint=scores["joint"],
        speaker=scores[Role.SPEAKER],
        cue=scores[Role.CUE],
        frame=scores[Role.FRAME],
        addressee=scores[Role.ADDRESSEE],
        kinds=tuple((kind, _kind(count, kind)) for kind in sorted(Kind) if count(f"kind gold {kind}")),
        form=_share(count, "form"),
        exact=_share(count, "exact"),
        iou=_share(count, "iou"),
        iou_speaker=_share(count, "iou_speaker"),
        predicted=int(count("quote predicted")),
        gold=int(count("quote gold")),
    )


def _score(count: Callable[[str], float], roles: Sequence[Role]) -> Score:
    """The harmonic mean of mean precision and mean recall over all instances of these roles."""
    precision = _ratio(sum(count(f"{role} precision") for role in roles), sum(count(f"{role} predicted") for role in roles))
    recall = _ratio(sum(count(f"{role} recall") for role in roles), sum(count(f"{role} gold") for role in roles))
    return Score(_percent(precision), _percent(recall), _percent(harmonic(precision, recall)))


def _f1(roles: Sequence[Role], count: Callable[[str], float]) -> float:
    return _score(count, roles).f1


def _kind(count: Callable[[str], float], kind: Kind) -> float:
    same = count(f"kind same {kind}")
    return _percent(harmonic(_ratio(same, count(f"kind predicted {kind}")), _ratio(same, count(f"kind gold {kind}"))))


def _share(count: Callable[[str], float], name: str) -> float:
    return _percent(harmonic(_ratio(count(name), count("quote predicted")), _ratio(count(name), count("quote gold"))))


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _percent(share: float) -> float:
    return round(100 * share, 2)
