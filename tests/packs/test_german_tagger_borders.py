"""Rules and network together: whose borders stand, and what is mended where the network stands alone."""

from __future__ import annotations

import pytest

from wortlaut_de.tagger.combine import DIRECT, INDIRECT, LEAST, PASSAGE, REPORTED, Surface, combined
from wortlaut_de.tagger.decode import TokenQuote, confidence
from wortlaut_de.tagger.features import TokenQuotation
from wortlaut_de.tagger.spans import Index, best_tags, layers, quotations_of, runs, tags_of, window

SURE = {str(kind): (5.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0) for kind in range(5)}
WORDS = ["Überschrift", "ohne", "Ende", "Krell", "sagte", ",", "der", "Damm", "halte", ",", "„", "noch", "lange", "“", "."]
SURFACE = Surface(WORDS, frozenset({3, len(WORDS)}), [(10, 14)], [3])


def quote(kind: int, *parts: tuple[int, int], layer: int = 0) -> TokenQuote:
    """A quotation the network is sure of."""
    return TokenQuote(kind, layer, list(parts), 0.9, 0.8, 0.9, 0.9)


def rule(kind: int, *parts: tuple[int, int], speaker: tuple[int, ...] = ()) -> TokenQuotation:
    """A quotation of the rules."""
    return TokenQuotation(kind, parts, speaker=speaker, name="some/rule")


def mended(one: TokenQuote, *rules: TokenQuotation) -> list[list[tuple[int, int]]]:
    """The parts of what stands in the end."""
    return [found.parts for found in combined([one], rules, SURFACE, SURE)]


def test_the_borders_of_a_rule_stand_where_both_mean_the_same():
    """Half of the words that either covers must be common, and the kind the same."""
    assert mended(quote(INDIRECT, (6, 8)), rule(INDIRECT, (6, 9))) == [[(6, 9)]]
    assert mended(quote(INDIRECT, (6, 7)), rule(INDIRECT, (4, 9))) == [[(6, 7)]]
    assert mended(quote(REPORTED, (6, 8)), rule(INDIRECT, (6, 9))) == [[(6, 8)]]


@pytest.mark.parametrize(
    ("kind", "found", "wanted"),
    [(INDIRECT, (5, 10), (6, 9)), (DIRECT, (11, 14), (10, 14)), (DIRECT, (11, 13), (11, 13)), (REPORTED, (3, 14), (3, 15)), (PASSAGE, (4, 14), (4, 15)), (REPORTED, (0, 15), (3, 15))],
)  # fmt: skip
def test_borders_follow_the_guide_where_no_rule_helps(kind, found, wanted):
    """Indirect loses bordering signs, Direct takes its marks, reports and passages take the stop, headings stay outside."""
    assert mended(quote(kind, found)) == [[wanted]]


SPOKEN = ["„", "Ja", "“", ",", "sagte", "Krell", ".", "„", "Nein", "“", ".", "Er", "ging", ".", "„", "Doch", "“", "."]
TURNS = Surface(SPOKEN, frozenset({7, 11, 14, 18}), [(0, 3), (7, 10), (14, 17)])


def test_a_rule_that_knows_one_part_does_not_lose_the_others():
    """Words that go on in the next sentence stay with the quotation, whatever part of it a rule has found."""
    found = combined([quote(DIRECT, (0, 3), (7, 10))], [rule(DIRECT, (7, 10))], TURNS, SURE)
    assert [one.parts for one in found] == [[(0, 3), (7, 10)]]


def test_words_that_come_back_later_are_a_new_quotation():
    """A direct quotation goes on in the next sentence at the latest; behind a sentence of the article's own it is a new one."""
    found = combined([quote(DIRECT, (0, 3), (7, 10), (14, 17))], [], TURNS, SURE)
    assert [one.parts for one in found] == [[(0, 3), (7, 10)], [(14, 17)]]


def test_passages_are_cut_as_the_rules_cut_them():
    """Two passages of the rules replace the one long passage that the network saw."""
    found = combined([quote(PASSAGE, (3, 15))], [rule(PASSAGE, (3, 9)), rule(PASSAGE, (9, 15))], SURFACE, SURE)
    assert [one.parts for one in found] == [[(3, 9)], [(9, 15)]]


def test_improbable_quotations_are_dropped():
    """What is less probable than the bound of its kind does not stand, even with a rule."""
    doubtful = {str(kind): (-1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0) for kind in range(5)}
    assert confidence(quote(INDIRECT, (6, 9)), doubtful) < LEAST
    assert combined([quote(INDIRECT, (6, 9))], [rule(INDIRECT, (6, 9))], SURFACE, doubtful) == []


def test_one_of_two_alike_stands():
    """A quotation inside another one of its kind is the same quotation."""
    found = combined([quote(INDIRECT, (6, 9)), quote(INDIRECT, (6, 8), layer=1)], [], SURFACE, SURE)
    assert [one.parts for one in found] == [[(6, 9)]]


def test_the_source_appealed_to_speaks():
    """`unter Berufung auf X`: X is the speaker the rule found, whatever the network points at."""
    words = ["Der", "Damm", "halte", ",", "schreibt", "die", "Zeitung", "unter", "Berufung", "auf", "Krell", "."]
    surface = Surface(words, frozenset({len(words)}), [])
    (found,) = combined([quote(INDIRECT, (0, 3))], [rule(INDIRECT, (0, 3), speaker=(10,))], surface, SURE)
    assert found.cited == [10]
    (other,) = combined([quote(INDIRECT, (0, 3))], [rule(INDIRECT, (0, 3), speaker=(5, 6))], surface, SURE)
    assert other.cited == []


# --- tags and windows ----------------------------------------------------------------------------------------


def test_tags_tell_the_quotations_they_were_made_from():
    """Discontinuous quotations of several kinds come back from their tags."""
    quotations = [(0, [(1, 4), (6, 8)]), (2, [(9, 12)])]
    assert quotations_of(tags_of(14, quotations)) == quotations


def test_the_best_tags_never_go_on_with_what_did_not_begin():
    """A token that alone would go on with another kind takes the best tag that may stand there."""
    import numpy as np

    scores = np.zeros((3, 16), np.float32)
    scores[0, 1], scores[1, 12], scores[1, 11], scores[2, 11] = 5.0, 1.2, 1.0, 1.0
    assert best_tags(scores).tolist() == [1, 11, 11]


def test_inner_quotations_go_a_layer_down():
    """The longest is outermost; what no layer can hold is told apart."""
    assert layers([[(0, 10)], [(2, 4)], [(2, 3)]]) == [0, 1, -1]


def test_the_window_leaves_the_middle_of_long_parts_out():
    """Roles are sought around a quotation and at the edges of its parts."""
    tokens = window([(300, 400)], 1000).tolist()
    assert (tokens[0], tokens[-1]) == (76, 495)
    assert 330 not in tokens
    assert len(tokens) <= 384


def test_the_index_finds_what_overlaps():
    """Neighbours by place, also where a quotation has several parts."""
    index = Index([[(0, 5)], [(100, 300)], [(4, 6), (200, 201)]])
    assert index.touching(4, 5) == [0, 2]
    assert index.touching(200, 202) == [1, 2]
    assert index.touching(6, 100) == []


def test_runs_join_neighbours():
    """Token numbers become ranges."""
    assert runs([3, 4, 5, 9]) == [(3, 6), (9, 10)]
