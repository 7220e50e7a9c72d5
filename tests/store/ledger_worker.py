"""A process of its own that writes a ledger, for tests of two writers, killed writers and full disks.

Usage: ledger_worker.py LEDGER JOB [NUMBERS...]; it prints one line after every finished put.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.ledger_factory import PRODUCERS, Said, reading, run

from wortlaut.errors import LedgerError
from wortlaut.records import Reading, Verdict
from wortlaut.store import put as writing
from wortlaut.store.sqlite import SqliteLedger


def readings(first: int, count: int) -> list[Reading]:
    """Invented articles with three statements each."""
    return [
        reading(f"Streit {n}", *(Said("Jana Ostermoor", f"Satz {n} {k} über den Damm") for k in range(3)), source=f"merle/{n}.txt")
        for n in range(first, first + count)
    ]


def write(ledger: SqliteLedger, number: int, puts: int, size: int) -> None:
    """Put articles in many small transactions and judge one statement of each."""
    ledger.begin(run(number))
    for step in range(puts):
        some = readings(number * 10_000 + step * size, size)
        ledger.put(run(number).id, some, PRODUCERS)
        ledger.judge(some[0].quotations[0].id, Verdict.ACCEPT, f"Kim {number}", f"t{step}")
        sys.stdout.write(f"{step}\n")
        sys.stdout.flush()


def die_inside(ledger: SqliteLedger, number: int) -> None:
    """Finish one put, then be killed in the middle of the next, after most of its rows are written."""
    write(ledger, number, 1, 5)
    original = writing._statements

    def killed(*args: object) -> None:
        original(*args)  # type: ignore[arg-type]
        os.kill(os.getpid(), signal.SIGKILL)

    writing._statements = killed  # type: ignore[assignment]
    ledger.put(run(number).id, readings(number * 10_000 + 5, 5), PRODUCERS)


def fill(ledger: SqliteLedger, number: int, limit: int) -> None:
    """Write until no file may grow beyond the limit in bytes, then say what happened."""
    ledger.begin(run(number))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    try:
        for step in range(1000):
            ledger.put(run(number).id, readings(number * 10_000 + step * 20, 20), PRODUCERS)
            sys.stdout.write(f"{step}\n")
    except LedgerError as error:
        sys.stdout.write(f"{error}\n")


def main(path: str, job: str, *numbers: str) -> None:
    """Do one job on one ledger."""
    with SqliteLedger.open(Path(path), create=True) as ledger:
        {"write": write, "die": die_inside, "fill": fill}[job](ledger, *map(int, numbers))


if __name__ == "__main__":
    main(*sys.argv[1:])
