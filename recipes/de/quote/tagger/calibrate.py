"""Confidence per kind: fits it, compares ways to fit it, draws its reliability: `calibrate.py CORPUS PACK PLOT.svg [FOLD_PACK FOLDS]`.

Right means: of the kind of its gold quotation, and their intersection at least half of their union. All fits are cross-validated over
articles that the network never saw: folds of train with FOLD_PACK, whose weights then go to PACK/calibration.json, and dev. Beside every
calibration error stands in brackets the one that perfect confidence would have with so few quotations: mean and 95th percentile.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import metric
import numpy as np
from documents import KIND_NAMES
from packed import annotated, metric_row, network_of
from plot import reliability

from wortlaut_de.tagger.combine import combined
from wortlaut_de.tagger.decode import Choices, confidence, evidence, read_spans
from wortlaut_de.tagger.free import FREE, weights, with_free
from wortlaut_de.tagger.network import Network, network
from wortlaut_de.tagger.spans import length

ROUNDS, BINS, DRAWINGS = 5, 10, 200
RIDGE_POOLED, RIDGE_KIND = 1.0, 3.0
NEWTON_STEPS = 30

Weights = dict[str, tuple[float, ...]]
Fitted = Callable[[Sequence["Example"]], np.ndarray]


@dataclass(frozen=True)
class Example:
    """A prediction: its evidence, tokens, the confidence the package gives it now, whether it is right, the number of its article."""

    kind: int
    evidence: tuple[float, ...]
    tokens: int
    now: float
    right: bool
    article: int


def examples(corpus: Path, parts: Sequence[str], net: Network, *, bound: float = 0.0) -> Iterator[Example]:
    """Every prediction at least as probable as the bound; free indirect speech has a confidence of its own and comes last."""
    for number, one in enumerate(annotated(corpus, parts)):
        tags = one.tags(net)
        found = combined(read_spans(tags, Choices()), one.rules, one.surface, net.calibration, bound)
        found = with_free(found, one.surface, tags, weights())
        mine = [{**metric_row(quote), "one": quote} for quote in found]
        for p, g in metric.pair(mine, [metric_row(quote) for quote in one.gold], strict=True):
            if p is not None:
                right = g is not None and p["type"] == g["type"] and 2 * len(p["quote"] & g["quote"]) >= len(p["quote"] | g["quote"])
                quote = p["one"]
                now = quote.confidence if quote.kind == FREE else confidence(quote, net.calibration)
                yield Example(quote.kind, evidence(quote), length(quote.parts), now, right, number)


def newton(x: np.ndarray, y: np.ndarray, start: np.ndarray, ridge: float) -> np.ndarray:
    """Logistic regression by Newton steps, held near `start` by the ridge."""
    w = start.copy()
    for _ in range(NEWTON_STEPS):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        gradient = x.T @ (p - y) + ridge * (w - start)
        hessian = (x * (p * (1 - p))[:, None]).T @ x + ridge * np.eye(len(w))
        w -= np.linalg.solve(hessian, gradient)
    return w


def arrays(found: Sequence[Example]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Evidence, right, kind."""
    return np.array([one.evidence for one in found]), np.array([one.right for one in found], float), np.array([one.kind for one in found])


def fit_all(x: np.ndarray, y: np.ndarray, kind: np.ndarray) -> Weights:
    """Weights per kind, each held near those of all kinds together."""
    pooled = newton(x, y, np.zeros(x.shape[1]), RIDGE_POOLED)
    of = {k: newton(x[kind == k], y[kind == k], pooled, RIDGE_KIND) if (kind == k).any() else pooled for k in range(len(KIND_NAMES))}
    return {str(k): tuple(round(float(v), 4) for v in w) for k, w in of.items()}


def by_weights(x: np.ndarray, kind: np.ndarray, weights_of: Weights) -> np.ndarray:
    """The confidence of rows of evidence."""
    return np.array([1 / (1 + np.exp(-np.dot(row, weights_of[str(k)]))) for row, k in zip(x, kind, strict=True)])


# --- ways to fit: from examples to a function of examples ---------------------------------------------------------


def as_now(_: Sequence[Example]) -> Fitted:
    """What the package says today."""
    return lambda found: np.array([one.now for one in found])


def platt(some: Sequence[Example], more: Callable[[Example], tuple[float, ...]] = lambda _: ()) -> Fitted:
    """Logistic regression per kind on the evidence, and on what else is given."""

    def rows(found: Sequence[Example]) -> np.ndarray:
        return np.array([(*one.evidence, *more(one)) for one in found])

    _, y, kind = arrays(some)
    made = fit_all(rows(some), y, kind)
    return lambda found: by_weights(rows(found), arrays(found)[2], made)


def with_length(some: Sequence[Example]) -> Fitted:
    """The same with the length, and agreement with a rule above one half, as further evidence."""
    return platt(some, lambda one: (float(np.log(one.tokens)), float(one.evidence[5] > 0.5)))


def shifted(some: Sequence[Example]) -> Fitted:
    """What the package says with its log odds moved by one constant per kind."""
    _, y, kind = arrays(some)
    odds = log_odds(some)
    move = {k: newton_shift(odds[kind == k], y[kind == k]) for k in range(len(KIND_NAMES)) if (kind == k).any()}
    return lambda found: 1 / (1 + np.exp(-log_odds(found) - np.array([move.get(one.kind, 0.0) for one in found])))


def log_odds(found: Sequence[Example]) -> np.ndarray:
    """Log odds of what the package says."""
    p = np.clip([one.now for one in found], 1e-4, 1 - 1e-4)
    return np.asarray(np.log(p / (1 - p)))


def newton_shift(odds: np.ndarray, y: np.ndarray) -> float:
    """The constant that makes as many right in the mean as there are, held near zero."""
    move = 0.0
    for _ in range(NEWTON_STEPS):
        p = 1 / (1 + np.exp(-odds - move))
        move -= float(((p - y).sum() + RIDGE_KIND * move) / ((p * (1 - p)).sum() + RIDGE_KIND))
    return move


def isotonic(some: Sequence[Example]) -> Fitted:
    """Steps that rise with what the package says, per kind: neighbours are pooled until no step falls."""
    steps: dict[int, tuple[np.ndarray, np.ndarray]] = {}
    for k in {one.kind for one in some}:
        mine = sorted((one.now, float(one.right)) for one in some if one.kind == k)
        pools: list[list[float]] = []
        for at, right in mine:
            pools.append([at, right, 1.0])
            while len(pools) > 1 and pools[-2][1] / pools[-2][2] >= pools[-1][1] / pools[-1][2]:
                last = pools.pop()
                pools[-1] = [pools[-1][0], pools[-1][1] + last[1], pools[-1][2] + last[2]]
        steps[k] = np.array([p[0] for p in pools]), np.array([p[1] / p[2] for p in pools])

    def fitted(found: Sequence[Example]) -> np.ndarray:
        return np.array(
            [steps[o.kind][1][max(0, np.searchsorted(steps[o.kind][0], o.now, "right") - 1)] if o.kind in steps else o.now for o in found]
        )

    return fitted


WAYS: dict[str, Callable[[Sequence[Example]], Fitted]] = {
    "as shipped": as_now,
    "logistic per kind": platt,
    "logistic, with length": with_length,
    "shift per kind": shifted,
    "isotonic per kind": isotonic,
}


def crossed(found: Sequence[Example], way: Callable[[Sequence[Example]], Fitted]) -> np.ndarray:
    """The confidence of every example by a fit without its article and four fifths of the rest."""
    p = np.zeros(len(found))
    for number in range(ROUNDS):
        mine = [i for i, one in enumerate(found) if one.article % ROUNDS == number]
        p[mine] = way([one for one in found if one.article % ROUNDS != number])([found[i] for i in mine])
    return p


# --- figures ------------------------------------------------------------------------------------------------------


def calibration_error(p: np.ndarray, y: np.ndarray) -> float:
    """Expected calibration error in equal bins."""
    which = np.minimum((p * BINS).astype(int), BINS - 1)
    return float(sum(abs(p[which == b].mean() - y[which == b].mean()) * (which == b).mean() for b in range(BINS) if (which == b).any()))


def floor(p: np.ndarray) -> str:
    """The calibration error that this confidence would have if it were perfect: mean and 95th percentile of drawings of what is right."""
    draw = np.random.default_rng(1)
    drawn = [calibration_error(p, (draw.random(len(p)) < p).astype(float)) for _ in range(DRAWINGS)]
    return f"{np.mean(drawn):.3f}, {np.quantile(drawn, 0.95):.3f}"


def report(name: str, found: Sequence[Example]) -> np.ndarray:
    """Print the calibration error of every way to fit, by kind, with its floor in brackets; returns the confidence of the logistic one."""
    _, y, kind = arrays(found)
    counts = " | ".join(f"{KIND_NAMES[k]} ({int((kind == k).sum())})" for k in range(len(KIND_NAMES)))
    print(f"\n{name}: {len(found)} quotations\n| | all | {counts} |\n|---|---|---|---|---|---|---|")
    for way, fitting in WAYS.items():
        p = crossed(found, fitting)
        cells = [f"{calibration_error(p[m], y[m]):.3f} ({floor(p[m])})" for m in (kind >= 0, *(kind == k for k in range(5))) if m.any()]
        print(f"| {way} | {' | '.join(cells)} |", flush=True)
    return crossed(found, platt)


def main(corpus: Path, pack: Path, drawing: Path, fold_pack: Path | None, folds: str) -> None:
    """Report, draw; fit and write where there is a fold network."""
    dev = list(examples(corpus, ["dev"], network()))
    report("dev, every proposal", dev)
    shown = list(examples(corpus, ["dev"], network(), bound=0.3))
    report("dev, what is shown", shown)
    drawing.write_text(reliability([(one.kind, one.now, one.right) for one in shown], KIND_NAMES), encoding="utf-8")
    if fold_pack is not None:
        held = list(examples(corpus, folds.split("+"), network_of(fold_pack)))
        report(f"folds {folds}, every proposal", held)
        x, y, kind = arrays(held)
        (pack / "calibration.json").write_text(json.dumps(fit_all(x, y, kind), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*(Path(a) for a in sys.argv[1:4]), Path(sys.argv[4]) if len(sys.argv) > 4 else None, sys.argv[5] if len(sys.argv) > 5 else "")
