"""The typed patterns of the pack: linear on hostile lines, and silent on running text."""

from __future__ import annotations

import re

import pytest
from tests.hang import ends

from wortlaut_de.lines import load_line_words

PATTERNS = load_line_words().patterns
HOSTILE = [
    (piece * 400)[:400]
    for piece in (
        "a",
        "Mehr ",
        "© x ",
        "|",
        "Von Jana ",
        "Quelle: ",
        "1 ",
        "Facebook ",
        "Lesen Sie auch ",
        "cookie ",
        "© 2014 ",
        "Ab 3,00 € ",
        ". ",
        "dpa/",
    )
]
SENTENCES = [
    "Die Ministerin sagte, der Vertrag müsse bald unterschrieben werden.",
    "„Wir warten seit drei Jahren“, sagte sie.",
    "Video und Foto der Mauer lagen dem Ausschuss vor.",
    "Kommentieren wollte der Minister das nicht.",
    "Teilen wollen sich die beiden Länder das Wasser nicht.",
    "Mehr als drei Stunden berieten die Minister.",
    "Die Quelle der Merle liegt im Hochland von Südmark.",
    "Anzeige erstatteten die Fischer am Dienstag.",
    "Alle Rechte an der Mauer liegen beim Land, sagte Welling.",
    "Jetzt weiterlesen könne man das Gutachten im Ministerium, hieß es.",
    "Für 12,50 Euro arbeiten die Taucher an der Mauer.",
    "Lesen könne das ohnehin keiner, sagte Fenn.",
    "Nach Angaben des Betreibers fließt seit Montag mehr Wasser.",
    "Interessant sei das Papier auch für Nordau.",
    "Zum Inhalt des Vertrags schwieg sie.",
]


def test_every_pattern_is_linear():
    """No pattern hangs on a line built to make it search."""
    with ends():
        for pattern in PATTERNS:
            compiled = re.compile(pattern.pattern, re.IGNORECASE)
            for line in HOSTILE:
                compiled.fullmatch(line)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_patterns_leave_sentences_alone(sentence):
    """A sentence of an article fits no pattern, even if it begins with a word of the page's frame."""
    assert [pattern.rule for pattern in PATTERNS if re.fullmatch(pattern.pattern, sentence, re.IGNORECASE)] == []
