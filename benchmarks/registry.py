"""A registry of a million names: how long reading, importing and opening take, what an answer costs, and the memory of each.

    python benchmarks/registry.py [NAMES]

Every step runs in a process of its own, so that its memory is its own. Times are processor time, since other work on the machine must not count.
The floor is a Python dict of the same names: nothing answers faster, and every worker process would have to hold one.
"""

from __future__ import annotations

import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from wortlaut.records import ActorKind, Registered, Role, name_key

QUESTIONS = 20_000
SYLLABLES = ("al", "bor", "den", "fel", "gra", "hol", "jen", "kor", "lem", "mol", "nor", "ost", "rem", "sol", "tar", "ulm", "vor", "wel")


def actors(names: int) -> Iterator[Registered]:
    """Invented persons of five names each, every tenth with a role."""
    draw = random.Random(7)  # noqa: S311 - invented names, not cryptography

    def word(size: int) -> str:
        return "".join(draw.choices(SYLLABLES, k=size)).capitalize()

    for number in range(names // 5):
        given, family = word(2), word(3)
        name = f"{given} {family} {number}"
        aliases = tuple(f"{first} {family} {number}" for first in (f"{given[0]}.", f"{given}a", f"{given}-{word(1)}", word(2)))
        roles = (Role("Rat", f"Amt {number % 997}", "2010-01-01"),) if number % 10 == 0 else ()
        yield Registered(name, ActorKind.PERSON, aliases, roles=roles)


def memory() -> int:
    """The peak of this process in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def asked(names: int) -> list[str]:
    """Different names to ask for, so that no answer is remembered: half of them are listed."""
    listed = [name for actor in actors(names) for name in actor.names]
    known = random.Random(8).sample(listed, k=min(QUESTIONS, len(listed)) // 2)  # noqa: S311 - as above
    return [question for name in known for question in (name, f"{name}x")]


def timed(ask: Callable[[str], object], questions: list[str]) -> str:
    """Median and 99th percentile of one answer."""
    taken = []
    for question in questions:
        started = time.thread_time()
        ask(question)
        taken.append(1e6 * (time.thread_time() - started))
    return f"median {statistics.median(taken):.1f} us, 99th percentile {statistics.quantiles(taken, n=100)[98]:.1f} us"


# --- the steps -----------------------------------------------------------------------------------------------


def write(folder: Path, names: int) -> None:
    """Write the list as YAML by hand, since the writer is no part of this."""
    with (folder / "actors.yaml").open("w", encoding="utf-8") as file:
        for actor in actors(names):
            file.write(f"- name: {actor.name}\n  kind: person\n  aliases: [{', '.join(actor.aliases)}]\n")
            for role in actor.roles:
                file.write(f"  roles: [{{title: {role.title}, organisation: {role.organisation}, since: {role.since}}}]\n")
    print(f"{names:,} names, YAML of {(folder / 'actors.yaml').stat().st_size / 1e6:.0f} MB")


def check(folder: Path, _names: int) -> None:
    """What `wortlaut actors check` does."""
    from wortlaut.resolve.registry_check import check_entries
    from wortlaut.resolve.registry_file import read_entries

    started = time.process_time()
    with (folder / "actors.yaml").open("rb") as stream:
        entries = list(read_entries(stream, "actors.yaml"))
    read = time.process_time()
    found = list(check_entries(entries))
    print(f"read {read - started:.1f} s, checked {time.process_time() - read:.1f} s ({len(found)} findings), peak {memory()} MB")


def store(folder: Path, names: int) -> None:
    """Into the ledger."""
    from wortlaut.store.sqlite import SqliteLedger

    with SqliteLedger.open(folder / "m.wortlaut", create=True) as ledger:
        started = time.process_time()
        ledger.register(actors(names), "Kim", "2026-01-01T00:00:00+00:00")
        print(f"imported {time.process_time() - started:.1f} s, ", end="")
    print(f"ledger of {(folder / 'm.wortlaut').stat().st_size / 1e6:.0f} MB, peak {memory()} MB")


def ask(folder: Path, names: int) -> None:
    """What a worker process does."""
    from wortlaut.store.registry import LedgerRegistry
    from wortlaut.store.sqlite import SqliteLedger

    questions = asked(names)
    before = memory()
    started = time.process_time()
    with SqliteLedger.open(folder / "m.wortlaut", read_only=True) as ledger:
        state = ledger.registry()
    assert state is not None
    registry = LedgerRegistry.open(state)
    registry.named("Jana Ostermoor")
    print(f"opened and asked once {1000 * (time.process_time() - started):.0f} ms")
    for what, how in (("name", registry.named), ("surname", registry.surnamed), ("organisation", registry.holders)):
        wanted = [f"Amt {n}" for n in range(1_200)] if what == "organisation" else questions
        print(f"  by {what}: {timed(how, wanted)}")
    print(f"  memory: {before} MB before, peak {memory()} MB")


def floor(_folder: Path, names: int) -> None:
    """A dict from every name to its actor."""
    questions = asked(names)
    before = memory()
    started = time.process_time()
    table: dict[str, list[Registered]] = {}
    for actor in actors(names):
        for name in actor.names:
            table.setdefault(name_key(name), []).append(actor)
    print(f"floor, a dict: filled {time.process_time() - started:.1f} s")
    print(f"  by name: {timed(lambda name: table.get(name_key(name)), questions)}")
    print(f"  memory: {before} MB before, peak {memory()} MB, in every process")


STEPS: dict[str, Callable[[Path, int], None]] = {"write": write, "check": check, "store": store, "ask": ask, "floor": floor}


def main(names: int) -> None:
    """Run every step in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        for step in STEPS:
            subprocess.run([sys.executable, __file__, str(names), step, folder], check=True)


if __name__ == "__main__":
    if len(sys.argv) == 4:
        STEPS[sys.argv[2]](Path(sys.argv[3]), int(sys.argv[1]))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
