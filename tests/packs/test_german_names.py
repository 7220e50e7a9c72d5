"""How the German pack reads words that point to people, organisations, states and sources."""

from __future__ import annotations

import re

import pytest

from wortlaut.seams import Determiner, Gender, NameSort, NounClass
from wortlaut_de.names import load_name_words

WORDS = load_name_words()


@pytest.mark.parametrize(
    ("word", "base", "kind"),
    [
        ("Ministerin", "Ministerin", NounClass.PERSON),
        ("Außenministers", "Außenminister", NounClass.PERSON),
        ("Ministerpräsidenten", "Ministerpräsident", NounClass.PERSON),
        ("CDU-Fraktionschef", "CDU-Fraktionschef", NounClass.PERSON),
        ("Wasserbauexpertin", "Wasserbauexpertin", NounClass.PERSON),
        ("Landgerichts", "Landgericht", NounClass.ORGANISATION),
        ("Wasserwirtschaftsamtes", "Wasserwirtschaftsamt", NounClass.ORGANISATION),
        ("Talzeitung", "Talzeitung", NounClass.MEDIUM),
        ("Machbarkeitsstudie", "Machbarkeitsstudie", NounClass.DOCUMENT),
        ("Angaben", "Angaben", NounClass.SOURCE),
        ("Flughafens", "Flughafen", NounClass.OTHER),
    ],
)
def test_noun_is_read_with_its_class(word, base, kind):
    """A common noun, compound or inflected, has its uninflected form and a class."""
    noun = WORDS.noun(word)
    assert (noun.base, noun.kind) == (base, kind)


@pytest.mark.parametrize("word", ["Lawrow", "Steinmeier", "Westerwelle", "Meinl-Reisinger", "Hans-Peter", "Netanjahu", "Krell", "Strack-Zimmermann"])
def test_names_are_no_nouns(word):
    """A surname is no common noun, though its end may look like one."""
    assert WORDS.noun(word) is None


@pytest.mark.parametrize(
    ("word", "office"),
    [
        ("Ministerin", "minister"),
        ("Minister", "minister"),
        ("Premierminister", "ministerpräsident"),
        ("Bundeskanzlerin", "kanzlerin"),
        ("Ex-Minister", "minister"),
    ],
)
def test_offices_compare_across_gender_and_synonym(word, office):
    """Role nouns for one office compare equal."""
    assert WORDS.noun(word).office == office


@pytest.mark.parametrize(
    ("word", "spoken_for", "unnamed"),
    [("Polizeiangaben", "Polizei", False), ("Behördenangaben", "Behörden", True), ("Medienberichten", "Medien", True)],
)
def test_compounds_with_a_noun_of_saying_name_the_speaker(word, spoken_for, unnamed):
    """The first part of such a compound is who speaks."""
    noun = WORDS.noun(word)
    assert (noun.spoken_for, noun.unnamed, noun.governs) == (spoken_for, unnamed, True)


@pytest.mark.parametrize(
    ("form", "name", "sort"),
    [
        ("Russlands", "Russland", NameSort.STATE),
        ("russischen", "Russland", NameSort.ADJECTIVE),
        ("Moskau", "Russland", NameSort.CAPITAL),
        ("Franzosen", "Frankreich", NameSort.INHABITANT),
        ("US", "USA", NameSort.STATE),
        ("Vereinigten Staaten", "USA", NameSort.STATE),
        ("Islamische Republik Iran", "Iran", NameSort.STATE),
        ("Hamburger", "Hamburg", NameSort.ADJECTIVE),
        ("Nato", "NATO", NameSort.ORGANISATION),
        ("Deutschen Bahn", "Deutsche Bahn", NameSort.ORGANISATION),
        ("FAZ", "Frankfurter Allgemeine Zeitung", NameSort.MEDIUM),
    ],
)
def test_listed_names_in_any_form(form, name, sort):
    """Every form of a listed name leads to its canonical name and says what the form is."""
    known = WORDS.known(form)
    assert (known.name, known.sort) == (name, sort)


@pytest.mark.parametrize("form", ["Krell", "der", "sagte", "Merle", ""])
def test_other_words_are_not_listed(form):
    """Words that are no listed name give nothing."""
    assert WORDS.known(form) is None


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("Deutschen Wetterdienstes", "Deutscher Wetterdienst"),
        ("Wasserwirtschaftsamtes", "Wasserwirtschaftsamt"),
        ("Evangelischen Kirche", "Evangelische Kirche"),
        ("Internationalen Olympischen Komitees", "Internationales Olympisches Komitee"),
        ("Sprecherin des Ministeriums", "Sprecherin des Ministeriums"),
        ("Merle", "Merle"),
    ],
)
def test_nominative_of_a_body(given, expected):
    """A name after an article in any case becomes the nominative without article."""
    assert WORDS.nominative(given) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("politischen Beobachtern", "politische Beobachter"),
        ("Experten", "Experten"),
        ("Einsatzkräften", "Einsatzkräfte"),
        ("Behörden", "Behörden"),
        ("Regierungskreisen", "Regierungskreise"),
    ],
)
def test_nominative_plural_of_unnamed_people(given, expected):
    """The dative plural loses its ending, weak nouns keep theirs."""
    assert WORDS.nominative_plural(given) == expected


@pytest.mark.parametrize(
    ("name", "bases"), [("Krells", ("Krells", "Krell")), ("Marx'", ("Marx'", "Marx")), ("Krell", ("Krell",)), ("Hans", ("Hans", "Han"))]
)
def test_names_may_be_genitives(name, bases):
    """The form as it stands comes first, then what it may be without a genitive ending."""
    assert WORDS.bases(name) == bases


@pytest.mark.parametrize(
    ("cue", "plural"), [("sagte", False), ("sagten", True), ("erklärten", True), ("betont", False), ("gesagt", False), ("nach", False)]
)
def test_verbs_show_number(cue, plural):
    """A finite verb in -en shows more than one speaker."""
    assert WORDS.plural_verb(cue) is plural


def test_small_words():
    """Determiners, pronouns, titles and first names are read with what they tell."""
    assert WORDS.determiner("Eigenen") is Determiner.OWN
    assert WORDS.pronoun("Er").genders == {Gender.MALE}
    assert WORDS.pronoun("sie").plural
    assert WORDS.pronoun("48-Jährige").person == 3
    assert WORDS.honorific("Frau") == {Gender.FEMALE}
    assert WORDS.honorific("Damm") is None
    assert (WORDS.first_name("Angela"), WORDS.first_name("Karl-Heinz"), WORDS.first_name("Damm")) == ({Gender.FEMALE}, {Gender.MALE}, frozenset())


@pytest.mark.parametrize(
    ("noun", "state", "expected"),
    [("Regierung", "Russland", ("Regierung Russlands", "Regierung von Russland")), ("Armee", "Türkei", ("Armee der Türkei",))],
)
def test_bodies_of_states(noun, state, expected):
    """German says in its own ways that a body belongs to a state."""
    assert WORDS.owned(noun, state) == expected


def test_listed_names_tell_their_other_names():
    """A listed name has its short forms and official names, no adjectives, capitals or inflected forms."""
    assert set(WORDS.called("Vereinte Nationen")) == {"UN", "UNO"}
    assert "Vereinigte Staaten" in WORDS.called("USA")
    assert not {"US-amerikanisch", "Washington"} & set(WORDS.called("USA"))
    assert WORDS.called("Merle") == ()


@pytest.mark.parametrize("form", ["Statistische Bundesamt", "Statistischen Bundesamt", "Statistischem Bundesamt"])
def test_listed_names_with_an_adjective_are_known_in_every_case(form):
    """The adjective of a listed name may stand in any case."""
    assert WORDS.known(form).name == "Statistisches Bundesamt"


@pytest.mark.parametrize(
    ("form", "town"), [("Mannheimer", "Mannheim"), ("Münchner", "München"), ("Münchener", "München"), ("Essener", "Essen"), ("römische", "Rom")]
)
def test_adjectives_of_towns(form, town):
    """A town is told by its adjective, regular or not."""
    assert (WORDS.known(form).name, WORDS.known(form).sort) == (town, NameSort.ADJECTIVE)


@pytest.mark.parametrize(
    ("article", "genders"),
    [("der", {Gender.MALE, Gender.FEMALE}), ("das", {Gender.NEUTER}), ("einen", {Gender.MALE}), ("jede", {Gender.FEMALE}), ("", set(Gender))],
)
def test_articles_tell_genders(article, genders):
    """An article leaves the genders that it can have in any case."""
    assert WORDS.article_genders(article) == genders


def test_adjectives_before_a_noun_of_saying_tell_who_speaks():
    """ "Offizielle Angaben" are those of unnamed officials, "polizeiliche" those of the police."""
    assert WORDS.adjective_source("offiziellen") == ("offizielle Stellen", True)
    assert WORDS.adjective_source("polizeilichen") == ("Polizei", False)
    assert WORDS.adjective_source("hohen") is None


def test_first_names_are_known_with_and_without_accents():
    """Signs on letters do not hide a first name."""
    assert WORDS.first_name("Štefan") == WORDS.first_name("Stefan") == {Gender.MALE}


def test_offices_compare_whatever_the_ending_of_a_participle():
    """ "Ein Beauftragter", "der Beauftragte" and "dem Beauftragten" hold one office."""
    assert WORDS.noun("Beauftragter").office == WORDS.noun("Beauftragten").office == WORDS.noun("Beauftragte").office


def test_patterns_have_the_groups_that_are_asked_for():
    """Every pattern compiles and marks where the hand, the party or the place starts."""
    for group, patterns in (("hand", [one.pattern for one in WORDS.chain]), ("whom", WORDS.behalf), ("place", WORDS.places)):
        assert patterns
        assert all(group in re.compile(pattern).groupindex for pattern in patterns)


def test_listed_agencies_are_listed_media():
    """An agency that is told from other media is a medium of the lists under the same name."""
    assert all((found := WORDS.known(agency)) is not None and found.name == agency for agency in WORDS.agencies)


@pytest.mark.parametrize(
    ("word", "body"),
    [
        ("Polizeisprecherin", "Polizei"),
        ("Behördensprecher", "Behörde"),
        ("Regierungssprecher", "Regierung"),
        ("UN-Sprecher", "UN"),
        ("Pressesprecher", ""),
    ],
)
def test_spokespeople_tell_whom_they_speak_for(word, body):
    """The first part of a compound is the body, where it is one."""
    noun = WORDS.noun(word)
    assert (noun.spoken_for, noun.represents) == (body, True)


@pytest.mark.parametrize(
    ("word", "wanted"), [("Anwältin", True), ("Vertreter", True), ("Staatsanwalt", False), ("Stellvertreter", False), ("Medienvertreter", False)]
)
def test_lawyers_represent_and_prosecutors_do_not(word, wanted):
    """Only whole words for representatives count."""
    assert WORDS.noun(word).represents is wanted
