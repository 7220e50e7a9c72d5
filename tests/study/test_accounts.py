"""Statements in order of time: which texts tell the same one, in which words, and which outlets of the selection do not."""

from __future__ import annotations

from dataclasses import replace

from tests.ledger_factory import Said, reading

from wortlaut.records import Account, ChainStep, Hand, Interval, Reading, Reason, Relation, RelationKind, StatementRow, Wording
from wortlaut.study.relations import accounts


def day(number: int) -> Interval:
    """A day of March."""
    return Interval.day(f"2021-03-{number:02}", Reason.DATE_LINE)


def rows(*readings: Reading) -> list[StatementRow]:
    """Every statement of these readings."""
    found = []
    for one in readings:
        assert one.resolution is not None
        assert one.article is not None
        actors = {actor.id: actor for actor in one.resolution.actors}
        for quotation, statement in zip(one.quotations, one.resolution.statements, strict=True):
            found.append(StatementRow(quotation, statement, actors[statement.actor_id or ""], None, one.article, None))
    return found


def told(outlet: str, number: int | None, *words: str, agency: str = "") -> Reading:
    """What an outlet has of Jana Ostermoor on a day of March, or on no known day."""
    published = day(number) if number is not None else Interval()
    made = reading(f"{outlet} meldet", *(Said("Jana Ostermoor", one) for one in words), source=f"{outlet}.txt", outlet=outlet, published=published)
    assert made.article is not None
    return replace(made, article=replace(made.article, agencies=(agency,) if agency else ()))


def same(*pairs: tuple[StatementRow, StatementRow]) -> list[Relation]:
    """Relations of kind same statement."""
    return [Relation("r", RelationKind.SAME_STATEMENT, one.statement.id, other.statement.id, True, (), ()) for one, other in pairs]


def shown(found: list[StatementRow], relations: list[Relation]) -> tuple[Account, ...]:
    """The accounts alone."""
    return accounts(found, relations)[0]


def test_texts_that_tell_the_same_are_one_account() -> None:
    """Its tellings stand by date, and it has the number of all their statements."""
    later, first = rows(told("Landfunk", 9, "Der Probestau ist verschoben"), told("Uferblatt", 8, "Der Probestau sei verschoben"))
    later = replace(later, statement=replace(later.statement, chain=(*later.statement.chain, ChainStep(Hand.MEDIUM, "Radio Süd"))))
    made, numbers = accounts([later, first], same((later, first)))
    (one,) = made
    assert [(telling.row.article.outlet, telling.second_hand) for telling in one.tellings] == [("Uferblatt", False), ("Landfunk", True)]
    assert one.wording is Wording.OTHER
    assert numbers == {later.statement.id: 1, first.statement.id: 1}


def test_undated_accounts_come_last() -> None:
    """What nobody can date stands behind everything that has a day."""
    made = shown(rows(told("Pegel-Magazin", None, "Noch offen"), told("Uferblatt", 9, "Zwei"), told("Landfunk", 8, "Eins")), [])
    assert [(one.number, one.tellings[0].words) for one in made] == [(1, "Eins"), (2, "Zwei"), (3, "Noch offen")]


def test_wording_is_the_same_other_or_has_other_numbers() -> None:
    """Marks and capitals do not count as wording; numbers that differ are told above all."""
    first, second, third = rows(told("Uferblatt", 8, "Fünf: 5 Stellen"), told("Landfunk", 8, "fünf 5 stellen"), told("Südwelle", 8, "drei 3 Stellen"))
    assert shown([first, second], same((first, second)))[0].wording is Wording.SAME
    assert shown([first, second, third], same((first, second), (second, third)))[0].wording is Wording.NUMBERS
    assert shown([first], [])[0].wording is None


def test_an_agency_is_shared_only_where_two_texts_name_it() -> None:
    """One byline alone is no common origin."""
    first, second, third = rows(
        told("Uferblatt", 8, "Erst prüfen", agency="fpa"),
        told("Talzeitung", 8, "Erst prüfen", agency="fpa"),
        told("Landfunk", 8, "Erst prüfen", agency="nda"),
    )
    assert shown([first, second, third], same((first, second), (first, third)))[0].agencies == ("fpa",)
    assert shown([first, third], same((first, third)))[0].agencies == ()


def test_a_gap_is_told_only_of_outlets_that_wrote_then() -> None:
    """An outlet whose texts are older, or from weeks later, could not have it; one without a date may."""
    found = rows(
        told("Uferblatt", 8, "Erst prüfen"),
        told("Landfunk", 10, "Anderes"),
        told("Talzeitung", 7, "Früheres"),
        told("Südwelle", 29, "Späteres"),
        told("Pegel-Magazin", None, "Undatiertes"),
    )
    by_words = {one.tellings[0].words: one.missing for one in shown(found, [])}
    assert by_words["Erst prüfen"] == ("Landfunk", "Pegel-Magazin")


def test_a_quotation_inside_a_statement_of_the_same_actor_is_joined_with_it() -> None:
    """It is no telling of its own, and what is said of it is said of the outer one."""
    outer, inner, other = rows(told("Uferblatt", 8, "Das nenne ich einen Schritt", "ein Schritt", "Etwas anderes"))
    nested = replace(inner, quotation=replace(inner.quotation, nested_in=outer.statement.id))
    made, numbers = accounts([outer, nested, other], [])
    assert [[telling.words for telling in one.tellings] for one in made] == [["Das nenne ich einen Schritt"], ["Etwas anderes"]]
    assert numbers[inner.statement.id] == numbers[outer.statement.id]
