"""Direct quotations in German, as marked-up sentences: kind and sentence, the tags say what must be found."""

import pytest
from tests.quote.marked import quotations_in, read_marked, roles_of

from wortlaut.records import Kind

DIRECT = [
    "<quote>„Der Vertrag liegt vor“</quote><frame>, <cue>betonte</cue> <speaker>sie</speaker></frame>.",
    "<quote>„Der Damm hält“</quote><frame>, <cue>sagte</cue> <speaker>Bürgermeisterin Ida Kolb</speaker> am Freitag in Merlingen</frame>.",
    '<quote>"Der Damm hält"</quote><frame>, <cue>sagte</cue> <speaker>Ida Kolb</speaker></frame>.',
    "<quote>“Der Damm hält”</quote><frame>, <cue>sagte</cue> <speaker>Ida Kolb</speaker></frame>.",
    "<quote>«Der Damm hält»</quote><frame>, <cue>sagte</cue> <speaker>Ida Kolb</speaker></frame>.",
    "<quote>»Der Damm hält«</quote><frame>, <cue>sagte</cue> <speaker>Ida Kolb</speaker></frame>.",
    "<quote>„Wird der Damm halten?“</quote><frame>, <cue>fragte</cue> <speaker>der Landrat</speaker></frame>.",
    "<frame><speaker>Der Landrat</speaker> <cue>sagte</cue>: </frame><quote>„Wir bauen weiter.“</quote>",
    "<frame><speaker>Die Ingenieurin</speaker> <cue>teilte</cue> dazu <cue>mit</cue>: </frame><quote>„Die Risse sind alt.“</quote>",
    "<frame>Am Montag <cue>erklärte</cue> <speaker>der Betreiber</speaker>: </frame><quote>„Es besteht keine Gefahr.“</quote>",
    "<quote>„Wir warten“</quote><frame>, <cue>sagte</cue> <speaker>der Landrat</speaker>, </frame><quote>„bis das Gutachten vorliegt.“</quote>",
    "<quote>„Das reicht nicht“</quote><frame>, <cue>so</cue> <speaker>der Naturschutzbund</speaker></frame>.",
    "<quote>„Der Pegel sinkt“</quote><frame>, <cue>heißt es</cue> in <speaker>dem Bericht</speaker></frame>.",
    "<quote>„Das ist ein Anfang“</quote><frame>, <cue>sagte</cue> <speaker>Kolb</speaker> <addressee>dem Merletaler Boten</addressee></frame>.",
    "<quote>„Das ist ein Anfang“</quote><frame>, <cue>sagte</cue> <speaker>Kolb</speaker> <addressee>gegenüber dieser Zeitung</addressee></frame>.",
    "<quote>„Das ist neu“</quote><frame>, <cue>sagte</cue> <speaker>eine Sprecherin</speaker> <addressee>der Nachrichtenagentur fpa</addressee></frame>.",
    "<quote>„Das ist neu“</quote><frame>, <cue>sagte</cue> <speaker>Ministerin Ostermoor</speaker> <addressee>der „Nordauer Zeitung“</addressee></frame>.",
    "<quote>„Das ist neu“</quote><frame>, <cue>sagte</cue> <speaker>ein Reporter der Nachrichtenagentur fpa</speaker></frame>.",
    "<quote>„Das ist neu“</quote><frame>, <cue>schrieb</cue> <speaker>der Nordauer Abgeordnete Piet Lammers</speaker> in einem Gastbeitrag</frame>.",
    "<quote>„Das stimmt nicht“</quote><frame>, <cue>widersprach</cue> <speaker>der Sprecher des Betreibers</speaker></frame>.",
    "<quote>„Ach was“</quote><frame>, <cue>lachte</cue> <speaker>die Wirtin</speaker></frame>.",
]


@pytest.mark.parametrize("source", DIRECT)
def test_verbatim_speech_with_a_frame_is_direct(source):
    """Words in marks with a frame before, inside or after them are one direct quotation with its roles."""
    marked = read_marked(source)
    found = quotations_in(marked.text)
    assert [(q.kind, roles_of(q)) for q in found] == [(Kind.DIRECT, marked.quotations[0])]


FLOATING = [
    "<quote>„Der Damm hält“</quote><frame>, <cue>sagte</cue> <speaker>Ida Kolb</speaker></frame>. <quote2>„Daran zweifelt niemand.“</quote2>",
    "<frame><speaker>Kolb</speaker> <cue>kritisierte</cue>, </frame><quote>das Gutachten komme zu spät</quote>. <quote2>„Wir verlieren ein Jahr.“</quote2>",
]


@pytest.mark.parametrize("source", FLOATING)
def test_a_sentence_in_marks_without_a_frame_belongs_to_the_speaker_before(source):
    """A whole sentence in marks without a frame is a direct quotation of whoever spoke last."""
    marked = read_marked(source)
    first, second = quotations_in(marked.text)
    assert roles_of(first) == marked.quotations[0]
    assert (second.kind, second.frame, second.cue) == (Kind.DIRECT, (), ())
    assert roles_of(second)["quote"] == marked.quotations[1]["quote"]
    assert second.speaker == first.speaker


def test_a_pronoun_is_not_handed_on_where_a_name_is_known():
    """A floating quotation takes the nearest mention that names the speaker, not the pronoun in between."""
    text = "„Der Damm hält“, sagte Ida Kolb. „Das weiß ich“, ergänzte sie. „Seit Jahren.“"
    assert quotations_in(text)[-1].speaker[0].text == "Ida Kolb"


NOTHING = [
    "Der „Merletaler Bote“ erscheint seit 1921.",
    "Die sogenannte „Große Mauer“ wurde 1911 gebaut.",
    "Der Film „Unter dem Damm“ läuft im Kino „Lichtburg“.",
    "Am Dienstag traf Kolb den Landrat.",
    "Der Damm soll schon im Frühjahr Risse gehabt haben.",
    "Sie sprachen miteinander.",
    "Der Pegel stieg am Montag um zwei Meter, die Straße blieb gesperrt.",
    "Die Bürgermeisterin wurde 1970 in Merlingen geboren.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_names_in_marks_deeds_and_hearsay_are_no_quotations(text):
    """Titles, ironic marks, mere deeds and hearsay without a source are not quotations."""
    assert quotations_in(text) == ()


def test_a_quotation_over_several_sentences_has_one_part_for_each():
    """A pair of marks that runs over sentences is one quotation with one part per sentence."""
    (found,) = quotations_in("„Der Damm hält. Wir haben ihn geprüft“, sagte Kolb.")
    assert [span.text for span in found.quote] == ["„Der Damm hält.", "Wir haben ihn geprüft“"]


INTERVIEW = """Bote: Wird der Damm halten?
Kolb: Ja. Wir haben ihn geprüft.
Bote: Und die Risse?
Kolb: Die sind alt."""


def test_turns_of_an_interview_are_direct_quotations():
    """Paragraphs that start with a recurring name and a colon are direct quotations of that name, without marks."""
    found = quotations_in(INTERVIEW)
    assert [(q.kind, roles_of(q)["speaker"]) for q in found] == [(Kind.DIRECT, ("Bote",)), (Kind.DIRECT, ("Kolb",))] * 2
    assert roles_of(found[1]) == {
        "quote": ("Ja.", "Wir haben ihn geprüft."),
        "cue": (),
        "frame": ("Kolb:",),
        "speaker": ("Kolb",),
        "addressee": (),
    }


def test_a_single_label_makes_no_interview():
    """One paragraph that starts with a word and a colon is not an interview."""
    assert quotations_in("Merlingen: Der Damm steht seit 1911.\nDer See ist acht Kilometer lang.") == ()


def test_two_words_go_on_with_a_direct_quotation():
    """`„Das“, sagte X, „geht nicht.“` is one quotation in two parts."""
    (found,) = quotations_in("„Das“, sagte Kolb, „geht nicht.“")
    assert roles_of(found)["quote"] == ("„Das“", "„geht nicht.“")
