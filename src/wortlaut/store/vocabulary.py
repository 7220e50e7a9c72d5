"""Words of the full-text index and names of actors that are like one that nobody uses.

SQLite shows them through a table that lives in the connection alone, so a ledger opened for reading only has none to offer.
"""

from __future__ import annotations

import re
from difflib import get_close_matches

from sqlalchemy import Connection, desc, select, text

from wortlaut.records import NearWord
from wortlaut.store.search import folded
from wortlaut.store.tables import ACTOR_NAMES, SHOWN_ACTORS
from wortlaut.store.typed import plain, words_typed

MOST_TYPED = 5
"""Words of one search that are looked at."""

MOST_LIKE = 3
MOST_NAMES = 5_000
"""Names among which a misspelt one is sought: those with most statements, and the other names that begin with the same letter."""

LIKENESS = 0.75
"""How alike two words must be, 1 being the same, to be offered for each other."""

_LONGER = 3
"""Letters by which a word may be longer or shorter than what was typed."""

_ONE_WORD = re.compile(r"[^\W_]{3,40}")
"""What is neither several words to the index nor too short to be told from others."""

_VOCABULARY = text("CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_vocabulary USING fts5vocab(main, search_index, row)")
_USED = text("SELECT doc FROM temp.search_vocabulary WHERE term = :word")
_CANDIDATES = text("SELECT term, doc FROM temp.search_vocabulary WHERE term >= :first AND term < :last AND length(term) BETWEEN :short AND :long")


def near_words(connection: Connection, typed: str) -> tuple[NearWord, ...]:
    """For every word of a search that no statement has: words that statements have and that are spelt much like it."""
    connection.execute(_VOCABULARY)
    found = []
    for word in words_typed(typed)[:MOST_TYPED]:
        known = plain(word)
        if _ONE_WORD.fullmatch(known) and not connection.scalar(_USED, {"word": known}):
            found.append(NearWord(word, _like(connection, known)))
    return tuple(one for one in found if one.like)


def _like(connection: Connection, word: str) -> tuple[tuple[str, int], ...]:
    bounds = {"first": word[0], "last": word[0] + "\U0010ffff", "short": len(word) - _LONGER, "long": len(word) + _LONGER}
    numbers = {str(term): int(doc) for term, doc in connection.execute(_CANDIDATES, bounds)}
    return tuple((term, numbers[term]) for term in get_close_matches(word, numbers, MOST_LIKE, LIKENESS))


def near_actors(connection: Connection, typed: str) -> tuple[tuple[str, int], ...]:
    """The actors whose name, last name or other name is spelt much like this one, with the numbers of their statements, the likest first."""
    sought = folded(typed)
    if not sought:
        return ()
    by_number = select(SHOWN_ACTORS.c.actor_id, SHOWN_ACTORS.c.name, SHOWN_ACTORS.c.statements).where(SHOWN_ACTORS.c.name.is_not(None))
    actors = {one: (str(name), int(number)) for one, name, number in connection.execute(by_number.order_by(desc("statements")).limit(MOST_NAMES))}
    names: dict[str, tuple[str, int]] = {}
    for name, number in actors.values():
        for called in (folded(name), folded(name).rsplit(" ", 1)[-1]):
            names.setdefault(called, (name, number))
    alike = ACTOR_NAMES.c.folded.between(sought[0], sought[0] + "\U0010ffff")
    for called, one in connection.execute(select(ACTOR_NAMES.c.folded, ACTOR_NAMES.c.actor_id).where(alike).distinct().limit(MOST_NAMES)):
        if one in actors:
            names.setdefault(str(called), actors[one])
    return tuple(dict.fromkeys(names[one] for one in get_close_matches(sought, names, MOST_LIKE, LIKENESS)))
