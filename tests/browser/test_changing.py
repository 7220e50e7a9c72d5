"""Changing statements with the keyboard alone: every key presses what the page shows, and nothing else."""

from __future__ import annotations

from playwright.sync_api import Browser, expect
from tests.browser.conftest import Site, Watched
from tests.browser.test_reviewing import introduce

from wortlaut.records import Kind, Query, StatementRow


def shown(visitor: Watched) -> StatementRow:
    """The statement on the page, as the ledger has it now."""
    key = visitor.page.locator("input[name=statement]").first.get_attribute("value")
    assert key
    row = visitor.site.ledger.find(key)
    assert isinstance(row, StatementRow)
    return row


def press(visitor: Watched, *keys: str) -> None:
    """Press keys one after the other; the last one sends a form, whose answer is waited for."""
    for key in keys[:-1]:
        visitor.page.keyboard.press(key)
    with visitor.page.expect_navigation():
        visitor.page.keyboard.press(keys[-1])


def test_r_and_a_number_change_the_kind(visitor: Watched) -> None:
    """The forms stay open for another change, and Backspace takes it back."""
    introduce(visitor)
    before = shown(visitor)
    number, kind = next((n, one) for n, one in enumerate(Kind, 1) if one is not before.quotation.kind)
    press(visitor, "r", str(number))
    assert shown(visitor).quotation.kind is kind
    expect(visitor.page.locator("summary[data-key=r]")).to_be_visible()
    press(visitor, "Backspace")
    assert shown(visitor).quotation.kind is before.quotation.kind


def test_numbers_do_nothing_while_no_form_is_open(visitor: Watched) -> None:
    """A key presses only what can be seen."""
    introduce(visitor)
    for key in ("1", "0", "ArrowLeft", "Alt+ArrowRight"):
        visitor.page.keyboard.press(key)
    assert list(visitor.site.ledger.amendments()) == []


def test_s_and_t_choose_speaker_and_addressee(visitor: Watched) -> None:
    """The actors of the article are numbered, 0 is unknown; only one form is open at a time."""
    introduce(visitor)
    press(visitor, "s", "0")
    assert shown(visitor).actor is None
    press(visitor, "1")
    actor = shown(visitor).actor
    assert actor is not None
    press(visitor, "t", "1")
    addressee = shown(visitor).addressee
    assert addressee is not None
    assert actor.id == addressee.id


def test_e_and_arrows_move_the_borders(visitor: Watched) -> None:
    """Arrows move the end by words, with Alt the start, with Shift by signs; the form stays open."""
    introduce(visitor)
    before = shown(visitor)
    text, quote = before.article.text, before.quotation.quote
    press(visitor, "e", "ArrowLeft")
    press(visitor, "ArrowRight")
    moved = shown(visitor).quotation.quote
    assert text[moved[-1].start : moved[-1].end].split() == quote[-1].text.split() or moved[-1].end > quote[-1].end
    press(visitor, "Alt+Shift+ArrowRight")
    assert shown(visitor).quotation.quote[0].start == moved[0].start + 1
    press(visitor, "Alt+Shift+ArrowLeft")
    assert shown(visitor).quotation.quote[0].start == moved[0].start
    press(visitor, "Shift+ArrowLeft")
    assert shown(visitor).quotation.quote[-1].end == moved[-1].end - 1


def test_a_selection_becomes_a_statement(visitor: Watched) -> None:
    """What is selected in the article fills the form, with its place, also behind signs of two units."""
    introduce(visitor)
    page = visitor.page
    before = sum(1 for _ in visitor.site.ledger.statements(Query()))
    article = shown(visitor).article
    page.evaluate(
        "() => { const line = [...document.querySelectorAll('article > p[data-start]')].pop();"
        " const all = document.createRange(); all.selectNodeContents(line);"
        " const texts = document.createTreeWalker(line, NodeFilter.SHOW_TEXT); let last; while (texts.nextNode()) last = texts.currentNode;"
        " const range = document.createRange(); range.setStart(last, 1); range.setEnd(last, Math.min(last.length, 9));"
        " getSelection().removeAllRanges(); getSelection().addRange(range); }"
    )
    page.keyboard.press("m")
    words = page.locator("form[data-island] textarea")
    expect(words).not_to_have_value("")
    wanted = words.input_value()
    start = int(page.locator("form[data-island] input[name=start]").input_value())
    assert article.text[start : start + 8].strip() == wanted
    with page.expect_navigation():
        page.get_by_role("button", name="Add and accept it").click()
    assert sum(1 for _ in visitor.site.ledger.statements(Query())) == before + 1


def test_the_keys_are_told(visitor: Watched) -> None:
    """A question mark opens the list of keys."""
    introduce(visitor)
    visitor.page.keyboard.press("?")
    expect(visitor.page.get_by_text("next and previous statement")).to_be_visible()


def test_keys_that_are_switched_off_press_nothing(visitor: Watched) -> None:
    """Whoever speaks to the computer, or types by accident, can switch them off."""
    introduce(visitor)
    visitor.page.keyboard.press("?")
    visitor.page.get_by_role("button", name="Switch keys off").click()
    expect(visitor.page.locator("html[data-keys=keys-off]")).to_have_count(1)
    before = len(list(visitor.site.ledger.judgements()))
    for key in ("a", "x", "u", "Backspace"):
        visitor.page.keyboard.press(key)
    assert len(list(visitor.site.ledger.judgements())) == before


def test_changing_works_without_scripts(chromium: Browser, site: Site) -> None:
    """With JavaScript off the same forms change, add and accept."""
    context = chromium.new_context(locale="en-GB", java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.address}/who?next=/review")
    page.get_by_label("Your name").fill("Mira")
    page.get_by_role("button", name="Go on").click()
    page.locator("summary[data-key=s]").click()
    page.locator("details[open]").get_by_label("Somebody else").fill("Rolf Tamm")
    page.locator("details[open]").get_by_role("button", name="Set").click()
    assert [row.actor.name for row in site.ledger.statements(Query(actor="Rolf Tamm")) if row.actor] == ["Rolf Tamm"]
    page.get_by_role("link", name="Accept several at once").click()
    page.get_by_label("At least").select_option("3")
    page.get_by_role("button", name="Show").click()
    page.get_by_role("button", name="Accept these").click()
    assert len({one.batch for one in site.ledger.judgements() if one.by == "Mira"}) == 1
    context.close()
