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
    visitor.page.get_by_label("Note on the decision").fill("")
    visitor.page.get_by_label("Note on the decision").press_sequentially("axu")
    assert visitor.page.get_by_label("Note on the decision").input_value() == "axu"
    assert len(list(visitor.site.ledger.judgements())) == before


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
