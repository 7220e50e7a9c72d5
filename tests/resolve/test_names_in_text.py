"""Names in one article: full name, surname later, titles, genitives, particles, namesakes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.resolve.marked_text import article_of, read

from wortlaut.parse import parse
from wortlaut.records import ActorKind, Kind, Producer, Quotation
from wortlaut.resolve import resolve
from wortlaut_de import German

NAMES = [
    # a full name stands for itself
    ("<q>Der Damm halte</q>, sagte <s>Jana Krell</s>.", "Jana Krell (named)"),
    ("<q>Der Damm halte</q>, sagte <s>die Ministerin Jana Krell</s>.", "Jana Krell (named)"),
    ("<q>Der Damm halte</q>, sagte <s>Umweltministerin Jana Krell (SPD)</s>.", "Jana Krell (named)"),
    ("<q>Der Damm halte</q>, sagte <s>Dr. Jana Krell</s>.", "Jana Krell (named)"),
    ("<q>Der Damm halte</q>, sagte <s>die Leiterin des Werks, Jana Krell</s>.", "Jana Krell (named)"),
    ("<q>Der Damm halte</q>, sagte <s>die Leiterin des Werks</s>, Jana Krell.", "Jana Krell (named)"),
    ("<q>Der Damm halte</q>, sagte <s>Jana Krell, Leiterin des Werks</s>.", "Jana Krell (named)"),
    # a surname later, with and without a title, in capitals, in the genitive
    ("Jana Krell reiste an. <q>Der Damm halte</q>, sagte <s>Krell</s>.", "Jana Krell (surname)"),
    ("Jana Krell reiste an. <q>Der Damm halte</q>, sagte <s>Frau Krell</s>.", "Jana Krell (title)"),
    ("Jana Krell reiste an. <q>Der Damm halte</q>, sagte <s>Ministerin Krell</s>.", "Jana Krell (title)"),
    ("JANA KRELL reiste an. <q>Der Damm halte</q>, sagte <s>KRELL</s>.", "JANA KRELL (surname)"),
    ("Jana Krell reiste an. Nach <s>Worten Krells</s> <q>hält der Damm</q>.", "Jana Krell (surname)"),
    ("Nach Angaben von Jana Krells Büro sei alles ruhig. <q>Der Damm halte</q>, sagte <s>Krell</s>.", "Jana Krell (surname)"),
    ("<q>Der Damm halte</q>, sagte <s>Krell</s>. Später sprach Jana Krell selbst.", "Jana Krell (surname)"),
    # small words, hyphens, apostrophes, initials in names
    ("Ursula von der Tarnau kam. <q>Der Damm halte</q>, sagte <s>von der Tarnau</s>.", "Ursula von der Tarnau (surname)"),
    ("Peter Moll-Rüter kam. <q>Der Damm halte</q>, sagte <s>Moll-Rüter</s>.", "Peter Moll-Rüter (surname)"),
    ("Der Gutachter Sean O'Dorrell kam. <q>Der Damm halte</q>, sagte <s>O'Dorrell</s>.", "Sean O'Dorrell (surname)"),
    ("Präsident Omar al-Sadun kam. <q>Der Damm halte</q>, sagte <s>al-Sadun</s>.", "Omar al-Sadun (surname)"),
    ("Alexander Van der Tarnau kam. <q>Der Damm halte</q>, sagte <s>Van der Tarnau</s>.", "Alexander Van der Tarnau (named)"),
    ("Der Ingenieur C.Y. Tarrant kam. <q>Der Damm halte</q>, sagte <s>Tarrant</s>.", "C.Y. Tarrant (surname)"),
    ("König Johannes XI. kam. <q>Der Damm halte</q>, sagte <s>König Johannes XI.</s>", "Johannes XI. (title)"),
    ("Adolfo Ruana Tarrant kam. <q>Der Damm halte</q>, sagte <s>Ruana</s>.", "Adolfo Ruana Tarrant (surname)"),
    ("<q>Der Damm halte</q>, sagte <s>der Kommissar für Flüsse und Seen Štefan Tarnik</s>.", "Štefan Tarnik (named)"),
    ("<q>Der Damm halte</q>, sagte <s>der Leiter des Werks und frühere Minister Jan Tarnik</s>.", "Jan Tarnik (named)"),
    ("<q>Der Damm halte</q>, sagte <s>Patrick Georg von der IG Metall</s>.", "Patrick Georg (named)"),
    ("<q>Der Damm halte</q>, sagte <s>der Anwalt der Familie – Jan Tarnik</s>.", "Jan Tarnik (named)"),
    ("<q>Der Damm halte</q>, sagte <s>Dammführer Jan Tarnik</s>.", "Jan Tarnik (named)"),
    ("Der Ingenieur Paul F. Tarrant kam. <q>Der Damm halte</q>, sagte <s>Tarrant</s>.", "Paul F. Tarrant (surname)"),
    ("Minister Jean-Paul Le Tarn kam. <q>Der Damm halte</q>, sagte <s>Le Tarn</s>.", "Jean-Paul Le Tarn (named)"),
    # a surname that is a common noun or a town
    ("Anna Bauer kam. <q>Der Damm halte</q>, sagte <s>Bauer</s>.", "Anna Bauer (surname)"),
    ("<q>Der Damm halte</q>, sagte <s>Frau Müller</s>.", "Müller (title)"),
    # an adjective participle before the name, an office with the name at the end
    ("<q>Der Damm halte</q>, sagte <s>der als Dammrebell bekannte Peter Moll</s>.", "Peter Moll (named)"),
]


@pytest.mark.parametrize(("text", "expected"), NAMES, ids=[text[-60:] for text, _ in NAMES])
def test_name_means_person(text, expected):
    """A name means the one person of the article that bears it, and the link says how it was found."""
    assert read(text).said() == expected


NAMESAKES = [
    ("Anna Moll und Peter Moll stritten. <q>Der Damm halte</q>, sagte <s>Moll</s>.", "- several could be meant: Anna Moll, Peter Moll"),
    ("Anna Moll und Peter Moll stritten. <q>Der Damm halte</q>, sagte <s>Frau Moll</s>.", "Anna Moll (title)"),
    ("Anna Moll und Peter Moll stritten. <q>Der Damm halte</q>, sagte <s>Peter Moll</s>.", "Peter Moll (named)"),
    ("Landrat Peter Moll traf Bürgermeister Jan Moll. <q>Der Damm halte</q>, sagte <s>Landrat Moll</s>.", "Peter Moll (title)"),
]


@pytest.mark.parametrize(("text", "expected"), NAMESAKES, ids=[text[-40:] for text, _ in NAMESAKES])
def test_namesakes_are_never_merged(text, expected):
    """Two people of one surname stay two, and the surname alone names neither of them."""
    assert read(text).said() == expected


def test_name_in_a_governed_phrase_is_not_the_speaker():
    """The lawyer of a person is not that person."""
    made = read("Peter Moll schwieg. <q>Der Damm halte</q>, sagte <s>der Anwalt des Ministers Peter Moll</s>.")
    assert made.actor() is None or made.actor().name != "Peter Moll"


def test_genitive_of_a_surname_is_not_the_speaker():
    """ "Molls Sprecherin" is not Moll."""
    made = read("Peter Moll schwieg. <q>Der Damm halte</q>, sagte <s>die Sprecherin Molls</s>.")
    assert (made.actor().name, made.actor().kind) == ("anonym: Sprecherin Molls", ActorKind.ANONYMOUS)


def test_actor_knows_every_form_and_role():
    """An actor lists the forms it is called by and the roles the text gives it."""
    actor = read("Umweltministerin Jana Krell kam. <q>Der Damm halte</q>, sagte <s>Krell</s>.").actor()
    assert (actor.name, actor.kind, actor.aliases, actor.roles) == ("Jana Krell", ActorKind.PERSON, ("Krell",), ("Umweltministerin",))


def test_full_name_is_one_actor_in_every_article():
    """The id of a person with a full name does not depend on the article, that of a bare surname does."""
    full, again = read("<q>Ja</q>, sagte <s>Jana Krell</s>."), read("<q>Nein</q>, sagte <s>Ministerin Jana Krell</s>.")
    assert full.actor().id == again.actor().id
    assert read("<q>Ja</q>, sagte <s>Frau Krell</s>.").actor().id != full.actor().id


def test_two_speakers_are_a_group():
    """Two names joined by a word are one group actor, never one of them."""
    made = read("<q>Der Damm halte</q>, sagten <s>Jana Krell und Peter Moll</s>.")
    assert (made.actor().name, made.actor().kind) == ("Jana Krell und Peter Moll", ActorKind.GROUP)


def test_every_mention_of_a_speaker_is_linked():
    """Mentions of a person who speaks are linked wherever they stand; people who never speak are no actors."""
    made = read("Jana Krell traf Peter Moll. Krell blieb lange. <q>Der Damm halte</q>, sagte <s>Krell</s>.")
    assert [(link.span.text, link.how) for link in made.resolution.links] == [("Jana Krell", "named"), ("Krell", "surname"), ("Krell", "surname")]
    assert [actor.name for actor in made.resolution.actors] == ["Jana Krell"]


def test_the_headline_tells_the_whole_name():
    """A name that only the headline tells in full is that of the surname in the text."""
    text = "Jana Krell warnt vor Flut\n\nDer Damm halte, sagte Krell."
    article = article_of(text)
    article = replace(article, headline=article.span(0, 25), lines=article.lines[1:])
    speaker = article.span(text.rindex("Krell"), text.rindex("Krell") + 5)
    quote = article.span(27, 41)
    made = Quotation("s-1", article.id, Kind.INDIRECT, (quote,), (), (), (speaker,), (), None, (), 1.0, "test", Producer("test", "1"))
    found = resolve(article, parse(article, German()), (made,), German().name_words())
    assert [actor.name for actor in found.actors] == ["Jana Krell"]


def test_a_genitive_name_behind_a_noun_is_no_title():
    """ "Die Verteidigung Jana Krells" is the defence, not Jana Krell."""
    assert read("Jana Krell kam. <q>Ja</q>, erklärte <s>die Verteidigung Jana Krells</s>.").actor().kind is not ActorKind.PERSON
