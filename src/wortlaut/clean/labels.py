"""Labels the lines of a text page: typed patterns first, then structure (length, closing sign, position, neighbours, repeats).

Precision goes first: a paragraph is dropped to junk only by a pattern made for paragraphs, as a repeat, or behind the
end of the article. Not for labels on part of a line (see `fragments`), and not for HTML, whose markup has told most.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from wortlaut.clean.fragments import find_dateline
from wortlaut.clean.shapes import QUOTES, mark_by_shape, mark_credits, mark_followers, mark_repeats, typed
from wortlaut.clean.sheet import CLOSING_RULES, Sheet
from wortlaut.clean.units import Hint, Unit
from wortlaut.clean.words import Match, Words
from wortlaut.clean.zones import find_headline, find_text
from wortlaut.records import Label

_BULLET = re.compile(r"(?:[-–—•*·+]|\d{1,2}[.)]) ?\S")
_LONGEST_SUBHEAD = 14
_LONGEST_LEAD = 70
_LONGEST_QUESTION = 8


def label_page(units: tuple[Unit, ...], words: Words, known_agencies: frozenset[str]) -> tuple[Match, ...]:
    """One label for each line of the page."""
    sheet = Sheet(units, words, known_agencies, [typed(unit, words) for unit in units])
    sheet.first_sentence = next((index for index, unit in enumerate(units) if unit.prose or (unit.ended and unit.words >= 4)), len(units))
    for index in range(len(units)):
        mark_by_shape(sheet, index)
    mark_followers(sheet)
    find_text(sheet)
    read = [unit for index, unit in enumerate(units) if sheet.first <= index <= sheet.last and (sheet.is_open(index) or unit.prose) and unit.ended]
    sheet.content = frozenset[str]().union(*(words.content_words(unit.text) for unit in read))
    find_headline(sheet)
    mark_repeats(sheet)
    mark_credits(sheet)
    _mark_head(sheet)
    _mark_text(sheet)
    _mark_tail(sheet)
    return tuple(mark or Match(Label.BODY, "rest") for mark in sheet.marks)


def _mark_head(sheet: Sheet) -> None:
    """Above the first paragraph: kicker, what is under the headline, and the frame of the page."""
    top = sheet.headline if sheet.headline is not None else sheet.first
    open_above = [index for index in range(top) if sheet.is_open(index)]
    for index in open_above:
        is_kicker = sheet.headline is not None and _can_be_kicker(sheet, index, alone=open_above == [top - 1])
        sheet.set(index, Label.KICKER if is_kicker else Label.JUNK, "above the headline")
    for index in range(top + 1, sheet.first):
        unit = sheet.units[index]
        if unit.ended and unit.words >= 3:
            sheet.set(index, Label.LEAD, "under the headline")
        elif unit.words >= 5:
            sheet.set(index, Label.SUBHEAD, "under the headline")
        else:
            sheet.set(index, Label.META, "under the headline")


def _can_be_kicker(sheet: Sheet, index: int, alone: bool) -> bool:
    """The only open line above the headline, or one of the three just above it that is about the same matter."""
    unit = sheet.units[index]
    if alone:
        return 1 <= unit.words <= 8
    near = sheet.headline is not None and sheet.headline - index <= 3
    shared = sheet.words.content_words(unit.text) & sheet.content
    return near and unit.words >= 3 and bool(shared)


def _mark_text(sheet: Sheet) -> None:
    """From the first to the last paragraph: lead, paragraphs, sub-headlines, teasers."""
    paragraphs = [index for index in range(sheet.first, sheet.last + 1) if sheet.is_open(index) and sheet.units[index].prose]
    has_lead = any(mark and mark.label is Label.LEAD for mark in sheet.marks[: sheet.first])
    if sheet.headline is not None and not has_lead and _is_lead(sheet, paragraphs):
        sheet.lead = paragraphs[0]
        sheet.set(sheet.lead, Label.LEAD, "first paragraph, set off")
    for index in range(sheet.first, sheet.last + 1):
        unit = sheet.units[index]
        if not sheet.is_open(index):
            continue
        if unit.prose or unit.hint is Hint.PARAGRAPH:
            sheet.set(index, Label.BODY, "paragraph")
        elif unit.hint is Hint.HEADING:
            sheet.set(index, Label.SUBHEAD, "markup")
        elif unit.text.endswith(("?", "!")) and unit.words <= _LONGEST_QUESTION and _has_paragraph_behind(sheet, index):
            sheet.set(index, Label.SUBHEAD, "short question before its section")
        elif unit.ended:
            sheet.set(index, Label.BODY, "sentence")
        elif _BULLET.match(unit.text) or unit.words > _LONGEST_SUBHEAD or unit.words == 0 or unit.text[0].islower():
            sheet.set(index, Label.BODY, "line of the text")
        else:
            _mark_short_line(sheet, index)


def _has_paragraph_behind(sheet: Sheet, index: int) -> bool:
    return sheet.is_open(index + 1) and sheet.units[index + 1].prose and not sheet.units[index].text.startswith(("„", "“", '"', "»", "«"))


def _is_lead(sheet: Sheet, paragraphs: Sequence[int]) -> bool:
    """A short first paragraph that other lines or a longer second paragraph set off from the text."""
    if len(paragraphs) < 2:
        return False
    lead, second = sheet.units[paragraphs[0]], sheet.units[paragraphs[1]]
    if find_dateline(lead.text, 0, len(lead.text), sheet.words):
        return False
    set_off = paragraphs[1] - paragraphs[0] > 1 or second.words >= 1.2 * lead.words
    return lead.words <= _LONGEST_LEAD and set_off


def _mark_short_line(sheet: Sheet, index: int) -> None:
    """A sub-headline stands before a paragraph; a longer line between two paragraphs that shares no content word with the text is a teaser."""
    unit = sheet.units[index]
    behind = next((later for later in range(index + 1, sheet.last + 1) if sheet.is_open(later)), None)
    if behind is None or not sheet.units[behind].prose:
        sheet.set(index, Label.SUBHEAD if unit.words <= 5 else Label.BODY, "short line of the text")
        return
    is_between = index > 0 and sheet.units[index - 1].prose and behind == index + 1
    is_strange = unit.words >= 5 and not unit.text.endswith((":", *QUOTES)) and not sheet.words.content_words(unit.text) & sheet.content
    if sheet.words.stop_words and is_between and is_strange:
        sheet.set(index, Label.JUNK, "teaser")
        return
    sheet.set(index, Label.SUBHEAD, "short line before a paragraph")


def _mark_tail(sheet: Sheet) -> None:
    """Below the last paragraph: last short sentences, then the frame of the page."""
    over = False
    for index in range(sheet.last + 1, len(sheet.units)):
        unit, mark = sheet.units[index], sheet.marks[index]
        if mark:
            over = over or mark.rule in CLOSING_RULES or mark.rule.startswith("behind")
        elif not over and unit.ended and unit.words >= 2:
            sheet.set(index, Label.BODY, "sentence")
        elif not over and (_BULLET.match(unit.text) or unit.words > _LONGEST_SUBHEAD or unit.words == 0):
            sheet.set(index, Label.BODY, "line of the text")
        else:
            sheet.set(index, Label.JUNK, "below the text")
