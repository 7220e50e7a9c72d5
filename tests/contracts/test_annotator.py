"""What every quotation annotator has to keep: drafts whose spans lie in read lines, in order, whatever the text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.hang import ends

from wortlaut import pipeline
from wortlaut.parse import parse
from wortlaut.records import Article, Draft, Parse, Producer
from wortlaut.seams import Annotator

ANNOTATORS = pipeline.annotators()
each_annotator = pytest.mark.parametrize("annotator", ANNOTATORS, ids=lambda annotator: annotator.name)

PIECES = st.sampled_from(
    ["„", "“", '"', "»", "«", "‚", "‘", " sagte ", " Welling", " er ", ", ", ".", ": ", "Der Damm hält", "dass", " sei ", "nach Angaben von ", "Laut ", "\n\n", "!", " Ostermoor ", "kündigte", " an", "forderte "]
)  # fmt: skip


def read(text: str) -> tuple[Article, Parse]:
    """The article and parse of a text, every line body."""
    from wortlaut.records import Capture, MediaType

    article = pipeline.make_article(Capture.of("t", text.encode("utf-8", "replace"), MediaType.TEXT, "utf-8", "test", ""), plain=True)
    language = next(pack for pack in pipeline.languages() if pack.code == "de")
    return article, parse(article, language)


def check(drafts: tuple[Draft, ...], article: Article) -> None:
    """The invariants of drafts."""
    for number, draft in enumerate(drafts):
        assert draft.quote, draft
        assert draft.rule
        assert 0 <= draft.confidence <= 1
        assert draft.within is None or (0 <= draft.within < len(drafts) and draft.within != number)
        for spans in (draft.quote, draft.cue, draft.frame, draft.speaker, draft.addressee):
            assert all(article.text[span.start : span.end] == span.text for span in spans)
            assert all(left.end <= right.start for left, right in pairwise(spans))


@each_annotator
def test_an_annotator_names_its_producer(annotator: Annotator) -> None:
    """Name, version, and a digest of the tables or weights it works with."""
    producer = annotator.producer()
    assert isinstance(producer, Producer)
    assert producer.name
    assert producer.version
    assert producer.weights


@each_annotator
def test_an_annotator_that_lacks_something_names_the_one_that_serves(annotator: Annotator) -> None:
    """It is its own producer exactly where nothing is missing."""
    assert (annotator.producer().name == annotator.name) is not bool(annotator.missing())


@each_annotator
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    text=st.one_of(st.text(min_size=1, max_size=200), st.lists(PIECES, min_size=1, max_size=40).map("".join)).filter(
        lambda text: any(sign.isalpha() for sign in text)
    )
)
def test_drafts_lie_in_the_text_whatever_it_is(annotator: Annotator, text: str) -> None:
    """No text makes an annotator raise or point outside."""
    article, parsed = read(text)
    check(annotator.annotate(article, parsed), article)


@each_annotator
def test_an_annotator_is_deterministic(annotator: Annotator) -> None:
    """The same article gives the same drafts."""
    article, parsed = read("„Der Damm hält“, sagte Welling. Er forderte mehr Messstellen.\n")
    assert annotator.annotate(article, parsed) == annotator.annotate(article, parsed) != ()


@each_annotator
@pytest.mark.parametrize(
    "bait",
    [
        "„ Der Damm hält nicht. » " * 1500,
        "sagte er, " * 5000,
        '"' * 5000,
        "dass " * 8000,
        "Laut " * 8000,
        "Welling " * 8000,
        "nach Angaben von " * 4000,
    ],
    ids=["marks", "frames", "straight marks", "dass", "laut", "names", "angaben"],
)
def test_bait_ends_in_time(annotator: Annotator, bait: str) -> None:
    """Text made to trap rules does not hang them, and spans stay in it."""
    article, parsed = read("Der Pegel steigt. " + bait + " Ende.\n")
    with ends():
        check(annotator.annotate(article, parsed), article)
