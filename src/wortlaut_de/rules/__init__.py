"""The rules of German: finds quotations of all five kinds in a parsed article.

Entry point `wortlaut.annotators`, name `de-rules`. One file per concern: lexicon (words), view (a sentence with verb
forms and segments), clauses, phrases (noun phrases), subjects, hits (verbs of saying), speakers (roles in a frame); then
the rules proper: direct, sources (`laut X`), frames (verbs of saying), nouns (nouns of saying), unlisted, colons,
reported, passages; annotator runs them in order. Not for: ids, modality and final order, which the quote room adds for
every annotator.
"""

from __future__ import annotations

from wortlaut_de.rules.annotator import GermanRules

__all__ = ["GermanRules"]
