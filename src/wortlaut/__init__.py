"""Wortlaut reads news and keeps a checked ledger of who said what, to whom, when, reported by whom, with what certainty."""

from __future__ import annotations

__version__ = "0.1.0"
