"""From scores to quotations in token numbers: spans from tags, roles from window scores, confidence.

Not for: characters, and running the network.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from wortlaut_de.tagger import spans

LONGEST_NAME = 40
"""Tokens that a speaker or addressee may span."""

FRAMED = (0, 1)
"""The kinds that may have a frame and a cue: Direct and Indirect."""

STARTS = 6
"""Tokens tried as the start of a speaker or addressee."""

Floats = NDArray[np.float32]


@dataclass(slots=True)
class TokenQuote:
    """A quotation as it is read from scores; roles are token numbers.

    Confidence rests on the rest: `mean` and `least` probability of its kind over its tokens, `begin` and `end` that of its
    borders, `agreement` with the nearest rule quotation of the same kind (0 to 1). `rule` is the rule it has its borders
    from, `cited` the speaker where that rule found one that is appealed to.
    """

    kind: int
    layer: int
    parts: list[spans.Part]
    mean: float
    least: float
    begin: float
    end: float
    cue: list[int] = field(default_factory=list)
    frame: list[int] = field(default_factory=list)
    speaker: list[int] = field(default_factory=list)
    addressee: list[int] = field(default_factory=list)
    p_speaker: float = 0.0
    p_addressee: float = 0.0
    agreement: float = 0.0
    confidence: float = 0.0
    rule: str = ""
    cited: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Choices:
    """What decoding leaves open: `none_bias` is added to the score of "no quotation", the rest are thresholds."""

    none_bias: float = 0.0
    cue: float = 0.5
    frame: float = 0.5
    nobody: float = 0.0


@dataclass(frozen=True, slots=True)
class Scores:
    """What the role head says of one quotation: window tokens [W], scores [W, 8], none [2]."""

    tokens: spans.Ints
    scores: Floats
    none: Floats


def read_spans(tags: Floats, choices: Choices) -> list[TokenQuote]:
    """The quotations of a document from log probabilities [T, 2, TAGS], in text order."""
    out = []
    for layer in (0, 1):
        scores = tags[:, layer].copy()
        scores[:, 0] += choices.none_bias
        for kind, parts in spans.quotations_of(spans.best_tags(scores)):
            inside = np.concatenate([np.arange(a, b) for a, b in parts])
            same = np.exp(tags[inside, layer])[:, [1 + kind, 6 + kind, 11 + kind]].sum(1)
            begin = float(np.exp(tags[parts[0][0], layer, 1 + kind]))
            last = parts[-1][1]
            end = 1.0 - float(np.exp(tags[last, layer, 11 + kind])) if last < len(tags) else 1.0
            out.append(TokenQuote(kind, layer, parts, float(same.mean()), float(same.min()), begin, end))
    out.sort(key=lambda one: (one.parts[0][0], one.layer))
    return out


def read_roles(quotation: TokenQuote, found: Scores, choices: Choices) -> None:
    """Add the roles to a quotation."""
    tokens, scores = found.tokens, found.scores
    member = 1.0 / (1.0 + np.exp(-np.clip(scores[:, :2], -30, 30)))
    quotation.cue, quotation.frame = [], []
    if quotation.kind in FRAMED:
        outside = np.ones(len(tokens), bool)
        for a, b in quotation.parts:
            outside &= (tokens < a) | (tokens >= b)
        quotation.cue = tokens[(member[:, 0] > choices.cue) & outside].tolist()
        quotation.frame = tokens[(member[:, 1] > choices.frame) & outside].tolist()
    quotation.speaker, quotation.p_speaker = _pointed(tokens, scores[:, 4], scores[:, 5], float(found.none[0]) + choices.nobody)
    quotation.addressee, quotation.p_addressee = _pointed(tokens, scores[:, 6], scores[:, 7], float(found.none[1]))


def _pointed(tokens: spans.Ints, start: Floats, end: Floats, none: float) -> tuple[list[int], float]:
    """The best stretch between a start and an end, or nothing where nothing scores higher; with its probability."""
    top = max(float(start.max()), none), max(float(end.max()), none)
    sums = [np.log(np.exp(x - t).sum() + np.exp(none - t)) + t for x, t in zip((start, end), top, strict=True)]
    best, chosen = 2 * none, None
    for i in np.argsort(-start, kind="stable")[:STARTS]:
        stop = min(len(tokens), i + LONGEST_NAME)
        run = tokens[i:stop] - tokens[i] == np.arange(stop - i)
        scores = np.where(run, end[i:stop], spans.IMPOSSIBLE)
        j = int(scores.argmax())
        total = float(start[i] + scores[j])
        if total > best:
            best, chosen = total, (int(i), int(i) + j)
    probability = float(np.exp(min(0.0, best - sums[0] - sums[1])))
    if chosen is None:
        return [], probability
    return tokens[chosen[0] : chosen[1] + 1].tolist(), probability


def evidence(one: TokenQuote) -> tuple[float, ...]:
    """What confidence is computed from: a constant, the log odds of its probabilities, agreement with a rule, layer."""
    return (1.0, *(logit(p) for p in (one.mean, one.least, one.begin, one.end)), one.agreement, float(one.layer))


def confidence(one: TokenQuote, weights: Mapping[str, tuple[float, ...]]) -> float:
    """The calibrated probability that the quotation is right: its kind, and at least half of the words that it and the gold cover."""
    total = float(np.dot(evidence(one), weights[str(one.kind)]))
    return 1.0 / (1.0 + float(np.exp(-total)))


def logit(p: float) -> float:
    """Log odds of a probability, bounded on both sides."""
    p = min(max(p, 1e-3), 1 - 1e-3)
    return float(np.log(p / (1 - p)))
