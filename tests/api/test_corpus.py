"""A ledger in Python: lazy rows, frames like the exported tables, networks with labels, evidence that cannot run."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import networkx as nx
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

import wortlaut
from wortlaut.api import Evidence
from wortlaut.errors import ConfigError, LedgerError, WriteError
from wortlaut.records import Include, NetworkSpec, NetworkType, QualifierAggregation, Query, Span
from wortlaut.store.sqlite import SqliteLedger

HOSTILE = '<img src=x onerror=alert(1)><script>alert("Altfurt")</script></blockquote>'


class TestOpening:
    def test_a_corpus_tells_what_is_in_it(self, corpus: wortlaut.Corpus, demo_ledger: Path) -> None:
        """Its text names the file, its articles and statements, and how many are reviewed."""
        assert re.fullmatch(rf"<Corpus {re.escape(str(demo_ledger))}: 16 articles, \d+ statements \(\d+ reviewed\)>", repr(corpus))

    def test_what_is_no_ledger_is_refused(self, tmp_path: Path) -> None:
        """A missing file is a LedgerError, and nothing is made in its place."""
        with pytest.raises(LedgerError, match="there is no ledger"):
            wortlaut.open(tmp_path / "nichts.wortlaut")
        assert list(tmp_path.iterdir()) == []

    def test_only_three_names_are_added_to_the_package(self) -> None:
        """Other names are no attributes, and an editor sees the ones there are."""
        assert wortlaut.__all__ == ["Corpus", "__version__", "extract", "open"]
        with pytest.raises(AttributeError, match="no attribute 'close'"):
            wortlaut.close  # noqa: B018 - asking is what is tested

    def test_importing_loads_nothing_heavy(self) -> None:
        """`import wortlaut` alone loads neither numpy nor the database, and not the interface itself."""
        code = "import sys, wortlaut; print(*(name for name in ('numpy', 'sqlalchemy', 'wortlaut.api') if name in sys.modules))"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert done.stdout.strip() == ""


class TestRows:
    def test_filters_are_those_of_the_ledger(self, corpus: wortlaut.Corpus, demo_ledger: Path) -> None:
        """`where` finds what the same question finds on the command line, in the same order."""
        with SqliteLedger.open(demo_ledger, read_only=True) as ledger:
            expected = [row.quotation.id for row in ledger.statements(Query(actor="Jana Ostermoor", include=Include.MACHINE))]
        found = corpus.statements.where(actor="Jana Ostermoor", include="machine")
        assert [one.id for one in found] == expected != []
        assert len(found) == len(expected)

    def test_narrowing_leaves_the_whole_alone(self, corpus: wortlaut.Corpus) -> None:
        """A question is not changed by another one that starts from it."""
        whole = corpus.statements
        count = len(whole)
        narrow = whole.where(actor="Jana Ostermoor").where(outlet="Landfunk")
        assert 0 < len(narrow) < len(whole.where(actor="Jana Ostermoor")) < len(whole) == count
        assert repr(narrow) == "<statements where actor='Jana Ostermoor', outlet='Landfunk'>"

    def test_places_are_those_of_a_list(self, corpus: wortlaut.Corpus) -> None:
        """The first, the last and no such row."""
        rows = corpus.statements.where(actor="Silke Fenn")
        listed = [one.id for one in rows]
        assert (rows[0].id, rows[-1].id, rows[len(listed) - 1].id) == (listed[0], listed[-1], listed[-1])
        for place in (len(listed), -len(listed) - 1):
            with pytest.raises(IndexError):
                rows[place]

    def test_words_that_are_none_are_refused(self, corpus: wortlaut.Corpus) -> None:
        """A wrong status, date or table says which there are; a log cannot be narrowed."""
        with pytest.raises(ConfigError, match="no such review status: maybe"):
            corpus.statements.where(include="maybe")
        with pytest.raises(ConfigError, match="not a date"):
            corpus.articles.where(since="gestern")
        with pytest.raises(WriteError, match="there is no such table: quotes"):
            corpus.table("quotes")
        with pytest.raises(ConfigError, match="this table cannot be narrowed: codings"):
            corpus.table("codings").where(actor="Silke Fenn")

    def test_articles_and_actors_are_rows_too(self, corpus: wortlaut.Corpus) -> None:
        """They narrow by the same words."""
        assert {row.article.outlet for row in corpus.articles.where(outlet="Landfunk")} == {"Landfunk"}
        assert "Jana Ostermoor" in [row.actor.name for row in corpus.actors]


class TestFrames:
    def test_all_frames_have_the_exported_columns(self, corpus: wortlaut.Corpus, demo_ledger: Path, tmp_path: Path) -> None:
        """Dictionaries, Arrow, pandas and polars have the columns and rows of the CSV file."""
        command = [Path(sys.executable).parent / "wortlaut", "write", tmp_path / "s.csv", "--ledger", demo_ledger, "--table", "statements"]
        subprocess.run(command, check=True, capture_output=True)
        header, *lines = csv.reader((tmp_path / "s.csv").open(encoding="utf-8", newline=""))
        rows = corpus.statements
        assert list(rows.to_dicts()[0]) == rows.to_arrow().column_names == list(rows.to_pandas().columns) == rows.to_polars().columns == header
        assert len(rows.to_dicts()) == rows.to_arrow().num_rows == len(rows.to_pandas()) == rows.to_polars().height == len(lines)
        assert isinstance(rows.to_pandas(), pd.DataFrame)
        assert [row["quote"] for row in rows.to_dicts()] == rows.to_polars()["quote"].to_list()

    def test_other_libraries_read_the_stream(self, corpus: wortlaut.Corpus) -> None:
        """Whoever knows the Arrow stream reads the rows without us: pyarrow and polars do."""
        rows = corpus.articles
        assert pa.table(rows).num_rows == pl.DataFrame(rows).height == 16

    def test_no_rows_are_a_frame_with_columns(self, corpus: wortlaut.Corpus) -> None:
        """An empty answer keeps its columns and their types."""
        empty = corpus.statements.where(actor="Niemand")
        assert empty.to_dicts() == []
        assert empty.to_arrow().schema == corpus.statements.to_arrow().schema

    @pytest.mark.parametrize(("method", "library"), [("to_pandas", "pandas"), ("to_polars", "polars"), ("to_arrow", "pyarrow")])
    def test_a_missing_library_is_named(self, corpus: wortlaut.Corpus, monkeypatch: pytest.MonkeyPatch, method: str, library: str) -> None:
        """The error says which extra brings it."""
        monkeypatch.setitem(sys.modules, library, None)
        with pytest.raises(ConfigError, match=rf"{library}: pip install 'wortlaut\[{library}\]'"):
            getattr(corpus.statements, method)()


class TestNetworks:
    def test_it_is_the_network_of_the_study(self, corpus: wortlaut.Corpus, demo_ledger: Path) -> None:
        """Words instead of enumerations, the same matrix and labels."""
        from wortlaut.study import network

        with SqliteLedger.open(demo_ledger, read_only=True) as ledger:
            events = ledger.events(Query(include=Include.JUDGED))
        spec = NetworkSpec(NetworkType.ONEMODE, "DNA Statement", variable1="person", qualifier_aggregation=QualifierAggregation.CONGRUENCE)
        expected = network(events, spec)
        found = corpus.network("onemode", variable1="person", qualifier_aggregation="congruence")
        assert found.header.spec == spec
        assert found.rows == found.columns == tuple(node.label for node in expected.rows)
        assert np.array_equal(found.matrix, expected.matrix)
        assert np.count_nonzero(found.matrix) > 0

    def test_pandas_has_the_labels(self, corpus: wortlaut.Corpus) -> None:
        """Every cell is found by the two names."""
        found = corpus.network(variable1="person", qualifier_aggregation="subtract")
        frame = found.to_pandas()
        assert (
            frame.loc["Silke Fenn", "Der Probestau soll stattfinden"]
            == found.matrix[found.rows.index("Silke Fenn"), found.columns.index("Der Probestau soll stattfinden")]
            < 0
        )

    def test_networkx_has_an_edge_per_weight(self, corpus: wortlaut.Corpus) -> None:
        """A one-mode network is a graph with each pair once, a two-mode one is bipartite."""
        one, two = (corpus.network(kind, variable1="person") for kind in ("onemode", "twomode"))
        assert one.to_networkx().number_of_edges() == np.count_nonzero(np.triu(one.matrix, 1))
        graph = two.to_networkx()
        assert nx.is_bipartite(graph)
        assert graph.number_of_nodes() == len(two.rows) + len(two.columns)
        (source, target, weight), *_ = graph.edges(data="weight")
        assert two.to_pandas().loc[source[1], target[1]] == weight

    @pytest.mark.parametrize(
        ("kind", "question", "message"),
        [
            ("onemode", {"normalisation": "average"}, "a network has no such setting: normalisation"),
            ("onemode", {"normalization": "averge"}, "no such normalization: averge: choose one of no, activity"),
            ("threemode", {}, "no such network_type: threemode"),
            ("eventlist", {}, "a list of events is no network"),
            ("twomode", {"include": "none"}, "no such review status: none"),
        ],
    )
    def test_words_that_are_none_are_refused(self, corpus: wortlaut.Corpus, kind: str, question: dict[str, str], message: str) -> None:
        """A wrong setting or word says which there are."""
        with pytest.raises(ConfigError, match=message):
            corpus.network(kind, **question)

    def test_values_can_be_left_out(self, corpus: wortlaut.Corpus) -> None:
        """Lists by the name of the variable, as rDNA has them."""
        found = corpus.network(variable1="person", exclude_values={"person": ["Silke Fenn"]})
        assert "Silke Fenn" not in found.rows != ()


class Elements(HTMLParser):
    """The elements and the text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect the name; none of ours has attributes."""
        assert not attrs
        self.names.add(tag)

    def handle_data(self, data: str) -> None:
        """Collect the text."""
        self.words += data


def shown(evidence: Evidence) -> Elements:
    """What a browser makes of the evidence."""
    parser = Elements()
    parser.feed(evidence._repr_html_())
    parser.close()
    return parser


class TestEvidence:
    def test_the_words_are_marked_where_they_stand(self, corpus: wortlaut.Corpus) -> None:
        """The text is the paragraph around the statement, and the marked words are the quoted ones."""
        said = next(one for one in corpus.statements if one.quote == "der Probestau beginne erst nach dem Gutachten")
        assert said.actor == "Tarik Welling"
        assert said.evidence.text.startswith("Altfurt - Nordau und Südmark haben sich")
        assert re.findall("<mark>(.*?)</mark>", said.evidence._repr_html_()) == [said.quote]
        assert shown(said.evidence).words.startswith(str(said.evidence))

    def test_every_statement_can_be_shown(self, corpus: wortlaut.Corpus) -> None:
        """Whatever spans a statement has, its text stands in the article at the place told."""
        for said in corpus.statements:
            article, evidence = said.row.article, said.evidence
            assert article.text[evidence.start : evidence.start + len(evidence.text)] == evidence.text
            assert shown(evidence).words.startswith(evidence.text.replace("\n", ""))

    def test_a_hostile_article_does_not_run(self) -> None:
        """Elements in the text of an article, and in the name of its file, are text."""
        text = f"Jana Ostermoor sagte: „Der Damm {HOSTILE} hält.“"
        quote = (Span.of(text, 22, len(text)),)
        evidence = Evidence(HOSTILE, HOSTILE, text, 0, quote, (), (Span.of(text, 0, 14),))
        page = shown(evidence)
        assert page.names == {"blockquote", "footer", "mark", "u"}
        assert page.words == f"{text}{HOSTILE} · {HOSTILE}"

    @given(st.text(min_size=1), st.data())
    def test_no_text_makes_elements(self, text: str, data: st.DataObject) -> None:
        """Any text with any two spans shows no elements but ours and loses no sign."""
        places = [sorted((data.draw(st.integers(0, len(text))), data.draw(st.integers(0, len(text))))) for _ in range(2)]
        quote, speaker = ((Span.of(text, first, last),) if first < last else () for first, last in places)
        page = shown(Evidence("s", "f", text, 0, quote, (), speaker))
        assert page.names <= {"blockquote", "footer", "mark", "u", "br"}


class TestExtract:
    def test_a_text_gives_its_statements(self) -> None:
        """Without a ledger: who said what, with evidence."""
        (said,) = wortlaut.extract("Die Mauer sei sicher, sagte Jana Ostermoor am Montag in Wieksund.")
        assert (said.actor, said.quote) == ("Jana Ostermoor", "Die Mauer sei sicher")
        assert repr(said) == f"<{said.id} Jana Ostermoor: Die Mauer sei sicher>"

    def test_a_text_without_statements_has_none(self) -> None:
        """Nothing is found where nobody speaks."""
        assert wortlaut.extract("Der Fluss ist 212 Kilometer lang.") == ()
