"""The weights of networks from counts: dna.md 4.4 and 4.5, formula by formula.

Not for: which events count (selection), what a weight is divided by (normalize).
"""

from __future__ import annotations

import numpy as np
from scipy import sparse

from wortlaut.records import QualifierAggregation
from wortlaut.study.cube import Cube, Floats, Scale


def twomode(cube: Cube, aggregation: QualifierAggregation) -> Floats:
    """Actors x concepts under ignore, subtract or combine, not normalised.

    Subtract is agreement less disagreement, for an integer qualifier the sum of its values, for text the count.
    """
    if aggregation is QualifierAggregation.COMBINE:
        return combine(cube)
    if aggregation is QualifierAggregation.SUBTRACT:
        return cube.folded(cube.levels.amounts).toarray()
    return cube.summed().toarray()


def combine(cube: Cube) -> Floats:
    """The code of the levels that occur: boolean 0 none, 1 only agreement, 2 only disagreement, 3 both."""
    last = len(cube.levels.values) - 1
    code = np.zeros((cube.actors, cube.concepts))
    for number in range(last + 1):
        code += (cube.level(number).toarray() > 0) * 2.0 ** (last - number)
    return code


def onemode(cube: Cube, aggregation: QualifierAggregation, *, smoothed: bool = False) -> Floats:
    """Actors x actors with the self-terms on the diagonal, not normalised; `smoothed` weights are roots of a kernel's."""
    if aggregation is QualifierAggregation.CONGRUENCE:
        return congruence(cube)
    if aggregation is QualifierAggregation.CONFLICT:
        return conflict(cube, smoothed=smoothed)
    if aggregation is QualifierAggregation.SUBTRACT:
        return congruence(cube) - conflict(cube, smoothed=smoothed)
    return ignore(cube)


def ignore(cube: Cube) -> Floats:
    """Pairs of statements on the same concepts, whatever they say."""
    summed = cube.summed()
    return _pairs(summed, summed)


def congruence(cube: Cube) -> Floats:
    """Pairs of statements on the same concepts, each as much as the two are alike."""
    if cube.levels.scale is Scale.DISTANCE:
        return _by_distance(cube, cube.levels.similarity)
    return ignore(cube) if cube.levels.scale is Scale.ALIKE else _pairs(cube.stacked, cube.stacked)


def conflict(cube: Cube, *, smoothed: bool = False) -> Floats:
    """Pairs of statements on the same concepts, each as much as the two differ.

    Text qualifiers have no distance: there the statements count whose concept and level the other actor never has, and
    under a kernel the pairs at different levels.
    """
    if cube.levels.scale is Scale.DISTANCE:
        return _by_distance(cube, 1.0 - cube.levels.similarity)
    if smoothed:
        return ignore(cube) - congruence(cube)
    lonely = cube.totals()[:, None] - shared(cube)
    return lonely + lonely.T


def shared(cube: Cube) -> Floats:
    """How many statements of the row actor have a concept and level that the column actor has too."""
    present = cube.stacked.copy()
    present.data = (present.data > 0).astype(np.float64)
    return _product(cube.stacked, present)


def _by_distance(cube: Cube, similarity: Floats) -> Floats:
    if np.array_equal(similarity, np.eye(len(similarity))):
        return _pairs(cube.stacked, cube.stacked)
    mixing = sparse.kron(sparse.csr_array(similarity), sparse.eye_array(cube.concepts), format="csr")
    return _pairs(cube.stacked, sparse.csr_array(cube.stacked @ mixing))


def _pairs(left: sparse.csr_array[np.float64], right: sparse.csr_array[np.float64]) -> Floats:
    """left x right^T, made exactly symmetric: floats that are added in another order differ in the last bit."""
    product = _product(left, right)
    return (product + product.T) / 2.0


def _product(left: sparse.csr_array[np.float64], right: sparse.csr_array[np.float64]) -> Floats:
    return np.asarray((left @ right.T).toarray(), np.float64)
