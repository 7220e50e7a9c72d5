"""The CSV form of a codebook: one concept a row, `label_de`, `label_en` ... columns, lists separated by `;`."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from wortlaut.errors import CodebookError
from wortlaut.records import AGREEMENT, Concept, Pole
from wortlaut.stance.codebook import Draft, Entry

_LABEL = "label_"
_COLUMNS = frozenset({"id", "description", "examples", "cues", "parent", "agree", "agree_cues", "disagree", "disagree_cues"})


def draft_of_table(text: str, path: Path) -> Draft:
    """What a CSV file says; the scale is the usual one, the name that of the file."""
    rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        columns = [name.strip() for name in rows.fieldnames or ()]
        _check_columns(columns, path.name)
        rows.fieldnames = columns
        entries = tuple(_entry(row, rows.line_num, path.name) for row in rows)
    except csv.Error as error:
        raise CodebookError("the codebook is not CSV", f"{path.name}:{rows.line_num}", str(error)) from error
    return Draft(path.stem, AGREEMENT, entries)


def _check_columns(columns: list[str], name: str) -> None:
    unknown = [column for column in columns if column not in _COLUMNS and not column.startswith(_LABEL)]
    if unknown:
        raise CodebookError(f"unknown column {unknown[0][:40]!r}", f"{name}:1", f"known are label_de, label_en and {', '.join(sorted(_COLUMNS))}")
    if "id" not in columns or len(set(columns)) < len(columns):
        raise CodebookError("a codebook has one column id, and every column once", f"{name}:1", "mend the first line")


def _entry(row: dict[str, str | None], line: int, name: str) -> Entry:
    if None in row or None in row.values():
        raise CodebookError("the row has not as many cells as the first line", f"{name}:{line}", "put cells with commas in quotation marks")
    cells = {key: " ".join((value or "").split()) for key, value in row.items()}
    labels = tuple((key.removeprefix(_LABEL), value) for key, value in cells.items() if key.startswith(_LABEL) and value)
    concept = Concept(
        id=cells["id"],
        labels=labels,
        description=cells.get("description", ""),
        examples=_list(cells, "examples"),
        cues=_list(cells, "cues"),
        parent=cells.get("parent") or None,
        agree=Pole(cells.get("agree", ""), _list(cells, "agree_cues")),
        disagree=Pole(cells.get("disagree", ""), _list(cells, "disagree_cues")),
    )
    return Entry(line, concept)


def _list(cells: dict[str, str], column: str) -> tuple[str, ...]:
    return tuple(part for part in (piece.strip() for piece in cells.get(column, "").split(";")) if part)
