"""Ranks the concepts of a codebook for statements and learns from every decision people make; a suggestion is not a coding.

What it rests on: the codebook's labels, descriptions, examples, poles and cues, and the statements people have coded. Both
are rows of character n-grams in one ridge regression, so without decisions the codebook speaks alone, and a handful of them
moves the ranking. Statements of one article share some of their scores with their neighbours. The same codebook and
decisions give the same suggestions. Figures: recipes/de/stance/RESULTS.md.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wortlaut.records import Codebook, Concept, Producer, Suggestion
from wortlaut.stance.cuewords import CueWords
from wortlaut.stance.grams import Grams
from wortlaut.stance.passage import Passage

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from wortlaut.stance.agreement import Sides

    Scores = NDArray[np.float64]

VERSION = "1"
RIDGE = 1.0
AROUND = 0.5
"""Weight of the words around a quotation beside its own."""

CUES = 0.3
"""What cues add: half of it for the first, all of it for two."""

BEFORE, BEHIND = 0.3, 0.15
"""The share of the neighbours' scores that a statement takes over: of the one before it and of the one behind it."""

MOST_DECISIONS = 4_000
"""Decisions it learns from, the newest: what keeps learning within seconds (it grows with the third power)."""

_SHOWN = 2
_LEAST = 0.02
"""Coded statements that are named as a reason: how many, and what each must add to the score."""


@dataclass(frozen=True, slots=True)
class Decided:
    """A statement people coded and with which concepts; none where no concept fits."""

    passage: Passage
    concepts: frozenset[str]


class Suggester:
    """Suggests concepts of one codebook; `background` is what rarity of n-grams is counted in (some statements of the corpus)."""

    def __init__(self, codebook: Codebook, background: Iterable[Passage] = ()) -> None:
        self._codebook = codebook
        self._places = {concept.id: place for place, concept in enumerate(codebook.concepts)}
        self._texts = [(place, text) for place, concept in enumerate(codebook.concepts) for text in _texts_of(concept)]
        self._cues = [CueWords(concept.cues) for concept in codebook.concepts]
        self._grams = Grams([*(text for _, text in self._texts), *(one.around for one in background)])
        self._decided: list[Decided] = []
        self._model: _Model | None = None
        self._producer: Producer | None = None

    def learn(self, decided: Iterable[Decided]) -> None:
        """Take further decisions into account; concepts the codebook does not have are left out."""
        known = (
            Decided(one.passage, one.concepts & self._places.keys()) for one in decided if not one.concepts or one.concepts & self._places.keys()
        )
        self._decided = [*self._decided, *known][-MOST_DECISIONS:]
        self._model = self._producer = None

    def producer(self) -> Producer:
        """Who suggests: the version of the method, of the codebook, and the digest of what was learnt."""
        if self._producer is None:
            self._producer = self._named()
        return self._producer

    def _named(self) -> Producer:
        learnt = hashlib.sha256(repr([(one.passage.statement, sorted(one.concepts)) for one in self._decided]).encode()).hexdigest()[:16]
        return Producer("concepts", VERSION, learnt, self._codebook.version)

    def suggest(self, article: Sequence[Passage], most: int = 3, sides: Sides | None = None) -> tuple[tuple[Suggestion, ...], ...]:
        """The best concepts for each statement of one article (in text order), best first; equal scores in the codebook's order.

        `sides` proposes an agreement with each; without it there is none.
        """
        if not article:
            return ()
        model = self._model = self._model or self._trained()
        likeness = model.likeness(self._grams, article)
        hits = [[cues.found(one.words) for cues in self._cues] for one in article]
        scores = _with_neighbours(model.scores(likeness) + _cue_scores(hits))
        maker = self.producer()
        out = []
        for number, passage in enumerate(article):
            best = sorted(range(len(self._places)), key=lambda place: (-round(float(scores[number, place]), 6), place))[:most]
            found = []
            for place in best:
                concept = self._codebook.concepts[place]
                why = [f"says {cue!r}" for cue, _ in hits[number][place]]
                why += [f"like {statement}, coded so" for statement in model.alike(likeness[number], place)]
                side = sides.of(passage, concept, self._codebook.scale) if sides is not None else None
                score = min(1.0, max(0.0, round(float(scores[number, place]), 4)))
                found.append(Suggestion(passage.statement, concept.id, side, score, tuple(why) or ("its words",), maker))
            out.append(tuple(found))
        return tuple(out)

    def _trained(self) -> _Model:
        import numpy as np
        from scipy.sparse import vstack

        rows = vstack(
            [self._grams.rows([text for _, text in self._texts]), _blended(self._grams, [one.passage for one in self._decided])], format="csr"
        )
        wanted = np.zeros((len(self._texts) + len(self._decided), len(self._places)))
        for number, (place, _) in enumerate(self._texts):
            wanted[number, place] = 1.0
        for number, one in enumerate(self._decided, start=len(self._texts)):
            wanted[number, [self._places[concept] for concept in one.concepts]] = 1.0
        kinds = [frozenset((place,)) for place, _ in self._texts] + [
            frozenset(self._places[concept] for concept in one.concepts) for one in self._decided
        ]
        kernel = (rows @ rows.T).toarray() + RIDGE * np.diag(1.0 / _weights(kinds))
        solved = np.linalg.solve(kernel, wanted - 1.0 / len(self._places))
        return _Model(rows, solved, [""] * len(self._texts) + [one.passage.statement for one in self._decided], wanted)


class _Model:
    """What was learnt: the rows of codebook and decisions and how much each counts for every concept."""

    def __init__(self, rows: csr_array, solved: Scores, statements: list[str], wanted: Scores) -> None:
        self._rows = rows
        self._solved = solved
        self._statements = statements
        self._coded = [bool(statement) for statement in statements]
        self._wanted = wanted

    def likeness(self, grams: Grams, article: Sequence[Passage]) -> Scores:
        """How like each passage is to each row."""
        made: Scores = (_blended(grams, article) @ self._rows.T).toarray()
        return made

    def scores(self, likeness: Scores) -> Scores:
        """A score for every passage and concept; about 1 for what was coded so."""
        made: Scores = likeness @ self._solved
        return made

    def alike(self, likeness: Scores, place: int) -> list[str]:
        """The coded statements of this concept that speak most for it; those that speak as much in the order they were learnt."""
        import numpy as np

        parts = likeness * self._solved[:, place] * self._wanted[:, place]
        speaking = np.flatnonzero((parts > _LEAST) & self._coded)
        best = speaking[np.argsort(-parts[speaking], kind="stable")][:_SHOWN]
        return [self._statements[number] for number in best]


def _texts_of(concept: Concept) -> list[str]:
    """What a codebook says of a concept, as texts to compare with."""
    labels = " ".join(label for _, label in concept.labels)
    poles = [" ".join((pole.wording, *pole.cues)) for pole in (concept.agree, concept.disagree)]
    texts = [f"{labels} {concept.description}", " ".join(concept.cues), *concept.examples, *poles]
    return [text for text in texts if text.strip()]


def _blended(grams: Grams, passages: Sequence[Passage]) -> csr_array:
    """Rows of the quoted words with some of the words around them, length 1."""
    import numpy as np
    from scipy.sparse import csr_array, diags_array

    both = csr_array(grams.rows([one.words for one in passages]) + AROUND * grams.rows([one.around for one in passages]))
    lengths = np.sqrt(np.asarray(both.multiply(both).sum(axis=1)).ravel())
    lengths[lengths == 0] = 1.0
    return csr_array(diags_array(1.0 / lengths) @ both)


def _weights(kinds: Sequence[frozenset[int]]) -> Scores:
    """Weights that let every concept count alike, however often it was coded; 1 on average."""
    import numpy as np

    counts = Counter(place for kind in kinds for place in (kind or (-1,)))
    weights = np.array([len(kind or (-1,)) / sum(counts[place] for place in (kind or (-1,))) for kind in kinds])
    made: Scores = weights / weights.mean()
    return made


def _cue_scores(hits: Sequence[Sequence[Sequence[object]]]) -> Scores:
    import numpy as np

    return np.array([[CUES * min(1.0, 0.5 * len(found)) for found in row] for row in hits])


def _with_neighbours(scores: Scores) -> Scores:
    """Scores with a share of those of the statements before and behind: talk stays with its matter."""
    out = scores.copy()
    out[1:] += BEFORE * scores[:-1]
    out[:-1] += BEHIND * scores[1:]
    return out
