"""Questions that somebody keeps under a name, in a small file beside the ledger.

They decide nothing and change nothing that the ledger answers, so they are no part of it: whoever gets the ledger alone gets every decision.
"""

from __future__ import annotations

import json
import threading
from dataclasses import asdict, dataclass, field
from pathlib import Path

from wortlaut.errors import LedgerError

SUFFIX = "-questions"
"""Behind the name of the ledger; `wortlaut run` knows it and does not read such a file as a source."""

MOST = 200
MOST_BYTES = 1_000_000
NAME_LENGTH = 80
QUERY_LENGTH = 2_000


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its name: the query of its address, who kept it (empty: nobody said), and when."""

    name: str
    query: str
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class Questions:
    """The questions kept beside one ledger, by name; one writer at a time in this app, and the file is whole at every moment."""

    path: Path
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @classmethod
    def beside(cls, ledger: Path) -> Questions:
        """Those of the ledger in this file."""
        return cls(ledger.with_name(ledger.name + SUFFIX))

    def listed(self) -> tuple[Question, ...]:
        """All questions by name; LedgerError if the file holds something else."""
        try:
            if self.path.stat().st_size > MOST_BYTES:
                raise ValueError("it is too large")
            return tuple(Question(**{name: str(row[name]) for name in Question.__slots__}) for row in json.loads(self.path.read_text("utf-8")))
        except FileNotFoundError:
            return ()
        except (OSError, ValueError, TypeError, KeyError, RecursionError) as error:
            raise LedgerError("the kept questions cannot be read", self.path.name, f"mend or remove the file ({str(error)[:80]})") from error

    def keep(self, question: Question) -> None:
        """Keep a question, in place of one of the same name; LedgerError if it has no name, is too long, or there are too many."""
        if not question.name or len(question.name) > NAME_LENGTH or len(question.query) > QUERY_LENGTH:
            raise LedgerError(
                "this cannot be kept", question.name[:NAME_LENGTH], f"give a name of at most {NAME_LENGTH} signs, and a shorter question"
            )
        with self._lock:
            others = [one for one in self.listed() if one.name != question.name]
            if len(others) >= MOST:
                raise LedgerError("there are too many kept questions", str(len(others)), "drop some")
            self._write([*others, question])

    def drop(self, name: str) -> None:
        """Forget the question of this name."""
        with self._lock:
            self._write([one for one in self.listed() if one.name != name])

    def _write(self, questions: list[Question]) -> None:
        part = self.path.with_name(f".{self.path.name}.part")
        rows = [asdict(one) for one in sorted(questions, key=lambda one: (one.name.casefold(), one.name))]
        part.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", "utf-8")
        part.replace(self.path)
