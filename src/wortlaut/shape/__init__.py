"""Records as rows: the JSON of the command-line contract, and the columns that tables and CSV files show of it.

Command line, web app and exports print the same rows, so this lies below them all. Not for: choosing rows, and printing them.
"""

from __future__ import annotations

from wortlaut.shape.addresses import original
from wortlaut.shape.columns import Column, Layout, path, words
from wortlaut.shape.layouts import ACTORS, ARTICLES, PROBLEMS, RUNS, STATEMENTS, via, when, who
from wortlaut.shape.rows import (
    SCHEMA_VERSION,
    Json,
    actor_row,
    article,
    article_row,
    coding,
    correction,
    judgement,
    problem,
    problem_of,
    quotation,
    reading,
    run_row,
    span,
    statement_row,
)

__all__ = [
    "ACTORS",
    "ARTICLES",
    "PROBLEMS",
    "RUNS",
    "SCHEMA_VERSION",
    "STATEMENTS",
    "Column",
    "Json",
    "Layout",
    "actor_row",
    "article",
    "article_row",
    "coding",
    "correction",
    "judgement",
    "original",
    "path",
    "problem",
    "problem_of",
    "quotation",
    "reading",
    "run_row",
    "span",
    "statement_row",
    "via",
    "when",
    "who",
    "words",
]
