"""Every screen in every language and theme: accessible, within the policy, usable on a phone and on paper."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Browser
from starlette.routing import Route
from tests.browser.conftest import AXE, Site, Watched

from wortlaut.records import Run
from wortlaut.view.pages import routes

SCREENS = (
    "/",
    "/d/{article}",
    "/several?article={article}",
    "/several?q=Probestau",
    "/d/{article}?edit=add",
    "/d/{article}?edit=quote",
    "/d/{article}?edit=speaker",
    "/d/{article}?edit=cue",
    "/d/{article}?edit=kind",
    "/review",
    "/actors",
    "/a/{actor}",
    "/a/{actor}/positions",
    "/a/{actor}/with",
    "/a/{actor}/names",
    "/a/{actor}/about",
    "/a/{actor}/sentences?concept=Der Probestau soll stattfinden",
    "/actors/alike",
    "/s/{statement}/reply",
    "/i",
    "/i/probestau",
    "/i/probestau/suggested",
    "/m",
    "/m?look=heat&include=all",
    "/m?look=slope&period=half-years",
    "/m?exclude_values=person%3DTarik Welling&exclude_sources=Uferblatt",
    "/m/sentences?column=Der Probestau soll stattfinden",
    "/n",
    "/n?time_window=months&measures=1",
    "/n/sentences?row=Tarik Welling&column=Jana Ostermoor",
    "/t",
    "/t/candidates",
    "/t/line",
    "/t/line?concept=wasservertrag",
    "/t/line?concept=probestau&include=all&only=clashes",
    "/t/pair?one={article}&other={article}",
    "/search?q=Probestau",
    "/search?q=Gutachtn&include=judged",
    "/search?since=never",
    "/kept?of=/m",
    "/who",
    "/nowhere",
    "/?undated=1&agencies=1",
    "/import",
    "/problems",
    "/tasks",
    "/export?unreviewed=1",
)


ELSEWHERE = {
    "/import/columns": "asks about a table that was sent: test_importing",
    "/tasks/now": "a part of /tasks",
    "/n/file": "a file",
    "/s/{statement}": "leads to the article",
    "/v/{name}": "leads to the view that was kept",
}
"""Pages that are no screens, or need something done before."""


def test_every_page_is_among_the_screens() -> None:
    """A new one has to be put into the list."""
    pages = {route.path for route in routes() if isinstance(route, Route) and "GET" in (route.methods or ())}
    files = re.compile(r"\.(json|jsonld|atom|csv|svg|html|zip|xml|\{\w+\})$")
    listed = {re.sub(r"^/i/\w+", "/i/{concept}", screen.partition("?")[0]) for screen in SCREENS}
    assert {page for page in pages if not files.search(page)} - set(ELSEWHERE) == listed - {"/nowhere"}


def address(site: Site, screen: str) -> str:
    """The screen's address in this ledger."""
    from wortlaut.records import Query

    article = next(iter(site.ledger.articles(Query(limit=1)))).article.id
    actor = next(iter(site.ledger.actors(Query(limit=1)))).actor.id
    statement = next(iter(site.ledger.statements(Query(limit=1)))).quotation.id
    return site.address + screen.format(article=article, actor=actor, statement=statement)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["de", "en"])
def test_no_screen_has_an_accessibility_violation(chromium: Browser, site: Site, language: str, theme: str) -> None:
    """axe finds nothing on any screen, and nothing breaks the policy."""
    context = chromium.new_context(bypass_csp=True, viewport={"width": 1280, "height": 900})
    context.add_cookies(
        [{"name": name, "value": value, "url": site.address} for name, value in (("language", language), ("theme", theme), ("reviewer", "Mira"))]
    )
    page = context.new_page()
    found = {}
    for screen in SCREENS:
        page.goto(address(site, screen))
        page.add_script_tag(path=AXE)
        violations = page.evaluate(
            "axe.run(document, {resultTypes: ['violations']}).then(found => found.violations.map(one => [one.id, one.nodes.map(node => node.html)]))"
        )
        if violations:
            found[screen] = violations
    context.close()
    assert found == {}, json.dumps(found, indent=1)[:4000]


@pytest.mark.parametrize("screen", SCREENS)
def test_every_screen_stays_at_home_and_within_the_policy(visitor: Watched, screen: str) -> None:
    """No request to another host, no violation, no error (the fixture watches)."""
    visitor.page.goto(address(visitor.site, screen))
    visitor.page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("screen", SCREENS)
def test_nothing_is_wider_than_a_phone(chromium: Browser, site: Site, screen: str) -> None:
    """At 375 pixels no screen scrolls sideways, also where a source is a long path."""
    site.ledger.begin(
        Run(
            "r-long",
            "2026-01-01T00:00:00+00:00",
            None,
            ("/a_folder/without_any_space_or_hyphen_in_its_name/and_longer_than_a_phone_is_wide",),
            "",
            "1",
        )
    )
    context = chromium.new_context(viewport={"width": 375, "height": 700})
    page = context.new_page()
    page.goto(address(site, screen))
    width = page.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert width <= 375


def test_a_printed_article_has_its_words(chromium: Browser, site: Site, tmp_path: object) -> None:
    """Printing an article gives a file; its text is what the reader saw."""
    context = chromium.new_context()
    page = context.new_page()
    page.goto(address(site, "/d/{article}"))
    page.emulate_media(media="print")
    assert page.locator("article h1").is_visible()
    assert not page.locator("header.frame").is_visible()
    assert page.pdf().startswith(b"%PDF")
    context.close()
