"""Time and memory of `.dna` files in and out, beside a named floor in the same run.

    python benchmarks/exchange.py

The floor is SQLite itself: writing the rows of the file with every key and check. CPU seconds; the ratios count, the absolute
numbers belong to the machine named in the first line. Every size runs in a process of its own, so that its memory can be told.
"""

from __future__ import annotations

import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from wortlaut.capture.dna import read_dna
from wortlaut.interchange import capture_dna, write_ledger, writer_for
from wortlaut.records import DataType, Query, dna
from wortlaut.seams import ReadOptions, WriteOptions
from wortlaut.store.sqlite import SqliteLedger
from wortlaut.write.dna_file import write_file
from wortlaut.write.initial import initial_file
from wortlaut.write.rows import Rows

SIZES = (2_500, 10_000, 40_000)
SENTENCE = "Jana Ostermoor sagte in Altfurt, der Damm halte. "
PER_DOCUMENT = 40

T = TypeVar("T")


def main() -> None:
    """Print the figures of all sizes, or of the one given."""
    if len(sys.argv) > 1:
        one_size(int(sys.argv[1]))
        return
    print(f"{platform.python_implementation()} {platform.python_version()}, {os.cpu_count()} cores, one used")
    for size in SIZES:
        subprocess.run([sys.executable, __file__, str(size)], check=True)


def one_size(size: int) -> None:
    """A project of so many statements: read, captured, written, verified."""
    with tempfile.TemporaryDirectory() as folder:
        path, again = Path(folder, "merle.dna"), Path(folder, "again.dna")
        _, floor = timed(lambda: write_file(project(size), path))
        print(f"\n{size:,} statements, {path.stat().st_size / 1e6:.1f} MB; floor {floor:.2f} s")
        source, took = timed(lambda: read_dna(path, "merle.dna", ReadOptions()))
        tell("read and check", took, floor)
        with SqliteLedger.open(Path(folder, "merle.wortlaut"), create=True) as ledger:
            _, took = timed(lambda: capture_dna(source, "merle.dna", ledger))
            tell("capture into a ledger", took, floor)
            writer, _ = writer_for(again)
            _, took = timed(lambda: write_ledger(ledger, writer, again, WriteOptions(Query(), lambda: "")))
            tell("write it again", took, floor)
            _, took = timed(lambda: list(ledger.verify()))
            tell("verify", took, floor)
        print(f"{'peak memory':<24} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.0f} MB")


def project(size: int) -> dna.File:
    """Invented statements on every sentence of invented documents, each with three short texts, a boolean and an integer."""
    rows = Rows(initial_file(""))
    kind = rows.add_type(
        "Merle", (1, 2, 3), [(name, DataType.SHORT_TEXT) for name in ("person", "organization", "concept")] + [("agreement", DataType.BOOLEAN)]
    )
    for number in range(size):
        place = number % PER_DOCUMENT
        if place == 0:
            document = rows.take("documents")
            text = SENTENCE * PER_DOCUMENT + f"Blatt {document}."
            date = 1_770_989_400 + 86_400 * (document % 300)
            rows.documents.append(dna.Document(document, f"Damm {document}", text, 1, "Rosa Timm", "Uferblatt", "", "", "", date))
        start = place * len(SENTENCE)
        values = {"person": f"Person {number % 500}", "concept": f"Frage {number % 70}", "agreement": number % 3 > 0}
        rows.add_statement(kind, document, start, start + len(SENTENCE) - 1, 1, values)
    rows.complete([kind])
    return rows.file()


def timed(work: Callable[[], T]) -> tuple[T, float]:
    """What the work gives and the CPU seconds it takes."""
    before = time.process_time()
    done = work()
    return done, time.process_time() - before


def tell(what: str, took: float, floor: float) -> None:
    """One line of figures."""
    print(f"{what:<24} {took:8.2f} s   {took / floor:6.1f} x floor", flush=True)


if __name__ == "__main__":
    main()
