"""The command line: thin commands over the pipeline, the ledger and evaluation (contract: docs/reference/cli.md)."""

from __future__ import annotations

from wortlaut.cli.entry import main

__all__ = ["main"]
