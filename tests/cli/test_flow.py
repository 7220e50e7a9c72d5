"""From pages to a verified ledger: what a user does, command by command."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

PAGE = """Talzeitung

Ostermoor verlangt Messstellen an der Merle

12. März 2021

Altfurt (fpa) - Nordaus Wasserministerin Jana Ostermoor hat fünf Messstellen an der Merle verlangt. \
„Wir messen gemeinsam oder gar nicht“, sagte Ostermoor am Freitag in Altfurt. Der Pegel sei zu lange unbeachtet geblieben.

Energieminister Tarik Welling erklärte, der Probestau beginne erst nach dem Gutachten. „Die Mauer ist sicher“, sagte er der Talzeitung.

abc/fpa

© Talzeitung 2021
"""

UNDATED = """Was der Flussrat wirklich will

Der Flussrat in Altfurt hat sich am Montag mit dem Probestau befasst. „Das Verfahren ist noch offen“, sagte die Vorsitzende Irmgard Solveck.
"""


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A folder with two pages, one without a date."""
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "talzeitung.txt").write_text(PAGE, encoding="utf-8")
    (folder / "flussrat.txt").write_text(UNDATED, encoding="utf-8")
    return folder


@pytest.fixture
def ledger(wortlaut, pages: Path) -> str:
    """A ledger with both pages."""
    assert wortlaut("run", pages, "--ledger", "m.wortlaut").code == 0
    return "m.wortlaut"


def listed(wortlaut, noun: str, *args: str) -> list[dict]:
    """The rows of a reading command."""
    return json.loads(wortlaut(noun, "--ledger", "m.wortlaut", "--json", *args).out)["statements" if noun == "search" else noun]


def test_quote_prints_one_object_for_one_file(wortlaut, pages: Path) -> None:
    """`quote FILE --json` prints source, article and quotations with the keys of the contract."""
    printed = json.loads(wortlaut("quote", pages / "talzeitung.txt", "--json").out)
    assert set(printed) == {"source", "article", "quotations"}
    text = printed["article"]["text"]
    assert text == PAGE
    direct = next(one for one in printed["quotations"] if one["kind"] == "Direct")
    keys = "id kind quote cue frame speaker addressee nested_in modality actor actor_reason said confidence producer"
    assert set(direct) >= set(keys.split())
    span = direct["quote"][0]
    assert span == {
        "start": span["start"],
        "end": span["end"],
        "text": "„Wir messen gemeinsam oder gar nicht“",
        "source_start": span["start"],
        "source_end": span["end"],
    }
    assert text[span["start"] : span["end"]] == span["text"]
    assert direct["actor"]["name"] == "Jana Ostermoor"


def test_quote_prints_an_array_for_more_and_a_line_each_with_nl(wortlaut, pages: Path) -> None:
    """Several sources or a folder give an array with --json, and one line per document with --nl."""
    assert [one["source"].rpartition("/")[2] for one in json.loads(wortlaut("quote", pages, "--json").out)] == ["flussrat.txt", "talzeitung.txt"]
    lines = wortlaut("quote", pages, "--plain", "--nl").out.splitlines()
    assert [{line["label"] for line in json.loads(one)["article"]["lines"]} for one in lines] == [{"body"}, {"body"}]


def test_a_failed_source_stands_in_the_output(wortlaut, pages: Path) -> None:
    """A document that cannot be read gives `{"source", "problem"}` in its place, and exit 1."""
    (pages / "leer.txt").write_bytes(b"")
    result = wortlaut("quote", pages, "--nl")
    assert result.code == 1
    failed = [one for one in map(json.loads, result.out.splitlines()) if "problem" in one]
    assert [Path(one["source"]).name for one in failed] == ["leer.txt"]


def test_clean_labels_every_line(wortlaut, pages: Path) -> None:
    """`clean FILE --json` gives headline, outlet, agencies, date with its reason, and labelled lines."""
    printed = json.loads(wortlaut("clean", pages / "talzeitung.txt", "--json").out)
    assert printed["headline"] == "Ostermoor verlangt Messstellen an der Merle"
    assert printed["outlet"] == "Talzeitung"
    assert printed["published"] == {"start": "2021-03-12", "end": "2021-03-12", "best": "2021-03-12", "reason": "date line"}
    assert {line["label"] for line in printed["lines"]} >= {"headline", "body", "meta"}
    covered = "".join(line["text"] for line in printed["lines"])
    assert "".join(covered.split()) == "".join(PAGE.split())


def test_standard_input_is_a_source(wortlaut_process) -> None:
    """`-` reads standard input."""
    result = wortlaut_process("quote", "-", "--json", stdin=PAGE.encode())
    assert result.code == 0, result.err
    assert json.loads(result.out)["source"] == "-"


def test_statements_filter_by_actor_kind_and_date(wortlaut, ledger: str) -> None:
    """Filters narrow the statements; undated ones are not within any range."""
    everything = listed(wortlaut, "statements")
    ostermoor = listed(wortlaut, "statements", "--actor", "Ostermoor")
    assert 0 < len(ostermoor) < len(everything)
    assert {one["actor"]["name"] for one in ostermoor} == {"Jana Ostermoor"}
    assert {one["kind"] for one in listed(wortlaut, "statements", "--kind", "direct")} == {"Direct"}
    assert {one["outlet"] for one in listed(wortlaut, "statements", "--since", "2021", "--until", "2021-12")} == {"Talzeitung"}
    assert listed(wortlaut, "statements", "--since", "2022") == []


def test_a_statement_row_carries_article_chain_and_judgement(wortlaut, ledger: str) -> None:
    """A row has the quotation's keys plus article, outlet, title, published, chain, judgement."""
    row = listed(wortlaut, "statements", "--actor", "Welling")[0]
    assert set(row) >= {"id", "kind", "quote", "article", "outlet", "title", "published", "chain", "on_behalf_of", "place", "judgement"}
    assert [step["name"] for step in row["chain"]][:2] == ["Talzeitung", "fpa"]


def test_csv_holds_one_exact_row_per_statement(wortlaut, ledger: str) -> None:
    """--csv prints a header and the words as they stand."""
    rows = list(csv.DictReader(io.StringIO(wortlaut("statements", "--ledger", ledger, "--csv").out)))
    assert len(rows) == len(listed(wortlaut, "statements"))
    assert "„Wir messen gemeinsam oder gar nicht“" in {row["quote"] for row in rows}


def test_search_finds_words_phrases_and_beginnings(wortlaut, ledger: str) -> None:
    """Plain words, a quoted phrase and a trailing star are understood; odd signs are no error."""
    assert listed(wortlaut, "search", "Gutachten")
    assert listed(wortlaut, "search", '"gemeinsam oder gar nicht"')
    assert listed(wortlaut, "search", "Messst*")
    for odd in ('"', "AND", "a:b", "(", "*", "NEAR(", "--", "'"):
        assert wortlaut("search", "--ledger", ledger, "--", odd).code == 0


def test_show_tells_the_whole_evidence(wortlaut, ledger: str) -> None:
    """`show` prints the words in context, roles, chain, rule and place."""
    row = next(one for one in listed(wortlaut, "statements", "--kind", "Direct") if one["actor"] and one["actor"]["name"] == "Jana Ostermoor")
    shown = wortlaut("show", row["id"][:10], "--ledger", ledger).out
    for words in (">>„Wir messen gemeinsam oder gar nicht“<<", "Jana Ostermoor", "cue", "fpa", "talzeitung.txt", "2021-03-12", "rule"):
        assert words in shown


def test_an_unknown_id_is_one_line(wortlaut, ledger: str) -> None:
    """An id that is not there, or a prefix of several, is a usage error."""
    assert wortlaut("show", "s-ffffffffffff", "--ledger", ledger).code == 2
    assert wortlaut("show", "s-", "--ledger", ledger).code == 2


def test_a_second_run_adds_nothing(wortlaut, ledger: str, pages: Path) -> None:
    """Running the same sources again reads nothing twice."""
    again = wortlaut("run", pages, "--ledger", ledger)
    assert "2 already known" in again.err
    assert "0 new articles" in again.err


def test_judgements_are_appended_shown_and_undone(wortlaut, ledger: str) -> None:
    """A verdict changes what `--include judged` shows, and undo takes it back but keeps both in the log."""
    subject = listed(wortlaut, "statements")[0]["id"]
    assert wortlaut("judge", subject, "accept", "--by", "Kim", "--ledger", ledger).code == 0
    assert [one["id"] for one in listed(wortlaut, "statements", "--include", "judged")] == [subject]
    assert subject not in [one["id"] for one in listed(wortlaut, "statements", "--include", "machine")]
    assert wortlaut("undo", "--by", "Kim", "--ledger", ledger).code == 0
    assert listed(wortlaut, "statements", "--include", "judged") == []
    assert len(json.loads(wortlaut("show", subject, "--ledger", ledger, "--json").out)["judgements"]) == 2


def test_rejected_statements_leave_the_default_lists(wortlaut, ledger: str) -> None:
    """A rejected statement is not shown, but nothing is deleted."""
    subject = listed(wortlaut, "statements")[0]["id"]
    wortlaut("judge", subject, "reject", "--by", "Kim", "--note", "ein Titel", "--ledger", ledger)
    assert subject not in [one["id"] for one in listed(wortlaut, "statements")]
    assert wortlaut("show", subject, "--ledger", ledger).code == 0


def test_a_table_of_decisions_names_what_it_did_not_find(wortlaut, ledger: str, tmp_path: Path) -> None:
    """Decisions by file and words are applied; one without a statement is told with its line."""
    (tmp_path / "d.csv").write_text(
        "file,quote,verdict,by,note\ntalzeitung.txt,„Die Mauer ist sicher“,accept,Kim,\ntalzeitung.txt,„Das steht nirgends“,accept,Kim,\n",
        encoding="utf-8",
    )
    result = wortlaut("judge", "--from", "d.csv", "--ledger", ledger)
    assert (result.code, "1 statements judged" in result.err, "d.csv:3" in result.err) == (1, True, True)


def test_a_wrong_table_of_decisions_changes_nothing(wortlaut, ledger: str, tmp_path: Path) -> None:
    """One bad line and none of the decisions is applied."""
    (tmp_path / "d.csv").write_text(
        "file,quote,verdict,by\ntalzeitung.txt,„Die Mauer ist sicher“,accept,Kim\ntalzeitung.txt,„Die Mauer ist sicher“,maybe,Kim\n", encoding="utf-8"
    )
    result = wortlaut("judge", "--from", "d.csv", "--ledger", ledger)
    assert (result.code, "d.csv:3" in result.err) == (2, True)
    assert listed(wortlaut, "statements", "--include", "judged") == []


def test_a_date_set_by_a_person_gives_weekdays_their_day(wortlaut, ledger: str) -> None:
    """`articles set --date` wins, times in the text are counted from it, and undo takes both back."""
    undated = next(one for one in listed(wortlaut, "articles") if one["published"]["reason"] == "unknown")
    assert wortlaut("articles", "set", undated["id"], "--date", "2021-03-09", "--by", "Kim", "--ledger", ledger).code == 0
    changed = next(one for one in listed(wortlaut, "articles") if one["id"] == undated["id"])
    assert changed["published"] == {"start": "2021-03-09", "end": "2021-03-09", "best": "2021-03-09", "reason": "user"}
    assert listed(wortlaut, "statements", "--until", "2021-03-10")
    wortlaut("undo", "--by", "Kim", "--ledger", ledger)
    again = next(one for one in listed(wortlaut, "articles") if one["id"] == undated["id"])
    assert again["published"]["reason"] == "unknown"
    assert wortlaut("verify", ledger).code == 0


def test_an_outlet_set_by_a_person_filters(wortlaut, ledger: str) -> None:
    """`articles set --outlet` makes the article's statements findable by it."""
    undated = next(one for one in listed(wortlaut, "articles") if one["published"]["reason"] == "unknown")
    wortlaut("articles", "set", undated["id"], "--outlet", "Pegel-Magazin", "--by", "Kim", "--ledger", ledger)
    assert {one["article"] for one in listed(wortlaut, "statements", "--outlet", "Pegel-Magazin")} == {undated["id"]}


@pytest.mark.parametrize("value", ["gestern", "2021-13", "2021-02-30", ""])
def test_a_date_that_is_none_is_refused(wortlaut, ledger: str, value: str) -> None:
    """A wrong date is a usage error and changes nothing."""
    article = listed(wortlaut, "articles")[0]["id"]
    assert wortlaut("articles", "set", article, "--date", value, "--by", "Kim", "--ledger", ledger).code == 2


def test_tables_are_read_with_a_column_map(wortlaut, tmp_path: Path) -> None:
    """Rows become articles with the table's date and outlet, kept apart where only the outlet differs."""
    with (tmp_path / "press.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["nr", "body", "published", "source"])
        for number, outlet in enumerate(["Talzeitung", "Uferblatt"]):
            writer.writerow([number, UNDATED, "2021-03-09", outlet])
    result = wortlaut("run", "press.csv", "--map", "text=body,date=published,outlet=source", "--ledger", "m.wortlaut")
    assert result.code == 0, result.err
    rows = listed(wortlaut, "articles")
    assert {(one["outlet"], one["published"]["best"], one["published"]["reason"]) for one in rows} == {
        ("Talzeitung", "2021-03-09", "metadata"),
        ("Uferblatt", "2021-03-09", "metadata"),
    }


def test_verify_notices_a_changed_text(wortlaut, ledger: str, tmp_path: Path) -> None:
    """A text changed behind Wortlaut's back is a mismatch and exit 1."""
    import sqlite3

    connection = sqlite3.connect(tmp_path / ledger)
    tables = [name for (name,) in connection.execute("select name from sqlite_master where type = 'table' and name not like '%fts%'")]
    changed = 0
    for table in tables:
        for column in [row[1] for row in connection.execute(f"pragma table_info('{table}')")]:
            if column == "text":
                changed += connection.execute(f"update '{table}' set text = replace(text, 'Messstellen', 'Meßstellen!')").rowcount  # noqa: S608 - names from the schema
    connection.commit()
    connection.close()
    assert changed
    assert wortlaut("verify", ledger).code == 1


def test_workers_change_nothing_but_the_time(wortlaut, pages: Path) -> None:
    """Two processes find the same statements as one."""
    wortlaut("run", pages, "--ledger", "one.wortlaut")
    wortlaut("run", pages, "--ledger", "two.wortlaut", "--workers", "2")
    one, two = (wortlaut("statements", "--ledger", f"{name}.wortlaut", "--nl").out for name in ("one", "two"))
    assert one == two
    assert one


def test_settings_files_give_defaults(wortlaut, pages: Path, tmp_path: Path) -> None:
    """`wortlaut.toml` names the ledger and options, `config` says where each came from."""
    (tmp_path / "wortlaut.toml").write_text('ledger = "set.wortlaut"\n[run]\nplain = true\n', encoding="utf-8")
    assert wortlaut("run", pages).code == 0
    assert (tmp_path / "set.wortlaut").exists()
    shown = {one["key"]: one for one in json.loads(wortlaut("config", "--json").out)}
    assert shown["run.plain"] == {"key": "run.plain", "value": True, "origin": "wortlaut.toml"}


def test_demo_reads_the_shipped_corpus(wortlaut) -> None:
    """`demo` shows statements, counts and next steps, and running it again changes nothing."""
    first = wortlaut("demo")
    assert first.code == 0, first.err
    assert "What to do next" in first.out
    assert "Ostermoor" in first.out
    again = wortlaut("demo")
    assert "were already in the ledger" in again.out
    assert wortlaut("verify", "demo.wortlaut").code == 0


def test_plugins_and_doctor_see_the_built_ins(wortlaut) -> None:
    """The seams are filled and the environment is in order."""
    names = {(one["seam"], one["name"]) for one in json.loads(wortlaut("plugins", "--json").out)}
    assert {("languages", "de"), ("annotators", "de-rules"), ("readers", "csv"), ("ledgers", "sqlite"), ("engines", "pool")} <= names
    assert wortlaut("doctor").code == 0


def test_a_text_in_another_language_is_kept_and_told(wortlaut, tmp_path: Path) -> None:
    """An article that no language pack fits has no quotations, and the user is told why."""
    text = "The minister said on Monday that the dam would hold. She added that the water level was safe and that nobody had to worry."
    (tmp_path / "page.txt").write_text(text + "\n", encoding="utf-8")
    result = wortlaut("quote", "page.txt")
    assert (result.code, "no installed language pack fits" in result.err) == (0, True)
    assert json.loads(wortlaut("quote", "page.txt", "--json").out)["article"]["language"] is None
    assert wortlaut("run", "page.txt", "--ledger", "m.wortlaut").code == 0
