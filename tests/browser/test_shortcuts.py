"""Every shortcut of the review, one line each: what is pressed, what it does, what is then seen, and what is wanted.

A key marked ! leads to another page. All lines read the same statement, and what they decided is taken back after them.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import Site, served

from wortlaut.records import Codebook, Concept, Ground, Kind, Part, Query, StatementRow, Verdict

PERSON = "Mira"


@dataclass(frozen=True)
class Case:
    """A statement that is read, as it was before the keys, with the ones and the articles beside it."""

    page: Page
    site: Site
    before: StatementRow
    earlier: str
    later: str
    articles: tuple[str | None, str | None]
    candidates: list[str]

    @property
    def now(self) -> StatementRow:
        """The statement as the ledger has it now."""
        found = self.site.ledger.find(self.before.quotation.id)
        assert isinstance(found, StatementRow)
        return found

    @property
    def decided(self) -> tuple[Verdict | None, str, str]:
        """The verdict, its note, and the statement that is on the page now."""
        judgement = self.now.judgement
        return judgement.verdict if judgement else None, judgement.note if judgement else "", self.shown

    @property
    def shown(self) -> str:
        """The statement on the page."""
        return self.page.locator(".verdicts input[name=statement]").first.get_attribute("value") or ""

    @property
    def parts(self) -> list[tuple[Part, str]]:
        """What was changed, by whom."""
        return [(one.part, one.by) for one in self.now.amendments]

    @property
    def speaker(self) -> str | None:
        """Who speaks."""
        return self.now.actor.name if self.now.actor else None

    @property
    def addressee(self) -> str | None:
        """Who is spoken to."""
        return self.now.addressee.name if self.now.addressee else None

    @property
    def coded(self) -> list[tuple[str | None, int | None]]:
        """What the person coded."""
        return [(one.concept, one.agreement) for one in self.site.ledger.coded([self.now])[0].people if one.by == PERSON]

    @property
    def borders(self) -> tuple[int, int]:
        """By how many signs the start and the end of the quote moved."""
        old, new = self.before.quotation.quote, self.now.quotation.quote
        return new[0].start - old[0].start, new[-1].end - old[-1].end

    @property
    def open(self) -> int:
        """How many forms are open."""
        return self.page.locator("aside details[open]").count()

    @property
    def address(self) -> str:
        """The path of the page."""
        return self.page.url.removeprefix(self.site.address).partition("?")[0].partition("#")[0]

    def says(self, text: str) -> bool:
        """Whether the page says so."""
        return self.page.get_by_text(text).first.is_visible()


@dataclass(frozen=True)
class Desk:
    """One app and one page for all lines, and the statement they read: the second one of an article between two others."""

    site: Site
    page: Page
    row: StatementRow
    there: tuple[str, ...]


@pytest.fixture(scope="module")
def desk(chromium: Browser, demo_ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The desk, with a codebook."""
    path = tmp_path_factory.mktemp("shortcuts") / "demo.wortlaut"
    shutil.copy(demo_ledger, path)
    with served(path) as site:
        site.ledger.adopt(Codebook.of("Merle", (Concept("probestau", (("en", "Trial filling"),)),)), PERSON, "2026-01-01T00:00:00+00:00")
        context = chromium.new_context(locale="en-GB", viewport={"width": 1280, "height": 900})
        context.add_cookies([{"name": "reviewer", "value": PERSON, "url": site.address}])
        for row in site.ledger.statements(Query()):
            rows = list(site.ledger.statements(Query(article=row.article.id)))
            if len(rows) > 2 and all(site.ledger.beside(row.article.id)) and rows[1].actor and rows[1].addressee is None:
                yield Desk(site, context.new_page(), rows[1], tuple(one.quotation.id for one in rows))
                break
        context.close()


@pytest.fixture
def case(desk: Desk) -> Iterator[Case]:
    """The statement, open; afterwards everything that was decided is taken back."""
    desk.page.goto(f"{desk.site.address}/d/{desk.row.article.id}?s={desk.row.quotation.id}")
    numbered = desk.page.locator("form[action^='/amend/speaker'] button[name=actor]").all_text_contents()
    yield Case(desk.page, desk.site, desk.row, desk.there[0], desk.there[2], desk.site.ledger.beside(desk.row.article.id), numbered)
    desk.page.context.clear_cookies(name="blind")
    for number in range(len(desk.site.ledger.recent(PERSON, 10))):
        desk.site.ledger.undo(PERSON, f"2026-01-02T00:00:{number:02d}+00:00")


def press(page: Page, keys: str) -> None:
    """Press keys one after the other; the page that a key marked ! leads to is waited for; `type:` writes."""
    for key in keys.split():
        if key.startswith("type:"):
            page.keyboard.type(key.removeprefix("type:"))
        elif len(key) > 1 and key.endswith("!"):
            with page.expect_navigation():
                page.keyboard.press(key.removesuffix("!"))
        else:
            page.keyboard.press(key)


ACCEPT, REJECT, UNSURE = Verdict
Seen = Callable[[Case], object]

SHORTCUTS: tuple[tuple[str, str, Seen, Seen], ...] = (
    ("a!", "accepts and goes on", lambda it: it.decided, lambda it: (ACCEPT, "", it.later)),
    ("x!", "rejects and goes on", lambda it: it.decided, lambda it: (REJECT, "", it.later)),
    ("x! 1!", "says why", lambda it: it.decided, lambda it: (REJECT, Ground.NO_QUOTATION, it.later)),
    ("x! 2!", "says why", lambda it: it.decided, lambda it: (REJECT, Ground.WRONG_WORDS, it.later)),
    ("x! 3!", "says why", lambda it: it.decided, lambda it: (REJECT, Ground.WRONG_SPEAKER, it.later)),
    ("x! 4!", "says why", lambda it: it.decided, lambda it: (REJECT, Ground.NOT_IN_ARTICLE, it.later)),
    ("x! 5!", "says why", lambda it: it.decided, lambda it: (REJECT, Ground.FOUND_TWICE, it.later)),
    ("x! 6!", "says why", lambda it: it.decided, lambda it: (REJECT, Ground.OUTSIDE, it.later)),
    ("x! k! s 1!", "chooses in the form that is open", lambda it: (f"{it.speaker} 1", it.decided[1]), lambda it: (it.candidates[0], "")),
    ("u!", "is unsure and goes on", lambda it: it.decided, lambda it: (UNSURE, "", it.later)),
    ("Space!", "skips", lambda it: it.decided, lambda it: (None, "", it.later)),
    ("a! Backspace!", "undoes and goes back", lambda it: it.decided, lambda it: (None, "", it.before.quotation.id)),
    ("a! Control+z!", "undoes and goes back", lambda it: it.decided, lambda it: (None, "", it.before.quotation.id)),
    ("a! Backspace! Control+y!", "does it again", lambda it: it.decided, lambda it: (ACCEPT, "", it.before.quotation.id)),
    ("j!", "goes to the next statement", lambda it: it.shown, lambda it: it.later),
    ("k!", "goes to the statement before", lambda it: it.shown, lambda it: it.earlier),
    ("J!", "goes to the next article", lambda it: it.address, lambda it: f"/d/{it.articles[1]}"),
    ("K!", "goes to the article before", lambda it: it.address, lambda it: f"/d/{it.articles[0]}"),
    (
        "f!",
        "flags for a second reader",
        lambda it: (it.parts, it.says("Flagged for a second reader by Mira")),
        lambda _: ([(Part.FLAG, PERSON)], True),
    ),
    ("f! f!", "takes the flag back", lambda it: it.parts, lambda _: []),
    ("h", "tells the keys", lambda it: it.says("next and previous statement"), lambda _: True),
    ("?", "tells the keys", lambda it: it.says("next and previous statement"), lambda _: True),
    ("g a!", "goes to the actor", lambda it: it.address, lambda it: f"/a/{it.before.actor and it.before.actor.id}"),
    ("s 1!", "takes the first candidate", lambda it: f"{it.speaker} 1", lambda it: it.candidates[0]),
    ("s 2!", "takes the second candidate", lambda it: f"{it.speaker} 2", lambda it: it.candidates[1]),
    ("s 0!", "knows no speaker", lambda it: it.speaker, lambda _: None),
    ("s + type:Tamm Enter!", "makes a new actor", lambda it: it.speaker, lambda _: "Tamm"),
    ("t 1!", "takes an addressee", lambda it: f"{it.addressee} 1", lambda it: it.candidates[0]),
    ("r 3!", "changes the kind", lambda it: it.now.quotation.kind, lambda _: tuple(Kind)[2]),
    ("r 5!", "changes the kind", lambda it: it.now.quotation.kind, lambda _: tuple(Kind)[4]),
    ("e ArrowLeft! Enter!", "ends a word earlier", lambda it: it.borders, lambda it: (0, -lengths(it)[-1])),
    ("e ArrowLeft! ArrowRight! ArrowLeft! Enter!", "is one change", lambda it: it.parts, lambda _: [(Part.QUOTE, PERSON)]),
    ("e Shift+ArrowLeft! Enter!", "ends a sign earlier", lambda it: it.borders, lambda _: (0, -1)),
    ("e Shift+ArrowRight! Enter!", "ends a sign later", lambda it: it.borders, lambda _: (0, 1)),
    ("e Alt+ArrowRight! Enter!", "starts a word later", lambda it: it.borders, lambda it: (lengths(it)[0], 0)),
    ("e Alt+Shift+ArrowRight! Enter!", "starts a sign later", lambda it: it.borders, lambda _: (1, 0)),
    ("e Alt+Shift+ArrowLeft! Enter!", "starts a sign earlier", lambda it: it.borders, lambda _: (-1, 0)),
    ("e ArrowLeft! Alt+ArrowRight! Escape!", "gives the borders up", lambda it: (it.borders, it.open), lambda _: ((0, 0), 0)),
    ("e Escape", "closes the form", lambda it: it.open, lambda _: 0),
    ("ArrowLeft Alt+Shift+ArrowRight 1 0 Enter Escape", "does nothing while no form is open", lambda it: it.now, lambda it: it.before),
    ("c 0!", "knows no cue", lambda it: (it.now.quotation.cue, it.parts), lambda _: ((), [(Part.CUE, PERSON)])),
    ("i", "opens issue and side", lambda it: it.says("Trial filling") or it.open, lambda _: 1),
    ("p +!", "codes for", lambda it: it.coded, lambda _: [("probestau", 1)]),
    ("i p -!", "codes against", lambda it: it.coded, lambda _: [("probestau", -1)]),
    ("p 0!", "codes no side", lambda it: it.coded, lambda _: [("probestau", 0)]),
    ("p ?!", "codes an unknown side", lambda it: it.coded, lambda _: [("probestau", None)]),
    ("p x!", "codes that no issue fits", lambda it: it.coded, lambda _: [(None, None)]),
    ("n type:axu Escape a!", "writes a note, in which letters are letters", lambda it: it.decided, lambda it: (ACCEPT, "axu", it.later)),
    ("m", "opens the form for a missed statement", lambda it: it.says("Its words, copied from the article"), lambda _: True),
    ("m type:axu Escape Escape", "leaves the field, then the form", lambda it: (it.now, it.open), lambda it: (it.before, 0)),
    ("/!", "searches", lambda it: it.address, lambda _: "/search"),
    ("b!", "hides what the machine thinks", lambda it: (it.says("The machine is"), it.says("blind: what")), lambda _: (False, True)),
    ("b! b!", "shows it again", lambda it: it.says("The machine is"), lambda _: True),
)


def lengths(it: Case) -> list[int]:
    """The signs that the first and the last word of the quote take, with the blank that parts them from the others."""
    start, end = it.before.quotation.quote[0].start, it.before.quotation.quote[-1].end
    words = it.before.article.text[start:end].split()
    return [len(words[0]) + 1, len(words[-1]) + 1]


@pytest.mark.parametrize(("keys", "does", "seen", "wanted"), SHORTCUTS, ids=[f"{keys} {does}" for keys, does, _, _ in SHORTCUTS])
def test_a_key_does_what_it_says(case: Case, keys: str, does: str, seen: Seen, wanted: Seen) -> None:
    """Keys alone, one after the other."""
    press(case.page, keys)
    assert seen(case) == wanted(case), does


def test_the_letter_stands_on_every_button(case: Case) -> None:
    """Whatever a key presses says so itself."""
    unnamed = case.page.eval_on_selector_all(
        "[data-key]", "all => all.filter(one => !(one.querySelector('kbd') ?? one.closest('label')?.querySelector('kbd'))).map(one => one.outerHTML)"
    )
    assert unnamed == []


def test_the_list_of_keys_tells_every_letter(case: Case) -> None:
    """No button has a letter that the list does not explain."""
    keys = {key for one in case.page.locator("[data-key]").all() for key in (one.get_attribute("data-key") or "").split()}
    letters = {key[0] for key in keys if (len(key) == 1 and not key.isdigit()) or "_" in key}
    told = set(" ".join(case.page.locator("dl.keys kbd").all_text_contents() + case.page.locator("dl.keys dd").all_text_contents()).split())
    assert {"a", "p", "g", "J"} <= letters
    assert letters - told == set()


@pytest.mark.parametrize(("keys", "part"), [("c Enter!", Part.CUE), ("m Escape", None)])
def test_a_selection_fills_the_form(case: Case, keys: str, part: Part | None) -> None:
    """The words and where they stand in code points, also behind signs of two units; Enter keeps a cue."""
    line = case.page.locator("article > p.body").last
    line.evaluate(
        "line => { const range = document.createRange(); range.setStart(line.firstChild, 0); range.setEnd(line.firstChild, 5);"
        " getSelection().removeAllRanges(); getSelection().addRange(range); }"
    )
    start = int(line.get_attribute("data-start") or 0)
    words = case.before.article.text[start : start + 5].strip()
    expect(case.page.locator("form[action^='/add'] textarea")).to_have_value(words)
    press(case.page, keys)
    assert [one.part for one in case.now.amendments] == [part for part in (part,) if part]
    assert [one.start for one in case.now.quotation.cue] == [start] or part is None


def test_keys_that_are_switched_off_press_nothing(case: Case) -> None:
    """Whoever speaks to the computer, or types by accident, can switch them off, and on again."""
    case.page.get_by_role("button", name="Switch keys off").click()
    expect(case.page.locator("html[data-keys=keys-off]")).to_have_count(1)
    press(case.page, "a x u f Space Backspace j J e /")
    assert case.now == case.before
    assert case.shown == case.before.quotation.id
    case.page.get_by_role("button", name="Let keys press buttons").click()
    expect(case.page.locator("html[data-keys=keys-off]")).to_have_count(0)


def test_a_key_that_is_held_down_decides_once(case: Case) -> None:
    """The repetitions of a key that was not let go are not new decisions."""
    with case.page.expect_navigation():
        case.page.keyboard.down("a")
    before = len(list(case.site.ledger.judgements()))
    case.page.keyboard.down("a")  # the second one without an up between is a repetition
    case.page.keyboard.up("a")
    expect(case.page.get_by_role("heading", name="Statement ")).to_be_visible()
    assert len(list(case.site.ledger.judgements())) == before


def test_a_button_with_the_focus_is_pressed_by_space_and_enter(case: Case) -> None:
    """Those keys belong to whatever has the focus, also while they have a meaning here."""
    case.page.get_by_role("button", name="Accept").focus()
    press(case.page, "Space!")
    assert case.decided == (ACCEPT, "", case.later)
