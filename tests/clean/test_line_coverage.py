"""The promise of the line labels: every non-blank character lies in exactly one line, in order, and the text is untouched."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.clean.article_factory import PARAGRAPH, SECOND, article_of
from tests.hang import ends

from wortlaut.errors import ArticleError
from wortlaut.records import Label

PIECES = st.sampled_from(
    [
        PARAGRAPH, SECOND, "Altfurt (dpa) - ", "© Uferblatt 2021", "abc/dpa", "Lesen Sie auch", "Kommentare", "„", "“", "\u202e", "\u200b", "\xad",
        "\n", "\r\n", "\r", "\n\n", "\u2028", "\x0c", " ", "\t", "\xa0", "Quelle: dpa", "8. März 2021", "Foto: Korn", "MerleSÜDMARK", "(dpa)", "A",
        "a.", "|", "😀", "Von Jana Reets", "https://uferblatt.example/a", "12%13%",
    ]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.lists(PIECES, min_size=1, max_size=40).map("".join), st.text(min_size=1)), st.booleans())
def test_cover(text, plain):
    """Lines cover every non-blank character once, in text order, and the text of a text source is the source."""
    try:
        text.encode()
        article = article_of(text, plain=plain)
    except (ArticleError, UnicodeEncodeError):
        return
    assert article.text == text
    covered = 0
    for line in article.lines:
        assert covered <= line.start < line.end
        assert text[covered : line.start].strip() == ""
        assert text[line.start : line.end] == text[line.start : line.end].strip()
        covered = line.end
    assert text[covered:].strip() == ""
    for span in (article.headline, article.place, article.published.span):
        assert span is None or text[span.start : span.end] == span.text


@pytest.mark.parametrize(
    "text",
    [
        "Der Damm an der Merle hält. " * 300_000,
        "„" * 5_000 + " sagte die Ministerin, der Damm halte und man könne ihn füllen, sobald der Vertrag unterschrieben sei. " + "»" * 5_000,
        "a" * 2_000_000,
        "(" * 20_000 + ". Der Damm.",
        "Quelle: " * 20_000,
        "A" + " " * 1_000_000 + "b",
        ("Damm|" * 100 + "\n") * 100,
        "Altfurt, " + "1" * 50_000 + " - Der Damm.",
        "aB" * 50_000 + "\n" + PARAGRAPH,
    ],
)
def test_hostile_text(text):
    """Hostile text ends and loses nothing."""
    with ends():
        article = article_of(text, plain=False)

    assert article.text == text
    assert article.lines


def test_growth():
    """Many lines end soon: a line is compared with its neighbours, not with every other."""
    with ends():
        article_of("\n".join(["Zeile ohne Ende", PARAGRAPH] * 20_000))


def test_right_to_left():
    """Direction marks stay in the text and do not hide a line."""
    article = article_of(f"\u202eProbestau umstritten\u202c\n\n\u200f{PARAGRAPH}\n\n{SECOND}")

    assert [line.label for line in article.lines] == [Label.HEADLINE, Label.LEAD, Label.BODY]
