"""Time and memory of networks and measures, beside a named floor in the same run.

    python benchmarks/study.py

The floor of the one-mode network is numpy's dense product of a matrix of the same size with itself: no network of all pairs of
actors can be had for less. Figures are for comparison within one run: the ratios count, the absolute numbers belong to the
machine named in the first line.
"""

from __future__ import annotations

import os
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from wortlaut.records import DataType, Duplicates, Event, Events, NetworkSpec, NetworkType, Normalization, QualifierAggregation, Variable
from wortlaut.study import evidence, nested_backbone, network, polarization

STATEMENTS, ACTORS, CONCEPTS = 100_000, 2_000, 500


def main() -> None:
    """Print all figures; with a size as argument only that of one network, in a process of its own so that its memory can be told."""
    if len(sys.argv) > 1:
        one_network()
        return
    print(f"{platform.python_implementation()} {platform.python_version()}, {cpu()}, {os.cpu_count()} cores, one used")
    print(f"\n# One-mode network: {STATEMENTS:,} statements, {ACTORS:,} actors, {CONCEPTS} concepts", flush=True)
    subprocess.run([sys.executable, __file__, "network"], check=True, env={**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"})
    print("\n# Duplicates filter: seconds per size (linear: the time per statement stays)")
    duplicates()
    print("\n# Polarization (two groups, 50 random networks) and nested backbone per size")
    measures()


def one_network() -> None:
    """One-mode networks of the full size."""
    events = coded(STATEMENTS, ACTORS, CONCEPTS)
    base = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    dense = np.random.default_rng(0).random((ACTORS, CONCEPTS))
    floor = seconds(lambda: dense @ dense.T)
    print(f"{'floor: dense product':<28} {floor:6.2f} s")
    for aggregation, normalization in (
        (QualifierAggregation.IGNORE, Normalization.NO),
        (QualifierAggregation.CONGRUENCE, Normalization.AVERAGE),
        (QualifierAggregation.SUBTRACT, Normalization.COSINE),
        (QualifierAggregation.CONGRUENCE, Normalization.JACCARD),
    ):
        spec = NetworkSpec(network_type=NetworkType.ONEMODE, qualifier_aggregation=aggregation, normalization=normalization)
        took = seconds(lambda spec=spec: network(events, spec))
        print(f"{aggregation + ', ' + normalization:<28} {took:6.2f} s   {took / floor:6.1f} x floor")
    found = network(events, NetworkSpec(network_type=NetworkType.ONEMODE, qualifier_aggregation=QualifierAggregation.CONGRUENCE))
    took = seconds(lambda: evidence(found, found.rows[0].label, found.rows[1].label))
    print(f"{'statements behind a weight':<28} {took:6.2f} s")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:.0f} MB, of which the events and the interpreter {base:.0f} MB")


def duplicates() -> None:
    """The filter alone, on statements of which most repeat an earlier one."""
    for size in (25_000, 50_000, 100_000, 200_000):
        events = coded(size, 50, 20)
        keep = NetworkSpec(qualifier_aggregation=QualifierAggregation.SUBTRACT)
        drop = NetworkSpec(qualifier_aggregation=QualifierAggregation.SUBTRACT, duplicates=Duplicates.WEEK)
        all_of_them, first_ones = seconds(lambda: network(events, keep)), seconds(lambda: network(events, drop))  # noqa: B023 - called at once
        print(f"{size:>8,} statements   without {all_of_them:5.2f} s   with {first_ones:5.2f} s   {1e6 * first_ones / size:5.1f} µs per statement")


def measures() -> None:
    """Polarization by actors, backbone by concepts."""
    for actors in (10, 50, 200, 500):
        events = coded(actors * 20, actors, 20)
        print(f"polarization {actors:>5} actors   {seconds(lambda: polarization(events, NetworkSpec()), 1):7.2f} s", flush=True)  # noqa: B023
    spec = NetworkSpec(qualifier_aggregation=QualifierAggregation.CONGRUENCE, normalization=Normalization.AVERAGE)
    for actors, concepts in ((20, 10), (50, 20), (100, 40), (200, 40)):
        events = coded(actors * 20, actors, concepts)
        took = seconds(lambda: nested_backbone(events, spec), 1)  # noqa: B023
        print(f"backbone     {actors:>5} actors, {concepts:>3} concepts   {took:7.2f} s", flush=True)


def coded(statements: int, actors: int, concepts: int) -> Events:
    """Statements of two camps with noise, over two years, every tenth only a suggestion."""
    draw = np.random.default_rng(7)
    who, what = draw.integers(actors, size=statements), draw.integers(concepts, size=statements)
    agrees = ((who + what) % 2 == 0) ^ (draw.random(statements) < 0.1)
    days = np.datetime64("2021-01-01") + draw.integers(730, size=statements)
    rows = tuple(
        Event(str(number), f"d{number % 1000}", (f"Actor {one}", f"Concept {other}", bool(side)), str(day), reviewed=number % 10 > 0)
        for number, (one, other, side, day) in enumerate(zip(who.tolist(), what.tolist(), agrees.tolist(), days.tolist(), strict=True))
    )
    return Events((Variable("organization"), Variable("concept"), Variable("agreement", DataType.BOOLEAN)), rows)


def seconds(work: Callable[[], object], rounds: int = 3) -> float:
    """CPU seconds of the fastest of a few rounds."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def cpu() -> str:
    """The processor's name, where the system tells it."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


if __name__ == "__main__":
    main()
