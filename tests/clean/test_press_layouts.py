"""Whole pages in the layouts that German outlets, archives and press offices use, with invented content."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from tests.clean.article_factory import article_of, labelled

from wortlaut.records import Label

FIRST = (
    "Nordau und Südmark haben sich am Montag nicht auf einen Termin für den Probestau an der Merle geeinigt. Das teilte der Flussrat in Altfurt mit."
)
SECOND = "Ministerin Jana Ostermoor sagte, der Vertrag über das Wasser müsse vor dem Herbst unterschrieben sein, sonst sei er nichts wert. „Wir warten“, sagte sie."
THIRD = "Der Betreiber Merlekraft wies den Vorwurf zurück. Man habe alle Werte veröffentlicht, erklärte eine Sprecherin am Dienstag."
TEXT = (FIRST, SECOND, THIRD)


@dataclass(frozen=True)
class Layout:
    """A page and what is to be read off it."""

    head: str
    tail: str
    headline: str | None
    outlet: str | None
    published: str | None
    agencies: tuple[str, ...]
    authors: tuple[str, ...]


LAYOUTS = {
    "source line under the lead": Layout(
        "Probestau: Kein Termin an der Merle\nNordau und Südmark reden wieder. Der Flussrat vertagt sich.\n"
        "12. März 2021, 10:02 Uhr Quelle: ZEIT ONLINE, dpa, abc 35 Kommentare\nDas Wehr bei Kaltensteg © Paul Korn/dpa\n",
        "Startseite",
        "Probestau: Kein Termin an der Merle", "ZEIT ONLINE", "2021-03-12", ("dpa",), ("abc",),
    ),
    "date first, rights last": Layout(
        "8. März 2021, 17:45 Uhr\n\nWasserstreit:\n\nKein Termin an der Merle\n\nDetailansicht öffnen\nDie Ministerin am Wehr. (Foto: Paul Korn/dpa)\n",
        "\n© SZ.de/dpa/abc/xyz\n\nZur Startseite",
        "Kein Termin an der Merle", "Süddeutsche Zeitung", "2021-03-08", ("dpa",), ("abc", "xyz"),
    ),
    "archive of a newspaper": Layout(
        "Uferblatt vom 08.03.2021, Seite 3 / Politik\n\nKein Termin an der Merle\n\nVon Jana Reets\n\nALTFURT.",
        "Bildunterschrift: Das Wehr bei Kaltensteg.\n\nAlle Rechte vorbehalten. © Uferblatt GmbH\n\nDokumentnummer: UB20210308003",
        "Kein Termin an der Merle", "Uferblatt", "2021-03-08", (), ("Jana Reets",),
    ),
    "press release": Layout(
        "Pressemitteilung Nr. 17/2021\n\nKein Termin für den Probestau\n\n(Altfurt, 8. März 2021)",
        "Kontakt:\nPressestelle des Flussrats\nTelefon: 0123 456789\nE-Mail: presse@flussrat.example",
        "Kein Termin für den Probestau", None, "2021-03-08", (), (),
    ),
    "only an update": Layout(
        "Streit um die Merle\nVon Jana Reets, Altfurt\n-Aktualisiert am 12.03.2021-15:43\nPegelhaus in Grenzbrück Bild: dpa\nMerken\n4\n2 Min.\n",
        "Quelle: Uferblatt\nTopmeldungen\nFischtreppe vor dem Bau",
        "Streit um die Merle", "Uferblatt", None, (), ("Jana Reets",),
    ),
    "agency copy": Layout("Kein Termin an der Merle\n\nAltfurt (dpa) -", "dpa abc xy n1", "Kein Termin an der Merle", None, None, ("dpa",), ()),
}  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_layout(layout):
    """The text is read whole and nothing else is, and headline, outlet, day, agencies and authors are those of the page."""
    article = article_of(f"{layout.head} {FIRST}\n\n{SECOND}\n\n{THIRD}\n\n{layout.tail}".replace(f"\n {FIRST}", f"\n{FIRST}"))

    read = labelled(article, Label.LEAD, Label.BODY)
    assert [text for text in read if text in TEXT] == list(TEXT)
    assert (article.headline.text if article.headline else None) == layout.headline
    assert article.outlet == layout.outlet
    assert article.published.best == layout.published
    assert article.agencies == layout.agencies
    assert article.authors == layout.authors
