"""The dossier: a selection of statements with the words they rest on, as one page or as an archive that proves itself.

Only excerpts leave, never whole texts. The same ledger, selection and choices give the same bytes: there is no time of writing in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from wortlaut import __version__
from wortlaut.errors import WriteError
from wortlaut.records import Include, Query, StatementRow, Verdict, Written
from wortlaut.seams import ENGLISH, Ledger, Voice, WriteOptions
from wortlaut.shape import Json
from wortlaut.write.citation import Style
from wortlaut.write.dossier_evidence import MOST_CHARACTERS, evidence
from wortlaut.write.dossier_page import page
from wortlaut.write.dossier_zip import packed

MOST = 10_000
"""Statements in one dossier; nobody reads more, and the page is made in memory."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What a dossier has beside the words: a table, the sentence around, the chain of hands, method and limits; its title and how it cites."""

    table: bool = True
    context: bool = True
    chain: bool = True
    method: bool = True
    title: str = ""
    style: Style = Style.CHICAGO


@dataclass(frozen=True, slots=True)
class Dossier:
    """A selection as it leaves: the question, what to show, the pieces of evidence in order, how many of them a person accepted."""

    query: Query
    choices: Choices
    pieces: tuple[Json, ...]
    rows: tuple[StatementRow, ...]
    accepted: int

    @property
    def asked(self) -> Json:
        """The question, by the names of the filters that are set."""
        filters = {name: getattr(self.query, name) for name in ("text", "actor", "outlet", "kind", "since", "until", "concept", "article")}
        return {name: value for name, value in filters.items() if value is not None} | {"include": self.query.include.value}

    def told(self, voice: Voice) -> list[tuple[str, str]]:
        """The question in words: label and value of every filter, then what it takes in."""
        say, query = voice.say, self.query
        filters = (
            (say("Actor"), query.actor),
            (say("Words"), query.text),
            (say("Outlet"), query.outlet),
            (say("Kind"), voice.told(query.kind) if query.kind is not None else None),
            (say("Since"), query.since),
            (say("Until"), query.until),
            (say("Issue"), query.concept),
            (say("Article"), query.article),
        )
        taken = {Include.ALL: say("all"), Include.JUDGED: say("accepted"), Include.MACHINE: say("not decided")}
        return [(label, value) for label, value in filters if value is not None] + [(say("Status"), taken[query.include])]

    @property
    def producers(self) -> list[str]:
        """Who found the statements, most of them first."""
        found = Counter(f"{row.quotation.producer.name}@{row.quotation.producer.version}" for row in self.rows)
        return [name for name, _ in found.most_common()]

    @property
    def header(self) -> Json:
        """What the selection is and rests on."""
        return {
            "wortlaut": __version__,
            "title": self.choices.title,
            "query": self.asked,
            "statements": len(self.rows),
            "accepted": self.accepted,
            "most_characters": MOST_CHARACTERS,
            "style": self.choices.style.value,
            "producers": self.producers,
        }


def dossier(ledger: Ledger, query: Query, choices: Choices = Choices()) -> Dossier:
    """Take the statements that answer the question into a dossier; rejected ones never are. WriteError if they are too many."""
    rows = tuple(islice(ledger.statements(replace(query, limit=MOST + 1, offset=0, with_rejected=False)), MOST + 1))
    if len(rows) > MOST:
        raise WriteError("too many statements for a dossier", f"more than {MOST}", "narrow the selection, or write a table")
    accepted = sum(row.judgement is not None and row.judgement.verdict is Verdict.ACCEPT for row in rows)
    return Dossier(query, choices, tuple(evidence(row, context=choices.context) for row in rows), rows, accepted)


def as_page(made: Dossier, voice: Voice = ENGLISH) -> bytes:
    """The dossier as one HTML file that needs nothing else."""
    return page(made, voice)


def as_zip(made: Dossier, voice: Voice = ENGLISH) -> bytes:
    """The page with the statements as CSV, the evidence as JSON, and the checksums of all."""
    return packed(as_page(made, voice), made.header, made.pieces)


class DossierPageWriter:
    """A dossier as one HTML file."""

    name = "dossier"
    suffixes: tuple[str, ...] = (".html",)
    tables: tuple[str, ...] = ()

    def write(self, ledger: Ledger, path: Path, options: WriteOptions) -> Written:
        """Write the page."""
        made = dossier(ledger, options.query, _choices(options))
        path.write_bytes(as_page(made, options.voice))
        return _written(made)


class DossierZipWriter:
    """A dossier as an archive that `wortlaut verify` checks."""

    name = "dossier-zip"
    suffixes: tuple[str, ...] = (".zip",)
    tables: tuple[str, ...] = ()

    def write(self, ledger: Ledger, path: Path, options: WriteOptions) -> Written:
        """Write the archive."""
        made = dossier(ledger, options.query, _choices(options))
        path.write_bytes(as_zip(made, options.voice))
        return _written(made)


def _choices(options: WriteOptions) -> Choices:
    if options.style not in list(Style):
        raise WriteError("no such way to cite", options.style, f"choose one of {', '.join(Style)}")
    return Choices(title=options.title, style=Style(options.style))


def _written(made: Dossier) -> Written:
    return Written((("statements", len(made.rows)),), notes=tuple(_notes(made)))


def _notes(made: Dossier) -> Sequence[str]:
    open_ = len(made.rows) - made.accepted
    told = f"{open_} statements are not accepted by anybody and are marked so: --include {Include.JUDGED} leaves them out"
    return [told] if open_ else []
