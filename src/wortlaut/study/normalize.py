"""What weights are divided by: dna.md 4.4 and 4.5; nothing divided by nothing is nothing."""

from __future__ import annotations

import numpy as np

from wortlaut.records import Normalization, QualifierAggregation
from wortlaut.study.cube import Cube, Floats
from wortlaut.study.networks import shared


def divide(weights: Floats, by: Floats) -> Floats:
    """weights / by, 0 where `by` is 0."""
    return np.divide(weights, by, out=np.zeros(np.broadcast_shapes(weights.shape, by.shape)), where=by != 0)


def normalize_twomode(weights: Floats, cube: Cube, normalization: Normalization) -> Floats:
    """Divide a row by the statements of its actor (activity), or a column by those on its concept (prominence)."""
    if normalization is Normalization.ACTIVITY:
        return divide(weights, cube.totals()[:, None])
    if normalization is Normalization.PROMINENCE:
        return divide(weights, np.asarray(cube.summed().sum(axis=0), np.float64).reshape(1, -1))
    return weights


def normalize_onemode(weights: Floats, cube: Cube, normalization: Normalization, self_terms: Floats, *, dna_compat: bool) -> Floats:
    """Divide the weight of a pair by the mean activity, the Jaccard sum or the cosine of the two.

    `self_terms` are the diagonal of the congruence (under ignore: of the ignore) network: the squared lengths of the
    profiles. DNA's cosine divides by the product of the activities (dna.md 6, 6).
    """
    activity = cube.totals()
    if normalization is Normalization.AVERAGE:
        return divide(weights, (activity[:, None] + activity[None, :]) / 2.0)
    if normalization is Normalization.JACCARD:
        return divide(weights, _jaccard(cube))
    if normalization is Normalization.COSINE:
        lengths = activity if dna_compat else np.sqrt(self_terms)
        return divide(weights, lengths[:, None] * lengths[None, :])
    return weights


def needs_self_terms(normalization: Normalization, *, dna_compat: bool) -> bool:
    """Whether a normalisation looks at the self-terms."""
    return normalization is Normalization.COSINE and not dna_compat


def self_terms(aggregation: QualifierAggregation) -> QualifierAggregation:
    """The aggregation whose diagonal holds the squared lengths of the profiles."""
    ignored = aggregation is QualifierAggregation.IGNORE
    return QualifierAggregation.IGNORE if ignored else QualifierAggregation.CONGRUENCE


def _jaccard(cube: Cube) -> Floats:
    """m10 + m01 + m11, by concept and level: what only one of the two has, and the product of what both have."""
    own = cube.totals()[:, None] - shared(cube)
    both = np.asarray((cube.stacked @ cube.stacked.T).toarray(), np.float64)
    return own + own.T + both


def kernel_average(weights: Floats, counts: Cube) -> Floats:
    """DNA's "average" under a kernel: times the sum over concepts and levels of 2 / (n_ijk + n_i'jk) (dna.md 4.6).

    The sum runs over pairs of distinct counts, with one product of indicator matrices each; cells that neither actor
    has count nothing. Not the average of the networks without a kernel.
    """
    dense = counts.stacked.toarray()
    distinct = [int(value) for value in np.unique(dense)]
    at = {value: (dense == value).astype(np.float64) for value in distinct}
    factors = np.zeros_like(weights)
    for one in distinct:
        for other in distinct:
            if one + other:
                factors += 2.0 / (one + other) * (at[one] @ at[other].T)
    return weights * factors
