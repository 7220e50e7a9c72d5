"""Turns an annotator's drafts into quotations.

For: the one place where ids, order, nesting and modality are settled, so that every annotator gets them alike. Not
for: finding quotations.
"""

from __future__ import annotations

from collections.abc import Sequence

from wortlaut.errors import QuotationError
from wortlaut.quote.modality import Doubts
from wortlaut.records import Article, Draft, Parse, Quotation
from wortlaut.seams import Annotator, Language

NO_SPEAKER = "the text names no speaker here"


def attribute(article: Article, parse: Parse, annotator: Annotator, language: Language) -> tuple[Quotation, ...]:
    """The quotations of an article in text order, one for each quoted stretch.

    Where two drafts quote the same spans the more confident one stands. Confidence is brought into [0, 1]; `within`
    becomes `nested_in`, and a circle of nested drafts is cut. Never raises on odd text; raises QuotationError if the
    annotator breaks the promise that its spans are the article's words.
    """
    drafts = annotator.annotate(article, parse)
    for draft in drafts:
        _check(article, draft, annotator.name)
    ids = [Quotation.id_of(article.id, draft.quote) for draft in drafts]
    chosen = _choose(drafts, ids)
    order = sorted(chosen.values(), key=lambda place: (drafts[place].quote[0].start, -drafts[place].quote[-1].end))
    outer = {ids[place]: _outer(drafts, ids, place) for place in order}
    doubts = Doubts(article, parse, language, [drafts[place].quote for place in order])
    producer = annotator.producer()
    out = []
    for place in order:
        draft, key = drafts[place], ids[place]
        reason = "" if draft.speaker else draft.speaker_reason or NO_SPEAKER
        out.append(
            Quotation(
                id=key,
                article_id=article.id,
                kind=draft.kind,
                quote=draft.quote,
                cue=draft.cue,
                frame=draft.frame,
                speaker=draft.speaker,
                addressee=draft.addressee,
                nested_in=None if _circular(outer, key) else outer[key],
                modality=doubts.around(draft.quote, draft.frame),
                confidence=min(1.0, max(0.0, draft.confidence)),
                rule=draft.rule,
                producer=producer,
                speaker_reason=reason,
            )
        )
    return tuple(out)


def _check(article: Article, draft: Draft, name: str) -> None:
    """Refuse a draft whose spans are not the article's words in text order."""
    fix = f"report it to whoever makes the annotator {name!r}"
    if not draft.quote:
        raise QuotationError("a draft quotes nothing", f"{name}, rule {draft.rule!r}", fix)
    for spans in (draft.quote, draft.cue, draft.frame, draft.speaker, draft.addressee):
        end = 0
        for span in spans:
            if span.start < end or article.text[span.start : span.end] != span.text:
                raise QuotationError("a draft's spans are not the article's words", f"{name}, rule {draft.rule!r}, [{span.start}, {span.end})", fix)
            end = span.end


def _choose(drafts: Sequence[Draft], ids: Sequence[str]) -> dict[str, int]:
    """For each quoted stretch the place of its most confident draft, the earlier one among equals."""
    chosen: dict[str, int] = {}
    for place, key in enumerate(ids):
        if key not in chosen or drafts[place].confidence > drafts[chosen[key]].confidence:
            chosen[key] = place
    return chosen


def _outer(drafts: Sequence[Draft], ids: Sequence[str], place: int) -> str | None:
    """The id of the enclosing quotation; None where there is none or it would be the quotation itself."""
    within = drafts[place].within
    if within is None or not 0 <= within < len(drafts) or ids[within] == ids[place]:
        return None
    return ids[within]


def _circular(outer: dict[str, str | None], key: str) -> bool:
    """Whether following the enclosing quotations from this one leads back to it."""
    seen, current = {key}, outer[key]
    while current is not None:
        if current in seen:
            return current == key
        seen.add(current)
        current = outer.get(current)
    return False
