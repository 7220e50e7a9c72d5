"""No codebook, however built, costs more than a bounded time and memory; each is refused in one line."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest
from tests.hang import ends

from wortlaut.coding import codebook_in

BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{name}: &{name} [{','.join(['*' + before] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
HEAD = "name: n\nconcepts:\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (BOMB, "a codebook has no anchors and aliases: hostile.yaml:1"),
        ("name: *n\n", "a codebook has no anchors and aliases: hostile.yaml:1"),
        ("name: n\nconcepts: " + "[" * 50, "the codebook is nested too deep: hostile.yaml:2"),
        ("name: n\nconcepts: " + "[" * 100_000, "the codebook is n"),
        ("name: n\nconcepts: " + "{a: " * 100_000, "the codebook is nested too deep: hostile.yaml:2"),
        ("name: !!python/object/apply:os.system [true]\n", "a codebook has no tags: hostile.yaml:1"),
        (HEAD + "  - {id: a, labels: {de: L}}\n---\nname: m\n", "a codebook is one document: hostile.yaml:4"),
        ("name: n\n? [a, b]\n: c\n", "a key is a word: hostile.yaml:2"),
        ("name: [n\n", "the codebook is not YAML: hostile.yaml:2"),
        ("name: \x00\n", "the codebook is not YAML: hostile.yaml"),
        ("- a\n- b\n", "a map is expected here: hostile.yaml:1"),
        ("", "the codebook has no concepts: hostile.yaml"),
        (HEAD + "  - {id: a, labels: {de: " + "L" * 191 + "}}\n", "a label is empty or too long: hostile.yaml:3"),
        (HEAD + "  - {id: a, labels: {de: L}, description: " + "d" * 4001 + "}\n", "a text of the concept is too long: hostile.yaml:3"),
        (HEAD + "".join(f"  - {{id: c{n}, labels: {{de: L{n}}}}}\n" for n in range(5001)), "the codebook has too many concepts: hostile.yaml"),
        (HEAD + "  - {id: a, labels: {de: L}, cues: [" + "x, " * 400_001 + "]}\n", "the codebook has too many values: hostile.yaml"),
    ],
    ids=["bomb", "alias", "lists", "abyss", "maps", "tag", "documents", "key", "open", "nul", "list", "empty", "label", "text", "concepts", "values"],
)
def test_it_is_refused_in_one_line(tmp_path: Path, text: str, told: str) -> None:
    """Bombs, depth, tags, oddities and masses are told with the line where there is one."""
    path = tmp_path / "hostile.yaml"
    path.write_text(text, encoding="utf-8")
    with ends(60):
        found = [str(flaw) for flaw in codebook_in(path).flaws]
    assert any(line.startswith(told) for line in found), found[:3]
    assert all("\n" not in line for line in found)


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    """A codebook of 100 MB is refused by its size, without its bytes in memory."""
    path = tmp_path / "huge.yaml"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    tracemalloc.start()
    try:
        found = [str(flaw) for flaw in codebook_in(path).flaws]
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert found == ["the codebook is too large: huge.yaml: at most 4,000,000 bytes; split the study"]
    assert most < 10_000_000


def test_bytes_that_are_no_text_are_told(tmp_path: Path) -> None:
    """A file in another encoding is refused, not guessed."""
    path = tmp_path / "latin.yaml"
    path.write_bytes("name: Füllung\n".encode("latin-1"))
    assert [str(flaw) for flaw in codebook_in(path).flaws] == [
        "the codebook cannot be read (it is not UTF-8): latin.yaml: check the file; save it as UTF-8"
    ]
