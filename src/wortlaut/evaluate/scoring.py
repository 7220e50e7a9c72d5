"""Runs a whole evaluation: answers to tokens, pairing, figures, once with and once without Reported."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

from wortlaut.evaluate.actors import ActorCounts, count_actors
from wortlaut.evaluate.figures import Figures, Score, figures
from wortlaut.evaluate.gold import ROLES, Answer, GoldDocument
from wortlaut.evaluate.pairing import Item, pair, tally
from wortlaut.records import Kind


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All results: official and strict, with and without Reported; `actors` is None where gold names no actors."""

    documents: int
    official: Figures
    strict: Figures
    official_without_reported: Figures
    strict_without_reported: Figures
    actors: ActorCounts | None

    def to_json(self) -> dict[str, object]:
        """The results as plain values with stable keys, ready for `json.dumps`."""
        return {
            "documents": self.documents,
            "official": _plain(self.official),
            "strict": _plain(self.strict),
            "without_reported": {"official": _plain(self.official_without_reported), "strict": _plain(self.strict_without_reported)},
            "actors": asdict(self.actors) if self.actors else None,
        }


def _plain(block: Figures) -> dict[str, object]:
    """One block of figures, scores as objects and kinds by name."""
    out: dict[str, object] = {}
    for name in block.__dataclass_fields__:
        value: object = getattr(block, name)
        if isinstance(value, Score):
            value = {"p": value.precision, "r": value.recall, "f1": value.f1, "ci95": list(value.interval) if value.interval else None}
        out[name] = value
    return {**out, "kinds": {str(kind): f1 for kind, f1 in block.kinds}}


def predict_all(gold: Iterable[GoldDocument], predict: Callable[[str], tuple[Answer, ...]]) -> dict[str, tuple[Answer, ...]]:
    """The answers of a system to the bare text of every gold document, by document id."""
    return {document.id: predict(document.text) for document in gold}


def evaluate(gold: Sequence[GoldDocument], predictions: Mapping[str, Sequence[Answer]], *, bootstrap: int = 1000, seed: int = 3) -> Evaluation:
    """Score the predictions, by document id, against gold; a document without predictions counts as one with none.

    `bootstrap` resamples of documents, drawn with `seed`, give 95 % intervals; 0 leaves them out.
    """
    documents = [(_answers(document, predictions.get(document.id, ())), _gold(document)) for document in gold]
    framed = [(_unreported(answers), _unreported(wanted)) for answers, wanted in documents]

    def block(rows: Sequence[tuple[list[Item], list[Item]]], strict: bool) -> Figures:
        tallies = [tally(pair(answers, wanted, strict=strict)) for answers, wanted in rows]
        return figures(tallies, bootstrap=bootstrap, seed=seed)

    named = any(item.names for _, wanted in documents for item in wanted)
    pairs = (found for answers, wanted in documents for found in pair(answers, wanted, strict=True))
    return Evaluation(
        documents=len(gold),
        official=block(documents, strict=False),
        strict=block(documents, strict=True),
        official_without_reported=block(framed, strict=False),
        strict_without_reported=block(framed, strict=True),
        actors=count_actors(pairs) if named else None,
    )


def _gold(document: GoldDocument) -> list[Item]:
    return [Item(one.kind, one.tokens, (one.actor,) if one.actor else ()) for one in document.quotations]


def _answers(document: GoldDocument, answers: Sequence[Answer]) -> list[Item]:
    """Answers as token numbers; one whose quote covers no token is left out."""
    items = [
        Item(
            answer.quotation.kind,
            tuple(document.covered((span.start, span.end) for span in getattr(answer.quotation, role)) for role in ROLES),
            answer.names,
        )
        for answer in answers
    ]
    return [item for item in items if item.quote]


def _unreported(items: Sequence[Item]) -> list[Item]:
    return [item for item in items if item.kind is not Kind.REPORTED]
