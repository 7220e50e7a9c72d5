"""Indirect quotations framed by a verb of saying: content behind, before or around the frame, and `wie X sagte`.

Not for: source phrases (sources), verbatim speech (direct), speech acts without a content clause (reported).
"""

from __future__ import annotations

from wortlaut.records import Kind, Span
from wortlaut_de.rules.found import Found, Hit
from wortlaut_de.rules.sources import trimmed
from wortlaut_de.rules.speakers import verb_roles
from wortlaut_de.rules.view import Segment, View

CONTENT_OPENERS = frozenset({"dass", "daß", "ob"})
NO_CONTENT = frozenset({"um", "ohne", "anstatt", "statt", "nachdem", "als", "indem", "wobei", "während", "bevor", "weil", "da", "sodass", "damit"})


def find_frames(view: View, number: int, hits: list[Hit]) -> tuple[list[Found], set[int]]:
    """The quotations framed by verbs of saying in a sentence, and the verbs that were used."""
    out: list[Found] = []
    used: set[int] = set()
    for hit in hits:
        if not hit.cue.takes & {"C", "I"}:
            continue
        inside = _enclosing(out, view, hit)
        found = _wie(view, number, hit) or _behind(view, number, hit) or _before(view, number, hit)
        if found is None:
            continue
        if inside is not None:
            if found.rule not in {"indirect/dass", "indirect/question", "indirect/infinitive"}:
                continue
            found.within = inside
        out.append(found)
        used.add(hit.verb)
    return out, used


def _enclosing(out: list[Found], view: View, hit: Hit) -> Found | None:
    """The quotation already found whose content holds this verb."""
    position = view.tokens[hit.verb].start
    for found in reversed(out):
        if any(span.start <= position < span.end for span in found.quote):
            return found
    return None


# --- wie X sagte --------------------------------------------------------------------------------------------


def _wie(view: View, number: int, hit: Hit) -> Found | None:
    """`Wie X sagte, ...` and `..., wie X sagte`: the rest of the sentence is the content."""
    segment = view.segments[hit.first]
    if (hit.first != hit.last and not hit.particles) or "C" not in hit.cue.takes:
        return None
    first = view.head(segment)
    if view.low[first] not in {"wie", "so"} or hit.verb <= first:
        return None
    if view.low[first] == "so":
        return _so_verb(view, number, hit, segment)
    if not view.is_subordinate(segment) and hit.verb < segment.end - 3:
        return None
    # a clause behind this one that depends on the verb makes it an ordinary frame
    return _around(view, number, hit, segment.start, view.segments[hit.last].end, "indirect/wie")


def _so_verb(view: View, number: int, hit: Hit, segment: Segment) -> Found | None:
    """`..., so vermutet X, ...`."""
    if hit.first == 0 or hit.verb > view.head(segment) + 2:
        return None
    return _around(view, number, hit, segment.start, segment.end, "indirect/so-verb")


def _around(view: View, number: int, hit: Hit, start: int, end: int, rule: str) -> Found | None:
    """The quotation made of what stands before and behind a frame [start, end) in its sentence."""
    stop = view.content_end()
    frame_start = start - 1 if start > 0 and view.words[start - 1] in {",", "–", "-", "—"} else start
    frame_end = end
    # a relative clause or apposition that belongs to the frame
    frame_end = _with_appositions(view, frame_end)
    if frame_end < stop and view.words[frame_end] in {",", "–", "-", "—", ":"}:
        frame_end += 1
    quote = [span for span in (trimmed(view, 0, frame_start), trimmed(view, frame_end, stop)) if span]
    if not quote:
        return None
    found = Found(Kind.INDIRECT, rule, number, quote, frame=[view.span(frame_start, min(frame_end, stop))])
    verb_roles(view, hit, start, end, found)
    return found


def _with_appositions(view: View, end: int) -> int:
    """The end of a frame with relative clauses that follow it directly."""
    for segment in view.segments:
        if segment.start == end + 1 and segment.before == "," and _relative(view, segment):
            return segment.end
    return end


def _relative(view: View, segment: Segment) -> bool:
    first = view.low[view.head(segment)]
    return view.is_subordinate(segment) and first in view.lexicon.words["relatives"] - {"was"} and not any(
        view.subjunctive(i) for i in range(segment.start, segment.end)
    )


# --- content behind -----------------------------------------------------------------------------------------


def _behind(view: View, number: int, hit: Hit) -> Found | None:
    """`X sagt, dass ...`, `X sagt, er werde ...`, `X fordert, ... zu ...`: content behind the clause of the verb."""
    last = hit.last
    following = last + 1
    segments = view.segments
    if following >= len(segments):
        return None
    if segments[hit.first].before == "," and hit.verb == view.head(segments[hit.first]) and hit.first > 0 and _content_before(view, hit):
        return None
    # relative clauses and appositions between verb and content
    while following < len(segments) and following - last <= 2 and _passes(view, segments[following], hit):
        following += 1
    if following >= len(segments):
        return None
    segment = segments[following]
    if segment.before not in {",", ":", "–", "-", "—"}:
        return None
    rule = _opening(view, hit, following)
    if rule is None:
        return None
    start = _frame_start(view, hit)
    frame_end = segment.start
    end = _content_end(view, hit, following)
    quote = trimmed(view, segment.start, end)
    if quote is None or start >= frame_end:
        return None
    found = Found(Kind.INDIRECT, rule, number, [quote], frame=[view.span(start, frame_end)])
    verb_roles(view, hit, start, frame_end, found)
    return found


def _passes(view: View, segment: Segment, hit: Hit) -> bool:
    """Whether a segment between verb and content only describes: a relative clause, or a phrase without a verb."""
    first = view.low[view.head(segment)]
    if first in CONTENT_OPENERS:
        return False
    if segment.before != "," or segment.after != ",":
        return False
    if _relative(view, segment):
        return True
    return not view.finites(segment) and not view.zu_infinitive(segment) and first not in view.lexicon.words["questions"]


def _opening(view: View, hit: Hit, following: int) -> str | None:
    """The rule by which the segment behind a verb of saying opens its content, or None."""
    segment = view.segments[following]
    words = view.lexicon.words
    head = view.head(segment)
    first = view.low[head]
    takes = hit.cue.takes
    if first in CONTENT_OPENERS and ("C" in takes or "I" in takes):
        return "indirect/dass"
    if first in {"wonach", "demzufolge"}:
        return "indirect/dass"
    clause = "C" in takes
    if clause and first in words["questions"] and view.is_subordinate(segment) and first not in {"was", "wo", "welche", "welcher", "welches"}:
        return "indirect/question"
    if clause and segment.before == "," and first in words["prepositions"] and view.is_subordinate(segment) and view.low[head + 1] in words["questions"] - words["relatives"]:
        return "indirect/question"
    if "I" in takes and first not in NO_CONTENT and segment.before == "," and _infinitive_follows(view, following):
        return "indirect/infinitive"
    if not clause:
        return None
    stop = _subjunctive_follows(view, following)
    if stop:
        return "indirect/konjunktiv-behind" if segment.before == "," else "indirect/colon"
    if segment.before == ":" and _main_clause(view, segment) and hit.verb >= view.segments[hit.first].start:
        return "indirect/colon" if hit.cue.base in {"sagen", "erklären", "heißen", "lauten", "schreiben", "melden", "ergänzen", "betonen"} else None
    if segment.before == "," and hit.cue.base in STRONG and _main_clause(view, segment) and not view.is_subordinate(segment):
        return "indirect/indicative-behind"
    return None


STRONG = frozenset({"sagen", "glauben", "meinen", "finden", "betonen", "erklären", "behaupten", "denken", "schreiben", "hoffen", "heißen", "versichern", "gehen"})


def _infinitive_follows(view: View, following: int) -> bool:
    """Whether the segment, or the next two before another finite verb, hold an infinitive with zu."""
    for number in range(following, min(following + 4, len(view.segments))):
        segment = view.segments[number]
        if segment.before not in {",", "–", "-"}:
            return False
        finites = view.finites(segment)
        if view.zu_infinitive(segment) and (not finites or not _second(view, segment, finites[0])):
            return True
        if finites and not view.is_subordinate(segment):
            return False
    return False


def _second(view: View, segment: Segment, verb: int) -> bool:
    return verb - segment.start <= 2


def _subjunctive_follows(view: View, following: int) -> bool:
    """Whether a main clause in the Konjunktiv starts with the segment, behind subordinate clauses in front of it if any."""
    for number in range(following, min(following + 5, len(view.segments))):
        segment = view.segments[number]
        marks = [i for i in range(segment.start, segment.end) if view.subjunctive(i)]
        subordinate = view.is_subordinate(segment)
        if marks and not subordinate:
            return True
        if subordinate and number == following and view.low[view.head(segment)] in {"der", "die", "das", "deren", "dessen", "denen", "dem", "den", "wobei", "wodurch", "womit", "woraufhin"}:
            return False
        finites = view.finites(segment)
        if finites and not subordinate:
            return False
    return False


def _main_clause(view: View, segment: Segment) -> bool:
    """Whether a segment is a main clause with a finite verb near its start."""
    finites = view.finites(segment)
    return bool(finites) and not view.is_subordinate(segment) and finites[0] > segment.start and finites[0] - segment.start <= 8


def _frame_start(view: View, hit: Hit) -> int:
    """Where the clause of the verb starts: at the sentence start, or behind an earlier main clause."""
    segment = view.segments[hit.first]
    clause = min(hit.finite, hit.verb)
    for j in range(clause - 1, segment.start, -1):
        if view.low[j] in {"und", "oder"} and any(view.finite(k) for k in range(segment.start, j)):
            return j
    first = hit.first
    if view.is_subordinate(segment):
        if segment.before == "," and first > 0 and _relative(view, segment):
            return segment.start - 1
        return segment.start - 1 if first > 0 and view.words[segment.start - 1] == "," and view.low[segment.start] != "dass" else segment.start
    while first > 0:
        current, earlier = view.segments[first], view.segments[first - 1]
        if current.before not in {",", "–", "-", "—"} or (view.low[current.start] in {"und", "aber", "doch", "denn", "sondern"} and view.finites(earlier)):
            break
        if view.finites(earlier) and not view.is_subordinate(earlier) and not view.is_infinitive(earlier):
            if hit.finite < current.start and earlier.start <= hit.finite < earlier.end:
                first -= 1
                continue
            break
        first -= 1
    return view.segments[first].start


def _content_end(view: View, hit: Hit, following: int) -> int:
    """Where the content behind a frame ends: at the sentence's end, or before a coordinated clause that is no content."""
    end = view.content_end()
    for number in range(following + 1, len(view.segments)):
        segment = view.segments[number]
        if segment.before == ";":
            return segment.start - 1
        if segment.before == '"':
            return segment.start - 1
        first = view.low[segment.start]
        finites = view.finites(segment)
        if first in {"und", "aber", "doch", "sondern"} and finites and not view.is_subordinate(segment):
            verb = finites[0]
            cue = view.lexicon.cues.get(view.low[verb])
            if cue and verb - segment.start <= 2 and not any(view.subjunctive(i) for i in range(segment.start, segment.end)):
                return segment.start - 1
    return end


# --- content before -----------------------------------------------------------------------------------------


def _content_before(view: View, hit: Hit) -> bool:
    """Whether the segments in front of an inverted verb of saying make a clause that can be its content."""
    segment = view.segments[hit.first]
    verb = hit.finite
    if verb != view.head(segment) and not (view.low[view.head(segment)] in {"so", "dann"} and verb == view.head(segment) + 1):
        return False
    for number in range(hit.first - 1, -1, -1):
        earlier = view.segments[number]
        if view.finites(earlier):
            return True
        if earlier.before in {":", ";"}:
            return False
    # `Das Gesetz, sagte X, sei schlecht`
    following = hit.last + 1
    if following < len(view.segments):
        later = view.segments[following]
        return any(view.subjunctive(i) for i in range(later.start, min(later.end, later.start + 3)))
    return False


def _before(view: View, number: int, hit: Hit) -> Found | None:
    """`..., sagte X`: content in front of an inverted verb of saying, going on behind the frame where a clause of it follows."""
    segment = view.segments[hit.first]
    if hit.first == 0 or segment.before not in {",", "–", "-", "—"} or "C" not in hit.cue.takes:
        return None
    if not _content_before(view, hit):
        return None
    probe = Found(Kind.INDIRECT, "", number, [])
    verb_roles(view, hit, segment.start, view.segments[hit.last].end, probe)
    if not probe.speaker and hit.cue.base not in {"heißen"}:
        return None
    start = _content_start(view, hit.first)
    frame_end = view.segments[hit.last].end
    stop = view.content_end()
    tail: Span | None = None
    following = hit.last + 1
    while following < len(view.segments):
        later = view.segments[following]
        if later.before == "," and _resumes(view, later):
            tail = trimmed(view, later.start, stop)
            frame_end = later.start
            break
        if later.before == ";" or (view.low[later.start] in {"und", "doch", "aber"} and view.finites(later)):
            break
        frame_end = later.end
        following += 1
    quote = [span for span in (trimmed(view, start, segment.start - 1), tail) if span]
    if not quote:
        return None
    mood = any(view.subjunctive(i) for i in range(start, segment.start - 1))
    found = Found(Kind.INDIRECT, "indirect/konjunktiv-before" if mood else "indirect/indicative-before", number, quote)
    found.frame = [view.span(segment.start - 1, min(frame_end, stop))]
    verb_roles(view, hit, segment.start, frame_end, found)
    return found


def _resumes(view: View, segment: Segment) -> bool:
    """Whether a segment behind an inverted frame belongs to the content."""
    first = view.low[view.head(segment)]
    if any(view.subjunctive(i) for i in range(segment.start, segment.end)):
        return True
    if first in CONTENT_OPENERS | {"weil", "wenn", "obwohl", "denn", "um", "sondern"}:
        return True
    return view.is_infinitive(segment)


def _content_start(view: View, first: int) -> int:
    """Where the content in front of a frame starts: at the sentence's start, behind a hidden quotation or semicolon."""
    for number in range(first - 1, -1, -1):
        if view.segments[number].before in {";", '"'}:
            return view.segments[number].start
    return 0


# --- the frame in the next sentence -------------------------------------------------------------------------

POINTERS = frozenset({"das", "dies", "dieses"})


def find_pointer(view: View, number: int, hits: list[Hit]) -> Found | None:
    """`Das teilte X mit.`: a sentence that frames the one before it; the caller supplies the content."""
    if not view.words or view.low[0] not in POINTERS or len(view) > 45:
        return None
    for hit in hits:
        if hit.first == 0 and hit.finite <= 2 and (hit.cue.takes & {"C"} or "O" in hit.cue.takes) and hit.cue.base in BACKWARD and not hit.passive:
            found = Found(Kind.INDIRECT, "indirect/frame-next", number, [])
            found.frame = [view.span(0, view.content_end())]
            verb_roles(view, hit, 1, view.content_end(), found)
            return found if found.speaker else None
    return None


BACKWARD = frozenset({"teilen", "sagen", "berichten", "melden", "bestätigen", "geben", "erklären", "gehen", "ergeben", "schreiben", "verkünden", "kündigen", "stellen"})
