"""The rules of German: finds quotations of all five kinds in a parsed article.

Entry point `wortlaut.annotators`, name `de-rules`. One file per concern: lexicon (words), view (a sentence with verb
forms and segments), phrases (noun phrases, subjects), hits (verbs of saying), direct, sources, frames, reported,
passages, speakers. Not for: ids, modality and final order, which the quote room adds for every annotator.
"""

from __future__ import annotations

from wortlaut_de.rules.annotator import GermanRules

__all__ = ["GermanRules"]
