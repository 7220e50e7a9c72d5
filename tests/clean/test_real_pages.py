"""The five real pages of the shared material and the shipped demo corpus: nothing of the text lost, hardly any debris kept."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import pytest

from wortlaut.capture import read_sources
from wortlaut.clean import clean
from wortlaut.records import READ_LABELS, Article, Capture, Label
from wortlaut.seams import ReadOptions
from wortlaut_de import German

DEMO = Path(str(files("wortlaut_de"))) / "demo"
GOLD = [json.loads(line) for line in (DEMO / "gold.jsonl").read_text().splitlines()]


def articles(path: Path) -> list[Article]:
    """The articles of a file or folder."""
    return [clean(found, (German(),)) for found in read_sources([str(path)], ReadOptions()) if isinstance(found, Capture)]


def test_seeds(shared):
    """On the five real pages every long line of running text is read, and dates and outlets are right or unknown."""
    found = articles(shared / "seeds")

    assert [len([line for line in article.lines if line.label in (Label.LEAD, Label.BODY)]) for article in found] == [7, 4, 7, 7, 8]
    assert [article.published.best for article in found] == [None, None, "2014-10-14", "2015-09-19", None]
    assert [article.published.start for article in found] == [None, "2014-01-01", "2014-10-14", "2015-09-19", None]
    assert [article.outlet for article in found] == ["WirtschaftsWoche", "SPIEGEL ONLINE", "n-tv", "DW", None]
    assert [article.agencies for article in found] == [(), ("Reuters", "AFP"), ("dpa", "AFP"), ("dpa", "AFP", "Reuters"), ()]
    for article in found:
        for line in article.lines:
            text = article.text[line.start : line.end]
            if len(text) > 200 and "%" not in text:
                assert line.label in READ_LABELS
            if line.label in (Label.LEAD, Label.BODY):
                assert len(text) > 60


@pytest.mark.parametrize("gold", GOLD, ids=[row["file"] for row in GOLD])
def test_demo_corpus(gold):
    """On the demo corpus outlet, agencies, date, headline and debris are as annotated."""
    (article,) = articles(DEMO / gold["file"])
    read = [article.text[line.start : line.end] for line in article.lines if line.label in READ_LABELS]

    assert article.outlet == gold["outlet"]
    assert set(article.agencies) == set(gold["agencies"])
    assert article.headline is not None
    assert article.headline.text == gold["headline"]
    if gold["published"]:
        published = article.published
        expected = tuple(gold["published"][key] for key in ("start", "end", "best", "reason"))
        assert (published.start, published.end, published.best, published.reason.value) == expected
    assert any(text.startswith(gold["body_start"]) for text in read)
    assert not set(gold["junk"]) & set(read)
