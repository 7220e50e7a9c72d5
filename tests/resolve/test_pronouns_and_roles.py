"""Pronouns and bare roles: followed where one person can be meant, left open with a reason elsewhere."""

from __future__ import annotations

import pytest
from tests.resolve.marked_text import read

PRONOUNS = [
    ("Peter Moll kam zum Damm. <q>Der Damm halte</q>, sagte <s>er</s>.", "Peter Moll (pronoun)"),
    ("Jana Krell kam zum Damm. <q>Der Damm halte</q>, <c>sagte</c> <s>sie</s>.", "Jana Krell (pronoun)"),
    ("Jana Krell traf Peter Moll. <q>Der Damm halte</q>, <c>sagte</c> <s>sie</s>.", "Jana Krell (pronoun)"),
    ("Peter Moll traf Jan Tarrant. <q>Der Damm halte</q>, sagte <s>er</s>.", "- several could be meant: Jan Tarrant, Peter Moll"),
    ("Es regnete. <q>Der Damm halte</q>, sagte <s>er</s>.", "- pronoun without an earlier person"),
    ("Jana Krell kam zum Damm. <q>Der Damm halte</q>, sagte <s>er</s>.", "- pronoun without an earlier person"),
    ("Peter Moll kam zum Damm. Dort sah er sich um. Lange schwieg er. <q>Der Damm halte</q>, sagte <s>er</s>.", "Peter Moll (pronoun)"),
    ("Peter Moll kam zum Damm. Es regnete. Es war kalt. <q>Der Damm halte</q>, sagte <s>er</s>.", "- pronoun without an earlier person"),
    ("Peter Moll kam. <q>Der Damm halte</q>, sagte <s>dieser</s>.", "- the text does not tell whom this points to"),
    ("Peter Moll kam. Nach <s>seinen Angaben</s> <q>hält der Damm</q>.", "Peter Moll (pronoun)"),
    ("Peter Moll kam. Nach <s>eigenen Angaben</s> <q>hält der Damm</q>.", "Peter Moll (pronoun)"),
    ("Peter Moll kam. <q>Der Damm halte</q>, sagte <s>der 48-Jährige</s>.", "Peter Moll (pronoun)"),
    ("<q>Wir bleiben</q>, riefen <s>wir</s>.", "- first person outside a known speaker's words"),
    ("<q>Der Damm halte</q>, sagt <s>man</s>.", "- an indefinite pronoun names nobody"),
    ("Jana Krell kam zum Damm. <q>Der Damm halte</q>, <c>sagten</c> <s>sie</s>.", "- plural pronoun without an earlier group"),
]


@pytest.mark.parametrize(("text", "expected"), PRONOUNS, ids=[text[:60] + text[-20:] for text, _ in PRONOUNS])
def test_pronoun_means_one_person_or_nobody(text, expected):
    """A pronoun is followed to the one person it can mean; with two, or none, the reason is told."""
    assert read(text).said() == expected


def test_pronoun_continues_the_speaker_of_a_run():
    """In a run of quotations the pronoun goes on with the speaker, though others were named before."""
    made = read("Jan Tarrant und Peter Moll kamen. <q>Der Damm halte</q>, sagte <s>Moll</s>. <q2>Er sei stark</q2>, fügte <s2>er</s2> hinzu.")
    assert made.said(2) == "Peter Moll (pronoun)"


def test_long_quotations_do_not_count_as_distance():
    """A pronoun reaches back over a quotation of many sentences: distance counts the article's own sentences."""
    made = read(
        "<q>Ja</q>, sagte <s>Peter Moll</s>. „Der Damm hält. Er ist hoch. Er ist breit. Er ist neu. Er ist gut.“ <q2>Nein</q2>, sagte <s2>er</s2>."
    )
    assert made.said(2) == "Peter Moll (pronoun)"


def test_an_office_that_one_person_holds_counts_as_a_mention():
    """ "The minister" between a name and a pronoun keeps the minister in mind."""
    made = read("Umweltminister Jan Krell kam. Es regnete. Der Minister schwieg. <q>Ja</q>, sagte <s>er</s>.")
    assert made.said() == "Jan Krell (pronoun)"


def test_speaker_in_quoted_words_means_the_outer_speaker():
    """A quotation inside a quotation without a speaker of its own has the outer one."""
    made = read("<q>Der <i>„starke“</i> Damm halte</q>, sagte <s>Jana Krell</s>.")
    assert made.said(2) == "Jana Krell (named)"


ROLES = [
    ("Umweltministerin Jana Krell kam. <q>Der Damm halte</q>, sagte <s>die Ministerin</s>.", "Jana Krell (role)"),
    (
        "Umweltministerin Jana Krell traf Innenministerin Eva Tarn. <q>Ja</q>, sagte <s>die Ministerin</s>.",
        "- several could be meant: Jana Krell, Eva Tarn",
    ),
    ("Umweltministerin Jana Krell traf Innenminister Jan Tarn. <q>Ja</q>, sagte <s>die Ministerin</s>.", "Jana Krell (role)"),
    ("Russlands Außenminister Iwan Petrow kam. <q>Ja</q>, sagte <s>der russische Außenminister</s>.", "Iwan Petrow (role)"),
    (
        "Russlands Außenminister Iwan Petrow kam. <q>Ja</q>, sagte <s>der polnische Außenminister</s>.",
        "anonym: polnischer Außenminister (description)",
    ),
    ("Der Bundespräsident kam. <q>Ja</q>, sagte <s>der Bundespräsident</s>. Später fuhr Bundespräsident Karl Tarn heim.", "Karl Tarn (role)"),
    ("Peter Moll, ein Biologe, kam. <q>Ja</q>, sagte <s>der Biologe</s>.", "Peter Moll (role)"),
    ("Peter Moll kam. Jan Tarrant ging. <q>Ja</q>, sagte <s>der Experte</s>.", "- the text does not tell who holds this role"),
    (
        "Umweltminister Jan Krell traf Innenminister Peter Moll. <q>Ja</q>, sagte <s>Krell</s>. <q2>Nein</q2>, sagte <s2>sein Kollege</s2>.",
        "Peter Moll (role)",
    ),
    ("Jan Krell kam. <q>Ja</q>, sagte <s>Krell</s>. <q2>Nein</q2>, sagte <s2>sein Kollege</s2>.", "- the text does not name this colleague"),
    ("<q>Ja</q>, sagte <s>Peter Moll</s>. <q2>Nein</q2>, sagte <s2>der SPD-Politiker</s2>.", "Peter Moll (role)"),
    ("<q>Ja</q>, sagte <s>Jana Krell</s>. <q2>Nein</q2>, sagte <s2>die Expertin</s2>.", "Jana Krell (role)"),
    ("<q>Ja</q>, sagte <s>Jana Krell</s>. Eva Tarn kam. <q2>Nein</q2>, sagte <s2>die Expertin</s2>.", "- the text does not tell who holds this role"),
    ("Der Vizeminister für Flüsse, Iwo Tarnik, kam. <q>Ja</q>, sagte <s>der Vizeminister</s>.", "Iwo Tarnik (role)"),
    ("Peter Moll kam. <q>Ja</q>, sagte <s>der SPD-Politiker</s>.", "- the text does not tell who holds this role"),
]


@pytest.mark.parametrize(("text", "expected"), ROLES, ids=[text[:70] for text, _ in ROLES])
def test_role_means_its_one_holder(text, expected):
    """A role names the one person of the article who holds it, an unnamed source, or nobody."""
    made = read(text)
    assert made.said(len(made.quotations)) == expected


UNNAMED = [
    ("<q>Ja</q>, sagte <s>eine Sprecherin des Ministeriums</s>.", "anonym: Sprecherin des Ministeriums (description)"),
    ("<q>Ja</q>, sagten <s>Anwohner</s>.", "anonym: Anwohner (description)"),
    ("Nach Ansicht von <s>politischen Beobachtern</s> <q>hält der Damm</q>.", "anonym: politische Beobachter (description)"),
    ("<s>Angaben aus Regierungskreisen</s> zufolge <q>hält der Damm</q>.", "anonym: Regierungskreise (description)"),
    ("<s>Medienberichten</s> zufolge <q>hält der Damm</q>.", "anonym: Medien (description)"),
    ("<q>Ja</q>, sagte <s>ein Mitarbeiter, der anonym bleiben wollte</s>.", "anonym: Mitarbeiter, der anonym bleiben wollte (description)"),
]


@pytest.mark.parametrize(("text", "expected"), UNNAMED, ids=[text[:50] for text, _ in UNNAMED])
def test_unnamed_source_is_described(text, expected):
    """A source the text does not name is an unnamed actor, described by the text's words."""
    assert read(text).said() == expected


def test_unnamed_sources_of_two_articles_are_two():
    """Unnamed sources are known inside their article only."""
    one, other = read("<q>Ja</q>, sagten <s>Anwohner</s>."), read("<q>Ja</q>, sagten <s>Anwohner</s>.")
    assert one.actor().id == other.actor().id, "the same article gives the same id"
    assert one.resolution.article_id == "a-test"
