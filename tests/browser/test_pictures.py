"""The pictures of docs/how-to/review-in-the-browser.md, taken of the demo corpus when they are asked for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.browser.conftest import Site
from tests.browser.test_every_screen import address

IMAGES = Path(__file__).resolve().parents[2] / "docs" / "images"
PICTURES = {"corpus": "/", "article": "/d/{article}", "search": "/search?actor=Jana+Ostermoor", "export": "/export?actor=Jana+Ostermoor"}
MOST_BYTES = 150_000


@pytest.mark.skipif(not os.environ.get("WORTLAUT_SCREENSHOTS"), reason="pictures are taken only if WORTLAUT_SCREENSHOTS is set")
@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_taken(chromium: Browser, site: Site, name: str) -> None:
    """What a reader of English sees on a small window, in a small file."""
    context = chromium.new_context(locale="en-GB", viewport={"width": 1100, "height": 600}, color_scheme="light")
    page = context.new_page()
    page.goto(address(site, PICTURES[name]))
    IMAGES.mkdir(exist_ok=True)
    page.screenshot(path=IMAGES / f"{name}.png")
    context.close()
    assert (IMAGES / f"{name}.png").stat().st_size < MOST_BYTES


def test_every_picture_of_the_page_is_there_and_small() -> None:
    """The page shows just these pictures."""
    page = (IMAGES.parent / "how-to" / "review-in-the-browser.md").read_text(encoding="utf-8")
    assert {name for name in PICTURES if f"(../images/{name}.png)" in page} == set(PICTURES)
    assert {path.stem for path in IMAGES.glob("*.png")} == set(PICTURES)
    assert all(path.stat().st_size < MOST_BYTES for path in IMAGES.glob("*.png"))
