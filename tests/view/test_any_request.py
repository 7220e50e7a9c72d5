"""Whatever is asked, of any page and by any form, the answer is a page, a file, or one line that says what is wrong; never a defect."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.routing import Route
from starlette.testclient import TestClient
from tests.view.conftest import ledger_of
from tests.view.merle_coded import READINGS, code, ledger_behind

from wortlaut.records import NetworkSpec
from wortlaut.store.sqlite import SqliteLedger
from wortlaut.view import application, pages
from wortlaut.view.pages.importing import MOST_FILES
from wortlaut.view.pages.statements import FIELDS

VIEW = Path(pages.__file__).parents[1]
ROUTES = tuple(route for route in pages.routes() if isinstance(route, Route))
READING = tuple(sorted({route.path for route in ROUTES if "GET" in (route.methods or ())}))
PAGES = tuple(path for path in READING if not path.endswith((".json", ".csv")))
WRITING = tuple(sorted({route.path for route in ROUTES if "POST" in (route.methods or ())}))

READ = re.compile(r"\b(?:one|number|get|getlist)\(\s*\"([\w-]+)\"")
NAMES = tuple(
    sorted({"q", *FIELDS, *(one.name for one in fields(NetworkSpec))}.union(*(READ.findall(file.read_text("utf-8")) for file in VIEW.rglob("*.py"))))
)
"""What pages and forms read of a request, as the code names it, so that nobody has to think of a new one here."""

ODD = (
    "",
    "-1",
    "0",
    "9" * 40,
    "1e999",
    "nan",
    "²",
    "١",
    "\0",
    "a\0b",
    "\r\nx-header: 1",
    "2021-13-45",
    "0001-01-01",
    "9999-12-31",
    '"',
    "NEAR(",
    "*",
    "-",
    "';--",
    "../../etc/passwd",
    "<script>",
    "{{ 7 * 7 }}",
    "%s%d{}",
    "=1+1",
    "😊",
    "e\u0301",
    "\u202e",
    "a" * 120,
)
MISFORMED = ("%00", "%FF%FE", "%ED%A0%80", "%", "%zz", "+", "&&&=", "%C0%AF")
"""Parts of an address that are no text."""

KNOWN = ("events", "months", "congruence", "subtract", "person", "concept", "agreement", "table", "accept", "Direct", "heat", "2021", "1", "2", "x")
"""Words that something understands, so that what lies behind it is reached."""

PROMPT = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@dataclass(frozen=True, slots=True)
class Merle:
    """A reviewer in front of the coded dispute, and one of everything that an address or a form can name."""

    client: TestClient
    known: dict[str, str]


def _merle(path: Path) -> Merle:
    client = TestClient(application(ledger_of(path, *READINGS), "Merle"), "http://127.0.0.1:8765", follow_redirects=False)
    code(client)
    client.post("/choose", data={"reviewer": "Mira"})
    article = client.get("/corpus.json").json()[0]["id"]
    statement = client.get(f"/d/{article}.json").json()[0]["id"]
    actor = client.get("/actors.json").json()[0]["id"]
    return Merle(client, {"article": article, "statement": statement, "actor": actor, "concept": "probestau", "form": "csv"})


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Merle]:
    """The dispute, which is only looked at."""
    made = _merle(tmp_path_factory.mktemp("merle") / "read.wortlaut")
    yield made
    ledger_behind(made.client).close()


@pytest.fixture
def written(tmp_path: Path) -> Iterator[Merle]:
    """The dispute, for one test alone."""
    made = _merle(tmp_path / "written.wortlaut")
    yield made
    ledger_behind(made.client).close()


def filled(path: str, known: dict[str, str]) -> str:
    """A route's path with ids that exist."""
    return re.sub(r"\{(\w+)(?::\w+)?\}", lambda found: known.get(found[1], "nothing"), path)


def sound(client: TestClient, address: str, data: dict[str, str] | None = None) -> None:
    """Ask (a defect inside raises here), and see that what is refused is told in a page or in one line."""
    answer = client.get(address) if data is None else client.post(address, data=data)
    assert answer.status_code < 500
    if answer.status_code >= 400 and not answer.headers["content-type"].startswith("text/html"):
        assert answer.text.strip().count("\n") == 0
        assert len(answer.text) < 500
    assert "content-security-policy" in answer.headers


@pytest.mark.parametrize("path", PAGES)
def test_every_page_takes_any_query(read: Merle, path: str) -> None:
    """All parameters at once, each with the same odd value; values that are no text; a name without a value, and twice."""
    address = filled(path, read.known)
    for value in (*map(quote, ODD), *MISFORMED):
        sound(read.client, f"{address}?" + "&".join(f"{name}={value}" for name in NAMES))
    sound(read.client, f"{address}?" + "&".join(NAMES))
    sound(read.client, f"{address}?" + "&".join(f"{name}=1&{name}=2" for name in NAMES))
    sound(read.client, f"{address}?{'x' * 15_000}")


@pytest.mark.parametrize("path", [path for path in READING if "{" in path])
def test_no_page_of_what_does_not_exist(read: Merle, path: str) -> None:
    """An id that nothing has is not found, whatever it is made of."""
    for value in ("s-0000000000000000", "a" * 9_000, *(quote(one, safe="") for one in ODD), *MISFORMED[:3]):
        address = filled(path, dict.fromkeys(read.known, value))
        if value not in ("", ".", "%") and "//" not in address:
            answer = read.client.get(address)
            assert answer.status_code == 404, address[:80]


def parameters() -> st.SearchStrategy[dict[str, str]]:
    """A few parameters with odd, known or any values."""
    values = st.one_of(st.sampled_from(ODD), st.sampled_from(KNOWN), st.text(max_size=40), st.integers().map(str))
    return st.dictionaries(st.sampled_from(NAMES), values, max_size=4)


@PROMPT
@given(path=st.sampled_from(READING), query=parameters())
def test_every_page_takes_any_few_parameters(read: Merle, path: str, query: dict[str, str]) -> None:
    """Also where the others are as they should be."""
    encoded = "&".join(f"{name}={quote(value.encode('utf-8', 'replace'))}" for name, value in query.items())
    sound(read.client, filled(path, read.known) + "?" + encoded)


@PROMPT
@given(path=st.sampled_from(WRITING), data=parameters(), whole=st.booleans())
def test_every_form_takes_any_fields(written: Merle, path: str, data: dict[str, str], whole: bool) -> None:
    """Odd fields beside ones that make sense, or alone."""
    sense = written.known | {"verdict": "accept", "start": "0", "end": "5", "words": "Damm", "name": "Ute", "new": "person", "move": "end-later"}
    sound(written.client, path, (sense if whole else {}) | {name: value.encode("utf-8", "replace").decode() for name, value in data.items()})


NAMED = frozenset(
    [
        "/add",
        "/amend/addressee",
        "/amend/cue",
        "/amend/kind",
        "/amend/quote",
        "/amend/speaker",
        "/code",
        "/date",
        "/decide",
        "/flag",
        "/judge",
        "/redo",
        "/relate",
        "/reply",
        "/several",
        "/undo",
    ]
)
"""Forms that append a decision: they ask for a name."""

NAMELESS = {
    "/choose": "cookies of this browser",
    "/keep": "a question, beside the ledger",
    "/drop-question": "a question, beside the ledger",
    "/import": "texts, read as the command line would",
    "/import/columns": "how the tables of an import are read",
    "/retry": "a text that is read again",
    "/retry-all": "texts that are read again",
    "/cancel": "a task of this app",
    "/pause": "a task of this app",
    "/resume": "a task of this app",
    "/export/project.dna": "nothing: a file that goes out; a form because of its password",
}
"""Forms that decide nothing, and what they change."""


def test_every_form_is_known_with_what_it_changes() -> None:
    """A new one has to be put into one of the two tables."""
    assert set(WRITING) == NAMED | set(NAMELESS)


@pytest.mark.parametrize("path", WRITING)
def test_no_form_is_taken_from_another_site_or_by_reading(read: Merle, path: str) -> None:
    """Whatever it changes."""
    for headers in ({"sec-fetch-site": "cross-site"}, {"origin": "https://evil.example"}):
        assert read.client.post(path, data=read.known, headers=headers).status_code == 403
    assert path in READING or read.client.get(path, params=read.known).status_code == 405


@pytest.mark.parametrize("path", sorted(NAMED))
def test_nobody_decides_without_a_name(read: Merle, path: str) -> None:
    """Every form that decides asks who does, and keeps nothing."""
    before = log(read)
    nobody = TestClient(read.client.app, "http://127.0.0.1:8765", follow_redirects=False)
    answer = nobody.post(path, data=read.known | {"verdict": "accept", "date": "2021", "kind": "Direct", "said": "x", "name": "x", "new": "person"})
    assert answer.status_code == 403
    assert "<form" in answer.text
    assert 'name="reviewer"' in answer.text
    assert log(read) == before


def test_looking_decides_nothing(read: Merle) -> None:
    """Every page, with whatever asks it to: the log is as before."""
    before = log(read)
    for path in READING:
        for query in (
            "",
            "?" + "&".join(f"{name}={value}" for name, value in read.known.items()),
            "?verdict=accept&statement=" + read.known["statement"],
        ):
            read.client.get(filled(path, read.known) + query)
    assert log(read) == before


def log(merle: Merle) -> dict[str, int]:
    """How many rows every table has that is no view of others."""
    ledger = ledger_behind(merle.client)
    assert isinstance(ledger, SqliteLedger)
    with sqlite3.connect(ledger.path) as connection:
        tables = [name for (name,) in connection.execute("select name from sqlite_master where type = 'table'")]
        kept = [name for name in tables if not name.startswith(("shown_", "kept_"))]
        return {name: connection.execute(f'select count(*) from "{name}"').fetchone()[0] for name in kept}  # noqa: S608 - names of our tables


def bodies() -> Iterator[tuple[str, bytes]]:
    """Bodies that are not what they say, and files where words belong."""
    form, parts = "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"
    yield form, b""
    yield form, b"\xff\xfe\x00=&&=&%ff=%00"
    yield form, b"statement=1&" * 3_000
    yield "application/json", b"{}"
    yield "multipart/form-data", b"--x"
    yield "multipart/form-data; boundary=", b"--x"
    yield parts, b"x"
    yield parts, b"--x\r\nContent-Disposition: form-data\r\n\r\nq\r\n--x--"
    for name in (b"statement", b"actor", b"files", b"\xff\x00", b"task"):
        yield parts, b'--x\r\nContent-Disposition: form-data; name="' + name + b'"; filename="../a\x00\xff.txt"\r\n\r\n\x00\r\n--x--\r\n'


def test_every_form_takes_any_body(written: Merle) -> None:
    """What is no form at all is refused, or read as an empty one."""
    for path in WRITING:
        for kind, body in bodies():
            answer = written.client.post(path, content=body, headers={"content-type": kind})
            assert answer.status_code < 500, (path, kind, body[:60])
            assert "Traceback" not in answer.text


def test_only_so_many_files_are_taken_at_once(written: Merle) -> None:
    """More are refused on the page of the form, and none of them is kept."""
    answer = written.client.post("/import", files=[("files", (f"{number}.txt", b"Damm")) for number in range(MOST_FILES + 1)])
    assert answer.status_code == 400
    assert re.search(r'<p role="alert">Höchstens 1.000 Dateien auf einmal\.</p>', answer.text)
    desk = written.client.app.app.state.desk  # type: ignore[attr-defined] # the guard's app
    assert desk.work.tasks() == ()
