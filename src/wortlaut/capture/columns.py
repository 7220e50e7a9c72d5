"""Which column of a table is what: the user's map, then the obvious names. Not for reading rows: see `table`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from wortlaut.errors import CaptureError
from wortlaut.records import Given

# Our field names and the names that tables in the wild give them, most telling first.
OBVIOUS: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "fulltext", "full_text", "maintext", "article", "plaintext", "inhalt", "volltext", "artikel"),
    "html": ("html", "raw_html", "page"),
    "title": ("title", "headline", "titel", "heading", "überschrift", "schlagzeile"),
    "outlet": ("outlet", "source", "publisher", "newspaper", "medium", "sitename", "site_name", "quelle", "zeitung"),
    "published": ("published", "date", "date_publish", "publishing_date", "published_at", "pubdate", "pub_date", "publication_date", "datum"),
    "url": ("url", "link", "address", "source_url", "href"),
    "authors": ("authors", "author", "byline", "autor", "autoren"),
    "language": ("language", "lang", "sprache"),
    "id": ("id", "doc_id", "document_id", "key", "doc"),
}
_SAME = {"date": "published", "author": "authors", "lang": "language", "key": "id"}


@dataclass(frozen=True, slots=True)
class Columns:
    """Our field names and the column of the table that holds each."""

    pairs: tuple[tuple[str, str], ...]

    def column(self, field: str) -> str | None:
        """The column of the field, if the table has one."""
        return next((column for name, column in self.pairs if name == field), None)

    def value(self, row: Mapping[str, object], field: str) -> str | None:
        """The cell of the field as text without outer blanks; None where it is missing or empty."""
        column = self.column(field)
        cell = row.get(column) if column is not None else None
        if cell is None or isinstance(cell, bool | dict):
            return None
        if isinstance(cell, list):
            return "; ".join(str(item) for item in cell).strip() or None
        return str(cell).strip() or None

    def given(self, row: Mapping[str, object], number: int) -> Given:
        """What the row says beside its text; strings as they stand."""
        authors = self.value(row, "authors") or ""
        return Given(
            row=number,
            key=self.value(row, "id"),
            title=self.value(row, "title"),
            outlet=self.value(row, "outlet"),
            published=self.value(row, "published"),
            url=self.value(row, "url"),
            authors=tuple(name.strip() for name in authors.replace("|", ";").split(";") if name.strip()),
            language=self.value(row, "language"),
        )


def find_columns(source: str, present: Sequence[str], wanted: Sequence[tuple[str, str]]) -> Columns:
    """Match the user's map and the obvious names against the columns that are there; raises CaptureError if the map or the text does not fit.

    A field that the map gives an empty name has no column, whatever the names say.
    """
    mapped = _mapped(source, present, [pair for pair in wanted if pair[1]])
    pairs = _completed(dict(mapped), present, {_SAME.get(ours, ours) for ours, theirs in wanted if not theirs})
    twice = next((column for column in pairs.values() if list(present).count(column) > 1), None)
    if twice is not None:
        raise CaptureError(f"two columns have the name {twice!r}", source, "rename one of them")
    if "text" not in pairs and "html" not in pairs:
        raise CaptureError("no column holds the text", source, f"say which one it is with --map text=COLUMN; columns: {_listed(present)}")
    return Columns(tuple(pairs.items()))


def obvious(present: Sequence[str]) -> Columns:
    """The columns that their names tell."""
    return Columns(tuple(_completed({}, present, set()).items()))


def _completed(pairs: dict[str, str], present: Sequence[str], absent: set[str]) -> dict[str, str]:
    """The map with the obvious columns of what it leaves open."""
    pairs = dict(pairs)
    taken = set(pairs.values())
    folded = {name.strip().casefold(): name for name in reversed(present)}
    for field, names in OBVIOUS.items():
        column = next((folded[name] for name in names if name in folded and folded[name] not in taken), None)
        if field not in pairs and field not in absent and column is not None:
            pairs[field] = column
            taken.add(column)
    return pairs


def _mapped(source: str, present: Sequence[str], wanted: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    folded = {name.strip().casefold(): name for name in reversed(present)}
    pairs = []
    for ours, theirs in wanted:
        field = _SAME.get(ours, ours)
        if field not in OBVIOUS:
            raise CaptureError(f"a column map names the unknown field {ours!r}", source, f"fields: {', '.join(OBVIOUS)}")
        column = theirs if theirs in present else folded.get(theirs.strip().casefold())
        if column is None:
            near = get_close_matches(theirs.casefold(), folded, n=1)
            hint = f"did you mean {folded[near[0]]!r}? " if near else ""
            raise CaptureError(f"there is no column {theirs!r} (for {ours})", source, f"{hint}columns: {_listed(present)}")
        pairs.append((field, column))
    return pairs


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(name[:60] for name in names[:30])
    return shown + (f" and {len(names) - 30} more" if len(names) > 30 else "") if names else "none"
