"""The first tables, the view of current extractions, and on SQLite the full-text index.

Revision ID: 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

CURRENT = """
CREATE VIEW current_extractions AS
SELECT e.key, e.capture_key, e.run_id, e.producers, e.digest, e.source FROM extractions e
WHERE NOT EXISTS (SELECT 1 FROM extractions newer WHERE newer.capture_key = e.capture_key AND newer.key > e.key)
"""

SEARCH_CURRENT = """
CREATE VIEW search_current AS
SELECT t.statement_key, t.words, t.context FROM search_texts t
JOIN statements s ON s.key = t.statement_key JOIN current_extractions c ON c.key = s.extraction_key
"""

SEARCH_INDEX = """
CREATE VIRTUAL TABLE search_index USING fts5(
words, context, content='search_current', content_rowid='statement_key', tokenize='unicode61 remove_diacritics 2')
"""


def upgrade() -> None:
    """Make everything."""
    op.create_table(
        "contents",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_contents")),
    )
    op.create_table(
        "decisions",
        sa.Column("key", KEY, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("article_digest", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("stretch", sa.Text()),
        sa.Column("verdict", sa.Text()),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("field", sa.Text()),
        sa.Column("value", sa.Text()),
        sa.Column("value_folded", sa.Text()),
        sa.Column("value_start", sa.Text()),
        sa.Column("value_end", sa.Text()),
        sa.Column("replaces", sa.Text()),
        sa.Column("retracted", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_decisions")),
        sa.UniqueConstraint("id", name=op.f("uq_decisions_id")),
    )
    op.create_index(op.f("ix_decisions_article_digest_stretch"), "decisions", ["article_digest", "stretch"])
    op.create_index(op.f("ix_decisions_by_key"), "decisions", ["by", "key"])
    op.create_index(op.f("ix_decisions_replaces"), "decisions", ["replaces"])
    op.create_index(op.f("ix_decisions_subject"), "decisions", ["subject"])
    op.create_table(
        "producers",
        sa.Column("key", KEY, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("weights", sa.Text()),
        sa.Column("pack", sa.Text()),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_producers")),
    )
    op.create_table(
        "runs",
        sa.Column("key", KEY, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("started_at", sa.Text(), nullable=False),
        sa.Column("sources", sa.Text(), nullable=False),
        sa.Column("config", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_runs")),
        sa.UniqueConstraint("id", name=op.f("uq_runs_id")),
    )
    op.create_table(
        "texts",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_texts")),
    )
    op.create_table(
        "captures",
        sa.Column("key", KEY, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("charset", sa.Text(), nullable=False),
        sa.Column("charset_reason", sa.Text(), nullable=False),
        sa.Column("retrieved_at", sa.Text(), nullable=False),
        sa.Column("given", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["digest"], ["contents.digest"], name=op.f("fk_captures_digest")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_captures")),
        sa.UniqueConstraint("id", name=op.f("uq_captures_id")),
    )
    op.create_table(
        "run_ends",
        sa.Column("key", KEY, nullable=False),
        sa.Column("run_id", sa.Text(), nullable=False),
        sa.Column("finished_at", sa.Text()),
        sa.Column("captures", sa.Integer(), nullable=False),
        sa.Column("known", sa.Integer(), nullable=False),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.Column("statements", sa.Integer(), nullable=False),
        sa.Column("problems", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name=op.f("fk_run_ends_run_id")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_run_ends")),
    )
    op.create_index(op.f("ix_run_ends_run_id"), "run_ends", ["run_id"])
    op.create_table(
        "extractions",
        sa.Column("key", KEY, nullable=False),
        sa.Column("capture_key", KEY, nullable=False),
        sa.Column("run_id", sa.Text(), nullable=False),
        sa.Column("producers", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["capture_key"], ["captures.key"], name=op.f("fk_extractions_capture_key")),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name=op.f("fk_extractions_run_id")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_extractions")),
    )
    op.create_index(op.f("ix_extractions_capture_key_key"), "extractions", ["capture_key", "key"])
    op.create_index(op.f("ix_extractions_run_id"), "extractions", ["run_id"])
    op.create_index(op.f("ix_extractions_source"), "extractions", ["source"])
    op.create_table(
        "articles",
        sa.Column("extraction_key", KEY, autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("text_digest", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("source_kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text()),
        sa.Column("headline", sa.Text()),
        sa.Column("outlet", sa.Text()),
        sa.Column("outlet_folded", sa.Text()),
        sa.Column("outlet_reason", sa.Text(), nullable=False),
        sa.Column("host", sa.Text()),
        sa.Column("url", sa.Text()),
        sa.Column("agencies", sa.Text(), nullable=False),
        sa.Column("authors", sa.Text(), nullable=False),
        sa.Column("place", sa.Text()),
        sa.Column("published_start", sa.Text()),
        sa.Column("published_end", sa.Text()),
        sa.Column("published_best", sa.Text()),
        sa.Column("published_reason", sa.Text()),
        sa.Column("published_span", sa.Text()),
        sa.Column("modified", sa.Text()),
        sa.Column("language", sa.Text()),
        sa.Column("lines", sa.Text(), nullable=False),
        sa.Column("links", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["extraction_key"], ["extractions.key"], name=op.f("fk_articles_extraction_key")),
        sa.ForeignKeyConstraint(["text_digest"], ["texts.digest"], name=op.f("fk_articles_text_digest")),
        sa.PrimaryKeyConstraint("extraction_key", name=op.f("pk_articles")),
    )
    op.create_index(op.f("ix_articles_id"), "articles", ["id"])
    op.create_index(op.f("ix_articles_text_digest"), "articles", ["text_digest"])
    op.create_table(
        "problems",
        sa.Column("key", KEY, nullable=False),
        sa.Column("run_id", sa.Text(), nullable=False),
        sa.Column("extraction_key", KEY),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("remedy", sa.Text(), nullable=False),
        sa.Column("capture_id", sa.Text()),
        sa.ForeignKeyConstraint(["extraction_key"], ["extractions.key"], name=op.f("fk_problems_extraction_key")),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name=op.f("fk_problems_run_id")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_problems")),
        sa.UniqueConstraint("extraction_key", name=op.f("uq_problems_extraction_key")),
    )
    op.create_table(
        "actor_names",
        sa.Column("key", KEY, nullable=False),
        sa.Column("extraction_key", KEY, nullable=False),
        sa.Column("actor_id", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["extraction_key"], ["articles.extraction_key"], name=op.f("fk_actor_names_extraction_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_actor_names")),
    )
    op.create_index(op.f("ix_actor_names_folded_actor_id"), "actor_names", ["folded", "actor_id"])
    op.create_table(
        "actors",
        sa.Column("key", KEY, nullable=False),
        sa.Column("extraction_key", KEY, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("aliases", sa.Text(), nullable=False),
        sa.Column("roles", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["extraction_key"], ["articles.extraction_key"], name=op.f("fk_actors_extraction_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_actors")),
        sa.UniqueConstraint("extraction_key", "id", name=op.f("uq_actors_extraction_key_id")),
    )
    op.create_index(op.f("ix_actors_id"), "actors", ["id"])
    op.create_table(
        "statements",
        sa.Column("key", KEY, nullable=False),
        sa.Column("extraction_key", KEY, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("start", sa.BigInteger(), nullable=False),
        sa.Column("end", sa.BigInteger(), nullable=False),
        sa.Column("stretch", sa.Text(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("cue", sa.Text(), nullable=False),
        sa.Column("frame", sa.Text(), nullable=False),
        sa.Column("speaker", sa.Text(), nullable=False),
        sa.Column("addressee", sa.Text(), nullable=False),
        sa.Column("nested_in", sa.Text()),
        sa.Column("modality", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("speaker_reason", sa.Text(), nullable=False),
        sa.Column("quote_producer", KEY, nullable=False),
        sa.Column("actor_id", sa.Text()),
        sa.Column("actor_how", sa.Text()),
        sa.Column("actor_reason", sa.Text(), nullable=False),
        sa.Column("addressee_id", sa.Text()),
        sa.Column("said_start", sa.Text()),
        sa.Column("said_end", sa.Text()),
        sa.Column("said_best", sa.Text()),
        sa.Column("said_reason", sa.Text()),
        sa.Column("said_span", sa.Text()),
        sa.Column("chain", sa.Text(), nullable=False),
        sa.Column("resolve_producer", KEY, nullable=False),
        sa.ForeignKeyConstraint(["extraction_key"], ["articles.extraction_key"], name=op.f("fk_statements_extraction_key")),
        sa.ForeignKeyConstraint(["quote_producer"], ["producers.key"], name=op.f("fk_statements_quote_producer")),
        sa.ForeignKeyConstraint(["resolve_producer"], ["producers.key"], name=op.f("fk_statements_resolve_producer")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_statements")),
        sa.UniqueConstraint("extraction_key", "id", name=op.f("uq_statements_extraction_key_id")),
    )
    op.create_index(op.f("ix_statements_actor_id_extraction_key"), "statements", ["actor_id", "extraction_key"])
    op.create_index(op.f("ix_statements_id"), "statements", ["id"])
    op.create_index("ix_statements_place", "statements", ["extraction_key", "start", "end", "stretch", "kind"])
    op.create_table(
        "search_texts",
        sa.Column("statement_key", KEY, autoincrement=False, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("context", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["statement_key"], ["statements.key"], name=op.f("fk_search_texts_statement_key")),
        sa.PrimaryKeyConstraint("statement_key", name=op.f("pk_search_texts")),
    )

    op.execute(CURRENT)
    op.execute(SEARCH_CURRENT)
    if op.get_bind().dialect.name == "sqlite":
        op.execute(SEARCH_INDEX)
