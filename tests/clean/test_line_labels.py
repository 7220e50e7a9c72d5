"""What the lines of a text page are: typed patterns and structure, on invented pages."""

from __future__ import annotations

import pytest
from tests.clean.article_factory import PARAGRAPH, SECOND, article_of, label_of, labelled, page

from wortlaut.errors import ArticleError
from wortlaut.records import READ_LABELS, Label


def test_clean_page():
    """A page without debris keeps every line: headline, lead, paragraphs, sub-headlines."""
    lines = ("Probestau an der Merle umstritten", PARAGRAPH, SECOND + " " + SECOND, "Streit im Flussrat", "Der Flussrat tagt im Juni.")
    article = article_of("\n\n".join(lines))

    assert article.headline is not None
    assert article.headline.text == "Probestau an der Merle umstritten"
    assert labelled(article, Label.LEAD) == [PARAGRAPH]
    assert labelled(article, Label.SUBHEAD) == ["Streit im Flussrat"]
    assert labelled(article, Label.BODY) == [SECOND + " " + SECOND, "Der Flussrat tagt im Juni."]
    assert labelled(article, Label.JUNK, Label.META) == []


@pytest.mark.parametrize("text", ["Der Damm hält.", "Der Damm", PARAGRAPH, f"{PARAGRAPH}\n{SECOND}", "Pegel 4711"])
def test_text_only(text):
    """A source of a line or two is text, however short."""
    assert "".join(labelled(article_of(text), *READ_LABELS)) == text.replace("\n", "")


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("Zum Inhalt springen", Label.JUNK),
        ("2. Zur Hauptnavigation springen", Label.JUNK),
        ("Startseite | Politik | Kultur | Sport", Label.JUNK),
        ("Abo   E-Paper   Anzeigen", Label.JUNK),
        ("Anzeige", Label.JUNK),
        ("Jetzt weiterlesen!", Label.JUNK),
        ("Sie sind bereits Abonnent?", Label.JUNK),
        ("Facebook | Twitter | WhatsApp", Label.JUNK),
        ("Artikel drucken | Artikel versenden", Label.JUNK),
        ("Wir verwenden Cookies, um unser Angebot für Sie zu verbessern und Ihnen passende Werbung zeigen zu können. Einstellungen", Label.JUNK),
        ("Hier steht ein externer Inhalt, der wegen Ihrer Einstellungen nicht geladen werden kann, bitte stimmen Sie zu.", Label.JUNK),
        ("Lesen Sie auch: Was kostet der Strom aus Kaltensteg?", Label.JUNK),
        ("Bild 3 von 12", Label.JUNK),
        ("0%10%20%30%40%50%60%70%80%90%100%", Label.JUNK),
        ("3 Min. Lesezeit", Label.META),
        ("Aktualisiert: 9. März 2021, 17:45 Uhr", Label.META),
        ("https://uferblatt.example/merle/probestau", Label.META),
        ("Foto: Uferblatt/R. Quade", Label.CAPTION),
        ("Bild: picture-alliance/T. Arend", Label.CAPTION),
    ],
)
def test_debris_inside_text(line, label):
    """A line of debris between two paragraphs is told by its words or its build."""
    article = page("Probestau an der Merle umstritten", "", PARAGRAPH, "", line, "", SECOND)

    assert label_of(article, line) is label
    assert SECOND in labelled(article, *READ_LABELS)


@pytest.mark.parametrize(
    "line",
    [
        "„Nein.“",
        "Er schwieg.",
        "Für 12,50 Euro in der Stunde arbeiten die Taucher an der Mauer, sagte der Betreiber.",
        "»Wir warten seit drei Jahren auf Wasser«, sagte die Bürgermeisterin.",
        "Facebook teilte mit, die Seite der Ministerin sei nie gesperrt gewesen.",
        "Von Kaltensteg bis Untermerle sind es 80 Kilometer.",
        "– die Mindestabgabe von zwölf Kubikmetern",
        "Kommentare zu dem Vertrag gab es aus Altfurt zunächst nicht, hieß es im Ministerium.",
        "Am 3. Mai 2021 lief das Becken zum ersten Mal über, sagte der Betreiber.",
    ],
)
def test_text_that_looks_like_debris(line):
    """A line of the text stays in the text, even if it begins like debris."""
    article = page("Probestau an der Merle umstritten", "", PARAGRAPH, "", line, "", SECOND)

    assert line in labelled(article, *READ_LABELS)


@pytest.mark.parametrize(
    "headline",
    [
        "Merle-Damm: Ostermoor droht mit Klage",
        "„Die Mauer hält“",
        "Kommt der Vertrag noch vor dem Sommer?",
        "Von Ufer zu Ufer: Was der Vertrag regelt",
        "Probestau an der Merle umstritten",
        "Cookie-Verbot im Flussrat",
    ],
)
@pytest.mark.parametrize("frame", [(), ("Startseite", "Politik", "Merle"), ("Uferblatt", "Menü", "Anmelden", "")])
def test_headline(headline, frame):
    """The headline is found below the navigation of the page, whatever its build."""
    article = page(*frame, headline, "", f"Im Streit um Vertrag, Klage, Mauer und Ufer an der Merle sagte Ostermoor, {PARAGRAPH}", "", SECOND)

    assert article.headline is not None
    assert article.headline.text == headline


def test_repeats():
    """A headline that comes again is junk, unless a credit makes it a caption."""
    again = page("Probestau an der Merle umstritten", "", "Probestau an der Merle umstritten", "", PARAGRAPH, SECOND)
    caption = page("Probestau an der Merle umstritten", "", "Probestau an der Merle umstritten", "(AFP)", "", PARAGRAPH, SECOND)

    assert labelled(again, Label.JUNK) == ["Probestau an der Merle umstritten"]
    assert labelled(caption, Label.CAPTION) == ["Probestau an der Merle umstritten", "(AFP)"]


def test_captions():
    """The line above a credit is a caption, and so is a short line that ends in one."""
    article = page(
        "Probestau an der Merle umstritten", "", PARAGRAPH, "", "Die Ministerin am Wehr", "REUTERS", "", SECOND, "",
        "Das Becken bei Kaltensteg. Quelle: AFP", "", "Der Flussrat tagt im Juni. Dann soll der Vertrag über das Wasser unterschrieben werden.",
    )  # fmt: skip

    assert labelled(article, Label.CAPTION) == ["Die Ministerin am Wehr", "REUTERS", "Das Becken bei Kaltensteg.", "Quelle: AFP"]
    assert article.agencies == ()


def test_teaser():
    """A longer line between paragraphs that shares no content word with the text is a teaser; a sub-headline shares one."""
    teaser, subhead = "Brückensperrung bei Grenzbrück dauert an", "Ein Vertrag ohne Datum und Ort"
    last = "Der Betreiber verwies darauf, dass der Vertrag auch die Abgabe im Winter regeln müsse."
    article = page("Probestau an der Merle", "", PARAGRAPH, "", teaser, "", SECOND, "", subhead, "", last)

    assert labelled(article, Label.JUNK) == [teaser]
    assert labelled(article, Label.SUBHEAD) == [subhead]


def test_related_links():
    """Short lines behind "read also" belong to it until the next paragraph."""
    article = page("Probestau an der Merle", "", PARAGRAPH, "Lesen Sie auch", "Wie der Damm entstand", "Was die Fischer fordern", SECOND)

    assert labelled(article, Label.JUNK) == ["Lesen Sie auch", "Wie der Damm entstand", "Was die Fischer fordern"]
    assert SECOND in labelled(article, Label.BODY)


def test_behind_the_end():
    """Behind the comments heading nothing is text; the same word at the top of the page ends nothing."""
    comment = "Das ist doch alles nur Theater, was die Ministerin und der Minister da seit drei Jahren aufführen, meine Meinung."
    below = page("Probestau an der Merle", "", PARAGRAPH, SECOND, "", "Kommentare", comment)
    above = page("Kommentare", "", "Probestau an der Merle", "", PARAGRAPH, SECOND)

    assert label_of(below, comment) is Label.JUNK
    assert labelled(above, Label.LEAD, Label.BODY) == [PARAGRAPH, SECOND]


def test_last_paragraph_with_signature():
    """A last paragraph is text, though agencies stand behind its last sentence."""
    last = "Der Betreiber sagte, die Daten seien nicht verloren, man werde sie nachliefern."
    article = page("Probestau an der Merle", "", PARAGRAPH, "", f"{last} (dpa/AFP)")

    assert last in labelled(article, Label.BODY)
    assert labelled(article, Label.META) == ["(dpa/AFP)"]
    assert article.agencies == ("dpa", "AFP")


def test_wrapped_text():
    """A paragraph wrapped at a fixed width is one line; so is a sentence broken before a small letter."""
    wrapped = (
        "Der Streit um den Probestau an der Merle geht weiter. Die Ministerin Jana\n"
        "Ostermoor wies die Vorwürfe aus Südmark am Dienstag zurück und sprach von\n"
        "einer Kampagne. Welling hatte ihr zuvor vorgeworfen, die Verhandlungen zu\n"
        "verschleppen."
    )
    broken = "Der Vertrag über das Wasser wird nach Angaben\nder Ministerin noch im Herbst unterschrieben werden."
    article = article_of(f"{wrapped}\n\n{broken}")

    assert labelled(article, Label.BODY) == [wrapped, broken]


def test_plain():
    """With `plain`, every line is body."""
    article = article_of("Startseite\n\n© Uferblatt 2021\nDer Damm hält.", plain=True)

    assert [(line.label, line.rule) for line in article.lines] == [(Label.BODY, "plain")] * 3
    assert article.outlet is None


@pytest.mark.parametrize("text", ["Startseite\nAnmelden\n© Uferblatt 2021", " \n\t\n", "0%1%2%3%4%5%6%7%8%9%10%"])
def test_only_debris(text):
    """A page with nothing but its frame is no article, and the error says what to do."""
    with pytest.raises(ArticleError) as caught:
        article_of(text)
    assert caught.value.remedy


def test_unknown_language():
    """Where no pack fits, the article is kept, its language unknown, and structure alone labels it."""
    text = "Dam dispute drags on\n\nThe minister said on Monday that the treaty must be signed before autumn, or it would be worth nothing."
    article = article_of(text)

    assert article.language is None
    assert labelled(article, Label.HEADLINE) == ["Dam dispute drags on"]
    assert article_of(text, language="en-GB").language == "en"
    assert article_of(text, language="Deutsch").language == "de"
