"""Through whose hands a statement went, to whom it was made, and when."""

from __future__ import annotations

import pytest
from tests.resolve.marked_text import read

CHAINS = [
    ("<q>Der Damm halte</q><f>, sagte <s>Jana Krell</s></f>.", []),
    ("<q>Der Damm halte</q><f>, wie die „Talzeitung“ unter Berufung auf <s>das Ministerium</s> berichtet</f>.", [("medium", "Talzeitung")]),
    ("<q>Der Damm halte</q><f>, sagte <s>Jana Krell</s> <a>dem „Uferblatt“</a></f>.", [("medium", "Uferblatt")]),
    ("<q>Der Damm halte</q><f>, sagte <s>Jana Krell</s> <a>der Nachrichtenagentur fpa</a></f>.", [("agency", "fpa")]),
    ("<q>Der Damm halte</q><f>, sagte <s>Jana Krell</s> <a>dem Sender Radio Süd</a></f>.", [("medium", "Radio Süd")]),
    ("<q>Der Damm halte</q><f>, sagte <s>Jana Krell</s> <a>dem Radio Süd</a></f>.", [("medium", "Radio Süd")]),
    ("<q>Der Damm halte</q><f>, sagte <s>Jana Krell</s> <a>der Zeitung</a></f>.", []),
    ("<q>Der Damm halte</q><f>, sagte <s>eine Sprecherin des Ministeriums</s></f>.", [("spokesperson", "Sprecherin des Ministeriums")]),
    ("<q>Der Damm halte</q><f>, schrieb <s>die „Talzeitung“</s></f>.", []),
]


@pytest.mark.parametrize(("text", "expected"), CHAINS, ids=[text[20:80] for text, _ in CHAINS])
def test_chain_names_the_hands_between(text, expected):
    """Media, agencies and spokespeople named around the quotation are steps; the speaker is none."""
    assert [(step.hand.value, step.name) for step in read(text).statement().chain] == expected


def test_chain_starts_with_outlet_and_byline():
    """The outlet and the agencies of the byline come first, without a span because they stand in the metadata."""
    chain = read("<q>Ja</q>, sagte <s>Jana Krell</s>.", outlet="Talzeitung", agencies=("fpa",)).statement().chain
    assert [(step.hand.value, step.name, step.span) for step in chain] == [("outlet", "Talzeitung", None), ("agency", "fpa", None)]


def test_the_outlet_by_half_its_name_is_no_other_hand():
    """The words "in an interview with Radio Merle" name the outlet itself, not a medium called Radio."""
    made = read("<q>Der Damm halte</q><f>, sagte <s>Jana Krell</s> <a>dem Radio Merle</a></f>.", outlet="Radio Merle")
    assert [step.name for step in made.statement().chain] == ["Radio Merle"]


def test_steps_of_the_chain_lie_in_the_text():
    """A step found in the text has the span where it stands."""
    made = read("<q>Der Damm halte</q><f>, sagte <s>Jana Krell</s> <a>dem „Uferblatt“</a></f>.")
    (step,) = made.statement().chain
    assert made.article.text[step.span.start : step.span.end] == step.span.text


def test_addressee_is_resolved_like_a_speaker():
    """Whom the words were said to is an actor too."""
    made = read("Jana Krell kam. <q>Der Damm halte</q>, sagte <s>Peter Moll</s> gegenüber <a>Krell</a>.")
    assert made.addressee().name == "Jana Krell"


TIMES = [
    ("<q>Der Damm halte</q><f>, sagte <s>Jana Krell</s> am Freitag</f>.", ("2024-05-10", "2024-05-10")),
    ("Am Freitag sagte <s>Jana Krell</s>, <q>der Damm halte</q>.", ("2024-05-10", "2024-05-10")),
    ("<q>Am Freitag breche der Damm</q><f>, sagte <s>Jana Krell</s></f>.", None),
    ("<q>Der Damm halte</q><f>, sagte <s>Jana Krell</s></f>.", None),
    ("Am Freitag war es noch still, nun heißt es: <q>Der Damm halte</q><f>, sagte <s>Jana Krell</s></f>.", None),
    ("Für Juni 2024 kündigte <s>Jana Krell</s> an: <q>Der Damm halte</q>.", None),
]


@pytest.mark.parametrize(("text", "expected"), TIMES, ids=[text[:50] for text, _ in TIMES])
def test_time_is_told_outside_the_quoted_words(text, expected):
    """The time of a statement stands in its frame or sentence; a time inside the quoted words is no time of speaking."""
    said = read(text, published="2024-05-11").statement().said
    assert (None if said is None else (said.start, said.end)) == expected
