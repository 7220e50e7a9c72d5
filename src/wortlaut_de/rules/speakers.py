"""Roles inside a frame: cue, speaker and addressee, given the tokens of the frame or a verb of saying.

Not for: speakers in earlier sentences (passages) and who they are (resolve).
"""

from __future__ import annotations

from wortlaut.records import Span
from wortlaut_de.rules.found import Found, Hit
from wortlaut_de.rules.hits import find_hits
from wortlaut_de.rules.phrases import Phrase, is_time, noun_phrase, subject_after, subject_before
from wortlaut_de.rules.view import View

WHERE = frozenset({"in", "im", "aus", "auf", "bei", "beim", "von", "vom", "seitens"})


def frame_roles(view: View, start: int, end: int, found: Found) -> None:
    """Fill cue, speaker and addressee of a quotation from its frame [start, end)."""
    so = start
    while so < end and not view.words[so][0].isalnum():
        so += 1
    if so < end and view.low[so] == "so" and not any(view.finite(i) for i in range(so, end)):
        found.cue = [view.span(so, so + 1)]
        phrase = _first_phrase(view, so + 1, end)
        found.speaker = [view.span(phrase.start, extend(view, phrase, end))] if phrase else []
        return
    if so < end and view.low[so] == "laut":
        found.cue = [view.span(so, so + 1)]
        phrase = noun_phrase(view, so + 1, end)
        found.speaker = [view.span(phrase.start, phrase.end)] if phrase else []
        return
    hits = [hit for hit in find_hits(view) if start <= hit.verb < end and start <= hit.finite < end]
    clause = [hit for hit in hits if not hit.subordinate] or hits
    if clause:
        best = clause[-1] if view.words[end - 1] == ":" else clause[0]
        verb_roles(view, best, start, end, found)
        return
    for i in range(start, end):
        if view.finite(i):
            phrase = subject(view, i, start, end)
            found.cue = [view.span(i, i + 1)]
            if phrase:
                found.speaker = [view.span(phrase.start, extend(view, phrase, end))]
            return
    _verbless(view, start, end, found)


def _verbless(view: View, start: int, end: int, found: Found) -> None:
    """Roles of a frame without a verb: `Zitat von X:`, `X:`."""
    words = view.lexicon.words
    i = start
    while i < end:
        phrase = noun_phrase(view, i, end, narrow=True)
        if phrase is None:
            i += 1
            continue
        if any(view.words[j] in words["noun_framing"] | {"Zitat", "Worte", "Worten", "Motto", "Antwort", "Aufschrift"} for j in range(phrase.start, phrase.end)):
            found.cue = [view.span(phrase.end - 1, phrase.end)]
        elif not is_time(view, phrase.start, phrase.end):
            found.speaker = [view.span(phrase.start, phrase.end)]
            return
        i = phrase.end


def _first_phrase(view: View, start: int, end: int) -> Phrase | None:
    """The first noun phrase or pronoun in [start, end) that is no time."""
    i = start
    while i < end:
        phrase = noun_phrase(view, i, end)
        if phrase and not is_time(view, phrase.start, phrase.end):
            return phrase
        if view.low[i] in view.lexicon.words["prepositions"]:
            inner = noun_phrase(view, i + 1, end)
            i = inner.end if inner else i + 1
            continue
        i = phrase.end if phrase else i + 1
    return None


def extend(view: View, phrase: Phrase, end: int) -> int:
    """The end of a role phrase with the name in apposition behind a comma: `der Direktor des Amtes, Jan Ott`."""
    if phrase.pronoun or phrase.name or phrase.end + 2 >= min(end, len(view)) or view.words[phrase.end] != ",":
        return phrase.end
    if not view.lexicon.gender(view.words[phrase.end - 1]) and view.low[phrase.start] not in view.lexicon.determiners:
        return phrase.end
    i = phrase.end + 1
    name = noun_phrase(view, i, min(end, len(view)), narrow=True)
    if name is None or name.end - name.start < 2 or not view.capital(i) or view.lexicon.gender(view.words[i]) or not name.name:
        return phrase.end
    stop = name.end
    if stop < len(view) and view.words[stop] == "(":
        while stop < min(len(view), name.end + 8) and view.words[stop] != ")":
            stop += 1
        stop += 1
    if stop >= len(view) or view.words[stop] in {",", ".", ":"} or stop >= end or view.finite(stop) or view.low[stop] in view.lexicon.words["prepositions"]:
        return min(stop, len(view))
    return phrase.end


def cue_spans(view: View, tokens: tuple[int, ...]) -> list[Span]:
    """The spans of the tokens of a cue, adjacent ones joined."""
    out: list[tuple[int, int]] = []
    for i in tokens:
        if out and out[-1][1] == i:
            out[-1] = (out[-1][0], i + 1)
        else:
            out.append((i, i + 1))
    return [view.span(a, b) for a, b in out]


def verb_roles(view: View, hit: Hit, start: int, end: int, found: Found) -> None:
    """Fill the roles from a verb of saying whose clause lies in [start, end)."""
    found.cue = cue_spans(view, hit.tokens)
    if hit.cue.base == "heißen" and hit.verb + 1 < end and view.low[hit.verb + 1] == "es":
        found.cue = [view.span(hit.verb, hit.verb + 2)]
        _document(view, hit, start, end, found)
        return
    if hit.cue.base == "heißen" and hit.verb > start and view.low[hit.verb - 1] == "es":
        found.cue = [view.span(hit.verb - 1, hit.verb + 1)]
        _document(view, hit, start, end, found)
        return
    phrase = agent(view, start, end) if hit.passive else subject(view, hit.finite, start, end, hit)
    if phrase:
        found.speaker = [view.span(phrase.start, extend(view, phrase, end))]
    found.addressee = addressee(view, hit, start, end, phrase)


def _document(view: View, hit: Hit, start: int, end: int, found: Found) -> None:
    """The speaker of `heißt es`: the document or place named with a preposition."""
    order = [*range(hit.verb + 1, end), *range(start, hit.verb)]
    for i in order:
        if view.low[i] in WHERE and i + 1 < end:
            phrase = noun_phrase(view, i + 1, end)
            if phrase and not is_time(view, phrase.start, phrase.end):
                found.speaker = [view.span(phrase.start, phrase.end)]
                return


def agent(view: View, start: int, end: int) -> Phrase | None:
    """Who acts in a passive clause: the phrase behind `von`."""
    for i in range(start, end - 1):
        if view.low[i] in {"von", "vom", "seitens"}:
            phrase = noun_phrase(view, i + 1, end)
            if phrase and not is_time(view, phrase.start, phrase.end):
                return phrase
    return None


def subject(view: View, finite: int, start: int, end: int, hit: Hit | None = None) -> Phrase | None:
    """The subject of a finite verb inside [start, end): before it, behind it, or at the start of its subordinate clause."""
    number = view.segment_of(finite)
    if number < 0:
        return subject_after(view, finite, end)
    segment = view.segments[number]
    left = max(segment.start, start)
    if view.is_subordinate(segment) and finite >= segment.end - 4:
        return _subordinate_subject(view, left, finite, number)
    left = _coordinated(view, left, finite)
    if finite > left:
        phrase = subject_before(view, left, finite)
        behind = subject_after(view, finite, min(segment.end, end))
        if phrase and not (behind and (behind.sure or behind.pronoun) and not phrase.sure and not phrase.name and not phrase.pronoun):
            if phrase.plural is not None and not _fits(view, phrase, finite) and behind:
                return behind
            return phrase
        if behind:
            return behind
        shared = _shared_subject(view, segment.start, left)
        if shared:
            return shared
        return phrase
    behind = subject_after(view, finite, min(segment.end, end))
    if number > 0 and view.head(segment) == finite:
        earlier = _interrupted(view, number, start, finite)
        if earlier and not (behind and (behind.sure or behind.pronoun or behind.name)):
            return earlier
    return behind or _shared_subject(view, segment.start, left)


def _fits(view: View, phrase: Phrase, verb: int) -> bool:
    from wortlaut_de.rules.phrases import agrees

    return agrees(view, phrase, verb)


def _coordinated(view: View, left: int, finite: int) -> int:
    """The start of the clause of a finite verb inside a segment: behind an `und` that follows another finite verb."""
    for j in range(finite - 1, left, -1):
        if view.low[j] in {"und", "oder"} and any(view.finite(k) for k in range(left, j)):
            return j + 1
    return left


def _shared_subject(view: View, start: int, left: int) -> Phrase | None:
    """The subject of the first of two coordinated verbs."""
    for k in range(start, left):
        if view.finite(k):
            return subject_before(view, start, k) or subject_after(view, k, left)
    return None


def _interrupted(view: View, number: int, start: int, finite: int) -> Phrase | None:
    """The subject in front of a comma phrase or relative clause: `X, der Minister, sagte`."""
    from wortlaut_de.rules.phrases import agrees

    for back in range(number - 1, max(number - 5, -1), -1):
        segment = view.segments[back]
        if segment.end <= start:
            break
        if view.is_subordinate(segment) or view.is_infinitive(segment):
            continue
        if any(view.finite(i) for i in range(segment.start, segment.end)):
            return None
        at_border = back == 0 or segment.before not in {","}
        phrase = subject_before(view, max(segment.start, start), segment.end)
        if phrase and phrase.end >= segment.end - 1 and agrees(view, phrase, finite) and (at_border or (back == number - 1 and number - 1 == 0)):
            return phrase
        if at_border:
            return phrase if phrase and agrees(view, phrase, finite) else None
    return None


def _subordinate_subject(view: View, left: int, finite: int, number: int) -> Phrase | None:
    """The subject of a clause with its verb at the end; a relative pronoun stands for the phrase before its comma."""
    words = view.lexicon.words
    i = left
    while i < finite and view.low[i] in words["coordinators"] | {"auch", "so", "schon", "bereits", "unter", "anderem"}:
        i += 1
    first = view.low[i] if i < finite else ""
    if first in {"der", "die", "das", "welche", "welcher", "welches"} and number > 0 and view.segments[number].before == ",":
        inner = next((p for p in (noun_phrase(view, j, finite) for j in range(i + 1, min(i + 3, finite))) if p and (p.sure or p.pronoun)), None)
        if inner:
            return inner
        before = view.segments[number - 1]
        found = None
        j = before.start
        while j < before.end:
            phrase = noun_phrase(view, j, before.end)
            if phrase and not phrase.pronoun and not is_time(view, phrase.start, phrase.end):
                found = phrase
            j = phrase.end if phrase else j + 1
        return found
    if i < finite and (first in words["subordinators"] or first in words["relatives"]):
        i += 1
    elif i + 1 < finite and first in words["prepositions"]:
        i += 2
    return subject_after(view, i - 1, finite) if i - 1 >= 0 else None


def addressee(view: View, hit: Hit, start: int, end: int, speaker: Phrase | None) -> list[Span]:
    """To whom something was said: behind `gegenüber`, or the dative of the verb."""
    for i in range(start, end - 1):
        if view.low[i] == "gegenüber":
            phrase = noun_phrase(view, i + 1, end)
            if phrase:
                return [view.span(i, phrase.end)]
    if hit.cue.base in {"sagen", "erzählen", "berichten", "antworten", "raten", "erklären", "teilen", "danken", "gratulieren", "schreiben", "versichern"}:
        i = (speaker.end if speaker and speaker.start > hit.finite else hit.finite + 1)
        while i < end:
            low = view.low[i]
            if low in view.lexicon.words["prepositions"] or view.words[i] == ",":
                break
            if low in {"dem", "der", "den", "einem", "einer", "ihm", "ihr", "ihnen"} or (low.endswith("em") and low[:3] in {"ein", "sei", "ihr"}):
                if low in {"ihm", "ihr", "ihnen"} and not (i + 1 < end and view.capital(i + 1)):
                    return [view.span(i, i + 1)]
                phrase = noun_phrase(view, i, end)
                if phrase and not is_time(view, phrase.start, phrase.end):
                    return [view.span(phrase.start, phrase.end)]
            i += 1
    return []
