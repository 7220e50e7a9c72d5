"""The corpus and the reader, without scripts."""

from __future__ import annotations

import re

from tests.ledger_factory import Said, reading
from tests.view.conftest import Visit

from wortlaut.records import UNKNOWN_INTERVAL, Article, Kind, Label, Line, Producer, Quotation, SourceKind, Span, digest_text
from wortlaut.view.marking import marked


def test_the_corpus_counts_and_lists(visit: Visit) -> None:
    """Articles, statements and problems in numbers, every article with a link."""
    page = visit().get("/").text
    assert "2 articles · 3 statements" in page
    assert "1 problem" in page
    assert "Streit um den Merle-Damm</a>" in page


def test_an_undated_article_is_a_warning(visit: Visit) -> None:
    """A missing date is said in words, not left blank."""
    assert "⚠ undated" in visit(reading(published=UNKNOWN_INTERVAL)).get("/").text


def test_the_twins_hold_the_rows_of_the_page(visit: Visit) -> None:
    """The same address with .json and .csv gives the rows, in the shape of the command line."""
    client = visit()
    rows = client.get("/corpus.json").json()
    assert [row["outlet"] for row in rows] == ["Uferblatt", "Landfunk"]
    lines = client.get("/corpus.csv").text.splitlines()
    assert lines[0].startswith("id,source,digest,title,outlet")
    assert len(lines) == 3


def test_the_corpus_comes_a_page_at_a_time(visit: Visit) -> None:
    """Fifty articles a page, with links to the others."""
    client = visit(*(reading(f"Pegel {number}", source=f"merle/{number}.txt") for number in range(60)))
    first, second = client.get("/corpus.json").json(), client.get("/corpus.json?page=2").json()
    assert (len(first), len(second)) == (50, 10)
    assert {row["id"] for row in first}.isdisjoint(row["id"] for row in second)
    assert 'rel="next" href="/?page=2"' in client.get("/").text
    assert client.get("/?page=nonsense").status_code == 200


def test_a_statement_has_a_permanent_address(visit: Visit) -> None:
    """/s/ID leads to the statement in its article."""
    client = visit()
    article = client.get("/corpus.json").json()[0]["id"]
    statement = client.get(f"/d/{article}.json").json()[1]["id"]
    assert client.get(f"/s/{statement}").headers["location"] == f"/d/{article}?s={statement}#{statement}"
    assert f'id="{statement}"' in client.get(f"/d/{article}?s={statement}").text


def test_the_reader_shows_the_article_word_for_word(visit: Visit) -> None:
    """Joined without their tags, the lines are the article's lines."""
    from html import unescape

    client = visit(reading("😊 Streit", Said("Jana Ostermoor", "Der Damm <hält> & steht")))
    page = client.get("/d/" + client.get("/corpus.json").json()[0]["id"]).text
    body = page[page.index("<article") : page.index("</article>")]
    lines = [unescape(re.sub(r"<[^>]+>", "", line)) for line in re.findall(r"<(?:h1|p)[^>]*>(.*?)</(?:h1|p)>", body, re.DOTALL)]
    assert lines == ["😊 Streit", "„Der Damm <hält> & steht“, sagte Jana Ostermoor angeblich am Freitag."]


TEXT = "😊 Er sagte: „Der Damm hält.“"


def _quotation(start: int, end: int, key: str) -> Quotation:
    return Quotation(
        key,
        "a-1",
        Kind.DIRECT,
        (Span.of(TEXT, start, end),),
        (Span.of(TEXT, 5, 10),),
        (),
        (Span.of(TEXT, 2, 4),),
        (),
        None,
        (),
        1.0,
        "",
        Producer("t", "1"),
    )


def _article(*lines: Line) -> Article:
    return Article("a-1", "c-1", "t", SourceKind.TEXT, TEXT, digest_text(TEXT), lines)


def test_overlapping_quotations_are_cut_where_either_begins_or_ends() -> None:
    """Every piece has one set of marks, and the pieces joined are the line."""
    (line,) = marked(_article(Line(0, len(TEXT), Label.BODY, "t")), [_quotation(12, 25, "s-1"), _quotation(17, len(TEXT), "s-2")])
    assert "".join(piece.text for piece in line.pieces) == TEXT
    assert [(piece.text, piece.statements, piece.marks) for piece in line.pieces if piece.marks] == [
        ("Er", (), ("speaker",)),
        ("sagte", (), ("cue",)),
        ("„Der ", ("s-1",), ("quote",)),
        (TEXT[17:25], ("s-1", "s-2"), ("quote",)),
        (TEXT[25:], ("s-2",), ("quote",)),
    ]
    assert [(piece.start, piece.first_of) for piece in line.pieces if piece.first_of] == [(12, ("s-1",)), (17, ("s-2",))]
    assert [(piece.text, piece.around) for piece in line.pieces if piece.around] == [("Er", ("s-1", "s-2")), ("sagte", ("s-1", "s-2"))]


def test_cue_and_speaker_of_the_statement_on_the_card_stand_out(visit: Visit) -> None:
    """Among those of all others."""
    client = visit()
    article = client.get("/corpus.json").json()[0]["id"]
    one, other = (row["id"] for row in client.get(f"/d/{article}.json").json())
    for key, speaker in ((one, "Jana Ostermoor"), (other, "Konrad Welling")):
        page = client.get(f"/d/{article}?s={key}").text
        assert re.findall(r'<span class="(\w+) its"[^>]*>([^<]+)</span>', page) == [("cue", "sagte"), ("speaker", speaker)]


def test_a_quotation_over_two_lines_is_marked_in_both() -> None:
    """A mark that goes on over the end of a line goes on in the next."""
    first, second = marked(_article(Line(0, 20, Label.BODY, "t"), Line(21, len(TEXT), Label.BODY, "t")), [_quotation(12, len(TEXT), "s-1")])
    assert [piece.statements for piece in first.pieces][-1] == ("s-1",)
    assert [piece.statements for piece in second.pieces] == [("s-1",)]
    assert second.pieces[0].first_of == ()
