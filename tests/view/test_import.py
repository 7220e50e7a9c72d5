"""Import and tasks: files through a form, read in the background one task after the other, hostile ones refused."""

from __future__ import annotations

import io
import re
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

from wortlaut.capture.sources import may_be_source
from wortlaut.engine import SerialEngine
from wortlaut.records import Query
from wortlaut.store.sqlite import SqliteLedger
from wortlaut.view import application
from wortlaut.view.app import Options
from wortlaut.view.pages.importing import FIELDS
from wortlaut.view.saved import Profiles

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

    def send(self, *files: tuple[str, bytes], field: str = "files") -> str:
        """Send files by the form, tables with the columns that the page proposes; the id of their task."""
        to = self.ask(*files, field=field)
        if "/import/columns" in to:
            page = self.client.get(to).text
            answer = self.client.post("/import/columns", data={"task": to.partition("=")[2], **proposed(page)})
            assert answer.status_code == 303, answer.text
            to = answer.headers["location"]
        return to.partition("#")[2]

    def ask(self, *files: tuple[str, bytes], field: str = "files") -> str:
        """Send files by the form; where that leads."""
        answer = self.client.post("/import", files=[(field, (name, data)) for name, data in files])
        assert answer.status_code == 303, answer.text
        return answer.headers["location"]

    def finish(self) -> str:
        """Let everything be read, and return the page of tasks."""
        self.gate.open.set()
        self.wait(lambda page: 'data-open="yes"' not in page)
        return self.client.get("/tasks").text

    def wait(self, seen: Callable[[str], bool]) -> None:
        """Ask for the tasks until the page is as wanted."""
        for _ in range(1000):
            if seen(self.client.get("/tasks/now").text):
                return
            threading.Event().wait(0.02)
        raise AssertionError(self.client.get("/tasks/now").text)


def proposed(page: str) -> dict[str, str]:
    """What the form of the columns says as it stands."""
    found = {}
    for select in re.findall(r'<select name="([^"]+)">(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'<option value="(\d+)" selected>', select[1])
        found[select[0]] = chosen[1] if chosen else ""
    return found


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """An empty corpus, an open gate."""
    gate = Gate()
    gate.open.set()
    with SqliteLedger.open(tmp_path / "neu.wortlaut", create=True) as ledger:
        app = application(ledger, "neu", Options(engine=gate, most_bytes=2_000_000, profiles=Profiles.beside(tmp_path / "neu.wortlaut")))
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
    assert [run.sources for run in place.ledger.runs()] == [("presse.csv",), ("damm.txt",)]
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
    for address in ("/tasks", "/"):
        page = place.client.get(address).text
        assert "Being read: a.txt" in page
        assert "Waiting: b.txt" in page
    page = place.client.get("/tasks").text
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


def test_a_task_can_be_paused(place: Place) -> None:
    """It waits at its next document until it may go on; what comes after it waits, too; paused it can be cancelled."""
    place.gate.open.clear()
    rows = b"".join(b'{"text": "Satz %d."}\n' % number for number in range(9))
    running, waiting = place.send(("a.jsonl", rows)), place.send(("b.txt", TEXT.encode()))
    place.wait(lambda page: "Being read: a.jsonl" in page)
    assert 'formaction="/pause"' in place.client.get("/tasks/now").text
    place.client.post("/pause", data={"task": running})
    place.gate.open.set()
    page = place.client.get("/tasks/now").text
    assert "Paused: a.jsonl" in page
    assert "Waiting: b.txt" in page
    assert 'formaction="/resume"' in page
    threading.Event().wait(0.2)
    assert place.ledger.counts()[1] < 9
    place.client.post("/resume", data={"task": running})
    assert "Read: a.jsonl" in place.finish()
    assert place.ledger.counts()[1] == 10
    place.gate.open.clear()
    running = place.send(("c.jsonl", rows.replace(b"Satz", b"Wort")))
    place.wait(lambda page: "Being read: c.jsonl" in page)
    place.client.post("/pause", data={"task": running})
    place.client.post("/cancel", data={"task": running})
    place.gate.open.set()
    place.wait(lambda page: "Cancelled: c.jsonl" in page)
    for act in ("pause", "resume", "cancel"):
        assert place.client.post(f"/{act}", data={"task": waiting}).status_code == 303
    assert "Read: b.txt" in place.client.get("/tasks").text


def test_how_far_a_task_is_counts_documents(place: Place) -> None:
    """Rows of tables, files one each."""
    place.gate.open.clear()
    place.send(("a.csv", b"text\nEins.\n\nZwei.\n"), ("b.jsonl", b'{"text": "Drei."}\n\n'), ("c.txt", TEXT.encode()))
    place.wait(lambda page: "0 of 4 documents" in page)


# --- the columns of tables -----------------------------------------------------------------------------------

PRESS = "Kopf;Leib;Tag;Blatt;source\nPegel;„Wir warten ab“, sagte Jana Ostermoor.;08.03.2021;Landfunk;x\n".encode()


def test_a_table_is_asked_for_its_columns(place: Place) -> None:
    """The first rows are shown, names that tell are filled in, and what is said is what is read."""
    to = place.ask(("presse.csv", PRESS))
    page = place.client.get(to).text
    assert "Which column is what?" in page
    assert "<td>„Wir warten ab“, sagte Jana Ostermoor.</td>" in page
    assert proposed(page) == dict.fromkeys((f"0-{name}" for name in FIELDS), "") | {"0-outlet": "4"}
    task = to.partition("=")[2]
    assert "Needs an answer: presse.csv" in place.client.get("/tasks").text
    said = {"task": task, "0-text": "1", "0-title": "0", "0-published": "2", "0-outlet": "3", "keep": "1"}
    assert place.client.post("/import/columns", data=said).headers["location"] == f"/tasks#{task}"
    place.finish()
    (row,) = place.ledger.articles(Query())
    assert (row.title, row.article.outlet, row.article.published.best) == ("Pegel", "Landfunk", "2021-03-08")


def test_how_a_table_was_read_is_remembered(place: Place, tmp_path: Path) -> None:
    """The next table with these columns is filled in as the last one, also what it was said not to have."""
    said = {"0-text": "1", "0-title": "0", "0-published": "2", "keep": "1"}
    to = place.ask(("presse.csv", PRESS))
    place.client.post("/import/columns", data={"task": to.partition("=")[2], **said})
    place.finish()
    assert next(place.ledger.articles(Query())).article.outlet is None
    page = place.client.get(place.ask(("mehr.csv", PRESS.replace(b"Pegel", b"Fluss")))).text
    assert "Filled in as a table with these columns was read the last time." in page
    assert {name: at for name, at in proposed(page).items() if at} == {name: at for name, at in said.items() if name != "keep"}
    assert [one.columns for one in Profiles.beside(tmp_path / "neu.wortlaut").file.rows()] == [("Kopf", "Leib", "Tag", "Blatt", "source")]
    assert not may_be_source("neu.wortlaut-imports")


def test_tables_without_a_text_are_not_read(place: Place) -> None:
    """The page comes back and says so; cancelled, nothing is read; an answer to nothing leads to the tasks."""
    to = place.ask(("damm.csv", b"eins,zwei\n1,2\n"))
    task = to.partition("=")[2]
    answer = place.client.post("/import/columns", data={"task": task})
    assert answer.status_code == 400
    assert "Say which column holds the text." in answer.text
    place.client.post("/cancel", data={"task": task})
    assert place.client.get(to).headers["location"] == "/tasks"
    assert place.client.post("/import/columns", data={"task": task, "0-text": "0"}).headers["location"] == "/tasks"
    assert place.ledger.counts()[0] == 0


def test_what_was_said_stays_where_something_is_missing(place: Place) -> None:
    """A page that comes back is filled in as it was sent."""
    to = place.ask(("presse.csv", PRESS))
    answer = place.client.post("/import/columns", data={"task": to.partition("=")[2], "0-title": "0", "0-outlet": "3"})
    assert {name: at for name, at in proposed(answer.text).items() if at} == {"0-title": "0", "0-outlet": "3"}


def test_a_column_of_long_cells_is_proposed_as_the_text(place: Place) -> None:
    """Where no name tells it; a person sees the first rows and can say otherwise."""
    page = place.client.get(place.ask(("presse.csv", PRESS.replace("„Wir".encode(), b"Der Fluss steigt. " * 9)))).text
    assert proposed(page)["0-text"] == "1"


def test_several_tables_are_asked_by_their_columns(place: Place) -> None:
    """Those with the same columns once; each is read as was said of it."""
    to = place.ask(("a.csv", PRESS), ("b.csv", PRESS.replace(b"warten", b"messen")), ("c.jsonl", b'{"words": "Der Fluss steigt.", "when": 3}\n'))
    page = place.client.get(to).text
    assert "and 1 more file with these columns" in page
    said = {"task": to.partition("=")[2], "0-text": "1", "1-text": "0"}
    place.client.post("/import/columns", data=said)
    place.finish()
    assert sorted(row.article.source for row in place.ledger.articles(Query())) == ["a.csv#1", "b.csv#1", "c.jsonl#1"]


def test_odd_tables_are_shown_as_they_can_be(place: Place) -> None:
    """Hostile cells are letters, endless ones are cut, bytes that are no text and columns without a name do no harm."""
    table = HOSTILE.encode() + b";;text\n" + b"x" * 100_000 + b";\xff\x00;" + HOSTILE.replace('"', "").encode() + b"\n"
    page = place.client.get(place.ask(("odd.csv", table))).text
    assert "<script>alert" not in page
    assert "column 2" in page
    assert "x" * 160 + " …" in page
    assert "x" * 161 not in page


def test_a_folder_is_sent_without_what_is_hidden_in_it(place: Place) -> None:
    """The browser sends every file; those that a folder on disk would not be read with are left out."""
    place.send(("merle/a.txt", TEXT.encode()), ("merle/.DS_Store", b"\x00\x01"), ("merle/neu.wortlaut", b"SQLite format 3"), field="folder")
    page = place.finish()
    assert [row.article.source for row in place.ledger.articles(Query())] == ["a.txt"]
    assert "problem" not in page.partition("<table")[0].replace("/problems", "")
    assert "webkitdirectory" in place.client.get("/import").text


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


def test_too_many_files_are_refused_in_words(place: Place) -> None:
    """A folder with more files than one form may bring, and a body that is no form: the page says how many may come, and nothing is queued."""
    many = [("folder", (f"{number}.txt", b"Pegel")) for number in range(1001)]
    answer = place.client.post("/import", files=many)
    assert answer.status_code == 400
    assert "At most 1,000 files at once." in answer.text
    broken = place.client.post("/import", content=b"--x", headers={"content-type": "multipart/form-data"})
    assert broken.status_code == 400
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


def test_all_problems_are_read_again_at_once(place: Place) -> None:
    """In the background, one task for all whose bytes were kept; what is a problem still stays one."""
    place.send(("a.txt", b"+++ \n"), ("b.txt", b"*** \n"), ("c.pdf", b"%PDF-1.7\n"))
    place.finish()
    kept = [one for one in place.ledger.problems() if one.capture_id]
    assert len(kept) == 2
    assert "Read all of them again" in place.client.get("/problems").text
    assert place.client.post("/retry-all").headers["location"].startswith("/tasks#t-")
    page = place.finish()
    assert "Read: 2 documents once more" in page
    assert "2 problems" in page
    assert len(list(place.ledger.problems())) == 3


def test_the_usual_engine_reads_in_a_process_of_its_own() -> None:
    """Pages stay quick while documents are read."""
    assert not isinstance(Options().engine, SerialEngine)
