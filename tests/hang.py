"""A guard against hanging: work that is linear ends long before it, work that is not would take minutes.

It measures nothing; speed and growth are measured in benchmarks/. The limit counts CPU time of this process, so a busy
machine does not trip it.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

LIMIT = 60.0


@contextmanager
def ends(cpu_seconds: float = LIMIT) -> Iterator[None]:
    """Fail if the block is still running after so many seconds of CPU time."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise AssertionError(f"still running after {cpu_seconds:.0f} seconds of CPU time")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, cpu_seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
