"""Which noun phrase is the subject of a finite verb.

A German main clause has one phrase before its finite verb; if that is not the subject, the subject follows the verb.
In a subordinate clause it follows the opening word. Not for: speakers in other sentences (annotator).
"""

from __future__ import annotations

from wortlaut_de.rules.phrases import Phrase, determiner, is_time, noun_phrase
from wortlaut_de.rules.view import Segment, View


def agrees(view: View, phrase: Phrase, verb: int) -> bool:
    """Whether subject and verb can agree in number."""
    code = set(view.codes[verb] or view.lexicon.codes.get(view.low[verb], ""))
    singular, plural = bool(code & set("sejkq")), bool(code & set("pJK")) or view.low[verb].endswith("en")
    if phrase.plural is True and phrase.end - phrase.start > 1:
        return plural
    if phrase.plural is False:
        return singular
    return True


def subject(view: View, finite: int, start: int, end: int) -> Phrase | None:
    """The subject of a finite verb inside [start, end): before it, behind it, or at the start of its subordinate clause."""
    number = view.segment_of(finite)
    if number < 0:
        return subject_after(view, finite + 1, end, finite)
    segment = view.segments[number]
    left, right = max(segment.start, start), min(segment.end, end)
    if view.is_subordinate(segment) and finite >= segment.end - 5:
        return _subordinate(view, left, finite, number)
    clause = _clause_start(view, left, finite)
    behind = subject_after(view, finite + 1, right, finite)
    if finite > clause:
        before = _listed(view, number, start, finite) if clause == segment.start else None
        before = before or subject_before(view, clause, finite)
        if before and agrees(view, before, finite):
            stronger = behind and (behind.sure or (behind.pronoun and view.low[behind.start] != "es"))
            if not (stronger and not before.sure and not before.name and not before.pronoun):
                return before
        if behind:
            return behind
    elif number > 0 and goes_on(view, finite, behind):
        return _interrupted(view, number, start, finite) or _coordinated(view, number, finite)
    elif number > 0 and view.head(segment) == finite:
        earlier = _interrupted(view, number, start, finite)
        if earlier and not (behind and (behind.sure or behind.pronoun or (behind.name and _resumed(view, number)))):
            return earlier
    return behind or _shared(view, segment.start, clause) or _coordinated(view, number, finite)


def goes_on(view: View, finite: int, behind: Phrase | None) -> bool:
    """Whether a verb behind a comma goes on with the clause before it: `X begrüßte die Pläne, beklagte aber mangelnde Absprache`."""
    after = view.low[finite + 1] if finite + 1 < len(view) else ""
    before = view.words[finite - 1] if finite else ""
    return before == "," and after in view.lexicon.words["opposing"] and not (behind and (behind.sure or behind.name or behind.pronoun))


def subject_before(view: View, start: int, verb: int) -> Phrase | None:
    """The phrase that fills the field before a finite verb, if it can be the subject."""
    words = view.lexicon.words
    i = start
    while i < verb and view.low[i] in words["openers"] and view.low[i] not in {"weder", "sowohl"} and not (determiner(view, i) and verb - i > 1):
        i += 1
    if i >= verb or (view.low[i] in words["demonstrative_objects"] and verb - i == 1):
        return None
    if view.low[i] in {"weder", "sowohl"}:
        return Phrase(i, verb, True, None)
    phrase = noun_phrase(view, i, verb, wide=True)
    if phrase is None or not phrase.nominative or is_time(view, phrase.start, phrase.end):
        return None
    stop = verb
    while stop > phrase.end and view.low[stop - 1] in words["focus"]:
        stop -= 1
    if stop == phrase.end or phrase.pronoun:
        return phrase
    # one constituent stands before the verb: what the phrase rules do not know belongs to it as well
    return Phrase(phrase.start, stop, True, None, False, phrase.name, phrase.sure)


def subject_after(view: View, start: int, stop: int, verb: int) -> Phrase | None:
    """The first noun phrase from `start` on that can be the subject of the verb; phrases behind prepositions and of time are passed over."""
    words = view.lexicon.words
    i, expletive = start, view.low[verb] in words["fixed_es"]
    while i < stop and not view.hidden[i]:
        low = view.low[i]
        if view.words[i] == "(":
            while i < stop and view.words[i] != ")":
                i += 1
            i += 1
            continue
        if low in words["prepositions"] and low != "statt":
            inner = noun_phrase(view, i + 1, stop, narrow=True)
            if inner and not inner.name and not is_time(view, inner.start, inner.end):
                inner = noun_phrase(view, i + 1, stop)
            i = inner.end if inner else i + 1
            continue
        phrase = noun_phrase(view, i, stop)
        if phrase is None:
            if view.finite(i) and low not in words["focus"] and i != verb:
                return None
            i += 1
            continue
        time = is_time(view, phrase.start, phrase.end)
        if not time and phrase.nominative and agrees(view, phrase, verb) and (expletive or not phrase.pronoun or low != "es" or stop - i > 1):
            return phrase
        i = phrase.end
    return None


def _clause_start(view: View, left: int, finite: int) -> int:
    """The start of the clause of a finite verb inside a segment: behind an `und` that follows another finite verb."""
    for j in range(finite - 1, left, -1):
        if view.low[j] in {"und", "oder"} and any(view.finite(k) for k in range(left, j)):
            return j + 1
    return left


def _shared(view: View, start: int, left: int) -> Phrase | None:
    """The subject of the first of two coordinated verbs."""
    for k in range(start, left):
        if view.finite(k):
            return subject_before(view, start, k) or subject_after(view, k + 1, left, k)
    return None


def _resumed(view: View, number: int) -> bool:
    """Whether the segment behind this one goes on with a clause that this one interrupts: `Der Damm, sagte X, sei sicher`."""
    if number + 1 >= len(view.segments):
        return False
    later = view.segments[number + 1]
    return any(view.subjunctive(i) for i in range(later.start, min(later.end, later.start + 3)))


def _coordinated(view: View, number: int, finite: int) -> Phrase | None:
    """The subject of the main clause before one that starts with `und` or its verb and has none of its own."""
    segment = view.segments[number]
    if not (view.head(segment) == finite or view.low[segment.start] in view.lexicon.words["contrast"]):
        return None
    for back in range(number - 1, -1, -1):
        earlier = view.segments[back]
        finites = view.finites(earlier)
        if finites and not view.is_subordinate(earlier):
            found = subject(view, finites[0], 0, earlier.end)
            return found if found and agrees(view, found, finite) else None
    return None


def _bare(view: View, segment: Segment) -> bool:
    """Whether a segment is a noun phrase and no more."""
    if any(view.finite(i) for i in range(segment.start, segment.end)):
        return False
    phrase = noun_phrase(view, segment.start, segment.end, wide=True)
    return phrase is not None and phrase.end >= segment.end


def _listed(view: View, number: int, start: int, finite: int) -> Phrase | None:
    """A list of phrases before the verb (`A, B und C fordern`), from its first member on."""
    segment = view.segments[number]
    if segment.before != "," or not any(view.low[i] in {"und", "sowie"} for i in range(segment.start, finite)):
        return None
    first = number
    while first > 0 and view.segments[first].before == "," and view.segments[first - 1].start >= start and _bare(view, view.segments[first - 1]):
        first -= 1
    if first == number or view.segments[first].before == ",":
        return None
    last = subject_before(view, segment.start, finite)
    begin = subject_before(view, view.segments[first].start, view.segments[first].end)
    return Phrase(begin.start, last.end, True, True) if begin and last else None


def _interrupted(view: View, number: int, start: int, finite: int) -> Phrase | None:
    """The subject in front of a comma phrase or relative clause: `X, der Minister, sagte`."""
    for back in range(number - 1, max(number - 6, -1), -1):
        segment = view.segments[back]
        if segment.end <= start:
            return None
        if view.is_subordinate(segment) or view.is_infinitive(segment):
            continue
        if any(view.finite(i) for i in range(segment.start, segment.end)):
            return None
        if back == 0 or segment.before != ",":
            phrase = subject_before(view, max(segment.start, start), segment.end)
            return phrase if phrase and agrees(view, phrase, finite) else None
    return None


def _subordinate(view: View, left: int, finite: int, number: int) -> Phrase | None:
    """The subject of a clause with its verb at the end; a relative pronoun stands for the phrase before its comma."""
    words = view.lexicon.words
    i = left
    while i < finite and view.low[i] in words["linking"] | {"auch", "schon", "bereits"}:
        i += 1
    first = view.low[i] if i < finite else ""
    if first in {"der", "die", "das", "welche", "welcher", "welches"} and number > 0 and view.segments[number].before == ",":
        inner = next((p for p in (noun_phrase(view, j, finite) for j in range(i + 1, min(i + 3, finite))) if p and (p.sure or p.pronoun)), None)
        return inner or _antecedent(view, view.segments[number - 1])
    if first in words["prepositions"]:
        i += 2
    elif first in words["subordinators"] or first in words["relatives"]:
        i += 1
    return subject_after(view, i, finite, finite)


def _antecedent(view: View, segment: Segment) -> Phrase | None:
    """The last noun phrase of the segment before a relative clause."""
    found, j = None, segment.start
    while j < segment.end:
        phrase = noun_phrase(view, j, segment.end)
        if phrase and not phrase.pronoun and not is_time(view, phrase.start, phrase.end):
            found = phrase
        j = phrase.end if phrase else j + 1
    return found
