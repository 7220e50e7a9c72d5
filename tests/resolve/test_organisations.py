"""States, organisations, media and documents as speakers."""

from __future__ import annotations

import pytest
from tests.resolve.marked_text import read

from wortlaut_de import German

BODIES = [
    ("<q>Der Damm halte</q>, erklärte <s>Russland</s>.", "Russland (named)", "state"),
    ("<q>Der Damm halte</q>, erklärten <s>die USA</s>.", "USA (named)", "state"),
    ("<q>Der Damm halte</q>, erklärte <s>Moskau</s>.", "Russland (metonym)", "state"),
    ("Laut <s>russischen Angaben</s> <q>hält der Damm</q>.", "Russland (metonym)", "state"),
    ("<q>Der Damm halte</q>, erklärte <s>das russische Außenministerium</s>.", "Außenministerium (Russland) (named)", "organisation"),
    ("<q>Der Damm halte</q>, erklärte <s>die US-Regierung</s>.", "Regierung (USA) (named)", "organisation"),
    ("<q>Der Damm halte</q>, erklärte <s>die Regierung der USA</s>.", "Regierung (USA) (named)", "organisation"),
    ("<q>Der Damm halte</q>, erklärte <s>die Uno</s>.", "Uno (named)", "organisation"),
    ("<q>Der Damm halte</q>, erklärte <s>die UNO</s>.", "Vereinte Nationen (acronym)", "organisation"),
    ("Nach <s>Angaben der Polizei</s> <q>hält der Damm</q>.", "Polizei (description)", "organisation"),
    ("<s>Polizeiangaben</s> zufolge <q>hält der Damm</q>.", "Polizei (description)", "organisation"),
    ("Nach <s>Informationen des Deutschen Wetterdienstes</s> <q>steigt der Pegel</q>.", "Deutscher Wetterdienst (named)", "organisation"),
    ("<q>Der Damm halte</q>, teilte <s>der Hersteller Adelor</s> mit.", "Adelor (named)", "organisation"),
    ("<q>Der Damm halte</q>, schrieb <s>die Zeitung „Talbote“</s>.", "Talbote (named)", "organisation"),
    ("<q>Der Damm halte</q>, erklärten <s>die Vereinigten Staaten</s>.", "USA (named)", "state"),
    ("<q>Der Damm halte</q>, erklärte <s>die jemenitische Regierung</s>.", "Regierung (Jemen) (named)", "organisation"),
    ("<q>Der Damm halte</q>, befand <s>das Mannheimer Landgericht</s>.", "Landgericht Mannheim (named)", "organisation"),
    ("<q>Der Damm halte</q>, teilte <s>die NRW-Landesregierung</s> mit.", "Landesregierung Nordrhein-Westfalen (named)", "organisation"),
    ("<q>Der Damm halte</q>, schrieb <s>die Zeitung ''Talbote''</s>.", "Talbote (named)", "organisation"),
    ("<q>Der Damm halte</q>, teilte <s>die Gruppe Adelor</s> mit.", "Adelor (named)", "organisation"),
    ("<q>Der Damm halte</q>, erklärte <s>die größte Bank des Landes, die Deutsche Bank</s>.", "Deutsche Bank (named)", "organisation"),
    ("<q>Der Damm halte</q>, erklärte <s>Vattenfall Elster</s>.", "Vattenfall Elster (named)", "organisation"),
    ("Laut <s>Angaben des Statistischem Bundesamtes</s> <q>hält der Damm</q>.", "Statistisches Bundesamt (named)", "organisation"),
    ("Laut <s>polizeilichen Angaben</s> <q>hält der Damm</q>.", "Polizei (description)", "organisation"),
    ("Laut <s>offiziellen Angaben</s> <q>hält der Damm</q>.", "anonym: offizielle Stellen (description)", "anonymous"),
    ("Laut <s>einer Vorhersage des Wasseramtes</s> <q>hält der Damm</q>.", "Wasseramt (description)", "organisation"),
    ("<q>Der Damm halte</q>, erklärten <s>die Verbände Adelor, Merlon und Tarvis</s>.", "Adelor, Merlon und Tarvis (named)", "group"),
    ("Laut <s>einer Studie der Hochschule Elster</s> <q>hält der Damm</q>.", "Studie der Hochschule Elster (description)", "document"),
    (
        "<q>Der Damm halte</q>, heißt es in <s>dem 140 Seiten starken Gutachten des Wasseramts</s>.",
        "Gutachten des Wasseramts (description)",
        "document",
    ),
    ("<q>Der Damm halte</q>, teilte <s>das Unternehmen mAU</s> mit.", "mAU (named)", "organisation"),
    ("<q>Der Damm halte</q>, schrieb <s>das Portal „Ufer, Nachrichten für Altfurt“</s>.", "Ufer, Nachrichten für Altfurt (named)", "organisation"),
    ("<q>Der Damm halte</q>, sagte <s>der Dammbauer BMW</s>.", "BMW (named)", "organisation"),
    ("<q>Der Damm halte</q>, erklärte <s>die Rostocker SPD</s>.", "SPD Rostock (named)", "organisation"),
    ("<q>Der Damm halte</q>, erklärte <s>die in Rostock arbeitende Deutsche Umwelthilfe</s>.", "Deutsche Umwelthilfe (named)", "organisation"),
    ("Nach <s>Angaben der in Rostock, Hafen, ansässigen Firma Adelor</s> <q>hält der Damm</q>.", "Adelor (named)", "organisation"),
    ("Nach <s>Angaben des Ombudsmans für Dämme</s> <q>hält der Damm</q>.", "Ombudsman für Dämme (named)", "organisation"),
]


@pytest.mark.parametrize(("text", "expected", "kind"), BODIES, ids=[text[:60] for text, _, _ in BODIES])
def test_body_speaks_under_its_own_name(text, expected, kind):
    """States, organisations and documents are named in the nominative without article, states by their capital too."""
    made = read(text)
    assert (made.said(), made.actor().kind) == (expected, kind)


POINTING = [
    ("Das Landgericht Hamburg tagte. <q>Der Damm halte</q>, befand <s>das Gericht</s>.", "Landgericht Hamburg (role)"),
    ("Das Landgericht Hamburg und das Amtsgericht Berlin tagten. <q>Ja</q>, befand <s>das Gericht</s>.",
     "- several could be meant: Amtsgericht Berlin, Landgericht Hamburg"),
    ("Es regnete. <q>Der Damm halte</q>, erklärte <s>die Behörde</s>.", "- the text does not tell which organisation is meant"),
    ("Es regnete. Laut <s>der Studie</s> <q>hält der Damm</q>.", "- the text does not tell which document is meant"),
    ("Laut einer Studie der Hochschule Elster steigt der Pegel. Laut <s>Angaben</s> <q>hält der Damm</q>.",
     "- the text does not tell whose words these are"),
    ("Das Hamburger Landgericht tagte. <q>Der Damm halte</q>, befand <s>das Gericht</s>.", "Landgericht Hamburg (role)"),
    ("Die russische Regierung tagte. <q>Der Damm halte</q>, erklärte <s>die Regierung</s>.", "Regierung (Russland) (role)"),
    ("Amnesty International kam. <q>Der Damm halte</q>, erklärte <s>die Organisation</s>.", "Amnesty International (role)"),
    ("Amnesty International traf Greenpeace. <q>Ja</q>, erklärte <s>die Organisation</s>.",
     "- the text does not tell which organisation is meant"),
    ("Rostock baut. <q>Der Damm halte</q>, erklärte <s>die Stadt</s>.", "Stadt Rostock (role)"),
    ("Das Amt zeigte eine Studie der Hochschule Elster. Laut <s>der Studie</s> <q>hält der Damm</q>.", "Studie der Hochschule Elster (role)"),
    ("<q>Ja</q>, sagten <s>Forscher der Hochschule Elster</s>. <q2>Nein</q2>, sagten <s2>die Forscher</s2>.",
     "anonym: Forscher der Hochschule Elster (description)"),
    ("<q>Ja</q>, sagten <s>die Verbände Adelor, Merlon und Tarvis</s>. <q2>Nein</q2>, sagten <s2>die Verbände</s2>.",
     "Adelor, Merlon und Tarvis (description)"),
    ("Der Bund für Dammschutz (BfD) tagte. <q>Der Damm halte</q>, erklärte <s>der BfD</s>.", "Bund für Dammschutz (acronym)"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), POINTING, ids=[text[:60] for text, _ in POINTING])
def test_short_form_points_back_to_one_body(text, expected):
    """A short form or acronym means the one body the article named so; where two fit, or none, nobody is taken."""
    made = read(text)
    assert made.said(len(made.quotations)) == expected


ALSO = [
    ("<q>Ja</q>, erklärte <s>die jemenitische Regierung</s>.", {"jemenitische Regierung", "Regierung des Jemen", "Regierung Jemen"}),
    ("<q>Ja</q>, erklärte <s>das Gesundheitsministerium in Bayern</s>.", {"Gesundheitsministerium Bayern", "Gesundheitsministerium"}),
    ("<q>Ja</q>, erklärte <s>das neue Amt für Wasser (AfW)</s>.", {"AfW", "Amt für Wasser"}),
    ("Der AStA der Hochschule Elster kam. <q>Ja</q>, erklärte <s>der AStA</s>.", {"AStA der Hochschule Elster"}),
    ("In Rostock brannte es. <q>Ja</q>, erklärte <s>die Polizei</s>.", {"Polizei Rostock", "Polizei Rostocks"}),
    ("<q>Ja</q>, erklärte <s>die UNO</s>.", {"UN", "UNO"}),
    ("<q>Ja</q>, schrieb <s>die Uferseite „Bote“</s>.", {"Bote"}),
    ("<q>Ja</q>, erklärten <s>chinesische Behörden</s>.", {"Behörden (China)", "Behörden Chinas"}),
    ("Peter Moll kam. <q>Ja</q>, erklärten <s>seine Anwälte</s>.", {"Anwälte von Peter Moll"}),
    ("Peter Moll kam. <q>Ja</q>, erklärten <s>Molls Anwälte</s>.", {"Anwälte von Peter Moll", "Peter Molls Anwälte"}),
]


@pytest.mark.parametrize(("text", "names"), ALSO, ids=[text[:70] for text, _ in ALSO])
def test_further_names_are_aliases(text, names):
    """What a body or group is usually called besides is told with it, so that other texts and lists can find it."""
    assert names <= set(read(text).actor().aliases)


def test_another_party_tells_another_body(monkeypatch):
    """A group of another party is not the group met before."""
    monkeypatch.setattr(German().name_words(), "trust_bound", 0.0)
    assert read("Die SPD-Fraktion Rostock tagte. <q>Ja</q>, erklärte <s>die CDU-Fraktion</s>.").actor() is None


def test_name_before_a_hyphen_is_an_alias(monkeypatch):
    """A body whose noun only says what it is goes by the name before the hyphen too."""
    monkeypatch.setattr(German().name_words(), "trust_bound", 0.0)
    assert "Merlaka" in read("<q>Ja</q>, erklärte <s>die neue Merlaka-Partei</s>.").actor().aliases


def test_two_towns_in_the_opening_name_no_town():
    """Where the first sentences name two towns, "die Polizei" is that of neither."""
    made = read("Zwischen Rostock und Lübeck brannte es. <q>Ja</q>, erklärte <s>die Polizei</s>.")
    assert (made.said(), made.actor().aliases) == ("Polizei (description)", ())


def test_body_with_a_name_is_one_actor_in_every_article():
    """Known organisations and states have the same id everywhere; "die Polizei" is known inside its article only."""
    assert read("<q>Ja</q>, erklärte <s>Moskau</s>.").actor().id == read("<q>Nein</q>, erklärte <s>Russland</s>.").actor().id
    assert read("<q>Ja</q>, erklärte <s>die SPD</s>.").actor().id == read("<q>Nein</q>, so <s>die Sozialdemokraten</s>.").actor().id
