"""Runs a whole evaluation: answers to tokens, pairing, figures, once with and once without Reported."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

from wortlaut.evaluate.actors import ActorCounts, ActorFigures, actor_figures, tally_actors
from wortlaut.evaluate.figures import Figures, Score, figures
from wortlaut.evaluate.gold import ROLES, Answer, Found, GoldDocument, GoldQuotation, Role
from wortlaut.evaluate.mentions import MentionFigures, mention_figures, tally_mentions
from wortlaut.evaluate.pairing import Item, pair, tally
from wortlaut.evaluate.speakers import speaker_class
from wortlaut.records import Kind
from wortlaut.seams import NameWords


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All results: official and strict, with and without Reported; `actors` and `mentions` are None where gold carries none."""

    documents: int
    official: Figures
    strict: Figures
    official_without_reported: Figures
    strict_without_reported: Figures
    actors: ActorFigures | None
    mentions: MentionFigures | None = None

    def to_json(self) -> dict[str, object]:
        """The results as plain values with stable keys, ready for `json.dumps`."""
        return {
            "documents": self.documents,
            "official": _plain(self.official),
            "strict": _plain(self.strict),
            "without_reported": {"official": _plain(self.official_without_reported), "strict": _plain(self.strict_without_reported)},
            "actors": _plain_actors(self.actors) if self.actors else None,
            "mentions": _plain_mentions(self.mentions) if self.mentions else None,
        }


def _plain(block: Figures) -> dict[str, object]:
    """One block of figures, scores as objects and kinds by name."""
    out: dict[str, object] = {}
    for name in block.__dataclass_fields__:
        value: object = getattr(block, name)
        out[name] = _plain_score(value) if isinstance(value, Score) else value
    return {**out, "kinds": {str(kind): f1 for kind, f1 in block.kinds}}


def _plain_score(score: Score) -> dict[str, object]:
    return {"p": score.precision, "r": score.recall, "f1": score.f1, "ci95": list(score.interval) if score.interval else None}


def _plain_counts(counts: ActorCounts) -> dict[str, object]:
    plain = asdict(counts)
    for name in ("right_share", "wrong_share", "abstained_share"):
        interval = plain[name]["interval"]
        plain[name] = {"percent": plain[name]["percent"], "ci95": list(interval) if interval else None}
    return plain


def _plain_actors(actors: ActorFigures) -> dict[str, object]:
    return {
        **_plain_counts(actors.total),
        "classes": {str(kind): _plain_counts(counts) for kind, counts in actors.classes},
        "sources": {source: _plain_counts(counts) for source, counts in actors.sources},
    }


def _plain_mentions(mentions: MentionFigures) -> dict[str, object]:
    return {
        "all": _plain_score(mentions.all),
        "kinds": {str(kind): _plain_score(score) for kind, score in mentions.kinds},
        "predicted": mentions.predicted,
        "gold": mentions.gold,
    }


def predict_all(gold: Iterable[GoldDocument], predict: Callable[[str], tuple[Answer, ...]]) -> dict[str, tuple[Answer, ...]]:
    """The answers of a system to the bare text of every gold document, by document id."""
    return {document.id: predict(document.text) for document in gold}


def evaluate(
    gold: Sequence[GoldDocument],
    predictions: Mapping[str, Sequence[Answer]],
    *,
    mentions: Mapping[str, Sequence[Found]] | None = None,
    words_of: Callable[[GoldDocument], NameWords | None] | None = None,
    bootstrap: int = 1000,
    seed: int = 3,
) -> Evaluation:
    """Score the predictions, by document id, against gold; a document without predictions counts as one with none.

    `mentions` are those found in each document, scored where its gold carries some; `words_of` gives the words of a document's
    language, without which actors are not told by class. `bootstrap` resamples of documents, drawn with `seed`, give 95 % intervals;
    0 leaves them out.
    """
    documents = [
        (_answers(document, predictions.get(document.id, ())), _gold(document, words_of(document) if words_of is not None else None))
        for document in gold
    ]
    framed = [(_unreported(answers), _unreported(wanted)) for answers, wanted in documents]

    def block(rows: Sequence[tuple[list[Item], list[Item]]], strict: bool) -> Figures:
        tallies = [tally(pair(answers, wanted, strict=strict)) for answers, wanted in rows]
        return figures(tallies, bootstrap=bootstrap, seed=seed)

    def actors() -> ActorFigures:
        tallies = [tally_actors(pair(*rows, strict=True), document.source) for document, rows in zip(gold, documents, strict=True)]
        return actor_figures(tallies, sorted({one.source for one in gold if one.source}), bootstrap=bootstrap, seed=seed)

    named = any(item.names for _, wanted in documents for item in wanted)
    marked = [tally_mentions((mentions or {}).get(one.id, ()), one.mentions) for one in gold if one.mentions is not None]
    return Evaluation(
        documents=len(gold),
        official=block(documents, strict=False),
        strict=block(documents, strict=True),
        official_without_reported=block(framed, strict=False),
        strict_without_reported=block(framed, strict=True),
        actors=actors() if named else None,
        mentions=mention_figures(marked, bootstrap=bootstrap, seed=seed) if marked else None,
    )


def _gold(document: GoldDocument, words: NameWords | None) -> list[Item]:
    def item(one: GoldQuotation) -> Item:
        spoken = " ".join(document.text[start:end] for start, end in one.stretches[ROLES.index(Role.SPEAKER)])
        names = (one.actor,) if one.actor else ()
        return Item(one.kind, one.tokens, names, speaker_class(spoken, one.actor, words) if words is not None else None)

    return [item(one) for one in document.quotations]


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
