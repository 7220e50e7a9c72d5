"""The seams: small protocols at which readers, annotators, languages, ledgers, writers and engines can be exchanged.

Each seam has an entry-point group and one contract suite in tests/contracts/. Built-ins register the same way as plug-ins (see pyproject.toml);
`wortlaut plugins` lists them. `text_words` and `name_words` hold the word records that a language pack fills: rooms know kinds of things, packs
know the words. Everybody imports from `wortlaut.seams`.
"""

from __future__ import annotations

from wortlaut.seams.capture import Reader, ReadOptions
from wortlaut.seams.engine import Engine
from wortlaut.seams.language import Language, Leaning, LeaningHit, MentionFinder, StanceWords
from wortlaut.seams.name_words import ChainPattern, Determiner, Gender, KnownName, NameSort, NameWords, Noun, NounClass, Pronoun
from wortlaut.seams.quote import Annotator
from wortlaut.seams.resolve import Registry
from wortlaut.seams.store import Ledger
from wortlaut.seams.text_words import Follow, LinePattern, LineWords, ModalityPattern, SentenceWords
from wortlaut.seams.voice import ENGLISH, Voice
from wortlaut.seams.write import NetworkWriter, WriteOptions, Writer

__all__ = [
    "ENGLISH",
    "Annotator",
    "ChainPattern",
    "Determiner",
    "Engine",
    "Follow",
    "Gender",
    "KnownName",
    "Language",
    "Leaning",
    "LeaningHit",
    "Ledger",
    "LinePattern",
    "LineWords",
    "MentionFinder",
    "ModalityPattern",
    "NameSort",
    "NameWords",
    "NetworkWriter",
    "Noun",
    "NounClass",
    "Pronoun",
    "ReadOptions",
    "Reader",
    "Registry",
    "SentenceWords",
    "StanceWords",
    "Voice",
    "WriteOptions",
    "Writer",
]
