"""Splits one line into sentences, with offsets.

A sentence ends at `.`, `!`, `?` or `…` (closing marks and brackets included) before a blank and a word that may open
a sentence. Abbreviations, ordinals, initials and list numbers do not end one; a colon never does. Which words are
abbreviations comes from the language pack. Every look around is bounded, so time is linear on any input.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from wortlaut.seams import SentenceWords

LONGEST = 8_000
"""No sentence is longer where it has a blank to cut at: what comes after may use work per sentence that is not linear."""

_LOOK = 48
_CLOSERS = "\"'“”’‘«»›‹)\\]´`"
_END = re.compile(rf"[.!?…]++[{_CLOSERS}]*+(?:\s{{1,3}}[\[(](?:\.\.\.|…)[\])])?")
_NEXT = re.compile(rf"[\W_]{{0,{_LOOK}}}(\w{{0,{_LOOK}}})")
_ROMAN = re.compile(r"[IVX]{1,5}")
_ORDINAL = re.compile(r"(?:\d{1,2}\.)?\d{1,3}")
_BLANK = re.compile(r"\s")
_LIST_NUMBER = re.compile(r"[\W_]{0,6}(?:\d{1,3}|\w)")


def split(text: str, start: int, end: int, words: SentenceWords) -> Iterator[tuple[int, int]]:
    """Yield the sentences of the line `text[start:end]` as `(start, end)` without outer blanks; blank lines give none."""
    opened = start
    for match in _END.finditer(text, start, end):
        if match.end() < end and _ends(text, opened, match, end, words):
            yield from _pieces(text, opened, match.end())
            opened = match.end()
    yield from _pieces(text, opened, end)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Strip outer blanks and cut what is longer than any sentence at a blank."""
    while end - start > LONGEST:
        cut = max(text.rfind(sign, start + 1, start + LONGEST) for sign in " \t\u00a0\u202f\u2009")
        if cut < 0:
            found = _BLANK.search(text, start + LONGEST, end)
            if not found:
                break
            cut = found.start()
        yield from _strip(text, start, cut)
        start = cut
    yield from _strip(text, start, end)


def _strip(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def _ends(text: str, opened: int, match: re.Match[str], line_end: int, words: SentenceWords) -> bool:
    """Whether the sign at `match` ends the sentence that began at `opened`."""
    start, end = match.span()
    if not text[end].isspace():
        return False
    following = _NEXT.match(text, end, line_end)
    word = following.group(1) if following else ""
    if not word:
        return not text[end : min(line_end, end + _LOOK)].strip()
    if not _opens(word):
        return False
    signs = match.group()
    starter = word in words.starters
    if _in_brackets(text, opened, start, signs):
        return starter
    if signs[0] == "…" or signs.startswith(".."):
        return starter or len(signs.rstrip(_CLOSERS)) < len(signs)
    if signs[0] in "!?" or signs[:2] in (".!", ".?"):
        return True
    return _stop_ends(text, opened, start, signs, word, words)


def _opens(word: str) -> bool:
    """Whether a word may open a sentence: a capital, a digit, a script without case, or a name such as "iPhone"."""
    return not word[0].islower() or any(sign.isupper() for sign in word[1:3])


def _in_brackets(text: str, opened: int, position: int, signs: str) -> bool:
    """Whether the sign closes a bracket that stands inside the sentence ("(sic!)", "[...]") rather than around it."""
    for close, bracket in ((")", "("), ("]", "[")):
        if close in signs:
            at = text.rfind(bracket, max(opened, position - 400), position)
            return at >= 0 and bool(text[max(opened, at - _LOOK) : at].strip())
    return False


def _stop_ends(text: str, opened: int, position: int, signs: str, following: str, words: SentenceWords) -> bool:
    """Whether a full stop at `position` ends a sentence, judged by the words on both sides."""
    starter = following in words.starters
    before = _word_before(text, opened, position)
    bare = before.rsplit(".", 1)[-1]
    if _LIST_NUMBER.fullmatch(text[max(opened, position - _LOOK) : position].strip()) and opened >= position - _LOOK:
        return False
    if _ORDINAL.fullmatch(before) or _ROMAN.fullmatch(before):
        return following not in words.after_ordinal and (starter or len(signs) > 1)
    if len(bare) == 1 and bare.isalpha():
        return starter and (bare.isupper() or f"{bare}." in words.may_end)
    names = {before, bare, bare.rsplit("-", 1)[-1]}
    if any(f"{name}." in words.abbreviations for name in names):
        return starter and any(f"{name}." in words.may_end for name in names)
    return True


def _word_before(text: str, opened: int, position: int) -> str:
    """The run of signs without blanks that ends before `position`, outer brackets and marks removed."""
    window = text[max(opened, position - _LOOK) : position]
    if not window or window[-1].isspace():
        return ""
    return window.split()[-1].strip("([{\"'„“”‚‘’«»‹›*–—/")
