"""From the scores of tags to mentions in token numbers. Not for: which of network and lists is believed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wortlaut_de.mentions.features import TAGS


@dataclass(frozen=True, slots=True)
class Scored:
    """A mention as the network tells it: tokens `[first, last)`, kind, and the mean probability of its kind over them."""

    first: int
    last: int
    kind: str
    probability: float


def spans_of(logs: NDArray[np.floating], start: int = 0) -> list[Scored]:
    """Mentions in log probabilities of tags [T, TAGS] of one sentence whose first token is `start`.

    The best tags; "further" is read as "first" where no such kind goes before.
    """
    tags = logs.argmax(-1)
    out: list[Scored] = []
    named = np.flatnonzero(tags)
    for token in named.tolist():
        tag = int(tags[token])
        kind = TAGS[tag][2:]
        likely = float(np.exp(logs[token, [TAGS.index(f"B-{kind}"), TAGS.index(f"I-{kind}")]]).sum())
        at = start + token
        if out and tag % 2 == 0 and out[-1].last == at and out[-1].kind == kind:
            before = out[-1]
            size = at - before.first
            out[-1] = Scored(before.first, at + 1, kind, (before.probability * size + likely) / (size + 1))
        else:
            out.append(Scored(at, at + 1, kind, likely))
    return out
