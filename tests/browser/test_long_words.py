"""Other languages need more room than English: with words longer by two fifths every screen still fits."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser
from tests.browser.conftest import Site
from tests.browser.test_every_screen import SCREENS, address

LONGER = """() => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let changed = 0;
  while (texts.nextNode()) {
    const node = texts.currentNode, own = node.parentElement;
    if (!node.data.trim() || own.closest("[lang]") !== document.documentElement || own.closest("svg, script, style, code, datalist")) continue;
    node.data = node.data.replace(/\\p{L}{3,}/gu, word => word + word.slice(0, Math.ceil(word.length * 0.4)).toLowerCase());
    changed++;
  }
  for (const field of document.querySelectorAll("[placeholder]")) field.placeholder += field.placeholder.slice(0, Math.ceil(field.placeholder.length * 0.4));
  return changed;
}"""
"""Makes every word of the interface longer, not those of the articles."""


@pytest.mark.parametrize("width", [375, 1280])
def test_longer_words_fit_on_every_screen(chromium: Browser, site: Site, width: int) -> None:
    """Nothing is wider than the window, and no button is cut off at its edge."""
    context = chromium.new_context(locale="de-DE", viewport={"width": width, "height": 800})
    page = context.new_page()
    found = {}
    for screen in SCREENS:
        page.goto(address(site, screen))
        assert page.evaluate(LONGER) > 10, screen
        wide = page.evaluate("document.documentElement.scrollWidth")
        out = page.evaluate(
            "width => [...document.querySelectorAll('button, a.button, input, select')].filter(one => { const box = one.getBoundingClientRect();"
            " return box.width && box.right > width + 1 && !one.closest('.wide'); }).map(one => one.outerHTML.slice(0, 120))",
            width,
        )
        if wide > width or out:
            found[screen] = (wide, out)
    context.close()
    assert found == {}
