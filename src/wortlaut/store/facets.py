"""How many statements answer a question.

The filters alone say which statements are meant, so that a count is what the question finds. Counts by what one may narrow a question with:
`wortlaut.store.kept_columns`.
"""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from wortlaut.records import Query
from wortlaut.store import filters


def count(connection: Connection, query: Query) -> int:
    """How many statements answer the question."""
    keys = filters.statement_keys(query).order_by(None).subquery("passing")
    return connection.scalar(select(func.count()).select_from(keys)) or 0
