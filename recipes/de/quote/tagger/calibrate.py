"""Fits the confidence of quotations per kind on held-out predictions: `calibrate.py RETURNED DATA CORPUS PACK`.

RETURNED/results.json.gz holds under `held` what networks found in articles they never saw; the package's own code adds the
rules and mends the borders. Writes PACK/calibration.json and prints the expected calibration error by cross-validation over
articles, its reliability table, and what combining gives on held-out articles and on dev.
Right means: of the kind of its gold quotation, and their intersection at least half of their union.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from pathlib import Path

import metric
import numpy as np
from documents import KIND_NAMES, ROLES, rows, surface_of

from wortlaut_de.tagger.combine import LEAST, Surface, combined
from wortlaut_de.tagger.decode import TokenQuote, evidence
from wortlaut_de.tagger.features import TokenQuotation

ROUND_FOLDS = 5
RIDGE_POOLED, RIDGE_KIND = 1.0, 3.0
NEWTON_STEPS = 30

Weights = dict[str, tuple[float, ...]]
Example = tuple[int, tuple[float, ...], bool, int]
KNOWN = {field.name for field in fields(TokenQuote)}


class Corpus:
    """Gold, rules and surface of every annotated article by its id."""

    def __init__(self, data: Path, corpus: Path) -> None:
        documents = json.loads((data / "docs.json").read_text(encoding="utf-8"))["docs"]
        self.documents = {d["id"]: d for d in documents if "gold" in d and not d["straight"]}
        texts = {row["id"]: row["text"] for name in ("train", "train-remainders", "dev") for row in rows(corpus / f"{name}.jsonl")}
        self.surfaces: dict[str, Surface] = {name: surface_of(texts[name]) for name in self.documents if name in texts}

    def rules(self, name: str) -> list[TokenQuotation]:
        """What the rules found in an article."""
        out = []
        for rule in self.documents[name]["rules"]:
            roles = (tuple(rule[role]) for role in ROLES[1:])
            out.append(TokenQuotation(rule["kind"], tuple((a, b) for a, b in rule["parts"]), *roles, rule.get("name") or "rule"))
        return out

    def combined(self, name: str, found: Sequence[Mapping], weights: Weights, least: Sequence[float]) -> list[TokenQuote]:
        """The final quotations of an article."""
        quotes = [TokenQuote(**{**{k: v for k, v in one.items() if k in KNOWN}, "parts": [(a, b) for a, b in one["parts"]]}) for one in found]
        return combined(quotes, self.rules(name), self.surfaces[name], weights, least)

    def gold(self, name: str) -> list[dict]:
        """The gold quotations of an article for the metric."""
        return [metric_row(one["kind"], one["parts"], {role: one[role] for role in ROLES[1:]}) for one in self.documents[name]["gold"]]


def metric_row(kind: int, parts: Sequence[Sequence[int]], roles: Mapping[str, Sequence[int]]) -> dict:
    """A quotation as the metric reads it."""
    return {"type": KIND_NAMES[kind], "quote": {t for a, b in parts for t in range(a, b)}, **{role: set(tokens) for role, tokens in roles.items()}}


def quote_row(one: TokenQuote) -> dict:
    """A found quotation as the metric reads it."""
    return metric_row(one.kind, one.parts, {role: getattr(one, role) for role in ROLES[1:]})


def examples(corpus: Corpus, found: Mapping[str, Sequence[Mapping]]) -> Iterator[Example]:
    """(kind, evidence, right, number of the article) of every prediction, before improbable ones are dropped."""
    flat: Weights = {str(kind): (0.0,) * 7 for kind in range(len(KIND_NAMES))}
    for number, name in enumerate(sorted(found)):
        quotes = corpus.combined(name, found[name], flat, (0.0,) * len(KIND_NAMES))
        mine = [{**quote_row(one), "one": one} for one in quotes]
        for p, g in metric.pair(mine, corpus.gold(name), strict=True):
            if p is not None:
                right = g is not None and p["type"] == g["type"] and 2 * len(p["quote"] & g["quote"]) >= len(p["quote"] | g["quote"])
                yield p["one"].kind, evidence(p["one"]), right, number


def fit(x: np.ndarray, y: np.ndarray, start: np.ndarray, ridge: float) -> np.ndarray:
    """Logistic regression by Newton steps, held near `start` by the ridge."""
    w = start.copy()
    for _ in range(NEWTON_STEPS):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (p - y) + ridge * (w - start)
        hessian = (x * (p * (1 - p))[:, None]).T @ x + ridge * np.eye(len(w))
        w -= np.linalg.solve(hessian, gradient)
    return w


def fit_all(found: Sequence[Example]) -> Weights:
    """Weights per kind, each held near those of all kinds together."""
    x, y, kind = (np.array([one[i] for one in found], float) for i in (1, 2, 0))
    pooled = fit(x, y, np.zeros(x.shape[1]), RIDGE_POOLED)
    of = {k: fit(x[kind == k], y[kind == k], pooled, RIDGE_KIND) if (kind == k).any() else pooled for k in range(len(KIND_NAMES))}
    return {str(k): tuple(round(float(v), 4) for v in w) for k, w in of.items()}


def probabilities(found: Sequence[Example], weights: Weights) -> np.ndarray:
    """The confidence of every example."""
    return np.array([1 / (1 + np.exp(-np.dot(one[1], weights[str(one[0])]))) for one in found])


def calibration_error(p: np.ndarray, y: np.ndarray, bins: int = 10) -> float:
    """Expected calibration error in equal bins."""
    which = np.minimum((p * bins).astype(int), bins - 1)
    return float(sum(abs(p[which == b].mean() - y[which == b].mean()) * (which == b).mean() for b in range(bins) if (which == b).any()))


def report(name: str, found: Sequence[Example], p: np.ndarray) -> None:
    """Print the calibration error of all kinds and a reliability table."""
    y, kind = np.array([one[2] for one in found], float), np.array([one[0] for one in found])
    parts = [
        f"{KIND_NAMES[k]} {calibration_error(p[kind == k], y[kind == k]):.3f} (n {int((kind == k).sum())})" for k in range(5) if (kind == k).any()
    ]
    print(f"{name}: ECE all {calibration_error(p, y):.3f}; " + "; ".join(parts))
    which = np.minimum((p * 10).astype(int), 9)
    print(
        "  stated:right "
        + " ".join(f"{p[which == b].mean():.2f}:{y[which == b].mean():.2f}({(which == b).sum()})" for b in range(10) if (which == b).any())
    )


def figures(name: str, corpus: Corpus, found: Mapping[str, Sequence[Mapping]], weights: Weights) -> None:
    """Print the metric of rules, network and both together."""
    gold = {one: corpus.gold(one) for one in found}
    systems = {
        "rules": {one: [metric_row(r.kind, r.parts, dict(zip(ROLES[1:], r.roles, strict=True))) for r in corpus.rules(one)] for one in found},
        "network": {one: [metric_row(q["kind"], q["parts"], {role: q[role] for role in ROLES[1:]}) for q in found[one]] for one in found},
        "together": {one: [quote_row(q) for q in corpus.combined(one, found[one], weights, LEAST)] for one in found},
    }
    for system, answers in systems.items():
        official, strict = metric.score(answers, gold), metric.score(answers, gold, strict=True)
        print(
            f"{name} {system:9} Joint {official['joint']['f1']:.1f} Messages {official['messages']['f1']:.1f} Roles {official['roles']['f1']:.1f} | "
            f"strict Joint {strict['joint']['f1']:.1f} speaker {strict['speaker']['f1']:.1f} exact {strict['exact']:.1f} "
            f"{strict['types']} n {strict['n_pred']}/{strict['n_gold']}"
        )


def main(returned: Path, data: Path, corpus_folder: Path, pack: Path) -> None:
    """Fit, report, write."""
    corpus = Corpus(data, corpus_folder)
    with gzip.open(returned / "results.json.gz", "rt", encoding="utf-8") as file:
        results = json.load(file)
    held = list(examples(corpus, results["held"]))
    p = np.zeros(len(held))
    for fold in range(ROUND_FOLDS):
        weights = fit_all([one for one in held if one[3] % ROUND_FOLDS != fold])
        mine = [i for i, one in enumerate(held) if one[3] % ROUND_FOLDS == fold]
        p[mine] = probabilities([held[i] for i in mine], weights)
    report("held out, cross-validated", held, p)
    weights = fit_all(held)
    dev = list(examples(corpus, results["dev"]))
    report("dev", dev, probabilities(dev, weights))
    for name in ("held", "dev"):
        figures(name, corpus, results[name], weights)
    pack.mkdir(parents=True, exist_ok=True)
    (pack / "calibration.json").write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:5]))
