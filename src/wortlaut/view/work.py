"""What the app does in the background: imports, one after the other, since a ledger has one writer.

A thread feeds the pipeline, whose documents are read by a process of its own, so that pages stay quick meanwhile. Uploads lie under
their digest in a folder that goes with the app; the name somebody gave a file is only ever shown, never used as a path.
"""

from __future__ import annotations

import hashlib
import tempfile
import threading
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import partial
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from wortlaut import pipeline
from wortlaut.errors import WortlautError
from wortlaut.pipeline import Progress
from wortlaut.records import Problem, content_id
from wortlaut.seams import Engine, Ledger, ReadOptions

SUFFIXES = (".txt", ".html", ".htm", ".csv", ".tsv", ".jsonl", ".ndjson", ".dna")
"""What may stand behind a digest on disk; any other file is told by its first bytes, and refused unless it is text."""

PROJECT = ".dna"
CHUNK = 1 << 20
NAME_LENGTH = 200
MOST_PROBLEMS = 20
"""Problems shown with their task; all of them are on the page of problems."""

KEPT = 20
"""Finished tasks that are still shown; the ledger knows all runs."""

LAST_WORDS = 10.0
"""Seconds that the end of the app waits for the document being read."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that somebody sent: its name as given, where it lies, its size in bytes."""

    name: str
    path: Path
    size: int


class State(StrEnum):
    """What a task is doing."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"


NOTHING = Progress()
OPEN = frozenset({State.WAITING, State.RUNNING})


@dataclass(frozen=True, slots=True)
class Task:
    """An import as it stands now; `trouble` says why it failed, `problems` are the first documents that could not be read."""

    id: str
    uploads: tuple[Upload, ...]
    added_at: str
    state: State = State.WAITING
    progress: Progress = NOTHING
    problems: tuple[Problem, ...] = ()
    trouble: str = ""

    @property
    def open(self) -> bool:
        """Whether it waits or runs."""
        return self.state in OPEN


class _CancelledError(Exception):
    """Somebody cancelled the task; it leaves the pipeline at the next document."""


@dataclass
class Work:
    """The tasks of one app: what waits, what runs, what is over."""

    ledger: Ledger
    engine: Engine
    _tasks: dict[str, Task] = field(default_factory=dict)
    _waiting: deque[str] = field(default_factory=deque)
    _cancelled: set[str] = field(default_factory=set)
    _lock: threading.RLock = field(default_factory=threading.RLock)
    _thread: threading.Thread | None = None
    _folder: tempfile.TemporaryDirectory[str] | None = None
    _kept: int = 0

    def keep(self, name: str, stream: BinaryIO) -> Upload:
        """Copy a sent file into the folder of this app, under its digest."""
        with self._lock:
            self._folder = self._folder or tempfile.TemporaryDirectory(prefix="wortlaut-")
            self._kept += 1
            number = self._kept  # the same file sent twice is two, so that neither is removed under the other
        folder, digest, size = Path(self._folder.name), hashlib.sha256(), 0
        with tempfile.NamedTemporaryFile(dir=folder, delete=False) as copy:
            while chunk := stream.read(CHUNK):
                digest.update(chunk)
                copy.write(chunk)
                size += len(chunk)
        shown = shown_name(name)
        suffix = PurePosixPath(shown).suffix.lower()
        path = folder / (f"{digest.hexdigest()}-{number}" + (suffix if suffix in SUFFIXES else ""))
        Path(copy.name).replace(path)
        return Upload(shown, path, size)

    def add(self, uploads: Sequence[Upload]) -> Task:
        """Read these files as soon as those before them are read."""
        with self._lock:
            at = pipeline.now()
            task = Task(content_id("t", *(one.path.name for one in uploads)), tuple(uploads), at)
            self._tasks[task.id] = task
            self._waiting.append(task.id)
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._work, name="imports", daemon=True)
                self._thread.start()
        return task

    def cancel(self, task_id: str) -> None:
        """Stop a task; what it stored stays."""
        with self._lock:
            task = self._tasks.get(task_id)
            if task is not None and task.open:
                self._cancelled.add(task_id)
                if task.state is State.WAITING:
                    self._waiting.remove(task_id)
                    self._change(task_id, state=State.CANCELLED)

    def tasks(self) -> tuple[Task, ...]:
        """All tasks that are shown, newest first."""
        with self._lock:
            return tuple(reversed(self._tasks.values()))

    def close(self) -> None:
        """Cancel everything, wait a little for the document being read, and remove the uploads."""
        for task in self.tasks():
            self.cancel(task.id)
        if self._thread is not None:
            self._thread.join(LAST_WORDS)
        if self._folder is not None:
            self._folder.cleanup()

    def _work(self) -> None:
        while (task := self._next()) is not None:
            try:
                self._read(task)
                self._change(task.id, state=State.DONE)
            except _CancelledError:
                self._change(task.id, state=State.CANCELLED)
            except WortlautError as error:
                self._change(task.id, state=State.FAILED, trouble=str(error))
            except Exception as error:  # noqa: BLE001 - the thread must go on with the next task, and say what happened to this one
                self._change(task.id, state=State.FAILED, trouble=f"a defect of Wortlaut: {type(error).__name__}: {str(error)[:200]}")
            self._forget()

    def _next(self) -> Task | None:
        with self._lock:
            if not self._waiting:
                self._thread = None
                return None
            return self._change(self._waiting.popleft(), state=State.RUNNING)

    def _read(self, task: Task) -> None:
        """Take in projects whole, then read everything else as one run."""
        for one in task.uploads:
            if one.path.suffix == PROJECT:
                self._stop_if_cancelled(task.id)
                self._take(task.id, one)
        texts = [one for one in task.uploads if one.path.suffix != PROJECT]
        if texts:
            names = tuple((str(one.path), one.name) for one in texts)
            options = ReadOptions(retrieved_at=pipeline.now(), names=names)
            before = self._tasks[task.id].progress
            report = partial(self._report, task.id, before)
            pipeline.run([path for path, _ in names], self.ledger, self.engine, options, report=report)

    def _take(self, task_id: str, one: Upload) -> None:
        from wortlaut.capture.dna import read_dna
        from wortlaut.interchange import capture_dna

        found = capture_dna(read_dna(one.path, one.name, ReadOptions()), one.name, self.ledger)
        read, given = self._tasks[task_id].progress, found.imported
        self._change(
            task_id,
            progress=replace(
                read,
                captures=read.captures + len(given.file.documents),
                known=read.known + (len(given.file.documents) if found.known else 0),
                articles=read.articles + (0 if found.known else len(given.articles)),
                statements=read.statements + (0 if found.known else len(given.statements)),
            ),
        )

    def _report(self, task_id: str, before: Progress, now: Progress, problem: Problem | None) -> None:
        self._stop_if_cancelled(task_id)
        sums = {name: getattr(before, name) + getattr(now, name) for name in Progress.__dataclass_fields__}
        problems = self._tasks[task_id].problems
        if problem is not None and len(problems) < MOST_PROBLEMS:
            problems = (*problems, problem)
        self._change(task_id, progress=Progress(**sums), problems=problems)

    def _stop_if_cancelled(self, task_id: str) -> None:
        with self._lock:
            if task_id in self._cancelled:
                raise _CancelledError

    def _change(self, task_id: str, **changes: object) -> Task:
        with self._lock:
            self._tasks[task_id] = replace(self._tasks[task_id], **changes)  # type: ignore[arg-type]
            return self._tasks[task_id]

    def _forget(self) -> None:
        """Drop the oldest finished tasks, and all files of finished ones."""
        with self._lock:
            over = [one for one in self._tasks.values() if not one.open]
            for one in over[: max(0, len(over) - KEPT)]:
                del self._tasks[one.id]
            for upload in (upload for one in over for upload in one.uploads):
                upload.path.unlink(missing_ok=True)


def shown_name(given: str) -> str:
    """The last part of a file name as somebody's browser sent it, without signs that do not print."""
    last = given.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(sign for sign in last if sign.isprintable())[-NAME_LENGTH:].strip() or "upload"
