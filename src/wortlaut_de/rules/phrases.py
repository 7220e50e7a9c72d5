"""Noun phrases: where one ends, whether it can be a subject, what is attached to it.

German helps: nouns are capital, articles show case. Not for: which phrase speaks (subjects) or whom it means (resolve).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from wortlaut_de.rules.view import View

LONGEST = 60
"""Tokens that one noun phrase may span."""

MOST_ADJECTIVES = 8
OPENING_MARKS = frozenset("„“\"»«‚'›‹”")
GLUE = frozenset({"und", "oder", ",", "sehr", "so", "mehr", "bis", "rund", "etwa", "als", "noch", "nicht", "bereits", "gut", "knapp"})
PARTICIPLE_ENDINGS = ("ten", "te", "tes", "ter", "nden", "nde", "nder", "ndes", "nen", "ne")
POSSESSIVE_CASES = {"-": "MNa", "e": "FPa", "er": "dg", "es": "g", "en": "ad", "em": "d"}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: tokens [start, end); `nominative` if it can be a subject, `sure` if it cannot be anything else.

    `plural` is True, False or None for unknown; `name` if it ends in what is no known noun.
    """

    start: int
    end: int
    nominative: bool
    plural: bool | None
    pronoun: bool = False
    name: bool = False
    sure: bool = False


def is_time(view: View, start: int, end: int) -> bool:
    """Whether the first noun of tokens [start, end) is a word of time."""
    first = next((i for i in range(start, end) if view.capital(i)), None)
    return first is not None and view.words[first] in view.lexicon.words["time_nouns"]


def noun_phrase(view: View, i: int, stop: int, wide: bool = False, narrow: bool = False) -> Phrase | None:
    """The noun phrase that starts at token i, or None.

    `wide` attaches every prepositional phrase (the field before the verb is one phrase); `narrow` takes no attachments.
    """
    stop = min(stop, i + LONGEST)
    if i >= stop or view.hidden[i]:
        return None
    cases = determiner(view, i)
    if view.low[i] in view.lexicon.words["personal"] - {"ihr"} or view.low[i] in view.lexicon.words["oblique_pronouns"] - {"ihr"}:
        return _pronoun(view, i, stop)
    k = _noun_start(view, i, stop, cases)
    if k is None and cases and i + 3 < stop and view.words[i + 1][0].isdigit() and view.words[i + 2] == "-" and view.low[i + 3].startswith("jährige"):
        return Phrase(i, i + 4, bool({"M", "F", "N", "P"} & set(cases)), None)
    if k is None:
        return _pronoun(view, i, stop)
    head = _heads(view, k, stop)
    if head == k:
        return None
    number, nominative, sure = _features(view, i, k, head, cases)
    phrase = Phrase(i, head, nominative, number, False, _is_name(view, head - 1), sure)
    if narrow:
        return phrase
    end = _attach(view, head, stop, wide, phrase.name)
    joined = _coordinate(view, end, stop, wide)
    if joined > end:
        same = bool(cases) and not determiner(view, end + 1)
        return replace(phrase, end=joined, plural=True if end == head and not same else None, name=False)
    return replace(phrase, end=end)


def determiner(view: View, i: int) -> str:
    """The cases of a determiner at token i; empty if there is none."""
    if found := view.lexicon.determiners.get(view.low[i]):
        return found
    ending = possessive(view, i)
    return POSSESSIVE_CASES[ending] if ending else ""


def possessive(view: View, i: int) -> str:
    """The ending of a possessive form (`seiner` -> `er`), `-` for the bare stem, empty if there is none."""
    low = view.low[i]
    for stem in view.lexicon.possessive_stems:
        if low == stem:
            return "-"
        if low.startswith(stem) and low[len(stem) :] in POSSESSIVE_CASES:
            return low[len(stem) :]
    return ""


def _noun_start(view: View, i: int, stop: int, cases: str) -> int | None:
    """Where the first noun of a phrase stands behind determiner and adjectives; None if there is no noun."""
    j = i + 1 if cases else i
    if cases and j < stop and view.low[j] in view.lexicon.determiners and len(view.low[j]) > 3:
        j += 1
    measured = _skip_measure(view, j, stop) if cases else j
    if measured > j:
        return measured
    k = _skip_adjectives(view, j, stop, bool(cases))
    if k == j and cases and j < stop and not view.capital(j):
        k = _skip_participle(view, j, stop)
        if k == j and view.low[j] in view.lexicon.words["lower_names"]:
            return j
    if k >= stop or view.hidden[k]:
        return None
    if not cases and k == i and not view.capital(i):
        named = view.low[i] in view.lexicon.words["lower_names"] and i + 1 < stop and view.capital(i + 1) and view.low[i] not in {"von", "de", "ap"}
        quoted = view.words[i] in OPENING_MARKS and view.marked[i]
        return i if named or quoted else None
    if view.capital(k) or (view.words[k] in OPENING_MARKS and view.marked[k]):
        return None if k == i and _opener(view, i) else k
    return None


def _skip_measure(view: View, i: int, stop: int) -> int:
    """Past a measure inside a noun phrase: `dem [40 Seiten starken] Gutachten`; i if there is none."""
    if i + 3 >= stop or not view.words[i][0].isdigit() or not view.capital(i + 1) or not view.capital(i + 3):
        return i
    stem = view.low[i + 2].rstrip("nmrse")
    return i + 3 if _adjective(view, i + 2) and stem.rstrip("e") in view.lexicon.words["measured"] else i


def _opener(view: View, i: int) -> bool:
    """Whether a capital word owes its capital to its place at the start of a sentence: `Zuvor`, `Am`, `Monatelang`."""
    low = view.low[i]
    if not view.opens(i) or view.words[i].isupper():
        return False
    if low in view.lexicon.openers or low in view.lexicon.words["prepositions"]:
        return True
    if not view.codes[i] or view.lexicon.gender(low):
        return False
    # a form that cannot stand before another finite verb is a name after all: `Flick bestritt`
    return not (i + 1 < len(view) and view.finite(i + 1)) or bool(set("gnz") & set(view.codes[i]))


def _adjective(view: View, i: int) -> bool:
    word = view.low[i]
    if (not view.words[i][0].islower() and not view.opens(i)) or len(word) < 4:
        return False
    words = view.lexicon.words
    return word.endswith(view.lexicon.adjective_endings) and word not in words["prepositions"] | words["contrast"] | words["focus"]


def _skip_adjectives(view: View, i: int, stop: int, governed: bool = False) -> int:
    """The noun behind adjectives (with their adverbs, commas and `und`) that start at token i; i if no noun follows.

    A form that is a finite verb as well counts as an adjective only where the phrase is `governed` by a determiner.
    """
    j = i
    while j < stop and j - i < MOST_ADJECTIVES and not view.hidden[j]:
        if (view.capital(j) and not (j == i and view.opens(j) and _adjective(view, j))) or view.words[j] in OPENING_MARKS:
            return j
        if view.low[j] in view.lexicon.words["prepositions"] and view.low[j] not in GLUE:
            return i
        glued = view.words[j][0].isdigit() or view.low[j] in GLUE or view.glued(j)
        adverb = view.words[j].isalpha() and view.low[j] not in view.lexicon.words["contrast"]
        before_adjective = adverb and j + 1 < stop and _adjective(view, j + 1)
        if not (glued or _adjective(view, j) or before_adjective):
            return i
        if view.finite(j) and not (governed and _adjective(view, j)):
            return i
        j += 1
    return i


def _skip_participle(view: View, i: int, stop: int) -> int:
    """Past a prepositional stretch inside a noun phrase: `die [am Streit beteiligten] Staaten`; i if there is none."""
    if view.low[i] not in view.lexicon.words["prepositions"] and view.low[i] != "sich":
        return i
    for j in range(i + 1, min(i + 14, stop - 1)):
        if view.words[j] in ",;:" or (view.finite(j) and not _adjective(view, j)):
            return i
        lower = view.words[j][0].islower()
        if lower and len(view.low[j]) > 5 and view.low[j].endswith(PARTICIPLE_ENDINGS) and (view.capital(j + 1) or _adjective(view, j + 1)):
            return _skip_adjectives(view, j, stop, governed=True)
    return i


def _heads(view: View, i: int, stop: int) -> int:
    """Past the nouns and names that start at token i: quoted names, initials, particles of names and glued signs included."""
    j = i
    while j < stop and not view.hidden[j]:
        step = _head_step(view, i, j, stop)
        if step == j:
            break
        j = step
    return j


def _head_step(view: View, i: int, j: int, stop: int) -> int:
    """The token behind the one at j if that belongs to the nouns from i on; else j."""
    word = view.words[j]
    if view.capital(j) or (j == i and view.low[j] in view.lexicon.words["lower_names"]):
        return j + 1
    if word in OPENING_MARKS and view.marked[j]:
        close = j + 1
        while close < stop and view.marked[close] and close - j < 14:
            close += 1
        return close
    if j == i:
        return j
    following = j + 1 < stop
    if _short_name(view, j):
        return j + 1
    if view.glued(j) and following and (word in "-*:/.@&'’_" or not word[0].isalnum()):
        return j + 2
    if word == "." and following and view.capital(j + 1) and len(view.words[j - 1]) <= 4:
        return j + 1
    particle = view.low[j] in view.lexicon.words["name_particles"] - {"und", "zum", "vom"}
    if particle and following and _joins_names(view, j):
        return j + 1
    if word in {"&", "/"} and following and view.capital(j + 1):
        return j + 1
    if word[0].isdigit() and len(word) <= 4 and not is_time(view, j - 1, j) and not (following and view.capital(j + 1)):
        return j + 1
    if word == "-" and j + 2 < stop and view.low[j + 1] in {"und", "oder"} and view.capital(j + 2) and view.touches(j, -1):
        return j + 2
    if word in {"'", "’"} and view.tokens[j].start == view.tokens[j - 1].end:
        return j + 1
    return j


def _short_name(view: View, j: int) -> bool:
    """Whether token j is the name of an agency in small letters behind its noun: `die Nachrichtenagentur fpa`."""
    word, lexicon = view.words[j], view.lexicon
    if not view.low[j - 1].endswith(lexicon.media) or not word.isalpha() or not word.islower() or len(word) > 4 or view.codes[j]:
        return False
    known = word in lexicon.openers or any(word in lexicon.words[name] for name in ("prepositions", "contrast", "focus", "linking", "negations"))
    return not known and word not in lexicon.determiners and not lexicon.codes.get(word)


def _joins_names(view: View, j: int) -> bool:
    """Whether a particle at token j joins two parts of a name (`Ursula von der Leyen`), not a noun and what belongs to it."""
    if view.lexicon.gender(view.words[j - 1]) and view.low[j] in {"von", "zu", "der", "den", "de", "und"}:
        return False
    if view.low[j] == "der" or view.low[j] == "den":
        return False
    k = j + 1
    while k < len(view) and view.low[k] in {"der", "den", "de", "la"}:
        k += 1
    return k < len(view) and view.capital(k) and not view.lexicon.gender(view.words[k])


def _is_name(view: View, i: int) -> bool:
    """Whether token i ends a name: no known noun, an acronym, or the mark that closes a name in marks."""
    word = view.words[i]
    if view.marked[i] and not word[0].isalnum():
        return True
    return word[0].isupper() and (not view.lexicon.gender(word) or (word.isupper() and len(word) > 1))


def _pronoun(view: View, i: int, stop: int) -> Phrase | None:
    """A pronoun that can be a subject, as a phrase of one token."""
    low = view.low[i]
    if low not in view.lexicon.words["nominative_pronouns"]:
        return None
    if i + 1 < stop and view.capital(i + 1) and low not in {"er", "sie", "es", "wir", "ich", "man"}:
        return None
    plural = True if low in {"wir", "viele", "einige", "manche", "andere", "beide"} else False if low in {"er", "es", "man"} else None
    return Phrase(i, i + 1, True, plural, True, False, low in {"er", "man", "wir", "ich"})


def _features(view: View, i: int, k: int, head: int, cases: str) -> tuple[bool | None, bool, bool]:
    """Plural?, can be nominative?, surely nominative? of a phrase with determiner `cases` and nouns [k, head)."""
    town = _of_town(view, i, k, head)
    gender = view.lexicon.gender(view.words[k + 1 if town else k]) or view.lexicon.gender(view.words[head - 1])
    low = view.low[i]
    if not cases:
        if view.words[i][0].isdigit():
            return True, True, False
        return True if gender == "p" else None, k == i or not low.endswith(("em", "en")), False
    upper = {c for c in cases if c.isupper()}
    if not upper:
        return None, False, False
    if low == "der":
        oblique = bool(gender) and "m" not in gender and not view.words[k + 1 if town else k].endswith("e")
        return False, not oblique, not oblique and bool(gender) and "f" not in gender
    if "P" in upper:
        plural = True if upper == {"P"} or (gender and "f" not in gender) else None if not gender or "p" in gender else False
        return plural, True, False
    return False, True, low in {"ein", "kein"} and "m" in gender and "n" not in gender


def _of_town(view: View, i: int, k: int, head: int) -> bool:
    """Whether the first capital word is an adjective made of a town, the next its noun: `die Nordauer Ministerin`."""
    if head - k < 2 or not view.words[k].endswith("er"):
        return False
    gender = view.lexicon.gender(view.words[k + 1])
    return (view.low[i] == "die" and "f" in gender) or (view.low[i] == "der" and "m" in gender and "m" not in view.lexicon.gender(view.words[k]))


def _attach(view: View, end: int, stop: int, wide: bool, name: bool) -> int:
    """Past everything attached to a phrase that ends at `end`: brackets, genitives, prepositional phrases."""
    for _ in range(10):
        if end >= stop or view.hidden[end]:
            return end
        if view.low[end] == "(":
            close = _bracket(view, end, stop)
            if close == end:
                return end
            end = close
            continue
        inner = _attachment(view, end, stop, wide, name)
        if inner is None or inner.end <= end:
            return end
        end = inner.end
        name = _is_name(view, end - 1)
    return end


def _bracket(view: View, i: int, stop: int) -> int:
    """Behind the bracket that opens at token i, if it closes soon; else i."""
    for close in range(i + 1, min(stop, i + 14)):
        if view.words[close] == ")":
            return close + 1
    return i


def _attachment(view: View, end: int, stop: int, wide: bool, name: bool) -> Phrase | None:
    """The phrase attached at token `end`: a genitive, or one behind a preposition."""
    words, low = view.lexicon.words, view.low[end]
    genitive = low in words["genitive_articles"] or (low == "der" and not name)
    if genitive or (not name and (low in {"einer", "dieser", "jener", "beider", "einiger"} or possessive(view, end) in {"er", "es"})):
        return noun_phrase(view, end, stop, narrow=True)
    near = low in {"von", "vom"} or (low in {"aus", "für", "beim"} and (not name or (low == "aus" and end + 1 < stop and view.capital(end + 1))))
    if near or (wide and low in words["prepositions"]):
        inner = noun_phrase(view, end + 1, stop, narrow=True)
        if inner is None and end + 1 < stop and view.capital(end + 1):
            inner = Phrase(end + 1, _heads(view, end + 1, stop), False, None)
        return None if inner and not wide and is_time(view, inner.start, inner.end) else inner
    if not name and low.endswith("er") and _adjective(view, end) and _skip_adjectives(view, end, stop) > end:
        return noun_phrase(view, end, stop, narrow=True)
    return None


def _coordinate(view: View, end: int, stop: int, wide: bool) -> int:
    """Past `und`/`sowie` with a further noun phrase; `end` if none follows."""
    if end + 1 < stop and view.low[end] in {"und", "sowie", "oder"}:
        second = noun_phrase(view, end + 1, stop, wide=wide)
        if second and second.nominative and not second.pronoun and not is_time(view, second.start, second.end):
            return second.end
    return end
