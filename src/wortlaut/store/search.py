"""Full-text search over the current statements, with SQLite's FTS5.

The index holds two columns per statement: the quoted words and the sentences they stand in. Both are folded copies (case,
Unicode form, invisible signs), so "STRASSE" finds "Straße"; accents do not count either. What a person types is read by
`wortlaut.store.typed`. Statements of superseded extractions are taken out of the index, which is why the index is the one
thing in a ledger that is not append-only.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from sqlalchemy import Connection, Float, Select, bindparam, column, literal_column, select, table, text
from sqlalchemy.exc import DatabaseError

from wortlaut.records import Article, Parse, Quotation, Spans

CONTEXT = 2_000
"""Characters of context kept on each side of a quotation; a sentence of 50 MB must not be stored once per quotation."""

WORDS = 20_000
"""Characters of a quotation that are searched."""

INDEX = table("search_index", column("rowid"))
CURRENT = table("search_current", column("statement_key"), column("words"), column("context"))

_SIGNS = "\x00\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
_INVISIBLE = dict.fromkeys(map(ord, _SIGNS))  # NUL, soft hyphen, zero-width signs, direction marks, byte-order mark
_SURROGATE = re.compile("[\ud800-\udfff]")


def folded(words: str) -> str:
    """A copy for comparing: case folded, composed, without invisible signs, blanks single."""
    plain = _SURROGATE.sub(" ", words).translate(_INVISIBLE)
    return " ".join(unicodedata.normalize("NFC", unicodedata.normalize("NFC", plain).casefold()).split())


def words_of(quotation: Quotation) -> str:
    """The quoted words as they are searched."""
    return words_in(quotation.quote)


def words_in(quote: Spans) -> str:
    """The words of a quote as they are searched."""
    return folded(" … ".join(span.text for span in quote)[:WORDS])


def texts_of(article: Article, parse: Parse | None, quotation: Quotation) -> tuple[str, str]:
    """The quoted words and their context (whole sentences around quote, frame and speaker) as folded copies."""
    spans = (*quotation.quote, *quotation.cue, *quotation.frame, *quotation.speaker)
    first, last = quotation.quote[0].start, quotation.quote[-1].end
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    pieces = parse.sentences if parse is not None else article.lines
    index = bisect_right(pieces, start, key=lambda piece: piece.start) - 1
    if index >= 0 and pieces[index].end > start:
        start = pieces[index].start
    index = bisect_left(pieces, end, key=lambda piece: piece.end)
    if index < len(pieces) and pieces[index].start < end:
        end = pieces[index].end
    start, end = max(start, first - CONTEXT), min(end, last + CONTEXT)
    if end - start > WORDS + 2 * CONTEXT:
        end = start + WORDS + 2 * CONTEXT
    return words_of(quotation), folded(article.text[start:end])


def forget(connection: Connection, extraction_keys: Sequence[int]) -> None:
    """Take the statements of these extractions, which are about to be superseded, out of the index."""
    _fill(connection, "INSERT INTO search_index (search_index, rowid, words, context) SELECT 'delete',", extraction_keys)


def remember(connection: Connection, extraction_keys: Sequence[int]) -> None:
    """Put the statements of these extractions, whose texts are stored, into the index."""
    _fill(connection, "INSERT INTO search_index (rowid, words, context) SELECT", extraction_keys)


def _fill(connection: Connection, head: str, extraction_keys: Sequence[int]) -> None:
    # FTS5 takes a deletion as an insertion of the old values, which only the texts table has.
    statement = text(
        head + " t.statement_key, t.words, t.context FROM search_texts t JOIN statements s ON s.key = t.statement_key"
        " WHERE s.extraction_key IN :keys ORDER BY t.statement_key"
    ).bindparams(bindparam("keys", expanding=True))
    connection.execute(statement, {"keys": list(extraction_keys)})


def matching(expr: str) -> Select[int, float]:
    """Keys of matching statements and their rank (lower is better): words of the quotation weigh three times those around it."""
    rank = literal_column("bm25(search_index, 3.0, 1.0)", Float).label("rank")
    return select(INDEX.c.rowid.label("statement_key"), rank).where(text("search_index MATCH :match").bindparams(match=expr))


def damage(connection: Connection, *, thorough: bool) -> str | None:
    """What is wrong with the index, None if nothing; `thorough` compares every word, but needs a writable ledger."""
    indexed = text("SELECT id FROM search_index_docsize")
    stored = set(connection.scalars(select(CURRENT.c.statement_key)))
    found = set(connection.scalars(indexed))
    if stored != found:
        return f"{len(stored - found)} current statements are missing in the index, {len(found - stored)} do not belong there"
    if thorough:
        try:
            connection.execute(text("INSERT INTO search_index (search_index, rank) VALUES ('integrity-check', 1)"))
        except DatabaseError:
            return "the index does not hold the words of the statements"
    return None
