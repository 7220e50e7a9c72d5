"""Noun phrases and subjects: where a noun phrase ends, whether it can be a subject, and which one speaks.

German helps: nouns are capital, articles show case. Not for: who the phrase means (resolve decides that).
"""

from __future__ import annotations

from dataclasses import dataclass

from wortlaut_de.rules.view import View

LONGEST = 40
"""Tokens that one noun phrase may span."""

OPENING_MARKS = frozenset("„“\"»«‚'›‹”")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: tokens [start, end); `nominative` if it can be a subject; `plural` True, False or None for unknown."""

    start: int
    end: int
    nominative: bool
    plural: bool | None
    pronoun: bool = False
    name: bool = False
    sure: bool = False


def is_time(view: View, start: int, end: int) -> bool:
    """Whether the head of tokens [start, end) is a word of time."""
    times = view.lexicon.words["time_nouns"]
    heads = [i for i in range(start, end) if view.capital(i)]
    return bool(heads) and view.words[heads[0]] in times


def _adjective(view: View, i: int) -> bool:
    word = view.low[i]
    return view.words[i][0].islower() and len(word) > 3 and word.endswith(view.lexicon.adjective_endings) and word not in view.lexicon.words["prepositions"]


def _possessive(view: View, i: int) -> str:
    """The ending of a possessive form (`seiner` -> `er`), `-` for the bare stem, empty if none."""
    low = view.low[i]
    for stem in view.lexicon.possessive_stems:
        if low == stem:
            return "-"
        if low.startswith(stem) and low[len(stem) :] in {"e", "er", "es", "en", "em"}:
            return low[len(stem) :]
    if low.startswith("unsre"):
        return low[4:]
    return ""


_POSSESSIVE_CASES = {"-": "MNa", "e": "FPa", "er": "dg", "es": "g", "en": "ad", "em": "d"}


def _determiner(view: View, i: int) -> str:
    """The cases of a determiner at token i; empty if there is none."""
    low = view.low[i]
    if found := view.lexicon.determiners.get(low):
        return found
    if ending := _possessive(view, i):
        return _POSSESSIVE_CASES[ending]
    return ""


def _skip_adjectives(view: View, i: int, stop: int) -> int:
    """The first token from i on that is no adjective (with its adverbs, commas and `und`) of a noun that follows; i if no noun follows."""
    j, steps = i, 0
    while j < stop and steps < 7 and not view.hidden[j]:
        if view.capital(j) or view.words[j] in OPENING_MARKS:
            return j
        low = view.low[j]
        glue = low in {"und", "oder", ",", "sehr", "so", "mehr", "bis", "rund", "etwa", "als", "noch", "nicht", "bereits"}
        number = view.words[j][0].isdigit()
        if not (number or glue or _adjective(view, j) or (j + 1 < stop and _adjective(view, j + 1) and view.words[j].isalpha())):
            break
        if view.finite(j) and low not in view.lexicon.determiners and not _adjective(view, j):
            break
        j, steps = j + 1, steps + 1
    if j < stop and (view.capital(j) or view.words[j] in OPENING_MARKS) and not view.hidden[j]:
        return j
    return i


def _skip_participle(view: View, i: int, stop: int) -> int:
    """Past a prepositional stretch inside a noun phrase: `die [am Streit beteiligten] Staaten`; i if there is none."""
    if i >= stop or view.low[i] not in view.lexicon.words["prepositions"]:
        return i
    for j in range(i + 2, min(i + 10, stop - 1)):
        if view.words[j] in ",;:" or view.finite(j):
            return i
        if view.words[j][0].islower() and view.low[j].endswith(("ten", "te", "tes", "ter", "nden", "nde", "nder", "ndes", "nen", "ne")) and (
            view.capital(j + 1) or _adjective(view, j + 1)
        ):
            return _skip_adjectives(view, j, stop)
    return i


def _heads(view: View, i: int, stop: int) -> int:
    """Past the nouns and names that start at token i, quoted names, initials and particles of names included."""
    j = i
    while j < stop and not view.hidden[j]:
        word = view.words[j]
        if view.capital(j):
            j += 1
        elif word in OPENING_MARKS and view.marked[j]:
            close = j + 1
            while close < stop and view.marked[close] and close - j < 12:
                close += 1
            j = close
        elif (j > i and word == "." and j + 1 < stop and view.capital(j + 1) and len(view.words[j - 1]) <= 4) or (j > i and view.low[j] in view.lexicon.words["name_particles"] - {"und", "der", "zum", "vom", "zu"} and j + 1 < stop and _names(view, j)) or (j > i and word in {"&", "/"} and j + 1 < stop and view.capital(j + 1)) or (j > i and word[0].isdigit() and len(word) <= 4 and not is_time(view, j - 1, j)) or (j > i and word in {"'", "’"} and view.tokens[j].start == view.tokens[j - 1].end):
            j += 1
        else:
            break
    return j


def _names(view: View, j: int) -> bool:
    """Whether a particle at token j joins two parts of a name (`Ursula von der Leyen`), not a noun and what belongs to it."""
    if view.low[j] in {"von", "zu"} and view.lexicon.gender(view.words[j - 1]):
        return False
    following = j + 1
    while following < len(view) and view.low[following] in {"der", "den", "de", "la"}:
        following += 1
    return following < len(view) and view.capital(following) and not view.lexicon.gender(view.words[following])


def noun_phrase(view: View, i: int, stop: int, wide: bool = False, narrow: bool = False) -> Phrase | None:
    """The noun phrase that starts at token i, or None.

    `wide` attaches every prepositional phrase (the field before the verb is one phrase); `narrow` takes no attachments.
    """
    stop = min(stop, i + LONGEST)
    if i >= stop or view.hidden[i]:
        return None
    low = view.low[i]
    words = view.lexicon.words
    cases = _determiner(view, i)
    j = i + 1 if cases else i
    if cases and j < stop and view.low[j] in view.lexicon.determiners and view.low[j] not in {"der", "die", "das", "den", "dem", "des"}:
        j += 1
    k = _skip_adjectives(view, j, stop)
    if k == j and cases and j < stop and not view.capital(j):
        k = _skip_participle(view, j, stop)
    has_noun = k < stop and not view.hidden[k] and (view.capital(k) or (view.words[k] in OPENING_MARKS and view.marked[k]))
    if not has_noun or (low in words["personal"] - {"ihr"} and low not in {"sein"}):
        return _pronoun(view, i, stop)
    if low in {"sich", "ihm", "ihn", "ihnen", "uns"}:
        return None
    if not cases and view.words[i][0].islower() and k == i:
        return None
    head = _heads(view, k, stop)
    if head == k:
        return None
    number, nominative, sure = _features(view, i, k, head, cases)
    last_name = view.words[head - 1][0].isupper() and not view.lexicon.gender(view.words[head - 1])
    end = head if narrow else _attach(view, i, head, stop, wide, last_name)
    if not narrow:
        joined = _coordinate(view, end, stop, wide)
        if joined > end:
            return Phrase(i, joined, nominative, True, False, False, sure)
    return Phrase(i, end, nominative, number, False, last_name, sure)


def _pronoun(view: View, i: int, stop: int) -> Phrase | None:
    low = view.low[i]
    if low not in view.lexicon.words["nominative_pronouns"] or (view.finite(i) and low not in {"er", "es"}):
        return None
    if low in {"eine", "einer", "keiner", "jeder", "dieser", "diese", "der", "die"} and i + 1 < stop and view.capital(i + 1):
        return None
    plural = {"er": False, "es": False, "man": False, "wir": True, "viele": True, "einige": True, "manche": True, "andere": True, "beide": True}.get(low)
    return Phrase(i, i + 1, True, plural, True, False, low in {"er", "man", "wir", "ich"})


def _features(view: View, i: int, k: int, head: int, cases: str) -> tuple[bool | None, bool, bool]:
    """Plural?, can be nominative?, surely nominative? of a phrase with determiner `cases` and nouns [k, head)."""
    noun = view.words[head - 1] if view.words[head - 1][-1].isalpha() else view.words[k]
    first = view.words[k]
    gender = view.lexicon.gender(first) or view.lexicon.gender(noun)
    low = view.low[i]
    if not cases:
        if view.words[i][0].islower():
            return None, not view.low[i].endswith(("em", "en")), False
        if view.words[i][0].isdigit():
            return True, True, False
        return None, True, False
    upper = {c for c in cases if c.isupper()}
    if not upper:
        return None, False, False
    if low == "der":
        # masculine singular, else dative or genitive
        if gender and "m" not in gender and not _adjectival(view, first):
            return False, False, False
        return False, True, bool(gender) and "f" not in gender
    if low in {"die"}:
        plural: bool | None = None
        if gender == "f":
            plural = False
        elif gender and "f" not in gender:
            plural = True
        return plural, True, False
    if upper == {"P"} or (upper == {"F", "P"} and gender and "f" not in gender):
        return True, True, False
    if upper == {"F", "P"}:
        return False if gender == "f" else None, True, False
    return False, True, low in {"ein", "kein"} and gender == "m"


def _adjectival(view: View, noun: str) -> bool:
    """Whether a noun looks like an adjective used as noun: `der Abgeordnete`, `der 48-Jährige`."""
    return noun.endswith("e")


def _attach(view: View, start: int, end: int, stop: int, wide: bool, name: bool) -> int:
    """Past everything attached to the phrase that ends at `end`: brackets, genitives, prepositional phrases."""
    words = view.lexicon.words
    for _ in range(8):
        if end >= stop or view.hidden[end]:
            return end
        low = view.low[end]
        if low == "(":
            close = end + 1
            while close < stop and view.words[close] != ")" and close - end < 12:
                close += 1
            if close >= stop or view.words[close] != ")":
                return end
            end = close + 1
            continue
        inner = None
        if low in {"des", "eines", "dieses", "aller", "deren", "zweier", "mehrerer"} or (low == "der" and not name) or (
            not name and (low == "einer" or _possessive(view, end) in {"er", "es"} or low in {"dieser", "jener", "beider"})
        ):
            inner = noun_phrase(view, end, stop, narrow=True)
        elif low in {"von", "vom", "aus", "beim", "für"} or (wide and low in words["prepositions"]) or (not name and low in {"zur", "zum", "gegen", "über"}):
            at = end + 1
            inner = noun_phrase(view, at, stop, narrow=True)
            if inner is None and at < stop and view.capital(at):
                inner = Phrase(at, _heads(view, at, stop), False, None)
            if inner and not wide and is_time(view, inner.start, inner.end):
                return end
        elif not name and _adjective(view, end) and low.endswith("er") and _skip_adjectives(view, end, stop) > end:
            inner = noun_phrase(view, end, stop, narrow=True)
        if inner is None or inner.end <= end:
            return end
        end = inner.end
        name = view.words[end - 1][0].isupper() and not view.lexicon.gender(view.words[end - 1])
    return end


def _coordinate(view: View, end: int, stop: int, wide: bool) -> int:
    """Past `und`/`sowie` with a further noun phrase; `end` if none follows."""
    if end + 1 < stop and view.low[end] in {"und", "sowie", "oder"}:
        second = noun_phrase(view, end + 1, stop, wide=wide)
        if second and second.nominative and not second.pronoun and not is_time(view, second.start, second.end):
            return second.end
    return end


def agrees(view: View, phrase: Phrase, verb: int) -> bool:
    """Whether subject and verb can agree in number."""
    code = view.codes[verb] or view.lexicon.codes.get(view.low[verb], "")
    singular, plural = bool(set(code) & set("sejkq")), bool(set(code) & set("pJK")) or view.low[verb].endswith("en")
    if phrase.plural is True and phrase.end - phrase.start > 1:
        return plural or phrase.pronoun
    if phrase.plural is False:
        return singular and not (plural and not singular)
    return True


def subject_after(view: View, verb: int, stop: int) -> Phrase | None:
    """The first noun phrase behind a finite verb that can be its subject; objects in the dative and phrases of time are passed over."""
    words = view.lexicon.words
    i = verb + 1
    fallback: Phrase | None = None
    steps = 0
    while i < stop and steps < 60:
        steps += 1
        if view.hidden[i]:
            break
        low = view.low[i]
        if view.words[i] in "(":
            while i < stop and view.words[i] != ")":
                i += 1
            i += 1
            continue
        if low in words["prepositions"] and low not in {"statt"}:
            inner = noun_phrase(view, i + 1, stop) if i + 1 < stop else None
            i = inner.end if inner else i + 1
            continue
        if low in {"zu"}:
            i += 1
            continue
        phrase = noun_phrase(view, i, stop)
        if phrase is None:
            if view.finite(i) and view.low[i] not in words["focus"]:
                break
            i += 1
            continue
        if is_time(view, phrase.start, phrase.end):
            i = phrase.end
            continue
        if phrase.nominative and agrees(view, phrase, verb) and not (phrase.pronoun and low == "es" and view.low[verb] not in {"hieß", "heißt", "hiess"}):
            if phrase.pronoun or phrase.sure or fallback is None:
                if phrase.sure or phrase.pronoun:
                    return phrase
                fallback = fallback or phrase
                # a later phrase only wins if it surely is a nominative
                return fallback
        i = phrase.end
    return fallback


def subject_before(view: View, start: int, verb: int) -> Phrase | None:
    """The phrase that fills the field before a finite verb, if it can be the subject."""
    words = view.lexicon.words
    i = start
    while i < verb and view.low[i] in words["openers"] and view.low[i] not in {"weder", "sowohl"}:
        i += 1
    if i >= verb or (view.low[i] in words["demonstrative_objects"] and verb - i == 1):
        return None
    if view.low[i] in {"weder", "sowohl"}:
        return Phrase(i, verb, True, None)
    phrase = noun_phrase(view, i, verb, wide=True)
    if phrase is None or not phrase.nominative or is_time(view, phrase.start, phrase.end):
        return None
    rest = [view.low[j] for j in range(phrase.end, verb)]
    if len(rest) > 3 or any(view.capital(j) for j in range(phrase.end, verb)):
        return phrase if all(view.low[j] in words["focus"] for j in range(phrase.end, verb)) else None
    return phrase
