"""Whether the speakers of correctly found quotations were resolved to the right actor, in all, per class of speaker and per source.

Names are compared by their head: the part before a bracket, without accents, dots and case. The bracket is
information, not identity. Where gold names nobody, abstaining is right.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from wortlaut.evaluate.pairing import Pair, well_found
from wortlaut.evaluate.resampling import Interval, Tally, intervals
from wortlaut.evaluate.speakers import UNNAMED, SpeakerClass

_ALL = "all"
_OUTCOMES = ("right", "wrong", "overclaimed", "abstained", "rightly abstained")
_SHARES = {"right": ("right", "rightly abstained"), "wrong": ("wrong", "overclaimed"), "abstained": ("abstained",)}


@dataclass(frozen=True, slots=True)
class Share:
    """A share in per cent; `interval` is its bootstrap 95 % interval, None if none was drawn."""

    percent: float
    interval: Interval | None = None


@dataclass(frozen=True, slots=True)
class ActorCounts:
    """Over quotations found with intersection over union of at least one half.

    right and wrong: an actor was named; abstained: none was named although gold names one; rightly_abstained: nor
    does gold. Naming somebody where gold names nobody is wrong. accuracy = right / (right + wrong) and answered =
    share of quotations with a gold actor for which one was named, both in per cent. The shares are of all these quotations and
    add up to 100: in right_share, abstaining where gold names nobody is right.
    """

    right: int
    wrong: int
    abstained: int
    rightly_abstained: int
    accuracy: float
    answered: float
    right_share: Share
    wrong_share: Share
    abstained_share: Share


@dataclass(frozen=True, slots=True)
class ActorFigures:
    """The counts in all, per class of speaker (empty where nobody told the classes) and per source of the documents that name one."""

    total: ActorCounts
    classes: tuple[tuple[SpeakerClass, ActorCounts], ...] = ()
    sources: tuple[tuple[str, ActorCounts], ...] = ()


def tally_actors(pairs: Iterable[Pair], source: str | None) -> dict[str, float]:
    """What one document contributes: outcomes in all, per class and for its source, by name."""
    out: Counter[str] = Counter()
    for predicted, gold in pairs:
        if not predicted or not gold or not well_found(predicted, gold):
            continue
        outcome = _outcome(predicted.names, gold.names[0] if gold.names else None)
        groups = [_ALL, f"class {gold.speaker}" if gold.speaker else None, f"source {source}" if source else None]
        out.update(f"{group} {outcome}" for group in groups if group is not None)
    return dict(out)


def _outcome(names: Sequence[str], wanted: str | None) -> str:
    if wanted is None:
        return "overclaimed" if names else "rightly abstained"
    if not names:
        return "abstained"
    return "right" if same_actor(names, wanted) else "wrong"


def actor_figures(tallies: Sequence[Tally], sources: Iterable[str], *, bootstrap: int, seed: int) -> ActorFigures:
    """The figures of all documents; `bootstrap` resamples (0 for none) with this seed give the intervals."""
    total: Counter[str] = Counter()
    for one in tallies:
        total.update({name: int(value) for name, value in one.items()})
    groups = [_ALL, *(f"class {kind}" for kind in SpeakerClass), *(f"source {source}" for source in sources)]
    present = [group for group in groups if any(total[f"{group} {outcome}"] for outcome in _OUTCOMES)]
    drawn: dict[str, Interval] = {}
    if bootstrap and tallies:
        wanted = {f"{group} {share}": partial(_share, group, parts) for group in present for share, parts in _SHARES.items()}
        drawn = intervals(tallies, wanted, runs=bootstrap, seed=seed)
    counted = {group: _counts(group, total, drawn) for group in (_ALL, *present)}
    return ActorFigures(
        total=counted[_ALL],
        classes=tuple((kind, counted[f"class {kind}"]) for kind in SpeakerClass if f"class {kind}" in counted),
        sources=tuple((source, counted[f"source {source}"]) for source in sources if f"source {source}" in counted),
    )


def _share(group: str, parts: Sequence[str], count: Callable[[str], float]) -> float:
    whole = sum(count(f"{group} {outcome}") for outcome in _OUTCOMES)
    return _percent(sum(count(f"{group} {part}") for part in parts), whole)


def _counts(group: str, total: Counter[str], drawn: dict[str, Interval]) -> ActorCounts:
    right, wrong, overclaimed, abstained, rightly = (total[f"{group} {outcome}"] for outcome in _OUTCOMES)
    shares = {share: Share(_share(group, parts, total.__getitem__), drawn.get(f"{group} {share}")) for share, parts in _SHARES.items()}
    return ActorCounts(
        right=right,
        wrong=wrong + overclaimed,
        abstained=abstained,
        rightly_abstained=rightly,
        accuracy=_percent(right, right + wrong + overclaimed),
        answered=_percent(right + wrong, right + wrong + abstained),
        right_share=shares["right"],
        wrong_share=shares["wrong"],
        abstained_share=shares["abstained"],
    )


def _percent(part: float, whole: float) -> float:
    return round(100 * part / whole, 2) if whole else 0.0


def same_actor(names: Sequence[str], wanted: str) -> bool:
    """Whether one of the names equals the wanted one by its head, or is the surname of a wanted name of several words."""
    head = actor_head(wanted)
    if not head:
        return False
    heads = {actor_head(name) for name in names}
    words = head.split()
    return head in heads or (len(words) > 1 and words[-1] in heads)


def actor_head(name: str) -> str:
    """The part of a name that is compared; unnamed sources all have the same."""
    if name.lower().startswith(UNNAMED):
        return UNNAMED
    head = name.split("(")[0].split(" / ")[0]
    plain = unicodedata.normalize("NFKD", head).encode("ascii", "ignore").decode()
    return " ".join(plain.lower().replace(".", " ").split())
