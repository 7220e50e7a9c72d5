"""Roles inside a frame: cue, speaker and addressee, given the tokens of the frame or a verb of saying.

Not for: speakers in earlier sentences (annotator) and who they are (resolve).
"""

from __future__ import annotations

from wortlaut.records import Span
from wortlaut_de.rules.found import Found, Hit
from wortlaut_de.rules.phrases import Phrase, determiner, is_time, noun_phrase
from wortlaut_de.rules.subjects import subject
from wortlaut_de.rules.view import View


def frame_roles(view: View, start: int, end: int, found: Found, hits: list[Hit]) -> None:
    """Fill cue, speaker and addressee of a quotation from its frame [start, end)."""
    first = next((i for i in range(start, end) if view.words[i][0].isalnum()), end)
    if first < end and view.low[first] in {"so", "laut"} and not any(view.finite(i) for i in range(first, end)):
        found.cue = [view.span(first, first + 1)]
        phrase = first_phrase(view, first + 1, end)
        found.speaker = [view.span(phrase.start, phrase.end)] if phrase else []
        return
    inside = [hit for hit in hits if start <= hit.verb < end and start <= hit.finite < end]
    clause = [hit for hit in inside if not hit.subordinate] or inside
    if clause:
        verb_roles(view, clause[-1] if view.words[end - 1] == ":" else clause[0], start, end, found)
        return
    for i in range(start, end):
        if view.finite(i):
            phrase = subject(view, i, start, end)
            found.cue = [view.span(i, i + 1)]
            found.speaker = [view.span(phrase.start, phrase.end)] if phrase else []
            return
    _verbless(view, start, end, found)


def _verbless(view: View, start: int, end: int, found: Found) -> None:
    """Roles of a frame without a verb: `Zitat von X:`, `X:`."""
    i = start
    while i < end:
        phrase = noun_phrase(view, i, end, narrow=True)
        if phrase is None:
            i += 1
            continue
        if any(view.words[j] in view.lexicon.words["noun_saying"] for j in range(phrase.start, phrase.end)):
            found.cue = [view.span(phrase.end - 1, phrase.end)]
        elif not is_time(view, phrase.start, phrase.end):
            whole = noun_phrase(view, i, end) or phrase
            found.speaker = [view.span(whole.start, whole.end)]
            return
        i = phrase.end


def first_phrase(view: View, start: int, end: int) -> Phrase | None:
    """The first noun phrase or pronoun in [start, end) that is no time and stands behind no preposition."""
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
    if hit.cue.base == "heißen":
        _es_heisst(view, hit, start, end, found)
        return
    phrase = speaker(view, hit, start, end)
    medium = _medium(view, hit, phrase, end) if phrase else None
    if phrase and medium:
        found.speaker, found.addressee = [view.span(phrase.start, medium[0])], [view.span(*medium)]
        return
    if phrase:
        found.speaker = [view.span(phrase.start, phrase.end)]
    found.addressee = addressee(view, hit, start, end, phrase)


def speaker(view: View, hit: Hit, start: int, end: int) -> Phrase | None:
    """Who speaks: the cited source, the agent of a passive, the document something follows from, or the subject."""
    cited = _cited(view, start, end)
    if cited:
        return cited
    if hit.passive:
        by = None if "von" in hit.cue.prepositions else agent(view, start, end)
        return by or document(view, start, end)
    if hit.cue.base == "gehen" and "hervor" in hit.cue.particle:
        return _behind(view, start, end, frozenset({"aus"}))
    if hit.cue.base == "verlauten" and (place := _behind(view, start, end, frozenset({"aus"}))):
        return place
    return subject(view, hit.finite, start, end)


def _medium(view: View, hit: Hit, phrase: Phrase, end: int) -> tuple[int, int] | None:
    """The newspaper or agency told, where it looks like a genitive of who speaks: `sagte eine Sprecherin [der Nachrichtenagentur fpa]`."""
    words = view.lexicon.words
    if phrase.start < hit.finite or hit.passive or hit.cue.base not in words["verb_dative"]:
        return None
    for i in range(phrase.start + 1, phrase.end - 1):
        if view.words[i - 1] in words["noun_reporters"]:
            return None
        if view.low[i] == "der" and _is_medium(view, i + 1, phrase.end):
            told = noun_phrase(view, i, end)
            return (i, told.end) if told else None
    return None


def _is_medium(view: View, start: int, end: int) -> bool:
    """Whether the noun at token `start`, or the last one of the name in marks there, is a newspaper or an agency."""
    at = start
    if not view.words[start][0].isalnum():
        at = next((i - 1 for i in range(start + 1, end) if not view.words[i][0].isalnum()), start)
    return view.low[at].endswith(view.lexicon.media)


def _cited(view: View, start: int, end: int) -> Phrase | None:
    """The source behind `unter Berufung auf`."""
    for i in range(start, end - 3):
        if view.low[i] == "unter" and view.words[i + 1] in {"Berufung", "Verweis"} and view.low[i + 2] == "auf":
            return noun_phrase(view, i + 3, end)
    return None


def _es_heisst(view: View, hit: Hit, start: int, end: int, found: Found) -> None:
    """`heißt es`: the cue has two words, the speaker is the document or place named with a preposition."""
    i = hit.verb
    if i + 1 < end and view.low[i + 1] == "es":
        found.cue = [view.span(i, i + 2)]
    elif i > start and view.low[i - 1] == "es":
        found.cue = [view.span(i - 1, i + 1)]
    phrase = _behind(view, i, end, view.lexicon.words["places_of_text"]) or _behind(view, start, i, view.lexicon.words["places_of_text"])
    if phrase:
        found.speaker = [view.span(phrase.start, phrase.end)]


def _behind(view: View, start: int, end: int, prepositions: frozenset[str]) -> Phrase | None:
    """The first phrase behind one of the prepositions that is no time."""
    for i in range(start, end - 1):
        if view.low[i] in prepositions:
            phrase = noun_phrase(view, i + 1, end)
            if phrase and not is_time(view, phrase.start, phrase.end):
                return phrase
    return None


def document(view: View, start: int, end: int) -> Phrase | None:
    """The document or place that a passive clause names as its source: `In einem Bericht wird ...`, `Aus Berlin wird ...`."""
    for i in range(start, end - 1):
        if view.low[i] in {"in", "im", "aus"}:
            phrase = noun_phrase(view, i + 1, end)
            if phrase and any(view.words[j] in view.lexicon.words["noun_documents"] for j in range(phrase.start, phrase.end)):
                return phrase
    return None


def named_document(view: View) -> Span | None:
    """The document of a sentence that says whether something follows from it: `geht aus dem Bericht nicht hervor`."""
    if "hervor" not in view.low:
        return None
    phrase = _behind(view, 0, len(view), frozenset({"aus"}))
    return view.span(phrase.start, phrase.end) if phrase else None


def statement(view: View) -> Span | None:
    """The statement of somebody that a sentence names: `die Mitteilung des Ministeriums`, `eine Erklärung von Ida Kolb`."""
    for i in range(len(view) - 2):
        if view.words[i] in view.lexicon.words["noun_statements"]:
            owned = view.low[i + 1] in view.lexicon.words["genitive_articles"] | {"der", "einer", "von", "vom"}
            start = next((j for j in range(i - 1, max(i - 4, -1), -1) if determiner(view, j)), i)
            phrase = noun_phrase(view, start, view.content_end()) if owned else None
            if phrase and phrase.end > i + 2:
                return view.span(phrase.start, phrase.end)
    return None


def agent(view: View, start: int, end: int) -> Phrase | None:
    """Who acts in a passive clause: the last phrase behind `von` that does not belong to the noun before it."""
    found = None
    for i in range(start, end - 1):
        if view.low[i] in {"von", "vom", "seitens"}:
            first = i == start or not view.words[i - 1][0].isalpha()
            phrase = noun_phrase(view, i + 1, end, wide=first)
            if phrase is None or is_time(view, phrase.start, phrase.end):
                continue
            free = first or not view.capital(i - 1) or (phrase.end < end and bool(view.codes[phrase.end]))
            if free:
                found = phrase
    return found


def addressee(view: View, hit: Hit, start: int, end: int, by: Phrase | None) -> list[Span]:
    """To whom something was said: behind `gegenüber`, the partner of an interview, or the object of the verb."""
    for i in range(start, end - 1):
        if view.low[i] == "gegenüber":
            phrase = noun_phrase(view, i + 1, end)
            if phrase:
                return [view.span(i, phrase.end)]
        if view.words[i] in view.lexicon.words["noun_talks"] and view.low[i + 1] == "mit" and {"in", "im"} & set(view.low[max(start, i - 3) : i]):
            phrase = noun_phrase(view, i + 2, end)
            if phrase:
                return [view.span(phrase.start, phrase.end)]
    if hit.cue.name in view.lexicon.words["verb_accusative"]:
        return _accusative(view, hit, start, end, by)
    if hit.cue.base in view.lexicon.words["verb_dative"] and not hit.passive:
        return _dative(view, hit, end, by)
    return []


def _accusative(view: View, hit: Hit, start: int, end: int, by: Phrase | None) -> list[Span]:
    """Whom a verb like auffordern names: its object, or the subject of the passive."""
    if hit.passive:
        phrase = subject(view, hit.finite, start, end)
        return [view.span(phrase.start, phrase.end)] if phrase and view.low[phrase.start] != "es" else []
    i = start
    while i < end:
        if by and i == by.start:
            i = by.end
            continue
        if view.low[i] in view.lexicon.words["prepositions"]:
            inner = noun_phrase(view, i + 1, end)
            i = inner.end if inner else i + 1
            continue
        if view.low[i] in {"ihn", "uns", "mich", "sie"} and i > hit.finite and not (i + 1 < end and view.capital(i + 1)):
            return [view.span(i, i + 1)]
        phrase = noun_phrase(view, i, end)
        if phrase and not phrase.pronoun and not is_time(view, phrase.start, phrase.end):
            second = noun_phrase(view, phrase.end + 1, end) if phrase.end + 1 < end and view.low[phrase.end] == "und" else None
            return [view.span(phrase.start, second.end if second else phrase.end)]
        i = phrase.end if phrase else i + 1
    return []


def _dative(view: View, hit: Hit, end: int, by: Phrase | None) -> list[Span]:
    """The dative behind a verb of saying (and its subject)."""
    i = by.end if by and by.start > hit.finite else hit.finite + 1
    while i < end and view.words[i] != ",":
        low = view.low[i]
        if low in view.lexicon.words["prepositions"]:
            inner = noun_phrase(view, i + 1, end, narrow=True)
            i = inner.end if inner else i + 1
            continue
        following = i + 1 < end and view.capital(i + 1)
        if low in {"ihm", "ihnen", "uns", "mir"} or (low == "ihr" and not following):
            return [view.span(i, i + 1)]
        genitive = low in {"der", "einer"} and view.capital(i - 1) and not (by and by.end == i)
        if low in view.lexicon.words["dative_starts"] and not genitive:
            phrase = noun_phrase(view, i, end)
            accusative = low == "den" and phrase is not None and not view.words[phrase.end - 1].endswith("n")
            if phrase and not accusative and not is_time(view, phrase.start, phrase.end):
                return [view.span(phrase.start, phrase.end)]
        i += 1
    return []
