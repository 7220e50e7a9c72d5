"""What the quote room makes of an annotator's drafts, whoever found them."""

import pytest
from tests.quote.marked import LANGUAGE, article_of

from wortlaut.errors import QuotationError
from wortlaut.parse import parse
from wortlaut.quote import attribute
from wortlaut.records import Draft, Kind, ModalityClass, Producer, Quotation, Span

TEXT = "Kolb sagte, der Damm sei angeblich „morsch“. Niemand lachte. Der Bote lag bei."


class Proposing:
    """An annotator that proposes what it was given."""

    name = "proposing"
    language = "de"

    def __init__(self, *drafts):
        self.drafts = drafts

    def producer(self):
        """Its name."""
        return Producer("proposing", "7")

    def annotate(self, article, parsed):
        """What it was given."""
        return self.drafts


def span(words, text=TEXT):
    """The span of the first place where the words stand."""
    start = text.index(words)
    return Span.of(text, start, start + len(words))


def attributed(*drafts):
    """The quotations made of these drafts."""
    article = article_of(TEXT)
    return attribute(article, parse(article, LANGUAGE), Proposing(*drafts), LANGUAGE)


def test_quotations_come_in_text_order_with_ids_of_their_words():
    """Drafts in any order come out by position; the id depends on article and quote spans only."""
    late, early = Draft(Kind.REPORTED, (span("Niemand lachte."),)), Draft(Kind.INDIRECT, (span("der Damm"),))
    first, second = attributed(late, early)
    assert [q.quote[0].text for q in (first, second)] == ["der Damm", "Niemand lachte."]
    assert first.id == Quotation.id_of(article_of(TEXT).id, (span("der Damm"),))
    assert first.producer == Producer("proposing", "7")


def test_the_same_stretch_is_quoted_once_by_the_surer_draft():
    """Of two drafts with the same quote spans the more confident one stands."""
    quote = (span("der Damm sei angeblich „morsch“"),)
    (found,) = attributed(Draft(Kind.REPORTED, quote, confidence=0.4, rule="a"), Draft(Kind.INDIRECT, quote, confidence=0.9, rule="b"))
    assert (found.kind, found.rule) == (Kind.INDIRECT, "b")


def test_within_becomes_the_id_of_the_enclosing_quotation():
    """`within` counts drafts; `nested_in` is the id of that draft's quotation, wherever it ended up."""
    inner = Draft(Kind.DIRECT, (span("„morsch“"),), within=1)
    outer = Draft(Kind.INDIRECT, (span("der Damm sei angeblich „morsch“"),))
    first, second = attributed(inner, outer)
    assert (first.nested_in, second.nested_in) == (None, first.id)


def test_a_circle_of_nested_drafts_is_cut():
    """Quotations that claim to lie in each other lie in none."""
    a, b = Draft(Kind.DIRECT, (span("„morsch“"),), within=1), Draft(Kind.INDIRECT, (span("der Damm"),), within=0)
    assert [q.nested_in for q in attributed(a, b)] == [None, None]


def test_within_out_of_range_is_dropped():
    """An index that names no draft nests nowhere."""
    (found,) = attributed(Draft(Kind.DIRECT, (span("„morsch“"),), within=5))
    assert found.nested_in is None


@pytest.mark.parametrize(("given", "kept"), [(-3.0, 0.0), (0.25, 0.25), (7.0, 1.0)])
def test_confidence_is_brought_into_the_unit_interval(given, kept):
    """Confidence below 0 or above 1 is cut off."""
    (found,) = attributed(Draft(Kind.DIRECT, (span("„morsch“"),), confidence=given))
    assert found.confidence == kept


def test_no_speaker_has_a_reason():
    """A quotation without a speaker says why, also where the annotator did not."""
    (silent,) = attributed(Draft(Kind.DIRECT, (span("„morsch“"),)))
    (given,) = attributed(Draft(Kind.DIRECT, (span("„morsch“"),), speaker_reason="two speakers are possible"))
    assert silent.speaker_reason == "the text names no speaker here"
    assert given.speaker_reason == "two speakers are possible"


def test_words_of_doubt_in_the_sentence_are_attached_with_their_class():
    """Modality lists the words of doubt in quote, frame and sentence, each with its class."""
    (found,) = attributed(Draft(Kind.INDIRECT, (span("der Damm"),), frame=(span("Kolb sagte,"),)))
    assert [(m.span.text, m.kind) for m in found.modality] == [("angeblich", ModalityClass.HEARSAY)]
    (other,) = attributed(Draft(Kind.REPORTED, (span("Niemand lachte."),)))
    assert [m.span.text for m in other.modality] == []


def wrong():
    """A span of another text at the place of the first words."""
    return Span(0, 4, "Vry ")


@pytest.mark.parametrize(
    "draft",
    [
        Draft(Kind.DIRECT, ()),
        Draft(Kind.DIRECT, (wrong(),)),
        Draft(Kind.DIRECT, (span("„morsch“"),), speaker=(wrong(),)),
        Draft(Kind.DIRECT, (span("„morsch“"), span("der Damm"))),
    ],
    ids=["no quote", "foreign quote", "foreign speaker", "out of order"],
)
def test_an_annotator_that_breaks_the_promise_is_refused(draft):
    """Spans that are not the article's words in text order are a defect of the annotator and named as such."""
    with pytest.raises(QuotationError, match="proposing"):
        attributed(draft)


def doubts(text, words):
    """The words of doubt of a quotation of these words."""
    article = article_of(text)
    (found,) = attribute(article, parse(article, LANGUAGE), Proposing(Draft(Kind.INDIRECT, (span(words, text),))), LANGUAGE)
    return [(doubt.kind, doubt.span.text) for doubt in found.modality]


def test_what_cannot_be_checked_is_said_behind():
    """A sentence behind the quotation that quotes nothing and says it cannot be verified belongs to it; other doubt there does not."""
    said = "Laut Kolb fehlen drei Pegel. "
    assert doubts(said + "Die Angaben sind kaum überprüfbar.", "fehlen drei Pegel") == [(ModalityClass.UNVERIFIED, "kaum überprüfbar")]
    assert doubts(said + "Der Bote lag angeblich bei.", "fehlen drei Pegel") == []
    assert doubts(said + "\nDie Angaben sind kaum überprüfbar.", "fehlen drei Pegel") == []
