"""Indirect quotations in German, as marked-up sentences; the rule that must find each stands before it."""

import pytest
from tests.quote.marked import quotations_in, read_marked, roles_of

from wortlaut.records import Kind

INDIRECT = [
    ("indirect/dass", "<frame><speaker>Kolb</speaker> <cue>sagte</cue>, </frame><quote>dass der Damm hält</quote>."),
    ("indirect/dass", "<frame><speaker>Der Landrat</speaker> <cue>geht davon aus</cue>, </frame><quote>dass der Pegel sinkt</quote>."),
    (
        "indirect/dass",
        "<frame>Am Montag <cue>gab</cue> <speaker>der Betreiber</speaker> <cue>bekannt</cue>, </frame><quote>dass die Turbine steht</quote>.",
    ),
    (
        "indirect/dass",
        "<frame><speaker>Der Leiter des Amts</speaker>, Jonas Vry, <cue>wies</cue> darauf <cue>hin</cue>, </frame><quote>dass gemessen wird</quote>.",
    ),
    (
        "indirect/dass",
        "<frame><speaker>Kolb</speaker> <cue>erklärte</cue> <addressee>den Anwohnern</addressee>, </frame><quote>dass niemand umziehen muss</quote>.",
    ),
    ("indirect/konjunktiv-behind", "<frame><speaker>Kolb</speaker> <cue>sagte</cue>, </frame><quote>der Damm halte</quote>."),
    (
        "indirect/infinitive",
        "<frame><speaker>Kolb</speaker> <cue>warf</cue> dem Land <cue>vor</cue>, </frame><quote>den Damm vernachlässigt zu haben</quote>.",
    ),
    (
        "indirect/indicative-before",
        "<quote>Der Damm hält</quote><frame>, <cue>teilte</cue> später <speaker>der Direktor des Amts</speaker>, Jan Vry, <cue>mit</cue></frame>.",
    ),
    ("indirect/dass", "<frame>Von <speaker>der Opposition</speaker> wurde <cue>kritisiert</cue>, </frame><quote>dass Zahlen fehlen</quote>."),
    ("indirect/dass", "<frame><speaker>Die Anwohner</speaker> haben <cue>beklagt</cue>, </frame><quote>dass niemand zuhört</quote>."),
    ("indirect/question", "<frame><speaker>Der Rat</speaker> <cue>fragte</cue>, </frame><quote>warum das Gutachten fehlt</quote>."),
    ("indirect/dass", "<frame><speaker>Sie</speaker> <cue>fragte</cue>, </frame><quote>ob der Damm hält</quote>."),
    ("indirect/infinitive", "<frame><speaker>Kolb</speaker> <cue>forderte</cue>, </frame><quote>den Pegel sofort zu senken</quote>."),
    ("indirect/infinitive", "<frame><speaker>Der Betreiber</speaker> <cue>versprach</cue>, </frame><quote>die Risse bis Mai zu schließen</quote>."),
    (
        "indirect/infinitive",
        "<frame><speaker>Kolb</speaker> <cue>forderte</cue> <addressee>den Betreiber</addressee> <cue>auf</cue>, </frame><quote>Zahlen zu nennen</quote>.",
    ),
    ("indirect/konjunktiv-behind", "<frame><speaker>Der Landrat</speaker> <cue>sagte</cue>, </frame><quote>der Damm sei sicher</quote>."),
    (
        "indirect/konjunktiv-behind",
        "<frame><speaker>Kolb</speaker> <cue>kündigte an</cue>, </frame><quote>die Gemeinde werde klagen</quote>.",
    ),
    (
        "indirect/konjunktiv-behind",
        "<frame><speaker>Der Landrat</speaker> <cue>sagte</cue>, </frame><quote>wenn das Gutachten vorliege, werde gebaut</quote>.",
    ),
    ("indirect/konjunktiv-before", "<quote>Der Damm sei sicher</quote><frame>, <cue>sagte</cue> <speaker>der Landrat</speaker></frame>."),
    (
        "indirect/konjunktiv-before",
        "<quote>Die Gemeinde werde klagen</quote><frame>, <cue>kündigte</cue> <speaker>Kolb</speaker> am Dienstag <cue>an</cue></frame>.",
    ),
    (
        "indirect/konjunktiv-before",
        "<quote>Der Damm</quote><frame>, <cue>sagte</cue> <speaker>der Landrat</speaker>, </frame><quote>sei sicher</quote>.",
    ),
    ("indirect/konjunktiv-before", "<quote>Es sei alles geprüft</quote><frame>, <cue>hieß es</cue> aus <speaker>dem Ministerium</speaker></frame>."),
    (
        "indirect/konjunktiv-before",
        "<quote>Der Vertrag sei hinfällig</quote><frame>, <cue>ließ</cue> <speaker>die Ministerin</speaker> gestern <cue>ausrichten</cue></frame>.",
    ),
    (
        "indirect/indicative-before",
        "<quote>Die Turbine steht still</quote><frame>, das <cue>teilte</cue> <speaker>der Betreiber</speaker> <cue>mit</cue></frame>.",
    ),
    (
        "indirect/wie",
        "<frame>Wie <speaker>der Sprecher</speaker>, Jan Ott, in Merlingen <cue>mitteilte</cue>, </frame><quote>steht die Turbine still</quote>.",
    ),
    ("indirect/nach-angaben", "<frame><cue>Nach</cue> <speaker>Behördenangaben</speaker> </frame><quote>sind zwei Straßen gesperrt</quote>."),
    ("indirect/nach-angaben", "<quote>Der Damm hält </quote><frame><cue>nach</cue> <speaker>Einschätzung der Gutachterin</speaker></frame>."),
    ("indirect/dass", "<frame><speaker>Der Landrat</speaker> <cue>sprach</cue> davon, </frame><quote>dass alles geprüft sei</quote>."),
    ("indirect/indicative-before", "<quote>Der Damm ist sicher</quote><frame>, <cue>glaubt</cue> <speaker>der Landrat</speaker></frame>."),
    ("indirect/wie", "<frame>Wie <speaker>der Betreiber</speaker> <cue>mitteilte</cue>, </frame><quote>steht die Turbine still</quote>."),
    ("indirect/wie", "<quote>Die Turbine steht still</quote><frame>, wie <speaker>der Betreiber</speaker> am Montag <cue>mitteilte</cue></frame>."),
    ("indirect/so", "<quote>Der Pegel sinkt seit Tagen</quote><frame>, <cue>so</cue> <speaker>das Wasseramt</speaker></frame>."),
    (
        "indirect/so-verb",
        "<quote>Der Grund sei</quote><frame>, so <cue>vermutet</cue> <speaker>Kolb</speaker>, </frame><quote>ein alter Riss</quote>.",
    ),
    ("indirect/laut", "<frame><cue>Laut</cue> <speaker>Wasseramt</speaker> </frame><quote>sinkt der Pegel</quote>."),
    ("indirect/laut", "<quote>Der Pegel ist </quote><frame><cue>laut</cue> <speaker>dem Wasseramt</speaker> </frame><quote>gesunken</quote>."),
    ("indirect/nach-angaben", "<frame><cue>Nach</cue> <speaker>Angaben des Betreibers</speaker> </frame><quote>steht die Turbine still</quote>."),
    ("indirect/nach-angaben", "<frame><cue>Nach</cue> <speaker>eigenen Angaben</speaker> </frame><quote>hat der Betreiber alles geprüft</quote>."),
    ("indirect/nach-angaben", "<frame><cue>Nach</cue> <speaker>Ansicht von Ida Kolb</speaker> </frame><quote>fehlt ein Gutachten</quote>."),
    ("indirect/zufolge", "<frame><speaker>Dem Bericht</speaker> <cue>zufolge</cue> </frame><quote>sind die Risse alt</quote>."),
    ("indirect/view-of", "<frame><cue>Aus</cue> <speaker>Sicht der Gemeinde</speaker> </frame><quote>fehlt ein Gutachten</quote>."),
    (
        "indirect/konjunktiv-before",
        "<quote>Der Damm habe Risse</quote><frame>, <cue>heißt es</cue> in <speaker>dem 140 Seiten starken Gutachten</speaker></frame>.",
    ),
    (
        "indirect/konjunktiv-behind",
        "<frame><speaker>Jan Ott</speaker> <cue>sagte</cue>, </frame><quote>es sei laut geworden und Südmark habe mit einer Klage gedroht</quote>.",
    ),
    ("indirect/konjunktiv-before", "<quote>Am Ufer sei es zu laut</quote><frame>, <cue>sagte</cue> <speaker>Jan Ott</speaker></frame>."),
    ("indirect/konjunktiv-before", "<quote>Der Damm habe Risse</quote><frame>, <cue>sagte</cue> jedoch <speaker>der Landrat</speaker></frame>."),
    (
        "indirect/konjunktiv-behind",
        "<frame>Aus <speaker>Delegationskreisen</speaker> <cue>verlautete</cue>, </frame><quote>der Damm sei sicher</quote>.",
    ),
    (
        "indirect/infinitive",
        "<frame><speaker>Sein neuer Bericht</speaker>, der vorliegt, <cue>empfiehlt</cue> allerdings, </frame><quote>Sensoren einzubauen</quote>.",
    ),
    ("indirect/unlisted", "<frame><speaker>Der Landrat</speaker> <cue>stichelte</cue>, </frame><quote>die Gemeinde habe nie gemessen</quote>."),
]


@pytest.mark.parametrize(("rule", "source"), INDIRECT)
def test_reworded_speech_with_a_frame_is_indirect(rule, source):
    """A content clause with its frame in the sentence is one indirect quotation with its roles, found by the rule named."""
    marked = read_marked(source)
    found = quotations_in(marked.text)
    assert [(q.kind, q.rule, roles_of(q)) for q in found] == [(Kind.INDIRECT, rule, marked.quotations[0])]


def test_a_frame_in_the_next_sentence_points_back():
    """`Das teilte X mit.` frames the sentence before it, which is the content without its final stop."""
    marked = read_marked(
        "<quote>Die Turbine steht seit Montag still</quote>. <frame>Das <cue>teilte</cue> <speaker>der Betreiber</speaker> <cue>mit</cue></frame>."
    )
    (found,) = quotations_in(marked.text)
    assert (found.kind, found.rule, roles_of(found)) == (Kind.INDIRECT, "indirect/frame-next", marked.quotations[0])


def test_demnach_belongs_to_the_source_named_before():
    """`Demnach` is frame and cue of an indirect quotation whose speaker is the source named before."""
    first, second = quotations_in("Laut Wasseramt sinkt der Pegel. Demnach fehlen zwei Meter.")
    assert (second.kind, second.rule) == (Kind.INDIRECT, "indirect/accordingly")
    assert roles_of(second) == {
        "quote": ("fehlen zwei Meter",),
        "cue": ("Demnach",),
        "frame": ("Demnach",),
        "speaker": ("Wasseramt",),
        "addressee": (),
    }
    assert second.speaker == first.speaker


def test_the_cited_source_speaks_not_the_medium():
    """`wie die Zeitung unter Berufung auf X berichtet` renders the words of X."""
    (found,) = quotations_in("Wie der Merletaler Bote unter Berufung auf Ratskreise berichtet, steht die Turbine still.")
    assert roles_of(found)["speaker"] == ("Ratskreise",)


def test_fragments_in_marks_are_nested_direct_quotations():
    """A verbatim fragment inside an indirect quotation is a direct quotation nested in it, of the same speaker."""
    outer, inner = quotations_in("Kolb sagte, der Damm sei „ein Denkmal der Dummheit“.")
    assert (outer.kind, inner.kind) == (Kind.INDIRECT, Kind.DIRECT)
    assert inner.nested_in == outer.id
    assert roles_of(inner)["quote"] == ("„ein Denkmal der Dummheit“",)
    assert inner.speaker == outer.speaker


def test_chains_nest():
    """A says that B promised something: the inner promise is nested in the outer report."""
    outer, inner = quotations_in("Kolb sagte, dass der Betreiber versprochen habe, die Risse zu schließen.")
    assert roles_of(outer)["speaker"] == ("Kolb",)
    assert roles_of(inner)["quote"] == ("die Risse zu schließen",)
    assert roles_of(inner)["speaker"] == ("der Betreiber",)
    assert inner.nested_in == outer.id


def test_a_frame_without_a_speaker_says_so():
    """Where the frame names nobody the speaker stays empty and the reason is given."""
    (found,) = quotations_in("Es wird befürchtet, dass der Damm bricht.")
    assert found.speaker == ()
    assert found.speaker_reason


NOUNS = [
    "<frame><speaker>Kolb</speaker> <cue>vertritt</cue> die <cue>Ansicht</cue>, </frame><quote>dass ein Gutachten fehlt</quote>.",
    "Der Rat beriet <frame>über die <cue>Forderung</cue> <speaker>der Anwohner</speaker>, </frame><quote>den Pegel zu senken</quote>.",
]


@pytest.mark.parametrize("source", NOUNS)
def test_nouns_of_saying_frame_their_clause(source):
    """A noun of saying with a content clause frames an indirect quotation; its holder is the speaker."""
    marked = read_marked(source)
    assert [(q.kind, q.rule, roles_of(q)) for q in quotations_in(marked.text)] == [(Kind.INDIRECT, "indirect/noun", marked.quotations[0])]


def test_an_indirect_and_a_direct_quotation_share_a_frame_at_a_colon():
    """`..., sagte X: „...“` frames what stands before it and what stands behind it."""
    first, second = quotations_in("Niemand wisse, ob der Damm halte, sagte Kolb: „Wir messen noch.“")
    assert (first.kind, second.kind) == (Kind.INDIRECT, Kind.DIRECT)
    assert first.frame == second.frame
    assert roles_of(second)["speaker"] == ("Kolb",)


def test_a_direct_quotation_behind_an_indirect_one_has_no_frame():
    """`X sagte, es werde eng: „...“`: the frame belongs to the indirect quotation alone."""
    first, second = quotations_in("Kolb sagte, die Lage sei ernst: „Wir messen noch.“")
    assert (first.kind, second.kind, second.rule) == (Kind.INDIRECT, Kind.DIRECT, "direct/after-indirect")
    assert (second.frame, second.speaker) == ((), first.speaker)


def test_names_in_marks_inside_a_quotation_are_no_fragments():
    """A newspaper or a band in marks, named inside an indirect quotation, is not somebody's words."""
    (found,) = quotations_in("Kolb sagte, die Zeitung „Merletaler Bote“ habe falsch berichtet.")
    assert found.kind is Kind.INDIRECT


def test_a_fragment_is_not_cut_at_its_commas():
    """Commas inside marks do not end the clause around them."""
    outer, inner = quotations_in("Kolb sprach von einem „Ausgleich, mit dem alle leben können“.")
    assert roles_of(outer)["quote"] == ("Kolb sprach von einem „Ausgleich, mit dem alle leben können“.",)
    assert inner.nested_in == outer.id


def test_a_conditional_in_front_of_a_verb_of_saying_is_no_content():
    """`Wenn ..., warnt X vor Y` renders a warning, not the condition."""
    assert [q.kind for q in quotations_in("Wenn der Pegel steigt, warnt das Wasseramt vor Hochwasser.")] == [Kind.REPORTED]


def test_what_others_said_inside_a_direct_quotation_is_nested():
    """`„Der Rat hat gesagt, dass ...“, sagte X`: the inner quotation has its own speaker and lies within the outer one."""
    outer, inner = quotations_in("„Der Rat hat gesagt, dass der Damm hält“, sagte Kolb.")
    assert (outer.kind, inner.kind, inner.rule) == (Kind.DIRECT, Kind.INDIRECT, "nested/dass")
    assert inner.nested_in == outer.id
    assert (roles_of(inner)["quote"], roles_of(inner)["speaker"]) == (("dass der Damm hält",), ("Der Rat",))


def test_evidence_inside_a_direct_quotation_is_no_speaker():
    """`„Der Test zeigt, dass ...“` renders nobody's words but the speaker's own."""
    assert [q.kind for q in quotations_in("„Der Test zeigt, dass der Damm hält“, sagte Kolb.")] == [Kind.DIRECT]


def test_a_second_verb_of_saying_frames_what_stands_behind_the_colon():
    """`..., sagte X und fügte hinzu: „...“`: each quotation has the verb next to it as its frame."""
    first, second = quotations_in("Er hoffe auf Hilfe, sagte Kolb und fügte hinzu: „Wir warten.“")
    assert (roles_of(first)["frame"], roles_of(second)["frame"]) == ((", sagte Kolb",), ("und fügte hinzu:",))
    assert first.speaker == second.speaker


def test_one_capital_word_in_marks_behind_an_indefinite_article_is_a_fragment():
    """`sprach von einem „Skandal“` cites a word; without the article it could be a name."""
    outer, inner = quotations_in("Kolb sprach von einem „Skandal“.")
    assert (outer.kind, inner.kind, inner.nested_in) == (Kind.REPORTED, Kind.DIRECT, outer.id)


def test_hiess_es_speaks_for_the_document_named_before():
    """`..., hieß es` without a source goes on with the document that the sentence before names, not with an earlier person."""
    found = quotations_in("Kolb sagte, man warte. Ob der Damm hält, geht aus dem Gutachten nicht hervor. Es sei zu früh, hieß es lediglich.")
    assert roles_of(found[-1])["speaker"] == ("dem Gutachten",)


def test_what_stands_behind_a_colon_is_quoted_without_the_clause_in_front():
    """`CLAUSE, doch nun dämpft X die Erwartungen: CONTENT, teilte Y mit`: the content starts behind the colon, and so does its speaker's part."""
    text = "Der Rat hatte auf schnelle Hilfe gehofft, doch nun dämpft Kolb die Erwartungen: Die Prüfung werde „bis Mai“ dauern, teilte der Betreiber mit."
    report, content, fragment = quotations_in(text)
    assert roles_of(report)["quote"] == ("Der Rat hatte auf schnelle Hilfe gehofft",)
    assert roles_of(content)["quote"] == ("Die Prüfung werde „bis Mai“ dauern",)
    assert roles_of(content)["speaker"] == ("der Betreiber",)
    assert fragment.nested_in == content.id


@pytest.mark.parametrize(
    "text", ["Welche zwei er meinte, sagte sein Ministerium nicht.", "Wann gebaut wird, sagte der Landrat auch am Montag nicht."]
)
def test_a_question_left_unanswered_is_no_quotation(text):
    """A question in front of a verb of saying that is negated renders nobody's words."""
    assert quotations_in(text) == ()


STATEMENTS = [
    ("Das Ministerium veröffentlichte eine Mitteilung.", ()),
    ("Am Abend folgte eine Mitteilung des Umweltministeriums.", ("eine Mitteilung des Umweltministeriums",)),
    ("Am Abend folgte die Erklärung von Jan Ott.", ("die Erklärung von Jan Ott",)),
]


@pytest.mark.parametrize(("before", "speaker"), STATEMENTS)
def test_hiess_es_without_a_source_belongs_to_a_statement_named_before_or_to_nobody(before, speaker):
    """`hieß es` never takes the person of an earlier sentence for its speaker, and a passage behind it inherits what it has."""
    _, framed, passage = quotations_in(f"Ida Kolb forderte einen Baustopp. {before} Eine Prüfung sei nötig, hieß es lediglich. Der Damm habe Risse.")
    assert roles_of(framed)["speaker"] == speaker
    assert roles_of(passage)["speaker"] == speaker
    assert bool(framed.speaker_reason) == (not speaker)


def test_heisst_es_weiter_goes_on_with_the_source_named_before():
    """`heißt es weiter` belongs to the document that an earlier `heißt es` names."""
    first, second = quotations_in("In dem Papier der Kammer heißt es, der Damm habe Risse. Er müsse saniert werden, heißt es weiter.")
    assert roles_of(first)["speaker"] == roles_of(second)["speaker"] == ("dem Papier der Kammer",)
