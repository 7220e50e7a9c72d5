"""What a speaker does stands in cue, frame or summary; which side a statement takes follows from act, negation and pole."""

from __future__ import annotations

import pytest

from wortlaut.pipeline import read_text
from wortlaut.records import Concept, Kind, Pole, Producer, Quotation, Span, SpeechAct
from wortlaut.stance.acts import acts_of
from wortlaut.stance.agreement import Sides
from wortlaut.stance.passage import Passage
from wortlaut_de.stance import load_stance_words

GERMAN = load_stance_words()
PROBESTAU = Concept(
    "probestau",
    (("de", "Der Probestau soll stattfinden"),),
    agree=Pole("Füllen", ("beginnen",)),
    disagree=Pole("Nicht füllen", ("absagen", "abbrechen")),
)


@pytest.mark.parametrize(
    ("words", "act"),
    [
        ("forderte", SpeechAct.DEMAND),
        ("wies den Vorwurf zurück", SpeechAct.REJECT),
        ("lehnt den Probestau ab", SpeechAct.REJECT),
        ("abgelehnt", SpeechAct.REJECT),
        ("warf vor", SpeechAct.ACCUSE),
        ("Der Vorwurf", SpeechAct.ACCUSE),
        ("kündigte an", SpeechAct.ANNOUNCE),
        ("bestreitet", SpeechAct.DENY),
        ("dementierte", SpeechAct.DENY),
        ("warnte", SpeechAct.WARN),
        ("begrüßt", SpeechAct.WELCOME),
        ("schlägt vor", SpeechAct.PROPOSE),
        ("vorzuschlagen", SpeechAct.PROPOSE),
        ("räumte ein", SpeechAct.ADMIT),
        ("versprach", SpeechAct.PROMISE),
        ("drohte", SpeechAct.THREATEN),
        ("kritisiert", SpeechAct.CRITICISE),
        ("fragte", SpeechAct.ASK),
        ("sagte", None),
        ("laut", None),
        ("schlug die Tür zu", None),
        ("lehnt an der Mauer", None),
    ],
)
def test_verbs_and_nouns_tell_acts(words: str, act: SpeechAct | None) -> None:
    """A separable verb counts with its particle only; a plain verb of saying tells no act of its own."""
    assert GERMAN.act(words) is act


def quotation(text: str, cue: str, kind: Kind, key: str = "s-1", within: str | None = None) -> Quotation:
    """A quotation whose words are the text before the bar and whose frame is what stands behind it."""
    words, _, frame = text.partition("|")
    spans = (Span(0, len(words), words),)
    framed = (Span(len(words) + 1, len(words) + 1 + len(frame), frame),) if frame else ()
    cued = (Span(framed[0].start + frame.index(cue), framed[0].start + frame.index(cue) + len(cue), cue),) if cue else ()
    return Quotation(key, "a-1", kind, spans, cued, framed, (), (), within, (), 0.9, "", Producer("test", "1"))


def test_the_act_stands_in_cue_frame_or_summary() -> None:
    """The cue comes first, then the frame, then, for a reported statement, its own words; all else is an assertion."""
    every = [
        quotation("Der Damm hält|versprach sie", "versprach", Kind.DIRECT, "a"),
        quotation("Der Damm hält|lautete ihre Forderung", "lautete", Kind.DIRECT, "b"),
        quotation("Fenn lehnt den Probestau ab", "", Kind.REPORTED, "c"),
        quotation("Sie lehne den Probestau ab|sagte Fenn", "sagte", Kind.INDIRECT, "d"),
    ]
    assert acts_of(every, GERMAN) == {"a": SpeechAct.PROMISE, "b": SpeechAct.DEMAND, "c": SpeechAct.REJECT, "d": SpeechAct.ASSERT}


def test_a_fragment_does_what_its_quotation_does() -> None:
    """Words in marks inside a quotation have the act of what they stand in, however deep; a circle ends as an assertion."""
    outer = quotation("den Stau ein Drehbuch nennen|warnte Fenn", "warnte", Kind.INDIRECT, "out")
    inner = quotation("ein Drehbuch", "", Kind.DIRECT, "in", "out")
    deepest = quotation("Drehbuch", "", Kind.DIRECT, "deep", "in")
    assert set(acts_of([outer, inner, deepest], GERMAN).values()) == {SpeechAct.WARN}
    circle = [quotation("x", "", Kind.DIRECT, "p", "q"), quotation("y", "", Kind.DIRECT, "q", "p")]
    assert set(acts_of(circle, GERMAN).values()) == {SpeechAct.ASSERT}


@pytest.mark.parametrize(
    ("words", "cue", "kind", "side"),
    [
        ("Der Probestau muss sein", "sagte", Kind.DIRECT, 1),
        ("Er werde bald beginnen", "sagte", Kind.INDIRECT, 1),
        ("den Versuch ganz absagen", "verlangt", Kind.INDIRECT, -1),
        ("den Versuch abbrechen", "lehnte ab", Kind.INDIRECT, 1),
        ("man dürfe ihn nicht absagen", "sagte", Kind.INDIRECT, 1),
        ("Fenn lehnt den Probestau ab", "", Kind.REPORTED, -1),
        ("Ostermoor kritisierte den Probestau", "", Kind.REPORTED, -1),
        ("Unser Verband ist gegen den Probestau", "sagte", Kind.DIRECT, -1),
        ("Den Probestau lehne sie nicht ab", "sagte", Kind.INDIRECT, 0),
        ("Unter Auflagen ist ein Probestau denkbar", "sagte", Kind.DIRECT, 0),
        ("Bei uns gibt es das nicht", "sagte", Kind.DIRECT, -1),
    ],
)
def test_sides_follow_from_act_negation_and_pole(words: str, cue: str, kind: Kind, side: int) -> None:
    """An act that turns away reverses what is said, a negation the word behind it; words of condition leave it open."""
    passage = Passage("s-1", "a-1", words, words, cue, cue, kind)
    assert Sides(GERMAN).of(passage, PROBESTAU, (-1, 0, 1)) == side


@pytest.mark.parametrize(("scale", "levels"), [((-2, -1, 0, 1, 2), (-2, 0, 2)), ((0, 1), (0, 0, 1)), ((1, 2, 3, 4, 5), (1, 3, 5))])
def test_sides_are_levels_of_the_scale(scale: tuple[int, ...], levels: tuple[int, ...]) -> None:
    """Against, open and for are the lower end, the middle and the upper end of whatever scale the codebook has."""
    texts = ("gegen den Probestau", "Der Probestau ist denkbar", "Der Probestau soll sein")
    made = tuple(Sides(GERMAN).of(Passage("s", "a", words, words, "", "", Kind.DIRECT), PROBESTAU, scale) for words in texts)
    assert made == levels


def test_the_pipeline_gives_every_statement_its_act() -> None:
    """What is read from a text comes with acts, stage after stage."""
    made = read_text("„Der Damm hält“, versprach Jana Ostermoor. Konrad Welling kritisierte den Probestau.", annotator="de-rules")
    assert made.resolution is not None
    assert [one.speech_act for one in made.resolution.statements] == [SpeechAct.PROMISE, SpeechAct.CRITICISE]
