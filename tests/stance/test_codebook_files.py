"""Codebooks come from YAML, CSV and .dna files; what is wrong in one is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.dna_factory import ROWS, damaged, write_dna
from tests.hang import ends

from wortlaut.coding import codebook_in
from wortlaut.errors import CodebookError
from wortlaut.records import Codebook, Concept, Pole
from wortlaut.stance.changes import Change, changes
from wortlaut.stance.writing import as_yaml

GOOD = """\
name: Merle
scale: [-2, 0, 2]
concepts:
  - id: probestau
    labels: {de: Der Probestau soll stattfinden, en: Fill it}
    examples: [Er muss bald beginnen.]
    cues: [Probestau]
    agree: {wording: füllen, cues: [beginnen]}
  - id: mauer
    parent: probestau
    labels:
      de: Die Mauer hält
"""


def write(folder: Path, text: str, name: str = "merle.yaml") -> Path:
    """A file with this text."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def flaws(folder: Path, text: str, name: str = "merle.yaml") -> list[str]:
    """What is wrong in a file, as printed."""
    return [str(flaw) for flaw in codebook_in(write(folder, text, name)).flaws]


def test_a_codebook_is_read_as_it_is_written(tmp_path: Path) -> None:
    """Every key of the file stands in the record; what is left out is empty."""
    book = codebook_in(write(tmp_path, GOOD)).required()
    labels = (("de", "Der Probestau soll stattfinden"), ("en", "Fill it"))
    first = Concept("probestau", labels, "", ("Er muss bald beginnen.",), ("Probestau",), None, Pole("füllen", ("beginnen",)), Pole())
    assert book == Codebook.of("Merle", (first, Concept("mauer", (("de", "Die Mauer hält"),), parent="probestau")), (-2, 0, 2))


def test_the_version_is_that_of_the_content(tmp_path: Path) -> None:
    """The same concepts in another layout are the same version, and one changed word makes another."""
    moved = GOOD.replace("[Probestau]", "\n      - Probestau")
    assert codebook_in(write(tmp_path, GOOD)).required().version == codebook_in(write(tmp_path, moved)).required().version
    assert codebook_in(write(tmp_path, GOOD)).required().version != codebook_in(write(tmp_path, GOOD.replace("hält", "steht"))).required().version


def test_words_that_look_like_values_stay_words(tmp_path: Path) -> None:
    """`yes`, `no`, dates and numbers in labels and cues are the texts they are."""
    text = "name: n\nconcepts:\n  - {id: yes, labels: {no: 2021-03-08}, cues: [on, 12, ~]}\n"
    concept = codebook_in(write(tmp_path, text)).required().concepts[0]
    assert (concept.id, concept.labels, concept.cues) == ("yes", (("no", "2021-03-08"),), ("on", "12", "~"))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("    parent: probestau", "    parents: probestau", "unknown key 'parents': merle.yaml:10: did you mean parent?"),
        ("- id: mauer", "- id: probestau", "two concepts have the same id: merle.yaml:9: probestau: the first stands on line 4"),
        ("parent: probestau", "parent: damm", "the parent is no concept: merle.yaml:9: damm: name the id of another concept"),
        ("parent: probestau", "parent: mauer", "the parents go round in a circle: merle.yaml:9: mauer: take one parent out"),
        ("[-2, 0, 2]", "[2, 0]", "the scale is not a row of rising whole numbers: merle.yaml:2: write for example [-1, 0, 1]"),
        ("[-2, 0, 2]", "[low, 2]", "'low' is no level of a scale: merle.yaml:2: levels are whole numbers"),
        ("    labels:\n      de: Die Mauer hält\n", "", "the concept has no label: merle.yaml:9: mauer: add `labels: {de: ...}`"),
        ("      de: Die Mauer hält", "      Deutsch: Die Mauer hält", "this is no code of a language: merle.yaml:9: 'Deutsch': write labels as `de: ...`, `en: ...`"),
        ("id: mauer", "id: die mauer", "this is no id of a concept: merle.yaml:9: 'die mauer': use letters, digits, - and _, at most 64"),
        ("      de: Die Mauer hält", "      de: Der Probestau soll stattfinden", "two concepts have the same label: merle.yaml:9: Der Probestau soll stattfinden: the first is probestau"),
        ("[Probestau]", "Probestau", "a list is expected here: merle.yaml:7: write `- ...` lines or [ ..., ... ]"),
        ("- id: mauer", "- id: mauer\n    id: wand", "the key 'id' stands twice: merle.yaml:10: keep one"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, old: str, new: str, told: str) -> None:
    """A flaw names the file, the line, and what to write instead."""
    assert old in GOOD
    assert told in flaws(tmp_path, GOOD.replace(old, new))


def test_a_circle_of_parents_is_found_however_long(tmp_path: Path) -> None:
    """Concepts that are their own ancestors over others are all told, those outside the circle are not."""
    text = "name: n\nconcepts:\n" + "".join(f"  - {{id: c{n}, labels: {{de: L{n}}}, parent: c{(n + 1) % 3}}}\n" for n in range(3))
    told = flaws(tmp_path, text + "  - {id: d, labels: {de: D}, parent: c0}\n")
    assert [line.split(": ")[2] for line in told] == ["c0", "c1", "c2"]


def test_a_table_is_a_codebook_too(tmp_path: Path) -> None:
    """A CSV file has one concept a row; lists are separated by semicolons."""
    text = "id,label_de,label_en,cues,parent,agree,disagree_cues\nprobestau,Probestau,Filling,stauen; Becken,,füllen,absagen\nmauer,Mauer,,,probestau,,\n"
    book = codebook_in(write(tmp_path, text, "merle.csv")).required()
    assert book.concepts[0].labels == (("de", "Probestau"), ("en", "Filling"))
    assert (book.concepts[0].cues, book.concepts[0].agree, book.concepts[0].disagree) == (
        ("stauen", "Becken"),
        Pole("füllen"),
        Pole("", ("absagen",)),
    )
    assert (book.concepts[1].parent, book.name) == ("probestau", "merle")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("id,titel\na,b\n", "unknown column 'titel': merle.csv:1"),
        ("label_de\nMauer\n", "a codebook has one column id, and every column once: merle.csv:1"),
        ("id,label_de\na,b,c\n", "the row has not as many cells as the first line: merle.csv:2"),
        ('id,label_de\na,"b\n', "the codebook is not CSV: merle.csv:1"),
        ("", "a codebook has one column id, and every column once: merle.csv:1"),
    ],
)
def test_a_broken_table_is_told(tmp_path: Path, text: str, told: str) -> None:
    """Columns nobody knows and rows that do not fit are told with their line."""
    assert flaws(tmp_path, text, "merle.csv")[0].startswith(told)


def test_the_concepts_of_a_dna_file_are_a_codebook(tmp_path: Path) -> None:
    """Entities of the variable concept become concepts with ids of their own, their notes and parents."""
    concepts = [
        (10, 3, "", 0, 0, 0, None),
        (11, 3, "Der Damm hält!", 0, 0, 0, 12),
        (12, 3, "Der Damm", 0, 0, 0, None),
        (13, 3, "Der Damm hält?", 0, 0, 0, None),
    ]
    bare = {name: [] if name.startswith("DATA") or name == "STATEMENTS" else list(rows) for name, rows in ROWS.items()}
    bare["ENTITIES"] = [row for row in ROWS["ENTITIES"] if row[1] != 3] + concepts
    book = codebook_in(write_dna(tmp_path / "merle.dna", bare)).required()
    assert [(one.id, one.label(), one.description, one.parent) for one in book.concepts] == [
        ("der-damm-halt", "Der Damm hält!", "seit 2020", "der-damm"),
        ("der-damm", "Der Damm", "", None),
        ("der-damm-halt-2", "Der Damm hält?", "", None),
    ]
    assert book.name == "merle"


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        ("UPDATE SETTINGS SET Value = '2.0' WHERE Property = 'version'", "the file was made by version 2.0 of DNA"),
        ("UPDATE ENTITIES SET ChildOf = 11 WHERE ID IN (11, 12)", "the file is not sound in table ENTITIES, row 11: ChildOf leads back to itself"),
        ("UPDATE ENTITIES SET Value = zeroblob(20) WHERE ID = 11", "the file is not sound in table ENTITIES, row 11: Value is not text"),
        ("UPDATE STATEMENTS SET Stop = 99999999 WHERE ID = 1", "the file has a statement beyond the end of its text"),
        ("DROP TABLE ATTRIBUTEVALUES", "the file lacks the table ATTRIBUTEVALUES"),
    ],
    ids=["version", "circle", "blob", "offset", "table"],
)
def test_a_dna_file_is_checked_as_a_whole(tmp_path: Path, damage: str, told: str) -> None:
    """A codebook is taken from sound files only: the same checks as for capture, told in one line."""
    (flaw,) = codebook_in(damaged(tmp_path / "merle.dna", damage)).flaws
    assert str(flaw).startswith(told)


def test_a_view_in_a_dna_file_is_not_run(tmp_path: Path) -> None:
    """A view that pretends to be a table of the file is told as a missing table, and never asked."""
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS ID, 3 AS VariableId, 'x' || i AS Value FROM n"
    path = damaged(tmp_path / "merle.dna", "DROP TABLE ENTITIES", f"CREATE VIEW ENTITIES AS {endless}")
    with ends(60):
        (flaw,) = codebook_in(path).flaws
    assert str(flaw).startswith("the file lacks the table ENTITIES")


def test_a_file_that_is_no_dna_file_is_told(tmp_path: Path) -> None:
    """A truncated file and a file of text are one line each."""
    short = tmp_path / "short.dna"
    short.write_bytes(write_dna(tmp_path / "whole.dna").read_bytes()[:5000])
    assert str(codebook_in(short).flaws[0]).startswith("the file is a damaged .dna file")
    assert str(codebook_in(write(tmp_path, "no database", "text.dna")).flaws[0]).startswith("the file is no .dna file of DNA 3")


words = (
    st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S"]), min_size=1, max_size=12)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)
poles = st.builds(Pole, st.one_of(st.just(""), words), st.lists(words, max_size=2).map(tuple))
bodies = st.tuples(words, st.one_of(st.just(""), words), st.lists(words, max_size=3).map(tuple), poles, poles)


@given(st.lists(bodies, min_size=1, max_size=4), words)
def test_what_is_written_is_read_again(tmp_path_factory: pytest.TempPathFactory, made: list[tuple], name: str) -> None:
    """A codebook written as YAML and read again is the same version, whatever signs are in it."""
    concepts = tuple(
        Concept(f"c{n}", (("de", f"{n} {body[0]}"),), body[1], body[2], body[2], f"c{n - 1}" if n else None, *body[3:]) for n, body in enumerate(made)
    )
    book = Codebook.of(name, concepts)
    path = tmp_path_factory.mktemp("book") / "book.yaml"
    path.write_text(as_yaml(book), encoding="utf-8")
    assert codebook_in(path).required() == book


def test_changes_between_versions_are_told_concept_by_concept(tmp_path: Path) -> None:
    """What was added, removed and changed is listed; two equal codebooks differ in nothing."""
    old = codebook_in(write(tmp_path, GOOD)).required()
    text = GOOD.replace("[Probestau]", "[Probestau, Stau]").replace("- id: mauer", "- id: wand").replace("Die Mauer hält", "Die Wand hält")
    new = codebook_in(write(tmp_path, text)).required()
    assert changes(old, old) == ()
    assert changes(old, new) == (
        Change("probestau", "cues", "Probestau", "Probestau; Stau"),
        Change("wand", "added", "", "Die Wand hält"),
        Change("mauer", "removed", "Die Mauer hält", ""),
    )


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    """Only YAML, CSV and .dna files hold codebooks."""
    with pytest.raises(CodebookError, match=r"give a \.yaml, \.csv or \.dna file"):
        codebook_in(write(tmp_path, GOOD, "merle.txt")).required()


def test_the_codebook_of_the_documentation_is_good() -> None:
    """The second example of the documentation holds to the rules."""
    docs = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "codebook-syria.yaml"
    assert codebook_in(docs).flaws == ()
    assert len(codebook_in(docs).required().concepts) == 10


def test_the_concepts_of_a_real_project_are_read(shared: Path) -> None:
    """DNA's own sample has six concepts; each gets an id of its own."""
    book = codebook_in(shared / "data" / "sample.dna").required()
    assert len({concept.id for concept in book.concepts}) == len(book.concepts) == 6
