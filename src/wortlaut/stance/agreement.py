"""Proposes which side of a concept a statement takes: what the speaker does, times negation, times the pole the words speak for.

Words tell it: an act that turns away (reject, deny, warn) reverses what is said, cues of a pole take its side, a negation
before a word reverses it, words of condition leave it open. Without any such word a single negation is taken to disagree, and a
plain statement to agree, as most statements on a position do. Figures: recipes/de/stance/RESULTS.md.
"""

from __future__ import annotations

from collections.abc import Sequence

from wortlaut.records import Concept, Kind, SpeechAct
from wortlaut.seams import Leaning, LeaningHit, StanceWords
from wortlaut.stance.cuewords import CueWords
from wortlaut.stance.passage import Passage

REACH = 30
"""Characters before a word within which a negation reverses it."""

_TURNING = frozenset({SpeechAct.REJECT, SpeechAct.DENY, SpeechAct.WARN})
"""Acts whose content is what the speaker does not hold."""

_BLAMING = frozenset({SpeechAct.CRITICISE, SpeechAct.ACCUSE, SpeechAct.THREATEN})
"""Acts that speak against something but assert what they say."""


class Sides:
    """Finds sides with the words of one language; keeps the compiled cues of every concept it meets."""

    def __init__(self, words: StanceWords) -> None:
        self._words = words
        self._poles: dict[Concept, tuple[CueWords, CueWords]] = {}

    def of(self, passage: Passage, concept: Concept, scale: Sequence[int]) -> int:
        """The level of the scale: its upper end, its lower end, or the level in the middle (the lower one of two)."""
        side = self._side(passage, concept)
        return scale[-1] if side > 0 else scale[0] if side < 0 else scale[(len(scale) - 1) // 2]

    def _side(self, passage: Passage, concept: Concept) -> int:
        hits = self._words.leanings(passage.words)
        negations = [hit for hit in hits if hit.leaning is Leaning.NEGATION]
        act = self._words.act(passage.cue) or self._words.act(passage.frame)
        inner = self._words.act(passage.words) if act is None or passage.kind is Kind.REPORTED else None
        said = self._content(passage.words, concept, hits, negations)
        if inner in _TURNING and negations and passage.kind is not Kind.REPORTED and said == 0:
            return 0  # who says that he does not reject a thing has not yet agreed to it
        done = act if act in _TURNING | _BLAMING else inner or act
        if said == 0 and any(hit.leaning is Leaning.OPEN for hit in hits):
            return 0
        if done in _TURNING:
            return -1 if said == 0 else -said
        if said == 0:
            return -1 if done in _BLAMING or len(negations) == 1 else 1
        return said

    def _content(self, words: str, concept: Concept, hits: Sequence[LeaningHit], negations: Sequence[LeaningHit]) -> int:
        """What the words say, 0 where none of them takes a side."""
        total = 0
        for sign, cues in zip((1, -1), self._cues(concept), strict=True):
            total += sum(sign * _turned(start, negations) for _, start in cues.found(words))
        for hit in hits:
            if hit.leaning in {Leaning.FOR, Leaning.AGAINST}:
                total += (1 if hit.leaning is Leaning.FOR else -1) * _turned(hit.start, negations)
        return (total > 0) - (total < 0)

    def _cues(self, concept: Concept) -> tuple[CueWords, CueWords]:
        if concept not in self._poles:
            self._poles[concept] = (CueWords(concept.agree.cues), CueWords(concept.disagree.cues))
        return self._poles[concept]


def _turned(start: int, negations: Sequence[LeaningHit]) -> int:
    """-1 where an odd number of negations stands closely before a place."""
    near = sum(start - REACH <= hit.end <= start for hit in negations)
    return -1 if near % 2 else 1
