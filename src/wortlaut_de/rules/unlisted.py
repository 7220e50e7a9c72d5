"""Indirect quotations framed by a verb that is on no list: an indicative clause, then a main clause in the Konjunktiv.

Not for: verbs of saying (frames); these rules run only where no other finds anything in the sentence.
"""

from __future__ import annotations

from wortlaut.records import Kind
from wortlaut_de.rules.clauses import konjunktiv
from wortlaut_de.rules.found import Found
from wortlaut_de.rules.sources import trimmed
from wortlaut_de.rules.subjects import subject
from wortlaut_de.rules.view import Segment, View


def find_unlisted(view: View, number: int) -> Found | None:
    """A clause in the indicative, then a main clause in Konjunktiv I, or a noun of saying and one in Konjunktiv II: what is in front frames it."""
    if not view.segments or view.finite(view.segments[0].start):
        return None
    for place in range(1, len(view.segments)):
        segment = view.segments[place]
        mood = "" if view.is_subordinate(segment) or segment.before not in {",", ":"} else konjunktiv(view, segment)
        if not mood or view.low[segment.start] in view.lexicon.words["subordinators"] | view.lexicon.words["contrast"]:
            continue
        main = [s for s in view.segments[:place] if view.finites(s) and not view.is_subordinate(s)]
        if not main or any(konjunktiv(view, s) for s in main):
            return None
        start, verb = main[-1].start, view.finites(main[-1])[0]
        nouns = [i for i in range(start, segment.start) if view.words[i] in view.lexicon.words["noun_framing"] | view.lexicon.words["noun_idioms"]]
        if not nouns and (mood == "weak" or view.low[verb] in view.lexicon.words["auxiliaries"] | view.lexicon.words["modals"]):
            return None
        return _unlisted(view, number, segment, start, verb, nouns)
    return None


def _unlisted(view: View, number: int, segment: Segment, start: int, verb: int, nouns: list[int]) -> Found | None:
    """The quotation framed by a verb or noun that is on no list."""
    quote = trimmed(view, segment.start, view.content_end())
    phrase = subject(view, verb, start, segment.start)
    if quote is None:
        return None
    found = Found(Kind.INDIRECT, "indirect/unlisted", number, [quote], frame=[view.span(view.segments[0].start, segment.start)])
    found.cue = [view.span(nouns[-1], nouns[-1] + 1)] if nouns else [view.span(verb, verb + 1)]
    if phrase and view.low[phrase.start] not in view.lexicon.words["never_speaks"] and not any(phrase.start <= i < phrase.end for i in nouns):
        found.speaker = [view.span(phrase.start, phrase.end)]
    return found
