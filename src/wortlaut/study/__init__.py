"""Statements and codings to findings: networks, measures over them, and the agreement of coders.

Pure functions over `wortlaut.records`; nothing here opens a ledger or prints.
"""

from wortlaut.study.assemble import event_list, held, network, slice_at, slices
from wortlaut.study.backbone import annealed_backbone, nested_backbone
from wortlaut.study.bars import bars
from wortlaut.study.clusters import clusters, clusters_over_time, coalitions
from wortlaut.study.evidence import evidence
from wortlaut.study.minimum import MINIMUM_ACTORS
from wortlaut.study.polarization import polarization, polarization_over_time
from wortlaut.study.positions import positions
from wortlaut.study.reliability import alpha, kappa, percent
from wortlaut.study.shifts import shifts
from wortlaut.study.stands import issue_matrix
from wortlaut.study.support import counted
from wortlaut.study.unitizing import alpha_u

__all__ = [
    "MINIMUM_ACTORS",
    "alpha",
    "alpha_u",
    "annealed_backbone",
    "bars",
    "clusters",
    "clusters_over_time",
    "coalitions",
    "counted",
    "event_list",
    "evidence",
    "held",
    "issue_matrix",
    "kappa",
    "nested_backbone",
    "network",
    "percent",
    "polarization",
    "polarization_over_time",
    "positions",
    "shifts",
    "slice_at",
    "slices",
]
