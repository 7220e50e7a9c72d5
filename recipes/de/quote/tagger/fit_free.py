"""Fits what finds free indirect speech: `fit_free.py CORPUS PACK [FOLD_PACK FOLDS]`.

The weights of the signs come from all of train, sentences seen once between the quotations of the rules and once between those of the
gold. How much the network's log odds weigh beside them, the constant and the bound were settled on dev, whose articles the network never
saw. With FOLD_PACK the same is counted on folds of train that its network never saw. Writes PACK/free.json, prints what is found.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
from packed import Annotated, annotated, network_of
from scipy.optimize import brentq, minimize

from wortlaut_de.tagger.combine import combined
from wortlaut_de.tagger.decode import Choices, read_spans
from wortlaut_de.tagger.free import FREE, Weights, candidates, network_odds
from wortlaut_de.tagger.network import Network, network
from wortlaut_de.tagger.spans import shared

FOLDS = "012345"
RIDGE, OFTEN = 3.0, 15
NETWORK, LEAST = 0.3, 0.15
"""Weight of the network's log odds, and the bound; neighbours of both are within what 20 quotations can tell apart (TAGGER.md)."""

GROUPS = (
    "soll sollen", "sollte sollten", "will wollen", "muss müssen", "kann können", "darf dürfen", "wird werden", "ist sind", "hat haben habe",
    "war waren hatte hatten", "wurde wurden", "würde würden könnte könnten wäre wären", "gibt",
)  # fmt: skip
OPENERS = (
    "dabei damit so zudem auch dafür deshalb außerdem sie er das es denn dort dazu darüber dies diese dieser bis ab nur aber",
    "allerdings statt unter für im in bei nach wenn",
)
WORDS = Weights({form: group.split()[0] for group in GROUPS for form in group.split()}, " ".join(OPENERS).split(), {}, 0.0, 0.0, 0.0)

Row = tuple[str, int, list[str], bool, str]


def table(articles: Sequence[Annotated], *, context: str) -> Iterator[Row]:
    """(article, sentence, signs, whether it is free indirect speech, fold) of every candidate; `context` is `rules` or `gold`."""
    for one in articles:
        free = [part for q in one.gold if q.kind == FREE for part in q.parts]
        around = [(q.kind, q.parts) for q in (one.rules if context == "rules" else one.gold)]
        for number, signs in candidates(one.surface, around, WORDS):
            first, last, _ = one.surface.sentences[number]
            yield one.id, number, signs, 2 * shared([(first, last)], free) >= last - first, one.part


def fit(x: np.ndarray, y: np.ndarray, ridge: float) -> np.ndarray:
    """Logistic regression; the last column is the constant, which the ridge leaves alone."""
    held = np.append(np.full(x.shape[1] - 1, ridge), 0.0)

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        z = x @ w
        p = 1 / (1 + np.exp(-np.clip(z, -30, 30)))
        return float(np.logaddexp(0, z).sum() - y @ z + (held * w * w).sum() / 2), x.T @ (p - y) + held * w

    start = np.append(np.zeros(x.shape[1] - 1), -4.0)
    return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 200}).x)


def matrix(found: Sequence[Row], names: Sequence[str]) -> np.ndarray:
    """Signs as columns, and a constant."""
    column = {name: number for number, name in enumerate(names)}
    out = np.zeros((len(found), len(names) + 1), np.float32)
    out[:, -1] = 1
    for number, row in enumerate(found):
        out[number, [column[sign] for sign in row[2] if sign in column]] = 1
    return out


def level(z: np.ndarray, y: np.ndarray) -> float:
    """The constant with which as many are expected as there are."""
    return float(brentq(lambda c: float((1 / (1 + np.exp(-z - c))).mean() - y.mean()), -20, 20))


def told(name: str, z: np.ndarray, y: np.ndarray, constant: float) -> None:
    """Print how many sentences some bounds keep, and how many of them are right."""
    p = 1 / (1 + np.exp(-z - constant))
    counts = " ".join(f"{bound:.2f}: {int(y[p >= bound].sum())} of {int((p >= bound).sum())}" for bound in (0.1, LEAST, 0.2, 0.25, 0.3))
    print(f"{name}: {len(y)} sentences, {int(y.sum())} free indirect; right of those kept from a bound of {counts}")


def both_scores(articles: Sequence[Annotated], net: Network, score: Callable[[str, int, list[str]], float]) -> tuple[np.ndarray, np.ndarray]:
    """Signs and network together, and what is right, for every sentence that is left between the quotations found by both."""
    z, y = [], []
    for one in articles:
        tags = one.tags(net)
        found = combined(read_spans(tags, Choices()), one.rules, one.surface, net.calibration)
        odds = network_odds(tags, one.surface)
        free = [part for q in one.gold if q.kind == FREE for part in q.parts]
        for number, signs in candidates(one.surface, [(q.kind, q.parts) for q in found], WORDS):
            first, last, _ = one.surface.sentences[number]
            z.append(score(one.id, number, signs) + NETWORK * odds[number])
            y.append(2 * shared([(first, last)], free) >= last - first)
    return np.array(z), np.array(y, float)


def main(corpus: Path, pack: Path, fold_pack: Path | None, folds: str) -> None:
    """Fit, report, write."""
    articles = list(annotated(corpus, FOLDS))
    seen = list(table(articles, context="rules"))
    both = seen + list(table(articles, context="gold"))
    often = Counter(sign for row in seen for sign in set(row[2]))
    names = sorted(sign for sign, count in often.items() if count >= OFTEN)
    x, y, part = matrix(both, names), np.array([row[3] for row in both], float), np.array([row[4] for row in both])
    crossed = np.zeros(len(both))
    without = {number: fit(x[part != number], y[part != number], 2 * RIDGE) for number in FOLDS}
    for number, weights in without.items():
        crossed[part == number] = x[part == number] @ weights
    z, yes = crossed[: len(seen)], y[: len(seen)].astype(bool)
    order = np.argsort(-z)
    print(f"train: {len(seen)} sentences, {int(yes.sum())} of them free indirect; right among the first N by signs alone, cross-validated:")
    print("  " + " ".join(f"{n}:{int(yes[order[:n]].sum())}" for n in (20, 40, 80, 120, 160, 240)))
    signs = dict(zip(names, (float(w) for w in fit(x, y, 2 * RIDGE)[:-1]), strict=True))
    dev = both_scores(list(annotated(corpus, ["dev"])), network(), lambda _, number, has: sum(signs.get(sign, 0.0) for sign in has))
    constant = level(*dev)
    told("dev", *dev, constant)
    if fold_pack is not None:
        mine = [one for one in articles if one.part in folds]
        part_of = {one.id: one.part for one in mine}
        column = {name: number for number, name in enumerate(names)}

        def unseen(name: str, number: int, has: list[str]) -> float:
            return float(sum(without[part_of[name]][column[sign]] for sign in has if sign in column))

        held = both_scores(mine, network_of(fold_pack), unseen)
        told(f"folds {folds}", *held, level(*held))
    kept = {name: round(weight, 4) for name, weight in signs.items()}
    made = replace(WORDS, signs=kept, network=NETWORK, constant=round(constant, 4), least=LEAST)
    (pack / "free.json").write_text(json.dumps(asdict(made), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]) if len(sys.argv) > 3 else None, sys.argv[4] if len(sys.argv) > 4 else "")
