"""Reviewing with the keyboard alone, and without any script."""

from __future__ import annotations

from playwright.sync_api import Browser, expect
from tests.browser.conftest import Site, Watched

from wortlaut.records import Include, Query, Verdict


def introduce(visitor: Watched, name: str = "Mira") -> None:
    """Give the reviewer's name."""
    page = visitor.open("/who?next=/review")
    page.get_by_label("Your name").fill(name)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Statement")).to_be_visible()


def test_a_key_decides_and_goes_on(visitor: Watched) -> None:
    """`a` accepts, `x` rejects, `u` is unsure; each shows the next statement."""
    introduce(visitor)
    seen = []
    for key, verdict in (("a", Verdict.ACCEPT), ("x", Verdict.REJECT), ("u", Verdict.UNSURE)):
        shown = visitor.page.locator("input[name=statement]").first.get_attribute("value")
        assert shown
        with visitor.page.expect_navigation():
            visitor.page.keyboard.press(key)
        expect(visitor.page.locator(f".verdicts input[name=statement][value={shown}]")).to_have_count(0)
        kept = list(visitor.site.ledger.judgements(shown))
        assert [(one.verdict, one.by) for one in kept] == [(verdict, "Mira")]
        seen.append(shown)
    assert len(set(seen)) == 3


def test_backspace_takes_the_decision_back(visitor: Watched) -> None:
    """Undo is one key away, wherever the review went on to, and shows what it was about."""
    introduce(visitor)
    shown = visitor.page.locator("input[name=statement]").first.get_attribute("value")
    assert shown
    with visitor.page.expect_navigation():  # a key pressed while a page is on its way would be lost
        visitor.page.keyboard.press("a")
    expect(visitor.page.locator(f".verdicts input[name=statement][value={shown}]")).to_have_count(0)
    with visitor.page.expect_navigation():
        visitor.page.keyboard.press("Backspace")
    expect(visitor.page.locator(f".verdicts input[name=statement][value={shown}]")).to_have_count(1)
    assert [one.retracted for one in visitor.site.ledger.judgements(shown)] == [False, True]


def test_keys_are_silent_while_somebody_types(visitor: Watched) -> None:
    """A letter in a note is a letter."""
    introduce(visitor)
    before = len(list(visitor.site.ledger.judgements()))
    visitor.page.keyboard.press("n")
    visitor.page.keyboard.type("axu")
    assert visitor.page.get_by_label("Note on the decision").input_value() == "axu"
    assert len(list(visitor.site.ledger.judgements())) == before
    visitor.page.keyboard.press("Escape")
    with visitor.page.expect_navigation():
        visitor.page.keyboard.press("a")
    assert [one.note for one in visitor.site.ledger.judgements()][before:] == ["axu"]


def test_escape_closes_what_a_key_opened(visitor: Watched) -> None:
    """The arrows are the page's again."""
    introduce(visitor)
    visitor.page.keyboard.press("e")
    expect(visitor.page.get_by_role("button", name="one word less").first).to_be_visible()
    visitor.page.keyboard.press("Escape")
    expect(visitor.page.locator("aside details[open]")).to_have_count(0)


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


def test_reading_and_judging_work_without_scripts(chromium: Browser, site: Site) -> None:
    """With JavaScript off the same buttons decide."""
    context = chromium.new_context(locale="en-GB", java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.address}/who?next=/review")
    page.get_by_label("Your name").fill("Mira")
    page.get_by_role("button", name="Go on").click()
    waiting = sum(1 for _ in site.ledger.statements(Query(include=Include.MACHINE)))
    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_role("heading", name="Statement")).to_be_visible()
    assert sum(1 for _ in site.ledger.statements(Query(include=Include.MACHINE))) == waiting - 1
    context.close()
