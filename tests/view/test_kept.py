"""What was counted over events is kept while these events are the same, and within a bound."""

from __future__ import annotations

import pytest

from wortlaut.records import Events
from wortlaut.view import kept
from wortlaut.view.kept import Kept
from wortlaut.view.twins import Rows

EVENTS, OTHERS = Events((), (), ()), Events((), (), ())


def counting(kept: Kept, events: Events, question: str, size: int = 0) -> int:
    """How often it was counted so far for this question, asked once more."""
    counts[question] = counts.get(question, 0)

    def count() -> int:
        counts[question] += 1
        return counts[question]

    return kept.of(events, question, count, lambda _: size)


counts: dict[str, int] = {}


@pytest.fixture(autouse=True)
def anew() -> None:
    """Nothing was counted yet."""
    counts.clear()


def test_the_same_question_over_the_same_events_is_counted_once() -> None:
    """Another question, or other events, are counted."""
    found = Kept()
    assert [counting(found, EVENTS, "m"), counting(found, EVENTS, "m"), counting(found, EVENTS, "n")] == [1, 1, 1]
    assert counting(found, OTHERS, "m") == 2
    assert counting(found, EVENTS, "m") == 3


def test_what_was_asked_for_longest_ago_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of three findings two fit."""
    monkeypatch.setattr(kept, "MOST_BYTES", 100)
    found = Kept()
    counting(found, EVENTS, "a", 40)
    counting(found, EVENTS, "b", 40)
    counting(found, EVENTS, "a", 40)
    counting(found, EVENTS, "c", 40)
    assert found.size == 80
    assert [counting(found, EVENTS, "a", 40), counting(found, EVENTS, "c", 40)] == [1, 1]
    assert counting(found, EVENTS, "b", 40) == 2


def test_what_is_larger_than_the_bound_is_answered_and_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is counted each time; what was kept before stays."""
    monkeypatch.setattr(kept, "MOST_BYTES", 100)
    found = Kept()
    counting(found, EVENTS, "b", 40)
    assert [counting(found, EVENTS, "a", 400), counting(found, EVENTS, "a", 400)] == [1, 2]
    assert found.size == 40


def test_their_number_is_bounded_too() -> None:
    """Whoever asks for a thousand small things does not fill the memory."""
    found = Kept()
    for number in range(kept.MOST + 5):
        counting(found, EVENTS, f"q{number}")
    assert counting(found, EVENTS, f"q{kept.MOST}") == 1
    assert counting(found, EVENTS, "q0") == 2


def test_rows_of_a_twin_are_made_when_they_are_wanted() -> None:
    """Once, however often they are read."""
    made: list[int] = []
    rows = Rows(lambda: (made.append(number) or {"number": number} for number in range(3)))
    assert made == []
    assert [row["number"] for row in rows] == [0, 1, 2]
    assert list(rows[1:]) == [{"number": 1}, {"number": 2}]
    assert len(rows) == 3
    assert made == [0, 1, 2]
