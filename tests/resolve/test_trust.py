"""Which answers are withheld because answers found like them are right too seldom."""

from __future__ import annotations

import pytest
from tests.resolve.marked_text import read

from wortlaut_de import German

BARE = "<q>Der Damm halte</q>, heißt es in <s>dem 140 Seiten starken Gutachten</s>."
ISSUED = "<q>Der Damm halte</q>, heißt es in <s>dem 140 Seiten starken Gutachten des Wasseramts</s>."
NAMED = "<q>Der Damm halte</q>, sagte <s>Jana Ostermoor</s>."


@pytest.fixture
def bound(monkeypatch):
    """Sets the bound of the German pack for one test."""
    return lambda value: monkeypatch.setattr(German().name_words(), "trust_bound", value)


def test_document_that_is_only_called_by_its_noun_is_withheld():
    """A bare "report" may be any: it is no actor, and the reason names it with the share that is right."""
    said = read(BARE).said()
    assert said.startswith("- perhaps Gutachten, but of speakers told like this only ")
    assert said.endswith(" in 100 are found right")


def test_document_with_its_issuer_is_an_actor():
    """What tells whose document it is tells enough."""
    assert read(ISSUED).said() == "Gutachten des Wasseramts (description)"


def test_bound_decides_what_is_withheld(bound):
    """With a bound of nothing every answer stands, with one above all of them none does."""
    bound(0.0)
    assert read(BARE).said() == "Gutachten (description)"
    bound(1.01)
    assert read(NAMED).actor() is None


def test_withheld_answer_leaves_no_link_and_no_actor(bound):
    """What is withheld as a speaker stands in no list of actors and links either."""
    bound(1.01)
    resolution = read(NAMED).resolution
    assert (resolution.actors, resolution.links) == ((), ())


def test_confidence_of_a_link_orders_names_before_descriptions():
    """A link with a full name is surer than one with a description."""
    named, described = read(NAMED), read("<q>Der Damm halte</q>, sagte <s>die Sprecherin des Wasseramts</s>.")
    assert named.resolution.links[0].confidence > 0.9 > described.resolution.links[0].confidence


def test_pronoun_is_trusted_no_more_than_what_it_points_to():
    """A pronoun takes over the doubt about the speaker it means."""
    made = read("<q>Der Damm halte</q>, sagte <s>die Sprecherin des Wasseramts</s>. <q2>Er sei neu</q2>, sagte <s2>sie</s2>.")
    first, second = made.resolution.links
    assert second.confidence <= first.confidence


def test_withheld_speaker_is_still_followed(bound):
    """A later pronoun does not jump to somebody else because the speaker before it was withheld."""
    text = "Konrad Welling kam. <q>Der Damm halte</q>, sagte <s>Jana Ostermoor</s>. <q2>Er sei neu</q2>, sagte <s2>sie</s2>."
    bound(1.01)
    assert read(text).said(2).startswith("- perhaps Jana Ostermoor, ")
