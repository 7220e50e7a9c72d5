"""Reviewing with the keyboard alone, and without any script."""

from __future__ import annotations

from playwright.sync_api import expect
from tests.browser.conftest import Watched

from wortlaut.records import Include, Query


def introduce(visitor: Watched, name: str = "Mira") -> None:
    """Give the reviewer's name."""
    page = visitor.open("/who?next=/review")
    page.get_by_label("Your name").fill(name)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Statement")).to_be_visible()


def test_what_a_key_opens_is_in_sight(visitor: Watched) -> None:
    """On a small window the list of keys lies below what is seen, and is brought up."""
    visitor.page.set_viewport_size({"width": 1280, "height": 600})
    introduce(visitor)
    visitor.page.keyboard.press("?")
    expect(visitor.page.locator("summary[data-key~='?']")).to_be_in_viewport()


def test_the_words_and_what_stands_before_them_are_in_sight(visitor: Watched) -> None:
    """Wherever the queue leads, also at an article's end: the quotation in the card, its place in the text, and room above for who speaks."""
    visitor.page.set_viewport_size({"width": 1280, "height": 600})
    introduce(visitor)
    for _ in range(8):
        expect(visitor.page.locator(".statement blockquote")).to_be_in_viewport(ratio=1)
        place = visitor.page.locator("article .quote.current").first.bounding_box()
        assert place is not None
        assert 50 < place["y"] < 500
        with visitor.page.expect_navigation():
            visitor.page.keyboard.press("Space")


def test_a_new_reviewer_gives_a_name_and_starts(visitor: Watched) -> None:
    """From the corpus: c, a name, Enter; nothing has to be looked for."""
    visitor.open("/")
    with visitor.page.expect_navigation():
        visitor.page.keyboard.press("c")
    visitor.page.keyboard.type("Mira")
    with visitor.page.expect_navigation():
        visitor.page.keyboard.press("Enter")
    expect(visitor.page.get_by_role("heading", name="Statement")).to_be_visible()


def test_the_texts_can_be_followed(visitor: Watched) -> None:
    """`o` on the corpus leads to the first statement of the first article that waits, and on a statement to the other order."""
    introduce(visitor)
    page = visitor.open("/")
    with page.expect_navigation():
        page.keyboard.press("o")
    first = next(iter(visitor.site.ledger.statements(Query(include=Include.MACHINE, limit=1))))
    expect(page.locator(f".verdicts input[name=statement][value={first.quotation.id}]")).to_have_count(1)
    expect(page.locator(".order")).to_contain_text("In the order of the texts")
    with page.expect_navigation():
        page.keyboard.press("o")
    expect(page.locator(".order")).to_contain_text("The least sure first")
