"""What is typed into a search is words, phrases and a few operators, whatever signs stand in it."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import event
from tests.hang import ends
from tests.ledger_factory import PRODUCERS, Said, reading, run

from wortlaut.records import Article, Label, Line, Query, Quotation, Span
from wortlaut.store import rows, search
from wortlaut.store.sqlite import SqliteLedger
from wortlaut.store.typed import expression, words_typed


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Damm", '"damm"'),
        ("Damm hält", '"damm" "hält"'),
        ('"Der Damm hält"', '"der damm hält"'),
        ('"Der Damm', '"der damm"'),
        ("Stau*", '"stau"*'),
        ('"Der Stau"*', '"der stau"*'),
        ("*Stau", '"*stau"'),
        ("EU-Kommission", '"eu-kommission"'),
        ("Straße", '"strasse"'),
        ("Damm AND NOT hält", '"damm" "and" "not" "hält"'),
        ("context:Damm^2", '"context:damm^2"'),
        ("„Damm“", '"damm"'),
        ("„Der Damm hält“ «am Fluss»", '"der damm hält" "am fluss"'),
        ("Damm -hält", '("damm") NOT ("hält")'),
        ('Damm -"hält nicht" -Stau*', '("damm") NOT ("hält nicht" OR "stau"*)'),
        ("-hält", None),
        ("EU -", '"eu"'),
        ("Damm OR Pegel", '("damm" OR "pegel")'),
        ("Fluss Damm OR Pegel OR Stau* Merle", '"fluss" AND ("damm" OR "pegel" OR "stau"*) AND "merle"'),
        ('"der Damm" NEAR Mess*', 'NEAR("der damm" "mess"*, 10)'),
        ("Damm NEAR/3 Pegel NEAR Fluss", 'NEAR("damm" "pegel" "fluss", 10)'),
        ("Damm NEAR/3 Pegel OR Stau", '(NEAR("damm" "pegel", 3) OR "stau")'),
        ("OR Damm NEAR", '"or" "damm" "near"'),
        ("Damm OR -Pegel", '("damm" "or") NOT ("pegel")'),
        ("Damm OR OR Pegel", '("damm" OR "or") AND "pegel"'),
        ("Damm or Pegel near Fluss", '"damm" "or" "pegel" "near" "fluss"'),
        ("\u200eDa\u00admm\u200f", '"damm"'),
        ('Damm"hält', '"damm" "hält"'),
        ("", None),
        ("  ", None),
        ("*", None),
        ('"" *', None),
        ("…!?", None),
        ("\ud800", None),
        ("\x00", None),
    ],
)
def test_words_become_an_expression(typed: str, expected: str | None) -> None:
    """Every word and phrase is quoted; star, minus, OR and NEAR have a meaning where they have something to join; signs alone are nothing."""
    assert expression(typed) == expected


INDEX = sqlite3.connect(":memory:")
INDEX.execute("CREATE VIRTUAL TABLE found USING fts5(words, context, tokenize='unicode61 remove_diacritics 2')")
INDEX.execute("INSERT INTO found VALUES ('der damm hält', 'ostermoor')")


@settings(max_examples=400, deadline=None)
@given(
    st.text(st.characters(exclude_categories=()), max_size=30)
    | st.text('"*^:(){}+-\\\x00 aDmORNEAT,/~', max_size=30)
    | st.lists(st.sampled_from(["OR", "NEAR", "NEAR/2", "-", "Damm", '"', "*"]), max_size=9).map(" ".join)
)
def test_no_input_is_a_syntax_error(typed: str) -> None:
    """Whatever is typed, the index answers."""
    found = expression(typed)
    if found is not None:
        INDEX.execute("SELECT rowid FROM found WHERE found MATCH ?", (found,)).fetchall()


def test_a_tilde_finds_every_form_of_a_word() -> None:
    """With the endings of the languages that are installed, each in the place of the one that was typed; changed vowels are accents."""

    def found(typed: str, text: str) -> bool:
        index = sqlite3.connect(":memory:")
        index.execute("CREATE VIRTUAL TABLE found USING fts5(words, context, tokenize='unicode61 remove_diacritics 2')")
        index.execute("INSERT INTO found VALUES (?, '')", (search.folded(text),))
        return bool(index.execute("SELECT 1 FROM found WHERE found MATCH ?", (expression(typed),)).fetchall())

    for typed, text in (
        ("~Vertrag", "zwei Verträge"),
        ("~Vertrag", "des Vertrages"),
        ("~Vertrag", "der Vertrag"),
        ("~Messstellen", "eine Messstelle"),
        ("~Haus", "in den Häusern"),
        ("~gefährlich", "ein gefährlicher Plan"),
        ("~Vertrag Damm", "der Damm und die Verträge"),
        ("Pegel OR ~Vertrag", "die Verträge"),
    ):
        assert found(typed, text), (typed, text)
    assert not found("~Vertrag", "ein Vertreter")
    assert not found("Vertrag", "zwei Verträge")
    assert not found("Damm -~Vertrag", "der Damm und die Verträge")
    assert expression("~") is None
    assert expression("~EU-Kommission") == '"~eu-kommission"'


def test_single_words_are_told_from_the_rest() -> None:
    """Those that may be misspelt: no phrase, no beginning, no operator, nothing that is to be kept away."""
    assert words_typed('Damm "der Pegel" Mess* -Stau Fluss OR Merle') == ("Damm", "Fluss", "Merle")


def test_a_long_search_ends() -> None:
    """A pasted megabyte of quotation marks or words is understood and does not hang."""
    for typed in ('"' * 1_000_000, "damm " * 200_000, "damm OR " * 100_000, "-damm " * 100_000, '"damm' * 200_000, "*" * 1_000_000):
        with ends():
            expression(typed)


def test_context_is_the_sentence_of_the_quotation() -> None:
    """The words around a quotation are those of its own sentence, not of the next."""
    whole = reading("Streit", Said("Jana Ostermoor", "Der Damm hält"), Said("Ole Brandt", "Die Straße bleibt gesperrt"))
    assert whole.article is not None
    assert search.texts_of(whole.article, whole.parse, whole.quotations[0]) == (
        "der damm hält",
        "„der damm hält“, sagte jana ostermoor angeblich am freitag.",
    )
    assert search.texts_of(whole.article, None, whole.quotations[1])[1] == "„die strasse bleibt gesperrt“, sagte ole brandt angeblich am freitag."


def test_a_quotation_outside_every_sentence_is_its_own_context() -> None:
    """Where no sentence or line covers the quotation, its own words are the context."""
    whole = reading("Streit", Said("Jana Ostermoor", "Der Damm hält"))
    assert whole.article is not None
    bare = replace(whole.quotations[0], cue=(), frame=(), speaker=())
    assert search.texts_of(replace(whole.article, lines=()), None, bare) == ("der damm hält", "der damm hält")


def test_the_context_of_an_endless_sentence_is_cut() -> None:
    """A line of megabytes is not stored once for every quotation in it."""
    text = "a " * 500_000 + "Der Damm hält" + " b" * 500_000
    start = text.index("Der")
    whole = reading()
    assert isinstance(whole.article, Article)
    article = replace(whole.article, text=text, lines=(Line(0, len(text), Label.BODY, "plain"),))
    one: Quotation = replace(whole.quotations[0], quote=(Span.of(text, start, start + 13),), cue=(), frame=(), speaker=())
    words, context = search.texts_of(article, None, one)
    assert words == "der damm hält"
    assert 2 * search.CONTEXT < len(context) <= 2 * search.CONTEXT + 13
    endless = replace(one, quote=(Span.of(text, 0, len(text)),))
    assert len(search.texts_of(article, None, endless)[0]) <= search.WORDS


def test_ten_times_the_rows_cost_ten_times_the_questions_at_most(tmp_path: Path) -> None:
    """Statements are fetched in batches: one batch more costs a handful of questions more, not one per row."""
    with SqliteLedger.open(tmp_path / "merle.wortlaut", create=True) as ledger:
        ledger.begin(run())
        many = [reading(f"Streit {n}", *(Said("Jana Ostermoor", f"Satz {n} {k}") for k in range(20)), source=f"m/{n}") for n in range(40)]
        ledger.put(run().id, many, PRODUCERS)
        asked: list[str] = []
        event.listen(ledger._engine, "before_cursor_execute", lambda *arguments: asked.append(arguments[2]))
        assert len(list(ledger.statements(Query()))) == 800
        batches = 800 // rows.BATCH
        assert len(asked) <= 1 + 12 * batches
