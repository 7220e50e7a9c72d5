"""Concepts are ranked by the codebook's words and by what people decided; the same input gives the same ranking."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wortlaut.records import Codebook, Concept, Kind
from wortlaut.stance.passage import Passage
from wortlaut.stance.suggest import MOST_DECISIONS, Decided, Suggester

MERLE = Codebook.of(
    "Merle",
    (
        Concept("mauer", (("de", "Die Staumauer ist sicher"),), cues=("Risse", "Beton")),
        Concept("fische", (("de", "Der Stau schadet den Fischen"),), cues=("Forellen",)),
        Concept("vertrag", (("de", "Ein Wasservertrag soll geschlossen werden"),)),
    ),
)


def passage(words: str, statement: str = "s-1", article: str = "a-1") -> Passage:
    """A statement with nothing around it."""
    return Passage(statement, article, words, words, "", "", Kind.DIRECT)


def best(suggester: Suggester, words: str) -> str:
    """The concept ranked first for a statement that stands alone."""
    return suggester.suggest([passage(words)])[0][0].concept


@pytest.mark.parametrize(
    ("words", "concept"),
    [
        ("Die Staumauern halten", "mauer"),
        ("Der Beton hat keine Risse", "mauer"),
        ("Die Meerforelle findet ihren Laichplatz nicht, sagen die Fischer", "fische"),
        ("Erst kommt der Vertrag", "vertrag"),
    ],
)
def test_the_codebook_speaks_alone_before_anybody_decided(words: str, concept: str) -> None:
    """Labels and cues rank concepts through inflections and compounds."""
    assert best(Suggester(MERLE), words) == concept


def test_a_handful_of_decisions_moves_the_ranking() -> None:
    """Words the codebook does not have point to a concept once a few statements with them were coded."""
    turned = [f"Die Turbinen {word} still" for word in ("stehen", "bleiben", "liegen")]
    suggester = Suggester(MERLE, [passage(words) for words in turned])
    before = suggester.suggest([passage("Turbinen ohne Wasser")])[0]
    suggester.learn(Decided(passage(words, f"s-{n}"), frozenset({"vertrag"})) for n, words in enumerate(turned))
    after = suggester.suggest([passage("Turbinen ohne Wasser")])[0]
    assert after[0].concept == "vertrag"
    assert after[0].score > next(one.score for one in before if one.concept == "vertrag")


def test_every_suggestion_says_what_it_rests_on() -> None:
    """Cues are named with their words, decisions with their statements; the producer names codebook and decisions."""
    suggester = Suggester(MERLE, [passage("Forellen laichen im Kies")])
    suggester.learn([Decided(passage("Forellen laichen im Kies", "s-coded"), frozenset({"fische"}))])
    first = suggester.suggest([passage("Im Kies laichen Forellen")])[0][0]
    assert first.why == ("says 'Forellen'", "like s-coded, coded so")
    assert first.producer == suggester.producer()
    assert (first.producer.name, first.producer.pack) == ("concepts", MERLE.version)
    assert Suggester(MERLE).producer() != suggester.producer()


def test_statements_take_over_a_share_of_their_neighbours() -> None:
    """A statement that says nothing by itself is ranked by what stands before it."""
    suggester = Suggester(MERLE)
    alone = suggester.suggest([passage("Dabei bleibt es.")])[0][0]
    behind = suggester.suggest([passage("Die Forellen sterben"), passage("Dabei bleibt es.", "s-2")])[1][0]
    assert behind.concept == "fische"
    assert behind.score > alone.score


def test_nothing_is_suggested_for_nothing() -> None:
    """An article without statements has no suggestions; an empty statement has some, with no score to speak of."""
    assert Suggester(MERLE).suggest([]) == ()
    assert all(one.score < 0.4 for one in Suggester(MERLE).suggest([passage("")])[0])


def test_no_concept_is_a_decision_too() -> None:
    """Where people found that no concept fits, like statements are scored lower for all."""
    words = "Der Reporter fragt nach der Mauer"
    suggester = Suggester(MERLE, [passage(words)])
    before = suggester.suggest([passage(words)])[0][0].score
    suggester.learn(Decided(passage(words, f"s-{n}"), frozenset()) for n in range(3))
    assert suggester.suggest([passage(words)])[0][0].score < before


def test_concepts_of_another_codebook_teach_nothing() -> None:
    """A decision for a concept that is no longer in the codebook changes nothing."""
    suggester = Suggester(MERLE)
    before = suggester.suggest([passage("Die Mauer hält")])
    suggester.learn([Decided(passage("Die Mauer hält"), frozenset({"gone"}))])
    assert [one.score for one in suggester.suggest([passage("Die Mauer hält")])[0]] == [one.score for one in before[0]]


def test_it_learns_from_the_newest_decisions_only() -> None:
    """More decisions than it can learn from quickly push out the oldest."""
    suggester = Suggester(MERLE)
    suggester.learn([Decided(passage("Turbinen", "s-old"), frozenset({"vertrag"}))])
    old = suggester.producer()
    suggester.learn(Decided(passage("Beton", f"s-{n}"), frozenset({"mauer"})) for n in range(MOST_DECISIONS))
    fresh = Suggester(MERLE)
    fresh.learn(Decided(passage("Beton", f"s-{n}"), frozenset({"mauer"})) for n in range(MOST_DECISIONS))
    assert suggester.producer() == fresh.producer() != old


texts = st.lists(st.text(max_size=40), min_size=1, max_size=4)


@settings(max_examples=40, deadline=None)
@given(texts, st.lists(st.tuples(st.text(max_size=30), st.sets(st.sampled_from(["mauer", "fische", "vertrag"]))), max_size=5))
def test_any_text_gives_the_same_suggestions_twice(article: list[str], decided: list[tuple[str, set[str]]]) -> None:
    """Whatever the words, every statement gets all concepts once, scored from 0 to 1, and a second suggester agrees."""

    def ranked() -> tuple[tuple[object, ...], ...]:
        suggester = Suggester(MERLE, map(passage, article))
        suggester.learn(Decided(passage(words, f"s-{n}"), frozenset(concepts)) for n, (words, concepts) in enumerate(decided))
        return suggester.suggest([passage(words, f"t-{n}") for n, words in enumerate(article)])

    first = ranked()
    assert first == ranked()
    assert [sorted(one.concept for one in row) for row in first] == [["fische", "mauer", "vertrag"]] * len(article)
    assert all(0 <= one.score <= 1 for row in first for one in row)
