"""Groups by several methods, compared by modularity; coalitions keep their numbers over time; networks change their state."""

from dataclasses import replace

import numpy as np
import pytest
from tests.study.coded_factory import TWOMODE, blocs, events, onemode, said

from wortlaut.errors import StudyError
from wortlaut.records import ClusterMethod, Distance, TimeWindow
from wortlaut.study import clusters, coalitions, shifts
from wortlaut.study.louvain import louvain, modularity
from wortlaut.study.medoids import around_medoids

CONCEPTS = ("Probestau", "Wasservertrag", "Messstellen")
SPEC = onemode("congruence", "average")


def quarrel(day, first, second):
    """On one day the first say yes and the second no to everything."""
    return [said(name, concept, name in first, f"2021-03-{day:02}") for name in (*first, *second) for concept in CONCEPTS]


def test_every_method_finds_two_blocs():
    """Two perfect blocs are found by all six methods, and their modularity is that of the textbook, one half."""
    found = clusters(blocs(4, 3), SPEC).found
    assert {one.method for one in found} == set(ClusterMethod)
    assert {one.groups for one in found} == {(tuple(f"Pro {n:02}" for n in range(4)), tuple(f"Contra {n:02}" for n in range(3)))}
    assert clusters(blocs(4, 4), SPEC).found[0].modularity == pytest.approx(0.5)


def test_the_best_modularity_comes_first():
    """Methods are listed by modularity, and each says its own."""
    rows = [said(f"Actor {one}", concept, (one * step) % 3 > 0) for one in range(9) for step, concept in enumerate(CONCEPTS, 1)]
    scores = [one.modularity for one in clusters(events(*rows), SPEC).found]
    assert scores == sorted(scores, reverse=True)


def test_modularity_is_that_of_newman():
    """Two triangles joined by one edge: modularity 5/14 for the triangles, 0 for one group (Newman & Girvan 2004, by hand)."""
    weights = np.zeros((6, 6))
    for one, other in ((0, 1), (0, 2), (1, 2), (3, 4), (3, 5), (4, 5), (2, 3)):
        weights[one, other] = weights[other, one] = 1
    assert modularity(weights, np.array([0, 0, 0, 1, 1, 1])) == pytest.approx(6 / 7 - 1 / 2)
    assert modularity(weights, np.zeros(6, np.int64)) == pytest.approx(0)
    assert louvain(weights).tolist() == [0, 0, 0, 1, 1, 1]


def test_louvain_merges_groups():
    """A ring of ten triangles is found as triangles or neighbouring pairs of them, whatever the first pass joins."""
    weights = np.zeros((30, 30))
    for ring in range(10):
        one, two, three, following = 3 * ring, 3 * ring + 1, 3 * ring + 2, 3 * (ring + 1) % 30
        for first, second in ((one, two), (one, three), (two, three), (three, following)):
            weights[first, second] = weights[second, first] = 1
    labels = louvain(weights)
    assert all(len(set(labels[3 * ring : 3 * ring + 3])) == 1 for ring in range(10))
    assert modularity(weights, labels) >= modularity(weights, np.arange(30) // 3)


def test_medoids_stand_in_the_middle():
    """Points on a line fall to the nearer of two medoids."""
    points = np.array([0.0, 1, 2, 10, 11, 12])
    assert around_medoids(np.abs(points[:, None] - points[None, :]), 2).tolist() == [0, 0, 0, 1, 1, 1]


def test_too_few_actors_have_no_clusters():
    """Below six actors clusters are refused, and a window with too few is marked."""
    with pytest.raises(StudyError, match="coalitions need at least 6"):
        clusters(blocs(2, 3), SPEC)
    with pytest.raises(StudyError, match="no such number of groups"):
        clusters(blocs(4, 4), SPEC, groups=8)
    window = replace(SPEC, time_window=TimeWindow.EVENTS, window_size=3)
    assert coalitions(blocs(2, 4), window)[0].refused == "1 actors with statements, coalitions need at least 6"


def test_coalitions_keep_their_numbers():
    """When one actor changes sides both coalitions keep their numbers."""
    first, second = ("Altfurt", "Merlekraft", "Südmark", "Kaltensteg"), ("Nordau", "Untermerle", "Wieksund", "Grenzbrück")
    rows = quarrel(1, first, second) + quarrel(9, first[:3], (*second, first[3]))
    told = [one for one in coalitions(events(*rows), replace(SPEC, time_window=TimeWindow.DAYS, window_size=2)) if one.coalitions]
    before, after = ({one.number: set(one.members) for one in told[place].coalitions} for place in (0, -1))
    number = next(number for number, members in before.items() if "Kaltensteg" in members)
    assert before[number] == set(first)
    assert after[number] == set(first[:3])
    assert set(before) == set(after)


@pytest.mark.parametrize("distance", Distance)
def test_a_shift_is_where_the_network_changes(distance):
    """Where two phases of a debate follow each other there are two states, and the change lies between them."""
    first, second = ("Altfurt", "Merlekraft", "Südmark"), ("Nordau", "Untermerle", "Wieksund")
    rows = [row for day in range(1, 9) for row in quarrel(day, first, second)]
    rows += [row for day in range(9, 17) for row in quarrel(day, ("Altfurt",), ())]
    rows += [said("Nordau", "Probestau", True, f"2021-03-{day:02}") for day in range(9, 17)]
    found = shifts(events(*rows), replace(SPEC, time_window=TimeWindow.DAYS, window_size=2), distance=distance)
    assert set(found.states) == {1, 2}
    assert len(found.changes) == 1
    assert "2021-03-08" <= found.changes[0][:10] <= "2021-03-10"
    assert np.array_equal(found.distances, found.distances.T)


def test_a_shift_needs_windows():
    """Fewer than four windows have no states."""
    rows = [row for day in (1, 2) for row in quarrel(day, ("Altfurt",), ("Nordau",))]
    with pytest.raises(StudyError, match="too few windows for states"):
        shifts(events(*rows), replace(TWOMODE, time_window=TimeWindow.DAYS, window_size=1))
