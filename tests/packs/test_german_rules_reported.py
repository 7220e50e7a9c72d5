"""Reported speech acts and frameless passages in German."""

import pytest
from tests.quote.marked import quotations_in, read_marked, roles_of

from wortlaut.records import Kind

REPORTED = [
    ("reported/object", "<quote><speaker>Kolb</speaker> forderte einen sofortigen Baustopp.</quote>"),
    ("reported/object", "<quote><speaker>Der Naturschutzbund</speaker> kritisierte die Pläne der Regierung scharf.</quote>"),
    ("reported/object", "<quote>Am Montag kündigte <speaker>der Betreiber</speaker> eine Prüfung an.</quote>"),
    ("reported/object", "<quote><speaker>Die Gemeinde</speaker> lehnt den Ausbau ab.</quote>"),
    ("reported/object", "<quote><speaker>Der Landrat</speaker> wies die Vorwürfe zurück.</quote>"),
    ("reported/object", "<quote><speaker>Kolb</speaker> hat die Entscheidung begrüßt.</quote>"),
    ("reported/object", "<quote>Zuvor hatten <speaker>Anwohner und Fischer</speaker> mehr Schutz verlangt.</quote>"),
    ("reported/object-passive", "<quote>Der Ausbau wurde von <speaker>der Opposition</speaker> kritisiert.</quote>"),
    ("reported/object-passive", "<quote>Gefordert wird ein neues Gutachten.</quote>"),
    ("reported/preposition", "<quote><speaker>Der Wetterdienst</speaker> warnte vor Hochwasser.</quote>"),
    ("reported/preposition", "<quote><speaker>Der Landrat</speaker> sprach von einem guten Tag.</quote>"),
    ("reported/sich", "<quote><speaker>Die Anwohner</speaker> sprachen sich gegen den Ausbau aus.</quote>"),
    ("reported/predicative", "<quote><speaker>Kolb</speaker> bezeichnete den Plan als Fehler.</quote>"),
    ("reported/nennen", "<quote><speaker>Kolb</speaker> nannte den Plan einen Fehler.</quote>"),
    ("reported/plain", "<quote><speaker>Der Betreiber</speaker> widersprach.</quote>"),
]


@pytest.mark.parametrize(("rule", "source"), REPORTED)
def test_a_speech_act_without_a_content_clause_is_reported(rule, source):
    """A verb of saying with an object, a preposition or a predicative reports: the whole sentence, no cue, no frame."""
    marked = read_marked(source)
    found = quotations_in(marked.text)
    assert [(q.kind, q.rule, roles_of(q)) for q in found] == [(Kind.REPORTED, rule, marked.quotations[0])]


def test_two_reporting_verbs_of_one_speaker_are_one_quotation():
    """Two coordinated verbs that both report are one reported quotation."""
    (found,) = quotations_in("Kolb kritisierte den Betreiber und forderte ein Gutachten.")
    assert (found.kind, roles_of(found)["speaker"]) == (Kind.REPORTED, ("Kolb",))


def test_a_second_verb_with_aber_keeps_the_subject():
    """`X begrüßte ..., beklagte aber ...`: one report of X; the object behind `aber` is no speaker."""
    (found,) = quotations_in("Tarik Welling begrüßte die Pläne, beklagte aber mangelnde Absprache.")
    assert (found.kind, roles_of(found)["speaker"]) == (Kind.REPORTED, ("Tarik Welling",))
    assert roles_of(found)["quote"] == ("Tarik Welling begrüßte die Pläne, beklagte aber mangelnde Absprache.",)


def test_speaking_out_without_content_is_no_report():
    """`äußerte sich` with company, time and place renders nothing."""
    assert quotations_in("Kolb äußerte sich am Dienstag gemeinsam mit ihrem Amtskollegen Jan Ott nach einem Treffen.") == ()


def test_the_last_speaker_of_a_sentence_speaks_on():
    """A frameless passage belongs to who spoke last in the sentence before it, not to an earlier report there."""
    found = quotations_in(
        "Am Montag hatte Nordau den Stau noch begrüßt, doch nun kippt der Ton: „Wir warten ab“, sagte Ostermoor. Der Damm sei unsicher."
    )
    assert [roles_of(q)["speaker"] for q in found] == [("Nordau",), ("Ostermoor",), ("Ostermoor",)]


def test_a_passage_behind_a_pronoun_of_another_gender_keeps_the_pronoun():
    """`berichtet er` behind a spokeswoman is somebody else: what follows is not handed to her."""
    text = "„So ist es“, sagte Sprecherin Nele Grabert. Ein Mitarbeiter erzählt es anders. „Der Damm hat Risse“, berichtet er. Der Text sei fertig."
    assert [roles_of(q)["speaker"] for q in quotations_in(text)] == [("Sprecherin Nele Grabert",), ("er",), ("er",)]


def test_the_view_of_somebody_is_carried_on_as_that_person():
    """Behind `Aus Sicht der Ministerin ...` a frameless passage belongs to the minister, not to her view."""
    _, passage = quotations_in("Aus Sicht der Ministerin eilt der Bau nicht. Der Damm halte noch lange.")
    assert roles_of(passage)["speaker"] == ("der Ministerin",)


def test_a_report_and_a_frame_in_one_sentence_are_two_quotations():
    """Where one verb reports and the next takes a clause, the sentence holds two quotations of one speaker."""
    first, second = quotations_in("Kolb erwartet eine Entscheidung und gab bekannt, dass die Gemeinde klagt.")
    assert (first.kind, second.kind) == (Kind.REPORTED, Kind.INDIRECT)
    assert roles_of(second)["speaker"] == ("Kolb",)


PASSAGES = [
    (
        "passage/strong",
        "Der Landrat sagte, der Damm sei sicher. <quote>Er habe ihn prüfen lassen. Das müsse genügen.</quote>",
        ("Er habe ihn prüfen lassen.", "Das müsse genügen."),
        "Der Landrat",
    ),
    ("passage/weak", "Der Landrat sagte, der Damm sei sicher. Die Risse könnten warten.", ("Die Risse könnten warten.",), "Der Landrat"),
    ("passage/strong", "Nach Angaben von Ida Kolb fehlt ein Gutachten. Niemand habe es bestellt.", ("Niemand habe es bestellt.",), "Ida Kolb"),
]


@pytest.mark.parametrize(("rule", "source", "parts", "speaker"), PASSAGES)
def test_konjunktiv_without_a_frame_goes_on_with_the_report(rule, source, parts, speaker):
    """Sentences in the Konjunktiv without a frame are one quotation of the speaker named before, one part per sentence."""
    found = quotations_in(read_marked(source).text)[-1]
    assert (found.kind, found.rule, found.cue, found.frame) == (Kind.INDIRECT_FREE_INDIRECT, rule, (), ())
    assert roles_of(found)["quote"] == parts
    assert roles_of(found)["speaker"] == (speaker,)


def test_a_passage_ends_where_the_indicative_returns():
    """The article's own sentence after a passage is not part of it."""
    found = quotations_in("Kolb sagte, der Damm sei alt. Er habe Risse. Der Damm steht seit 1911.")
    assert [roles_of(q)["quote"] for q in found] == [("der Damm sei alt",), ("Er habe Risse.",)]


@pytest.mark.parametrize("text", ["Das könnte teuer werden.", "Man möchte den Damm sehen.", "Der Bau wäre 1911 fast gescheitert."])
def test_konjunktiv_of_the_article_itself_is_no_quotation(text):
    """Konjunktiv II without a quotation before it is the article's own conjecture."""
    assert quotations_in(text) == ()


@pytest.mark.parametrize("text", ["Das könnte teuer werden.", "Damit könnten Klagen folgen."])
def test_conclusions_behind_a_quotation_are_the_articles_own(text):
    """Konjunktiv II in the singular, or behind a concluding word, is conjecture of the article even right behind a quotation."""
    assert len(quotations_in("Kolb sagte, der Damm sei alt. " + text)) == 1


def test_the_first_person_is_no_konjunktiv():
    """`ich habe` is an indicative, although the form can be Konjunktiv."""
    assert quotations_in("Kolb sagte, der Damm sei alt. Ich habe ihn gesehen.")[-1].kind is Kind.INDIRECT


def test_plans_that_follow_a_report_are_free_indirect():
    """A sentence with sollen right behind a report, without a frame, renders what was announced: free indirect, same speaker."""
    first, second = quotations_in("Der Betreiber kündigte eine Prüfung an. Die Turbine soll bis Mai stillstehen.")
    assert (second.kind, second.rule, second.frame) == (Kind.FREE_INDIRECT, "passage/sollen", ())
    assert second.speaker == first.speaker


def test_konjunktiv_behind_a_colon_goes_on_with_the_report():
    """Behind the colon of a reported speech act a clause in the Konjunktiv is a frameless quotation of the same speaker."""
    first, second = quotations_in("Der Landrat wies die Vorwürfe zurück: Der Damm sei geprüft worden.")
    assert (first.kind, second.kind, second.rule) == (Kind.REPORTED, Kind.INDIRECT_FREE_INDIRECT, "passage/colon")
    assert roles_of(second)["quote"] == ("Der Damm sei geprüft worden.",)
    assert second.speaker == first.speaker
