"""Free indirect speech: which sentences are looked at, what is told of them, and how many make one quotation."""

from __future__ import annotations

import math

import numpy as np

from wortlaut_de.tagger.combine import DIRECT, INDIRECT, Surface
from wortlaut_de.tagger.decode import TokenQuote
from wortlaut_de.tagger.free import FREE, Weights, candidates, network_odds, weights, with_free
from wortlaut_de.tagger.spans import TAGS

LINE = "Krell sagte , der Damm halte . Die Schleuse soll bis Mai fertig sein . Auch der Pegel muss sinken . Am Abend wurde getanzt ."
TEXT = LINE.split()
SURFACE = Surface(TEXT, frozenset({7, 15, 21, 26}), [], (), [(0, 7, 0), (7, 15, 0), (15, 21, 0), (21, 26, 1)])
PLANS = Weights(
    {"soll": "soll", "muss": "muss", "wurde": "wurde"}, ("auch",), {"verb soll": 2.0, "verb muss": 2.0, "verb wurde": -2.0}, 0.0, 0.0, 0.5
)
SILENT = np.full((len(TEXT), 2, TAGS), math.log(1e-9), np.float32)
SAID = TokenQuote(INDIRECT, 0, [(3, 6)], 0.9, 0.8, 0.9, 0.9)


def signs(*quotations: tuple[int, list[tuple[int, int]]]) -> dict[int, set[str]]:
    """Signs by number of the sentence."""
    return {number: set(told) for number, told in candidates(SURFACE, quotations, PLANS)}


def test_sentences_that_are_quoted_already_are_left_alone():
    """What holds a quotation is no candidate; a fragment in marks leaves the rest of its sentence to be judged."""
    assert set(signs((INDIRECT, [(3, 6)]))) == {1, 2, 3}
    found = signs((DIRECT, [(7, 9)]), (DIRECT, [(15, 21)]))
    assert set(found) == {0, 1, 3}
    assert "fragment" in found[1]


def test_signs_say_where_a_sentence_stands_and_how_it_is_worded():
    """Steps to the quotations around it, paragraph, verb, first word."""
    found = signs((INDIRECT, [(3, 6)]))
    assert {"behind 1", "behind a quotation", "goes on", "is followed", "verb soll", "opens otherwise", "at -1 1"} <= found[1]
    assert {"behind 2", "ends a paragraph", "verb muss", "opens with auch"} <= found[2]
    assert {"behind 3", "opens a paragraph", "verb wurde"} <= found[3]


def test_sentences_in_a_row_are_one_quotation_with_a_part_each():
    """What goes on in the paragraph is one quotation; the event told behind it is none."""
    found = with_free([SAID], SURFACE, SILENT, PLANS)
    assert [(one.kind, one.parts) for one in found] == [(INDIRECT, [(3, 6)]), (FREE, [(7, 15), (15, 21)])]
    assert found[1].confidence == found[1].mean > 0.5


def test_what_the_network_alone_calls_free_indirect_does_not_stand():
    """Its tags count as one sign among others."""
    alone = TokenQuote(FREE, 0, [(21, 26)], 0.9, 0.8, 0.9, 0.9)
    assert with_free([alone], SURFACE, SILENT, Weights({}, (), {}, 0.0, -1.0, 0.5)) == []


def test_a_sentence_the_network_is_sure_of_weighs_more():
    """The log odds are those of the mean over the tokens of the sentence, bounded where it says nothing."""
    tags = SILENT.copy()
    tags[21:26, 0, 1 + FREE] = math.log(0.9)
    odds = network_odds(tags, SURFACE)
    assert odds[3] > 2 > -6 > odds[0]
    (found,) = with_free([], SURFACE, tags, Weights({}, (), {}, 1.0, 0.0, 0.5))
    assert found.parts == [(21, 26)]


def test_the_weights_of_the_pack_prefer_plans_to_events():
    """What is to be is carried on; what happened is told by the article."""
    shipped = weights()
    assert shipped.signs["verb soll"] > 0 > shipped.signs["verb war"]
    assert 0 < shipped.network < 1
