"""The promise on any text: every span that the rules find is exactly what stands in the article, and time stays linear."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.hang import ends
from tests.quote.marked import article_of, quotations_in

PIECES = [
    "Kolb", "der Landrat", "sagte", "sagte er", "fordert", "teilte mit", "dass", "ob", "der Damm sei sicher", "habe", "müsse", "hieß es", "laut", "Nach Angaben von",
    "zufolge", "demnach", "so", "wie", "zu senken", "und", "aber", "nannte", "als Fehler", "kritisierte", "die Pläne", "„", "“", '"', "»", "«", "‚", "‘", "'", "’", ",", ".", ":",
    ";", "–", "-", "(", ")", "!", "?", "…", "\n", "\n\n", "2014", "3,5", "😀", "é", "é", "\u200f", "\u00a0", "\u00ad", "ſ", "İ",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join) | st.text(max_size=120)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_every_span_is_what_stands_in_the_text(text):
    """On any mixture of words and signs the rules do not raise, and all spans are ordered words of the text."""
    found = quotations_in(text)
    known = {quotation.id for quotation in found}
    assert len(known) == len(found)
    for quotation in found:
        for spans in (quotation.quote, quotation.cue, quotation.frame, quotation.speaker, quotation.addressee):
            assert all(text[span.start : span.end] == span.text for span in spans)
            assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
        assert quotation.quote
        assert quotation.nested_in is None or quotation.nested_in in known
        assert bool(quotation.speaker) != bool(quotation.speaker_reason)


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_the_same_text_gives_the_same_quotations(text):
    """Two readings of one text are equal in every field."""
    assert quotations_in(text) == quotations_in(text)


HOSTILE = {
    "unbalanced marks": "„ « \" ' ‚ » " * 2000,
    "commas": "Kolb sagte, " * 5000,
    "frames in frames": "Kolb sagte, dass er sagte, dass " * 2000,
    "one long word": "a" * 1_000_000,
    "no stop": "Der Damm sei sicher und " * 10000,
    "brackets": "(" * 100_000,
    "laut": "laut " * 20_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_ends(text):
    """Text made to trap rules does not hang them."""
    with ends():
        quotations_in(text)


def test_an_empty_article_has_no_quotations():
    """Nothing in, nothing out."""
    assert quotations_in("") == ()
    assert article_of("").lines == ()
