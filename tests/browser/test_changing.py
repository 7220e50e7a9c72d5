"""Changing statements from a selection, and without any script; what each key does stands in `test_shortcuts`."""

from __future__ import annotations

from playwright.sync_api import Browser, expect
from tests.browser.conftest import Site, Watched
from tests.browser.test_reviewing import introduce

from wortlaut.records import Part, Query, StatementRow, Verdict


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
    words = page.locator("form[action^='/add'] textarea")
    expect(words).not_to_have_value("")
    wanted = words.input_value()
    start = int(page.locator("form[action^='/add'] input[name=start]").input_value())
    assert article.text[start : start + 8].strip() == wanted
    with page.expect_navigation():
        page.get_by_role("button", name="Add and accept it").click()
    assert sum(1 for _ in visitor.site.ledger.statements(Query())) == before + 1


def test_everything_works_without_scripts(chromium: Browser, site: Site) -> None:
    """With JavaScript off the same forms read, judge, say why, change, flag, undo, redo and decide on several."""
    context = chromium.new_context(locale="en-GB", java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.address}/who?next=/review")
    page.get_by_label("Your name").fill("Mira")
    page.get_by_role("button", name="Go on").click()
    first = page.locator(".verdicts input[name=statement]").first.get_attribute("value") or ""
    page.locator("summary[data-key=s]").click()
    page.locator("details[open]").get_by_label("Somebody else").fill("Rolf Tamm")
    page.locator("details[open]").get_by_role("button", name="Set").click()
    assert [row.actor.name for row in site.ledger.statements(Query(actor="Rolf Tamm")) if row.actor] == ["Rolf Tamm"]
    page.locator("summary[data-key=s]").click()
    page.locator("summary[data-key=e]").click()
    page.get_by_role("link", name="one sign less").first.click()
    page.get_by_role("button", name="Keep these borders").click()
    page.get_by_role("button", name="Flag for a second reader").click()
    page.get_by_role("button", name="Reject").click()
    page.get_by_role("button", name="wrong words").click()
    page.get_by_role("button", name="Undo ⌫").click()
    page.get_by_role("button", name="Undo ⌫").click()
    page.get_by_role("button", name="Redo").click()
    row = site.ledger.find(first)
    assert isinstance(row, StatementRow)
    assert row.judgement
    assert (row.judgement.verdict, row.judgement.note) == (Verdict.REJECT, "")
    assert {one.part for one in row.amendments} == {Part.SPEAKER, Part.QUOTE, Part.FLAG}
    page.get_by_role("link", name="Decide on several at once").click()
    page.get_by_label("At least").select_option("3")
    page.get_by_role("button", name="Show").click()
    page.get_by_role("button", name="Accept these").click()
    assert len({one.batch for one in site.ledger.judgements() if one.by == "Mira" and one.verdict is Verdict.ACCEPT}) == 1
    context.close()


def test_two_reviewers_at_once_do_not_lose_each_others_work(chromium: Browser, site: Site) -> None:
    """Both decide on the same statement; undo, redo and the side bar are everybody's own."""
    pages = []
    first = next(iter(site.ledger.statements(Query(limit=1))))
    for name in ("Mira", "Jonas"):
        context = chromium.new_context(locale="en-GB")
        context.add_cookies([{"name": "reviewer", "value": name, "url": site.address}])
        pages.append(context.new_page())
        pages[-1].goto(f"{site.address}/d/{first.article.id}?s={first.quotation.id}")
    mira, jonas = pages
    for page, key in ((mira, "a"), (jonas, "x"), (mira, "Backspace"), (mira, "Control+y"), (jonas, "Backspace")):
        with page.expect_navigation():
            page.keyboard.press(key)
    log = [(one.by, one.verdict, one.retracted) for one in site.ledger.judgements(first.quotation.id)]
    undone = [("Mira", Verdict.ACCEPT, True), ("Mira", Verdict.ACCEPT, False), ("Jonas", Verdict.REJECT, True)]
    assert log == [("Mira", Verdict.ACCEPT, False), ("Jonas", Verdict.REJECT, False), *undone]
    expect(mira.locator(".recent ol li")).to_have_count(1)
    expect(jonas.locator(".recent ol li")).to_have_count(0)
    for page in pages:
        page.context.close()
