"""Actors who may be one: nothing but names says so, and only a person can."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from wortlaut.records.store import ActorRow


class Alike(StrEnum):
    """What two actors have in common: a name as it stands, a name in another spelling, a surname, or all words of the shorter name."""

    NAME = "a name in common"
    SPELLING = "another spelling"
    SURNAME = "the same surname"
    PART = "one name within the other"


@dataclass(frozen=True, slots=True)
class Namesake:
    """Two actors with what they have in common; `one` has more statements, or as many."""

    one: ActorRow
    other: ActorRow
    alike: Alike
    names: tuple[str, str]
