"""Statements and codings to findings: networks, measures over them, and the agreement of coders.

Pure functions over `wortlaut.records`; nothing here opens a ledger or prints.
"""

from wortlaut.study.assemble import event_list, network, slices
from wortlaut.study.evidence import evidence

__all__ = ["event_list", "evidence", "network", "slices"]
