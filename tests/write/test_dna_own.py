"""What Wortlaut found goes into a .dna file in DNA's words, readable for a plain SQLite client."""

import base64
import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from tests import ledger_factory as factory
from tests.dna_factory import rows_of, write_dna
from tests.ledger_factory import Said

from wortlaut.capture.dna import read_dna
from wortlaut.interchange import capture_dna, write_ledger, writer_for
from wortlaut.records import Codebook, Concept, Given, Include, Interval, Producer, Query, Reason, Suggestion, Verdict, Written, dna
from wortlaut.seams import ReadOptions, WriteOptions
from wortlaut.store.sqlite import SqliteLedger
from wortlaut.write.password import password_hash

NOW = "2026-03-01T08:00:00+00:00"
WORD = "geheim 🌊 Wort"
LONG = "Rat " + "der Anrainer " * 20 + "an der Merle"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[SqliteLedger]:
    """A ledger with two statements that Wortlaut found, one of them judged."""
    with SqliteLedger.open(tmp_path / "merle.wortlaut", create=True) as opened:
        opened.begin(factory.run())
        said = (Said("Jana Ostermoor", "Der Damm 🏗 hält"), Said("Konrad Welling", "Der Damm hält nicht"))
        reading = factory.reading("🌊 Streit um den Damm", *said, published=Interval("2026-02-01", "2026-02-28", None, Reason.MONTH))
        opened.put("r-" + factory.run().id[2:], [reading], factory.PRODUCERS)
        opened.judge(reading.quotations[0].id, Verdict.ACCEPT, "Ilse Brandt", "2026-03-01T08:00:00+00:00")
        yield opened


def write(ledger: SqliteLedger, path: Path) -> Written:
    """Write the whole ledger as a .dna file."""
    writer, _ = writer_for(path)
    return write_ledger(ledger, writer, path, WriteOptions(Query(), lambda: WORD))


def ask(path: Path, question: str) -> list[tuple[object, ...]]:
    """Rows of a question to the file."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(question).fetchall()


def test_a_new_file_holds_what_dna_puts_there(ledger: SqliteLedger, tmp_path: Path) -> None:
    """Admin with all permissions, three statement types with eleven variables, nine attributes, the version of DNA."""
    write(ledger, tmp_path / "out.dna")
    assert ask(tmp_path / "out.dna", "SELECT * FROM SETTINGS") == [("version", "3.1.2"), ("date", "2026-06-30")]
    assert ask(tmp_path / "out.dna", "SELECT ID, Name, Red, Green, Blue FROM CODERS WHERE ID = 1") == [(1, "Admin", 255, 255, 0)]
    assert ask(tmp_path / "out.dna", "SELECT Label, Red, Green, Blue FROM STATEMENTTYPES") == [
        ("DNA Statement", 239, 208, 51),
        ("NPF Story Element", 100, 200, 190),
        ("Annotation", 211, 211, 211),
        ("Wortlaut statement", 153, 193, 241),
    ]
    assert [row[0] for row in ask(tmp_path / "out.dna", "SELECT Variable FROM VARIABLES WHERE ID < 12")] == [
        *("person", "organization", "concept", "agreement", "narrator", "victim", "villain", "plot", "hero", "policy solution", "note"),
    ]
    assert ask(tmp_path / "out.dna", "SELECT COUNT(*) FROM ATTRIBUTEVARIABLES") == [(9,)]


def test_statements_stand_on_their_words(ledger: SqliteLedger, tmp_path: Path) -> None:
    """The words between the offsets, counted in UTF-16, are the quoted ones."""
    write(ledger, tmp_path / "out.dna")
    rows = ask(tmp_path / "out.dna", "SELECT Text, Start, Stop FROM STATEMENTS JOIN DOCUMENTS ON DOCUMENTS.ID = DocumentId ORDER BY Start")
    words = [str(text).encode("utf-16-le")[2 * start : 2 * stop].decode("utf-16-le") for text, start, stop in rows]
    assert words == ["Der Damm 🏗 hält", "Der Damm hält nicht"]


def test_every_statement_has_a_row_per_variable(ledger: SqliteLedger, tmp_path: Path) -> None:
    """Eight short texts, an integer and a long text each; the values say who, how and where."""
    write(ledger, tmp_path / "out.dna")
    first, second = read_dna(tmp_path / "out.dna", "out.dna", ReadOptions()).file.values().values()
    evidence = str(first.pop("evidence"))
    assert first == {
        "speaker": "Jana Ostermoor",
        "organization": "",
        "concept": "",
        "agreement": "",
        "addressee": "",
        "reported by": "Uferblatt < dpa",
        "cue": "sagte",
        "kind": "Direct",
        "certainty": 90,
    }
    assert evidence.splitlines()[0].startswith("statement s-")
    assert second["speaker"] == "Konrad Welling"
    rows = rows_of(tmp_path / "out.dna", ("DATABOOLEAN", "DATASHORTTEXT", "DATAINTEGER", "DATALONGTEXT"))
    assert [len(found) for found in rows.values()] == [0, 16, 2, 2]
    empty = ask(tmp_path / "out.dna", "SELECT COUNT(*) FROM ENTITIES WHERE Value = '' AND VariableId > 11")
    assert empty == [(8,)]


def test_who_judged_is_the_coder(ledger: SqliteLedger, tmp_path: Path) -> None:
    """An accepted statement is its reviewer's, the other one that of the machine; all coders see each other."""
    write(ledger, tmp_path / "out.dna")
    names = ask(tmp_path / "out.dna", "SELECT Name FROM STATEMENTS JOIN CODERS ON CODERS.ID = Coder ORDER BY STATEMENTS.ID")
    assert names == [("Ilse Brandt",), ("wortlaut-machine",)]
    assert ask(tmp_path / "out.dna", "SELECT COUNT(*) FROM CODERRELATIONS") == [(6,)]


def test_an_interval_becomes_a_day_with_a_note(ledger: SqliteLedger, tmp_path: Path) -> None:
    """A date known to a month stands on its first day at midnight; the notes give the month and the digest."""
    done = write(ledger, tmp_path / "out.dna")
    ((date, notes, source),) = ask(tmp_path / "out.dna", "SELECT Date, Notes, Source FROM DOCUMENTS")
    assert date == 1_769_904_000
    assert str(notes).splitlines()[0] == "published 2026-02-01..2026-02-28 (month)"
    assert source == "Uferblatt"
    assert "1 documents known to an interval of days stand on one of them; their notes give the interval" in done.notes
    assert "2 statements are uncoded and stay out of the type DNA Statement" in done.notes


def test_every_new_coder_can_log_in(ledger: SqliteLedger, tmp_path: Path) -> None:
    """Each stored hash is that of the password, computed here once more: salt, 100,000 digests, Base64; no two salts are equal."""
    write(ledger, tmp_path / "out.dna")
    stored = [str(row[0]) for row in ask(tmp_path / "out.dna", "SELECT Password FROM CODERS")]
    salts = {base64.b64decode(one)[:16] for one in stored}
    for one in stored:
        raw = base64.b64decode(one)
        digest = raw[:16] + WORD.encode()
        for _ in range(100_000):
            digest = hashlib.sha256(digest).digest()
        assert (len(one), len(raw), raw[16:]) == (64, 48, digest)
    assert len(salts) == len(stored) == 3


def test_the_hash_is_the_one_that_dna_computes(shared: Path) -> None:
    """With the salts that DNA drew, the hashes of the password of its sample are those that DNA stored."""
    stored = [str(row[0]) for row in ask(shared / "data" / "sample.dna", "SELECT Password FROM CODERS")]
    assert [password_hash("sample", base64.b64decode(one)[:16]) for one in stored] == stored


def test_rows_do_not_depend_on_the_run(ledger: SqliteLedger, tmp_path: Path) -> None:
    """Written twice, two files differ in the salts of their passwords and in nothing else."""
    files = []
    for name in ("one.dna", "two.dna"):
        write(ledger, tmp_path / name)
        file = read_dna(tmp_path / name, name, ReadOptions()).file
        files.append(
            [[cell for cell in dna.cells(row) if cell not in {one.password for one in file.coders}] for rows in tables(file) for row in rows]
        )
    assert files[0] == files[1]


def tables(file: dna.File) -> Iterator[tuple[dna.Row, ...]]:
    """All tables of a file."""
    yield from (file.coders, file.coder_relations, file.documents, file.variables, file.statements, file.entities, file.short_texts)


def test_long_labels_are_cut_and_told_apart(tmp_path: Path) -> None:
    """Two names that begin alike stay two; the record of the export gives the whole of each."""
    with SqliteLedger.open(tmp_path / "lang.wortlaut", create=True) as ledger:
        ledger.begin(factory.run())
        said = (Said(LONG + " eins", "Der Damm hält"), Said(LONG + " zwei", "Der Damm hält nicht"))
        ledger.put(factory.run().id, [factory.reading("Titel " * 60, *said)], factory.PRODUCERS)
        done = write(ledger, tmp_path / "out.dna")
    names = [str(row[0]) for row in ask(tmp_path / "out.dna", "SELECT Value FROM ENTITIES WHERE Value LIKE 'Rat %' ORDER BY ID")]
    whole = dict(done.shortened)
    assert [whole[name] for name in names] == [LONG + " eins", LONG + " zwei"]
    assert all(len(name) <= 190 and name.startswith("Rat der Anrainer") for name in names)
    assert len(set(names)) == 2
    assert len(whole) == 3


def test_signs_that_no_file_holds_are_marked(tmp_path: Path) -> None:
    """Half a character, as an undecodable file name has it, becomes a mark; NUL stays what it is."""
    with SqliteLedger.open(tmp_path / "odd.wortlaut", create=True) as ledger:
        ledger.begin(factory.run())
        ledger.put(factory.run().id, [factory.reading("Streit\x00 um den Damm", given=Given(title="Damm\udcff"))], factory.PRODUCERS)
        write(ledger, tmp_path / "out.dna")
    file = read_dna(tmp_path / "out.dna", "out.dna", ReadOptions()).file
    text = file.documents[0].text
    assert (text[:8], file.documents[0].title) == ("Streit\x00 ", "Damm\ufffd")
    assert text[file.statements[0].start : file.statements[0].stop] == "Der Damm hält"


def test_imported_rows_stay_as_they_are_beside_our_own(ledger: SqliteLedger, tmp_path: Path) -> None:
    """Every row of the captured file is in the written one, ids and all; ours come behind them; a coder of the same name is the same."""
    path = write_dna(tmp_path / "merle.dna")
    capture_dna(read_dna(path, "merle.dna", ReadOptions()), "merle.dna", ledger)
    write(ledger, tmp_path / "out.dna")
    written, captured = (read_dna(one, one.name, ReadOptions()).file for one in (tmp_path / "out.dna", path))
    for name in (
        "settings",
        "documents",
        "variables",
        "regexes",
        "statements",
        "entities",
        "short_texts",
        "booleans",
        "integers",
        "attribute_values",
    ):
        kept = getattr(captured, name)
        assert getattr(written, name)[: len(kept)] == kept, name
    assert len(written.statements) == len(captured.statements) + 2
    assert [coder.name for coder in written.coders] == ["Admin", "Ilse Brandt", "Mehmet Aslan", "wortlaut-machine"]
    assert written.coders[:3] == captured.coders


# --- codings -------------------------------------------------------------------------------------------------

HOLDS = Concept("damm", (("de", "Der Damm ist sicher."),), "ob der Damm hält")
MEASURE = Concept("messen", (("de", "Der Damm wird gemessen."),))


@pytest.fixture
def coded(ledger: SqliteLedger) -> SqliteLedger:
    """The ledger with codings of two people: for and against, one neutral, one of no concept, and a suggestion for what nobody coded."""
    ledger.adopt(Codebook.of("Merle", (HOLDS, MEASURE)), "Ilse Brandt", NOW)
    first, second = [row.statement.id for row in ledger.statements(Query())]
    ledger.code(first, "damm", 1, "Ilse Brandt", NOW)
    ledger.code(first, "damm", -1, "Mehmet Aslan", NOW)
    ledger.code(first, "messen", 0, "Mehmet Aslan", NOW)
    ledger.suggest([Suggestion(second, "damm", -1, 0.7, ("hält nicht",), Producer("suggest", "1"))], NOW)
    return ledger


def statements(path: Path, label: str) -> list[tuple[object, ...]]:
    """Coder and values of the statements of a type."""
    file = read_dna(path, path.name, ReadOptions()).file
    kind = next(one.id for one in file.statement_types if one.label == label)
    names = {one.id: one.name for one in file.coders}
    values = file.values()
    return [(names[row.coder], values[row.id]) for row in file.statements if row.type == kind]


def test_codings_that_take_a_side_are_statements_of_dna(coded: SqliteLedger, tmp_path: Path) -> None:
    """Person, organization, concept and agreement by whoever coded; the machine's suggestion under its own name; the neutral one is counted."""
    done = write(coded, tmp_path / "out.dna")
    jana = {"person": "Jana Ostermoor", "organization": "", "concept": "Der Damm ist sicher."}
    assert statements(tmp_path / "out.dna", "DNA Statement") == [
        ("Ilse Brandt", jana | {"agreement": True}),
        ("Mehmet Aslan", jana | {"agreement": False}),
        ("wortlaut-machine", jana | {"person": "Konrad Welling", "agreement": False}),
    ]
    assert "1 codings are neutral or name no concept and stay out of the type DNA Statement" in done.notes
    assert "1 statements of the type DNA Statement are suggestions that nobody judged, by the coder wortlaut-machine" in done.notes


def test_no_coding_is_lost(coded: SqliteLedger, tmp_path: Path) -> None:
    """The second type has every coding, the neutral one too, in words."""
    write(coded, tmp_path / "out.dna")
    said = [(coder, row["concept"], row["agreement"]) for coder, row in statements(tmp_path / "out.dna", "Wortlaut statement")]
    assert said == [
        ("Ilse Brandt", "Der Damm ist sicher.", "agree"),
        ("Mehmet Aslan", "Der Damm ist sicher.", "disagree"),
        ("Mehmet Aslan", "Der Damm wird gemessen.", "neutral"),
        ("wortlaut-machine", "Der Damm ist sicher.", "disagree"),
    ]


@pytest.mark.parametrize(("include", "coders"), [(Include.JUDGED, {"Ilse Brandt", "Mehmet Aslan"}), (Include.MACHINE, {"wortlaut-machine"})])
def test_only_what_is_asked_for_is_written(coded: SqliteLedger, tmp_path: Path, include: Include, coders: set[str]) -> None:
    """Judged: what people accepted or coded; machine: what nobody did."""
    writer, _ = writer_for(tmp_path / "out.dna")
    write_ledger(coded, writer, tmp_path / "out.dna", WriteOptions(Query(include=include), lambda: WORD))
    assert {coder for coder, _ in statements(tmp_path / "out.dna", "Wortlaut statement")} == coders


def test_attributes_say_what_an_actor_is(coded: SqliteLedger, tmp_path: Path) -> None:
    """Every entity has a value for every attribute, the empty ones too; the kind of an actor is its type."""
    write(coded, tmp_path / "out.dna")
    question = (
        "SELECT Value, AttributeVariable, AttributeValue FROM ATTRIBUTEVALUES v JOIN ENTITIES e ON e.ID = EntityId "
        "JOIN ATTRIBUTEVARIABLES a ON a.ID = AttributeVariableId WHERE e.VariableId = 1 ORDER BY e.ID, a.ID"
    )
    assert ask(tmp_path / "out.dna", question) == [
        *(("Jana Ostermoor", name, value) for name, value in (("Type", "person"), ("Alias", ""), ("Notes", ""))),
        *(("Konrad Welling", name, value) for name, value in (("Type", "person"), ("Alias", ""), ("Notes", ""))),
        *(("", name, "") for name in ("Type", "Alias", "Notes")),
    ]


def test_concepts_stand_under_wider_ones(ledger: SqliteLedger, tmp_path: Path) -> None:
    """A concept brings its description and the concepts above it, coded or not."""
    narrow = Concept("messen", (("de", "Der Damm wird gemessen."),), "ob gemessen wird", parent="damm")
    ledger.adopt(Codebook.of("Merle", (HOLDS, narrow)), "Ilse Brandt", NOW)
    ledger.code(next(iter(ledger.statements(Query()))).statement.id, "messen", 1, "Ilse Brandt", NOW)
    write(ledger, tmp_path / "out.dna")
    question = (
        "SELECT e.Value, above.Value, AttributeValue FROM ENTITIES e LEFT JOIN ENTITIES above ON above.ID = e.ChildOf "
        "JOIN ATTRIBUTEVALUES v ON v.EntityId = e.ID WHERE e.VariableId = 3 AND AttributeVariableId = 9 AND e.Value <> '' ORDER BY e.ID"
    )
    assert ask(tmp_path / "out.dna", question) == [
        ("Der Damm ist sicher.", None, "ob der Damm hält"),
        ("Der Damm wird gemessen.", "Der Damm ist sicher.", "ob gemessen wird"),
    ]


def test_what_was_imported_keeps_its_attributes(ledger: SqliteLedger, tmp_path: Path) -> None:
    """A coding made here on an actor of the captured file changes nothing of that actor."""
    path = write_dna(tmp_path / "merle.dna")
    capture_dna(read_dna(path, "merle.dna", ReadOptions()), "merle.dna", ledger)
    ledger.adopt(Codebook.of("Merle", (HOLDS,)), "Ilse Brandt", NOW)
    row = next(row for row in ledger.statements(Query()) if row.quotation.rule == "imported" and row.actor and row.actor.name == "Konrad Welling")
    ledger.code(row.statement.id, "damm", -1, "Pia Korn", NOW)
    write(ledger, tmp_path / "out.dna")
    captured = rows_of(path)
    written = rows_of(tmp_path / "out.dna")
    for name in ("ENTITIES", "ATTRIBUTEVALUES", "CODERS", "DOCUMENTS", "STATEMENTS"):
        assert written[name][: len(captured[name])] == captured[name], name


def test_a_coding_of_an_imported_statement_joins_it(ledger: SqliteLedger, tmp_path: Path) -> None:
    """What somebody codes here on words that were coded in DNA stands in the same document."""
    path = write_dna(tmp_path / "merle.dna")
    capture_dna(read_dna(path, "merle.dna", ReadOptions()), "merle.dna", ledger)
    ledger.adopt(Codebook.of("Merle", (HOLDS,)), "Ilse Brandt", NOW)
    row = next(row for row in ledger.statements(Query()) if row.quotation.rule == "imported" and row.actor and row.actor.name == "Konrad Welling")
    ledger.code(row.statement.id, "damm", -1, "Pia Korn", NOW)
    write(ledger, tmp_path / "out.dna")
    coder, values = statements(tmp_path / "out.dna", "DNA Statement")[-1]
    assert (coder, values["concept"], values["intensity"]) == ("Pia Korn", "Der Damm ist sicher.", 0)
    assert len(rows_of(tmp_path / "out.dna")["DOCUMENTS"]) == 4


def test_an_empty_ledger_is_an_empty_project(tmp_path: Path) -> None:
    """Nothing captured and nothing read still gives a file that can be opened."""
    with SqliteLedger.open(tmp_path / "leer.wortlaut", create=True) as ledger:
        write(ledger, tmp_path / "out.dna")
    file = read_dna(tmp_path / "out.dna", "out.dna", ReadOptions()).file
    assert (file.documents, file.statements) == ((), ())
