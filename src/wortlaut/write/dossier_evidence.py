"""A piece of evidence: what was said by whom, and the excerpt of the text that it stands in, bounded in length.

Positions are those of the whole text, so that an excerpt can be checked against the ledger, and without it against itself.
"""

from __future__ import annotations

from collections.abc import Iterable

from wortlaut.records import Article, Span, StatementRow
from wortlaut.shape import Json, statement_row
from wortlaut.shape.rows import SENTENCE_END

MOST_CHARACTERS = 400
"""Code points of a text that one piece of evidence may show."""

_TOLD = ("published", "said", "kind", "actor", "actor_reason", "on_behalf_of", "speech_act", "chain", "rule", "replies")
"""What a piece of evidence has of the row of its statement."""

Stretch = tuple[int, int]


def evidence(row: StatementRow, *, context: bool) -> Json:
    """A statement with its excerpt; `context` shows the sentences around the words as far as the bound allows."""
    article, quote = row.article, row.quotation.quote
    start, end = excerpt(article, quote[0].start, quote[-1].end, context=context)
    told = statement_row(row)
    return {
        "id": row.quotation.id,
        "article": article.id,
        "digest": article.digest,
        "outlet": article.outlet,
        "title": row.title,
        "url": article.url,
        "language": article.language,
        **{name: told[name] for name in _TOLD},
        "producer": f"{row.quotation.producer.name}@{row.quotation.producer.version}",
        "verdict": row.judgement.verdict.value if row.judgement else None,
        "reviewer": row.judgement.by if row.judgement else None,
        "excerpt": {"start": start, "end": end, "text": article.text[start:end]},
        "quote": _within(quote, start, end),
        "cut": quote[-1].end > end,
    }


def excerpt(article: Article, first: int, last: int, *, context: bool) -> Stretch:
    """The stretch to show of a quotation from `first` to `last`: its sentences, at most `MOST_CHARACTERS`; a longer quotation is cut."""
    if last - first >= MOST_CHARACTERS or not context:
        return first, min(last, first + MOST_CHARACTERS)
    start, end = _sentences(article, first, last)
    room = MOST_CHARACTERS - (last - first)
    before, after = first - start, end - last
    if before + after <= room:
        return start, end
    behind = min(after, max(room - before, room // 2))
    return first - min(before, room - behind), last + behind


def _sentences(article: Article, first: int, last: int) -> Stretch:
    """From the beginning of the sentence that `first` stands in to the end of that of `last`, within their lines."""
    lines = [line for line in article.lines if line.start < last and first < line.end]
    start, end = (min(first, lines[0].start), max(last, lines[-1].end)) if lines else (first, last)
    start, end = max(start, first - MOST_CHARACTERS), min(end, last + MOST_CHARACTERS)
    for found in SENTENCE_END.finditer(article.text, start, first):
        start = found.end()
    behind = SENTENCE_END.search(article.text, max(first, last - 3), end)  # the mark that ends the sentence may stand in the quotation
    return start, max(last, min(end, behind.end())) if behind and behind.end() >= last else end


def _within(spans: Iterable[Span], start: int, end: int) -> list[Json]:
    """The parts of these spans that lie in the excerpt."""
    kept = ((max(one.start, start), min(one.end, end), one) for one in spans)
    return [{"start": left, "end": right, "text": one.text[left - one.start : right - one.start]} for left, right, one in kept if left < right]
