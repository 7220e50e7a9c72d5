"""Records in the words of the interface: kinds, certainties, hands, verdicts. Certainty is told in words, never as a bare number."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import partial

from wortlaut.records import (
    ActorAct,
    ActorKind,
    Duplicates,
    Field,
    Ground,
    Hand,
    How,
    Include,
    Kind,
    ModalityClass,
    NetworkType,
    Normalization,
    Omission,
    Part,
    Period,
    QualifierAggregation,
    Quotation,
    Reason,
    RelationKind,
    SpeechAct,
    TimeWindow,
    Value,
    Verdict,
    Wording,
)
from wortlaut.seams import Voice
from wortlaut.view.language import Words, mark
from wortlaut.view.work import State

WORDING: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {
    Kind: {
        Kind.DIRECT: mark("direct"),
        Kind.INDIRECT: mark("indirect"),
        Kind.REPORTED: mark("reported"),
        Kind.FREE_INDIRECT: mark("free indirect"),
        Kind.INDIRECT_FREE_INDIRECT: mark("subjunctive without frame"),
    },
    How: {
        How.NAMED: mark("named in the text"),
        How.SURNAME: mark("by surname"),
        How.TITLE: mark("by name and title"),
        How.ACRONYM: mark("by acronym"),
        How.ROLE: mark("inferred from a role"),
        How.PRONOUN: mark("inferred from a pronoun"),
        How.METONYM: mark("inferred from a place"),
        How.DESCRIPTION: mark("as described"),
    },
    Hand: {
        Hand.OUTLET: mark("outlet"),
        Hand.AGENCY: mark("agency"),
        Hand.MEDIUM: mark("cited medium"),
        Hand.SPOKESPERSON: mark("spokesperson"),
        Hand.SOURCE: mark("source"),
        Hand.DOCUMENT: mark("document"),
        Hand.SPEAKER: mark("speaker"),
    },
    ModalityClass: {
        ModalityClass.HEARSAY: mark("hearsay"),
        ModalityClass.ATTRIBUTED_FIGURE: mark("attributed figure"),
        ModalityClass.DISTANCE: mark("distance"),
        ModalityClass.POSSIBILITY: mark("possibility"),
        ModalityClass.UNVERIFIED: mark("unverified"),
        ModalityClass.DENIED: mark("denied"),
        ModalityClass.NEGATED_REPORT: mark("negated report"),
        ModalityClass.CONFLICTING: mark("conflicting sources"),
    },
    Verdict: {
        Verdict.ACCEPT: mark("accepted"),
        Verdict.REJECT: mark("rejected"),
        Verdict.UNSURE: mark("unsure"),
    },
    Ground: {
        Ground.NO_QUOTATION: mark("no quotation"),
        Ground.WRONG_WORDS: mark("wrong words"),
        Ground.WRONG_SPEAKER: mark("wrong speaker"),
        Ground.NOT_IN_ARTICLE: mark("not part of the article"),
        Ground.FOUND_TWICE: mark("found twice"),
        Ground.OUTSIDE: mark("outside the study"),
    },
    Field: {
        Field.DATE: mark("date set"),
        Field.OUTLET: mark("outlet set"),
    },
    ActorAct: {
        ActorAct.MERGE: mark("actors merged"),
        ActorAct.SPLIT: mark("actor split"),
        ActorAct.RENAME: mark("actor renamed"),
        ActorAct.ALIAS: mark("name added"),
    },
    Part: {
        Part.KIND: mark("kind changed"),
        Part.QUOTE: mark("borders of the quote moved"),
        Part.CUE: mark("cue changed"),
        Part.SPEAKER: mark("speaker chosen"),
        Part.ADDRESSEE: mark("addressee chosen"),
        Part.ADDED: mark("statement added"),
        Part.FLAG: mark("flagged for a second reader"),
        Part.REPLY: mark("reply deposited"),
    },
    ActorKind: {
        ActorKind.PERSON: mark("person"),
        ActorKind.ORGANISATION: mark("organisation"),
        ActorKind.STATE: mark("state"),
        ActorKind.GROUP: mark("group"),
        ActorKind.DOCUMENT: mark("document"),
        ActorKind.ANONYMOUS: mark("unnamed source"),
    },
    Reason: {
        Reason.METADATA: mark("from the metadata"),
        Reason.DATE_LINE: mark("from the date line"),
        Reason.DATELINE: mark("from the dateline"),
        Reason.WEEKDAY: mark("from a weekday"),
        Reason.MONTH: mark("from a month"),
        Reason.YEAR: mark("from a year"),
        Reason.EVENT: mark("from an event"),
        Reason.USER: mark("set by a person"),
        Reason.UNKNOWN: mark("no date in the text"),
    },
    State: {
        State.ASKING: mark("needs an answer"),
        State.WAITING: mark("waiting"),
        State.RUNNING: mark("being read"),
        State.PAUSED: mark("paused"),
        State.DONE: mark("read"),
        State.CANCELLED: mark("cancelled"),
        State.FAILED: mark("not read"),
    },
    Include: {
        Include.JUDGED: mark("coded by people"),
        Include.MACHINE: mark("suggestions of the machine"),
        Include.ALL: mark("both"),
    },
    RelationKind: {
        RelationKind.SAME_EVENT: mark("same event"),
        RelationKind.SAME_STATEMENT: mark("same statement"),
        RelationKind.LITERAL_COPY: mark("literal copy"),
        RelationKind.TENSION: mark("tension"),
        RelationKind.CONTRADICTION: mark("contradiction"),
        RelationKind.CORROBORATION: mark("corroboration"),
        RelationKind.POSITION_CHANGE: mark("possible change of position"),
    },
    NetworkType: {
        NetworkType.TWOMODE: mark("two-mode"),
        NetworkType.ONEMODE: mark("one-mode"),
        NetworkType.EVENTLIST: mark("event list"),
    },
    QualifierAggregation: {
        QualifierAggregation.IGNORE: mark("ignore"),
        QualifierAggregation.COMBINE: mark("combine"),
        QualifierAggregation.SUBTRACT: mark("subtract"),
        QualifierAggregation.CONGRUENCE: mark("congruence"),
        QualifierAggregation.CONFLICT: mark("conflict"),
    },
    Normalization: {
        Normalization.NO: mark("none"),
        Normalization.ACTIVITY: mark("activity"),
        Normalization.PROMINENCE: mark("prominence"),
        Normalization.AVERAGE: mark("average"),
        Normalization.JACCARD: mark("Jaccard"),
        Normalization.COSINE: mark("cosine"),
    },
    Duplicates: {
        Duplicates.INCLUDE: mark("(all count)"),
        Duplicates.DOCUMENT: mark("document"),
        Duplicates.WEEK: mark("week"),
        Duplicates.MONTH: mark("month"),
        Duplicates.YEAR: mark("year"),
        Duplicates.ACROSSRANGE: mark("the whole time"),
    },
    TimeWindow: {
        TimeWindow.NO: mark("none"),
        TimeWindow.EVENTS: mark("statements"),
        TimeWindow.SECONDS: mark("seconds"),
        TimeWindow.MINUTES: mark("minutes"),
        TimeWindow.HOURS: mark("hours"),
        TimeWindow.DAYS: mark("days"),
        TimeWindow.WEEKS: mark("weeks"),
        TimeWindow.MONTHS: mark("months"),
        TimeWindow.YEARS: mark("years"),
    },
    Period: {
        Period.DAYS: mark("days"),
        Period.WEEKS: mark("weeks"),
        Period.MONTHS: mark("months"),
        Period.QUARTERS: mark("quarters"),
        Period.HALF_YEARS: mark("half-years"),
        Period.YEARS: mark("years"),
    },
    Wording: {
        Wording.SAME: mark("same words"),
        Wording.OTHER: mark("other words"),
        Wording.NUMBERS: mark("other numbers"),
    },
    Omission: {
        Omission.STATEMENT_TYPE: mark("of another statement type"),
        Omission.NO_DATE: mark("without a date"),
        Omission.OUTSIDE_DATES: mark("outside the dates"),
        Omission.SECOND_HAND: mark("second hand"),
        Omission.EXCLUDED: mark("excluded by a filter"),
        Omission.NO_VARIABLE1: mark("without an actor of this kind"),
        Omission.NO_VARIABLE2: mark("without an issue"),
        Omission.NO_QUALIFIER: mark("without a side"),
        Omission.DUPLICATE: mark("repeated"),
    },
    SpeechAct: {
        SpeechAct.ASSERT: mark("states"),
        SpeechAct.DEMAND: mark("demands"),
        SpeechAct.PROPOSE: mark("proposes"),
        SpeechAct.ANNOUNCE: mark("announces"),
        SpeechAct.PROMISE: mark("promises"),
        SpeechAct.WELCOME: mark("welcomes"),
        SpeechAct.REJECT: mark("rejects"),
        SpeechAct.CRITICISE: mark("criticises"),
        SpeechAct.ACCUSE: mark("accuses"),
        SpeechAct.DENY: mark("denies"),
        SpeechAct.ADMIT: mark("admits"),
        SpeechAct.WARN: mark("warns"),
        SpeechAct.THREATEN: mark("threatens"),
        SpeechAct.ASK: mark("asks"),
    },
}
"""Every member of these enums in English, as the catalogues know it; by enum, since members of two of them may be equal as strings."""

MARKS: Mapping[Verdict, str] = {Verdict.ACCEPT: "✓", Verdict.REJECT: "✗", Verdict.UNSURE: "?"}
"""A sign beside the word, so that a verdict is seen at a glance; the word always stands with it."""

SIDES: Mapping[int, str] = {1: mark("for"), 0: mark("takes no side"), -1: mark("against")}
"""The word beside the sign of a position (`wortlaut.shape.tables.SIGNS`)."""

VARIABLES: Mapping[str, str] = {
    "person": mark("person"),
    "organization": mark("organization"),
    "concept": mark("concept"),
    "author": mark("author"),
    "source": mark("outlet"),
}
"""The usual variables of a statement and of its document; those of an imported project keep their own names."""

LEVELS = ((0.9, mark("very sure")), (0.7, mark("sure")), (0.5, mark("rather sure")), (0.0, mark("unsure")))
"""Bounds of the confidence, calibrated by kind, and how they are told."""


def worded(words: Words, member: StrEnum | None) -> str:
    """A member of an enum in the language of the visitor; a dash for none."""
    return words.say(WORDING[type(member)][member]) if member is not None else "–"


def variable(words: Words, name: str) -> str:
    """The name of a variable in the language of the visitor."""
    return words.say(VARIABLES.get(name, name))


def found_by(words: Words, quotation: Quotation) -> str:
    """Which rule found a quotation, or that a trained model did by itself: it then stands under the annotator's own name."""
    if quotation.rule and quotation.producer.name.endswith(f"-{quotation.rule}"):
        return words.say("the trained model alone found this, no rule does")
    return words.say("found by the rule %s") % quotation.rule


def noted(words: Words, note: str) -> str:
    """The note of a judgement; one that is a ground in the language of the visitor."""
    return worded(words, Ground(note)) if note in set(Ground) else note


def side(value: Value) -> int:
    """The side a level of the qualifier takes: 1, -1, or 0 for none."""
    if isinstance(value, bool):
        return 1 if value else -1
    return (value > 0) - (value < 0) if isinstance(value, int) else 0


def sureness(words: Words, confidence: float) -> str:
    """The confidence of an extraction in words."""
    return words.say(next(told for bound, told in LEVELS if confidence >= bound))


def voice(words: Words) -> Voice:
    """The language of the visitor for what `wortlaut.write` makes: dossiers and pictures."""
    return Voice(words.code, words.say, partial(worded, words), words.interval)
