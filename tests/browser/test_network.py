"""The network in a browser: a picture that can be zoomed into where scripts run, and the same table for everybody."""

from __future__ import annotations

from playwright.sync_api import Browser, expect
from tests.browser.conftest import Site, Watched


def test_the_drawing_has_every_actor_of_the_table(visitor: Watched) -> None:
    """Pressing the button draws the weights of the page; nothing breaks the policy (the fixture watches)."""
    page = visitor.open("/n")
    labels = {text for row in page.locator("table.edges tbody tr").all() for text in row.locator("th, td:nth-child(2)").all_inner_texts()}
    page.get_by_role("button", name="Zoom and move").click()
    expect(page.locator("[data-island=network]")).to_have_attribute("data-drawn", str(len(labels)))
    expect(page.locator("[data-island=network] canvas").first).to_be_visible()
    expect(page.locator("[data-island=network] img")).to_have_count(0)


def test_without_scripts_picture_and_table_are_there(chromium: Browser, site: Site) -> None:
    """The button is not shown, the picture is, and every weight leads to its sentences."""
    context = chromium.new_context(java_script_enabled=False, locale="en-GB")
    page = context.new_page()
    page.goto(site.address + "/n")
    assert page.locator("[data-island=network] img").is_visible()
    assert not page.locator("[data-island=network] button").is_visible()
    page.locator("table.edges td a").first.click()
    assert page.locator("table q").count() > 0
    context.close()


def test_a_cell_of_the_matrix_leads_to_the_words_in_their_article(visitor: Watched) -> None:
    """From number to sentence to text: two clicks."""
    page = visitor.open("/m")
    page.locator("table.matrix td a").first.click()
    words = page.locator("table q").first.inner_text()
    page.locator("table td a[href^='/s/']").first.press("Enter")
    expect(page.locator(".statement blockquote").first).to_have_text(words)
