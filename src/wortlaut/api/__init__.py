"""Wortlaut from Python: a ledger opened for reading, its tables as data frames, its networks, the evidence of a statement.

    corpus = wortlaut.open("merle.wortlaut")
    corpus.statements.where(actor="Jana Ostermoor").to_pandas()

It stands beside the web app: both show what the ledger holds, and neither is used by anything below. Nothing here writes to a ledger.
"""

from __future__ import annotations

from os import PathLike

from wortlaut.api.corpus import Corpus
from wortlaut.api.evidence import Evidence, Said, extract
from wortlaut.api.networks import LabelledNetwork
from wortlaut.api.rows import Rows, Statements


def open(path: str | PathLike[str]) -> Corpus:  # noqa: A001 - wortlaut.open reads like tarfile.open
    """A ledger, opened for reading; LedgerError for a file that is none."""
    return Corpus(path)


__all__ = ["Corpus", "Evidence", "LabelledNetwork", "Rows", "Said", "Statements", "extract", "open"]
