"""A language pack, and what it brings beside words: mentions and stance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from wortlaut.seams.name_words import NameWords
from wortlaut.seams.text_words import LineWords, ModalityPattern, SentenceWords

if TYPE_CHECKING:
    from wortlaut.records import (
        Interval,
        Mention,
        Producer,
        Sentence,
        SpeechAct,
        TimeExpression,
        Token,
    )


class MentionFinder(Protocol):
    """Finds the mentions of a parsed article.

    A finder that cannot work here (its weights are missing) lets another one serve in its place and names that one as producer.
    """

    name: str

    def producer(self) -> Producer:
        """Who found the mentions: name, version, digest of tables or weights."""
        ...

    def find(self, text: str, sentences: Sequence[Sentence], tokens: Sequence[Token]) -> tuple[Mention, ...]:
        """All mentions in text order, each within one sentence, none overlapping, the outer one of two; never raises on odd text."""
        ...


class Leaning(StrEnum):
    """What a word tells of a side: for, against, that it reverses what follows, or that things are left open."""

    FOR = "for"
    AGAINST = "against"
    NEGATION = "negation"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class LeaningHit:
    """Words at `[start, end)` of a text that tell a side."""

    start: int
    end: int
    leaning: Leaning


class StanceWords(Protocol):
    """Words for `stance`: what speakers do and which side their words take; `digest` is that of the tables."""

    pack: str
    digest: str

    def act(self, words: str) -> SpeechAct | None:
        """The act that a cue, a frame or a summary names; None where its words name none in particular."""
        ...

    def leanings(self, words: str) -> tuple[LeaningHit, ...]:
        """The words of a side, of negation and of condition, in text order."""
        ...


class Language(Protocol):
    """A language pack: the words of one language; entry-point group `wortlaut.languages`.

    `annotator` names the annotator that the pack prefers where several are installed for its language.
    """

    code: str
    name: str
    version: str
    annotator: str

    def line_words(self) -> LineWords:
        """Words for `clean`."""
        ...

    def sentence_words(self) -> SentenceWords:
        """Words for `parse`."""
        ...

    def times(self, text: str, start: int, end: int, anchor: Interval) -> tuple[TimeExpression, ...]:
        """Time expressions in `text[start:end]`, with offsets in `text`, resolved against the publication interval."""
        ...

    def dates(self, text: str) -> tuple[TimeExpression, ...]:
        """Explicit calendar dates in a short text such as a date line ("19. September 2015"), each one day."""
        ...

    def mention_finder(self) -> MentionFinder:
        """Who finds mentions in this language."""
        ...

    def modality_patterns(self) -> tuple[ModalityPattern, ...]:
        """Words of doubt."""
        ...

    def name_words(self) -> NameWords:
        """Words for `resolve`."""
        ...

    def stance_words(self) -> StanceWords:
        """Words for `stance`."""
        ...

    def word_endings(self) -> tuple[str, ...]:
        """Endings that words take, in small letters without accents: a search for every form of a word tries them."""
        ...

    def demo_folder(self) -> Path | None:
        """The folder of the shipped demo corpus, None if the pack has none."""
        ...
