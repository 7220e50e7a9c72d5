"""The optional annotator `de-quotect`: the generative tagger of the package `quotect` behind our seam.

Entry point `wortlaut.annotators`. It needs the extra `wortlaut[quotect]` and a model that already lies on this machine; nothing is
fetched. One file finds and loads the model (model), one turns its answers into drafts (annotator). Not for: anything that must be fast:
it reads some hundred words a second without a GPU.
"""

from __future__ import annotations

from wortlaut_de.quotect.annotator import QuotectAnnotator

__all__ = ["QuotectAnnotator"]
