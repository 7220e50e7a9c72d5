"""What a person types into a search, and the full-text expression it comes to.

Words and "phrases" must all occur; a star at the end means a beginning, `-word` keeps away what has it, `a OR b` takes either, `a NEAR b` both
within ten words (`NEAR/3`: within three). Nothing else means anything, and an operator that has nothing to join is a word: no input can
be a syntax error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from wortlaut.store.search import folded

USUAL_DISTANCE = 10
"""Words between two that are near each other."""

_MARKS = dict.fromkeys(map(ord, "„“”«»"), '"')
_TERM = re.compile(r'(-?)(?:"([^"]*)"?(\*?)|([^\s"]+))')
_NEAR = re.compile(r"NEAR(?:/(\d{1,2}))?")
_LETTER = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class _Term:
    """A word or phrase as the index reads it (empty: no letter in it), as it was typed, and whether it must not occur."""

    quoted: str
    typed: str
    without: bool

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
    without = " OR ".join(term.quoted for term in terms if term.without)
    return f"({joined}) NOT ({without})" if without else joined


def words_typed(typed: str) -> tuple[str, ...]:
    """The single words that must occur, as they were typed: neither operators nor phrases, beginnings or words to keep away."""
    found = [term for group in _groups(list(_terms(typed))) for near, _ in group for term in near]
    return tuple(term.typed for term in found if term.typed and not term.typed.endswith("*"))


def _terms(typed: str) -> Iterator[_Term]:
    for minus, phrase, phrase_star, word in _TERM.findall(typed.translate(_MARKS)):
        words = folded(phrase or word)
        star = phrase_star or ("*" if words.endswith("*") else "")
        quoted = f'"{words.rstrip("*").replace(chr(34), " ")}"{star}' if _LETTER.search(words) else ""
        if quoted:
            yield _Term(quoted, word, bool(minus))


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
    alternatives = [near[0].quoted if len(near) == 1 else f"NEAR({' '.join(term.quoted for term in near)}, {far})" for near, far in group]
    return alternatives[0] if len(alternatives) == 1 else f"({' OR '.join(alternatives)})"
