"""Engines: how a pure function is run over many documents, here or in several processes.

Both give the same results in the same order. Larger clusters come in as another engine behind the same seam, never
as a scheduler of our own. Functions and items must be importable by a fresh process (no closures).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

T = TypeVar("T")
R = TypeVar("R")

IN_FLIGHT_PER_WORKER = 4
"""How many items wait per worker: enough to keep it busy, few enough to bound memory."""


class SerialEngine:
    """Runs everything in this process, one item after the other."""

    name = "serial"

    def map(self, function: Callable[[T], R], items: Iterable[T], lost: Callable[[T], R]) -> Iterator[R]:
        """Yield `function(item)` in order; `lost` is never needed here."""
        for item in items:
            yield function(item)


class PoolEngine:
    """Runs items in several processes; a worker that dies (out of memory, killed) costs only the item that killed it."""

    name = "pool"

    def __init__(self, workers: int) -> None:
        self.workers = max(1, workers)

    def map(self, function: Callable[[T], R], items: Iterable[T], lost: Callable[[T], R]) -> Iterator[R]:
        """Yield results in order of the items; `lost(item)` stands in for an item whose worker died twice."""
        from concurrent.futures.process import BrokenProcessPool

        pool = self._pool(self.workers)
        waiting: deque[tuple[T, Future[R]]] = deque()
        source = iter(items)
        try:
            while True:
                _fill(pool, function, source, waiting, self.workers * IN_FLIGHT_PER_WORKER)
                if not waiting:
                    return
                item, future = waiting.popleft()
                try:
                    yield future.result()
                except BrokenProcessPool:
                    pool.shutdown(wait=False, cancel_futures=True)
                    suspects = [item, *(other for other, _ in waiting)]
                    waiting.clear()
                    for suspect in suspects:
                        yield self._alone(function, suspect, lost)
                    pool = self._pool(self.workers)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)

    def _alone(self, function: Callable[[T], R], item: T, lost: Callable[[T], R]) -> R:
        """Run one suspect in a process of its own, so that only the guilty item is given up."""
        from concurrent.futures.process import BrokenProcessPool

        with self._pool(1) as pool:
            try:
                return pool.submit(function, item).result()
            except BrokenProcessPool:
                return lost(item)

    @staticmethod
    def _pool(workers: int) -> ProcessPoolExecutor:
        import multiprocessing
        from concurrent.futures import ProcessPoolExecutor

        # spawn: a forked child would inherit open ledgers and locks, and differs between systems.
        return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"))


def _fill(pool: ProcessPoolExecutor, function: Callable[[T], R], source: Iterator[T], waiting: deque[tuple[T, Future[R]]], most: int) -> None:
    """Submit items until `most` are waiting or the source ends; a pool that broke meanwhile takes no more."""
    from concurrent.futures.process import BrokenProcessPool

    while len(waiting) < most:
        try:
            item = next(source)
        except StopIteration:
            return
        try:
            waiting.append((item, pool.submit(function, item)))
        except BrokenProcessPool as error:
            waiting.append((item, _broken(error)))
            return


def _broken(error: BaseException) -> Future[R]:
    """A future that already failed, so that its item is tried again alone like its neighbours."""
    from concurrent.futures import Future

    future: Future[R] = Future()
    future.set_exception(error)
    return future


def engine_for(workers: int) -> SerialEngine | PoolEngine:
    """The engine for so many workers: one means this process."""
    return SerialEngine() if workers <= 1 else PoolEngine(workers)
