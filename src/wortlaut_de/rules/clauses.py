"""Questions about clauses that several rules ask: what a segment is, what follows it, where a clause starts.

Not for: decisions about quotations.
"""

from __future__ import annotations

from wortlaut_de.rules.found import Hit
from wortlaut_de.rules.phrases import is_time, noun_phrase
from wortlaut_de.rules.view import DASHES, Segment, View

BORDERS = DASHES | {","}


def relative(view: View, segment: Segment) -> bool:
    """Whether a segment is a relative clause in the indicative."""
    first = view.low[view.head(segment)]
    return view.is_subordinate(segment) and first in view.lexicon.words["relatives"] - {"was"} and not view.mood(segment)


def infinitive_follows(view: View, number: int) -> bool:
    """Whether a segment, or one of the next three before another main clause, holds an infinitive with zu."""
    for segment in view.segments[number : number + 4]:
        if segment.before not in BORDERS:
            return False
        finites = [i for i in view.finites(segment) if i + 1 >= segment.end or view.low[i + 1] != "zu"]
        if view.zu_infinitive(segment) and (not finites or finites[0] - segment.start > 2):
            return True
        if finites and not view.is_subordinate(segment):
            return False
    return False


def main_mood(view: View, number: int) -> bool:
    """Whether a main clause in the Konjunktiv (or with evidential sollen) starts with a segment, behind subordinate clauses in front of it."""
    words = view.lexicon.words
    for place, segment in enumerate(view.segments[number : number + 5]):
        subordinate = view.is_subordinate(segment)
        if not subordinate and (view.mood(segment) or any(view.low[i] in {"soll", "sollen"} for i in view.finites(segment))):
            return True
        if subordinate and place == 0 and view.low[view.head(segment)] in words["relative_like"]:
            return False
        if view.finites(segment) and not subordinate:
            return False
    return False


def main_clause(view: View, segment: Segment) -> bool:
    """Whether a segment is a main clause with a finite verb behind its first phrase."""
    finites = view.finites(segment)
    return bool(finites) and not view.is_subordinate(segment) and 0 < finites[0] - segment.start <= 8


def coordinated_end(view: View, start: int, end: int) -> int:
    """Where a clause in [start, end) ends before a second verb of the same subject: `sagte X [und nannte Gründe]`."""
    verbs = [i for i in range(start, end) if view.finite(i)]
    for i in verbs[1:]:
        if view.low[i - 1] == "und" and i - 1 > verbs[0] + 1:
            return i - 1
    return end


def object_behind(view: View, start: int, end: int) -> bool:
    """Whether a noun phrase that is no time and stands behind no preposition lies in [start, end)."""
    i = start
    while i < end:
        if view.low[i] in view.lexicon.words["prepositions"]:
            inner = noun_phrase(view, i + 1, end)
            i = inner.end if inner else i + 1
            continue
        phrase = noun_phrase(view, i, end)
        if (
            phrase
            and not phrase.pronoun
            and not is_time(view, phrase.start, phrase.end)
            and view.low[i] not in {"der", "dem", "den", "einem", "einer"}
        ):
            return True
        i = phrase.end if phrase else i + 1
    return False


def frame_start(view: View, hit: Hit) -> int:
    """Where the clause of a verb starts: at the sentence's start, or behind an earlier main clause."""
    segment = view.segments[hit.first]
    clause = min(hit.finite, hit.verb)
    for j in range(clause - 1, segment.start, -1):
        if view.low[j] in {"und", "oder"} and any(view.finite(k) for k in range(segment.start, j)):
            return j
    if view.is_subordinate(segment):
        return segment.start - 1 if segment.start and view.words[segment.start - 1] == "," and view.low[segment.start] != "dass" else segment.start
    first = hit.first
    while first > 0:
        current, earlier = view.segments[first], view.segments[first - 1]
        if current.before not in BORDERS or (view.low[current.start] in view.lexicon.words["contrast"] and view.finites(earlier)):
            break
        main = view.finites(earlier) and not view.is_subordinate(earlier) and not view.is_infinitive(earlier)
        if main and not earlier.start <= hit.finite < earlier.end:
            break
        first -= 1
    return view.segments[first].start


def konjunktiv(view: View, segment: Segment) -> str:
    """`strong` where a segment has Konjunktiv I, `weak` for a Konjunktiv II that is no polite form, else empty."""
    forms = [i for i in view.finites(segment) if view.subjunctive(i) and not view.marked[i] and view.low[i] not in view.lexicon.words["polite"]]
    if any({"j", "J"} & set(view.codes[i]) for i in forms):
        return "strong"
    return "weak" if forms else ""
