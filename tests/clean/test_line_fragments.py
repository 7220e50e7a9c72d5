"""Labels on part of a line: datelines, glued titles, signatures at the end."""

from __future__ import annotations

import pytest
from tests.clean.article_factory import PARAGRAPH, SECOND, labelled, page

from wortlaut.records import Label


@pytest.mark.parametrize(
    ("start", "place", "agencies"),
    [
        ("Altfurt - ", "Altfurt", ()),
        ("Altfurt – ", "Altfurt", ()),
        ("Altfurt (dpa) – ", "Altfurt", ("dpa",)),
        ("ALTFURT (AFP/dpa). ", "ALTFURT", ("AFP", "dpa")),
        ("Altfurt/Bad Merle (fpa) - ", "Altfurt/Bad Merle", ("fpa",)),
        ("Altfurt, 3. März 2021 (dpa) - ", "Altfurt", ("dpa",)),
        ("Altfurt. ", "Altfurt", ()),
        ("(dpa) ", None, ("dpa",)),
    ],
)
def test_dateline(start, place, agencies):
    """A dateline at the start of the text is meta: its place and agencies are evidence, the rest is body."""
    article = page("Probestau an der Merle", "", start + SECOND, "", PARAGRAPH)

    assert labelled(article, Label.META) == [start.strip()]
    assert SECOND in labelled(article, Label.BODY)
    assert (article.place.text if article.place else None) == place
    assert article.agencies == agencies


@pytest.mark.parametrize(
    "sentence",
    [
        "Ostermoor – Ministerin seit dem Jahr 2018 – nannte das Angebot aus Altfurt am Montag einen ersten Schritt, mehr nicht.",
        "Die Ministerin - so hieß es am Montag in Altfurt - habe das Angebot des Nachbarlandes nicht rundheraus abgelehnt.",
        "Ostermoor: Das Angebot aus Altfurt sei ein erster Schritt, sagte die Ministerin am Montag nach der Sitzung.",
        "Wir - Das sind in diesem Fall die Fischer von Untermerle, die seit drei Jahren auf den Vertrag warten.",
    ],
)
def test_no_dateline(sentence):
    """An insertion between dashes is no dateline."""
    article = page("Probestau an der Merle", "", sentence, "", PARAGRAPH)

    assert labelled(article, Label.META) == []
    assert article.place is None


@pytest.mark.parametrize(
    ("line", "kicker", "headline"),
    [
        ("Streit um den Pegel an der MerleOSTERMOOR kündigt Messstellen an", "Streit um den Pegel an der Merle", "OSTERMOOR kündigt Messstellen an"),
        ("Neue Hoffnung für den VertragNordau und Südmark reden wieder", "Neue Hoffnung für den Vertrag", "Nordau und Südmark reden wieder"),
        ("Hält die Mauer?Prüfer legen ihr Gutachten vor", "Hält die Mauer?", "Prüfer legen ihr Gutachten vor"),
    ],
)
def test_glued_titles(line, kicker, headline):
    """Kicker and headline that run together without a blank are parted at the seam."""
    article = page(line, "", f"{PARAGRAPH} Zur Mauer sagte Ostermoor nichts.", "", SECOND)

    assert labelled(article, Label.KICKER) == [kicker]
    assert article.headline is not None
    assert article.headline.text == headline


@pytest.mark.parametrize("line", ["Störung bei MerleNet legt vier Pegel still", "Die NordauLB zahlt", "Im BioPark wird gebaut"])
def test_seams_inside_names(line):
    """A name with capitals inside is no seam."""
    article = page(line, "", PARAGRAPH, "", f"{SECOND} Das teilte MerleNet mit.")

    assert article.headline is not None
    assert article.headline.text == line


def test_glued_lead():
    """Kicker, headline and lead in one line are parted into three."""
    lead = "Nordau und Südmark haben sich am Montag wieder nicht auf einen Termin für den Probestau geeinigt."
    article = page(f"Neue Runde im Streit um die MerleSÜDMARK lehnt den Vertrag ab{lead}", "", SECOND, PARAGRAPH)

    assert labelled(article, Label.KICKER) == ["Neue Runde im Streit um die Merle"]
    assert labelled(article, Label.HEADLINE) == ["SÜDMARK lehnt den Vertrag ab"]
    assert lead in labelled(article, Label.LEAD)
