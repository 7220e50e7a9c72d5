"""What is printed: articles with their evidence beside them, dossiers with their words, speakers and permanent addresses."""

from __future__ import annotations

import io
import re

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader
from tests.browser.conftest import Site

from wortlaut.records import Query, StatementRow


def printed(page: Page) -> str:
    """The words of the page as it is printed, without line breaks and blanks, which a printer sets as it likes."""
    pages = PdfReader(io.BytesIO(page.pdf(format="A4", print_background=False))).pages
    return plain("".join(one.extract_text() for one in pages))


def plain(words: str) -> str:
    """Words without blanks and hyphens at the ends of lines."""
    return re.sub(r"[\s\u00ad\u2010-]+", "", words)


def unnumbered(words: str) -> str:
    """Words without digits, since the numbers of notes stand among them."""
    return re.sub(r"[\d,]", "", words)


@pytest.fixture
def page(chromium: Browser) -> Page:
    """A visitor who reads German."""
    context = chromium.new_context(locale="de-DE", color_scheme="dark")
    yield context.new_page()
    context.close()


def rows(site: Site, article: str = "") -> list[StatementRow]:
    """The statements of an article, or all."""
    return list(site.ledger.statements(Query(article=article or None)))


def test_a_printed_article_has_its_evidence_and_footnotes(page: Page, site: Site) -> None:
    """Every word of the text, every statement numbered in the margin with its speaker, every permalink at the end; no button."""
    article = next(iter(site.ledger.articles(Query(limit=1)))).article
    page.goto(f"{site.address}/d/{article.id}")
    told = printed(page)
    for line in article.lines:
        assert unnumbered(plain(article.text[line.start : line.end])) in unnumbered(told)
    assert len(rows(site, article.id)) > 5
    for number, row in enumerate(rows(site, article.id), 1):
        assert f"{site.address}/s/{row.quotation.id}".replace("-", "") in told
        if row.actor is not None:
            assert plain(f"{number} {row.actor.name} ·") in told
    assert plain("Annehmen") not in told
    assert plain("Nichts verlässt diesen Rechner.") not in told


def test_notes_are_on_paper_only(page: Page, site: Site) -> None:
    """On the screen the reader has them beside the text already."""
    article = next(iter(site.ledger.articles(Query(limit=1)))).article
    page.goto(f"{site.address}/d/{article.id}")
    assert page.locator(".note, .notes").count() > 5
    assert page.locator(".note:visible, .notes:visible").count() == 0


def test_a_printed_dossier_has_its_evidence(page: Page, site: Site) -> None:
    """The quoted words in their excerpt, who said them, how the article is cited, where the statement is found; no excerpt is too long."""
    page.goto(f"{site.address}/export/dossier.html?unreviewed=1&title=Probestau&actor=Jana+Ostermoor&style=iso690")
    told = printed(page)
    found = list(site.ledger.statements(Query(actor="Jana Ostermoor")))
    assert len(found) > 5
    assert "JanaOstermoor" in told
    for row in found:
        assert plain(row.quotation.quote[0].text[:300]) in told
        assert plain(f"/s/{row.quotation.id}") in told
    assert plain("In: Uferblatt, 08.03.2021") in told
    assert plain("Methode und Grenzen") in told
    excerpts = page.locator("blockquote").all_inner_texts()
    assert len(excerpts) == len(found)
    assert all(len(words.removesuffix(" […]")) <= 400 for words in excerpts)


def test_the_buttons_of_the_builder_lead_to_the_dossier(page: Page, site: Site) -> None:
    """From the search to the printed page, by links alone."""
    page.goto(f"{site.address}/search?actor=Jana+Ostermoor")
    page.get_by_role("link", name="Dossier daraus").click()
    page.get_by_role("link", name="Lesen oder drucken (PDF)").click()
    assert page.locator("html").get_attribute("lang") == "de"
    assert page.locator("section").count() == len(list(site.ledger.statements(Query(actor="Jana Ostermoor"))))
