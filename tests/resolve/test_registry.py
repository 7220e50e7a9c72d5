"""What a registry adds to an article: holders of roles, one actor for all its names, and nobody where two could be meant."""

from __future__ import annotations

import pytest
from tests.registry_factory import DAM, Listed, person
from tests.resolve.marked_text import read

from wortlaut.records import Role

ROLES = [
    # a role with its organisation means whoever held it at the date of the article
    ("<q>Der Damm halte</q>, sagte <s>Nordaus Wasserministerin</s>.", "2021-03-12", "Jana Ostermoor (role)"),
    ("<q>Der Damm halte</q>, sagte <s>die Wasserministerin von Nordau</s>.", "2021-03-12", "Jana Ostermoor (role)"),
    ("<q>Der Damm halte</q>, sagte <s>Nordaus Wasserministerin</s>.", "2024-03-12", "Ilse Vorberg (role)"),
    ("<q>Der Damm halte</q>, sagte <s>der russische Außenminister</s>.", "2021-03-12", "Boris Lemkow (role)"),
    ("<q>Der Damm halte</q>, sagte <s>die Vorsitzende des Flussrats</s>.", None, "Irmgard Solveck (role)"),
    ("<q>Der Damm halte</q>, sagte <s>die Vorsitzende des Rats für die Merle</s>.", None, "Irmgard Solveck (role)"),
    # before anybody held it, without a date where two may have, or with words that say another one, it means nobody
    ("<q>Der Damm halte</q>, sagte <s>Nordaus Wasserministerin</s>.", "2019-03-12", "anonym: Nordaus Wasserministerin (description)"),
    ("<q>Der Damm halte</q>, sagte <s>Nordaus Wasserministerin</s>.", None, "anonym: Nordaus Wasserministerin (description)"),
    (
        "<q>Der Damm halte</q>, sagte <s>der frühere russische Außenminister</s>.",
        "2021-03-12",
        "anonym: früherer russischer Außenminister (description)",
    ),
    ("<q>Der Damm halte</q>, sagte <s>ein russischer Außenminister</s>.", "2021-03-12", "anonym: russischer Außenminister (description)"),
    ("<q>Der Damm halte</q>, sagte <s>der Außenminister</s>.", "2021-03-12", "anonym: Außenminister (description)"),
    # whom the article itself names for the role is who is meant
    (
        "Der russische Außenminister Igor Tarn kam. <q>Der Damm halte</q>, sagte <s>der russische Außenminister</s>.",
        "2021-03-12",
        "Igor Tarn (role)",
    ),
]


@pytest.mark.parametrize(("text", "published", "expected"), ROLES, ids=[f"{text[-50:]} {published}" for text, published, _ in ROLES])
def test_a_role_means_its_one_holder(text, published, expected):
    """A role with its organisation means the registered holder where one person may have held it then and surely did."""
    assert read(text, published, registry=Listed()).said() == expected


def test_two_possible_holders_are_none():
    """Where a second person may have held the role as well, nobody is named."""
    second = person("Igor Tarn", Role("Außenminister", "Russland", "2021-03-01"))
    found = read("<q>Der Damm halte</q>, sagte <s>der russische Außenminister</s>.", "2021-03-12", registry=Listed((*DAM, second)))
    assert found.said() == "anonym: russischer Außenminister (description)"


def test_a_pronoun_follows_the_registered_holder():
    """Who was found by a role is who "she" is afterwards."""
    text = "<q>Der Damm halte</q>, sagte <s>Nordaus Wasserministerin</s>. <q2>Es regne</q2>, fügte <s2>sie</s2> hinzu."
    assert read(text, "2021-03-12", registry=Listed()).said(2) == "Jana Ostermoor (pronoun)"


NAMES = [
    # every spelling of a whole name is the actor
    ("<q>Der Damm halte</q>, sagte <s>Boris Lemkov</s>.", "Boris Lemkow (named)"),
    ("<q>Der Damm halte</q>, sagte <s>Außenminister Boris Lemkov</s>.", "Boris Lemkow (named)"),
    ("<q>Der Damm halte</q>, sagte <s>BORIS LEMKOW</s>.", "Boris Lemkow (named)"),
    ("<q>Der Damm halte</q>, sagte <s>Jana Ostermoor</s>.", "Jana Ostermoor (named)"),
    ("<q>Der Damm halte</q>, sagte <s>Sean O’Dorrell</s>.", "Sean O'Dorrell (named)"),
    ("<q>Der Damm halte</q>, teilte <s>der Rat für die Merle</s> mit.", "Flussrat (named)"),
    ("<q>Der Damm halte</q>, teilte <s>der FRM</s> mit.", "Flussrat (named)"),
    # an acronym of two names neither
    ("<q>Der Damm halte</q>, teilte <s>der VM</s> mit.", "VM (named)"),
    # a surname alone needs a role or an organisation of its bearer in the article
    ("<q>Der Damm halte</q>, sagte <s>Lemkow</s>.", "Lemkow (named)"),
    ("<q>Der Damm halte</q>, sagte <s>Lemkow</s> in Russland.", "Boris Lemkow (named)"),
    ("<q>Der Damm halte</q>, sagte <s>Lemkov</s> in Russland.", "Boris Lemkow (named)"),
    ("<q>Der Damm halte</q>, sagte <s>Außenminister Lemkow</s>.", "Boris Lemkow (title)"),
    ("<q>Der Damm halte</q>, sagte <s>Ursula von der Tarnau</s>.", "Ursula von der Tarnau (named)"),
    ("<q>Der Damm halte</q>, sagte <s>Gutachter O’Dorrell</s>.", "Sean O'Dorrell (title)"),
    ("<q>Der Damm halte</q>, sagte <s>Präsident al-Sadun</s>.", "Omar al-Sadun (title)"),
    # two registered people of a surname, or somebody else of it in the article: nobody registered is meant
    ("<q>Der Damm halte</q>, sagte <s>Frau Moll</s> in Altfurt.", "Moll (title)"),
    ("Igor Lemkow kam aus Russland. <q>Der Damm halte</q>, sagte <s>Lemkow</s>.", "Igor Lemkow (surname)"),
    ("<q>Der Damm halte</q>, sagte <s>Igor Lemkow</s>, der Außenminister.", "Igor Lemkow (named)"),
]


@pytest.mark.parametrize(("text", "expected"), NAMES, ids=[text[-50:] for text, _ in NAMES])
def test_a_name_means_its_one_bearer(text, expected):
    """Whole names, aliases and acronyms of one registered actor mean it; surnames only where everything speaks for it."""
    assert read(text, "2021-03-12", registry=Listed()).said() == expected


def test_all_names_of_an_actor_share_one_id():
    """Articles that spell a name differently, or tell the role only, speak of one actor, and the forms are kept as aliases."""
    texts = ("sagte <s>Boris Lemkov</s>", "sagte <s>der russische Außenminister</s>", "sagte <s>Außenminister Lemkow</s>")
    found = [read(f"<q>Der Damm halte</q>, {text}.", "2021-03-12", registry=Listed()) for text in texts]
    assert {one.statement().actor_id for one in found} == {DAM[2].id}
    assert [one.actor().aliases for one in found] == [("Boris Lemkov",), (), ("Lemkow",)]
    assert {link.actor_id for one in found for link in one.resolution.links} == {DAM[2].id}


def test_two_names_of_one_actor_in_an_article_are_one_actor():
    """Where an article uses two registered names, its statements are those of one actor."""
    text = "<q>Der Damm halte</q>, sagte <s>Boris Lemkov</s>. <q2>Es regne</q2>, sagte <s2>B. Lemkow</s2>."
    found = read(text, "2021-03-12", registry=Listed())
    assert found.said(1) == found.said(2) == "Boris Lemkow (named)"
    assert len(found.resolution.actors) == 1


def test_links_between_actors_are_never_followed():
    """What a ministry says stays the ministry's, whoever it speaks for."""
    from dataclasses import replace

    from tests.registry_factory import body

    ministry = replace(body("Wasserministerium Nordau"), speaks_for=("Nordau",))
    found = read("<q>Der Damm halte</q>, teilte <s>das Wasserministerium Nordau</s> mit.", registry=Listed((*DAM, ministry)))
    assert found.said() == "Wasserministerium Nordau (named)"


def test_without_a_registry_nothing_changes():
    """An empty registry resolves as none does."""
    text = "<q>Der Damm halte</q>, sagte <s>Boris Lemkov</s>. <q2>Es regne</q2>, sagte <s2>der Außenminister</s2>."
    assert read(text, registry=Listed(())).resolution == read(text).resolution
