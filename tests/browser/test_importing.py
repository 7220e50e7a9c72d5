"""Bringing texts in by the browser: files, a table with its columns, a folder; with scripts and without."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import AXE, Site, Watched

from wortlaut.records import Query

TABLE = "Kopf;Leib;Tag;Blatt\nPegel;„Wir warten ab, bis das Gutachten zum Pegel der Merle vorliegt“, sagte Jana Ostermoor.;08.03.2021;Landfunk\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a text, a table and a hidden file."""
    here = tmp_path / "merle"
    here.mkdir()
    (here / "damm.txt").write_text("Streit um den Damm\n\n„Der neue Damm hält“, sagte Jana Ostermoor am Freitag.\n", "utf-8")
    (here / "presse.csv").write_text(TABLE, "utf-8")
    (here / ".versteckt").write_bytes(b"\x00")
    return here


def sources(site: Site) -> set[str]:
    """The articles that were brought in."""
    return {row.article.source for row in site.ledger.articles(Query()) if row.article.source.startswith(("damm", "presse"))}


def assign(page: Page) -> None:
    """Say which column is what."""
    for field, column in (("text", "Leib"), ("title", "Kopf"), ("published", "Tag"), ("outlet", "Blatt")):
        page.locator(f"select[name='0-{field}']").select_option(column)
    page.get_by_role("button", name="Read them").click()


def test_a_table_is_assigned_and_read_while_the_page_looks_on(visitor: Watched, folder: Path) -> None:
    """From the file to the article without leaving the keyboard's buttons; the page shows the end by itself."""
    page = visitor.open("/import")
    page.get_by_label("Files").set_input_files(folder / "presse.csv")
    page.get_by_role("button", name="Read them").click()
    expect(page.get_by_role("heading", name="Which column is what?")).to_be_visible()
    expect(page.get_by_text("bis das Gutachten zum Pegel")).to_be_visible()
    assign(page)
    expect(page.get_by_role("heading", name="Read: presse.csv", exact=True)).to_be_visible(timeout=60_000)
    assert sources(visitor.site) == {"presse.csv#1"}
    (row,) = (row for row in visitor.site.ledger.articles(Query(outlet="Landfunk")) if row.article.source == "presse.csv#1")
    assert (row.title, row.article.published.best) == ("Pegel", "2021-03-08")


def test_a_running_import_is_paused_by_the_keyboard(visitor: Watched, tmp_path: Path) -> None:
    """The page brings itself up to date while somebody stands on a button, and they stay on it; paused, it waits until it may go on."""
    rows = [{"text": f"Am Tag {number} stieg der Pegel. „Wir messen weiter“, sagte Jana Ostermoor."} for number in range(400)]
    (tmp_path / "viele.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    page = visitor.open("/import")
    page.get_by_label("Files").set_input_files(tmp_path / "viele.jsonl")
    page.get_by_role("button", name="Read them").click()
    page.get_by_role("button", name="Read them").click()
    pause = page.get_by_role("button", name="Pause")
    pause.focus()
    before = page.locator(".task progress").get_attribute("value")
    expect(page.locator(".task progress")).not_to_have_attribute("value", str(before), timeout=60_000)
    expect(pause).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Paused: viele.jsonl")).to_be_visible()
    page.get_by_role("button", name="Go on reading").click()
    expect(page.get_by_role("heading", name="Being read: viele.jsonl")).to_be_visible()
    page.get_by_role("button", name="Cancel").click()
    page.goto(visitor.site.address + "/tasks")
    expect(page.get_by_role("heading", name="Cancelled: viele.jsonl")).to_be_visible(timeout=60_000)


def test_a_folder_is_read_without_scripts(chromium: Browser, site: Site, folder: Path) -> None:
    """The same forms; the page is loaded again to see how far it is."""
    context = chromium.new_context(locale="en-GB", java_script_enabled=False)
    page = context.new_page()
    page.goto(site.address + "/import")
    page.get_by_label("A folder").set_input_files(folder)
    page.get_by_role("button", name="Read the folder").click()
    assign(page)
    page.goto(site.address + "/tasks")
    for _ in range(300):
        if page.get_by_role("link", name="See how far it is now").count() == 0:
            break
        page.wait_for_timeout(200)
        page.goto(site.address + "/tasks")
    expect(page.get_by_role("heading", name=re.compile("^Read: .* and 1 more file$"))).to_be_visible()
    assert sources(site) == {"damm.txt", "presse.csv#1"}
    context.close()


@pytest.mark.parametrize("width", [375, 1280])
def test_the_columns_are_asked_for_accessibly(chromium: Browser, site: Site, folder: Path, width: int) -> None:
    """axe finds nothing, and nothing is wider than the window."""
    context = chromium.new_context(bypass_csp=True, locale="de-DE", viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(site.address + "/import")
    page.get_by_label("Dateien").set_input_files(folder / "presse.csv")
    page.get_by_role("button", name="Einlesen", exact=True).click()
    expect(page.get_by_role("heading", name="Welche Spalte ist was?")).to_be_visible()
    page.add_script_tag(path=AXE)
    assert page.evaluate("axe.run(document, {resultTypes: ['violations']}).then(found => found.violations.map(one => one.id))") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
