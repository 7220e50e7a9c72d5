"""Actors are counted in all, per class of speaker and per source; the class is told by the gold alone."""

from __future__ import annotations

import pytest

from wortlaut.evaluate import Answer, GoldDocument, GoldQuotation, Share, SpeakerClass, evaluate, speaker_class
from wortlaut.evaluate.gold import ROLES, Role
from wortlaut.parse.tokens import TOKEN
from wortlaut.records import Kind, Producer, Quotation, Span
from wortlaut_de.names import load_name_words

WORDS = load_name_words()
SAID = "Der Damm hält."

CLASSES = [
    ("Konrad Welling", "Konrad Welling (Energieminister, Südmark)", SpeakerClass.NAME),
    ("Energieminister Welling", "Konrad Welling (Energieminister, Südmark)", SpeakerClass.NAME),
    ("Wellings Sprecherin", "Konrad Welling (Energieminister, Südmark)", SpeakerClass.NAME),
    ("der Energieminister", "Konrad Welling (Energieminister, Südmark)", SpeakerClass.ROLE),
    ("die Veranstalter", "Veranstalter der Kundgebung", SpeakerClass.ROLE),
    ("er", "Konrad Welling (Energieminister, Südmark)", SpeakerClass.PRONOUN),
    ("Sie", "anonym: Anwohnerin", SpeakerClass.PRONOUN),
    ("Demnach", "Gutachten des Büros Hartig", SpeakerClass.PRONOUN),
    ("das Landgericht", "Landgericht Elster", SpeakerClass.ORGANISATION),
    ("Paris", "Frankreich", SpeakerClass.ORGANISATION),
    ("der FWA", "FWA (Wählergemeinschaft)", SpeakerClass.ORGANISATION),
    ("einer Umfrage", "Umfrage des Instituts Merlepol", SpeakerClass.DOCUMENT),
    ("Angaben von Anwohnern", "anonym: Anwohner", SpeakerClass.ANONYMOUS),
    ("ersten Angaben", None, SpeakerClass.NONE),
    ("", "Konrad Welling (Energieminister, Südmark)", SpeakerClass.NONE),
]


@pytest.mark.parametrize(("speaker", "actor", "wanted"), CLASSES)
def test_the_class_is_told_by_the_gold(speaker: str, actor: str | None, wanted: SpeakerClass) -> None:
    """The words of the gold speaker and the name of the gold actor tell the class, whatever a system answers."""
    assert speaker_class(speaker, actor, WORDS) is wanted


def document(name: str, speaker: str, actor: str | None, source: str | None = None) -> GoldDocument:
    """A text in which one speaker says one sentence."""
    text = f"{SAID} Das sagte {speaker}."
    tokens = tuple(match.span() for match in TOKEN.finditer(text))
    bare = GoldDocument(name, text, tokens, ())
    places = {Role.QUOTE: ((0, len(SAID)),), Role.SPEAKER: ((text.index(speaker), text.index(speaker) + len(speaker)),)}
    stretches = tuple(places.get(role, ()) for role in ROLES)
    quotation = GoldQuotation(Kind.DIRECT, tuple(bare.covered(part) for part in stretches), stretches, actor)
    return GoldDocument(name, text, tokens, (quotation,), source)


def answer(gold: GoldDocument, *names: str) -> Answer:
    """The quotation of a document as a system finds it, with these names for its actor."""
    spans = {str(role): tuple(Span.of(gold.text, *place) for place in gold.quotations[0].stretches[at]) for at, role in enumerate(ROLES)}
    made = Quotation("s-1", "a-1", Kind.DIRECT, nested_in=None, modality=(), confidence=1.0, rule="", producer=Producer("test", "1"), **spans)
    return Answer(made, names)


def test_outcomes_stand_under_their_class_and_source() -> None:
    """Two names right and wrong, a pronoun without an answer, nobody rightly unnamed: 2 of 4 right, 1 wrong, 1 abstained."""
    gold = [
        document("1", "Jana Ostermoor", "Jana Ostermoor", "newspaper"),
        document("2", "Ostermoor", "Jana Ostermoor (Wasserministerin)", "newspaper"),
        document("3", "sie", "Jana Ostermoor", "wikinews"),
        document("4", "man", None),
    ]
    named = {"1": ("Jana Ostermoor",), "2": ("Konrad Welling",)}
    got = evaluate(gold, {one.id: [answer(one, *named.get(one.id, ()))] for one in gold}, words_of=lambda _: WORDS, bootstrap=0).actors
    assert got is not None
    total = got.total
    assert (total.right, total.wrong, total.abstained, total.rightly_abstained) == (1, 1, 1, 1)
    assert (total.right_share, total.wrong_share, total.abstained_share) == (Share(50.0), Share(25.0), Share(25.0))
    assert {kind.value: (one.right, one.wrong, one.abstained, one.rightly_abstained) for kind, one in got.classes} == {
        "name": (1, 1, 0, 0),
        "pronoun": (0, 0, 1, 0),
        "none": (0, 0, 0, 1),
    }
    assert {source: (one.right_share.percent, one.answered) for source, one in got.sources} == {"newspaper": (50.0, 100.0), "wikinews": (0.0, 0.0)}


def test_without_the_words_of_the_language_there_are_no_classes() -> None:
    """Where nobody tells pronouns from names, the counts stand in all only."""
    gold = document("1", "Jana Ostermoor", "Jana Ostermoor")
    got = evaluate([gold], {"1": [answer(gold, "Jana Ostermoor")]}, bootstrap=0).actors
    assert got is not None
    assert (got.total.right, got.classes, got.sources) == (1, (), ())


def test_shares_have_bootstrap_intervals() -> None:
    """Three of four speakers right: the interval lies around 75 per cent and is the same for the same seed."""
    gold = [document(str(number), "Jana Ostermoor", "Jana Ostermoor") for number in range(20)]
    answers = {one.id: [answer(one, "Jana Ostermoor" if int(one.id) % 4 else "Konrad Welling")] for one in gold}
    first, again = (evaluate(gold, answers, words_of=lambda _: WORDS, bootstrap=200, seed=5).actors for _ in range(2))
    assert first is not None
    assert first == again
    share = first.total.right_share
    assert share.percent == 75.0
    assert share.interval is not None
    assert 50.0 <= share.interval[0] < 75.0 < share.interval[1] <= 100.0
    assert dict(first.classes)[SpeakerClass.NAME].right_share == share
