from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.hang import ends

from wortlaut.records import Interval, Reason
from wortlaut_de import German

GERMAN = German()
THURSDAY = Interval.day("2014-10-16", Reason.DATE_LINE)

# Text with the expression in brackets, first day, last day, the one day, reason; the article is of Thursday, 16 October 2014.
EXPRESSIONS = [
    ("Am [14. Oktober 2014] brach der Damm.", "2014-10-14", "2014-10-14", "2014-10-14", "event"),
    ("Am [14.10.2014] brach der Damm.", "2014-10-14", "2014-10-14", "2014-10-14", "event"),
    ("Am [14. 10. 2014] brach der Damm.", "2014-10-14", "2014-10-14", "2014-10-14", "event"),
    ("Am [3.4.09] brach der Damm.", "2009-04-03", "2009-04-03", "2009-04-03", "event"),
    ("Seit [2014-10-14] gilt das.", "2014-10-14", "2014-10-14", "2014-10-14", "event"),
    ("[Am Dienstag, den 14. Oktober 2014] brach er.", "2014-10-14", "2014-10-14", "2014-10-14", "event"),
    ("[Am Dienstag, 14. Oktober], brach er.", "2014-10-14", "2014-10-14", "2014-10-14", "event"),
    ("Am [14. Okt. 2014] brach der Damm.", "2014-10-14", "2014-10-14", "2014-10-14", "event"),
    ("Am [3. Oktober] brach der Damm.", "2014-10-03", "2014-10-03", "2014-10-03", "event"),
    ("Am [14.10.] brach der Damm.", "2014-10-14", "2014-10-14", "2014-10-14", "event"),
    ("Am [1. März] brach der Damm.", "2014-03-01", "2015-03-01", None, "event"),
    ("Er kam [am Donnerstag].", "2014-10-16", "2014-10-16", "2014-10-16", "weekday"),
    ("Er kam [am Mittwochabend].", "2014-10-15", "2014-10-15", "2014-10-15", "weekday"),
    ("Er kam [am Montag].", "2014-10-13", "2014-10-20", "2014-10-13", "weekday"),
    ("Er kam [am Freitag].", "2014-10-10", "2014-10-17", None, "weekday"),
    ("Der Rat soll [am Montag] beraten.", "2014-10-13", "2014-10-20", None, "weekday"),
    ("Er kam [am vergangenen Montag].", "2014-10-13", "2014-10-13", "2014-10-13", "weekday"),
    ("Er kam [am vergangenen Mittwoch].", "2014-10-08", "2014-10-15", None, "weekday"),
    ("Er kommt [am kommenden Montag].", "2014-10-20", "2014-10-20", "2014-10-20", "weekday"),
    ("Er kommt [am nächsten Montag].", "2014-10-20", "2014-10-27", None, "weekday"),
    ("Er prüft [seit Sonntag] den Damm.", "2014-10-12", "2014-10-16", None, "weekday"),
    ("Er prüft [ab Montag] den Damm.", "2014-10-20", None, None, "weekday"),
    ("Er kam [in der Nacht zum Donnerstag].", "2014-10-16", "2014-10-16", "2014-10-16", "weekday"),
    ("Er kam [gestern].", "2014-10-15", "2014-10-15", "2014-10-15", "event"),
    ("Er kam [gestern Abend].", "2014-10-15", "2014-10-15", "2014-10-15", "event"),
    ("Er kommt [heute].", "2014-10-16", "2014-10-16", "2014-10-16", "event"),
    ("Er kommt [übermorgen].", "2014-10-18", "2014-10-18", "2014-10-18", "event"),
    ("Er kam [am Morgen].", "2014-10-15", "2014-10-16", None, "event"),
    ("Das war [Ende September].", "2014-09-21", "2014-09-30", None, "month"),
    ("Er prüft [seit Ende September] den Damm.", "2014-09-21", "2014-10-16", None, "month"),
    ("Das war [im März 2014].", "2014-03-01", "2014-03-31", None, "month"),
    ("Das war [im Februar dieses Jahres].", "2014-02-01", "2014-02-28", None, "month"),
    ("Das war [im Mai vergangenen Jahres].", "2013-05-01", "2013-05-31", None, "month"),
    ("Er plant ein Treffen [für Februar].", "2015-02-01", "2015-02-28", None, "month"),
    ("Das war [im Juli].", "2014-07-01", "2014-07-31", None, "month"),
    ("Das war [im Februar].", "2014-02-01", "2015-02-28", None, "month"),
    ("[2015] wird der Damm fertig.", "2015-01-01", "2015-12-31", None, "year"),
    ("Das war [im Jahr 2011].", "2011-01-01", "2011-12-31", None, "year"),
    ("Er steht [seit 1954].", "1954-01-01", "2014-10-16", None, "year"),
    ("Das war [im Sommer 2013].", "2013-06-01", "2013-08-31", None, "year"),
    ("Das war [Anfang des Jahres].", "2014-01-01", "2014-04-30", None, "year"),
    ("Das geschah [in diesem Jahr].", "2014-01-01", "2014-12-31", None, "year"),
    ("Das geschah [im vergangenen Jahr].", "2013-01-01", "2013-12-31", None, "year"),
    ("Das geschah [vergangene Woche].", "2014-10-06", "2014-10-12", None, "event"),
    ("Er prüft [seit etwa einem Jahr] den Damm.", "2013-04-16", "2014-10-16", None, "event"),
    ("Das war [vor zwei Wochen].", "2014-09-28", "2014-10-06", None, "event"),
    ("Das war [vor einigen Tagen].", "2014-10-06", "2014-10-15", None, "event"),
    ("Das geht [seit Wochen] so.", None, "2014-10-16", None, "event"),
    ("Er kommt [in den nächsten Tagen].", "2014-10-16", "2014-10-26", None, "event"),
    ("Das geschah [in den vergangenen drei Monaten].", "2014-07-18", "2014-10-16", None, "event"),
    ("Er kam [am Wochenende].", "2014-10-11", "2014-10-19", None, "event"),
    ("Er kommt [am kommenden Wochenende].", "2014-10-18", "2014-10-19", None, "event"),
]


@pytest.mark.parametrize(("marked", "first", "last", "best", "reason"), EXPRESSIONS, ids=[row[0] for row in EXPRESSIONS])
def test_expression_means_its_interval(marked, first, last, best, reason):
    """The words in brackets, and no others, tell a time; it is this interval for an article of 16 October 2014."""
    text = marked.replace("[", "").replace("]", "")
    found = GERMAN.times(text, 0, len(text), THURSDAY)
    assert [time.span.text for time in found] == [marked[marked.index("[") + 1 : marked.index("]")]]
    got = found[0].interval
    assert (got.start, got.end, got.best, got.reason.value, got.span) == (first, last, best, reason, found[0].span)


NO_TIMES = [
    "2015 Menschen kamen.",
    "Version 3.4.15.2 läuft.",
    "Um 20.15 Uhr begann es.",
    "Das kostet 1.200 Euro.",
    "Am 31. 2. 2014 war nichts.",
    "Robert Sonntag kam.",
    "Mai heißt ihre Tochter.",
    "Er wohnt Merlestraße 12.",
    "Jeden Freitag ist Markt.",
    "Das Verfahren 2014/15 ruht.",
]


@pytest.mark.parametrize("text", NO_TIMES)
def test_what_only_looks_like_a_time_is_left_alone(text):
    """Counts, versions, clock times, impossible days, names and repeated days are no time expressions."""
    assert GERMAN.times(text, 0, len(text), THURSDAY) == ()


RELATIVE = [
    ("am Freitag", "weekday"),
    ("gestern", "event"),
    ("am 3. Oktober", "event"),
    ("Ende September", "month"),
    ("seit etwa einem Jahr", "event"),
    ("in den nächsten Tagen", "event"),
    ("im vergangenen Jahr", "event"),
    ("am Wochenende", "event"),
]


@pytest.mark.parametrize(("text", "reason"), RELATIVE)
def test_without_a_publication_date_relative_times_stay_open(text, reason):
    """Against an unknown date the expression is found, with its reason and without any day."""
    got = GERMAN.times(text, 0, len(text), Interval())[0].interval
    assert (got.start, got.end, got.best, got.reason.value) == (None, None, None, reason)


def test_a_publication_interval_of_several_days_gives_no_exact_weekday():
    """Where the publication date is only known to a week, a weekday stays an interval without a best day."""
    anchor = Interval("2014-10-13", "2014-10-19", None, Reason.WEEKDAY)
    got = GERMAN.times("am Freitag", 0, 10, anchor)[0].interval
    assert (got.start, got.end, got.best) == ("2014-10-06", "2014-10-26", None)


DATE_LINES = [
    ("Dienstag, 14. Oktober 2014", "2014-10-14", "Dienstag, 14. Oktober 2014"),
    ("19. September 2015", "2015-09-19", "19. September 2015"),
    ("08.03.2021, 14:05 Uhr", "2021-03-08", "08.03.2021"),
    ("2021-03-08", "2021-03-08", "2021-03-08"),
    ("2021-03-08T14:05:00+01:00", "2021-03-08", "2021-03-08"),
    ("Stand: 3. 4. 2021 14:00", "2021-04-03", "3. 4. 2021"),
    ("Sa. 3. Okt. 2015", "2015-10-03", "Sa. 3. Okt. 2015"),
    ("Altfurt, den 1. Jänner 2016", "2016-01-01", "1. Jänner 2016"),
    ("Veröffentlicht am 03.04.21", "2021-04-03", "03.04.21"),
    ("29. Februar 2016", "2016-02-29", "29. Februar 2016"),
]


@pytest.mark.parametrize(("line", "iso", "words"), DATE_LINES)
def test_date_lines_give_one_day(line, iso, words):
    """An explicit date in any German style is read as one day, with the words it stands in."""
    found = [(time.interval.best, line[time.span.start : time.span.end], time.interval.reason) for time in GERMAN.dates(line)]
    assert found == [(iso, words, Reason.DATE_LINE)]


@pytest.mark.parametrize("line", ["29. Februar 2015", "31.04.2015", "14. Oktober", "Am Freitag", "32.12.2015", "2015-13-01", ""])
def test_what_is_no_full_date_gives_none(line):
    """Impossible days and dates without a year are not stated."""
    assert GERMAN.dates(line) == ()


@given(st.dates(date(1000, 1, 1), date(2199, 12, 31)))
@settings(max_examples=100, deadline=None)
def test_every_day_is_read_back_from_every_style(day):
    """Writing a day in any style and reading it gives the same day."""
    months = ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"]
    for text in (f"{day.day}. {months[day.month - 1]} {day.year}", f"{day.day:02}.{day.month:02}.{day.year}", day.isoformat()):
        assert [(time.interval.best, time.span.text) for time in GERMAN.dates(text)] == [(day.isoformat(), text)]


WORDS = [
    "am",
    "Freitag",
    "seit",
    "Ende",
    "September",
    "2014",
    "vor",
    "zwei",
    "Wochen",
    "14.",
    "Oktober",
    "10.",
    "in",
    "den",
    "nächsten",
    "Tagen",
    "bis",
    "31.12.",
    "heute",
    "Abend",
    "Jahr",
    "dieses",
    "Jahres",
    ".",
    ",",
    "3",
]


@given(
    st.lists(st.sampled_from(WORDS), max_size=25),
    st.sampled_from([THURSDAY, Interval(), Interval.day("0001-01-01", Reason.USER), Interval.day("9999-12-31", Reason.USER)]),
)
@settings(max_examples=300, deadline=None)
def test_any_mixture_of_time_words_is_read_in_order(words, anchor):
    """On any mixture, at the edges of the calendar too, spans fit their words and lie in order without overlap."""
    text = "Kopf " + " ".join(words)
    found = GERMAN.times(text, 5, len(text), anchor)
    reach = 5
    for expression in found:
        assert expression.span.start >= reach
        assert text[expression.span.start : expression.span.end] == expression.span.text
        reach = expression.span.end
    assert reach <= max(5, len(text))


@pytest.mark.parametrize("piece", ["am ", "14.", "1. ", "in den ", "seit etwa rund ", "Mittwoch ", "2014 ", "am Freitag ", "Ende ", "2014-"])
def test_hostile_repetition_ends(piece):
    """No repeated beginning of a time expression makes the search hang."""
    text = piece * 40_000
    with ends():
        GERMAN.times(text, 0, len(text), THURSDAY)
