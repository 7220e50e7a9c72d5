"""How articles are cited: in three styles and two languages, with what is known of them and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.ledger_factory import reading

from wortlaut.records import UNKNOWN_INTERVAL, Interval, Reason, Span
from wortlaut.shape import original
from wortlaut.view.language import words
from wortlaut.view.wording import voice
from wortlaut.write.citation import Style, cite

GIVEN = reading().article
assert GIVEN is not None
WHOLE = replace(
    GIVEN,
    authors=("Hanne Lindqvist", "Jonas Petri"),
    outlet="Uferblatt",
    published=Interval.day("2021-03-08", Reason.METADATA),
    url="https://uferblatt.example/1",
)
BARE = replace(GIVEN, authors=(), outlet=None, published=UNKNOWN_INTERVAL, url=None)
MONTH = replace(BARE, outlet="Südwelle", published=Interval("2022-03-01", "2022-03-31", None, Reason.MONTH))


@pytest.mark.parametrize(
    ("style", "language", "expected"),
    [
        ("chicago", "en", "Hanne Lindqvist, Jonas Petri, “Der Pegel,” Uferblatt, March 8, 2021, https://uferblatt.example/1."),
        ("chicago", "de", "Hanne Lindqvist, Jonas Petri, „Der Pegel“, Uferblatt, 8. März 2021, https://uferblatt.example/1."),
        ("apa", "en", "Hanne Lindqvist, Jonas Petri (2021, March 8). Der Pegel. Uferblatt. https://uferblatt.example/1"),
        ("apa", "de", "Hanne Lindqvist, Jonas Petri (2021, 8. März). Der Pegel. Uferblatt. https://uferblatt.example/1"),
        ("iso690", "en", "Hanne Lindqvist; Jonas Petri. Der Pegel. In: Uferblatt, 8 March 2021. Available from: https://uferblatt.example/1"),
        ("iso690", "de", "Hanne Lindqvist; Jonas Petri. Der Pegel. In: Uferblatt, 08.03.2021. Verfügbar unter: https://uferblatt.example/1"),
    ],
)
def test_a_whole_article_in_every_style(style: str, language: str, expected: str) -> None:
    """Who, what, where and when in the order of the style, dates in the words of the language."""
    assert cite(Style(style), WHOLE, "Der Pegel", voice(words(language))) == expected


@pytest.mark.parametrize(
    ("style", "article", "title", "expected"),
    [
        ("chicago", BARE, None, "o. D.."),
        ("chicago", BARE, "Der Pegel", "„Der Pegel“, o. D.."),
        ("chicago", MONTH, None, "Südwelle, März 2022."),
        ("apa", BARE, None, "(o. D.)."),
        ("apa", BARE, "Der Pegel", "Der Pegel (o. D.)."),
        ("apa", MONTH, None, "Südwelle (März 2022)."),
        ("iso690", BARE, "Der Pegel", "Der Pegel. In: o. D.."),
        ("iso690", MONTH, "Der Pegel", "Der Pegel. In: Südwelle, März 2022."),
    ],
)
def test_what_is_not_known_is_left_out(style: str, article, title: str | None, expected: str) -> None:
    """No author, outlet or day is made up; a month stays a month."""
    assert cite(Style(style), article, title, voice(words("de"))) == expected.replace("..", ".")


@pytest.mark.parametrize(
    ("language", "quoted"), [("en", "“‘Kein Wasser ohne Vertrag’: Streit,” Südwelle"), ("de", "„‚Kein Wasser ohne Vertrag‘: Streit“, Südwelle")]
)
def test_quotation_marks_inside_a_title_become_single(language: str, quoted: str) -> None:
    """Where the style sets the title in such marks itself; other styles leave it as it is."""
    for title in ('"Kein Wasser ohne Vertrag": Streit', "„Kein Wasser ohne Vertrag“: Streit"):
        assert cite(Style.CHICAGO, MONTH, title, voice(words(language))).startswith(quoted)
        assert title in cite(Style.APA, MONTH, title, voice(words(language)))


def test_the_original_is_linked_with_its_words() -> None:
    """Short quotations whole, long ones by their ends, each sign that means something to the address written out."""

    def at(text: str, url: str | None = "https://uferblatt.example/1") -> str | None:
        return original(replace(GIVEN, url=url), (Span(0, len(text), text),))

    assert at("Der Damm hält") == "https://uferblatt.example/1#:~:text=Der%20Damm%20h%C3%A4lt"
    assert at("Nord-Süd, & so") == "https://uferblatt.example/1#:~:text=Nord%2DS%C3%BCd%2C%20%26%20so"
    assert at(" ".join(map(str, range(20)))) == "https://uferblatt.example/1#:~:text=0%201%202%203%204,15%2016%2017%2018%2019"
    assert at("Damm", "https://uferblatt.example/1#a") == "https://uferblatt.example/1#a:~:text=Damm"
    for url in (None, "", "javascript:alert(1)", "ftp://uferblatt.example", "https://", "http://[", "uferblatt.example"):
        assert at("Damm", url) is None
