"""Records go to JSON and back unchanged; damaged data is refused, never guessed at."""

import dataclasses
import inspect
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wortlaut import records
from wortlaut.errors import LedgerError
from wortlaut.records import Interval, Kind, Producer, Reason, Span
from wortlaut.store.codec import from_data, from_json, spans_in, to_data, to_json

COMPUTED = {"wortlaut.records.study", "wortlaut.records.findings", "wortlaut.records.accounts"}
"""Records that are computed anew from the ledger whenever they are asked for, and never kept in it; so are orphans."""

EVERY = sorted(
    (
        one
        for _, one in inspect.getmembers(records, inspect.isclass)
        if dataclasses.is_dataclass(one) and one.__module__ not in COMPUTED and one not in (records.Orphan, records.Decided)
    ),
    key=lambda one: one.__name__,
)

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=8)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    """A span that keeps its own invariant."""
    words = draw(ANY_TEXT.filter(bool))
    start = draw(st.integers(0, 10**9))
    return Span(start, start + len(words), words)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    """An interval that does not end before it starts."""
    days = sorted(draw(st.lists(st.dates().map(str), min_size=2, max_size=2)))
    start, end = (draw(st.sampled_from((day, None))) for day in days)
    return Interval(start, end, draw(st.none() | st.sampled_from(days)), draw(st.sampled_from(Reason)), draw(st.none() | spans()))


st.register_type_strategy(str, ANY_TEXT)
st.register_type_strategy(float, st.floats(allow_nan=False))
st.register_type_strategy(Span, spans())
st.register_type_strategy(Interval, intervals())


@pytest.mark.parametrize("record", EVERY, ids=lambda one: one.__name__)
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_every_record_round_trips(record: type, data: st.DataObject) -> None:
    """Whatever a record of the ledger holds, its JSON gives back an equal record, and the text is one that any database can hold."""
    one = data.draw(st.from_type(record))
    text = to_json(one)
    assert from_json(record, text) == one
    assert from_data(record, json.loads(json.dumps(to_data(one)))) == one


@given(st.lists(spans(), max_size=4).map(tuple))
def test_tuples_round_trip(several: tuple[Span, ...]) -> None:
    """Tuples of records come back as tuples of records."""
    assert from_json(tuple[Span, ...], to_json(several)) == several


def test_data_is_plain() -> None:
    """The data has the field names of the record, and values that any reader of JSON understands."""
    assert to_data(Span(3, 7, "Damm")) == {"start": 3, "end": 7, "text": "Damm"}
    assert to_data((Kind.FREE_INDIRECT, Producer("rules", "1"))) == [
        "FreeIndirect",
        {"name": "rules", "version": "1", "weights": None, "pack": None},
    ]
    assert to_json(Span(0, 4, "Öl ß")) == '{"start":0,"end":4,"text":"Öl ß"}'
    assert to_json(()) == "[]"


@pytest.mark.parametrize(
    ("record", "text"),
    [
        (Span, "{"),
        (Span, "[]"),
        (Span, '{"start":3,"end":7}'),
        (Span, '{"start":3,"end":7,"text":"Damm","note":""}'),
        (Span, '{"start":"3","end":7,"text":"Damm"}'),
        (Span, '{"start":true,"end":5,"text":"Damm"}'),
        (Span, '{"start":3,"end":8,"text":"Damm"}'),
        (Kind, '"direct"'),
        (tuple[Span, ...], '{"start":3}'),
        (tuple[tuple[int, int], ...], "[[1,2,3]]"),
        (records.Capture, "null"),
        (bytes, '"%%"'),
        (Span, "[" * 100_000),
    ],
)
def test_damaged_data_is_refused(record: type, text: str) -> None:
    """What is not exactly such a record raises a LedgerError of one line."""
    with pytest.raises(LedgerError, match="a stored record is not") as caught:
        from_json(record, text)
    assert "\n" not in str(caught.value)


def test_a_hint_without_a_codec_is_a_defect() -> None:
    """A record with a field of a kind the codec does not know fails at once, not at reading time."""
    with pytest.raises(TypeError, match="no codec"):
        from_data(dict, {})
    with pytest.raises(TypeError, match=r"only `X . None`"):
        from_data(int | str, 1)


def test_spans_are_found_however_deep() -> None:
    """Every span in nested records and tuples is found, in order."""
    first, second = Span(0, 1, "a"), Span(5, 6, "b")
    assert list(spans_in((Interval(span=first), ("x", (second,)), None, 3))) == [first, second]
