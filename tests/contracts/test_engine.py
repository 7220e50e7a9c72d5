"""One contract for every engine: same results, same order, bounded memory, a dead worker costs one item."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest

from wortlaut.engine import IN_FLIGHT_PER_WORKER, PoolEngine, SerialEngine, engine_for


def square(number: int) -> int:
    """Stands for a stage."""
    return number * number


def fragile(number: int) -> int:
    """Kills its own process on 13, as the kernel does with a process that takes too much memory."""
    if number == 13:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def given_up(number: int) -> int:
    """What stands in for a lost item."""
    return -number


@pytest.fixture(params=[SerialEngine(), PoolEngine(2)], ids=["serial", "pool"])
def engine(request: pytest.FixtureRequest) -> SerialEngine | PoolEngine:
    """Every engine under test."""
    return request.param


def test_results_come_in_the_order_of_the_items(engine: SerialEngine | PoolEngine) -> None:
    """An engine yields one result per item, in order."""
    assert list(engine.map(square, range(40), given_up)) == [number * number for number in range(40)]


def test_no_items_no_results(engine: SerialEngine | PoolEngine) -> None:
    """An engine without items yields nothing."""
    assert list(engine.map(square, [], given_up)) == []


def test_a_dead_worker_costs_only_its_item() -> None:
    """The item that kills its worker is given up; every other item has its result."""
    results = list(PoolEngine(2).map(fragile, range(20), given_up))
    assert results == [-13 if number == 13 else number for number in range(20)]


def test_the_pool_reads_ahead_only_a_little() -> None:
    """A pool takes no more items from the source than wait in flight."""
    taken: list[int] = []

    def source() -> Iterator[int]:
        for number in range(1000):
            taken.append(number)
            yield number

    results = PoolEngine(2).map(square, source(), given_up)
    next(results)
    assert len(taken) <= 2 * IN_FLIGHT_PER_WORKER + 1
    results.close()


def test_one_worker_is_this_process() -> None:
    """One worker needs no pool."""
    assert (engine_for(1).name, engine_for(2).name) == ("serial", "pool")
