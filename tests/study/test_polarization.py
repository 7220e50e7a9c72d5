"""Polarization holds its axioms: perfect blocs before chance before consensus; and DNA's own number is there to compare."""

import json
from dataclasses import replace

import numpy as np
import pytest
from tests.study.coded_factory import TWOMODE, blocs, events, onemode, said
from tests.study.sample import rebuilt

from wortlaut.errors import StudyError
from wortlaut.records import Kernel, TimeWindow
from wortlaut.study import network, polarization, polarization_over_time
from wortlaut.study.misfit import best_misfit, misfit
from wortlaut.study.partitions import best_partition

CONCEPTS = ("Probestau", "Wasservertrag", "Messstellen", "Fischtreppe")


def random_events(seed, actors=8, each=4):
    """Actors who say yes or no to concepts as a coin falls."""
    draw = np.random.default_rng(seed)
    return events(*(said(f"Actor {one}", CONCEPTS[draw.integers(4)], bool(draw.integers(2))) for one in range(actors) for _ in range(each)))


def consensus(actors=8):
    """Everybody agrees with everything."""
    return events(*(said(f"Actor {one}", concept) for one in range(actors) for concept in CONCEPTS))


def test_blocs_before_chance_before_consensus():
    """Two perfect blocs score 1, consensus 0, and random networks lie between them."""
    perfect, agreed = polarization(blocs(4, 4), TWOMODE), polarization(consensus(), TWOMODE)
    chance = [polarization(random_events(seed), TWOMODE, runs=0).score for seed in range(20)]
    assert perfect.score == pytest.approx(1.0)
    assert agreed.score == pytest.approx(0.0)
    assert all(0.0 < score < 0.9 for score in chance)
    assert perfect.groups == (tuple(f"Contra {n:02}" for n in range(4)), tuple(f"Pro {n:02}" for n in range(4)))
    assert (perfect.congruence_inside, perfect.conflict_between, perfect.exact) == (1.0, 1.0, True)


def test_the_mean_of_chance_stands_beside_it():
    """The score of the same weights on random pairs is given: far below for blocs, near it for a network of chance."""
    perfect, chance = polarization(blocs(4, 4), TWOMODE), polarization(random_events(3), TWOMODE)
    assert perfect.random_mean < 0.6
    assert abs(chance.score - chance.random_mean) < 0.2
    assert perfect.random_runs == 50


def test_names_and_scale_do_not_matter():
    """Calling the actors otherwise or counting every statement twice leaves the score."""
    whole = random_events(5)
    renamed = replace(whole, rows=tuple(replace(row, values=(f"Z{9 - int(row.values[0][-1])}", *row.values[1:])) for row in whole.rows))
    doubled = replace(whole, rows=(*whole.rows, *(replace(row, id=f"again {row.id}") for row in whole.rows)))
    score = polarization(whole, TWOMODE, runs=0).score
    assert polarization(renamed, TWOMODE, runs=0).score == pytest.approx(score)
    assert polarization(doubled, TWOMODE, runs=0).score == pytest.approx(score)


def test_04_the_same_start_value_gives_the_same_finding():
    """Two runs with one start value are equal in everything; another start value changes only the mean of chance."""
    whole = random_events(1, actors=20)
    first, again, other = (polarization(whole, TWOMODE, seed=seed, runs=5) for seed in (4, 4, 5))
    assert first == again
    assert other.random_mean != first.random_mean


def signed(draw, actors):
    """A random congruence and a random conflict network."""
    upper = [np.triu(draw.random((actors, actors)), 1) for _ in range(2)]
    return [one + one.T for one in upper]


def test_climbing_finds_what_trying_all_finds(monkeypatch):
    """On networks small enough to try every partition, climbing from many starts finds the best one too."""
    draw = np.random.default_rng(11)
    pairs = [signed(draw, 12) for _ in range(10)]
    tried = [best_partition(*pair, 2, draw) for pair in pairs]
    monkeypatch.setattr("wortlaut.study.partitions.MOST_TRIED", 0)
    climbed = [best_partition(*pair, 2, draw) for pair in pairs]
    assert [one.score for one in climbed] == pytest.approx([one.score for one in tried])
    assert {one.exact for one in tried} == {True}
    assert {one.exact for one in climbed} == {False}


def test_swapping_finds_what_trying_all_finds(monkeypatch):
    """DNA's Q over equal halves is the same by swaps as by trying all halves."""
    draw = np.random.default_rng(12)
    pairs = [signed(draw, 9) for _ in range(10)]
    tried = [best_misfit(*pair, draw) for pair in pairs]
    monkeypatch.setattr("wortlaut.study.misfit.MOST_TRIED", 0)
    swapped = [best_misfit(*pair, draw) for pair in pairs]
    assert [one.score for one in swapped] == pytest.approx([one.score for one in tried])
    assert {sorted(np.bincount(one.labels).tolist())[0] for one in swapped} == {4}


def test_more_groups_are_found():
    """Three groups that each hold to their own concept and quarrel with both others are found as three."""
    rows = [
        said(f"{bloc} {number}", concept, concept == bloc)
        for bloc in ("Damm", "Fisch", "Pegel")
        for number in range(5)
        for concept in ("Damm", "Fisch", "Pegel")
    ]
    found = polarization(events(*rows), TWOMODE, groups=3, runs=0)
    assert sorted(len(group) for group in found.groups) == [5, 5, 5]
    assert all(len({name.split()[0] for name in group}) == 1 for group in found.groups)


def test_sample_has_the_published_numbers():
    """On DNA's sample P is 0.505709, and DNA's own best balanced split has Q 0.5342493."""
    assert polarization(rebuilt(), TWOMODE, runs=0).score == pytest.approx(0.505709, abs=1e-6)
    compat = polarization(rebuilt(), replace(TWOMODE, dna_compat=True))
    assert (compat.score, compat.random_mean) == (pytest.approx(0.5342493, abs=1e-6), None)
    assert sorted(len(group) for group in compat.groups) == [3, 4]


def test_every_split_of_the_sample_has_its_misfit(shared):
    """DNA's Q of all 126 splits of the sample into two groups is that of the oracle."""
    oracle = json.loads((shared / "reference" / "dna_oracle.json").read_text(encoding="utf-8"))
    whole = rebuilt(oracle["rows"], oracle["cols"], oracle["disagree"], oracle["agree"])
    congruence, conflict = (network(whole, onemode(kind, "average")).matrix for kind in ("congruence", "conflict"))
    found = {code: misfit(congruence, conflict, np.array([int(side) for side in code])) for code in oracle["polarization"]["all"]}
    assert found == pytest.approx(oracle["polarization"]["all"], abs=1e-6)
    assert max(found.values()) == pytest.approx(oracle["polarization"]["unrestricted_max"], abs=1e-6)


def test_02_misfit_is_lowest_for_perfect_blocs():
    """Why Q is not the default: of all balanced splits of two perfect blocs, the blocs themselves have the lowest Q, 0.25."""
    congruence, conflict = (network(blocs(4, 4), onemode(kind, "average")).matrix for kind in ("congruence", "conflict"))
    split = np.array([0, 0, 0, 0, 1, 1, 1, 1])
    assert misfit(congruence, conflict, split) == pytest.approx(0.25)
    assert best_misfit(congruence, conflict, np.random.default_rng(0)).score == pytest.approx(0.5357, abs=1e-4)


def test_03_every_window_has_its_own_congruence_and_conflict():
    """Over time, windows before a quarrel score low and windows in it high; DNA's way is not offered."""
    rows = [said(f"Actor {one}", concept, True, f"2021-03-{day:02}") for one in range(8) for concept in CONCEPTS for day in (1, 2)]
    rows += [said(f"Actor {one}", concept, one < 4, f"2021-03-{day:02}") for one in range(8) for concept in CONCEPTS for day in (10, 11)]
    spec = replace(TWOMODE, time_window=TimeWindow.DAYS, window_size=2)
    scores = {one.middle[:10]: one.score for one in polarization_over_time(events(*rows), spec, runs=0)}
    assert scores["2021-03-02"] == pytest.approx(0.0)
    assert scores["2021-03-10"] == pytest.approx(1.0)
    assert scores["2021-03-06"] is None
    with pytest.raises(StudyError, match="not offered"):
        next(polarization_over_time(events(*rows), replace(spec, dna_compat=True)))


def test_a_kernel_gives_a_score_for_every_day():
    """A window of 8 days with a kernel gives one score for every day in the span, as rDNA's test asserts for 22 days."""
    rows = [said(f"Actor {one}", concept, one < 4, f"2005-01-{day:02}") for one in range(8) for concept in CONCEPTS for day in range(1, 23)]
    spec = replace(TWOMODE, time_window=TimeWindow.DAYS, window_size=8, kernel=Kernel.UNIFORM)
    assert len(list(polarization_over_time(events(*rows), spec, runs=0))) == 22


def test_too_few_actors_are_refused():
    """Below six actors there is no polarization; a window with too few is marked with the reason."""
    with pytest.raises(StudyError, match="5 actors with statements, coalitions need at least 6"):
        polarization(blocs(3, 2), TWOMODE)
    spec = replace(TWOMODE, time_window=TimeWindow.EVENTS, window_size=3)
    assert next(polarization_over_time(blocs(3, 2), spec)).refused == "1 actors with statements, coalitions need at least 6"
    with pytest.raises(StudyError, match="no such number of groups: 5: from 2 to 4"):
        polarization(blocs(4, 4), TWOMODE, groups=5)
