from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.hang import ends

from wortlaut.parse.marks import LONGEST_PAIR, pair_marks
from wortlaut.records import Parse


def paragraphs(text: str) -> tuple[tuple[int, int], ...]:
    """The lines of a text as paragraphs."""
    found, start = [], 0
    for line in text.split("\n"):
        found.append((start, start + len(line)))
        start += len(line) + 1
    return tuple(found)


def pairs(text: str) -> list[tuple[str, int]]:
    """What is inside pairs, marks included, and how deep."""
    return [(text[pair.start : pair.end], pair.depth) for pair in pair_marks(text, paragraphs(text))[0]]


STYLES = [
    ("German", "Sie sagte „Ja“ dazu.", ["„Ja“"]),
    ("German single", "Sie sagte ‚Ja‘ dazu.", ["‚Ja‘"]),
    ("Swiss", "Sie sagte «Ja» dazu.", ["«Ja»"]),
    ("Swiss single", "Sie sagte ‹Ja› dazu.", ["‹Ja›"]),
    ("French with blanks", "Sie sagte « Ja » dazu.", ["« Ja »"]),
    ("reversed", "Sie sagte »Ja« dazu.", ["»Ja«"]),
    ("English", "Sie sagte “Ja” dazu.", ["“Ja”"]),
    ("English single", "Sie sagte ‘Ja’ dazu.", ["‘Ja’"]),
    ("Swedish", "Sie sagte ”Ja” dazu.", ["”Ja”"]),
    ("straight", 'Sie sagte "Ja" dazu.', ['"Ja"']),
    ("straight single", "Sie sagte 'Ja' dazu.", ["'Ja'"]),
    ("typed commas and straight", "Sie sagte ,,Ja'' dazu.", [",,Ja''"]),
    ("typed commas and curly", "Sie sagte ,,Ja“ dazu.", [",,Ja“"]),
    ("TeX", "Sie sagte ``Ja'' dazu.", ["``Ja''"]),
    ("typed guillemets", "Sie sagte <<Ja>> dazu.", ["<<Ja>>"]),
    ("low opening, straight closing", 'Sie sagte „Ja" dazu.', ['„Ja"']),
    ("German closing mark as opening mark", "Sie sagte “Ja“ dazu.", ["“Ja“"]),
    ("low opening, English closing", "Sie sagte „Ja” dazu.", ["„Ja”"]),
    ("inside brackets", "Sie sagte („Ja“) dazu.", ["„Ja“"]),
    ("inside a compound", 'Der US-"Experte" und der "Bote"-Leser.', ['"Experte"', '"Bote"']),
    ("before a comma", '"Ja", sagte sie: "Nein".', ['"Ja"', '"Nein"']),
    ("side by side", '"Ja.""Nein."', ['"Ja."', '"Nein."']),
    ("across sentences", "„Ja. Nein. Doch.“", ["„Ja. Nein. Doch.“"]),
    ("closing after an exclamation", "„Halt!“, rief sie.", ["„Halt!“"]),
]


@pytest.mark.parametrize(("style", "text", "expected"), STYLES, ids=[style for style, _, _ in STYLES])
def test_every_style_pairs(style, text, expected):
    """Marks of each style in use form pairs, and none stays over."""
    found, unpaired = pair_marks(text, paragraphs(text))
    assert [text[pair.start : pair.end] for pair in found] == expected, style
    assert unpaired == ()


NESTED = [
    ("werde \"keine 'Union' stützen\"", [("\"keine 'Union' stützen\"", 0), ("'Union'", 1)]),
    ("„Er rief ‚Nein‘ und ‚Ja‘.“", [("„Er rief ‚Nein‘ und ‚Ja‘.“", 0), ("‚Nein‘", 1), ("‚Ja‘", 1)]),
    ("»Er rief ›Nein‹.«", [("»Er rief ›Nein‹.«", 0), ("›Nein‹", 1)]),
    ("«Er rief ‹Nein›.»", [("«Er rief ‹Nein›.»", 0), ("‹Nein›", 1)]),
    ('"Der "Neue Damm" hält", sagte er', [('"Der "Neue Damm" hält"', 0), ('"Neue Damm"', 1)]),
    ("„Das »Werk« ruht“", [("„Das »Werk« ruht“", 0), ("»Werk«", 1)]),
]


@pytest.mark.parametrize(("text", "expected"), NESTED)
def test_marks_inside_marks_have_depth(text, expected):
    """Inner pairs count their depth from the outermost, which is 0."""
    assert pairs(text) == expected


def test_single_flag_tells_inner_marks():
    """Pairs of single marks are flagged, pairs of double marks are not."""
    text = "„Er rief ‚Nein‘.“ «So ‹ist› es» 'ja'"
    assert [pair.single for pair in pair_marks(text, paragraphs(text))[0]] == [False, True, False, True, True]


APOSTROPHES = ["Wie geht's?", "Hans' Auto steht.", "Hans’ Auto steht.", "L’Aquila und L'Aquila", "die '68er", "die ’68er"]


@pytest.mark.parametrize("text", APOSTROPHES)
def test_apostrophes_are_no_marks(text):
    """Apostrophes open nothing, close nothing and are not listed as unpaired."""
    assert pair_marks(text, paragraphs(text)) == ((), ())


def test_apostrophe_inside_a_quotation_leaves_it_whole():
    """A genitive apostrophe inside straight double marks does not end the quotation."""
    assert pairs('"Hans\' Auto steht", sagte sie') == [('"Hans\' Auto steht"', 0)]


UNBALANCED = [
    ("Sie sagte „Ja und ging.", [], [10]),
    ("Sie sagte Ja“ und ging.", [], [12]),
    ("„Eins und dann „zwei“ hier", [("„zwei“", 0)], [0]),
    ('Ein 5" Rohr liegt da', [], [5]),
    ("»", [], [0]),
    ("", [], []),
]


@pytest.mark.parametrize(("text", "expected", "left"), UNBALANCED)
def test_unbalanced_marks_are_kept_as_unpaired(text, expected, left):
    """A mark without a partner gives no pair; its position is kept."""
    found, unpaired = pair_marks(text, paragraphs(text))
    assert ([(text[pair.start : pair.end], pair.depth) for pair in found], list(unpaired)) == (expected, left)


def test_continuation_marks_give_each_paragraph_a_pair():
    """Where a paragraph opens with a mark while a quotation is still open, each paragraph is a pair; the earlier ones close empty."""
    text = "Sie schrieb: „Eins.\n„Zwei.\n„Drei“, so der Brief."
    found, unpaired = pair_marks(text, paragraphs(text))
    assert [text[pair.start : pair.end] for pair in found] == ["„Eins.", "„Zwei.", "„Drei“"]
    assert [text[pair.close_start : pair.close_end] for pair in found] == ["", "", "“"]
    assert unpaired == ()


def test_continuation_that_never_closes_is_unpaired():
    """Opening marks of consecutive paragraphs without any closing mark give no pair."""
    assert pair_marks("„Eins.\n„Zwei.", ((0, 6), (7, 13))) == ((), (0, 7))


def test_quotation_over_two_paragraphs_without_continuation_mark():
    """A quotation that opens in one paragraph and closes in the next is one pair."""
    assert pairs("„Eins.\nZwei.“ Ende") == [("„Eins.\nZwei.“", 0)]


def test_a_new_quotation_after_a_closed_one_is_no_continuation():
    """A paragraph that opens with a mark is its own quotation when the one before is closed."""
    assert pairs("„Eins.“\n„Zwei.“") == [("„Eins.“", 0), ("„Zwei.“", 0)]


def test_far_marks_do_not_pair():
    """An opening mark does not pair with a closing mark beyond the longest pair, nor thirty paragraphs on."""
    text = "„" + "a " * (LONGEST_PAIR // 2) + "a“"
    assert pair_marks(text, paragraphs(text)) == ((), (0, len(text) - 1))
    text = "„a" + "\na" * 30 + "“"
    assert pair_marks(text, paragraphs(text)) == ((), (0, len(text) - 1))


def test_normalised_text_keeps_every_offset():
    """Normalising replaces paired marks by German ones in a copy of equal length and leaves unpaired ones."""
    text = "Sie: \"So 'ja' ist es\", ,,Tach'' und »nein« „offen"
    marks, unpaired = pair_marks(text, paragraphs(text))
    copy = Parse("a-1", (), (), marks, unpaired).normalise_marks(text)
    assert copy == "Sie: „So ‚ja‘ ist es“, „„Tach““ und „nein“ „offen"
    assert len(copy) == len(text)


SOUP = st.text(alphabet="ab .,\n„“”\"'‚‘’«»‹›`<>-", max_size=200)


@given(SOUP)
@settings(max_examples=400, deadline=None)
def test_pairs_of_any_soup_are_well_nested(text):
    """Pairs lie in the text, in order, never cross, never share a mark, and every pair knows its depth."""
    found, unpaired = pair_marks(text, paragraphs(text))
    marks = [(pair.open_start, pair.open_end) for pair in found] + [
        (pair.close_start, pair.close_end) for pair in found if pair.close_end > pair.close_start
    ]
    marks += [(place, place + 1) for place in unpaired]
    assert all(0 <= start < end <= len(text) for start, end in marks)
    assert all(first[1] <= second[0] for first, second in pairwise(sorted(marks)))
    assert list(found) == sorted(found, key=lambda pair: pair.start)
    for pair in found:
        around = [other for other in found if other is not pair and other.start <= pair.start and pair.end <= other.end]
        crossing = [other for other in found if other.start < pair.start < other.end < pair.end]
        assert not crossing
        assert len(around) == pair.depth


@given(SOUP)
@settings(max_examples=100, deadline=None)
def test_reading_only_some_paragraphs_leaves_the_others_alone(text):
    """No mark outside the given paragraphs is paired or listed."""
    chosen = paragraphs(text)[::2]
    found, unpaired = pair_marks(text, chosen)
    places = [pair.open_start for pair in found] + list(unpaired)
    assert all(any(start <= place < end for start, end in chosen) for place in places)


@pytest.mark.parametrize("sign", [*"„“”\"'‚‘«»‹›", "``", "''", "soup"])
def test_thousands_of_unbalanced_marks_end(sign):
    """Unbalanced marks, whatever they are, are paired or not, and never hang."""
    chance = random.Random(4)  # noqa: S311 - the same soup every time
    count = 100_000
    text = "".join(chance.choice(" a„“”\"'‚‘’«»‹›,.") for _ in range(3 * count)) if sign == "soup" else f" {sign}a" * count
    with ends():
        pair_marks(text, ((0, len(text)),))
