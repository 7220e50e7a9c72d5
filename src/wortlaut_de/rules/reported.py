"""Reported speech acts: a verb of saying with an object, a preposition or a predicative instead of a content clause.

Not for: verbs whose content is a clause (frames).
"""

from __future__ import annotations

from wortlaut.records import Kind
from wortlaut_de.rules.found import Found, Hit
from wortlaut_de.rules.phrases import Phrase, is_time, noun_phrase
from wortlaut_de.rules.speakers import addressee, speaker
from wortlaut_de.rules.view import View


def find_reported(view: View, number: int, hits: list[Hit], used: set[int], taken: list[tuple[int, int]]) -> list[Found]:
    """The reported speech acts of a sentence; `used` verbs and verbs inside `taken` token ranges are left out."""
    out: list[Found] = []
    claimed: list[tuple[int, int]] = []
    for hit in hits:
        if not (hit.cue.takes & {"O", "V"} or hit.cue.prepositions or hit.cue.predicatives):
            continue
        if hit.verb in used or any(a <= hit.verb < b for a, b in taken + claimed):
            continue
        start, end = _clause(view, hit)
        if any(a < end and start < b for a, b in taken):
            start, end = _shrink(start, end, hit.verb, taken)
        phrase = speaker(view, hit, start, end)
        pattern = _pattern(view, hit, phrase)
        if pattern is None:
            continue
        if phrase is None and not (hit.passive and hit.cue.name in view.lexicon.words["verb_passive"]):
            continue
        if phrase and phrase.pronoun and view.low[phrase.start] in view.lexicon.words["never_speaks"]:
            continue
        whole = start == 0 and end >= view.content_end()
        found = Found(
            Kind.REPORTED, f"reported/{pattern}" + ("-passive" if hit.passive else ""), number, [view.span(start, len(view) if whole else end)]
        )
        if phrase:
            found.speaker = [view.span(phrase.start, phrase.end)]
        found.addressee = addressee(view, hit, start, end, phrase) if hit.cue.base != "sagen" else []
        if out and phrase and not hit.subordinate and out[-1].speaker == found.speaker and _adjoins(view, out[-1], start, hit):
            # two verbs of one speaker are one report
            stop = view.tokens[-1].end if end >= view.content_end() and out[-1].quote[0].start == view.tokens[0].start else found.quote[-1].end
            out[-1].quote = [view.article.span(out[-1].quote[0].start, stop)]
            claimed.append((start, end))
            continue
        out.append(found)
        claimed.append((start, end))
    return out


def _adjoins(view: View, earlier: Found, start: int, hit: Hit) -> bool:
    """Whether a clause that opens with its verb follows another report at the next comma."""
    return 1 < start == hit.finite and view.words[start - 1] == "," and earlier.quote[-1].end == view.tokens[start - 2].end


def _pattern(view: View, hit: Hit, by: Phrase | None) -> str | None:
    """What makes the clause of a verb report its content, or None."""
    cue = hit.cue
    a, b = view.segments[hit.first].start, view.segments[hit.last].end
    low = set(view.low[a:b])
    if cue.predicatives:
        if ("als" in cue.predicatives and "als" in low) or ("für" in cue.predicatives and "für" in low):
            return "predicative"
        if "-" in cue.predicatives and (hit.passive or _has_object(view, a, b, by, 2) or any(view.marked[a:b])):
            return "nennen"
    if cue.prepositions:
        hit_words = cue.prepositions & (low | set(view.words[a:b]))
        if hit_words or ("vor" in cue.prepositions and "davor" in low):
            return "sich" if hit_words == {"sich"} else "preposition"
        if "von" in cue.prepositions and "vom" in low and cue.base == "sprechen":
            return "preposition"
    if "O" in cue.takes and _has_object(view, a, b, by):
        return "object"
    if "V" in cue.takes:
        return "plain"
    return None


def _has_object(view: View, start: int, end: int, by: Phrase | None, least: int = 1) -> bool:
    """Whether a clause holds at least so many noun phrases besides the one that speaks."""
    count, i = 0, start
    while i < end:
        if by and by.start <= i < by.end:
            i = by.end
            continue
        if view.low[i] in view.lexicon.words["prepositions"]:
            inner = noun_phrase(view, i + 1, end)
            i = inner.end if inner else i + 1
            continue
        phrase = noun_phrase(view, i, end)
        if (phrase and not is_time(view, phrase.start, phrase.end)) or view.low[i] in {"dies", "das", "ihn", "sie", "diese", "dagegen"}:
            count += 1
        i = phrase.end if phrase else i + 1
    return count >= least


def _clause(view: View, hit: Hit) -> tuple[int, int]:
    """The tokens of the clause of a verb: the sentence where it is one main clause, else its share."""
    segments = view.segments
    first, last = hit.first, hit.last
    if hit.subordinate:
        start = segments[first].start
        if view.low[start] in {"während", "nachdem", "weil", "da", "wobei", "obwohl", "dass", "wenn", "als", "und"}:
            start += 1
        while (
            last + 1 < len(segments)
            and segments[last + 1].before == ","
            and (view.is_subordinate(segments[last + 1]) or view.is_infinitive(segments[last + 1]))
        ):
            last += 1
        return start, segments[last].end
    while first > 0:
        earlier, current = segments[first - 1], segments[first]
        if current.before in {";", '"', ":"}:
            break
        coordinated = view.low[current.start] in view.lexicon.words["contrast"]
        main = view.finites(earlier) and not view.is_subordinate(earlier) and not view.is_infinitive(earlier)
        if main and (coordinated or not (earlier.start <= hit.finite < earlier.end)):
            break
        first -= 1
    while last + 1 < len(segments):
        later = segments[last + 1]
        if later.before in {";", '"'}:
            break
        if view.finites(later) and not view.is_subordinate(later) and not view.is_infinitive(later):
            break
        last += 1
    return segments[first].start, segments[last].end


def _shrink(start: int, end: int, verb: int, taken: list[tuple[int, int]]) -> tuple[int, int]:
    """The part of [start, end) around the verb that no other quotation holds."""
    for a, b in taken:
        if b <= verb:
            start = max(start, b)
        elif a > verb:
            end = min(end, a)
    return start, end
