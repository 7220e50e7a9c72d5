"""Several processes, killed processes and full disks: nothing is lost, nothing half-written, nothing corrupted."""

import signal
import subprocess
import sys
from pathlib import Path

from tests.ledger_factory import PRODUCERS, lost, run

from wortlaut.records import Query
from wortlaut.store.sqlite import SqliteLedger

WORKER = Path(__file__).with_name("ledger_worker.py")


def start(path: Path, *job: object) -> subprocess.Popen[str]:
    """Start a worker on a ledger."""
    return subprocess.Popen([sys.executable, WORKER, path, *map(str, job)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def end(worker: subprocess.Popen[str]) -> tuple[int, list[str], str]:
    """Wait for a worker: exit status, lines on standard output, standard error."""
    out, err = worker.communicate(timeout=120)
    return worker.returncode, out.splitlines(), err


def test_two_writers_lose_nothing(tmp_path: Path) -> None:
    """Two processes that make the same ledger and write to it at the same time both succeed completely, while a third reads."""
    path = tmp_path / "merle.wortlaut"
    workers = [start(path, "write", number, 25, 4) for number in (1, 2)]
    seen: list[int] = []
    while any(worker.poll() is None for worker in workers):
        if path.exists() and path.stat().st_size > 100_000:
            with SqliteLedger.open(path, read_only=True) as ledger:
                captures, articles, problems, statements = ledger.counts()
                assert (captures, statements) == (articles + problems, 3 * articles)
                seen.append(articles)
    assert [(code, len(lines), err) for code, lines, err in map(end, workers)] == [(0, 25, "")] * 2
    assert seen == sorted(seen)
    with SqliteLedger.open(path) as ledger:
        assert ledger.counts() == (200, 200, 0, 600)
        assert len(list(ledger.statements(Query(text="Damm")))) == 600
        assert len(list(ledger.judgements())) == 50
        assert len(list(ledger.runs())) == 2
        assert list(ledger.verify()) == []


def test_a_writer_killed_inside_a_put_leaves_nothing_of_it(tmp_path: Path) -> None:
    """After SIGKILL in the middle of a transaction the ledger opens, verifies, knows what was finished and goes on."""
    path = tmp_path / "merle.wortlaut"
    code, lines, _ = end(start(path, "die", 1))
    assert (code, lines) == (-signal.SIGKILL, ["0"])
    with SqliteLedger.open(path) as ledger:
        assert ledger.counts() == (5, 5, 0, 15)
        assert list(ledger.verify()) == []
        finished = [row.article.capture_id for row in ledger.articles(Query())]
        assert ledger.known([*finished, "c-0000000000000000"], PRODUCERS) == frozenset(finished)
    assert end(start(path, "write", 1, 2, 5))[:2] == (0, ["0", "1"])
    with SqliteLedger.open(path) as ledger:
        assert ledger.counts() == (10, 10, 0, 30)
        assert list(ledger.verify()) == []


def test_a_writer_killed_at_any_moment_leaves_whole_puts(tmp_path: Path) -> None:
    """Whenever SIGKILL comes, the ledger holds whole transactions only: at least those that were reported, at most one more."""
    path = tmp_path / "merle.wortlaut"
    for number in range(1, 4):
        worker = start(path, "write", number, 1000, 3)
        assert worker.stdout is not None
        reported = [worker.stdout.readline() for _ in range(2 * number)]
        worker.kill()
        rest, _ = worker.communicate(timeout=60)
        with SqliteLedger.open(path) as ledger:
            mine = sum(row.article.source.startswith(f"merle/{number}") for row in ledger.articles(Query()))
            steps = len(reported) + len(rest.splitlines())
            assert mine in (3 * steps, 3 * (steps + 1))
            assert list(ledger.verify()) == []


def test_a_disk_that_fills_up_costs_only_the_put_that_did_not_fit(tmp_path: Path) -> None:
    """One line says what happened; everything stored before is there, and with more room the ledger goes on."""
    path = tmp_path / "merle.wortlaut"
    SqliteLedger.open(path, create=True).close()
    code, lines, err = end(start(path, "fill", 1, 1_000_000))
    assert (code, err) == (0, "")
    assert lines[-1].startswith("the ledger cannot grow (")
    assert lines[-1].endswith("free some disk space and run the same command again; what was stored before is kept")
    puts = len(lines) - 1
    assert puts >= 1
    with SqliteLedger.open(path) as ledger:
        assert ledger.counts() == (20 * puts, 20 * puts, 0, 60 * puts)
        assert list(ledger.verify()) == []
        ledger.put_problem(run().id, lost())
        assert ledger.counts() == (20 * puts + 1, 20 * puts, 1, 60 * puts)


def test_no_room_for_a_new_ledger(tmp_path: Path) -> None:
    """Where not even an empty ledger fits, one line says so, and the same command works once there is room."""
    path = tmp_path / "merle.wortlaut"
    limited = "import resource, runpy, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)); sys.argv = sys.argv[1:]\n"
    limited += "from wortlaut.errors import LedgerError\n"
    limited += "try:\n    runpy.run_path(sys.argv[0], run_name='__main__')\nexcept LedgerError as error:\n    print(error)"
    command = [sys.executable, "-c", limited, WORKER, path, "write", "1", "1", "1"]
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.startswith("the ledger cannot grow (")
    assert done.stderr == ""
    assert end(start(path, "write", 1, 1, 1))[:2] == (0, ["0"])
