"""Finds verbs of saying with their particle, finite verb and clause.

Not for: deciding whether the clause renders speech (frames, reported).
"""

from __future__ import annotations

from dataclasses import replace

from wortlaut_de.rules.found import Hit
from wortlaut_de.rules.lexicon import CueForm
from wortlaut_de.rules.view import FINITE, Segment, View


def find_hits(view: View) -> list[Hit]:
    """The verbs of saying of a sentence in text order, one reading each."""
    out = []
    for i in range(view.content_end()):
        if view.hidden[i] or (not view.codes[i] and view.low[i] not in view.lexicon.cues):
            continue
        if view.capital(i) and not view.codes[i]:
            continue
        forms = view.lexicon.cues.get(view.low[i])
        if forms and not _attributive(view, i):
            hit = _reading(view, i, forms)
            if hit:
                out.append(hit)
    return out


def _attributive(view: View, i: int) -> bool:
    """Whether a form in -te(n) before a noun is an adjective, because the clause has another finite verb behind it."""
    if not view.low[i].endswith(("te", "ten")) or i + 1 >= len(view) or not view.capital(i + 1):
        return False
    number = view.segment_of(i)
    end = view.segments[number].end if number >= 0 else i
    for j in range(i + 1, end):
        if view.low[j] in {"und", "oder"}:
            return False
        if view.finite(j):
            return True
    return False


def _reading(view: View, i: int, forms: tuple[CueForm, ...]) -> Hit | None:
    """The best reading of a form: a separable verb whose particle is there before the plain verb."""
    at = view.segment_of(i)
    if at < 0:
        return None
    before = _particle_before(view, i, at, forms)
    if before is not None:
        return _hit(view, i, at, before, (i - 1,), at)
    separable = sorted((f for f in forms if not f.joined), key=lambda f: -len(f.cue.particle))
    for form in separable:
        found = _particle(view, i, at, form.cue.particle)
        if found and view.finite(i):
            finite = "".join(c for c in form.codes if c in FINITE)
            return _hit(view, i, at, replace(form, codes=finite), found[0], found[1])
    for form in sorted((f for f in forms if f.joined), key=lambda f: -len(f.cue.particle)):
        if len(form.cue.particle) > 1:
            head = _before(view, i, at, form.cue.particle[:-1])
            if head is None:
                continue
            return _hit(view, i, at, form, head, at)
        return _hit(view, i, at, form, (), at)
    return None


def _particle_before(view: View, i: int, at: int, forms: tuple[CueForm, ...]) -> CueForm | None:
    """The separable verb whose particle stands right before it at the end of a subordinate clause: `wie X bekannt gab`."""
    segment = view.segments[at]
    if i <= segment.start or i < segment.end - 1 or view.low[i - 1] in view.lexicon.words["prepositions"]:
        return None
    return next((form for form in forms if not form.joined and form.cue.particle == (view.low[i - 1],)), None)


def _before(view: View, i: int, at: int, words: tuple[str, ...]) -> tuple[int, ...] | None:
    """The tokens of the words before token i in its segment; None if one is missing."""
    segment = view.segments[at]
    out = []
    for word in words:
        place = next((j for j in range(segment.start, i) if view.words[j] == word or view.low[j] == word), None)
        if place is None:
            return None
        out.append(place)
    return tuple(out)


def _particle(view: View, i: int, at: int, particle: tuple[str, ...]) -> tuple[tuple[int, ...], int] | None:
    """The tokens of a separated particle and the segment it stands in: at the end of this segment or of one of the next three."""
    last = particle[-1]
    for number in range(at, min(at + 4, len(view.segments))):
        segment = view.segments[number]
        if number > at and any(view.finite(j) for j in range(segment.start, segment.end)) and not view.is_subordinate(segment):
            return None
        for end in range(segment.end - 1, max(segment.start - 1, segment.end - 3 if number > at else segment.end - 7), -1):
            if end <= i or view.low[end] != last:
                continue
            if end + 1 < segment.end and view.low[end + 1] not in {"und", "oder", "sowie"} and not _closes(view, end + 1, segment.end):
                continue
            if number > at and end + 1 < segment.end:
                continue
            if len(particle) == 1:
                return (end,), number
            head = [j for j in range(i + 1, end) if view.low[j] == particle[0].lower()]
            if head:
                return (*head[:1], end), number
    if len(particle) > 1:
        return None
    segment = view.segments[at]
    # a particle before `und`: "teilte X mit und sagte ..."
    for j in range(i + 1, segment.end - 1):
        if view.low[j] == last and view.low[j + 1] in {"und", "oder"} and last not in view.lexicon.words["prepositions"]:
            return (j,), at
    return None


def _closes(view: View, start: int, end: int) -> bool:
    """Whether what follows a particle is an afterthought: a comparison or a phrase without a noun."""
    if view.codes[start]:
        return False
    return view.low[start] in {"als", "wie", "("} or (all(view.words[j][0].islower() for j in range(start, end)) and end - start <= 2)


def _hit(view: View, i: int, at: int, form: CueForm, particles: tuple[int, ...], last: int) -> Hit | None:
    """Find the finite verb of the clause; None where the verb does not report (modal, conditional, bare infinitive)."""
    segment = view.segments[at]
    codes = set(form.codes)
    finite_code = bool(codes & set("spejJkKq"))
    subordinate = view.is_subordinate(segment)
    auxiliary = next(
        (j for j in range(segment.start, segment.end) if j != i and view.low[j] in view.lexicon.words["auxiliaries"] and view.codes[j]),
        None,
    )
    modal = next((j for j in range(segment.start, segment.end) if j != i and view.low[j] in view.lexicon.words["modals"]), None)
    if "g" in codes:
        if auxiliary is None and at > 0 and segment.before == "," and not finite_code:
            auxiliary = _earlier_auxiliary(view, at)
        if auxiliary is not None:
            passive = _is_passive(view, segment, form.cue.name)
            between = range(min(auxiliary, i) + 1, max(auxiliary, i))
            joined = any(view.low[j] in {"und", "oder"} and not any(view.capital(k) for k in range(j, i)) for j in between)
            if not (finite_code and (joined or any(view.finite(j) for j in between))):
                if modal is not None:
                    return None
                first = min(at, view.segment_of(auxiliary))
                return Hit(form.cue, i, auxiliary, particles, first, last, passive, subordinate)
        if not finite_code:
            return None
    lets = next((j for j in range(segment.start, i) if view.low[j] in view.lexicon.words["letting"]), None)
    if lets is not None and "n" in view.codes[i] + form.codes and form.cue.name in view.lexicon.words["verb_let"]:
        return Hit(form.cue, i, lets, (lets,), at, last, False, subordinate)
    if not finite_code or (not view.finite(i) and not codes & set("x")):
        return None
    if view.low[i].endswith("en") and modal is not None:
        return None
    if auxiliary is not None and auxiliary < i and not subordinate and view.low[i].endswith("en") and "n" in view.codes[i]:
        return None
    if "x" in codes and not subordinate and not _clause_final(view, i, segment.end):
        return None
    return Hit(form.cue, i, i, particles, at, last, False, subordinate)


def _is_passive(view: View, segment: Segment, name: str) -> bool:
    """Whether the participle of a clause stands in the passive."""
    low = {view.low[j] for j in range(segment.start, segment.end) if view.codes[j]}
    if low & view.lexicon.words["having"]:
        return False
    return bool(low & view.lexicon.words["becoming"]) or (bool(low & view.lexicon.words["passive"]) and name not in view.lexicon.words["verb_being"])


def _earlier_auxiliary(view: View, at: int) -> int | None:
    """The auxiliary of a clause that a comma phrase interrupts: `hat X, der Minister, gesagt`."""
    for number in range(at - 1, max(at - 4, -1), -1):
        segment = view.segments[number]
        if view.is_subordinate(segment):
            continue
        for j in range(segment.end - 1, segment.start - 1, -1):
            if view.low[j] in view.lexicon.words["auxiliaries"] and view.codes[j]:
                return j
    return None


def _clause_final(view: View, i: int, end: int) -> bool:
    return i >= end - 3 or view.low[i + 1] in {"und", "oder"}
