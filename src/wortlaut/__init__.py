"""Wortlaut reads news and keeps a checked ledger of who said what, to whom, when, reported by whom, with what certainty."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wortlaut.api import Corpus, extract, open  # noqa: A004 - wortlaut.open reads like tarfile.open

__version__ = "0.1.0"

__all__ = ["Corpus", "__version__", "extract", "open"]


def __getattr__(name: str) -> object:
    # What the Python interface needs is loaded when it is first used: importing wortlaut must stay cheap.
    if name not in __all__:
        raise AttributeError(f"module 'wortlaut' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module("wortlaut.api"), name)
