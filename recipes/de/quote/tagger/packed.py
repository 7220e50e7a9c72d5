"""Weights as the package runs them, over annotated articles: what `calibrate.py`, `fit_free.py` and `ablate.py` measure on.

A fold network is exported to a folder of its own (`export.py`), so that held-out articles are read by the code that ships. Not for: PyTorch.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import onnxruntime
from documents import KIND_NAMES, ROLES, parsed, rows
from prepare import fold

from wortlaut.records import Article, Draft, Kind, Parse
from wortlaut_de.rules import GermanRules
from wortlaut_de.tagger import reading
from wortlaut_de.tagger.combine import Surface
from wortlaut_de.tagger.decode import Floats, TokenQuote
from wortlaut_de.tagger.features import TokenQuotation, features, from_drafts, token_quotation
from wortlaut_de.tagger.network import Network, network


@dataclass(frozen=True)
class Annotated:
    """An annotated article: `part` is `dev` or the number of its fold; `gold` and `rules` are in token numbers."""

    id: str
    part: str
    source: str
    article: Article
    parse: Parse
    drafts: tuple[Draft, ...]
    rules: tuple[TokenQuotation, ...]
    gold: tuple[TokenQuotation, ...]
    surface: Surface

    def tags(self, net: Network) -> Floats:
        """The network's log probabilities [T, 2, TAGS], with what the rules found as features."""
        text = self.parse.normalise_marks(self.article.text)
        return reading._tagged(features(self.parse, text, self.rules, net.reader), net)[1]


def annotated(corpus: Path, parts: Sequence[str]) -> Iterator[Annotated]:
    """The articles of these parts of the corpus: `dev`, or numbers of folds of train."""
    for name in ("train", "train-remainders", "dev"):
        for row in rows(corpus / f"{name}.jsonl"):
            part = "dev" if name == "dev" else str(fold(row.get("continues") or row["id"]))
            if part in parts:
                yield read(row, part)


def read(row: dict, part: str) -> Annotated:
    """A row of the corpus as an article with its parse, rules and gold."""
    article, parse = parsed(row["text"])
    drafts = GermanRules().annotate(article, parse)
    starts, ends = [t.start for t in parse.tokens], [t.end for t in parse.tokens]
    gold = [token_quotation(Kind(q["kind"]), {r: [(a, b) for a, b in q[r]] for r in ROLES}, starts, ends) for q in row["quotations"]]
    surface = reading.surface(parse, parse.normalise_marks(article.text))
    return Annotated(row["id"], part, row.get("source", ""), article, parse, drafts, from_drafts(drafts, parse), tuple(q for q in gold if q), surface)


@cache
def network_of(folder: Path) -> Network:
    """The network whose graphs lie in a folder; table, words and calibration are those of the package."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1

    def graph(name: str) -> onnxruntime.InferenceSession:
        return onnxruntime.InferenceSession(str(folder / name), options, providers=["CPUExecutionProvider"])

    return replace(network(), tag_graph=graph("tagger.onnx"), role_graph=graph("roles.onnx"))


def metric_row(one: TokenQuote | TokenQuotation) -> dict:
    """A quotation as the metric reads it."""
    tokens = {t for a, b in one.parts for t in range(a, b)}
    return {"type": KIND_NAMES[one.kind], "quote": tokens, **{role: set(getattr(one, role)) for role in ROLES[1:]}}
