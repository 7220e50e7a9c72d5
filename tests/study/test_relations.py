"""What belongs together: copies by words, events and statements by who, where and when, tensions by opposite sides."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wortlaut.records import (
    ASSERTABLE,
    Article,
    Interval,
    Label,
    Line,
    Reason,
    Relation,
    RelationKind,
    SourceKind,
    Span,
    Stance,
    Told,
    Voiced,
    digest_text,
)
from wortlaut.study import relations
from wortlaut.study.relations.copies import MOST_PAIRED

AGENCY_COPY = (
    "Nordau und Südmark haben sich im Streit um das Wasser der Merle nicht auf einen Termin geeinigt. "
    "Die Mauer bei Kaltensteg sei sicher, sagte Energieminister Tarik Welling nach der Sitzung des Flussrats in Altfurt."
)
OWN_WORDS = "Am Ufer von Untermerle wartet der Fährmann seit neun Tagen darauf, dass jemand die Schütze öffnet und der Pegel wieder steigt."
MARCH_8 = Interval.day("2021-03-08", Reason.DATE_LINE)
MARCH_9 = Interval.day("2021-03-09", Reason.DATE_LINE)
MAY = Interval.day("2023-05-12", Reason.METADATA)


def article(number: int, *lines: str, label: Label = Label.BODY) -> Article:
    """An article of these lines, all of one label."""
    text = "\n".join(lines)
    starts = [sum(len(line) + 1 for line in lines[:place]) for place in range(len(lines))]
    labelled = tuple(Line(start, start + len(line), label, "test") for start, line in zip(starts, lines, strict=True))
    return Article(f"a-{number}", f"c-{number}", f"merle/{number}.txt", SourceKind.TEXT, text, digest_text(text), labelled)


def voice(number: int, actor: str | None = "ostermoor", words: str = "Der Damm hält", *, where: str = "a-1", **told: object) -> Voiced:
    """A statement that a named actor made on 8 March."""
    base = Voiced(f"s-{number}", where, actor, (actor or "").title(), named=True, when=MARCH_8, quote=(Span(0, len(words), words),))
    return replace(base, **told)


class TestLiteralCopies:
    def test_the_copied_words_are_shown_on_both_sides(self) -> None:
        """A shortened agency copy is one relation, with the words of each text that stand in the other."""
        short = AGENCY_COPY.replace("Energieminister ", "der Minister ")
        (found,) = relations.literal_copies([article(1, AGENCY_COPY), article(2, OWN_WORDS), article(3, f"Altfurt (fpa) – {short}")])
        assert (found.kind, found.one, found.other, found.asserted) == (RelationKind.LITERAL_COPY, "a-1", "a-3", True)
        first = "Nordau und Südmark haben sich im Streit um das Wasser der Merle nicht auf einen Termin geeinigt. Die Mauer bei Kaltensteg sei sicher, sagte"
        assert [(one.article, one.span.text) for one in found.evidence] == [
            ("a-1", first),
            ("a-1", "Tarik Welling nach der Sitzung des Flussrats in Altfurt"),
            ("a-3", first),
            ("a-3", "Tarik Welling nach der Sitzung des Flussrats in Altfurt"),
        ]

    def test_a_shared_quotation_is_no_copy(self) -> None:
        """Two articles that render one sentence alike are not copies of each other."""
        quote = "Wir messen gemeinsam oder gar nicht, sagte die Ministerin."
        one = f"{quote} {OWN_WORDS} {OWN_WORDS.replace('Fährmann', 'Müller')}"
        other = f"{AGENCY_COPY} {quote}"
        assert relations.literal_copies([article(1, one), article(2, other)]) == ()

    def test_only_lead_and_body_are_compared(self) -> None:
        """What a site puts under all of its pages makes no copies."""
        assert relations.literal_copies([article(n, AGENCY_COPY, label=Label.JUNK) for n in (1, 2)]) == ()

    def test_case_and_marks_do_not_matter(self) -> None:
        """Another typography is still the same words."""
        (found,) = relations.literal_copies([article(1, AGENCY_COPY), article(2, AGENCY_COPY.upper().replace(",", " –"))])
        assert found.share == 1.0

    def test_a_text_carried_by_many_is_tied_to_the_earliest(self) -> None:
        """Where more articles share the same words than are paired, every one is related to the first of them."""
        carried = [article(n, AGENCY_COPY) for n in range(MOST_PAIRED + 4)]
        found = relations.literal_copies(carried)
        assert {one.other for one in found if one.one == "a-0"} == {one.id for one in carried[1:]}

    def test_nothing_comes_of_nothing(self) -> None:
        """No articles, and articles without words, have no copies."""
        assert relations.literal_copies([]) == ()
        assert relations.literal_copies([article(1, ""), article(2, "Kurz.")]) == ()

    @settings(max_examples=60, deadline=None)
    @given(st.lists(st.text(alphabet="abc ,.\U0001f600", max_size=120), min_size=2, max_size=6))
    def test_spans_hold_in_any_text(self, texts: list[str]) -> None:
        """Whatever the text, a passage is what stands at its place, and the share lies between the bound and 1."""
        written = {one.id: one for one in (article(n, text) for n, text in enumerate(texts))}
        for found in relations.literal_copies(written.values()):
            assert 0.2 <= (found.share or 0) <= 1
            assert all(written[one.article].text[one.span.start : one.span.end] == one.span.text for one in found.evidence)


class TestSameEvent:
    TOLD = (Told("a-1", MARCH_8, "Altfurt", ("fpa",)), Told("a-2", MARCH_9, "Altfurt", ("fpa",)))
    VOICES = tuple(
        voice(n, actor, where=where) for n, (actor, where) in enumerate([(a, w) for w in ("a-1", "a-2") for a in ("welling", "ostermoor")])
    )

    def test_actors_place_and_date_make_one(self) -> None:
        """Two actors who speak in both, the same place and a day between them: asserted, with the agency both name."""
        (found,) = relations.same_events(self.TOLD, self.VOICES)
        assert (found.one, found.other, found.asserted) == ("a-1", "a-2", True)
        assert found.reasons == ("both name Ostermoor, Welling", "place Altfurt", "1 day apart", "both bylines name fpa")

    @pytest.mark.parametrize(
        "told",
        [
            (replace(TOLD[0], place="Wieksund"), TOLD[1]),
            (replace(TOLD[0], place=None), TOLD[1]),
            (replace(TOLD[0], when=MAY), TOLD[1]),
            (replace(TOLD[0], when=Interval()), TOLD[1]),
        ],
        ids=["another place", "no place", "another date", "no date"],
    )
    def test_nothing_less_does(self, told: tuple[Told, Told]) -> None:
        """Another or no place, another or no date: nothing is found."""
        assert relations.same_events(told, self.VOICES) == ()

    def test_one_shared_actor_is_not_enough(self) -> None:
        """A minister has more than one appointment a day."""
        assert relations.same_events(self.TOLD, (self.VOICES[0], self.VOICES[2])) == ()

    def test_what_rests_on_a_guess_is_a_candidate(self) -> None:
        """An inferred speaker, or a date known only to the month, is shown and not asserted."""
        guessed = tuple(replace(one, named=False) for one in self.VOICES)
        month = (replace(self.TOLD[0], when=Interval("2021-03-01", "2021-03-31", None, Reason.MONTH)), self.TOLD[1])
        assert [one.asserted for one in relations.same_events(self.TOLD, guessed)] == [False]
        assert [one.asserted for one in relations.same_events(month, self.VOICES)] == [False]


class TestSameStatement:
    def test_actor_date_and_wording_make_one(self) -> None:
        """The same actor, a day apart, most of the words: asserted, with both wordings."""
        told = voice(1, words="Der Probestau beginne erst nach dem Gutachten")
        again = voice(2, words="der Probestau könne bis nach dem Gutachten verschoben werden", where="a-2", when=MARCH_9)
        (found,) = relations.same_statements([told, again])
        assert (found.one, found.other, found.asserted) == ("s-1", "s-2", True)
        assert found.reasons == ("both by Ostermoor", "1 day apart", "5 of 7 words of the shorter wording")
        assert [one.span.text for one in found.evidence] == [told.quote[0].text, again.quote[0].text]

    @pytest.mark.parametrize(
        "other",
        [{"actor": "welling"}, {"actor": None}, {"when": MAY}, {"where": "a-1"}, {"words": "Das Wasser läuft uns nicht weg"}],
        ids=["another actor", "nobody", "another date", "the same article", "other words"],
    )
    def test_nothing_less_does(self, other: dict[str, object]) -> None:
        """Another actor, an unknown one, another date, other words, or twice in one article: nothing is found."""
        assert relations.same_statements([voice(1), voice(2, **{"where": "a-2", **other})]) == ()

    def test_the_nearest_wording_is_taken(self) -> None:
        """Of two statements that could be the same one, the one of more equal words is."""
        whole = "Die Mauer ist sicher, das Gutachten liegt vor"
        told = [voice(1, words=whole), voice(2, words="Die Mauer ist sicher", where="a-2"), voice(3, words=whole, where="a-2")]
        assert [(one.one, one.other) for one in relations.same_statements(told)] == [("s-1", "s-3")]

    def test_numbers_that_differ_are_told(self) -> None:
        """What is the same statement with another number is shown with both."""
        told = [voice(1, words="Wir bauen 5 Messstellen bis Herbst"), voice(2, words="Wir bauen 3 Messstellen bis Herbst", where="a-2")]
        (found,) = relations.same_statements(told)
        assert found.reasons[-1] == "numbers differ: 5 and 3"


class TestStories:
    def test_shared_actors_and_close_dates_make_one(self) -> None:
        """Articles of one week with the same two speakers are a story, whatever their words; later ones are another."""
        told = [
            Told(f"a-{n}", when, None, agencies)
            for n, (when, agencies) in enumerate([(MARCH_8, ("fpa",)), (MARCH_9, ("fpa",)), (MARCH_9, ()), (MAY, ())])
        ]
        voices = [voice(4 * n + m, actor, where=f"a-{n}") for n in range(4) for m, actor in enumerate(("welling", "ostermoor"))]
        (found,) = relations.stories(told, voices, ())
        assert found.articles == ("a-0", "a-1", "a-2")
        assert found.actors == ("Welling", "Ostermoor")
        assert (found.start, found.end) == ("2021-03-08", "2021-03-09")

    def test_a_common_agency_or_a_copy_is_one_origin(self) -> None:
        """Origins count groups that neither a byline's agency nor a literal copy ties together."""
        told = [Told("a-0", MARCH_8, None, ("fpa",)), Told("a-1", MARCH_9, None, ("fpa",)), Told("a-2", MARCH_9, None, ())]
        voices = [voice(4 * n + m, actor, where=f"a-{n}") for n in range(3) for m, actor in enumerate(("welling", "ostermoor"))]
        copies = relations.literal_copies([article(1, AGENCY_COPY), article(2, AGENCY_COPY)])
        (alone,) = relations.stories(told, voices, ())
        (copied,) = relations.stories(told, voices, copies)
        assert (alone.origins, copied.origins) == (2, 1)
        assert (alone.relations, copied.relations) == ((), copies)

    def test_two_people_who_are_everywhere_tie_nothing(self) -> None:
        """Two shared actors among many others are no story."""
        told = [Told("a-0", MARCH_8, None, ()), Told("a-1", MARCH_8, None, ())]
        both = [voice(n, actor, where=f"a-{n // 2}") for n, actor in enumerate(("welling", "ostermoor") * 2)]
        others = [voice(10 * n + m, f"other {n} {m}", where=f"a-{n}") for n in range(2) for m in range(1, 8)]
        assert relations.stories(told, [*both, *others], ()) == ()


def side(number: int, actor: str, stance: int, when: Interval = MARCH_8, **told: object) -> Voiced:
    """A statement for or against the trial filling."""
    return voice(number, actor, when=when, stances=(Stance("probestau", stance, True),), **told)


class TestTensions:
    def test_opposite_sides_are_a_candidate_with_their_scope(self) -> None:
        """Dates, addressee and place are told beside, and nothing is asserted."""
        one = side(1, "welling", 1, addressee="flussrat", place="Altfurt")
        other = side(2, "fenn", -1, when=MARCH_9, addressee="flussrat", place="Wieksund")
        (found,) = relations.tensions([one, other])
        assert (found.kind, found.asserted, found.concept) == (RelationKind.TENSION, False, "probestau")
        assert found.reasons == ("probestau: for, then against", "1 day apart", "same addressee", "another place", "in the same article")

    def test_one_pair_of_two_actors_is_enough(self) -> None:
        """Two actors who disagree again and again are one candidate, where they are closest in time."""
        said = [side(1, "welling", 1), side(2, "fenn", -1, MARCH_9), side(3, "welling", 1, MARCH_9)]
        assert [(one.one, one.other) for one in relations.tensions(said)] == [("s-2", "s-3")]

    @pytest.mark.parametrize(
        "other",
        [side(2, "fenn", 0), side(2, "fenn", 1), side(2, "fenn", -1, MAY), side(2, "fenn", -1, Interval())],
        ids=["no side", "same side", "later", "undated"],
    )
    def test_nothing_less_is_one(self, other: Voiced) -> None:
        """No side, the same side, two years later, or undated: nothing to read side by side."""
        assert relations.tensions([side(1, "welling", 1), other]) == ()

    def test_another_side_later_may_be_a_change_of_position(self) -> None:
        """A statement of the last day on one side and the first on another are a candidate."""
        said = [side(1, "fenn", -1), side(2, "fenn", -1, MARCH_9), side(3, "fenn", 0, MAY)]
        (found,) = relations.tensions(said)
        assert (found.kind, found.one, found.other, found.asserted) == (RelationKind.POSITION_CHANGE, "s-2", "s-3", False)

    def test_who_wavers_on_one_day_turned_on_that_day(self) -> None:
        """A new side beside the old one is the turn; to keep to it later is none."""
        said = [side(1, "fenn", -1), side(2, "fenn", -1, MARCH_9), side(3, "fenn", 0, MARCH_9), side(4, "fenn", 0, MAY)]
        assert [(one.one, one.other) for one in relations.tensions(said)] == [("s-1", "s-3")]

    def test_a_date_of_a_year_turns_nothing(self) -> None:
        """Nobody knows whether it came before or after."""
        year = Interval("2022-01-01", "2022-12-31", None, Reason.YEAR)
        assert relations.tensions([side(1, "fenn", -1), side(2, "fenn", 1, year)]) == ()

    def test_both_sides_on_one_day_are_no_change(self) -> None:
        """Opposite sides of one actor on one day are a tension: nobody knows which came first."""
        (found,) = relations.tensions([side(1, "fenn", -1), side(2, "fenn", 1)])
        assert found.kind is RelationKind.TENSION


def test_what_only_a_person_can_say_is_never_asserted() -> None:
    """Tension, contradiction, corroboration and change of position are no kinds that texts show by themselves."""
    assert frozenset(RelationKind) - ASSERTABLE == {
        RelationKind.TENSION,
        RelationKind.CONTRADICTION,
        RelationKind.CORROBORATION,
        RelationKind.POSITION_CHANGE,
    }


def test_a_relation_is_the_same_from_both_sides() -> None:
    """Ids do not depend on which side comes first, so that a decision is found again."""
    assert Relation.id_of(RelationKind.TENSION, "s-1", "s-2", "probestau") == Relation.id_of(RelationKind.TENSION, "s-2", "s-1", "probestau")
