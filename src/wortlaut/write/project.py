"""The ledger as one project of DNA: the imported files merged, then the articles and statements that Wortlaut found.

What was imported is not touched. An article that came back with an earlier export has its document already, and what stands
there unchanged is not written twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from wortlaut.records import Include, Query, StatementCodings, StatementRow, dna
from wortlaut.seams import Ledger
from wortlaut.write.found import Found
from wortlaut.write.initial import initial_file
from wortlaut.write.merging import Merged, merge
from wortlaut.write.rows import Rows

_BATCH = 200


@dataclass(frozen=True, slots=True)
class Project:
    """The rows of the project, labels still as long as they are, and what a reader of it should know."""

    file: dna.File
    notes: tuple[str, ...]


def project(ledger: Ledger, query: Query, hashed: Callable[[], str]) -> Project:
    """Build the project of a ledger; `hashed` gives the stored password of every coder that is new."""
    imports = tuple(ledger.imports())
    merged = merge(imports) if imports else Merged(Rows(initial_file(hashed())), (), ())
    everything = replace(query, include=Include.ALL)
    found = Found(merged.rows, dict(merged.documents), ledger.codebook(), hashed)
    for row in ledger.articles(everything):
        if not any(line.rule == dna.RULE for line in row.article.lines):
            found.add_article(row.article, row.title)
    for statement, codings in _coded(ledger, everything):
        if statement.quotation.rule != dna.RULE or codings.people:
            found.add_statement(statement, codings, query.include)
    found.finish()
    return Project(merged.rows.file(), (*merged.notes, *found.notes()))


def _coded(ledger: Ledger, query: Query) -> Iterator[tuple[StatementRow, StatementCodings]]:
    statements = ledger.statements(query)
    while batch := list(islice(statements, _BATCH)):
        yield from zip(batch, ledger.coded(batch), strict=True)
