"""How alike two networks are by their spectra: the loss that backbones and spectral shifts compare by (dna.md 4.8)."""

from __future__ import annotations

import numpy as np

from wortlaut.study.cube import Floats


def spectrum(weights: Floats, *, dna_compat: bool = False) -> Floats:
    """The eigenvalues of the Laplacian D - W divided by their sum, descending; negative weights count as 0, no weights give zeros.

    DNA computes the Laplacian and then forgets it: what it calls eigenvalues are those of D, the degrees (dna.md 6, 1).
    """
    positive = np.maximum(weights, 0.0)
    degrees = positive.sum(axis=1)
    total = float(degrees.sum())
    if total == 0:
        return np.zeros(len(weights))
    values = degrees if dna_compat else np.linalg.eigvalsh(np.diag(degrees) - positive)
    return np.sort(values)[::-1] / total


def loss(of: Floats, against: Floats) -> float:
    """The sum of the absolute differences of two spectra."""
    return float(np.abs(of - against).sum())
