"""From a parsed article to its quotations: whatever an annotator proposes, checked, ordered, named and read for doubt.

It knows no word of any language: annotators find quotations, language packs bring the words of doubt. It does not
decide who a speaker is (resolve).
"""

from __future__ import annotations

from wortlaut.quote.attribute import attribute

__all__ = ["attribute"]
