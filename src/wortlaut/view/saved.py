"""What the app keeps beside the ledger, in small files: views under a name, and how tables were read.

They decide nothing and change nothing that the ledger answers, so they are no part of it: whoever gets the ledger alone gets every decision.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar

from wortlaut.errors import LedgerError

QUESTIONS, PROFILES = "-questions", "-imports"
"""Behind the name of the ledger; `wortlaut run` knows them and does not read such a file as a source."""

SEARCH = "/search"
"""The path of what was kept before any other view could be."""

MOST = 200
MOST_BYTES = 1_000_000
NAME_LENGTH = 80
QUERY_LENGTH = 2_000
COLUMNS_LENGTH = 4_000
"""Characters of all column names of a table whose reading is kept."""


@dataclass(frozen=True, slots=True)
class Question:
    """A view with its name: the query and the path of its address, who kept it (empty: nobody said), and when."""

    name: str
    query: str
    by: str
    at: str
    path: str = SEARCH

    @property
    def address(self) -> str:
        """Where the view is."""
        return self.path + (f"?{self.query}" if self.query else "")


@dataclass(frozen=True, slots=True)
class Profile:
    """How a table with these columns was read: pairs of our name and theirs, an empty one for what it has not; who said so, and when."""

    columns: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]
    by: str
    at: str


Kept = TypeVar("Kept", Question, Profile)


@dataclass(frozen=True, slots=True)
class _File(Generic[Kept]):
    """Rows in a file of their own; one writer at a time in this app, and the file is whole at every moment."""

    path: Path
    what: str
    read: Callable[[Any], Kept]
    lock: threading.Lock = field(default_factory=threading.Lock)

    def rows(self) -> tuple[Kept, ...]:
        """All rows; LedgerError if the file holds something else."""
        try:
            if self.path.stat().st_size > MOST_BYTES:
                raise ValueError("it is too large")
            return tuple(self.read(row) for row in json.loads(self.path.read_text("utf-8")))
        except FileNotFoundError:
            return ()
        except (OSError, ValueError, TypeError, KeyError, RecursionError) as error:
            raise LedgerError(f"{self.what} cannot be read", self.path.name, f"mend or remove the file ({str(error)[:80]})") from error

    def change(self, changed: Callable[[tuple[Kept, ...]], Iterable[Kept]]) -> None:
        """Write what becomes of the rows."""
        with self.lock:
            part = self.path.with_name(f".{self.path.name}.part")
            rows = [asdict(one) for one in changed(self.rows())]
            part.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", "utf-8", "replace")
            part.replace(self.path)


@dataclass(frozen=True, slots=True)
class Questions:
    """The questions kept beside one ledger, by name."""

    file: _File[Question]

    @classmethod
    def beside(cls, ledger: Path) -> Questions:
        """Those of the ledger in this file."""
        return cls(_File(ledger.with_name(ledger.name + QUESTIONS), "the kept questions", _question))

    def listed(self) -> tuple[Question, ...]:
        """All questions by name; LedgerError if the file holds something else."""
        return self.file.rows()

    def named(self, name: str) -> Question | None:
        """The question of this name."""
        return next((one for one in self.listed() if one.name == name), None)

    def keep(self, question: Question) -> None:
        """Keep a question, in place of one of the same name; LedgerError if it has no name, is too long, or there are too many."""
        if not question.name or len(question.name) > NAME_LENGTH or len(question.address) > QUERY_LENGTH:
            raise LedgerError(
                "this cannot be kept", question.name[:NAME_LENGTH], f"give a name of at most {NAME_LENGTH} signs, and a shorter question"
            )

        def added(questions: tuple[Question, ...]) -> list[Question]:
            others = [one for one in questions if one.name != question.name]
            if len(others) >= MOST:
                raise LedgerError("there are too many kept questions", str(len(others)), "drop some")
            return sorted([*others, question], key=lambda one: (one.name.casefold(), one.name))

        self.file.change(added)

    def drop(self, name: str) -> None:
        """Forget the question of this name."""
        self.file.change(lambda questions: [one for one in questions if one.name != name])


@dataclass(frozen=True, slots=True)
class Profiles:
    """How tables were read, kept beside one ledger by their columns; the newest ones, since tables that never come again leave by themselves."""

    file: _File[Profile]

    @classmethod
    def beside(cls, ledger: Path) -> Profiles:
        """Those of the ledger in this file."""
        return cls(_File(ledger.with_name(ledger.name + PROFILES), "how tables were read", _profile))

    def of(self, columns: tuple[str, ...]) -> Profile | None:
        """How a table with these columns was read the last time."""
        return next((one for one in self.file.rows() if one.columns == columns), None)

    def keep(self, profile: Profile) -> None:
        """Keep how a table was read, for the next one with its columns; one with names without end is not kept."""
        if sum(map(len, profile.columns)) <= COLUMNS_LENGTH:
            self.file.change(lambda profiles: [*(one for one in profiles if one.columns != profile.columns), profile][-MOST:])


def _question(row: Any) -> Question:  # noqa: ANN401 - what a file holds may be anything
    name, query, by, at = (str(row[name]) for name in ("name", "query", "by", "at"))
    return Question(name, query, by, at, str(row.get("path", SEARCH)))


def _profile(row: Any) -> Profile:  # noqa: ANN401 - what a file holds may be anything
    pairs = tuple((str(ours), str(theirs)) for ours, theirs in row["pairs"])
    return Profile(tuple(str(name) for name in row["columns"]), pairs, str(row["by"]), str(row["at"]))
