"""States, organisations, media and documents as speakers."""

from __future__ import annotations

import pytest
from tests.resolve.marked_text import read

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
    ("Laut <s>einer Studie der Hochschule Elster</s> <q>hält der Damm</q>.", "Studie der Hochschule Elster (description)", "document"),
    ("<q>Der Damm halte</q>, heißt es in <s>dem 140 Seiten starken Gutachten</s>.", "Gutachten (description)", "document"),
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
    ("Der Bund für Dammschutz (BfD) tagte. <q>Der Damm halte</q>, erklärte <s>der BfD</s>.", "Bund für Dammschutz (acronym)"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), POINTING, ids=[text[:60] for text, _ in POINTING])
def test_short_form_points_back_to_one_body(text, expected):
    """A short form or acronym means the one body the article named so; where two fit, or none, nobody is taken."""
    assert read(text).said() == expected


def test_body_with_a_name_is_one_actor_in_every_article():
    """Known organisations and states have the same id everywhere; "die Polizei" is known inside its article only."""
    assert read("<q>Ja</q>, erklärte <s>Moskau</s>.").actor().id == read("<q>Nein</q>, erklärte <s>Russland</s>.").actor().id
    assert read("<q>Ja</q>, erklärte <s>die SPD</s>.").actor().id == read("<q>Nein</q>, so <s>die Sozialdemokraten</s>.").actor().id
