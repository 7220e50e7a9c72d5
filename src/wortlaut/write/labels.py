"""Labels short enough for a `.dna` file: longer ones are cut and get a digest of the whole, so that two never become one."""

from __future__ import annotations

import re
from dataclasses import fields, replace

from wortlaut.records import digest_text, dna
from wortlaut.records.dna_tables import LABEL, TABLES

_DIGITS = 10
_UNSTORABLE = re.compile("[\ud800-\udfff]")
"""Halves of characters, which no UTF-8 holds; they come from undecodable file names."""


def fitted(file: dna.File) -> tuple[dna.File, tuple[tuple[str, str], ...]]:
    """The file with every label cut to length and every unstorable sign replaced by U+FFFD; the pairs are (short label, whole label)."""
    shortened: dict[str, str] = {}
    tables: dict[str, tuple[dna.Row, ...]] = {}
    for table in TABLES:
        names = [field.name for field in fields(table.row)]
        texts = [(name, column.high) for name, column in zip(names, table.columns, strict=True) if column.kind is str]
        tables[table.field] = tuple(_row(row, texts, shortened) for row in getattr(file, table.field))
    return dna.File(**tables), tuple(shortened.items())  # type: ignore[arg-type] # each field holds the rows of its table


def _row(row: dna.Row, texts: list[tuple[str, int | None]], shortened: dict[str, str]) -> dna.Row:
    changed: dict[str, str] = {}
    for name, longest in texts:
        text = getattr(row, name)
        if text is None:
            continue
        fit = _UNSTORABLE.sub("\ufffd", text)
        if longest is not None and len(fit) > longest:
            whole, fit = fit, short(fit)
            shortened[fit] = whole
        if fit != text:
            changed[name] = fit
    return replace(row, **changed) if changed else row  # type: ignore[arg-type] # the names are those of text fields


def short(label: str) -> str:
    """A label that is too long, cut and marked: its beginning and ten hexadecimal digits of the hash of the whole."""
    return f"{label[: LABEL - _DIGITS - 3].rstrip()} … {digest_text(label)[:_DIGITS]}"
