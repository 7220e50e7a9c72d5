"""Import and tasks: files through a form, read in the background one task after the other, hostile ones refused."""

from __future__ import annotations

import io
import threading
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.dna_factory import write_dna
from tests.ledger_factory import failed
from tests.view.conftest import HOSTILE, Visit

from wortlaut.engine import SerialEngine
from wortlaut.records import Query
from wortlaut.store.sqlite import SqliteLedger
from wortlaut.view import application
from wortlaut.view.app import Options

TEXT = "Streit um den Merle-Damm\n\nAltfurt. „Der Damm hält“, sagte Jana Ostermoor am Freitag.\n"
TABLE = "title,text,outlet\nPegel,„Wir warten ab“ sagte Jana Ostermoor.,Landfunk\nLeer,,Landfunk\n"


@dataclass
class Gate:
    """An engine that reads nothing until it is opened, then reads here."""

    open: threading.Event = field(default_factory=threading.Event)
    name: str = "gate"

    def map(self, function: Callable, items: Iterable, lost: Callable) -> Iterator:
        """Wait before every document."""
        for item in items:
            self.open.wait(30)
            yield function(item)


@dataclass
class Place:
    """The app over an empty ledger, and the engine that reads for it."""

    client: TestClient
    ledger: SqliteLedger
    gate: Gate

    def send(self, *files: tuple[str, bytes]) -> str:
        """Send files by the form; the id of their task."""
        answer = self.client.post("/import", files=[("files", (name, data)) for name, data in files])
        assert answer.status_code == 303, answer.text
        return answer.headers["location"].partition("#")[2]

    def finish(self) -> str:
        """Let everything be read, and return the page of tasks."""
        self.gate.open.set()
        self.wait(lambda page: 'data-open="yes"' not in page)
        return self.client.get("/tasks").text

    def wait(self, seen: Callable[[str], bool]) -> None:
        """Ask for the tasks until the page is as wanted."""
        for _ in range(3000):
            if seen(self.client.get("/tasks/now").text):
                return
            threading.Event().wait(0.02)
        raise AssertionError(self.client.get("/tasks/now").text)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """An empty corpus, an open gate."""
    gate = Gate()
    gate.open.set()
    with SqliteLedger.open(tmp_path / "neu.wortlaut", create=True) as ledger:
        app = application(ledger, "neu", Options(engine=gate, most_bytes=2_000_000))
        headers = {"host": "127.0.0.1:8765", "accept-language": "en"}
        with TestClient(app, "http://127.0.0.1:8765", headers=headers, follow_redirects=False) as client:
            yield Place(client, ledger, gate)


def test_files_that_are_sent_are_read_under_their_names(place: Place) -> None:
    """A text and a table: articles with their statements, the broken row a problem, no trace of where the files lay."""
    place.send(("damm.txt", TEXT.encode()), ("presse.csv", TABLE.encode()))
    page = place.finish()
    assert "Read: damm.txt and 1 more file" in page
    assert sorted(row.article.source for row in place.ledger.articles(Query())) == ["damm.txt", "presse.csv#1"]
    assert [problem.source for problem in place.ledger.problems()] == ["presse.csv#2"]
    assert "presse.csv#2: the row has no text" in page
    assert next(place.ledger.runs()).sources == ("damm.txt", "presse.csv")
    assert any("Der Damm hält" in row.quotation.quote[0].text for row in place.ledger.statements(Query()))


def test_what_was_read_before_is_known(place: Place) -> None:
    """The same file under another name adds nothing."""
    place.send(("damm.txt", TEXT.encode()))
    place.finish()
    place.send(("kopie.txt", TEXT.encode()))
    assert "1 already known" in place.finish()
    assert place.ledger.counts()[1] == 1


def test_a_project_comes_in_whole(place: Place, tmp_path: Path) -> None:
    """A .dna file brings its documents and coded statements."""
    project = write_dna(tmp_path / "merle.dna")
    place.send(("merle.dna", project.read_bytes()))
    place.finish()
    assert [one.source for one in place.ledger.imports()] == ["merle.dna"]


def test_progress_survives_a_reload_and_tasks_wait_for_each_other(place: Place) -> None:
    """While one task is read the next one waits; both can be seen on every load, without a script."""
    place.gate.open.clear()
    place.send(("a.txt", TEXT.encode()))
    place.send(("b.txt", TEXT.replace("Freitag", "Montag").encode()))
    place.wait(lambda page: "Being read: a.txt" in page)
    page = place.client.get("/tasks").text
    assert "Waiting: b.txt" in page
    assert "See how far it is now" in page
    done = place.finish()
    assert done.index("Read: b.txt") < done.index("Read: a.txt")
    assert "See how far it is now" not in done


def test_a_task_can_be_cancelled(place: Place) -> None:
    """A waiting one is never begun, a running one stops at the next document; what is stored stays."""
    place.gate.open.clear()
    running, waiting = place.send(("a.jsonl", b'{"text": "Eins."}\n{"text": "Zwei."}\n')), place.send(("b.txt", TEXT.encode()))
    for task in (waiting, running):
        assert place.client.post("/cancel", data={"task": task}).status_code == 303
    page = place.finish()
    assert page.count("Cancelled: ") == 2
    assert place.ledger.counts()[1] == 0
    place.send(("c.txt", TEXT.encode()))
    assert "Read: c.txt" in place.finish()


def bomb() -> bytes:
    """A small archive with a hundred megabytes of zeros in it."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../../damm.txt", bytes(100_000_000))
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("damm.zip", bomb()),
        ("damm.txt", bomb()),
        ("damm.dna", b"SQLite format 3\x00" + bytes(1000)),
        ("damm.dna", TEXT.encode()),
        ("damm.pdf", b"%PDF-1.7\n" + bytes(200)),
        ("damm.txt", bytes(range(256)) * 20),
        ("damm.csv", b"eins,zwei\n1,2\n"),
    ],
)
def test_what_is_no_text_is_refused_in_words(place: Place, name: str, data: bytes) -> None:
    """Archives are not opened, whatever they are called; the reason stands with the task, and nothing enters the ledger."""
    place.send((name, data))
    page = place.finish()
    assert place.ledger.counts()[1] == 0
    assert name in page
    assert "defect" not in page


def test_a_name_is_shown_and_never_used(place: Place, tmp_path: Path) -> None:
    """Folders, script and odd signs in a name reach neither the disk nor the page as what they are."""
    for name in ("../../../etc/damm.txt", "C:\\Damm\\pegel.txt", HOSTILE.replace("/", "") + ".txt", "\u202edamm\x07.txt"):
        place.send((name, (TEXT + name).encode()))
    page = place.finish()
    assert "<script>alert" not in page
    sources = {row.article.source for row in place.ledger.articles(Query())}
    assert {"damm.txt", "pegel.txt"} <= sources
    assert not any("/" in source or "\x07" in source or "\u202e" in source for source in sources)
    assert not (tmp_path / "damm.txt").exists()


def test_too_much_is_refused_before_it_is_kept(place: Place) -> None:
    """A body over the limit is cut off, whether its header says so or not."""
    assert place.client.post("/import", files=[("files", ("damm.txt", bytes(3_000_000)))]).status_code == 413

    def endless() -> Iterator[bytes]:
        yield b'--x\r\nContent-Disposition: form-data; name="files"; filename="damm.txt"\r\n\r\n'
        for _ in range(40):
            yield bytes(100_000)

    headers = {"content-type": "multipart/form-data; boundary=x"}
    assert place.client.post("/import", content=endless(), headers=headers).status_code == 413
    assert place.client.get("/tasks.json").json() == []


def test_a_form_without_files_says_so(place: Place) -> None:
    """Nothing chosen, nothing queued."""
    answer = place.client.post("/import", files=[("files", ("", b""))])
    assert answer.status_code == 400
    assert "No file was chosen." in answer.text


def test_problems_have_a_reason_a_remedy_and_another_try(visit: Visit) -> None:
    """Every document that failed, with CSV; read again it is a problem still, or an article."""
    client = visit(failed(text="Pegel\n\nDer Flussrat vertagt die Sitzung über den Damm bei Altfurt auf den Montag."))
    page = client.get("/problems").text
    assert "there is no text in it" in page
    assert client.get("/problems.csv").text.splitlines()[1] == "merle/leer.txt,clean,there is no text in it,leave it out"
    key = page.partition('name="capture" value="')[2].partition('"')[0]
    assert client.post("/retry", data={"capture": key}).headers["location"] == "/problems"
    assert "Every document could be read." in client.get("/problems").text
    assert [row["source"] for row in client.get("/corpus.json").json()] == ["merle/leer.txt"]
    assert client.post("/retry", data={"capture": "c-0000000000000000"}).status_code == 409


def test_the_usual_engine_reads_in_a_process_of_its_own() -> None:
    """Pages stay quick while documents are read."""
    assert not isinstance(Options().engine, SerialEngine)
