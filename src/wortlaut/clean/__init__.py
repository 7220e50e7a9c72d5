"""clean: captures to articles. Line labels, headline, dateline, outlet, agencies, authors, date interval, language.

Nothing is deleted: lines get labels, and every non-blank character of the text lies in exactly one of them. Not for
sentences and quotations: those are `wortlaut.parse` and `wortlaut.quote`.
"""

from __future__ import annotations

from wortlaut.clean.article import clean

__all__ = ["clean"]
