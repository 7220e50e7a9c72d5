"""Indirect quotations whose frame is a phrase that names a source: `laut X`, `nach Angaben von X`, `X zufolge`, `demnach`, `so X`.

Not for: frames with a verb of saying (frames).
"""

from __future__ import annotations

from dataclasses import dataclass

from wortlaut.records import Kind, Span
from wortlaut_de.rules.found import Found
from wortlaut_de.rules.phrases import noun_phrase
from wortlaut_de.rules.view import View

COMPOUNDS = (
    "angaben",
    "berichten",
    "informationen",
    "recherchen",
    "aussagen",
    "bericht",
    "studie",
    "umfrage",
    "stellungnahme",
    "erkenntnissen",
    "dokument",
    "analyse",
    "meinung",
)
"""Endings of compound nouns that name a source behind `nach`: `Behördenangaben`."""


@dataclass(frozen=True, slots=True)
class Source:
    """A source phrase: its frame tokens [start, end), cue tokens, speaker tokens (empty if it points back), and its rule."""

    start: int
    end: int
    cue: tuple[int, int]
    speaker: tuple[int, int]
    rule: str


def find_sources(view: View, number: int) -> list[Found]:
    """The quotations framed by source phrases in a sentence."""
    sources = _sources(view)
    out = []
    for place, source in enumerate(sources):
        scope = _scope(view, source, sources, place)
        if scope is None:
            continue
        found = Found(Kind.INDIRECT, source.rule, number, _content(view, scope, source))
        if not found.quote:
            continue
        found.frame = [view.span(source.start, source.end)]
        found.cue = [view.span(*source.cue)]
        if source.speaker[0] < source.speaker[1]:
            found.speaker = [view.span(*source.speaker)]
            found.heir = _person(view, source)
        out.append(found)
    return out


def _sources(view: View) -> list[Source]:
    out: list[Source] = []
    end = view.content_end()
    i = 0
    while i < end:
        source = None if view.hidden[i] else _source_at(view, i, end)
        if source and (not out or source.start >= out[-1].end):
            out.append(_with_commas(view, source, end))
            i = max(i + 1, source.end)
        else:
            i += 1
    return out


def _source_at(view: View, i: int, end: int) -> Source | None:
    words = view.lexicon.words
    low = view.low[i]
    if low in words["source_prepositions"]:
        return None if low == "laut" and _loud(view, i, end) else _preposition(view, i, end)
    if low == "nach":
        return _after(view, i, end)
    if low == "aus" and i + 1 < end:
        at = i + 2 if view.low[i + 1] in {"der", "ihrer", "seiner", "deren", "dessen"} else i + 1
        if at < end and view.words[at] in words["source_aus"]:
            phrase = noun_phrase(view, at, end)
            if phrase and phrase.end > at + 1:
                return Source(i, phrase.end, (i, i + 1), (at, phrase.end), "indirect/view-of")
        return None
    if low == "zufolge" or (low == "folge" and i and view.low[i - 1] == "zu"):
        return _postposed(view, i)
    if low in words["source_adverbs"]:
        return Source(i, i + 1, (i, i + 1), (i, i), "indirect/accordingly")
    if low == "so":
        return _so(view, i, end)
    return None


def _loud(view: View, i: int, end: int) -> bool:
    """Whether `laut` is an adjective: `es wurde zu laut`, `Stimmen, die laut geworden sind`."""
    words = view.lexicon.words
    before, behind = view.low[i - 1] if i else "", view.low[i + 1] if i + 1 < end else ""
    return before in words["degree"] or behind in words["after_loud"]


def _preposition(view: View, i: int, end: int) -> Source | None:
    start = i + 2 if i + 1 < end and view.words[i + 1] == "." else i + 1
    phrase = noun_phrase(view, start, end)
    if phrase is None:
        at = start
        if at < end and view.low[at] in view.lexicon.determiners:
            at += 1
        phrase = noun_phrase(view, at, end)
        if phrase is None:
            return None
        return Source(i, phrase.end, (i, i + 1), (start, phrase.end), "indirect/laut")
    if phrase.pronoun:
        return None
    stop = phrase.end
    if view.low[i] == "gemäß" and _rule_of_law(view, start, stop):
        return None
    return Source(i, stop, (i, i + 1), (start, stop), "indirect/laut")


def _rule_of_law(view: View, start: int, stop: int) -> bool:
    """Whether what follows gemäß is a law or plan to act by rather than somebody who says so."""
    return any(
        view.low[j].endswith(("gesetz", "artikel", "paragraf", "verfassung", "vertrag", "abkommen", "regel", "plan")) for j in range(start, stop)
    ) or (stop - start == 1 and view.words[start][0].isdigit())


def _after(view: View, i: int, end: int) -> Source | None:
    """`nach [eigenen, deren, den bisherigen] Angaben (von X)`; also `Meinung nach` after its noun."""
    words = view.lexicon.words
    j = i + 1
    while j < end and j < i + 5 and view.words[j][0].islower() and view.words[j].isalpha() and not view.finite(j):
        j += 1
    genitive_name = j + 1 < end and view.capital(j) and view.words[j][-1] in "s'’" and view.words[j + 1] in words["source_nach"]
    if genitive_name:
        j += 1
    if j < end and (view.words[j] in words["source_nach"] or (j - i <= 2 and view.low[j].endswith(COMPOUNDS))):
        phrase = noun_phrase(view, j, end)
        stop = phrase.end if phrase else j + 1
        if phrase and stop == j + 1 and stop < end and view.low[stop] in {"der", "des", "eines", "einer", "von", "aus"}:
            inner = noun_phrase(view, stop if view.low[stop] not in {"von", "aus"} else stop + 1, end)
            stop = inner.end if inner else stop
        return Source(i, stop, (i, i + 1), (i + 1, stop), "indirect/nach-angaben")
    if i > 0 and view.words[i - 1] in {"Ansicht", "Meinung", "Auffassung", "Einschätzung", "Überzeugung", "Worten"}:
        start = i - 1
        while (
            start > 0
            and (not view.capital(start - 1) or view.opens(start - 1))
            and view.words[start - 1].isalpha()
            and view.low[start - 1] not in words["prepositions"]
            and i - start < 4
        ):
            if view.finite(start - 1):
                break
            start -= 1
        if start > 0 and view.low[start - 1] == "nach":
            return None
        return Source(start, i + 1, (i, i + 1), (start, i), "indirect/nach-angaben")
    return None


def _postposed(view: View, i: int) -> Source | None:
    """`X zufolge`: the phrase before it, found by trying starts from far to near."""
    edge = i - 1 if view.low[i] == "folge" else i
    for start in range(max(0, edge - 14), edge):
        if start and ((view.capital(start - 1) and view.capital(start)) or view.hidden[start]):
            continue
        if view.words[start] in ",;:":
            continue
        segment_break = any(view.words[j] in ",;:–" for j in range(start, edge))
        phrase = None if segment_break else noun_phrase(view, start, edge, wide=True)
        if phrase and phrase.end == edge and not phrase.pronoun:
            return Source(start, i + 1, (edge, i + 1) if edge < i else (i, i + 1), (start, edge), "indirect/zufolge")
    if edge and (view.capital(edge - 1) or view.low[edge - 1] in {"ihm", "ihr", "ihnen"}):
        return Source(edge - 1, i + 1, (edge, i + 1) if edge < i else (i, i + 1), (edge - 1, edge), "indirect/zufolge")
    return None


def _so(view: View, i: int, end: int) -> Source | None:
    """`, so X`: a segment that starts with so and holds a noun phrase but no verb."""
    number = view.segment_of(i)
    if number <= 0 or view.segments[number].start != i or view.segments[number].before not in {",", "–", "-"}:
        return None
    segment = view.segments[number]
    if any(view.finite(j) for j in range(i + 1, segment.end)):
        return None
    j = i + 1
    while j < segment.end and view.low[j] in {"auch", "jedenfalls", "zumindest", "etwa"}:
        j += 1
    phrase = noun_phrase(view, j, segment.end)
    if phrase is None or not phrase.nominative:
        return None
    stop = phrase.end
    return Source(i, max(segment.end, stop), (i, i + 1), (phrase.start, stop), "indirect/so")


def _with_commas(view: View, source: Source, end: int) -> Source:
    """The source with the commas that border it, where it stands between commas or before a final stop."""
    start, stop = source.start, source.end
    opened = start > 0 and view.words[start - 1] in {",", "–", "-", "—"}
    if source.rule == "indirect/so" or opened:
        if stop < end and view.words[stop] in {",", "–", "-", "—"} and opened:
            stop += 1
        if opened and (stop >= end or view.words[stop - 1] in {",", "–", "-", "—"}):
            start -= 1
        elif opened and stop < end:
            start = source.start
    return Source(start, stop, source.cue, source.speaker, source.rule)


def _scope(view: View, source: Source, sources: list[Source], place: int) -> tuple[int, int] | None:
    """The tokens [start, end) that the source vouches for: its subordinate clause, its share of a sentence with several, or the sentence."""
    end = view.content_end()
    number = view.segment_of(source.cue[0])
    if number >= 0:
        segment = view.segments[number]
        if view.is_subordinate(segment):
            last = number
            while last + 1 < len(view.segments) and (view.is_subordinate(view.segments[last + 1]) or view.is_infinitive(view.segments[last + 1])):
                last += 1
            return segment.start, view.segments[last].end
        if segment.before == ":" and segment.start > 2:
            return segment.start, end
    start = 0
    if place > 0:
        start = _border(view, sources[place - 1].end, source.start)
    if place + 1 < len(sources):
        end = _border(view, source.end, sources[place + 1].start)
    return (start, end) if end - start > source.end - source.start else None


def _border(view: View, left: int, right: int) -> int:
    """Where the share of one source ends and that of the next begins: the last comma before the next source, else the source itself."""
    for i in range(right - 1, left - 1, -1):
        if view.words[i] in {",", ";", "–"}:
            return i + 1
    return right


def _content(view: View, scope: tuple[int, int], source: Source) -> list[Span]:
    """The spans of the scope without the frame and without bordering signs."""
    out = []
    for start, end in ((scope[0], min(source.start, scope[1])), (max(source.end, scope[0]), scope[1])):
        span = trimmed(view, start, end)
        if span:
            out.append(span)
    return out


def _person(view: View, source: Source) -> list[Span] | None:
    """Whom the words of a source name: X of `Angaben von X`, nobody for `seinen Angaben`, None where they name themselves."""
    start, end = source.speaker
    if view.low[start] in {"seiner", "seinen", "ihrer", "ihren", "deren", "dessen", "eigenen", "eigener"}:
        return []
    words = view.lexicon.words
    noun = next((i for i in range(start, end) if view.words[i] in words["source_nach"] | words["source_nouns"] | words["source_aus"]), None)
    if noun is None or noun + 1 >= end:
        return None
    after = noun + 1
    if view.low[after] in {"von", "vom", "aus", "durch"}:
        after += 1
    elif view.low[after] not in {"der", "des", "eines", "einer", "seines", "seiner", "ihrer", "ihres"}:
        return None
    return [view.span(after, end)] if after < end else None


def trimmed(view: View, start: int, end: int) -> Span | None:
    """The span of tokens [start, end) up to a direct quotation, without commas, dashes and stops at its borders; None if nothing is left."""
    while start < end and view.hidden[start]:
        start += 1
    end = next((i for i in range(start, end) if view.hidden[i]), end)
    while start < end and view.words[start] in {",", ";", ":", "–", "-", "—"}:
        start += 1
    while end > start and view.words[end - 1] in {",", ";", ":", "–", "-", "—"}:
        end -= 1
    return view.span(start, end) if start < end else None
