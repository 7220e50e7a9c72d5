"""A ledger opened for reading."""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from wortlaut.api.networks import LabelledNetwork, spec_of
from wortlaut.api.rows import Rows, Statements
from wortlaut.question import query_of
from wortlaut.records import Include, Query

if TYPE_CHECKING:
    from wortlaut.seams import Ledger


class Corpus:
    """A ledger opened for reading; close it with `close` or `with`. Raises LedgerError for a file that is none."""

    def __init__(self, path: str | PathLike[str]) -> None:
        from wortlaut.store.sqlite import SqliteLedger

        self.path = Path(path)
        self._ledger: Ledger = SqliteLedger.open(self.path, read_only=True)

    def __enter__(self) -> Corpus:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        _, articles, _, statements = self._ledger.counts()
        reviewed = self._ledger.count(Query(include=Include.JUDGED))
        return f"<Corpus {self.path}: {articles} articles, {statements} statements ({reviewed} reviewed)>"

    def close(self) -> None:
        """Release the file."""
        self._ledger.close()

    @property
    def statements(self) -> Statements:
        """All statements that nobody rejected."""
        from wortlaut.write.tables import table_named

        return Statements(self._ledger, table_named("statements"), Query())

    @property
    def articles(self) -> Rows:
        """All articles, by date."""
        return self.table("articles")

    @property
    def actors(self) -> Rows:
        """Whoever speaks, by number of statements."""
        return self.table("actors")

    def table(self, name: str) -> Rows:
        """A table by its name, such as events or codings; WriteError names those there are."""
        from wortlaut.write.tables import table_named

        return Rows(self._ledger, table_named(name), Query())

    def network(self, network_type: str = "twomode", *, include: str = "judged", **question: object) -> LabelledNetwork:
        """A network in the words of rDNA, as `wortlaut study network` counts it.

        `question` are the fields of `wortlaut.records.NetworkSpec` as words: variable1, variable2, qualifier, qualifier_aggregation,
        normalization, duplicates, start_date ... `exclude_values` maps names to lists. ConfigError for a word that is none,
        StudyError for a question without a meaning.
        """
        from wortlaut.study import network

        spec = spec_of(network_type, question)
        return LabelledNetwork(network(self._ledger.events(query_of(include=include)), spec))
