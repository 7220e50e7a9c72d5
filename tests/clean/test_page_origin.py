"""Outlet, agencies, authors and dates of text pages, and what a table says beside a text."""

from __future__ import annotations

import pytest
from tests.clean.article_factory import PARAGRAPH, SECOND, article_of, page

from wortlaut.records import Reason


def with_tail(*lines):
    """A page that ends in these lines."""
    return page("Probestau an der Merle umstritten", "", PARAGRAPH, "", SECOND, "", *lines)


def with_head(*lines):
    """A page that starts with these lines."""
    return page(*lines, "Probestau an der Merle umstritten", "", PARAGRAPH, "", SECOND)


@pytest.mark.parametrize(
    ("lines", "agencies", "authors"),
    [
        (("abc/dpa",), ("dpa",), ("abc",)),
        (("xy (dpa, afp, rtr)",), ("dpa", "AFP", "Reuters"), ("xy",)),
        (("mxw/Reuters/AFP",), ("Reuters", "AFP"), ("mxw",)),
        (("xy (fpa, nda)",), ("fpa", "nda"), ("xy",)),
        (("cr/jj",), (), ("cr", "jj")),
        (("(sda/apa)",), ("Keystone-SDA", "APA"), ()),
        (("Quelle: Uferblatt.de , vpe/dpa/AFP",), ("dpa", "AFP"), ("vpe",)),
        (("Quelle: dpa",), ("dpa",), ()),
        (("Mit Material von dpa und AFP",), ("dpa", "AFP"), ()),
        (("REUTERS",), ("Reuters",), ()),
        (("Von Jana Reets und Paul Korn",), (), ("Jana Reets", "Paul Korn")),
    ],
)
def test_signatures(lines, agencies, authors):
    """A signature names agencies (a set, in their order) and authors, by names or codes."""
    article = with_tail(*lines)

    assert (article.agencies, article.authors) == (agencies, authors)


def test_introduced_agency():
    """A short form that the text itself calls an agency is one in the signature, too."""
    article = page("Probestau umstritten", "", PARAGRAPH, "", f"{SECOND} Das sagte sie der Nachrichtenagentur fpa.", "", "abc/fpa")

    assert (article.agencies, article.authors) == (("fpa",), ("abc",))


@pytest.mark.parametrize(
    ("lines", "outlet", "reason"),
    [
        (("Quelle: Uferblatt",), "Uferblatt", "source line"),
        (("© Uferblatt 2021",), "Uferblatt", "copyright line"),
        (("© Uferblatt Verlag GmbH & Co. KG – Alle Rechte vorbehalten",), "Uferblatt", "copyright line"),
        (("Copyright 2021 by Uferblatt. Alle Rechte vorbehalten.",), "Uferblatt", "copyright line"),
        (("© 2019-2021 Uferblatt",), "Uferblatt", "copyright line"),
        (("Quelle: Uferblatt", "© Talzeitung 2021"), "Uferblatt", "source line"),
        (("© SPIEGEL ONLINE 2014",), "SPIEGEL ONLINE", "copyright line"),
        (("Quelle: dpa",), None, "no line of the page names an outlet"),
        (("© dpa",), None, "no line of the page names an outlet"),
        (("(dpa)",), None, "no line of the page names an outlet"),
    ],
)
def test_outlet(lines, outlet, reason):
    """The outlet comes from the strongest line that names one; without one it is unknown, with the reason."""
    article = with_tail(*lines)

    assert (article.outlet, article.outlet_reason) == (outlet, reason)


def test_masthead():
    """A name at the top of which the text speaks as its own outlet is the outlet."""
    article = page("Uferblatt", "", "Probestau umstritten", "", PARAGRAPH, "", f"{SECOND} Das sagte sie dem Uferblatt.")

    assert (article.outlet, article.outlet_reason) == ("Uferblatt", "masthead")


@pytest.mark.parametrize(
    ("lines", "start", "end", "reason"),
    [
        (("Montag, 8. März 2021",), "2021-03-08", "2021-03-08", Reason.DATE_LINE),
        (("08.03.2021, 17:45 Uhr",), "2021-03-08", "2021-03-08", Reason.DATE_LINE),
        (("Altfurt, 8. März 2021",), "2021-03-08", "2021-03-08", Reason.DATE_LINE),
        (("Stand: März 2021",), "2021-03-01", "2021-03-31", Reason.MONTH),
        (("Veröffentlicht am 08.03.2021 | Aktualisiert am 09.03.2021",), "2021-03-08", "2021-03-08", Reason.DATE_LINE),
        (("08.03.2021", "Aktualisiert: 09.03.2021"), "2021-03-08", "2021-03-08", Reason.DATE_LINE),
        (("Montag",), None, None, Reason.UNKNOWN),
        (("31.02.2021",), None, None, Reason.UNKNOWN),
    ],
)
def test_date_line(lines, start, end, reason):
    """A date line at the headline dates the article; an update does not; no line, no date."""
    article = with_head(*lines)

    assert (article.published.start, article.published.end, article.published.reason) == (start, end, reason)
    if article.published.span:
        span = article.published.span
        assert article.text[span.start : span.end] == span.text


@pytest.mark.parametrize(
    ("lines", "start", "end", "reason"),
    [
        (("© Uferblatt 2021",), "2021-01-01", "2021-12-31", Reason.YEAR),
        (("© 2019-2021 Uferblatt",), None, None, Reason.UNKNOWN),
        (("(dpa)", "08.03.2021"), "2021-03-08", "2021-03-08", Reason.DATE_LINE),
        (("Wetter morgen", "12.04.2022", "Sport", "13.04.2022"), None, None, Reason.UNKNOWN),
    ],
)
def test_date_below(lines, start, end, reason):
    """Below the text, a year of copyright gives a year, a date beside the signature gives the day, other dates nothing."""
    article = with_tail(*lines)

    assert (article.published.start, article.published.end, article.published.reason) == (start, end, reason)


def test_dated_dateline():
    """A date in the dateline dates the article."""
    article = page("Probestau umstritten", "", f"Altfurt, 8. März 2021 (dpa) - {SECOND}", "", PARAGRAPH)

    assert (article.published.best, article.published.reason) == ("2021-03-08", Reason.DATELINE)


def test_date_in_the_text():
    """A date inside a sentence never dates the article."""
    article = page("Probestau umstritten", "", f"Am 8. März 2021 lief das Becken über. {PARAGRAPH}", "", SECOND)

    assert article.published.reason is Reason.UNKNOWN


@pytest.mark.parametrize(
    ("value", "start", "end", "best"),
    [
        ("2021-03-08", "2021-03-08", "2021-03-08", "2021-03-08"),
        ("2021-03-08T23:50:00+01:00", "2021-03-08", "2021-03-08", "2021-03-08"),
        ("2021-03-08 10:00:00", "2021-03-08", "2021-03-08", "2021-03-08"),
        ("20210308", "2021-03-08", "2021-03-08", "2021-03-08"),
        ("8. März 2021", "2021-03-08", "2021-03-08", "2021-03-08"),
        ("Montag, 08.03.2021, 10 Uhr", "2021-03-08", "2021-03-08", "2021-03-08"),
        ("Mon, 08 Mar 2021 10:00:00 +0100", "2021-03-08", "2021-03-08", "2021-03-08"),
        ("25/03/2021", "2021-03-25", "2021-03-25", "2021-03-25"),
        ("03/04/2021", None, None, None),
        ("2021-03", "2021-03-01", "2021-03-31", None),
        ("März 2021", "2021-03-01", "2021-03-31", None),
        ("2021", "2021-01-01", "2021-12-31", None),
        ("2021-02-31", None, None, None),
        ("neulich", None, None, None),
        ("x" * 10_000, None, None, None),
    ],
)
def test_given_date(value, start, end, best):
    """A date from a table is read if it has one meaning; otherwise it is unknown, though the text has a date line."""
    article = article_of(f"1. Mai 1999\n\nProbestau umstritten\n\n{PARAGRAPH}", row=1, published=value)

    assert (article.published.start, article.published.end, article.published.best) == (start, end, best)


def test_given_values_win():
    """What the user says about a text wins over what its lines say."""
    text = f"Probestau umstritten\n\nVon Jana Reets\n\n{PARAGRAPH}\n\n{SECOND}\n\n© Talzeitung 2019"
    article = article_of(text, row=3, outlet="Uferblatt", authors=("Paul Korn",), url="https://www.uferblatt.example/merle", published="2021-03-08")

    assert (article.outlet, article.outlet_reason) == ("Uferblatt", "given with the source")
    assert article.authors == ("Paul Korn",)
    assert (article.url, article.host) == ("https://www.uferblatt.example/merle", "uferblatt.example")
    assert (article.published.best, article.published.reason) == ("2021-03-08", Reason.METADATA)
    assert article.source_kind.value == "row"
