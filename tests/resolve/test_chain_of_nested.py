"""On whose behalf somebody speaks, through whose hands a statement inside another went, and where it was said."""

from __future__ import annotations

import pytest
from tests.resolve.marked_text import Read, read

BEHALF = [
    ("<q>Der Damm halte</q><f>, <c>sagte</c> <s>eine UNO-Sprecherin aus Altfurt</s></f>.", "Vereinte Nationen"),
    ("<q>Der Damm halte</q><f>, <c>sagte</c> <s>ein französischer Regierungssprecher</s></f>.", "Regierung (Frankreich)"),
    ("<q>Der Damm halte</q><f>, <c>sagte</c> <s>Wellings Sprecher Peter Moll</s></f>. Konrad Welling schwieg.", "Konrad Welling"),
    ("Konrad Welling schwieg. <q>Er habe recht</q><f>, <c>sagte</c> <s>sein Anwalt Peter Moll</s></f>.", "Konrad Welling"),
    ("<q>Der Damm halte</q><f>, <c>sagte</c> <s>Peter Moll, ein Vertreter der Merlekraft AG</s></f>.", "Merlekraft AG"),
    ("<f>Im Namen von Jana Ostermoor <c>wies</c> <s>Peter Moll</s> </f><q>jede Schuld</q><f> <c>zurück</c></f>.", "Jana Ostermoor"),
    ("<q>Der Damm halte</q><f>, <c>erklärte</c> <s>Konrad Brandis</s> am Freitag für die Uferpartei</f>.", "Uferpartei"),
    ("<q>Der Damm halte</q><f>, <c>sagte</c> <s>Pressesprecherin Jana Krell</s></f>.", None),
    ("<q>Der Damm halte</q><f>, <c>sagte</c> <s>eine Sprecherin</s></f>.", None),
    ("<q>Der Damm halte</q><f>, <c>sagte</c> <s>Oberstaatsanwalt Peter Moll</s></f>.", None),
    ("<q>Der Damm halte</q><f>, <c>sagte</c> <s>ein Sprecher von Flussrat und Merlekraft AG</s></f>.", None),
    ("<f><s>Jana Ostermoor</s> <c>sagte</c> Hilfe für die Gemeinde Untermerle zu: </f><q>das Geld komme</q>.", None),
    ("<f><s>Jana Ostermoor</s> <c>sprach</c> für das „Uferblatt“ mit Fischern: </f><q>die Netze seien leer</q>.", None),
]


@pytest.mark.parametrize(("text", "wanted"), BEHALF, ids=[text[15:90] for text, _ in BEHALF])
def test_who_speaks_for_somebody_stays_who_speaks(text: str, wanted: str | None) -> None:
    """The text says for whom, in words or by the office; whoever spoke stays the actor."""
    made = read(text)
    behalf = made.behalf()
    assert (behalf.name if behalf else None) == wanted
    assert behalf is None or behalf != made.actor()


def test_a_fragment_is_said_for_the_same_party() -> None:
    """Words quoted inside what a spokesman says, and what he says later, are said on the same behalf; what he tells of others is not."""
    made = read(
        "<q>Der Damm sei <i>„so sicher wie nie“</i></q><f>, <c>sagte</c> <s>Peter Moll, Sprecher des Flussrats</s></f>. "
        "<q2><f3><s3>Konrad Welling</s3> habe <c3>versprochen</c3>, </f3><q3>zu prüfen</q3></q2><f2>, <c2>sagte</c2> <s2>Moll</s2></f2>."
    )
    behalf = [made.behalf(number) for number in range(1, 5)]
    assert [one.name if one else None for one in behalf] == ["Flussrat", "Flussrat", None, "Flussrat"]


def chain(made: Read, number: int = 1) -> list[str]:
    """The steps of a chain as "hand name"."""
    return [f"{step.hand} {step.name}" for step in made.statement(number).chain]


TELLERS = [
    ("<f>Laut Manuskript <c>sagte</c> <s>Jana Ostermoor</s>, </f><q>der Damm halte</q>.", ["document Manuskript"]),
    ("<f>Laut einem Bericht der Zeitschrift „Wasser und Land“ <c>sagte</c> <s>Jana Ostermoor</s>, </f><q>ja</q>.", ["medium Wasser und Land"]),
    ("<f>Dem „Uferblatt“ zufolge <c>sagte</c> <s>Jana Ostermoor</s>, </f><q>der Damm halte</q>.", ["medium Uferblatt"]),
    ("<f>Nach Angaben der Polizei <c>sagte</c> <s>der Fahrer</s>, </f><q>er habe geschlafen</q>.", ["speaker Polizei"]),
    ("<f><c>Nach</c> <s>Angaben der Polizei</s> </f><q>hielt der Damm</q>.", []),
    ("<f>Laut Jana Ostermoor <c>sagte</c> <s>Ostermoor</s>, </f><q>der Damm halte</q>.", []),
    ("<f>Vor der Presse <c>sagte</c> <s>Jana Ostermoor</s>, </f><q>der Damm halte</q>.", []),
    ("<f><s>Jana Ostermoor</s> <c>sagte</c>, </f><q>laut Konrad Welling halte der Damm</q>.", []),
]


@pytest.mark.parametrize(("text", "wanted"), TELLERS, ids=[text[3:80] for text, _ in TELLERS])
def test_who_tells_of_a_statement_is_a_hand(text: str, wanted: list[str]) -> None:
    """Whoever is cited for what somebody else said is a step; the speaker is none, and nothing in the quoted words is."""
    assert chain(read(text)) == wanted


def test_hands_of_the_outer_statement_are_hands_of_the_inner_one() -> None:
    """What came to us through an agency and a minister brings everything inside along."""
    made = read(
        "<f><s>Jana Ostermoor</s> <c>sagte</c> <a>der Nachrichtenagentur fpa</a>, </f>"
        "<q><f2><s2>Konrad Welling</s2> habe <c2>zugesagt</c2>, </f2><q2>zu prüfen</q2></q>.",
        outlet="Uferblatt",
    )
    assert chain(made) == ["outlet Uferblatt", "agency fpa"]
    assert chain(made, 2) == ["outlet Uferblatt", "agency fpa", "speaker Jana Ostermoor"]


def test_an_unknown_outer_speaker_is_no_hand() -> None:
    """Where nobody can tell who makes the outer statement, the chain names nobody for it."""
    made = read(
        "Jana Krell und Ilse Brandau kamen. <f><s>Sie</s> <c>sagte</c>, </f><q><f2><s2>Welling</s2> <c2>wolle</c2>, </f2><q2>dass man prüft</q2></q>."
    )
    assert made.actor() is None
    assert chain(made, 2) == []


def test_nesting_in_a_circle_ends() -> None:
    """Quotations that claim to stand inside each other are read to a fixed depth."""
    from dataclasses import replace

    from wortlaut.resolve import resolve
    from wortlaut_de import German

    made = read("<f><s>Jana Krell</s> <c>sagte</c>, </f><q>ja</q>. <f2><s2>Peter Moll</s2> <c2>sagte</c2>, </f2><q2>nein</q2>.")
    first, second = made.quotations
    circle = (replace(first, nested_in=second.id), replace(second, nested_in=first.id))
    assert len(resolve(made.article, made.parse, circle, German().name_words()).statements) == 2


PLACES = [
    ("<f>In Altfurt <c>sagte</c> <s>Jana Ostermoor</s>, </f><q>der Damm halte</q>.", "Altfurt"),
    ("<q>Der Damm halte</q><f>, <c>sagte</c> <s>Jana Ostermoor</s> vor Journalisten in New York</f>.", "New York"),
    ("<q>Der Damm halte</q><f>, <c>sagte</c> <s>Jana Ostermoor</s> am vergangenen Freitag in Altfurt</f>.", "Altfurt"),
    ("<q>Der Damm halte</q><f>, <c>sagte</c> <s>Jana Ostermoor</s> zum Streit um die Schleuse in Altfurt</f>.", None),
    ("<q>Der Damm halte</q><f>, <c>sagte</c> <s>die Leiterin des Werks in Altfurt</s></f>.", None),
    ("<q>Der Damm halte</q><f>, <c>sagte</c> <s>Jana Ostermoor</s> in Anspielung auf Welling</f>.", None),
    ("Jana Ostermoor kam nach Altfurt. <q>In Altfurt halte der Damm</q>.", None),
]


@pytest.mark.parametrize(("text", "wanted"), PLACES, ids=[text[3:90] for text, _ in PLACES])
def test_the_place_is_where_it_was_said(text: str, wanted: str | None) -> None:
    """A place counts in the frame, not in the speaker, not behind another noun it belongs to, not in the quoted words."""
    place = read(text).statement().place
    assert (place.text if place else None) == wanted
