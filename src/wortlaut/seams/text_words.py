"""What a pack says about lines, sentences and doubt."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wortlaut.records import (
        Label,
        ModalityClass,
    )


class Follow(StrEnum):
    """What a line says about those behind it: nothing, short lines belong to it until a paragraph comes, or the article ends there."""

    NOTHING = "nothing"
    SHORT = "short"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class LinePattern:
    """A regular expression (whole line, linear time) that gives a line its label; `rule` is the name shown to users.

    `prose`: it may match a whole paragraph. Its named groups are evidence: `outlet`, `company` (a legal form behind the outlet),
    `authors`, `agencies`, `year`, `year2`.
    """

    label: Label
    rule: str
    pattern: str
    follow: Follow = Follow.NOTHING
    prose: bool = False


@dataclass(frozen=True, slots=True)
class LineWords:
    """Words for `clean`: typed line patterns, function words, agencies (short form, name), outlets (form in texts, name), months, weekdays.

    `agency_phrases` are patterns that introduce an agency in a sentence (group `agency`); `inline_credits` are picture
    credits at the end of a line; `own_outlet_phrases` are forms with `{name}` in which an article speaks of its own outlet;
    `name_joiners` join names in a byline,
    `name_particles` stand inside names, `date_words` beside the date in a date line,
    `update_words` before the date of an update.
    """

    patterns: tuple[LinePattern, ...]
    stop_words: frozenset[str]
    agencies: tuple[tuple[str, str], ...]
    outlets: tuple[tuple[str, str], ...]
    months: tuple[tuple[str, int], ...]
    weekdays: tuple[tuple[str, int], ...]
    agency_phrases: tuple[str, ...] = ()
    inline_credits: tuple[str, ...] = ()
    own_outlet_phrases: tuple[str, ...] = ()
    name_joiners: tuple[str, ...] = ()
    name_particles: tuple[str, ...] = ()
    date_words: tuple[str, ...] = ()
    update_words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SentenceWords:
    """Words for `parse`: abbreviations that do not end a sentence (with their dot), words that may follow an ordinal.

    `may_end` are the abbreviations that can end a sentence too; `starters` are capitalised words that open a
    sentence wherever a stop could be read both ways ("Sie war Nr. 3. Der Rest ...").
    """

    abbreviations: frozenset[str]
    after_ordinal: frozenset[str]
    may_end: frozenset[str] = frozenset()
    starters: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ModalityPattern:
    """A regular expression (linear time) for words of doubt and their class."""

    kind: ModalityClass
    pattern: str
