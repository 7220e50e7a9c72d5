"""Names and words that try to run in the reader's browser, in every place where somebody else's words stand, on every page and in every file."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape
from html.parser import HTMLParser
from urllib.parse import quote

import pytest
from lxml import etree
from starlette.testclient import TestClient
from tests.ledger_factory import Said, failed, reading
from tests.view.conftest import ledger_of
from tests.view.merle_coded import AT, ledger_behind
from tests.view.test_any_request import PAGES, READING, filled

from wortlaut.records import Codebook, Concept, Pole, Problem, Query, Reading, Stage, Suggestion
from wortlaut.records import Producer as Made
from wortlaut.view import application
from wortlaut.view.app import Options
from wortlaut.view.saved import Questions

TAG = "<script>alert(1)</script><img src=x onerror=alert(1)>"
QUOTES = "\"'><svg onload=alert(1)> x=\"' onfocus=alert(1) autofocus y='"
ENDS = "</title></textarea></script></style>--><iframe src=//evil.example></iframe>"
TEMPLATE = "{{ 7 * 191 }}{% raw %}${7*191}%s"
LINK = "javascript:alert(1)"
PAYLOADS = {"markup": TAG + QUOTES + ENDS, "template": TEMPLATE, "link": LINK}

VIEWS = (
    "edit=kind",
    "edit=speaker",
    "edit=quote",
    "edit=code",
    "edit=add",
    "look=heat&include=all",
    "unreviewed=1",
    "include=all&time_window=months&measures=1&window=1",
    "q={}&actor={}&outlet={}&since={}",
    "title={}&unreviewed=1",
    "row={}&column={}&concept={}&next={}&name={}&task={}&one={}&other={}",
)
"""Questions that open what a page otherwise hides, `{}` being the payload."""


@dataclass(frozen=True, slots=True)
class Place:
    """An app whose ledger is full of one payload."""

    client: TestClient
    payload: str
    known: dict[str, str]

    def addresses(self) -> Iterator[str]:
        """Every page, plain and opened up."""
        for path in READING:
            address = filled(path, self.known)
            yield address
            for view in VIEWS if path in PAGES else ():
                yield f"{address}?{view.replace('{}', quote(self.payload, safe=''))}"


def readings(payload: str) -> Iterator[Reading]:
    """Articles that have the payload in every field that a page can tell, and a document that failed with it."""
    for number in (1, 2):
        one = reading(payload, Said(payload, f"{payload} {number}", aliases=(payload,)), source=f"{payload}{number}.txt", outlet=payload)
        assert one.article is not None
        yield replace(one, article=replace(one.article, authors=(payload,), agencies=(payload,), url=payload, host=payload))
    broken = failed(f"{payload}3.txt")
    yield replace(broken, problem=Problem(f"{payload}3.txt", Stage.CLEAN, payload, payload, broken.capture.id))


@pytest.fixture(scope="module", params=PAYLOADS.values(), ids=PAYLOADS)
def place(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """The app, after a reviewer with such a name has used it with such notes, concepts and questions."""
    payload = request.param
    path = tmp_path_factory.mktemp("hostile") / "m.wortlaut"
    with ledger_of(path, *readings(payload)) as ledger:
        client = TestClient(application(ledger, payload, Options(questions=Questions.beside(path))), "http://127.0.0.1:8765", follow_redirects=False)
        yield Place(client, payload, used(client, payload))


def used(client: TestClient, payload: str) -> dict[str, str]:
    """Do everything that keeps somebody's words; ids of what there is."""
    ledger = ledger_behind(client)
    rows = list(ledger.statements(Query()))
    pole = Pole(payload, (payload,))
    ledger.adopt(Codebook.of(payload, (Concept("damm", (("de", payload), ("en", payload)), payload, agree=pole, disagree=pole),)), payload, AT)
    ledger.suggest([Suggestion(rows[1].quotation.id, "damm", 1, 0.8, (payload,), Made(payload, payload))], AT)
    client.post("/choose", data={"reviewer": payload[:70]})
    one = {"statement": rows[0].quotation.id}
    for path, data in (
        ("/judge", {"verdict": "accept", "note": payload}),
        ("/code", {"concept": "damm", "agreement": "1"}),
        ("/amend/addressee", {"name": payload, "new": "person"}),
        ("/keep", {"name": payload[:70], "query": f"q={quote(payload)}"}),
    ):
        assert client.post(path, data=one | data).status_code in (303, 409), path
    assert rows[0].actor is not None
    return {"article": rows[0].article.id, "statement": rows[0].quotation.id, "actor": rows[0].actor.id, "concept": "damm", "form": "csv"}


class Page(HTMLParser):
    """What a browser would make of a page, as far as it could do harm."""

    def __init__(self) -> None:
        super().__init__()
        self.harm: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Only our own script; no handler, no style, no frame, no picture from elsewhere, no link that is code."""
        given = dict(attrs)
        if tag == "script" and given.get("src") != "/static/built/islands.js":
            self.harm.append(f"script {given}")
        if tag in ("iframe", "object", "embed", "base", "img", "foreignobject"):
            self.harm.append(f"<{tag}>")
        for name, value in attrs:
            address = "".join((value or "").split()).lower()
            if name.startswith("on") or (name in ("style", "srcdoc", "autofocus") and given.get("id") != "reviewer"):
                self.harm.append(f"{tag} {name}={value}")
            if name in ("href", "src", "action", "formaction", "xlink:href") and not address.startswith(("/", "#", "?", "http:", "https:")):
                self.harm.append(f"{tag} {name}={value}")
            if name in ("action", "formaction", "src") and address.startswith(("//", "http")):
                self.harm.append(f"{tag} {name}={value}")


def harm_of(page: str) -> list[str]:
    """What could run or load in a page."""
    reader = Page()
    reader.feed(page)
    return reader.harm


def test_the_checker_sees_what_could_run() -> None:
    """A page into which each payload got unescaped is not called harmless."""
    assert all(harm_of(f'<p title="{one}">{one}</p>') for one in (TAG, QUOTES, ENDS))
    assert harm_of(f'<a href="{LINK}">x</a>')
    assert harm_of("<p>x</p>") == []


def test_nothing_runs_on_any_page(place: Place) -> None:
    """Every page and every file: words stay words, and what is no page says that it is none."""
    kinds = set()
    for address in place.addresses():
        answer = place.client.get(address)
        kind = answer.headers.get("content-type", "").partition(";")[0]
        kinds.add(kind)
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "\n" not in answer.headers.get("location", "")
        match kind:
            case "text/html":
                assert harm_of(answer.text) == [], address
                assert "1337" not in answer.text, address
            case "application/json" if answer.status_code == 200:
                json.loads(answer.text)
            case "image/svg+xml":
                harmless_picture(answer.content)
            case "application/zip":
                harmless_archive(answer.content)
    assert {"text/html", "application/json", "text/csv", "image/svg+xml", "application/zip"} <= kinds


def harmless_picture(content: bytes) -> None:
    """A picture has shapes and words, and nothing that runs or loads."""
    for one in etree.fromstring(content).iter(etree.Element):
        assert etree.QName(one).localname not in ("script", "foreignObject", "iframe", "use", "image")
        assert not any(etree.QName(name).localname.startswith("on") for name in one.attrib)


def harmless_archive(content: bytes) -> None:
    """A dossier's pages are checked as any other, and its members stay in their folder."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            assert not name.startswith(("/", "\\"))
            assert ".." not in name
            if name.endswith(".html"):
                assert harm_of(archive.read(name).decode()) == [], name


@pytest.mark.parametrize(
    ("address", "least"),
    [("/", 2), ("/d/{article}", 3), ("/actors", 1), ("/a/{actor}", 1), ("/i", 1), ("/search", 3), ("/problems", 2), ("/export?unreviewed=1", 1)],
)
def test_the_words_are_shown_letter_by_letter(place: Place, address: str, least: int) -> None:
    """They are neither dropped nor changed: escaped as text they stand where others would."""
    page = place.client.get(filled(address, place.known)).text
    assert page.count(escape(place.payload).replace("&#x27;", "&#39;").replace("&quot;", "&#34;")) >= least


def test_twins_have_the_words_unchanged(place: Place) -> None:
    """JSON and CSV are for programs: nothing is escaped twice or taken out."""
    rows = place.client.get(f"/d/{place.known['article']}.json").json()
    assert rows[0]["actor"]["name"] == place.payload
    assert rows[0]["outlet"] == place.payload
