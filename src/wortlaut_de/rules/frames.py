"""Indirect quotations framed by a verb of saying: content behind, before or around the frame, and `wie X sagte`.

Not for: source phrases (sources), framing nouns (nouns), verbatim speech (direct), speech acts without a content clause (reported).
"""

from __future__ import annotations

from dataclasses import replace

from wortlaut.records import Kind, Span
from wortlaut_de.rules.clauses import coordinated_end, frame_start, infinitive_follows, main_clause, main_mood, object_behind, relative
from wortlaut_de.rules.found import Found, Hit
from wortlaut_de.rules.phrases import Phrase
from wortlaut_de.rules.sources import trimmed
from wortlaut_de.rules.speakers import verb_roles
from wortlaut_de.rules.subjects import goes_on, subject_after
from wortlaut_de.rules.view import DASHES, Segment, View

BORDERS = DASHES | {","}
PLAIN = frozenset({"von", "über", "vor", "auf", "für", "mit", "an", "gegen", "zu", "um"})
DOUBTFUL = frozenset({"indirect/question", "indirect/indicative-behind", "indirect/colon"})
NESTING = frozenset({"indirect/dass", "indirect/question", "indirect/infinitive", "indirect/konjunktiv-behind"})


def find_frames(view: View, number: int, hits: list[Hit]) -> tuple[list[Found], set[int]]:
    """The quotations framed by verbs of saying in a sentence, and the verbs that were used.

    Frames behind or around their content are sought first, because what they enclose can hold frames of its own.
    """
    able = [hit for hit in hits if hit.cue.takes & {"C", "I"} or (hit.cue.prepositions & PLAIN and _pronominal(view, hit))]
    out: list[Found] = []
    used: set[int] = set()
    for rules in ((_wie, _before), (_behind,)):
        for hit in able:
            if hit.verb in used:
                continue
            found = next((f for f in (rule(view, number, hit) for rule in rules) if f), None)
            outer = _enclosing(out, view, hit)
            if found is None or (outer is not None and found.rule not in NESTING):
                continue
            if outer is not None and not _fit(view, found, outer):
                continue
            out.append(found)
            used.add(hit.verb)
    return out, used


def _pronominal(view: View, hit: Hit) -> bool:
    """Whether the clause holds the pronominal adverb of the verb's preposition, which points to a clause: `sprach davon, dass`."""
    low = view.low[view.segments[hit.first].start : view.segments[hit.last].end]
    return any(f"da{word}" in low or f"dar{word}" in low for word in hit.cue.prepositions & PLAIN)


def _enclosing(out: list[Found], view: View, hit: Hit) -> Found | None:
    """The innermost quotation already found whose content holds this verb."""
    position = view.tokens[hit.verb].start
    return next((found for found in reversed(out) if any(span.start <= position < span.end for span in found.quote)), None)


def _fit(view: View, found: Found, outer: Found) -> bool:
    """Nest a quotation into the outer one, cut to the part of it that holds its start; False if nothing is left."""
    found.within = outer
    start, end = found.quote[0].start, found.quote[-1].end
    part = next((span for span in outer.quote if span.start <= start < span.end), None)
    if part is None:
        return False
    if end > part.end:
        found.quote = [view.article.span(start, part.end)]
    return found.quote != outer.quote


# --- wie X sagte --------------------------------------------------------------------------------------------


def _wie(view: View, number: int, hit: Hit) -> Found | None:
    """`Wie X sagte, ...`, `..., wie X sagte`, `..., so vermutet X, ...`: the rest of the sentence is the content."""
    opening = _wie_start(view, hit)
    segment = view.segments[opening]
    first = view.head(segment)
    if "C" not in hit.cue.takes or hit.verb <= first or view.low[first] not in {"wie", "so"}:
        return None
    if opening != hit.first:
        return _around(view, number, replace(hit, first=opening, subordinate=True), "indirect/wie")
    if view.low[first] == "so":
        return _around(view, number, hit, "indirect/so-verb") if hit.first and hit.verb <= first + 2 else None
    if not view.is_subordinate(segment) and hit.verb < segment.end - 3:
        return None
    return _around(view, number, hit, "indirect/wie")


def _wie_start(view: View, hit: Hit) -> int:
    """The segment in which a clause with `wie` starts, if a phrase between commas interrupts it: `Wie der Sprecher, Jan Ott, mitteilte`."""
    number = hit.first
    while number > 0 and number > hit.first - 3 and view.segments[number].before == "," and not view.finites(view.segments[number - 1]):
        number -= 1
        if view.low[view.head(view.segments[number])] == "wie":
            return number
    return hit.first


def _around(view: View, number: int, hit: Hit, rule: str) -> Found | None:
    """The quotation made of what stands before and behind the clause of a verb in its sentence."""
    start, end = view.segments[hit.first].start, view.segments[hit.last].end
    stop = view.content_end()
    frame_start_at = start - 1 if start > 0 and view.words[start - 1] in BORDERS else start
    frame_end = next((s.end for s in view.segments if s.start == end + 1 and s.before == "," and relative(view, s)), end)
    if frame_end < stop and view.words[frame_end] in BORDERS | {":"}:
        frame_end += 1
    quote = [span for span in (trimmed(view, 0, frame_start_at), trimmed(view, frame_end, stop)) if span]
    if not quote:
        return None
    found = Found(Kind.INDIRECT, rule, number, quote, frame=[view.span(frame_start_at, min(frame_end, stop))])
    verb_roles(view, hit, start, end, found)
    if not found.speaker and not hit.passive:
        phrase = subject_after(view, view.head(view.segments[hit.first]) + 1, view.segments[hit.first].end, hit.finite)
        found.speaker = [view.span(phrase.start, phrase.end)] if phrase else []
    return found


# --- content behind -----------------------------------------------------------------------------------------


def _behind(view: View, number: int, hit: Hit) -> Found | None:
    """`X sagt, dass ...`, `X sagt, er werde ...`, `X fordert, ... zu ...`: content behind the clause of the verb."""
    segments, following = view.segments, hit.last + 1
    while following < len(segments) and following - hit.last <= 2 and _passes(view, segments[following]):
        following += 1
    if following >= len(segments) or segments[following].before not in BORDERS | {":"}:
        return None
    rule = None if _overtaken(view, hit) else _opening(view, hit, following)
    start = frame_start(view, hit)
    if rule is None or start >= segments[following].start:
        return None
    quote = trimmed(view, segments[following].start, _content_end(view, following))
    if quote is None:
        return None
    found = Found(Kind.INDIRECT, rule, number, [quote], frame=[view.span(start, segments[following].start)])
    verb_roles(view, hit, start, segments[following].start, found)
    if rule in DOUBTFUL and (not found.speaker or found.speaker[0].text.lower() in view.lexicon.words["never_speaks"]):
        return None
    return found


def _overtaken(view: View, hit: Hit) -> bool:
    """Whether another finite verb behind `und` in the same segment takes the content: `erwartet eine Entscheidung und gab bekannt, dass`."""
    end = view.segments[hit.first].end
    for j in range(hit.verb + 1, end - 1):
        if view.low[j] == "und" and any(view.finite(k) for k in range(j + 1, end)) and not any(p > j for p in hit.particles):
            return True
    return False


def _passes(view: View, segment: Segment) -> bool:
    """Whether a segment between verb and content only describes: a relative clause, or a phrase without a verb."""
    first = view.low[view.head(segment)]
    if first in view.lexicon.words["content_openers"] or segment.before != "," or segment.after != ",":
        return False
    if relative(view, segment):
        return True
    return not view.finites(segment) and not view.zu_infinitive(segment) and first not in view.lexicon.words["questions"]


def _opening(view: View, hit: Hit, following: int) -> str | None:
    """The rule by which the segment behind a verb of saying opens its content, or None."""
    segment, words, takes = view.segments[following], view.lexicon.words, hit.cue.takes
    head = view.head(segment)
    first = view.low[head]
    if first in words["content_openers"] or first == "wonach":
        return "indirect/dass"
    pronominal = bool(hit.cue.prepositions & PLAIN) and _pronominal(view, hit)
    if pronominal and segment.before == "," and first not in words["no_content"] and infinitive_follows(view, following):
        return "indirect/infinitive"
    clause = "C" in takes
    if clause and _question(view, segment, head):
        return "indirect/question"
    if "I" in takes and first not in words["no_content"] and segment.before == "," and infinitive_follows(view, following):
        return "indirect/infinitive"
    if not clause:
        return None
    if segment.before == ":":
        speaks = hit.cue.base in words["verb_colon"] and (main_mood(view, following) or main_clause(view, segment))
        return "indirect/colon" if speaks else None
    if main_mood(view, following):
        return "indirect/konjunktiv-behind"
    asserted = hit.cue.base in words["verb_indicative"] and main_clause(view, segment)
    if segment.before == "," and asserted and view.low[segment.start] not in words["contrast"]:
        return "indirect/indicative-behind"
    return None


def _question(view: View, segment: Segment, head: int) -> bool:
    """Whether a segment is an indirect question: a w-word (no relative one) or a preposition with one."""
    words = view.lexicon.words
    if segment.before != "," or not view.is_subordinate(segment):
        return False
    first, following = view.low[head], view.low[head + 1] if head + 1 < segment.end else ""
    if first in words["prepositions"]:
        return following in words["questions"] - words["relatives"]
    return first in words["questions"] - words["relatives"] - {"welche", "welcher", "welches"}


def _content_end(view: View, following: int) -> int:
    """Where the content behind a frame ends: at the sentence's end, or before a clause that is no content."""
    for number in range(following + 1, len(view.segments)):
        segment = view.segments[number]
        if segment.before in {";", '"'}:
            return segment.start - 1
        finites = view.finites(segment)
        if view.low[segment.start] in view.lexicon.words["contrast"] and finites and not view.is_subordinate(segment):
            cue = finites[0] - segment.start <= 2 and view.low[finites[0]] in view.lexicon.cues
            if cue and not view.mood(segment):
                return segment.start - 1
    return view.content_end()


# --- content before -----------------------------------------------------------------------------------------


def _before(view: View, number: int, hit: Hit) -> Found | None:
    """`..., sagte X`: content in front of an inverted verb of saying, going on behind the frame where a clause of it follows."""
    segment = view.segments[hit.first]
    if hit.first == 0 or segment.before not in BORDERS or "C" not in hit.cue.takes or not _inverted(view, hit, segment):
        return None
    content = _content_before(view, hit)
    if content is None:
        return None
    phrase = subject_after(view, hit.finite + 1, view.segments[hit.last].end, hit.finite)
    if (phrase is None and hit.cue.base != "heißen") or goes_on(view, hit.finite, phrase) or _unanswered(view, hit):
        return None
    if content == "indicative" and hit.cue.base != "heißen" and not _asserts(view, hit, phrase):
        return None
    start = _content_start(view, hit, content)
    frame_end, tail = _tail(view, hit)
    frame_end = coordinated_end(view, hit.finite, frame_end) if tail is None else frame_end
    quote = [span for span in (trimmed(view, start, segment.start - 1), tail) if span]
    if not quote:
        return None
    found = Found(Kind.INDIRECT, f"indirect/{content}-before", number, quote, frame=[view.span(segment.start - 1, frame_end)])
    verb_roles(view, hit, segment.start, frame_end, found)
    return found


def _unanswered(view: View, hit: Hit) -> bool:
    """Whether a frame denies that a question was answered: `Welche zwei er meinte, sagte das Amt nicht`."""
    words, first = view.lexicon.words, view.segments[0]
    if hit.first != 1 or view.low[first.start] not in words["questions"] or view.finite(min(first.start + 1, first.end - 1)):
        return False
    return bool(words["negations"] & set(view.low[hit.finite : view.segments[hit.last].end]))


def _content_before(view: View, hit: Hit) -> str | None:
    """`konjunktiv` or `indicative`, the mood of the main clause in front of an inverted verb of saying; None if there is none."""
    main = False
    for number in range(hit.first - 1, -1, -1):
        segment = view.segments[number]
        if view.mood(segment) and not view.is_subordinate(segment):
            return "konjunktiv"
        main = main or (bool(view.finites(segment)) and not view.is_subordinate(segment) and not view.is_infinitive(segment))
        if segment.before in {";", '"'}:
            break
    following = hit.last + 1
    if not main and following < len(view.segments):
        later = view.segments[following]
        if any(view.subjunctive(i) for i in range(later.start, min(later.end, later.start + 3))):
            return "konjunktiv"
    return "indicative" if main else None


def _inverted(view: View, hit: Hit, segment: Segment) -> bool:
    """Whether a verb opens its segment (`..., sagte X`), alone or behind a pronoun that points back (`..., das teilte X mit`)."""
    head = view.head(segment)
    if hit.cue.base == "heißen" and not (hit.verb + 1 < segment.end and view.low[hit.verb + 1] == "es"):
        return False
    return hit.finite == head or (hit.finite == head + 1 and view.low[head] in view.lexicon.words["pointers"])


def _asserts(view: View, hit: Hit, phrase: Phrase | None) -> bool:
    """Whether what stands before an inverted verb of saying is an assertion in the indicative that it can frame: no conditional or other
    subordinate clause opens the sentence, and the verb has a subject but no object."""
    first = view.segments[0]
    if view.finite(first.start) or view.low[first.start] == "wie":
        return False
    if view.is_subordinate(first) and not any(view.finites(s) and not view.is_subordinate(s) for s in view.segments[1 : hit.first]):
        return False
    if (
        phrase is None
        or view.low[phrase.start] in view.lexicon.words["never_speaks"]
        or view.low[view.segments[hit.first].start] in view.lexicon.words["linking"]
    ):
        return False
    # behind a comma stands an apposition of the subject, no object
    return not object_behind(view, phrase.end, coordinated_end(view, hit.finite, view.segments[hit.first].end))


def _content_start(view: View, hit: Hit, content: str) -> int:
    """Where the content in front of an inverted frame starts: at the sentence's start, behind a dateline, a semicolon, a quotation, or a colon
    that ends an indicative clause before one in the Konjunktiv."""
    for segment in reversed(view.segments[: hit.first]):
        if segment.before in {";", '"'}:
            return segment.start
        if segment.before == ":" and content == "konjunktiv" and view.mood(segment) and segment.start > 3:
            return segment.start
    first = view.segments[0]
    dateline = first.after in DASHES and first.end - first.start <= 3 and all(view.capital(i) for i in range(first.start, first.end))
    return view.segments[1].start if dateline and hit.first > 1 else 0


def _tail(view: View, hit: Hit) -> tuple[int, Span | None]:
    """Where an inverted frame ends, and the content that goes on behind it."""
    stop = view.content_end()
    frame_end = view.segments[hit.last].end
    for later in view.segments[hit.last + 1 :]:
        if later.before == "," and _resumes(view, later):
            return later.start, trimmed(view, later.start, stop)
        if later.before in {";", '"'} or (view.low[later.start] in {"und", "doch", "aber"} and view.finites(later)):
            break
        frame_end = later.end
    return min(frame_end, stop), None


def _resumes(view: View, segment: Segment) -> bool:
    """Whether a segment behind an inverted frame belongs to the content."""
    return view.mood(segment) or view.low[view.head(segment)] in view.lexicon.words["resuming"] or view.is_infinitive(segment)


# --- the frame in the next sentence -------------------------------------------------------------------------


def find_pointer(view: View, number: int, hits: list[Hit]) -> Found | None:
    """`Das teilte X mit.`: a sentence that frames the one before it; the caller supplies the content."""
    words = view.lexicon.words
    if not view.words or view.low[0] not in words["pointers"] or len(view) > 45:
        return None
    for hit in hits:
        if hit.first == 0 and hit.finite == 1 and hit.cue.base in words["verb_pointing"] and not hit.passive:
            found = Found(Kind.INDIRECT, "indirect/frame-next", number, [], frame=[view.span(0, view.content_end())])
            verb_roles(view, hit, 1, view.content_end(), found)
            return found if found.speaker else None
    return None
