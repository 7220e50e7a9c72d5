"""What a person types into a search, and the full-text expression it comes to.

Words and "phrases" must all occur; a star at the end means a beginning, `~word` every form of a word, `-word` keeps away what has it,
`a OR b` takes either, `a NEAR b` both within ten words (`NEAR/3`: within three). Nothing else means anything, and an operator that has
nothing to join is a word: no input can be a syntax error.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import entry_points
from typing import TYPE_CHECKING

from wortlaut.store.search import folded

if TYPE_CHECKING:
    from wortlaut.seams import Language

USUAL_DISTANCE = 10
"""Words between two that are near each other."""

SHORTEST_STEM = 4
"""Letters that stay of a word without its ending."""

_ONE_WORD = re.compile(r"[^\W_]{3,40}")
_MARKS = dict.fromkeys(map(ord, "„“”«»"), '"')
_TERM = re.compile(r'(-?)(?:"([^"]*)"?(\*?)|([^\s"]+))')
_NEAR = re.compile(r"NEAR(?:/(\d{1,2}))?")
_LETTER = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class _Term:
    """A word or phrase as the index reads it, as it was typed, whether it must not occur, and its other forms as the index reads them."""

    quoted: str
    typed: str
    without: bool
    forms: tuple[str, ...] = ()

    @property
    def any_form(self) -> str:
        """The word, or all its forms."""
        return f"({' OR '.join((self.quoted, *self.forms))})" if self.forms else self.quoted

    @property
    def operand(self) -> bool:
        """Whether it can stand beside an operator."""
        return bool(self.quoted) and not self.without


def expression(typed: str) -> str | None:
    """What a person typed as an FTS5 expression; None where no word stands in it that is to occur."""
    terms = list(_terms(typed))
    wanted = [_either(group) for group in _groups(terms)]
    if not wanted:
        return None
    joined = (" AND " if any(one.startswith("(") for one in wanted) else " ").join(wanted)
    without = " OR ".join(term.any_form for term in terms if term.without)
    return f"({joined}) NOT ({without})" if without else joined


def words_typed(typed: str) -> tuple[str, ...]:
    """The single words that must occur, as they were typed: neither operators nor phrases, beginnings or words to keep away."""
    found = [term for group in _groups(list(_terms(typed))) for near, _ in group for term in near]
    return tuple(term.typed for term in found if term.typed and not term.typed.endswith("*") and not term.typed.startswith("~"))


def _terms(typed: str) -> Iterator[_Term]:
    for minus, phrase, phrase_star, word in _TERM.findall(typed.translate(_MARKS)):
        words = folded(phrase or word)
        star = phrase_star or ("*" if words.endswith("*") else "")
        quoted = f'"{words.rstrip("*").replace(chr(34), " ")}"{star}' if _LETTER.search(words) else ""
        if quoted:
            yield _Term(quoted, word, bool(minus), tuple(f'"{form}"' for form in _forms(words)) if word.startswith("~") else ())


_Near = tuple[list[_Term], int]
"""Terms that stand near each other, one as a rule, and how many words may be between them."""


def _groups(terms: list[_Term]) -> Iterator[list[_Near]]:
    """The groups of which one each must occur: alternatives, each of terms that are near each other."""
    group: list[_Near] = []
    joined = ""
    for before, term, after in zip([None, *terms], terms, [*terms[1:], None], strict=False):
        between = before is not None and before.operand and after is not None and after.operand and not joined
        if between and not term.without and (term.typed == "OR" or _NEAR.fullmatch(term.typed)):
            joined = term.typed
        elif term.without:
            joined = ""
        elif joined == "OR":
            group.append(([term], 0))
            joined = ""
        elif joined:
            near, distance = group[-1]
            given = _NEAR.fullmatch(joined)
            group[-1] = ([*near, term], max(distance, int(given[1] or USUAL_DISTANCE) if given else 0))
            joined = ""
        else:
            if group:
                yield group
            group = [([term], 0)]
    if group:
        yield group


def _either(group: list[_Near]) -> str:
    alternatives = [near[0].any_form if len(near) == 1 else f"NEAR({' '.join(term.quoted for term in near)}, {far})" for near, far in group]
    return alternatives[0] if len(alternatives) == 1 else f"({' OR '.join(alternatives)})"


# --- forms of words ------------------------------------------------------------------------------------------


def plain(word: str) -> str:
    """A word as the index writes it: without capitals and accents."""
    return "".join(sign for sign in unicodedata.normalize("NFD", folded(word)) if not unicodedata.combining(sign))


def _forms(word: str) -> Iterator[str]:
    """The other forms that a word may have: with an ending of an installed language, in the place of one it may have itself."""
    bare = plain(word).strip("~*")
    if not _ONE_WORD.fullmatch(bare):
        return
    endings = _endings()
    stems = {bare, *(bare[: -len(one)] for one in endings if bare.endswith(one) and len(bare) - len(one) >= SHORTEST_STEM)}
    yield from sorted({stem + ending for stem in stems for ending in ("", *endings)} - {bare})


@cache
def _endings() -> tuple[str, ...]:
    """The endings of words in the languages that are installed."""
    packs: list[Language] = [entry.load()() for entry in sorted(entry_points(group="wortlaut.languages"), key=lambda one: one.name)]
    return tuple(dict.fromkeys(ending for pack in packs for ending in pack.word_endings()))
