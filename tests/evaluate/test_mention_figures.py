"""Mentions are scored where the gold carries some: outer ones, exact borders, same kind."""

from __future__ import annotations

import json
from pathlib import Path

from wortlaut.evaluate import Found, GoldDocument, MentionFigures, evaluate, load_gold
from wortlaut.records import MentionKind

PERSON, BODY, PLACE = MentionKind.PERSON, MentionKind.ORGANISATION, MentionKind.PLACE
TEXT = "Jana Ostermoor vom Flussrat Merle kam nach Altfurt."
OSTERMOOR, FLUSSRAT, MERLE, ALTFURT = Found(0, 14, PERSON), Found(19, 33, BODY), Found(28, 33, PLACE), Found(43, 50, PLACE)


def gold(name: str, *mentions: Found, carried: bool = True) -> GoldDocument:
    """A document without quotations."""
    return GoldDocument(name, TEXT, (), (), mentions=mentions if carried else None)


def figures(wanted: list[GoldDocument], found: dict[str, list[Found]], bootstrap: int = 0) -> MentionFigures | None:
    """The figures of what was found."""
    return evaluate(wanted, {}, mentions=found, bootstrap=bootstrap).mentions


def test_borders_and_kinds_have_to_be_exact() -> None:
    """Of three mentions one is right, one has another border, one another kind: a third of both sides."""
    got = figures([gold("1", OSTERMOOR, FLUSSRAT, ALTFURT)], {"1": [OSTERMOOR, Found(19, 27, BODY), Found(43, 50, BODY)]})
    assert got is not None
    assert (got.predicted, got.gold, got.all.precision, got.all.recall, got.all.f1) == (3, 3, 33.33, 33.33, 33.33)
    assert {kind.value: (one.precision, one.recall, one.f1) for kind, one in got.kinds} == {
        "person": (100.0, 100.0, 100.0),
        "organisation": (0.0, 0.0, 0.0),
        "place": (0.0, 0.0, 0.0),
    }


def test_mentions_inside_others_are_left_out() -> None:
    """The river in the name of the council counts on neither side."""
    got = figures([gold("1", FLUSSRAT, MERLE)], {"1": [FLUSSRAT]})
    assert got is not None
    assert (got.predicted, got.gold, got.all.f1) == (1, 1, 100.0)
    assert [kind for kind, _ in got.kinds] == [BODY]


def test_documents_whose_gold_carries_none_take_no_part() -> None:
    """Mentions found in a text without gold mentions are neither right nor wrong; an empty list in the gold makes them wrong."""
    got = figures([gold("1", OSTERMOOR), gold("2", carried=False)], {"1": [OSTERMOOR], "2": [ALTFURT]})
    assert got is not None
    assert (got.predicted, got.all.f1) == (1, 100.0)
    empty = figures([gold("1", OSTERMOOR), gold("2")], {"1": [OSTERMOOR], "2": [ALTFURT]})
    assert empty is not None
    assert (empty.predicted, empty.all.precision, empty.all.recall) == (2, 50.0, 100.0)
    assert figures([gold("2", carried=False)], {"2": [ALTFURT]}) is None


def test_figures_have_intervals_and_print_as_json() -> None:
    """Every kind has its interval, and the result is plain JSON with stable keys."""
    wanted = [gold(str(number), OSTERMOOR, ALTFURT) for number in range(12)]
    got = evaluate(wanted, {}, mentions={one.id: [OSTERMOOR] if int(one.id) % 2 else [OSTERMOOR, ALTFURT] for one in wanted}, bootstrap=100)
    plain = json.loads(json.dumps(got.to_json()))["mentions"]
    assert list(plain) == ["all", "kinds", "predicted", "gold"]
    assert plain["kinds"]["person"] == {"p": 100.0, "r": 100.0, "f1": 100.0, "ci95": [100.0, 100.0]}
    place = plain["kinds"]["place"]
    assert (place["p"], place["r"], place["f1"]) == (100.0, 50.0, 66.67)
    assert place["ci95"][0] < 66.67 < place["ci95"][1]


def test_mentions_and_source_are_read_from_rows(tmp_path: Path) -> None:
    """A row may carry its source and mentions as start, end and kind; a row without them has none."""
    mention = {"start": 0, "end": 14, "kind": "person"}
    rows = [{"id": "1", "text": TEXT, "quotations": [], "source": "wikinews", "mentions": [mention]}, {"id": "2", "text": TEXT, "quotations": []}]
    path = tmp_path / "gold.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    first, second = load_gold(path)
    assert (first.source, first.mentions, second.source, second.mentions) == ("wikinews", (OSTERMOOR,), None, None)
