"""A real browser in front of the web app: Debian's Chromium, driven by Playwright, no download."""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

from wortlaut.store.sqlite import SqliteLedger
from wortlaut.view import Options, application
from wortlaut.view.saved import Profiles, Questions

CHROMIUM = shutil.which("chromium")
BUNDLE = Path(__file__).resolve().parents[2] / "src" / "wortlaut" / "view" / "static" / "built" / "islands.js"
AXE = Path(__file__).resolve().parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"


def missing() -> str:
    """What keeps these tests from running here; empty if nothing does."""
    if CHROMIUM is None:
        return "no chromium here: install it to test the web app in a browser"
    if not BUNDLE.is_file() or not AXE.is_file():
        return "the scripts are not built here: make frontend"
    return ""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip for a visible reason where there is no browser, fail where one is required."""
    reason = missing()
    if not reason:
        return
    for item in items:
        if Path(__file__).parent in item.path.parents:
            if os.environ.get("WORTLAUT_REQUIRE_BROWSER"):
                raise pytest.UsageError(f"{reason} (WORTLAUT_REQUIRE_BROWSER is set)")
            item.add_marker(pytest.mark.skip(reason=reason))


@dataclass
class Site:
    """A running app: where it is, and its ledger."""

    address: str
    ledger: SqliteLedger


@pytest.fixture
def site(demo_ledger: Path, tmp_path: Path) -> Iterator[Site]:
    """The app over a copy of the demo ledger, on a free port."""
    path = tmp_path / "demo.wortlaut"
    shutil.copy(demo_ledger, path)
    with served(path) as site:
        yield site


@contextmanager
def served(path: Path) -> Iterator[Site]:
    """The app over a ledger, on a free port, as long as it is needed."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    with SqliteLedger.open(path) as ledger:
        options = Options(questions=Questions.beside(path), profiles=Profiles.beside(path))
        server = uvicorn.Server(uvicorn.Config(application(ledger, "demo", options), log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield Site(f"http://127.0.0.1:{listening.getsockname()[1]}", ledger)
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@dataclass
class Watched:
    """A page, with what it did that it must not do."""

    page: Page
    site: Site
    broken: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """Go to a page of the app."""
        self.page.goto(self.site.address + path)
        return self.page


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """A fresh visitor who reads English."""
    made = chromium.new_context(locale="en-GB", viewport={"width": 1280, "height": 900})
    yield made
    made.close()


@pytest.fixture
def visitor(context: BrowserContext, site: Site) -> Iterator[Watched]:
    """A page that fails the test where it asked another host, broke the policy, or raised an error."""
    watched = Watched(context.new_page(), site)

    def asked(request: Request) -> None:
        if not request.url.startswith((site.address, "data:")):
            watched.broken.append(f"asked {request.url}")

    watched.page.on("request", asked)
    watched.page.on("pageerror", lambda error: watched.broken.append(f"error {error}"))
    watched.page.on(
        "console", lambda said: watched.broken.append(said.text) if said.type == "error" and "Content Security Policy" in said.text else None
    )
    yield watched
    assert watched.broken == []
