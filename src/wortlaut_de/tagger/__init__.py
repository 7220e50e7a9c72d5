"""The German tagger: a small network that finds quotations and their roles, fed with what the rules found.

Entry point `wortlaut.annotators`, name `de-tagger`. One file per concern: features (what it reads), network (the weights),
spans and decode (from scores to quotations), combine (rules and network together), annotator. numpy and onnxruntime load
with the first article. Not for: training, which is a recipe (recipes/de/quote).
"""

from __future__ import annotations

from wortlaut_de.tagger.annotator import GermanTagger

__all__ = ["GermanTagger"]
