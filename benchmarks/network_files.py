"""CPU time, size and memory of network files, beside a named floor in the same run.

    python benchmarks/network_files.py

A dense one-mode network of 2,000 actors (1.8 million edges), which no picture could show. The floor is all weights as text. Every format
is written in a process of its own so that its memory can be told; the ratios count, the absolute numbers belong to the machine.
"""

from __future__ import annotations

import os
import platform
import random
import resource
import subprocess
import sys
import time

from wortlaut.interchange import network_writers
from wortlaut.records import DataType, Event, Events, Network, NetworkSpec, NetworkType, QualifierAggregation, Variable
from wortlaut.study import counted, network

STATEMENTS, ACTORS, CONCEPTS = 100_000, 2_000, 500
VARIABLES = (Variable("organization"), Variable("concept"), Variable("agreement", DataType.BOOLEAN))


def main() -> None:
    """Print all figures; with the name of a format as argument only its own."""
    if len(sys.argv) > 1:
        one_format(sys.argv[1])
        return
    print(f"{platform.python_implementation()} {platform.python_version()}, {os.cpu_count()} cores, one used", flush=True)
    for writer in network_writers():
        if writer.name not in ("png", "svg"):
            subprocess.run([sys.executable, __file__, writer.name], check=True, env={**os.environ, "OMP_NUM_THREADS": "1"})


def one_format(name: str) -> None:
    """Write one file into memory."""
    found = dense()
    started = time.process_time()
    text = "\n".join(f"{weight:.17g}" for weights in found.matrix.tolist() for weight in weights)
    floor = time.process_time() - started
    del text
    base = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    writer = next(one for one in network_writers() if one.name == name)
    started = time.process_time()
    size = sum(len(file.data) for file in writer.files(found, "x")) >> 20
    took = time.process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    print(f"{name:<16} {took:6.1f} s   {took / floor:5.1f} x floor   {size:>4} MiB   peak {peak:>5} MB, {base} MB before", flush=True)


def dense() -> Network:
    """A network in which nearly everybody agrees with everybody on something."""
    draw = random.Random(1)  # noqa: S311 - a reproducible draw, no secret
    rows = tuple(
        Event(str(number), "d", (f"Actor {draw.randrange(ACTORS)}", f"Concept {draw.randrange(CONCEPTS)}", draw.random() < 0.5), "2021-03-08")
        for number in range(STATEMENTS)
    )
    asked = NetworkSpec(NetworkType.ONEMODE, qualifier_aggregation=QualifierAggregation.CONGRUENCE)
    return counted(network(Events(VARIABLES, rows), asked))


if __name__ == "__main__":
    main()
