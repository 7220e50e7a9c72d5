"""Files of other programs in the ledger: every row of a `.dna` file as it came, beside the articles and statements it became.

An import is appended and never changed; one that `replaces` another stands in for it, and the other stays. The text of a
document is kept once, in `texts`. What the rows mean was decided before they came here (`wortlaut.capture.coded`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sqlalchemy import Connection, exists, insert, select

from wortlaut.errors import LedgerBusyError, LedgerError
from wortlaut.records import Mismatch, Reading, Verdict, digest_text, dna
from wortlaut.records.dna_tables import TABLES
from wortlaut.store import decisions
from wortlaut.store.codec import from_json, to_json
from wortlaut.store.put import chunks, readings, stretch_of
from wortlaut.store.rows import decoding
from wortlaut.store.tables import (
    ARTICLES,
    IMPORTED_DOCUMENTS,
    IMPORTED_ROWS,
    IMPORTED_STATEMENTS,
    IMPORTS,
    STATEMENTS,
    TEXTS,
    AnyRow,
)

PRODUCERS = "imported"
"""Stands for the fingerprint of the producers: no version of Wortlaut decides what people coded elsewhere."""

_LATER = IMPORTS.alias("later")
_STANDS = ~exists().where(_LATER.c.replaces == IMPORTS.c.id)
_TABLES = {table.name: table for table in TABLES}


def put(connection: Connection, run_id: str, imported: dna.Import, given: Sequence[Reading], beside: Sequence[str]) -> None:
    """Store an import and what it became; every statement is judged by its coder. The same import again adds nothing.

    Articles that several imports share are read anew with the statements of all, so the import must know those that stand.
    """
    if known(connection, imported.id):
        return
    if set(connection.scalars(select(IMPORTS.c.id).where(_STANDS))) != set(beside):
        raise LedgerBusyError("another file came in at the same time", imported.source, "capture it again")
    refused = readings(connection, run_id, given, PRODUCERS)
    defect = next((problem for problem in refused), None)
    if defect is not None:
        raise LedgerError(defect.reason, imported.source, "nothing was stored; please report it with the file")
    row = {"id": imported.id, "run_id": run_id, "source": imported.source, "at": imported.at, "replaces": imported.replaces}
    key = connection.execute(insert(IMPORTS), row).inserted_primary_key[0]  # type: ignore[index] # one row was inserted
    _documents(connection, key, imported)
    for table in TABLES:
        rows = (
            {"import_key": key, "table": table.name, "row": to_json(replace(one, text="") if isinstance(one, dna.Document) else one)}
            for one in getattr(imported.file, table.field)
        )
        for chunk in chunks(rows, 10_000):
            connection.execute(insert(IMPORTED_ROWS), chunk)
    pairs = ({"import_key": key, "statement": number, "statement_id": statement} for number, statement in imported.statements)
    for chunk in chunks(pairs, 10_000):
        connection.execute(insert(IMPORTED_STATEMENTS), chunk)
    _judge(connection, imported)


def _documents(connection: Connection, key: int, imported: dna.Import) -> None:
    articles = dict(imported.articles)
    texts = {document.id: digest_text(document.text) for document in imported.file.documents}
    there: set[str] = set()
    for digests in chunks(texts.values()):
        there.update(connection.scalars(select(TEXTS.c.digest).where(TEXTS.c.digest.in_(digests))))
    for document in imported.file.documents:
        if texts[document.id] not in there:  # that of a document without an article
            connection.execute(insert(TEXTS), {"digest": texts[document.id], "text": document.text})
            there.add(texts[document.id])
    rows = (
        {"import_key": key, "document": document.id, "text_digest": texts[document.id], "article_id": articles.get(document.id)}
        for document in imported.file.documents
    )
    for chunk in chunks(rows):
        connection.execute(insert(IMPORTED_DOCUMENTS), chunk)


def _judge(connection: Connection, imported: dna.Import) -> None:
    """Whoever coded a statement accepted it, but for the machine."""
    coders = {coder.id: coder.name for coder in imported.file.coders}
    rows = {row.id: row for row in imported.file.statements}
    digests = {document.id: digest_text(document.text) for document in imported.file.documents}
    about: dict[tuple[str, int], tuple[str, str, str, str]] = {}
    for number, statement in imported.statements:
        row = rows[number]
        if coders[row.coder] != dna.MACHINE:
            by = coders[row.coder].strip() or f"coder {row.coder}"
            about[statement, row.coder] = (statement, digests[row.document], stretch_of(((row.start, row.stop),)), by)
    decisions.judge_all(connection, tuple(about.values()), Verdict.ACCEPT, imported.at, f"coded in {imported.source}")


# --- reading -------------------------------------------------------------------------------------------------


def standing(connection: Connection) -> Iterator[dna.Import]:
    """The imports that no other one replaces, oldest first, with all their rows."""
    for row in connection.execute(select(IMPORTS).where(_STANDS).order_by(IMPORTS.c.key)).all():
        yield _import(connection, row)


def known(connection: Connection, import_id: str) -> bool:
    """Whether the ledger holds this import, replaced or not."""
    return connection.scalar(select(IMPORTS.c.key).where(IMPORTS.c.id == import_id)) is not None


def _import(connection: Connection, row: AnyRow) -> dna.Import:
    with decoding(row.id):
        texts, articles = _texts(connection, row.key)
        statements = connection.execute(
            select(IMPORTED_STATEMENTS.c.statement, IMPORTED_STATEMENTS.c.statement_id)
            .where(IMPORTED_STATEMENTS.c.import_key == row.key)
            .order_by(IMPORTED_STATEMENTS.c.key)
        )
        found: dict[str, list[dna.Row]] = {table.field: [] for table in TABLES}
        question = select(IMPORTED_ROWS.c.table, IMPORTED_ROWS.c.row).where(IMPORTED_ROWS.c.import_key == row.key).order_by(IMPORTED_ROWS.c.key)
        for name, text in connection.execute(question):
            table = _TABLES[name]
            one = from_json(table.row, text)
            found[table.field].append(replace(one, text=texts[one.id]) if isinstance(one, dna.Document) else one)
        file = dna.File(**{field: tuple(rows) for field, rows in found.items()})  # type: ignore[arg-type] # each field holds the rows of its table
        return dna.Import(row.id, row.source, row.at, file, row.replaces, articles, tuple((one[0], one[1]) for one in statements))


def _texts(connection: Connection, key: int) -> tuple[dict[int, str], tuple[tuple[int, str], ...]]:
    """Texts by document, and the pairs of document and article."""
    question = (
        select(IMPORTED_DOCUMENTS.c.document, IMPORTED_DOCUMENTS.c.article_id, TEXTS.c.text)
        .join(TEXTS, TEXTS.c.digest == IMPORTED_DOCUMENTS.c.text_digest)
        .where(IMPORTED_DOCUMENTS.c.import_key == key)
        .order_by(IMPORTED_DOCUMENTS.c.key)
    )
    rows = connection.execute(question).all()
    articles = tuple((row.document, row.article_id) for row in rows if row.article_id is not None)
    return {row.document: row.text for row in rows}, articles


# --- verifying -----------------------------------------------------------------------------------------------


def mismatches(connection: Connection) -> Iterator[Mismatch]:
    """Imports that are not what came in: an id is the hash of all rows, and what they became must be there."""
    known_ids = set(connection.scalars(select(IMPORTS.c.id)))
    for row in connection.execute(select(IMPORTS).order_by(IMPORTS.c.key)).all():
        try:
            one = _import(connection, row)
        except LedgerError as error:
            yield Mismatch(row.id, str(error))
            continue
        if dna.Import.id_of(one.file) != one.id:
            yield Mismatch(one.id, "the imported rows are not those that came in")
        if one.replaces is not None and one.replaces not in known_ids:
            yield Mismatch(one.id, f"the import it replaces, {one.replaces}, does not exist")
    for pairs, column, target in (
        (IMPORTED_DOCUMENTS, IMPORTED_DOCUMENTS.c.article_id, ARTICLES.c.id),
        (IMPORTED_STATEMENTS, IMPORTED_STATEMENTS.c.statement_id, STATEMENTS.c.id),
    ):
        there = select(target).where(target == column).exists()
        for missing in connection.scalars(select(column).select_from(pairs).where(column.is_not(None), ~there).distinct()):
            yield Mismatch(str(missing), "an imported row became this record, which does not exist")
