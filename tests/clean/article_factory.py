"""Builds articles from invented pages and reads labels off them, for the tests of this room."""

from __future__ import annotations

from wortlaut.clean import clean
from wortlaut.records import Article, Capture, Given, Label, MediaType
from wortlaut_de import German

LANGUAGES = (German(),)
PARAGRAPH = "Nordau und Südmark haben sich am Montag nicht auf einen Termin für den Probestau an der Merle geeinigt."
SECOND = "Ministerin Jana Ostermoor sagte, der Vertrag über das Wasser der Merle müsse vor dem Herbst unterschrieben sein, sonst sei er nichts wert."


def article_of(text: str, media_type: MediaType = MediaType.TEXT, plain: bool = False, **given: object) -> Article:
    """The article of a text, with what a table would say beside it."""
    capture = Capture.of("seite", text.encode(), media_type, "utf-8", "test", "2021-03-08", Given(**given))
    return clean(capture, LANGUAGES, plain)


def page(*lines: str) -> Article:
    """The article of a text page of these lines."""
    return article_of("\n".join(lines))


def labelled(article: Article, *labels: Label) -> list[str]:
    """The texts of the lines with these labels."""
    return [article.text[line.start : line.end] for line in article.lines if line.label in labels]


def label_of(article: Article, text: str) -> Label:
    """The label of the line that starts with this text."""
    return next(line.label for line in article.lines if article.text.startswith(text, line.start))
