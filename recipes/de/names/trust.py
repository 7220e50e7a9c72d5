"""Measures how often answers of `resolve` are right by what is known of them, and writes the table of the German pack.

Usage: python recipes/de/names/trust.py TRAIN.jsonl TABLE, where TABLE is src/wortlaut_de/speaker_trust.toml. A logistic model (Newton steps, ridge
penalty) is fitted to whether the scorer of the project calls an answer right, given the evidence that `wortlaut.resolve.trust` names. Five
folds over articles print what every bound would give on articles the model has not seen; the table holds the weights of all of them.
"""

from __future__ import annotations

import json
import random
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from measure import article_of, quotations_of

import wortlaut.resolve
from wortlaut.evaluate import same_actor
from wortlaut.parse import parse
from wortlaut.records import Quotation
from wortlaut.resolve.cast import Answer
from wortlaut_de import German

FOLDS = 5
PENALTY = 3.0
FAMILIAR = 0.5
"""The power by which an actor counts less: 0 would let one talkative actor decide, 1 count every actor once."""
RARE = 5
"""Evidence of fewer answers has no weight of its own."""

BOUND = 0.5
"""What is withheld: answers more probably wrong than right. Higher bounds cost more right answers than they spare wrong ones (RESULTS.md)."""


@dataclass(frozen=True, slots=True)
class Case:
    """A gold quotation: its article, its gold actor, the evidence for its answer (empty for none), and whether that is right."""

    article: str
    actor: str | None
    evidence: tuple[str, ...]
    right: bool


def cases(gold: Path) -> list[Case]:
    """What `resolve` answers for every gold quotation where nothing is withheld."""
    language, found, told = German(), [], {}
    language.name_words().trust_bound = 0.0
    read = wortlaut.resolve._Article._answer

    def noting(article: object, quotation: Quotation, answers: dict[str, Answer]) -> Answer:
        told[quotation.id] = answer = read(article, quotation, answers)
        return answer

    wortlaut.resolve._Article._answer = noting
    for row in map(json.loads, gold.read_text(encoding="utf-8").splitlines()):
        article = article_of(row)
        made = quotations_of(row, article)
        result = wortlaut.resolve.resolve(article, parse(article, language), made, language.name_words())
        actors = {actor.id: (actor.name, *actor.aliases) for actor in result.actors}
        for one, quotation, statement in zip(row["quotations"], made, result.statements, strict=True):
            names = actors.get(statement.actor_id or "", ())
            right = bool(names and one["actor"]) and same_actor(names, one["actor"])
            found.append(Case(row["id"], one["actor"], told[quotation.id].evidence if names else (), right))
    return found


def fit(answered: list[Case]) -> dict[str, float]:
    """The weights of all evidence that is frequent enough; an actor of an article counts less, the more often it speaks there."""
    counts = Counter(key for case in answered for key in case.evidence)
    keys = sorted(key for key, count in counts.items() if count >= RARE)
    place = {key: at for at, key in enumerate(keys)}
    given = np.zeros((len(answered), len(keys)))
    for row, case in enumerate(answered):
        given[row, [place[key] for key in case.evidence if key in place]] = 1
    right = np.array([case.right for case in answered], float)
    often = Counter((case.article, case.actor) for case in answered)
    share = np.array([often[case.article, case.actor] ** -FAMILIAR for case in answered])
    weights, penalty = np.zeros(len(keys)), np.full(len(keys), PENALTY)
    penalty[place["any"]] = 1e-3
    for _ in range(25):
        chance = 1 / (1 + np.exp(-given @ weights))
        slope = given.T @ (share * (right - chance)) - penalty * weights
        curve = (given.T * (share * chance * (1 - chance))) @ given + np.diag(penalty)
        weights += np.linalg.solve(curve, slope)
    return dict(zip(keys, weights.round(3).tolist(), strict=True))


def probability(case: Case, weights: dict[str, float]) -> float:
    """How probably an answer is right."""
    return 1 / (1 + float(np.exp(-sum(weights.get(key, 0.0) for key in case.evidence))))


def held_out(found: list[Case]) -> list[tuple[Case, float]]:
    """Every case with its probability by the model of the other folds; 1 where there is no answer."""
    articles = sorted({case.article for case in found})
    random.Random(1).shuffle(articles)  # noqa: S311 - folds, no secret
    fold = {article: at % FOLDS for at, article in enumerate(articles)}
    models = [fit([case for case in found if case.evidence and fold[case.article] != at]) for at in range(FOLDS)]
    return [(case, probability(case, models[fold[case.article]]) if case.evidence else 1.0) for case in found]


def line(judged: list[tuple[Case, float]], bound: float) -> str:
    """What a bound gives: shares of all quotations."""
    given = [case for case, chance in judged if case.evidence and chance >= bound]
    right = sum(case.right for case in given)
    nobody = sum(not case.actor for case, _ in judged) - sum(not case.actor for case in given)
    total = len(judged)
    shares = (right + nobody, len(given) - right, total - len(given) - nobody)
    return f"bound {bound:.2f}  right {100 * shares[0] / total:5.1f}  wrong {100 * shares[1] / total:5.1f}  abstained {100 * shares[2] / total:5.1f}"


def table(weights: dict[str, float]) -> str:
    """The table as TOML."""
    rows = [f'"{key}" = {weight:.3f}' for key, weight in sorted(weights.items())]
    head = "# How often an answer of `resolve` is right, by what is known of it: weights of a logistic model. Made by recipes/de/names/trust.py."
    return "\n".join([head, "", f"bound = {BOUND}", "", "[weights]", *rows, ""])


def main(gold: Path, out: Path) -> None:
    """Print what every bound gives on held-out articles, and write the table."""
    found = cases(gold)
    judged = held_out(found)
    for bound in (0.0, 0.3, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7):
        print(line(judged, bound))
    answered = [(case, chance) for case, chance in judged if case.evidence]
    for low in range(10):
        hits = [case.right for case, chance in answered if low <= 10 * chance < low + 1]
        if hits:
            print(f"probability {low / 10:.1f} to {low / 10 + 0.1:.1f}: {len(hits):5} answers, {100 * sum(hits) / len(hits):5.1f} right")
    out.write_text(table(fit([case for case in found if case.evidence])), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
