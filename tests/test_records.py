"""Records keep their own invariants."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wortlaut.errors import ExitCode, LedgerBusyError, QuotationError, WortlautError
from wortlaut.records import Capture, Given, Interval, MediaType, Problem, Quotation, Reason, Span, Stage, content_id, digest_text


@given(text=st.text(min_size=1, max_size=50), data=st.data())
def test_a_span_cuts_its_own_words(text: str, data: st.DataObject) -> None:
    """`text[start:end]` is the span's text for every valid pair of offsets."""
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    span = Span.of(text, start, end)
    assert text[span.start : span.end] == span.text


@pytest.mark.parametrize(("start", "end", "words"), [(3, 3, ""), (4, 3, "x"), (-1, 1, "ab"), (0, 2, "abc")])
def test_a_span_that_does_not_fit_is_refused(start: int, end: int, words: str) -> None:
    """Empty, inverted, negative and ill-fitting spans do not exist."""
    with pytest.raises(QuotationError):
        Span(start, end, words)


def test_spans_know_how_they_lie() -> None:
    """Touching spans do not overlap; a span is within itself."""
    text = "Der Damm hält"
    der, damm, both = Span.of(text, 0, 3), Span.of(text, 4, 8), Span.of(text, 0, 8)
    assert der.within(both)
    assert der.within(der)
    assert both.overlaps(damm)
    assert not der.overlaps(damm)


def test_an_interval_does_not_end_before_it_starts() -> None:
    """Both ends are inclusive and in order; one day has three equal dates."""
    with pytest.raises(QuotationError):
        Interval("2021-03-09", "2021-03-08")
    assert Interval.day("2021-03-08", Reason.DATE_LINE) == Interval("2021-03-08", "2021-03-08", "2021-03-08", Reason.DATE_LINE)


def test_ids_are_the_same_everywhere() -> None:
    """An id is a prefix and the hash of its parts, the same on every machine."""
    assert content_id("s", "a", 1) == "s-" + digest_text("a\x1f1")[:16]
    assert content_id("s", "a", 1) != content_id("s", "a1")


def test_the_same_bytes_are_the_same_capture_unless_the_table_says_otherwise() -> None:
    """Path and time do not make a capture another one; the outlet a table names does."""

    def capture(source: str, outlet: str | None) -> Capture:
        return Capture.of(source, b"Der Damm", MediaType.TEXT, "utf-8", "", source, Given(row=len(source), outlet=outlet))

    assert capture("a.txt", None).id == capture("folder/b.txt", None).id
    assert capture("a.csv#1", "Uferblatt").id != capture("a.csv#1", "Talzeitung").id


def test_a_quotation_keeps_its_id_with_its_words() -> None:
    """The id depends on article and quote spans only."""
    text = "„Ja“, sagte sie. „Nein“"
    first, second = Span.of(text, 0, 4), Span.of(text, 17, 23)
    assert Quotation.id_of("a-1", (first, second)) != Quotation.id_of("a-1", (first,))
    assert Quotation.id_of("a-1", (first,)) != Quotation.id_of("a-2", (first,))


def test_errors_and_problems_are_one_line() -> None:
    """What happened: on what: how to fix it; line breaks in names cannot break the line."""
    error = LedgerBusyError("the ledger is locked", "a\nb.wortlaut", "close the other program")
    assert str(error) == "the ledger is locked: a b.wortlaut: close the other program"
    assert isinstance(error, WortlautError)
    assert error.exit_code is ExitCode.LEDGER
    assert Problem("a\nb.txt", Stage.CAPTURE, "is empty", "").line() == "a b.txt: is empty"
