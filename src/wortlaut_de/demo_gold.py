"""Loads the demo corpus: its files, and its gold annotation with the offsets that a given text gives it.

The gold names words, not offsets, so it fits the decoded source of a text page as well as the extracted text of an
HTML page. Not a scorer, and not a reader of articles: whoever scores brings the text.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from wortlaut.errors import PackError
from wortlaut.records import Interval, Kind, Reason, Span, Spans, Verdict

DEMO = Path(__file__).parent / "demo"
"""The folder of the corpus: `articles/`, `table.csv`, `gold.jsonl`, `judgements.csv`, `world.md`."""


@dataclass(frozen=True, slots=True)
class Wording:
    """Words that stand in an article; where they stand more than once, the first occurrence behind the words `after`."""

    text: str
    after: str | None = None

    def place(self, article_text: str) -> Span:
        """Where the words stand: `Wording("er", after="fügte").place("fügte er hinzu")` is `[6, 8)`.

        Raises PackError if the words or their `after` are not there, or not unique.
        """
        anchor = self.text if self.after is None else self.after
        if article_text.count(anchor) != 1:
            raise PackError(
                "words of the demo gold must stand exactly once", repr(anchor), f"found {article_text.count(anchor)} times; mend gold.jsonl"
            )
        start = article_text.find(self.text, 0 if self.after is None else article_text.find(anchor) + len(anchor))
        if start < 0:
            raise PackError("words of the demo gold are not behind their anchor", f"{self.text!r} after {self.after!r}", "mend gold.jsonl")
        return Span.of(article_text, start, start + len(self.text))


@dataclass(frozen=True, slots=True)
class GoldQuotation:
    """A gold quotation in the words of the article; `nested_in` is the `number` of the enclosing one in the same article."""

    number: int
    kind: Kind
    quote: tuple[Wording, ...]
    cue: tuple[Wording, ...]
    frame: tuple[Wording, ...]
    speaker: tuple[Wording, ...]
    addressee: tuple[Wording, ...]
    nested_in: int | None
    actor: str | None
    chain: tuple[str, ...]
    certainty: str | None


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """What is true of one demo article; `file` is relative to the demo folder, `junk` holds its lines of debris."""

    file: str
    outlet: str | None
    agencies: tuple[str, ...]
    published: Interval
    headline: str
    kicker: str | None
    body_start: str
    junk: tuple[str, ...]
    quotations: tuple[GoldQuotation, ...]

    @property
    def path(self) -> Path:
        """The file itself."""
        return DEMO / self.file


@dataclass(frozen=True, slots=True)
class PlacedQuotation:
    """A gold quotation with the offsets it has in one text; the roles are named as in `wortlaut.records.Quotation`."""

    gold: GoldQuotation
    quote: Spans
    cue: Spans
    frame: Spans
    speaker: Spans
    addressee: Spans


@dataclass(frozen=True, slots=True)
class DemoJudgement:
    """One row of `judgements.csv`: the verdict of an invented reviewer on the quotation with exactly these words."""

    file: str
    quote: str
    verdict: Verdict
    by: str
    note: str


def load_gold(path: Path = DEMO / "gold.jsonl") -> tuple[GoldArticle, ...]:
    """The gold articles in file order.

    Raises PackError if the file is missing, a line is not JSON, a field is missing or a value is of the wrong kind.
    """
    articles = []
    for number, line in enumerate(_read(path).splitlines(), start=1):
        try:
            articles.append(_article(json.loads(line)))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise PackError("a line of the demo gold cannot be read", f"{path.name}:{number} ({error!r})", "mend that line") from error
    return tuple(articles)


def place_gold(article: GoldArticle, text: str) -> tuple[PlacedQuotation, ...]:
    """Every gold quotation of an article with its spans in `text`; raises PackError for words that are not there."""
    return tuple(
        PlacedQuotation(
            gold,
            quote=_place(gold.quote, text),
            cue=_place(gold.cue, text),
            frame=_place(gold.frame, text),
            speaker=_place(gold.speaker, text),
            addressee=_place(gold.addressee, text),
        )
        for gold in article.quotations
    )


def load_judgements(path: Path = DEMO / "judgements.csv") -> tuple[DemoJudgement, ...]:
    """The judged statements in file order; raises PackError for a missing file or column and an unknown verdict."""
    rows = csv.DictReader(_read(path).splitlines())
    try:
        return tuple(DemoJudgement(row["file"], row["quote"], Verdict(row["verdict"]), row["by"], row["note"]) for row in rows)
    except (ValueError, KeyError) as error:
        raise PackError("the demo judgements cannot be read", f"{path.name} ({error!r})", "mend that row") from error


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PackError("a file of the demo corpus cannot be read", f"{path.name} ({error})", "reinstall wortlaut") from error


def _place(wordings: tuple[Wording, ...], text: str) -> Spans:
    return tuple(sorted(wording.place(text) for wording in wordings))


def _article(item: Mapping[str, object]) -> GoldArticle:
    published = item["published"]
    quotations = item["quotations"]
    if not isinstance(published, dict) or not isinstance(quotations, list):
        raise TypeError("published is an object, quotations a list")
    when = Interval(_text(published["start"]), _text(published["end"]), _text(published["best"]), Reason(published["reason"]))
    return GoldArticle(
        file=_required(item, "file"),
        outlet=_text(item["outlet"]),
        agencies=_texts(item["agencies"]),
        published=when,
        headline=_required(item, "headline"),
        kicker=_text(item.get("kicker")),
        body_start=_required(item, "body_start"),
        junk=_texts(item["junk"]),
        quotations=tuple(_quotation(quotation) for quotation in quotations),
    )


def _quotation(item: Mapping[str, object]) -> GoldQuotation:
    number, nested_in = item["id"], item["nested_in"]
    if not isinstance(number, int) or not (nested_in is None or isinstance(nested_in, int)):
        raise TypeError("id and nested_in are numbers")
    return GoldQuotation(
        number=number,
        kind=Kind(_required(item, "kind")),
        quote=_wordings(item["quote"]),
        cue=_wordings(item["cue"]),
        frame=_wordings(item["frame"]),
        speaker=_wordings(item["speaker"]),
        addressee=_wordings(item["addressee"]),
        nested_in=nested_in,
        actor=_text(item["actor"]),
        chain=_texts(item["chain"]),
        certainty=_text(item.get("certainty")),
    )


def _wordings(value: object) -> tuple[Wording, ...]:
    if not isinstance(value, list):
        raise TypeError("a role is a list")
    return tuple(Wording(part) if isinstance(part, str) else Wording(_required(part, "text"), _required(part, "after")) for part in value)


def _required(item: Mapping[str, object], key: str) -> str:
    value = item[key]
    if not isinstance(value, str) or not value:
        raise TypeError(f"{key} is a text that is not empty")
    return value


def _text(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    raise TypeError("a text or null")


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(part, str) for part in value):
        raise TypeError("a list of texts")
    return tuple(str(part) for part in value)
