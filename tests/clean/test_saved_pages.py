"""HTML pages: what is extracted, the metadata, and hostile markup."""

from __future__ import annotations

import pytest
from tests.clean.article_factory import SECOND, article_of, labelled
from tests.hang import ends

from wortlaut.errors import ArticleError
from wortlaut.records import READ_LABELS, Article, Label, MediaType, Reason, SourceKind

FIRST = "Nordau und Südmark haben sich am Montag nicht auf einen Termin für den Probestau an der Merle geeinigt, teilte der Flussrat in Altfurt mit."
THIRD = "Der Flussrat kommt im Juni wieder zusammen. Ihm gehören je vier Vertreter der beiden Länder an; den Vorsitz führt ein neutrales Mitglied."
BODY = f"<p>{FIRST}</p><p>{SECOND}</p><h2>Streit um die Abgabe</h2><p>{THIRD}</p>"


def html(body: str = BODY, head: str = "", title: str = "Probestau an der Merle umstritten", **given: object) -> Article:
    """The article of a page."""
    text = f"<!doctype html><html><head><title>{title}</title>{head}</head><body><article><h1>{title}</h1>{body}</article></body></html>"
    return article_of(text, MediaType.HTML, **given)


def test_page():
    """A page becomes its headline and paragraphs, a blank line between them; markup tells what each is."""
    article = html()

    assert article.source_kind is SourceKind.HTML
    assert article.text == f"Probestau an der Merle umstritten\n\n{FIRST}\n\n{SECOND}\n\nStreit um die Abgabe\n\n{THIRD}"
    assert labelled(article, Label.HEADLINE) == ["Probestau an der Merle umstritten"]
    assert labelled(article, Label.SUBHEAD) == ["Streit um die Abgabe"]
    assert labelled(article, Label.LEAD, Label.BODY) == [FIRST, SECOND, THIRD]


def test_metadata():
    """Outlet, address, authors and both dates come from the metadata."""
    head = (
        '<meta property="og:site_name" content="Uferblatt"><link rel="canonical" href="https://www.uferblatt.example/merle/probestau">'
        '<meta property="article:modified_time" content="2021-03-09T08:00:00+01:00"><meta name="author" content="Jana Reets">'
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2021-03-08T17:45:00+01:00"}</script>'
    )
    article = html(head=head)

    assert (article.outlet, article.outlet_reason) == ("Uferblatt", "metadata of the page")
    assert (article.url, article.host) == ("https://www.uferblatt.example/merle/probestau", "uferblatt.example")
    assert article.authors == ("Jana Reets",)
    assert (article.published.best, article.published.reason) == ("2021-03-08", Reason.METADATA)
    assert article.modified is not None
    assert article.modified.best == "2021-03-09"


def test_host_is_no_outlet():
    """The host of a page is kept, but it is not its outlet."""
    article = html(head='<link rel="canonical" href="https://sammlung.example/kopien/17">')

    assert article.outlet is None
    assert "sammlung.example" in article.outlet_reason
    assert article.host == "sammlung.example"


def test_source_line_outranks_site():
    """A source line in the text outranks the name of the site that shows it."""
    article = html(BODY + "<p>Quelle: Talzeitung</p>", head='<meta property="og:site_name" content="Sammlung">')

    assert (article.outlet, article.outlet_reason) == ("Talzeitung", "source line")


@pytest.mark.parametrize("head", ["", '<script type="application/ld+json">{"@type": "ItemList", "datePublished": "2019-01-01"}</script>'])
def test_no_date(head):
    """A page that states no date has none, though its text names one."""
    article = html(f"<p>Am 3. Mai 2019 lief das Becken über. {FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>", head=head)

    assert article.published.reason is Reason.UNKNOWN
    assert article.published.best is None


def test_two_stated_dates():
    """Two different stated dates are settled by the meta element, else by none."""
    pattern = '<script type="application/ld+json">{"@type": "Article", "datePublished": "%s"}</script>'
    scripts = pattern % "2021-03-08" + pattern % "2020-01-01"

    assert html(head=scripts).published.best is None
    assert html(head=scripts + '<meta property="article:published_time" content="2021-03-08">').published.best == "2021-03-08"


def test_residue():
    """Debris that the extractor leaves in the text is labelled by the line rules."""
    article = html(BODY + "<p>Lesen Sie auch: Was kostet der Strom aus Kaltensteg?</p><p>abc/dpa</p>")

    assert "Lesen Sie auch: Was kostet der Strom aus Kaltensteg?" not in labelled(article, *READ_LABELS)
    assert article.agencies == ("dpa",)


def test_same_page_same_article():
    """The same page gives the same article, however often it is read."""
    assert len({html().digest for _ in range(6)}) == 1


@pytest.mark.parametrize(
    "text",
    [
        "<html></html>",
        "<html><body><img src=x><script>var a = 1</script></body></html>",
        "<" * 50_000,
        "<!--" * 50_000,
        "<html><body>" + "<div>" * 3_000 + f"<p>{FIRST}</p>" + "</div>" * 3_000,
        "<html><body><p>" + "<b>" * 100_000 + "x",
        "<html><body " + " ".join(f'a{number}="1"' for number in range(50_000)) + f"><p>{FIRST}</p>",
        f"<p>{FIRST}</p>" * 120_000,
    ],
)
def test_hostile_markup(text):
    """Hostile markup ends, in an error of one line."""
    with ends(), pytest.raises(ArticleError) as caught:
        article_of(text, MediaType.HTML)
    assert "\n" not in str(caught.value)
    assert caught.value.remedy


def test_script_in_title():
    """A script in the title is not part of the headline."""
    article = html(title="<script>alert(1)</script>Probestau umstritten")

    assert article.headline is not None
    assert article.headline.text == "Probestau umstritten"


def test_images_inside():
    """Images that a saved page carries inside do not make it too large."""
    article = html(BODY + f'<img src="data:image/png;base64,{"A" * 12_000_000}">')

    assert labelled(article, Label.LEAD, Label.BODY) == [FIRST, SECOND, THIRD]


def test_broken_markup():
    """Unclosed and crossed tags still give the text."""
    article = html(f"<p>{FIRST}<p>{SECOND}<b></p><div>{THIRD}</b><table><tr><td>")

    assert labelled(article, *READ_LABELS) == [FIRST, SECOND, THIRD]
