"""The official and the strict metric on token sets, for machines that have no more than numpy and scipy.

A quotation is a dict: `type`, and a set of tokens for `quote` and each role; figures are F1 in per cent. The same metric on
characters is `wortlaut evaluate`. Not for: confidence (calibrate.py).
"""

from __future__ import annotations

import collections
import random
from collections.abc import Iterable, Mapping, Sequence

ROLES = ("quote", "speaker", "cue", "frame", "addressee")

Quote = dict
Pairs = list[tuple[Quote | None, Quote | None]]
Tally = tuple[dict[str, tuple[list[float], list[float]]], collections.Counter]


def f1(p: float, r: float) -> float:
    """The harmonic mean."""
    return 2 * p * r / (p + r) if p + r else 0.0


def mean(values: Sequence[float]) -> float:
    """The mean; zero of nothing."""
    return sum(values) / len(values) if values else 0.0


def overlap_f1(a: set[int], b: set[int]) -> float:
    """Token F1 of two spans."""
    k = len(a & b)
    return f1(k / len(a), k / len(b)) if a and b else 0.0


def pair(pred: Sequence[Quote], gold: Sequence[Quote], strict: bool) -> Pairs:
    """The best one-to-one pairing by token F1, equal kinds first among equals; `strict`: pairs without a common token are none."""
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    if not pred or not gold:
        return [(p, None) for p in pred] + [(None, g) for g in gold]
    score = np.array([[overlap_f1(p["quote"], g["quote"]) + 0.01 * (p["type"] == g["type"]) for g in gold] for p in pred])
    kept = [(i, j) for i, j in zip(*linear_sum_assignment(-score), strict=True) if not strict or pred[i]["quote"] & gold[j]["quote"]]
    used_p, used_g = {i for i, _ in kept}, {j for _, j in kept}
    pairs: Pairs = [(pred[i], gold[j]) for i, j in kept]
    pairs += [(p, None) for i, p in enumerate(pred) if i not in used_p]
    pairs += [(None, g) for j, g in enumerate(gold) if j not in used_g]
    return pairs


def tally(pairs: Pairs) -> Tally:
    """Precision and recall of every role of every pair, and counts."""
    out: dict[str, tuple[list[float], list[float]]] = {r: ([], []) for r in ROLES}
    counts: collections.Counter = collections.Counter()
    for p, g in pairs:
        for r in ROLES:
            a, b = (p or {}).get(r) or set(), (g or {}).get(r) or set()
            if a:
                out[r][0].append(len(a & b) / len(a))
            if b:
                out[r][1].append(len(a & b) / len(b))
        _count(p, g, counts)
    return out, counts


def _count(p: Quote | None, g: Quote | None, counts: collections.Counter) -> None:
    a, b = (p or {}).get("quote") or set(), (g or {}).get("quote") or set()
    counts["pred"] += bool(a)
    counts["gold"] += bool(b)
    counts["exact"] += bool(a) and a == b
    if p and g:
        counts["type"] += p["type"] == g["type"]
        counts["type:" + g["type"]] += p["type"] == g["type"]
        if 2 * len(a & b) >= len(a | b):
            counts["iou"] += 1
            s, t = p.get("speaker") or set(), g.get("speaker") or set()
            counts["iou+speaker"] += bool(s & t) or not (s | t)
    if p:
        counts["pred:" + p["type"]] += 1
    if g:
        counts["gold:" + g["type"]] += 1


def summarise(tallies: Iterable[Tally]) -> dict:
    """The figures of many documents."""
    lists: dict[str, tuple[list[float], list[float]]] = {r: ([], []) for r in ROLES}
    counts: collections.Counter = collections.Counter()
    for out, c in tallies:
        counts.update(c)
        for r in ROLES:
            lists[r][0].extend(out[r][0])
            lists[r][1].extend(out[r][1])

    def block(roles: Sequence[str]) -> dict[str, float]:
        p, q = mean([v for r in roles for v in lists[r][0]]), mean([v for r in roles for v in lists[r][1]])
        return {"p": round(100 * p, 2), "r": round(100 * q, 2), "f1": round(100 * f1(p, q), 2)}

    def ratio(key: str, kind: str = "") -> float:
        p, r = (counts[key + kind] / counts[side + kind] if counts[side + kind] else 0 for side in ("pred", "gold"))
        return round(100 * f1(p, r), 2)

    kinds = sorted(k.removeprefix("gold:") for k in counts if k.startswith("gold:"))
    return {
        "messages": block(["quote"]),
        "roles": block(ROLES[1:]),
        "joint": block(ROLES),
        **{r: block([r]) for r in ROLES[1:]},
        "form": ratio("type"),
        "exact": ratio("exact"),
        "iou": ratio("iou"),
        "iou_speaker": ratio("iou+speaker"),
        "types": {t: ratio("type", ":" + t) for t in kinds},
        "n_pred": counts["pred"],
        "n_gold": counts["gold"],
    }


def score(pred: Mapping[str, Sequence[Quote]], gold: Mapping[str, Sequence[Quote]], strict: bool = False, boot: int = 0, seed: int = 3) -> dict:
    """The figures of predictions by document; `boot` resamples of documents give a 95 % interval of the joint F1."""
    per = [tally(pair(pred.get(name, []), g, strict)) for name, g in gold.items()]
    out = summarise(per)
    if boot:
        rnd = random.Random(seed)  # noqa: S311 - resampling
        runs = sorted(summarise(rnd.choices(per, k=len(per)))["joint"]["f1"] for _ in range(boot))
        out["joint_ci95"] = [runs[int(0.025 * boot)], runs[int(0.975 * boot)]]
    return out
