"""What `write` tells of a file it wrote."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Written:
    """The record of an export: rows by table, what was shortened (short form, full words), and what a reader of the file should know.

    `notes` are sentences: what was left out and how much of it, what stands in the file otherwise than in the ledger.
    """

    rows: tuple[tuple[str, int], ...]
    shortened: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
