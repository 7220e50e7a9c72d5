"""What leaves as a file, and what `write` tells of it."""

from __future__ import annotations

from dataclasses import dataclass

from wortlaut.records.study import EventList, Network

Counted = Network | EventList | tuple[Network, ...]
"""What `study` counted and a file can hold: one network, the events themselves, or a network per time window."""


@dataclass(frozen=True, slots=True)
class Written:
    """The record of an export: rows by table, what was shortened (short form, full words), and what a reader of the file should know.

    `notes` are sentences: what was left out and how much of it, what stands in the file otherwise than in the ledger.
    """

    rows: tuple[tuple[str, int], ...]
    shortened: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file that is still to be written: its name without a folder, and its content."""

    name: str
    data: bytes
