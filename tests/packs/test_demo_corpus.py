"""The demo corpus holds what it promises: gold that fits its files, and the variety that real pages have."""

import codecs
import csv
import datetime as dt
import re
from collections import Counter
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from wortlaut.errors import PackError
from wortlaut.records import Kind, Reason, Span, Verdict
from wortlaut_de.demo_gold import DEMO, Wording, load_gold, load_judgements, place_gold

GOLD = load_gold()
BY_FILE = {article.file: article for article in GOLD}
CP1252 = {"articles/talzeitung-suedmark-verschiebt.txt", "articles/talzeitung-ostermoor-bedingungen.html"}
UTF16 = {"articles/landfunk-drei-messstellen.txt"}
HIDDEN = frozenset({"head", "script", "style"})


class VisibleText(HTMLParser):
    """Collects what a browser would show of a page."""

    def __init__(self):
        super().__init__()
        self.parts = []
        self.hidden = 0

    def handle_starttag(self, tag, attrs):  # noqa: D102 - the hook of HTMLParser
        self.hidden += tag in HIDDEN

    def handle_endtag(self, tag):  # noqa: D102 - the hook of HTMLParser
        self.hidden -= tag in HIDDEN

    def handle_data(self, data):  # noqa: D102 - the hook of HTMLParser
        if not self.hidden:
            self.parts.append(data)


def decoded(article):
    """The text of the file, in the charset this test knows it to have."""
    data = article.path.read_bytes()
    if article.file in UTF16:
        assert data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        return data.decode("utf-16")
    return data.decode("cp1252" if article.file in CP1252 else "utf-8")


def visible(article):
    """The decoded text, without tags where the file is a page."""
    text = decoded(article)
    if not article.file.endswith(".html"):
        return text
    parser = VisibleText()
    parser.feed(text)
    parser.close()
    return "".join(parser.parts)


every_article = pytest.mark.parametrize("article", GOLD, ids=lambda article: article.file)


def test_gold_and_folder_name_the_same_files():
    """Every file in articles/ has gold and every gold has its file: ten texts and six pages."""
    files = {f"articles/{path.name}" for path in (DEMO / "articles").iterdir()}
    assert files == set(BY_FILE)
    assert Counter(name.rsplit(".", 1)[1] for name in files) == {"txt": 10, "html": 6}


@every_article
def test_every_gold_string_stands_in_its_file(article):
    """Each part of each role is found verbatim, non-empty, in text order, and without overlap within its role."""
    text = visible(article)
    for placed in place_gold(article, text):
        assert placed.quote
        for role in (placed.quote, placed.cue, placed.frame, placed.speaker, placed.addressee):
            assert all(text[span.start : span.end] == span.text and span.text.strip() for span in role)
            assert all(left.end <= right.start for left, right in pairwise(role))


@every_article
def test_roles_keep_the_rules_of_the_kinds(article):
    """Cue and frame come together, never on the three frameless kinds; a cue lies inside its frame; everybody has a speaker."""
    for placed in place_gold(article, visible(article)):
        assert placed.speaker
        assert bool(placed.cue) == bool(placed.frame)
        assert all(any(cue.within(frame) for frame in placed.frame) for cue in placed.cue)
        if placed.gold.kind in {Kind.REPORTED, Kind.FREE_INDIRECT, Kind.INDIRECT_FREE_INDIRECT}:
            assert not placed.frame
        if placed.gold.kind is Kind.INDIRECT:
            assert placed.frame


@every_article
def test_quote_and_frame_do_not_overlap(article):
    """A frame is what is not the quotation."""
    for placed in place_gold(article, visible(article)):
        assert not any(quote.overlaps(frame) for quote in placed.quote for frame in placed.frame)


@every_article
def test_ids_run_from_one_and_nesting_encloses(article):
    """Numbers are 1..n, and a nested quotation lies inside the quotation it names, which is larger."""
    placed = {item.gold.number: item for item in place_gold(article, visible(article))}
    assert list(placed) == list(range(1, len(placed) + 1))
    for item in placed.values():
        if item.gold.nested_in is not None:
            outer = placed[item.gold.nested_in]
            assert all(any(part.within(whole) for whole in outer.quote) for part in item.quote)
    quotes = [item.quote for item in placed.values()]
    assert len(set(quotes)) == len(quotes)


@every_article
def test_headline_body_and_junk_stand_in_the_file(article):
    """Headline, kicker, the first words of the body and every line of debris are verbatim, and the headline comes before the body."""
    text = visible(article)
    assert all(line in text for line in article.junk)
    assert article.junk
    assert article.kicker is None or article.kicker + article.headline in text
    assert 0 <= text.find(article.headline) < text.find(article.body_start)


@every_article
def test_an_article_is_as_long_as_news_is(article):
    """Between 180 and 450 words, the debris included."""
    assert 180 <= len(visible(article).split()) <= 450


@every_article
def test_no_junk_line_holds_a_quotation(article):
    """Debris is debris: no quotation of the gold touches a line of it."""
    text = visible(article)
    junk = [Span.of(text, found.start(), found.end()) for line in article.junk for found in re.finditer(re.escape(line), text)]
    assert not any(part.overlaps(line) for placed in place_gold(article, text) for part in placed.quote for line in junk)


def test_all_five_kinds_occur():
    """Every kind has at least five examples, and the frequent ones many."""
    counts = Counter(quotation.kind for article in GOLD for quotation in article.quotations)
    assert set(counts) == set(Kind)
    assert min(counts.values()) >= 5
    assert all(counts[kind] >= 35 for kind in (Kind.DIRECT, Kind.INDIRECT, Kind.REPORTED))


def test_all_styles_of_marks_hold_direct_quotations():
    """Straight, German, Swiss and inverted marks each open a Direct quotation, and single marks a nested one."""
    opening = Counter(quotation.quote[0].text[0] for article in GOLD for quotation in article.quotations if quotation.kind is Kind.DIRECT)
    assert {'"', "„", "«", "»", "‚"} <= set(opening)


def test_three_pages_have_no_day():
    """One page has only a weekday, one only a copyright year, one nothing at all; one has only a month."""
    bare = {article.file.removeprefix("articles/"): article for article in GOLD if article.published.best is None}
    assert {name: article.published.reason for name, article in bare.items()} == {
        "pegel-magazin-flussrat.html": Reason.UNKNOWN,
        "radio-sued-welling-weist-vorwurf-zurueck.txt": Reason.UNKNOWN,
        "suedwelle-fuenf-messstellen.txt": Reason.MONTH,
        "talzeitung-papier.txt": Reason.YEAR,
    }
    year = re.compile(r"\b(?:19|20)\d\d\b")
    assert not year.search(decoded(bare["pegel-magazin-flussrat.html"]))
    radio = decoded(bare["radio-sued-welling-weist-vorwurf-zurueck.txt"])
    assert "am Samstag" in radio
    assert not year.search(radio)
    assert year.findall(decoded(bare["talzeitung-papier.txt"])) == ["2022"]


@every_article
def test_written_dates_name_the_right_weekday(article):
    """A date line with a weekday is a day that had this weekday."""
    names = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
    months = ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember")
    for weekday, day, month, year in re.findall(rf"({'|'.join(names)}), (\d+)\. ?({'|'.join(months)}|\d+\.) ?(\d{{4}})", visible(article)):
        number = months.index(month) + 1 if month in months else int(month.rstrip("."))
        assert names[dt.date(int(year), number, int(day)).weekday()] == weekday


def test_two_outlets_print_the_same_agency_copy():
    """The fpa copy of the Talzeitung shares long stretches with that of the Uferblatt, is shorter there, and differs in one statement."""
    first, second = BY_FILE["articles/uferblatt-probestau-umstritten.txt"], BY_FILE["articles/talzeitung-kein-termin.txt"]
    assert first.agencies == second.agencies == ("fpa",)
    straight = str.maketrans({"„": '"', "“": '"'})
    sentences = [set(re.split(r"(?<=[.:!?]) ", visible(article).translate(straight).replace("\n", " "))) for article in (first, second)]
    assert sum(len(sentence) > 40 for sentence in sentences[0] & sentences[1]) >= 5
    assert "der Probestau beginne erst nach dem Gutachten" in visible(first)
    assert "der Probestau könne bis nach dem Gutachten verschoben werden" in visible(second)


def test_two_outlets_count_the_gauges_differently():
    """Ostermoor announces five gauges in one outlet and three in the other."""
    assert "fünf Messstellen entstehen" in visible(BY_FILE["articles/suedwelle-fuenf-messstellen.txt"])
    assert "baut bis zum Herbst drei Messstellen" in visible(BY_FILE["articles/landfunk-drei-messstellen.txt"])


def test_chains_pass_through_other_media_and_agencies():
    """Some statements come over another medium, and every agency of a byline stands in a chain."""
    over = {step for article in GOLD for quotation in article.quotations for step in quotation.chain[1:]}
    assert {"Uferblatt", "Talzeitung", "Landfunk", "Radio Süd", "Pegel-Magazin", "fpa", "nda"} <= over


def test_html_pages_carry_metadata_except_the_undated_one():
    """Every page has title and og: data; all but one say when they were published; one declares windows-1252."""
    pages = {article.file: decoded(article) for article in GOLD if article.file.endswith(".html")}
    assert all("<title>" in page and 'property="og:title"' in page for page in pages.values())
    dated = {name for name, page in pages.items() if re.search(r'datePublished|article:published_time|name="date"', page)}
    assert set(pages) - dated == {"articles/pegel-magazin-flussrat.html"}
    assert "charset=windows-1252" in pages["articles/talzeitung-ostermoor-bedingungen.html"]


def test_judgements_are_about_real_words():
    """About twenty judgements by two reviewers; what is accepted or unsure is a gold quotation, what is rejected stands in the text and is none."""
    judgements = load_judgements()
    assert 18 <= len(judgements) <= 24
    assert len({judgement.by for judgement in judgements}) == 2
    for judgement in judgements:
        article = BY_FILE[judgement.file]
        quotes = {" ".join(part.text for part in quotation.quote) for quotation in article.quotations}
        assert (judgement.quote in quotes) == (judgement.verdict is not Verdict.REJECT)
        assert judgement.quote in visible(article)
    counts = Counter(judgement.verdict for judgement in judgements)
    assert counts[Verdict.ACCEPT] > 10 > counts[Verdict.UNSURE] >= counts[Verdict.REJECT] >= 2


def test_the_table_has_two_rows_with_columns_of_its_own():
    """The CSV route is shown with German column names and texts of several paragraphs."""
    with (DEMO / "table.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["datum"] for row in rows] == ["22.08.2022", "14.10.2022"]
    assert all(row["titel"] and row["quelle"] and row["text_body"].count("\n\n") == 2 for row in rows)


def test_wording_is_found_behind_its_anchor():
    """The words behind a unique anchor are meant, not the first ones of their kind."""
    assert Wording("er", after="fügte").place("er sah, fügte er hinzu") == Span(14, 16, "er")


@pytest.mark.parametrize(
    "wording",
    [Wording("er"), Wording("sie"), Wording("er", after="hinzu"), Wording("er", after="er")],
    ids=["twice", "absent", "nothing behind the anchor", "anchor twice"],
)
def test_wording_that_is_not_clear_is_an_error(wording):
    """Words that are absent or stand twice give an error and no guess."""
    with pytest.raises(PackError):
        wording.place("er sah, fügte er hinzu")


def test_broken_gold_is_an_error_with_its_line(tmp_path):
    """A broken line is named with file and number."""
    path = tmp_path / "gold.jsonl"
    path.write_text('{"file": "articles/x.txt"}\n', encoding="utf-8")
    with pytest.raises(PackError, match=r"gold\.jsonl:1"):
        load_gold(path)
