"""The tables of a ledger, in flow order; docs/reference/ledger.md explains them to people who open the file with other tools.

Machine records hang on an extraction: one generation of what the stages made of one capture. The newest extraction of a
capture is the current one; older ones stay. People's decisions are one log. Nothing is updated or deleted, except in
the full-text index, which holds current statements only, and in what the log of decisions amounts to: who stands for whom,
the kinds people changed and the statements they added. All of it can be rebuilt. The tables avoid what only SQLite has; the
full-text index lives in `wortlaut.store.search`.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, TypeAlias

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    column,
    table,
)
from sqlalchemy.types import TypeDecorator

if TYPE_CHECKING:
    from sqlalchemy import Row

AnyRow: TypeAlias = "Row[*tuple[Any, ...]]"
"""A row as the database gives it; `wortlaut.store.rows` makes records of them."""

_MARK = "\ufdd0"  # a noncharacter: no text is supposed to hold it, and one that does is escaped too
_ODD = re.compile(f"[\x00\ud800-\udfff{_MARK}]")


class Exact(TypeDecorator[str]):
    """Text that comes back exactly, even with lone surrogates (undecodable file names) or NUL, which databases refuse."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Escape the rare string that no database takes."""
        if value is None or not _ODD.search(value):
            return value
        return _MARK + json.dumps(value, ensure_ascii=True)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """Undo the escape."""
        if value is None or not value.startswith(_MARK):
            return value
        return str(json.loads(value[len(_MARK) :]))


Key = BigInteger().with_variant(Integer, "sqlite")  # only INTEGER counts up by itself in SQLite

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _interval(name: str) -> list[Column[str]]:
    return [Column(f"{name}_{part}", Exact) for part in ("start", "end", "best", "reason", "span")]


RUNS = Table(
    "runs",
    METADATA,
    Column("key", Key, primary_key=True),
    Column("id", Exact, nullable=False, unique=True),
    Column("started_at", Exact, nullable=False),
    Column("sources", Exact, nullable=False),
    Column("config", Exact, nullable=False),
    Column("version", Exact, nullable=False),
)

RUN_ENDS = Table(
    "run_ends",
    METADATA,
    Column("key", Key, primary_key=True),
    Column("run_id", Exact, ForeignKey("runs.id"), nullable=False, index=True),
    Column("finished_at", Exact),
    Column("captures", Integer, nullable=False),
    Column("known", Integer, nullable=False),
    Column("articles", Integer, nullable=False),
    Column("statements", Integer, nullable=False),
    Column("problems", Integer, nullable=False),
)

PRODUCERS = Table(
    "producers",
    METADATA,
    Column("key", Key, primary_key=True),
    Column("name", Exact, nullable=False),
    Column("version", Exact, nullable=False),
    Column("weights", Exact),
    Column("pack", Exact),
)

CONTENTS = Table(
    "contents",
    METADATA,
    Column("digest", Exact, primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("data", LargeBinary, nullable=False),  # zlib
)

CAPTURES = Table(
    "captures",
    METADATA,
    Column("key", Key, primary_key=True),
    Column("id", Exact, nullable=False, unique=True),
    Column("source", Exact, nullable=False),
    Column("digest", Exact, ForeignKey("contents.digest"), nullable=False),
    Column("media_type", Exact, nullable=False),
    Column("charset", Exact, nullable=False),
    Column("charset_reason", Exact, nullable=False),
    Column("retrieved_at", Exact, nullable=False),
    Column("given", Exact, nullable=False),
)

TEXTS = Table(
    "texts",
    METADATA,
    Column("digest", Exact, primary_key=True),
    Column("text", Exact, nullable=False),
)

EXTRACTIONS = Table(
    "extractions",
    METADATA,
    Column("key", Key, primary_key=True),
    Column("capture_key", Key, ForeignKey("captures.key"), nullable=False),
    Column("run_id", Exact, ForeignKey("runs.id"), nullable=False, index=True),
    Column("producers", Exact, nullable=False),
    Column("digest", Exact, nullable=False),  # of everything that was made, so that the same again adds nothing
    Column("source", Exact, nullable=False, index=True),
    Index(None, "capture_key", "key"),
)

CURRENT = table("current_extractions", column("key", Key), column("capture_key", Key), column("producers", Exact), column("digest", Exact))
"""The view of the newest extraction of every capture."""

ARTICLES = Table(
    "articles",
    METADATA,
    Column("extraction_key", Key, ForeignKey("extractions.key"), primary_key=True, autoincrement=False),
    Column("id", Exact, nullable=False, index=True),
    Column("text_digest", Exact, ForeignKey("texts.digest"), nullable=False, index=True),
    Column("source", Exact, nullable=False),
    Column("source_kind", Exact, nullable=False),
    Column("title", Exact),
    Column("headline", Exact),
    Column("outlet", Exact),
    Column("outlet_folded", Exact),
    Column("outlet_reason", Exact, nullable=False),
    Column("host", Exact),
    Column("url", Exact),
    Column("agencies", Exact, nullable=False),
    Column("authors", Exact, nullable=False),
    Column("place", Exact),
    *_interval("published"),
    Column("modified", Exact),
    Column("language", Exact),
    Column("lines", Exact, nullable=False),
    Column("links", Exact, nullable=False),
)

PROBLEMS = Table(
    "problems",
    METADATA,
    Column("key", Key, primary_key=True),
    Column("run_id", Exact, ForeignKey("runs.id"), nullable=False),
    Column("extraction_key", Key, ForeignKey("extractions.key"), unique=True),
    Column("source", Exact, nullable=False),
    Column("stage", Exact, nullable=False),
    Column("reason", Exact, nullable=False),
    Column("remedy", Exact, nullable=False),
    Column("capture_id", Exact),
)

STATEMENTS = Table(
    "statements",
    METADATA,
    Column("key", Key, primary_key=True),
    Column("extraction_key", Key, ForeignKey("articles.extraction_key"), nullable=False),
    Column("id", Exact, nullable=False, index=True),
    Column("kind", Exact, nullable=False),
    Column("start", BigInteger, nullable=False),
    Column("end", BigInteger, nullable=False),
    Column("stretch", Exact, nullable=False),
    Column("quote", Exact, nullable=False),
    Column("cue", Exact, nullable=False),
    Column("frame", Exact, nullable=False),
    Column("speaker", Exact, nullable=False),
    Column("addressee", Exact, nullable=False),
    Column("nested_in", Exact),
    Column("modality", Exact, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("rule", Exact, nullable=False),
    Column("speaker_reason", Exact, nullable=False),
    Column("quote_producer", Key, ForeignKey("producers.key"), nullable=False),
    Column("actor_id", Exact),
    Column("actor_how", Exact),
    Column("actor_reason", Exact, nullable=False),
    Column("addressee_id", Exact),
    Column("on_behalf_of_id", Exact),
    Column("place", Exact),
    Column("speech_act", Exact),
    *_interval("said"),
    Column("chain", Exact, nullable=False),
    Column("resolve_producer", Key, ForeignKey("producers.key"), nullable=False),
    UniqueConstraint("extraction_key", "id"),
)

ACTORS = Table(
    "actors",
    METADATA,
    Column("key", Key, primary_key=True),
    Column("extraction_key", Key, ForeignKey("articles.extraction_key"), nullable=False),
    Column("id", Exact, nullable=False),
    Column("name", Exact, nullable=False),
    Column("kind", Exact, nullable=False),
    Column("aliases", Exact, nullable=False),
    Column("roles", Exact, nullable=False),
    UniqueConstraint("extraction_key", "id"),
    Index(None, "id", "name"),
)

ACTOR_NAMES = Table(
    "actor_names",
    METADATA,
    Column("key", Key, primary_key=True),
    Column("extraction_key", Key, ForeignKey("articles.extraction_key"), nullable=False),
    Column("actor_id", Exact, nullable=False),
    Column("folded", Exact, nullable=False),
    Index(None, "folded", "actor_id"),
)

SEARCH_TEXTS = Table(
    "search_texts",
    METADATA,
    Column("statement_key", Key, ForeignKey("statements.key"), primary_key=True, autoincrement=False),
    Column("words", Exact, nullable=False),
    Column("context", Exact, nullable=False),
)

DECISIONS = Table(
    "decisions",
    METADATA,
    Column("key", Key, primary_key=True),
    Column("id", Exact, nullable=False, unique=True),
    Column("by", Exact, nullable=False),
    Column("at", Exact, nullable=False),
    Column("article_digest", Exact, nullable=False),
    Column("subject", Exact, nullable=False, index=True),
    # a judgement has a stretch and a verdict, a correction a field and a value, a decision about an actor an act and a value,
    # an amendment of a statement a part and a value; entries of one batch are undone together
    Column("stretch", Exact),
    Column("verdict", Exact),
    Column("note", Exact, nullable=False),
    Column("field", Exact),
    Column("value", Exact),
    Column("value_folded", Exact),
    Column("value_start", Exact),
    Column("value_end", Exact),
    Column("replaces", Exact, index=True),
    Column("retracted", Boolean, nullable=False),
    Column("act", Exact, index=True),
    Column("part", Exact, index=True),
    Column("batch", Exact, index=True),
    Index(None, "article_digest", "stretch"),
    Index(None, "by", "key"),
)

AMENDED_KINDS = Table(
    "amended_kinds",
    METADATA,
    Column("article_digest", Exact, primary_key=True),
    Column("stretch", Exact, primary_key=True),
    Column("kind", Exact, nullable=False),
)

IDENTITIES = Table(
    "identities",
    METADATA,
    Column("actor_id", Exact, primary_key=True),
    Column("stands_for", Exact, nullable=False, index=True),
    Column("name", Exact, nullable=False),
    Column("kind", Exact, nullable=False),
)

IDENTITY_NAMES = Table(
    "identity_names",
    METADATA,
    Column("key", Key, primary_key=True),
    Column("actor_id", Exact, nullable=False, index=True),
    Column("name", Exact, nullable=False),
    Column("folded", Exact, nullable=False, index=True),
)

MOVED = Table(
    "moved_statements",
    METADATA,
    Column("article_digest", Exact, primary_key=True),
    Column("stretch", Exact, primary_key=True),
    Column("actor_id", Exact, nullable=False, index=True),
)

# What records and decisions amount to (`wortlaut.store.shown`): one row for everything current, one index for every order asked for.

SHOWN_ARTICLES = Table(
    "shown_articles",
    METADATA,
    Column("extraction_key", Key, primary_key=True, autoincrement=False),
    Column("id", Exact, nullable=False, index=True),
    Column("text_digest", Exact, nullable=False),
    Column("day", Exact, nullable=False),
    Column("first", Exact),
    Column("last", Exact),
    Column("outlet", Exact),
    Column("statements", Integer, nullable=False),
    Column("judged", Integer, nullable=False),
    Index(None, "day", "id"),
    Index(None, "outlet", "day", "id"),
)

SHOWN_STATEMENTS = Table(
    "shown_statements",
    METADATA,
    Column("statement_key", Key, primary_key=True, autoincrement=False),
    Column("extraction_key", Key, nullable=False, index=True),
    Column("article_id", Exact, nullable=False),
    Column("day", Exact, nullable=False),
    Column("start", BigInteger, nullable=False),
    Column("end", BigInteger, nullable=False),
    Column("outlet", Exact),
    Column("first", Exact),
    Column("last", Exact),
    Column("kind", Exact, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("actor_id", Exact),
    Column("verdict", Exact),
    Index("ix_shown_statements_unsure", "confidence", "statement_key", sqlite_where=column("verdict").is_(None)),
)

# The order of statements, whole, and what rejected ones are told by: a page deep in a list is found without reading the rows before it.
_S = SHOWN_STATEMENTS.c
_PLACE = (_S.day, _S.article_id, _S.start, _S.end.desc(), _S.statement_key, _S.verdict)
Index("ix_shown_statements_place", *_PLACE)
Index("ix_shown_statements_actor", _S.actor_id, *_PLACE, _S.kind)
Index("ix_shown_statements_outlet", _S.outlet, *_PLACE)
Index("ix_shown_statements_judged", *_PLACE, sqlite_where=_S.verdict.is_not(None))

SHOWN_ACTORS = Table(
    "shown_actors",
    METADATA,
    Column("actor_id", Exact, primary_key=True),
    Column("name", Exact),
    Column("statements", Integer, nullable=False, index=True),
    Column("articles", Integer, nullable=False),
)

REGISTRY_ENTRIES = Table(
    "registry_entries",
    METADATA,
    Column("key", Key, primary_key=True),
    Column("id", Exact, nullable=False, unique=True),
    Column("actor_id", Exact, nullable=False, index=True),
    Column("name", Exact, nullable=False),
    Column("record", Exact, nullable=False),
    Column("by", Exact, nullable=False),
    Column("at", Exact, nullable=False),
    Index(None, "name", "key"),
)

REGISTRY_NAMES = Table(
    "registry_names",
    METADATA,
    Column("key", Key, primary_key=True),
    Column("entry_key", Key, ForeignKey("registry_entries.key"), nullable=False),
    Column("sort", Exact, nullable=False),  # name, surname, or office: the organisation of a role
    Column("folded", Exact, nullable=False),
    Index(None, "folded", "sort", "entry_key"),
)

IMPORTS = Table(
    "imports",
    METADATA,
    Column("key", Key, primary_key=True),
    Column("id", Exact, nullable=False, unique=True),
    Column("run_id", Exact, ForeignKey("runs.id"), nullable=False, index=True),
    Column("source", Exact, nullable=False),
    Column("at", Exact, nullable=False),
    Column("replaces", Exact, ForeignKey("imports.id"), index=True),
)

IMPORTED_ROWS = Table(
    "imported_rows",
    METADATA,
    Column("key", Key, primary_key=True),
    Column("import_key", Key, ForeignKey("imports.key"), nullable=False, index=True),
    Column("table", Exact, nullable=False),
    Column("row", Exact, nullable=False),
)

IMPORTED_DOCUMENTS = Table(
    "imported_documents",
    METADATA,
    Column("key", Key, primary_key=True),
    Column("import_key", Key, ForeignKey("imports.key"), nullable=False),
    Column("document", BigInteger, nullable=False),
    Column("text_digest", Exact, ForeignKey("texts.digest"), nullable=False),
    Column("article_id", Exact, index=True),
    UniqueConstraint("import_key", "document"),
)

IMPORTED_STATEMENTS = Table(
    "imported_statements",
    METADATA,
    Column("key", Key, primary_key=True),
    Column("import_key", Key, ForeignKey("imports.key"), nullable=False),
    Column("statement", BigInteger, nullable=False),
    Column("statement_id", Exact, nullable=False, index=True),
    UniqueConstraint("import_key", "statement"),
)

CODEBOOKS = Table(
    "codebooks",
    METADATA,
    Column("key", Key, primary_key=True),
    Column("version", Exact, nullable=False, index=True),
    Column("codebook", Exact, nullable=False),
    Column("by", Exact, nullable=False),
    Column("at", Exact, nullable=False),
)

CODINGS = Table(
    "codings",
    METADATA,
    Column("key", Key, primary_key=True),
    Column("id", Exact, nullable=False, unique=True),
    Column("statement", Exact, nullable=False, index=True),
    Column("article_digest", Exact, nullable=False),
    Column("stretch", Exact, nullable=False),
    Column("concept", Exact),
    Column("agreement", Integer),
    Column("status", Exact, nullable=False),
    Column("by", Exact),
    Column("producer", Key, ForeignKey("producers.key")),
    Column("codebook", Exact, nullable=False),
    Column("at", Exact, nullable=False),
    Column("note", Exact, nullable=False),
    Column("blind", Boolean, nullable=False),
    Column("score", Float),
    Column("replaces", Exact, index=True),
    Column("retracted", Boolean, nullable=False),
    Column("after", Key, nullable=False),  # the newest entry of `decisions` before it: the order of both logs
    Index(None, "concept"),
    Index(None, "article_digest", "stretch"),
    Index(None, "by", "key"),
)

RELATION_DECISIONS = Table(
    "relation_decisions",
    METADATA,
    Column("key", Key, primary_key=True),
    Column("id", Exact, nullable=False, unique=True),
    Column("relation", Exact, nullable=False, index=True),
    Column("kind", Exact, nullable=False),
    Column("one", Exact, nullable=False),
    Column("other", Exact, nullable=False),
    Column("concept", Exact),
    Column("verdict", Exact, nullable=False),
    Column("by", Exact, nullable=False),
    Column("at", Exact, nullable=False),
    Column("note", Exact, nullable=False),
    Column("replaces", Exact, index=True),
    Column("retracted", Boolean, nullable=False),
    Column("after", Key, nullable=False),  # the newest entries of `decisions` and `codings` before it: the order of all three logs
    Column("after_coding", Key, nullable=False),
    Index(None, "by", "key"),
)

REDACTIONS = Table(
    "redactions",
    METADATA,
    Column("key", Key, primary_key=True),
    Column("id", Exact, nullable=False, unique=True),
    Column("actor_id", Exact, nullable=False),
    Column("actor", Exact, nullable=False),
    Column("by", Exact, nullable=False),
    Column("at", Exact, nullable=False),
    Column("reason", Exact, nullable=False),
    Column("article_digest", Exact, ForeignKey("texts.digest"), nullable=False, index=True),
    Column("masked", Exact, nullable=False),  # the places, as a stretch
    Column("masked_digest", Exact, nullable=False),
)
