from __future__ import annotations

from itertools import pairwise

import pytest
from tests.hang import ends

from wortlaut.parse.sentences import LONGEST, split
from wortlaut_de import German

WORDS = German().sentence_words()

# One line per rule; `|` stands where a sentence ends and the next begins.
SENTENCES = [
    ("two plain sentences", "Der Damm bleibt.| Die Stadt Altfurt klagt."),
    ("abbreviation before a name", "Das sagte Dr. Ilse Brandau am Abend.| Sie ging."),
    ("abbreviation with blanks inside", "Er nannte z. B. Altfurt und d. h. die Stadt.| Mehr nicht."),
    ("abbreviation with a narrow blank inside", "Er nannte z.\u202fB. Altfurt.| Mehr nicht."),
    ("abbreviation without a blank inside", "Er nannte z.B. Altfurt.| Mehr nicht."),
    ("abbreviation that may end a sentence, and does", "Sie prüft Pegel, Ufer usw.| Der Rest folgt."),
    ("abbreviation that may end a sentence, and does not", "Der Bau kostet 3 Mio. Euro und dauert."),
    ("ordinal before a month", "Am 3. Oktober begann der Bau.| Es regnete."),
    ("ordinal before a club", "Der 1. FC Altfurt verlor.| Danach war Schluss."),
    ("ordinal before any noun", "Es war die 12. Sitzung des Rates."),
    ("number that ends a sentence", "Sie wurde 30.| Danach zog sie um."),
    ("date with an ordinal", "Am 14. Oktober 2014 kam das Wasser.| Alle flohen."),
    ("date in digits", "Seit dem 14.10. gilt die Sperre.| Der Rat tagt."),
    ("year that ends a sentence", "Das war 2014.| Mehrere Orte klagten."),
    ("list number at the start of a line", "1. Zum Inhalt springen"),
    ("initials", "George W. Tannert und J. R. Maar kamen.| Sie schwiegen."),
    ("letter that ends a sentence", "Es blieb bei Plan B.| Der Rat nickte."),
    ("initialism with dots", "Die U.S. Navy schickte Hilfe.| Sie kam spät."),
    ("regnal number", "Papst Johannes XII. Sagenhaft war sein Ruf."),
    ("ellipsis inside a sentence", "Er sagte … Minister wolle er nie werden."),
    ("ellipsis that ends a sentence", "Er wollte noch ...| Doch das Wasser kam."),
    ("omission in brackets", "Der Damm [...] Merle bleibt."),
    ("end inside German closing marks", "„Der Damm hält.“| Das sagte sie."),
    ("end inside straight marks", '"Der Damm hält."| Das sagte sie.'),
    ("end inside reversed guillemets", "»Der Damm hält.«| Das sagte sie."),
    ("end inside Swiss guillemets", "«Der Damm hält!»| Das sagte sie."),
    ("question inside marks goes on with its frame", "„Hält der Damm?“ fragte sie.| Niemand wusste es."),
    ("exclamation inside marks before a comma", "„Halt!“, rief sie.| Alle blieben."),
    ("next sentence opens with a mark", "Sie zögerte.| „Der Damm hält“, sagte sie."),
    ("colon before a quotation", "Sie sagte: „Der Damm hält.“| Dann ging sie."),
    ("question and exclamation", "Hält er?| Nein!| Er bricht."),
    ("several signs", "Wirklich?!| Ja."),
    ("sentence in brackets", "(Der Damm hält.)| Alle atmeten auf."),
    ("remark in brackets", "Der Rat (sic!) Altfurt schwieg."),
    ("next sentence opens with a number", "Der Damm brach.| 14 Menschen flohen."),
    ("name with a small first letter", "Der Damm brach.| iPhones fielen aus."),
    ("clock time", "Um 20.15 Uhr kam das Wasser.| Es stieg."),
    ("thousands", "Rund 1.200 Menschen kamen.| Sie riefen."),
    ("host name", "Das steht auf altfurt.example und anderswo.| Mehr nicht."),
    ("score", "Altfurt siegte 2:1.| Südmark verlor."),
]


@pytest.mark.parametrize(("rule", "marked"), SENTENCES, ids=[rule for rule, _ in SENTENCES])
def test_sentence_ends(rule, marked):
    """A line falls into the sentences that a careful reader sees."""
    text = marked.replace("|", "")
    expected = [part.strip() for part in marked.split("|")]
    assert [text[start:end] for start, end in split(text, 0, len(text), WORDS)] == expected, rule


def test_offsets_count_from_the_start_of_the_text():
    """Sentences of a line in the middle of a text carry offsets of the whole text."""
    text = "Kopf.\nAda ging. Ben kam.\nFuß."
    assert list(split(text, 6, 24, WORDS)) == [(6, 15), (16, 24)]


def test_blank_line_has_no_sentence():
    """A line of blanks gives no sentence."""
    assert list(split("  \u00a0 ", 0, 4, WORDS)) == []


def test_endless_sentence_is_cut_at_a_blank():
    """A sentence beyond the longest is cut at a blank and loses no word."""
    text = "Wort " * 10_000
    pieces = [text[start:end] for start, end in split(text, 0, len(text), WORDS)]
    assert max(len(piece) for piece in pieces) <= LONGEST
    assert " ".join(pieces).split() == text.split()


def test_word_longer_than_any_sentence_stays_whole():
    """A run without a blank is never cut inside."""
    text = "x" * (3 * LONGEST) + " Ende"
    assert list(split(text, 0, len(text), WORDS)) == [(0, 3 * LONGEST), (3 * LONGEST + 1, len(text))]


@pytest.mark.parametrize("piece", [".", ". ", "a.) ", "(a.) ", "…“ ", "1. ", "A. ", "?!\u202f", "(. ", ".“[...] "])
def test_hostile_repetition_ends(piece):
    """No repeated pattern of stops and brackets makes the splitter hang, and none of it is lost."""
    text = piece * 100_000
    with ends():
        found = list(split(text, 0, len(text), WORDS))
    assert all(left[1] <= right[0] for left, right in pairwise(found))
