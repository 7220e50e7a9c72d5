"""How far a ledger has come, so that what was counted once need not be counted again while nothing has changed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class State:
    """The newest entry of every log of a ledger: two equal ones answer every question alike."""

    extractions: int = 0
    decisions: int = 0
    codings: int = 0
    codebooks: int = 0
    imports: int = 0
    relations: int = 0
    registry: int = 0
    redactions: int = 0


@dataclass(frozen=True, slots=True)
class Basis:
    """What stories rest on: the texts, what people changed in them, what was taken out, and which statements do not count.

    The newest extraction, decision that is no judgement, and redaction; the keys of rejected statements; and the actors of whose statements
    in an extraction all are rejected, so that they do not speak there.
    """

    texts: int
    changes: int
    redactions: int
    rejected: tuple[int, ...]
    silent: tuple[tuple[int, str], ...]
