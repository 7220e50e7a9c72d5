"""What the app does in the background: imports, one after the other, since a ledger has one writer.

A thread feeds the pipeline, whose documents are read by a process of its own, so that pages stay quick meanwhile. Uploads lie under
their digest in a folder that goes with the app; the name somebody gave a file is only ever shown, never used as a path. Tables wait until
somebody has said which column is what.
"""

from __future__ import annotations

import hashlib
import tempfile
import threading
import time
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import partial
from itertools import groupby
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from wortlaut import pipeline
from wortlaut.errors import LedgerError, WortlautError
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

FEWEST = 5
"""Documents after which the time for the others is told."""

LAST_WORDS = 10.0
"""Seconds that the end of the app waits for the document being read."""


Pairs = tuple[tuple[str, str], ...]
"""Which column of a table is what: our name and theirs, an empty one for what the table has not."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that somebody sent: its name as given, where it lies, its size in bytes, and which column is what if it is a table."""

    name: str
    path: Path
    size: int
    columns: Pairs = ()


class State(StrEnum):
    """What a task is doing."""

    ASKING = "asking"
    WAITING = "waiting"
    RUNNING = "running"
    PAUSED = "paused"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"


NOTHING = Progress()
OPEN = frozenset({State.ASKING, State.WAITING, State.RUNNING, State.PAUSED})


@dataclass(frozen=True, slots=True)
class Task:
    """An import as it stands now: files that were sent, or captures of the ledger that are read `again`.

    `trouble` says why it failed, `problems` are the first documents that could not be read. `total` is how many documents there seem to be
    (0: nobody knows), of which `base` were done when it was last `begun` or went on.
    """

    id: str
    uploads: tuple[Upload, ...]
    added_at: str
    state: State = State.WAITING
    progress: Progress = NOTHING
    problems: tuple[Problem, ...] = ()
    trouble: WortlautError | None = None
    again: tuple[str, ...] = ()
    total: int = 0
    base: int = 0
    begun: float = 0.0

    @property
    def open(self) -> bool:
        """Whether it waits or runs."""
        return self.state in OPEN

    @property
    def done(self) -> int:
        """Documents that are dealt with."""
        return self.progress.known + self.progress.articles + self.progress.problems

    @property
    def minutes_left(self) -> int | None:
        """How long it still takes if it goes on as before, in minutes begun; None before that can be told."""
        newly = self.done - self.base
        if self.state is not State.RUNNING or newly < FEWEST or self.total <= self.done:
            return None
        return 1 + int((self.total - self.done) * (time.monotonic() - self.begun) / newly / 60)


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
    _turn: threading.Condition = field(default_factory=threading.Condition)
    _thread: threading.Thread | None = None
    _folder: tempfile.TemporaryDirectory[str] | None = None
    _kept: int = 0

    def keep(self, name: str, stream: BinaryIO) -> Upload:
        """Copy a sent file into the folder of this app, under its digest."""
        with self._turn:
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

    def add(self, uploads: Sequence[Upload], *, asking: bool = False) -> Task:
        """Read these files as soon as those before them are read; `asking` waits for `answer` before."""
        state = State.ASKING if asking else State.WAITING
        return self._queue(Task(content_id("t", *(one.path.name for one in uploads)), tuple(uploads), pipeline.now(), state))

    def again(self, captures: Sequence[str]) -> Task:
        """Read captures of the ledger again that became problems."""
        return self._queue(Task(content_id("t", time.time_ns(), *captures), (), pipeline.now(), again=tuple(captures), total=len(captures)))

    def _queue(self, task: Task) -> Task:
        with self._turn:
            self._tasks[task.id] = task
            if task.state is State.WAITING:
                self._waiting.append(task.id)
                if self._thread is None or not self._thread.is_alive():
                    self._thread = threading.Thread(target=self._work, name="imports", daemon=True)
                    self._thread.start()
        return task

    def asking(self, task_id: str) -> Task | None:
        """The task, if it waits for its columns."""
        with self._turn:
            task = self._tasks.get(task_id)
            return task if task is not None and task.state is State.ASKING else None

    def answer(self, task_id: str, columns: Mapping[Path, Pairs]) -> None:
        """Say which column is what in the tables of a task, and let it be read."""
        with self._turn:
            task = self.asking(task_id)
            if task is not None:
                uploads = tuple(replace(one, columns=columns.get(one.path, ())) for one in task.uploads)
                self._queue(replace(task, uploads=uploads, state=State.WAITING))

    def cancel(self, task_id: str) -> None:
        """Stop a task; what it stored stays."""
        with self._turn:
            task = self._tasks.get(task_id)
            if task is None or not task.open:
                return
            if task.state in (State.RUNNING, State.PAUSED):
                self._cancelled.add(task_id)
                self._turn.notify_all()
                return
            if task.state is State.WAITING:
                self._waiting.remove(task_id)
            self._change(task_id, state=State.CANCELLED)
            self._forget()

    def pause(self, task_id: str) -> None:
        """Let a running task wait at its next document, until somebody lets it go on."""
        with self._turn:
            task = self._tasks.get(task_id)
            if task is not None and task.state is State.RUNNING:
                self._change(task_id, state=State.PAUSED)

    def go_on(self, task_id: str) -> None:
        """Let a paused task go on."""
        with self._turn:
            task = self._tasks.get(task_id)
            if task is not None and task.state is State.PAUSED:
                self._change(task_id, state=State.RUNNING, base=task.done, begun=time.monotonic())
                self._turn.notify_all()

    def tasks(self) -> tuple[Task, ...]:
        """All tasks that are shown, newest first."""
        with self._turn:
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
                self._change(task.id, state=State.FAILED, trouble=error)
            except Exception as error:  # noqa: BLE001 - the thread must go on with the next task, and say what happened to this one
                self._change(task.id, state=State.FAILED, trouble=WortlautError(f"a defect of Wortlaut: {type(error).__name__}: {str(error)[:200]}"))
            self._forget()

    def _next(self) -> Task | None:
        with self._turn:
            if not self._waiting:
                self._thread = None
                return None
            return self._change(self._waiting.popleft(), state=State.RUNNING, begun=time.monotonic())

    def _read(self, task: Task) -> None:
        """Take in projects whole, then read everything else, as one run for all that need no column or the same ones."""
        if task.again:
            self._read_again(task)
            return
        from wortlaut.capture.preview import documents

        texts = [one for one in task.uploads if one.path.suffix != PROJECT]
        self._change(task.id, total=sum(documents(one.path) for one in texts))
        for one in task.uploads:
            if one.path.suffix == PROJECT:
                self._wait_or_stop(task.id)
                self._take(task.id, one)
        for columns, group in groupby(sorted(texts, key=lambda one: one.columns), key=lambda one: one.columns):
            names = tuple((str(one.path), one.name) for one in group)
            options = ReadOptions(columns, retrieved_at=pipeline.now(), names=names)
            before = self._tasks[task.id].progress
            report = partial(self._report, task.id, before)
            pipeline.run([path for path, _ in names], self.ledger, self.engine, options, report=report)

    def _read_again(self, task: Task) -> None:
        for capture in task.again:
            self._wait_or_stop(task.id)
            read = self._tasks[task.id].progress
            try:
                left = pipeline.retry(self.ledger, capture)
                came = Progress(1, articles=int(left is None), problems=int(left is not None))
            except LedgerError:  # somebody else has read it meanwhile, or taken it out
                left, came = None, Progress(1, known=1)
            self._report(task.id, read, came, left)

    def _take(self, task_id: str, one: Upload) -> None:
        from wortlaut.capture.dna import read_dna
        from wortlaut.interchange import capture_dna

        found = capture_dna(read_dna(one.path, one.name, ReadOptions()), one.name, self.ledger)
        read, given = self._tasks[task_id].progress, found.imported
        self._change(
            task_id,
            total=self._tasks[task_id].total + len(given.file.documents),
            progress=replace(
                read,
                captures=read.captures + len(given.file.documents),
                known=read.known + (len(given.file.documents) if found.known else 0),
                articles=read.articles + (0 if found.known else len(given.articles)),
                statements=read.statements + (0 if found.known else len(given.statements)),
            ),
        )

    def _report(self, task_id: str, before: Progress, now: Progress, problem: Problem | None) -> None:
        self._wait_or_stop(task_id)
        sums = {name: getattr(before, name) + getattr(now, name) for name in Progress.__dataclass_fields__}
        problems = self._tasks[task_id].problems
        if problem is not None and len(problems) < MOST_PROBLEMS:
            problems = (*problems, problem)
        self._change(task_id, progress=Progress(**sums), problems=problems)

    def _wait_or_stop(self, task_id: str) -> None:
        """Wait while the task is paused; leave it if it is cancelled."""
        with self._turn:
            self._turn.wait_for(lambda: task_id in self._cancelled or self._tasks[task_id].state is not State.PAUSED)
            if task_id in self._cancelled:
                raise _CancelledError

    def _change(self, task_id: str, **changes: object) -> Task:
        with self._turn:
            self._tasks[task_id] = replace(self._tasks[task_id], **changes)  # type: ignore[arg-type]
            return self._tasks[task_id]

    def _forget(self) -> None:
        """Drop the oldest finished tasks, and all files of finished ones."""
        with self._turn:
            over = [one for one in self._tasks.values() if not one.open]
            for one in over[: max(0, len(over) - KEPT)]:
                del self._tasks[one.id]
            for upload in (upload for one in over for upload in one.uploads):
                upload.path.unlink(missing_ok=True)


def shown_name(given: str) -> str:
    """The last part of a file name as somebody's browser sent it, without signs that do not print."""
    last = given.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(sign for sign in last if sign.isprintable())[-NAME_LENGTH:].strip() or "upload"
