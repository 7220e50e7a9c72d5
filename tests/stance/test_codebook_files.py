"""Codebooks come from YAML, CSV and .dna files; what is wrong in one is told with its line."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wortlaut.errors import CodebookError
from wortlaut.records import Codebook, Concept, Pole
from wortlaut.stance.changes import Change, changes
from wortlaut.stance.codebook import check_codebook, read_codebook
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
    return [str(flaw) for flaw in check_codebook(write(folder, text, name))]


def test_a_codebook_is_read_as_it_is_written(tmp_path: Path) -> None:
    """Every key of the file stands in the record; what is left out is empty."""
    book = read_codebook(write(tmp_path, GOOD))
    labels = (("de", "Der Probestau soll stattfinden"), ("en", "Fill it"))
    first = Concept("probestau", labels, "", ("Er muss bald beginnen.",), ("Probestau",), None, Pole("füllen", ("beginnen",)), Pole())
    assert book == Codebook.of("Merle", (first, Concept("mauer", (("de", "Die Mauer hält"),), parent="probestau")), (-2, 0, 2))


def test_the_version_is_that_of_the_content(tmp_path: Path) -> None:
    """The same concepts in another layout are the same version, and one changed word makes another."""
    moved = GOOD.replace("[Probestau]", "\n      - Probestau")
    assert read_codebook(write(tmp_path, GOOD)).version == read_codebook(write(tmp_path, moved)).version
    assert read_codebook(write(tmp_path, GOOD)).version != read_codebook(write(tmp_path, GOOD.replace("hält", "steht"))).version


def test_words_that_look_like_values_stay_words(tmp_path: Path) -> None:
    """`yes`, `no`, dates and numbers in labels and cues are the texts they are."""
    text = "name: n\nconcepts:\n  - {id: yes, labels: {no: 2021-03-08}, cues: [on, 12, ~]}\n"
    concept = read_codebook(write(tmp_path, text)).concepts[0]
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
    book = read_codebook(write(tmp_path, text, "merle.csv"))
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


def dna(path: Path, version: str = "3.1.2") -> Path:
    """A .dna file with three concepts, one of them below another, and a variable that is none."""
    with closing(sqlite3.connect(path)) as file:
        file.executescript(
            """
            CREATE TABLE SETTINGS (Property TEXT, Value TEXT); CREATE TABLE VARIABLES (ID INTEGER, Variable TEXT);
            CREATE TABLE ENTITIES (ID INTEGER, VariableId INTEGER, Value TEXT, ChildOf INTEGER);
            CREATE TABLE ATTRIBUTEVARIABLES (ID INTEGER, AttributeVariable TEXT); CREATE TABLE ATTRIBUTEVALUES (EntityId INTEGER, AttributeVariableId INTEGER, AttributeValue TEXT);
            INSERT INTO VARIABLES VALUES (3, 'concept'), (1, 'person'); INSERT INTO ATTRIBUTEVARIABLES VALUES (1, 'Notes');
            INSERT INTO ENTITIES VALUES (1, 3, '', NULL), (2, 3, 'Die Mauer hält!', 3), (3, 3, 'Der Damm', NULL), (4, 1, 'Jana Ostermoor', NULL), (5, 3, 'Die Mauer hält?', NULL);
            INSERT INTO ATTRIBUTEVALUES VALUES (2, 1, 'seit 2020');
            """
        )
        file.execute("INSERT INTO SETTINGS VALUES ('version', ?)", (version,))
        file.commit()
    return path


def test_the_concepts_of_a_dna_file_are_a_codebook(tmp_path: Path) -> None:
    """Entities of the variable concept become concepts with ids of their own, their notes and parents."""
    book = read_codebook(dna(tmp_path / "merle.dna"))
    assert [(one.id, one.label(), one.description, one.parent) for one in book.concepts] == [
        ("die-mauer-halt", "Die Mauer hält!", "seit 2020", "der-damm"),
        ("der-damm", "Der Damm", "", None),
        ("die-mauer-halt-2", "Die Mauer hält?", "", None),
    ]


def test_a_file_that_is_no_dna_file_is_told(tmp_path: Path) -> None:
    """Another version, a truncated file and a file of text are one line each."""
    old = dna(tmp_path / "old.dna", "2.0")
    assert str(check_codebook(old)[0]).startswith("the .dna file is not of version 3: old.dna (version 2.0)")
    short = tmp_path / "short.dna"
    short.write_bytes(old.read_bytes()[:5000])
    text = write(tmp_path, "no database", "text.dna")
    for path in (short, text):
        assert str(check_codebook(path)[0]).startswith("this is no .dna file that can be read")


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
    assert read_codebook(path) == book


def test_changes_between_versions_are_told_concept_by_concept(tmp_path: Path) -> None:
    """What was added, removed and changed is listed; two equal codebooks differ in nothing."""
    old = read_codebook(write(tmp_path, GOOD))
    text = GOOD.replace("[Probestau]", "[Probestau, Stau]").replace("- id: mauer", "- id: wand").replace("Die Mauer hält", "Die Wand hält")
    new = read_codebook(write(tmp_path, text))
    assert changes(old, old) == ()
    assert changes(old, new) == (
        Change("probestau", "cues", "Probestau", "Probestau; Stau"),
        Change("wand", "added", "", "Die Wand hält"),
        Change("mauer", "removed", "Die Mauer hält", ""),
    )


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    """Only YAML, CSV and .dna files hold codebooks."""
    with pytest.raises(CodebookError, match=r"give a \.yaml, \.csv or \.dna file"):
        read_codebook(write(tmp_path, GOOD, "merle.txt"))


def test_the_codebook_of_the_documentation_is_good() -> None:
    """The second example of the documentation holds to the rules."""
    docs = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "codebook-syria.yaml"
    assert check_codebook(docs) == ()
    assert len(read_codebook(docs).concepts) == 10


def test_the_concepts_of_a_real_project_are_read(shared: Path) -> None:
    """DNA's own sample has six concepts; each gets an id of its own."""
    book = read_codebook(shared / "data" / "sample.dna")
    assert len({concept.id for concept in book.concepts}) == len(book.concepts) == 6
