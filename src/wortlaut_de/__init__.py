"""German for Wortlaut: words, tables and rules; imports only records, errors and seams of the core."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from wortlaut.seams import SentenceWords

if TYPE_CHECKING:
    from pathlib import Path

    from wortlaut.records import Interval, TimeExpression
    from wortlaut.seams import LineWords, MentionFinder, ModalityPattern, NameWords, StanceWords

PACK_VERSION = "1"


class German:
    """The German language pack; its tables are read when first asked for."""

    code = "de"
    name = "Deutsch"
    version = PACK_VERSION
    annotator = "de-tagger"

    def line_words(self) -> LineWords:
        """Words for `clean`, from lines.toml."""
        from wortlaut_de.lines import load_line_words

        return load_line_words()

    def sentence_words(self) -> SentenceWords:
        """Words for `parse`, from sentences.toml."""
        return _sentence_words()

    def times(self, text: str, start: int, end: int, anchor: Interval) -> tuple[TimeExpression, ...]:
        """Time expressions in `text[start:end]`, with offsets in `text`, resolved against the publication interval."""
        from wortlaut_de.times import find_times

        return find_times(text, start, end, anchor)

    def dates(self, text: str) -> tuple[TimeExpression, ...]:
        """Explicit calendar dates in a short text such as a date line, each one day."""
        from wortlaut_de.times import find_dates

        return find_dates(text)

    def mention_finder(self) -> MentionFinder:
        """Who finds mentions: the network of weights/mention and the lists, or the lists alone where it is missing."""
        from wortlaut_de.mentions import GermanMentions

        return GermanMentions()

    def modality_patterns(self) -> tuple[ModalityPattern, ...]:
        """Words of doubt, from modality.toml."""
        from wortlaut_de.modality import load_modality

        return load_modality()

    def name_words(self) -> NameWords:
        """Words for `resolve`, from names.toml and the compiled name tables."""
        from wortlaut_de.names import load_name_words

        return load_name_words()

    def stance_words(self) -> StanceWords:
        """Words for `stance`, from stance.toml."""
        from wortlaut_de.stance import load_stance_words

        return load_stance_words()

    def word_endings(self) -> tuple[str, ...]:
        """Endings that words take, from search.toml."""
        from wortlaut_de.tomlfile import words

        return words("search.toml", "endings")

    def demo_folder(self) -> Path | None:
        """The invented dispute over the Merle dam: articles, gold and judgements."""
        from wortlaut_de.demo_gold import DEMO

        return DEMO


@cache
def _sentence_words() -> SentenceWords:
    from wortlaut_de.tomlfile import words

    table = "sentences.toml"
    may_end = frozenset(words(table, "may_end"))
    return SentenceWords(
        abbreviations=frozenset(words(table, "abbreviations")) | may_end,
        after_ordinal=frozenset(words(table, "after_ordinal")),
        may_end=may_end,
        starters=frozenset(words(table, "starters")),
    )
