from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from wortlaut.parse import parse
from wortlaut.records import READ_LABELS, Article, Interval, Label, Line, MentionKind, Reason, SourceKind, digest_text
from wortlaut_de import German

GERMAN = German()
WORDS = [
    "Jana",
    "Ostermoor",
    "Konrad",
    "Welling",
    "von",
    "der",
    "Dr.",
    "Frau",
    "Moskau",
    "EU",
    "Vereinten",
    "Nationen",
    "russische",
    "Ministerin",
    "„",
    "“",
    ".",
    "sagte",
    "K.",
]


def article(text: str, labels: list[Label] | None = None) -> Article:
    """An article whose lines are the non-blank lines of the text, labelled in turn (body if no labels are given)."""
    lines, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            label = labels[len(lines) % len(labels)] if labels else Label.BODY
            first = start + len(line) - len(line.lstrip())
            lines.append(Line(first, first + len(line.strip()), label, "test"))
        start += len(line) + 1
    published = Interval.day("2014-10-16", Reason.DATE_LINE)
    return Article("a-1", "c-1", "merle.txt", SourceKind.TEXT, text, digest_text(text), tuple(lines), published=published)


def test_only_read_lines_are_parsed():
    """Headline, caption, meta and junk lines give no sentence, token, mark or time."""
    text = "„Kopf“ am Freitag\nDer Damm hält.\nBild: „Merle“\nMehr."
    got = parse(article(text, [Label.HEADLINE, Label.BODY, Label.CAPTION, Label.JUNK]), GERMAN)
    assert [text[s.start : s.end] for s in got.sentences] == ["Der Damm hält."]
    assert [token.text for token in got.tokens] == ["Der", "Damm", "hält", "."]
    assert (got.marks, got.unpaired, got.times) == ((), (), ())


def test_sentences_know_their_tokens_line_and_paragraph():
    """A sentence points at its tokens and its line; paragraphs count read lines only."""
    text = "Vorspann. Zwei.\nBild\nRumpf."
    got = parse(article(text, [Label.LEAD, Label.CAPTION, Label.BODY]), GERMAN)
    assert [(s.line, s.paragraph, [t.text for t in got.tokens[s.first : s.last]]) for s in got.sentences] == [
        (0, 0, ["Vorspann", "."]),
        (0, 0, ["Zwei", "."]),
        (2, 1, ["Rumpf", "."]),
    ]


def test_tokens_follow_the_rule_of_the_gold_data():
    """Words keep inner hyphens, numbers keep separators, every other sign is a token of its own."""
    text = "Der K.-o.-Sieg des FC-Altfurt-Teams kostet 1.200,50 Euro: geht's?"
    got = parse(article(text), GERMAN)
    expected = ["Der", "K", ".", "-", "o", ".", "-", "Sieg", "des", "FC-Altfurt-Teams", "kostet", "1.200,50", "Euro", ":", "geht", "'", "s", "?"]
    assert [token.text for token in got.tokens] == expected


def test_times_are_resolved_against_the_publication_date():
    """A weekday in the text is read against the date of the article."""
    got = parse(article("Der Damm brach am Mittwoch."), GERMAN)
    assert [(time.span.text, time.interval.best) for time in got.times] == [("am Mittwoch", "2014-10-15")]


def test_empty_article_parses_to_nothing():
    """An article without lines has an empty parse."""
    got = parse(article(""), GERMAN)
    assert (got.sentences, got.tokens, got.marks, got.unpaired, got.times) == ((), (), (), (), ())


TEXTS = st.text(alphabet="aB1 .!?…,:\n„“\"'»«()[]-\u00a0\u202f\u200f", max_size=300)


@given(TEXTS, st.lists(st.sampled_from(list(Label)), min_size=1, max_size=4))
@settings(max_examples=300, deadline=None)
def test_offsets_invert_and_stay_inside_read_lines(text, labels):
    """On any text, tokens equal their stretch, lie in their sentence, and sentences lie in order inside read lines."""
    source = article(text, labels)
    got = parse(source, GERMAN)
    assert all(text[token.start : token.end] == token.text for token in got.tokens)
    assert all(first.end <= second.start for first, second in pairwise(got.tokens))
    assert all(first.end <= second.start and first.last == second.first for first, second in pairwise(got.sentences))
    for sentence in got.sentences:
        line = source.lines[sentence.line]
        assert line.label in READ_LABELS
        assert line.start <= sentence.start < sentence.end <= line.end
        assert all(sentence.start <= token.start and token.end <= sentence.end for token in got.tokens[sentence.first : sentence.last])
    read = "".join(text[line.start : line.end] for line in source.lines if line.label in READ_LABELS)
    assert "".join("".join(token.text for token in got.tokens).split()) == "".join(read.split())


def test_one_very_long_line_is_read_to_its_end():
    """A line of a million characters parses completely."""
    text = "Der Damm an der Merle hält. „Ja“, sagte sie am Freitag. " * 20_000
    got = parse(article(text), GERMAN)
    assert (len(got.sentences), len(got.marks), len(got.times)) == (40_000, 20_000, 20_000)


def test_mentions_are_found_in_read_lines_only():
    """Who is named stands in the parse, with kind and place; a caption names nobody."""
    text = "Jana Ostermoor war in Moskau.\nBild: Konrad Welling\nDie Vereinten Nationen schwiegen."
    got = parse(article(text, [Label.BODY, Label.CAPTION, Label.BODY]), GERMAN)
    found = [(one.span.text, one.kind) for one in got.mentions]
    assert found == [("Jana Ostermoor", MentionKind.PERSON), ("Moskau", MentionKind.PLACE), ("Vereinten Nationen", MentionKind.ORGANISATION)]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from([*WORDS, "\n"]), max_size=40).map(" ".join))
def test_mentions_are_spans_of_the_text_in_order_within_sentences(text):
    """The words of a mention stand where it says, it ends in the sentence it starts in, and no two share a character."""
    got = parse(article(text), GERMAN)
    assert all(text[one.span.start : one.span.end] == one.span.text for one in got.mentions)
    assert all(a.span.end <= b.span.start for a, b in pairwise(got.mentions))
    for one in got.mentions:
        assert any(sentence.start <= one.span.start and one.span.end <= sentence.end for sentence in got.sentences)
