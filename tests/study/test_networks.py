"""What a network counts, what it leaves out and says so, and how a number leads back to statements."""

from dataclasses import replace

import numpy as np
import pytest
from tests.study.coded_factory import ONEMODE, TWOMODE, events, left_out, onemode, said, twomode

from wortlaut.errors import StudyError
from wortlaut.records import Document, Duplicates, Entity, Kernel, NetworkType, Normalization, QualifierAggregation, TimeWindow
from wortlaut.study import event_list, evidence, network, slices


def cells(found):
    """The matrix as lists."""
    return found.matrix.tolist()


def labels(found):
    """The labels of the rows."""
    return [node.label for node in found.rows]


def test_combine_codes_what_occurs():
    """A combined cell is 0 for nothing, 1 for agreement only, 2 for disagreement only, 3 for both."""
    rows = (said("Flussrat", "Probestau", True), said("Flussrat", "Fischtreppe", False), said("Merlekraft", "Probestau", True))
    both = (said("Merlekraft", "Probestau", False), said("Merlekraft", "Wasservertrag", True))
    assert cells(network(events(*rows, *both), twomode("combine"))) == [[2, 1, 0], [0, 3, 1]]


def test_integer_qualifier_counts_by_distance():
    """With an integer qualifier two statements are as congruent as their values are close."""
    whole = events(said("Flussrat", "Probestau", strength=1), said("Merlekraft", "Probestau", strength=2), said("Nordau", "Probestau", strength=5))
    congruent = network(whole, onemode("congruence", qualifier="strength"))
    in_conflict = network(whole, onemode("conflict", qualifier="strength"))
    assert cells(congruent) == [[0, 0.75, 0], [0.75, 0, 0.25], [0, 0.25, 0]]
    assert cells(in_conflict) == [[0, 0.25, 1], [0.25, 0, 0.75], [1, 0.75, 0]]
    assert cells(network(whole, twomode("subtract", qualifier="strength"))) == [[1], [2], [5]]


def test_the_scale_comes_from_all_statements():
    """The reach of an integer qualifier is that of all statements, also of those that a filter leaves out."""
    whole = events(said("Flussrat", "Probestau", strength=1), said("Merlekraft", "Probestau", strength=2), said("Nordau", "Probestau", strength=5))
    spec = onemode("congruence", qualifier="strength", exclude_values=(("organization", ("Nordau",)),))
    assert cells(network(whole, spec)) == [[0, 0.75], [0.75, 0]]


def test_text_qualifier_knows_same_and_different():
    """With a text qualifier congruence is the same reason on the same concept; conflict counts what the other never says."""
    whole = events(
        said("Flussrat", "Probestau", reason="Kosten"),
        said("Flussrat", "Probestau", reason="Fische"),
        said("Merlekraft", "Probestau", reason="Kosten"),
        said("Merlekraft", "Wasservertrag", reason="Kosten"),
    )
    assert cells(network(whole, onemode("congruence", qualifier="reason"))) == [[0, 1], [1, 0]]
    assert cells(network(whole, onemode("conflict", qualifier="reason"))) == [[0, 2], [2, 0]]
    assert cells(network(whole, onemode("subtract", qualifier="reason"))) == [[0, -1], [-1, 0]]


def test_no_qualifier_counts_alone():
    """Without a qualifier a network counts statements, and refuses what would need one."""
    whole = events(said("Flussrat", "Probestau"), said("Merlekraft", "Probestau", False))
    assert cells(network(whole, onemode("ignore", qualifier=None))) == [[0, 1], [1, 0]]
    with pytest.raises(StudyError, match="needs a qualifier"):
        network(whole, onemode("congruence", qualifier=None))


def test_neutral_and_homeless_statements_are_left_out_and_counted():
    """What has no agreement, no organisation, no concept or came through others does not count, and the header says how much."""
    whole = events(
        said("Flussrat", "Probestau"),
        said("Flussrat", "Probestau", None),
        said(None, "Probestau"),
        said("", "Probestau"),
        said("Flussrat", None),
        said("Flussrat", "Probestau", second_hand=True),
    )
    header = network(whole, twomode("subtract")).header
    assert header.statements == 1
    assert left_out(header) == {"NO_QUALIFIER": 1, "NO_VARIABLE1": 2, "NO_VARIABLE2": 1, "SECOND_HAND": 1}
    assert network(whole, twomode("subtract", second_hand=True)).header.statements == 2
    assert network(whole, twomode("ignore")).header.statements == 2


def test_header_tells_reviewed_and_dates():
    """The header tells how many counted statements a person reviewed, whose day is a guess, and the dates they span."""
    whole = events(
        said("Flussrat", "Probestau", when="2021-03-08", reviewed=False, exact=False),
        said("Flussrat", "Wasservertrag", when="2023-03-14"),
        said("Flussrat", "Fischtreppe", when=None),
    )
    header = network(whole, TWOMODE).header
    assert (header.statements, header.reviewed, header.inexact) == (3, 2, 1)
    assert header.share_reviewed == pytest.approx(2 / 3)
    assert (header.start, header.stop) == ("2021-03-08", "2023-03-14")
    assert network(events(), TWOMODE).header.share_reviewed is None


def test_dates_are_inclusive_and_drop_undated_statements():
    """A stop date without a time holds its whole day; asked for dates, a statement without one cannot count."""
    whole = events(
        said("Flussrat", "Probestau", when="2021-03-07T23:59:59"),
        said("Flussrat", "Probestau", when="2021-03-08"),
        said("Flussrat", "Probestau", when="2021-03-09T18:00:00"),
        said("Flussrat", "Probestau", when=None),
    )
    header = network(whole, replace(TWOMODE, start_date="2021-03-08", stop_date="2021-03-09")).header
    assert header.statements == 2
    assert left_out(header) == {"OUTSIDE_DATES": 1, "NO_DATE": 1}


def test_exclude_and_invert():
    """Listed values drop out; inverted, everything else does; booleans compare as 1 and 0."""
    papers = (Document("d1", source="Uferblatt", section="Politik"), Document("d2", source="Talzeitung", section="Region"))
    whole = events(
        said("Flussrat", "Probestau"), said("Merlekraft", "Probestau", False, document="d2"), said("Nordau", "Probestau"), documents=papers
    )
    assert labels(network(whole, replace(TWOMODE, exclude_values=(("organization", ("Nordau",)),)))) == ["Flussrat", "Merlekraft"]
    assert labels(network(whole, replace(TWOMODE, exclude_values=(("organization", ("Nordau",)),), invert_values=True))) == ["Nordau"]
    assert labels(network(whole, replace(TWOMODE, exclude_values=(("agreement", ("0",)),)))) == ["Flussrat", "Nordau"]
    assert labels(network(whole, replace(TWOMODE, exclude_sources=("Uferblatt",)))) == ["Merlekraft"]
    assert labels(network(whole, replace(TWOMODE, exclude_sections=("Politik",), invert_sections=True))) == ["Flussrat", "Nordau"]


def test_document_fields_are_variables():
    """The outlet of the document can be a row: which outlet has statements on what."""
    papers = (Document("d1", source="Uferblatt"), Document("d2", source="Talzeitung"))
    whole = events(said("Flussrat", "Probestau"), said("Flussrat", "Probestau", document="d2"), documents=papers)
    assert labels(network(whole, replace(TWOMODE, variable1="source"))) == ["Talzeitung", "Uferblatt"]


def test_repeats_within_a_document():
    """The same actor, concept and agreement in one document counts once; another document or another agreement counts anew."""
    repeated = (said("Flussrat", "Probestau"), said("Flussrat", "Probestau"), said("Flussrat", "Probestau", False))
    whole = events(*repeated, said("Flussrat", "Probestau", document="d2"))
    assert network(whole, twomode("subtract", duplicates=Duplicates.DOCUMENT)).header.statements == 3
    assert network(whole, twomode("subtract", duplicates=Duplicates.ACROSSRANGE)).header.statements == 2
    assert network(whole, twomode("ignore", duplicates=Duplicates.ACROSSRANGE, qualifier=None)).header.statements == 1
    assert left_out(network(whole, twomode("subtract", duplicates=Duplicates.DOCUMENT)).header) == {"DUPLICATE": 1}


def test_the_reviewed_one_of_repeats_stays():
    """Of repeated statements the earliest stays, but a reviewed one before one that only the machine made."""
    whole = events(said("Flussrat", "Probestau", reviewed=False), said("Flussrat", "Probestau", when="2021-03-11"))
    kept = network(whole, replace(TWOMODE, duplicates=Duplicates.ACROSSRANGE)).counted
    assert [event.id for event in kept] == ["2"]


def test_isolates_keep_empty_rows():
    """With isolates, actors whose statements are all filtered out stay as empty rows."""
    whole = events(said("Flussrat", "Probestau"), said("Nordau", "Probestau", when="1999-01-01"))
    spec = replace(TWOMODE, start_date="2021", isolates=True)
    with pytest.raises(StudyError, match="not an ISO date"):
        network(whole, spec)
    assert cells(network(whole, replace(spec, start_date="2021-01-01"))) == [[1], [0]]


def test_labels_stand_in_the_order_of_utf16():
    """Rows are sorted by UTF-16 code units, as in DNA: capitals first, umlauts last, signs beyond the first plane before U+E000."""
    names = ("Äschenbach", "ufer", "Ufer", "\ue000", "𝔄ltfurt")
    assert labels(network(events(*(said(name, "Probestau") for name in names)), TWOMODE)) == ["Ufer", "ufer", "Äschenbach", "𝔄ltfurt", "\ue000"]


def test_nodes_carry_attributes():
    """A node has the attributes and the colour of its entity and the number of its statements."""
    entity = Entity("organization", "Flussrat", (("type", "body"),), "#0000ff")
    node = network(events(said("Flussrat", "Probestau"), said("Flussrat", "Fischtreppe"), entities=(entity,)), TWOMODE).rows[0]
    assert (node.label, node.statements, node.attributes, node.color) == ("Flussrat", 2, (("type", "body"),), "#0000ff")


def test_a_number_leads_back_to_its_statements():
    """Every cell of a two-mode network names its statements, every weight of a one-mode network the pairs that make it."""
    whole = events(
        said("Flussrat", "Probestau", True),
        said("Flussrat", "Probestau", False),
        said("Flussrat", "Fischtreppe", True),
        said("Merlekraft", "Probestau", True),
        said("Merlekraft", "Wasservertrag", True),
    )
    assert evidence(network(whole, TWOMODE), "Flussrat", "Probestau").events == ("1", "2")
    assert evidence(network(whole, onemode("congruence")), "Flussrat", "Merlekraft").events == ("1", "4")
    assert evidence(network(whole, onemode("conflict")), "Merlekraft", "Flussrat").events == ("2", "4")
    assert evidence(network(whole, onemode("ignore")), "Flussrat", "Merlekraft").events == ("1", "2", "4")
    with pytest.raises(StudyError, match="no such label: Nordau"):
        evidence(network(whole, TWOMODE), "Nordau", "Probestau")


def test_a_text_conflict_leads_back_to_what_the_other_never_says():
    """Under a text qualifier the statements behind a conflict are those without a counterpart."""
    whole = events(
        said("Flussrat", "Probestau", reason="Kosten"),
        said("Flussrat", "Probestau", reason="Fische"),
        said("Merlekraft", "Probestau", reason="Kosten"),
    )
    assert evidence(network(whole, onemode("conflict", qualifier="reason")), "Flussrat", "Merlekraft").events == ("2",)


def test_weights_have_bounds():
    """Asked for bounds, a weight comes with its value from judged statements alone, from all, and by confidence."""
    whole = events(
        said("Flussrat", "Probestau"),
        said("Flussrat", "Probestau", reviewed=False, confidence=0.6),
        said("Merlekraft", "Probestau", reviewed=False, confidence=0.5),
    )
    two = network(whole, twomode("ignore", bounds=True)).bounds
    assert (two.low.tolist(), two.high.tolist()) == ([[1], [0]], [[2], [1]])
    assert two.expected.ravel() == pytest.approx([1.6, 0.5])
    one = network(whole, onemode("congruence", bounds=True)).bounds
    assert (one.low[0, 1], one.high[0, 1]) == (0, 2)
    assert one.expected[0, 1] == pytest.approx(1.6 * 0.5)


def test_bounds_under_a_kernel():
    """Under a kernel a suggestion counts its weight times its confidence: in two modes once, in one mode the root of the weight."""
    whole = events(said("Flussrat", "Probestau", reviewed=False, confidence=0.5), said("Nordau", "Probestau"))
    window = {"time_window": TimeWindow.DAYS, "window_size": 2, "kernel": Kernel.UNIFORM, "bounds": True}
    assert next(slices(whole, twomode("ignore", **window))).bounds.expected.ravel() == pytest.approx([0.25, 0.5])
    one = next(slices(whole, onemode("ignore", **window)))
    assert (one.matrix[0, 1], one.bounds.expected[0, 1]) == (pytest.approx(0.5), pytest.approx(0.25))


def test_reviewed_statements_alone_have_no_spread():
    """Where a person judged everything the three readings are the same."""
    whole = network(events(said("Flussrat", "Probestau"), said("Merlekraft", "Probestau")), onemode("ignore", bounds=True))
    assert whole.bounds.low.tolist() == whole.bounds.high.tolist() == whole.bounds.expected.tolist() == cells(whole)


def test_an_event_list_keeps_what_a_matrix_cannot():
    """An event list keeps statements without an organisation, in order of time, undated ones last."""
    whole = events(said(None, "Probestau", when=None), said("Flussrat", "Probestau", when="2022-09-15"), said("Nordau", None, when="2021-03-08"))
    assert [event.id for event in event_list(whole, replace(TWOMODE, network_type=NetworkType.EVENTLIST)).rows] == ["3", "2", "1"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"qualifier_aggregation": QualifierAggregation.CONGRUENCE}, "congruence has no meaning in a twomode network"),
        ({"normalization": Normalization.COSINE}, "cosine has no meaning in a twomode network"),
        ({"qualifier_aggregation": QualifierAggregation.COMBINE, "normalization": Normalization.PROMINENCE}, "cannot be normalised"),
        (
            {"qualifier_aggregation": QualifierAggregation.COMBINE, "normalization": Normalization.ACTIVITY, "dna_compat": True},
            "cannot be normalised",
        ),
        ({"qualifier_aggregation": QualifierAggregation.COMBINE, "bounds": True}, "no bounds"),
        ({"variable1": "concept"}, "the same: concept"),
        ({"variable1": "agreement"}, "a boolean variable has no rows"),
        ({"variable1": "outlet"}, "no such variable: outlet: there are organization, concept"),
        ({"kernel": Kernel.GAUSSIAN}, "a kernel needs windows"),
        ({"time_window": TimeWindow.DAYS}, "windows give several networks"),
        ({"time_window": TimeWindow.DAYS, "window_size": 0}, "windows give several networks"),
        ({"start_date": "2022-01-01", "stop_date": "2021-01-01"}, "behind the stop date"),
        ({"start_date": "2021-01-01T00:00:00+01:00"}, "time zone"),
        ({"network_type": NetworkType.EVENTLIST}, "no matrix"),
    ],
)
def test_questions_without_meaning_are_refused(change, message):
    """What has no meaning is refused in one line that says what would have one."""
    with pytest.raises(StudyError, match=message) as caught:
        network(events(said("Flussrat", "Probestau")), replace(TWOMODE, **change))
    assert "\n" not in str(caught.value)


def test_hostile_events_are_refused():
    """A wrong date, a missing value, a boolean that is none, or a scale of a thousand steps stops with one line."""
    row = said("Flussrat", "Probestau")
    with pytest.raises(StudyError, match="not an ISO date"):
        network(events(replace(row, when="yesterday")), TWOMODE)
    with pytest.raises(StudyError, match="not one value per variable"):
        network(events(replace(row, values=("Flussrat",))), TWOMODE)
    with pytest.raises(StudyError, match="neither true nor false"):
        network(events(said("Flussrat", "Probestau", 7)), twomode("subtract"))
    many = events(*(said("Flussrat", "Probestau", strength=number) for number in range(1000)))
    with pytest.raises(StudyError, match="too many values"):
        network(many, onemode("congruence", qualifier="strength"))


def test_many_levels_cost_nothing():
    """Twenty thousand different reasons or numbers neither fill the memory nor take long, where they are only told apart."""
    whole = events(*(said(("Flussrat", "Nordau")[number % 2], "Damm", strength=number, reason=str(number)) for number in range(20_000)))
    assert network(whole, onemode("congruence", qualifier="reason")).matrix[0, 1] == 0
    assert network(whole, onemode("conflict", "jaccard", qualifier="reason")).matrix[0, 1] == 1
    assert network(whole, onemode("ignore", "jaccard", qualifier="strength")).matrix[0, 1] == 10_000**2 / 20_000


def test_nothing_gives_an_empty_network():
    """Without events there is an empty network, no error, in every form."""
    for spec in (
        TWOMODE,
        ONEMODE,
        twomode("combine"),
        onemode("conflict", "cosine", qualifier="reason"),
        onemode("congruence", "jaccard", bounds=True),
    ):
        assert network(events(), spec).matrix.size == 0


def test_a_network_cannot_be_written_to():
    """The matrix of a network is closed, so no measure changes what it was computed from."""
    found = network(events(said("Flussrat", "Probestau"), said("Nordau", "Probestau")), ONEMODE)
    with pytest.raises(ValueError, match="read-only"):
        found.matrix[0, 1] = 9
    assert isinstance(found.matrix, np.ndarray)
