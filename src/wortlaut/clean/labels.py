"""Labels the lines of a text page: typed patterns first, then structure (length, closing sign, position, neighbours, repeats).

Precision goes first: a paragraph is dropped to junk only by a pattern made for paragraphs, as a repeat, or behind the
end of the article. Not for labels on part of a line (see `fragments`), and not for HTML, whose markup has told most.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from wortlaut.clean.evidence import is_person_name, split_names
from wortlaut.clean.fragments import find_dateline, glue_points
from wortlaut.clean.units import Hint, Unit, find_words
from wortlaut.clean.words import Match, Words
from wortlaut.records import Label
from wortlaut.seams import Follow

_ADDRESS = re.compile(r"(?:https?://|www\.)\S{3,}|(?:[\w-]{1,40}\.){1,4}[a-z]{2,6}", re.IGNORECASE)
_BULLET = re.compile(r"(?:[-–—•*·+]|\d{1,2}[.)]) ?\S")
_NUMBER = re.compile(r"(\d+)\.?\s{0,3}(\S{0,20})")
_QUOTES = frozenset("„“”\"»«›‹‚‘’'")
_TIME = re.compile(r"\d{1,2}[:.]\d{2}")
# Behind these the article is over: short lines there are not its last sentences.
_CLOSING_RULES = frozenset({"copyright", "related", "comments", "newsletter", "share", "paywall", "page frame", "sign-off", "source line"})
_LONGEST_SUBHEAD = 14
_LONGEST_CAPTION = 30
_LONGEST_LEAD = 70
_LONGEST_QUESTION = 8
_LONGEST_TITLE = 15


@dataclass(slots=True)
class Page:
    """The lines of one page and what is known of each so far; the steps below fill `marks` in order."""

    units: tuple[Unit, ...]
    words: Words
    known_agencies: frozenset[str]
    marks: list[Match | None]
    headline: int | None = None
    first: int = 0
    last: int = -1
    lead: int | None = None
    content: frozenset[str] = frozenset()

    def set(self, index: int, label: Label, rule: str) -> None:
        """Label a line that has no label yet."""
        if self.marks[index] is None:
            self.marks[index] = Match(label, rule)

    def is_open(self, index: int) -> bool:
        """True for a line that exists and has no label yet."""
        return 0 <= index < len(self.units) and self.marks[index] is None

    def rule(self, index: int) -> str | None:
        """The rule that labelled the line, if it is there and labelled."""
        mark = self.marks[index] if 0 <= index < len(self.units) else None
        return mark.rule if mark else None


def label_page(units: tuple[Unit, ...], words: Words, known_agencies: frozenset[str]) -> tuple[Match, ...]:
    """One label for each line of the page."""
    page = Page(units, words, known_agencies, [_typed(unit, words) for unit in units])
    for index in range(len(units)):
        _mark_by_shape(page, index)
    _mark_followers(page)
    _find_text(page)
    read = [unit for index, unit in enumerate(units) if page.first <= index <= page.last and (page.is_open(index) or unit.prose) and unit.ended]
    page.content = frozenset[str]().union(*(words.content_words(unit.text) for unit in read))
    _find_headline(page)
    _mark_repeats(page)
    _mark_credits(page)
    _mark_head(page)
    _mark_text(page)
    _mark_tail(page)
    return tuple(mark or Match(Label.BODY, "rest") for mark in page.marks)


def _typed(unit: Unit, words: Words) -> Match | None:
    """The pattern a line fits; a byline must name somebody, or be marked as one by a colon."""
    mark = words.match(unit)
    names = mark.group("authors") if mark and mark.rule == "byline" else None
    if not names or ":" in unit.text[: unit.text.find(names)]:
        return mark
    return mark if any(is_person_name(name, words) or words.agency(name) for name in split_names(names, words)) else None


# --- lines by themselves -------------------------------------------------------------------------------------


def _mark_by_shape(page: Page, index: int) -> None:
    """Addresses, lines without words, date lines and sign-offs show themselves whatever the language."""
    unit = page.units[index]
    mark = page.marks[index]
    if mark and mark.label is Label.JUNK and mark.rule != "copyright":
        return
    if _ADDRESS.fullmatch(unit.text):
        page.marks[index] = Match(Label.META, "address")
    elif mark is None and not unit.prose and _is_date_line(page, unit):
        page.set(index, Label.META, "date line")
    elif mark is None and _has_no_words(unit):
        page.set(index, Label.JUNK, "no words")
    elif mark is None and unit.row and not unit.prose:
        page.set(index, Label.JUNK, "row of links")
    elif mark is None and page.words.sign_off(unit.text, page.known_agencies):
        page.set(index, Label.META, "sign-off")


def _has_no_words(unit: Unit) -> bool:
    if all(sign in _QUOTES for sign in unit.text):
        return False
    letters = sum(1 for sign in unit.text if sign.isalpha())
    few = unit.words < 2 or (unit.words < 3 and not unit.ended)
    return few and (letters < 0.2 * len(unit.text) or (letters < 2 and not unit.ended))


def _is_date_line(page: Page, unit: Unit) -> bool:
    """A line that is hardly more than a date: with weekday, clock time, place or a word before it."""
    if unit.words > 10 or unit.text.endswith(":") or not any(sign.isdigit() for sign in unit.text):
        return False
    dates = page.words.dates(unit.text)
    rest = unit.text
    for date in reversed(dates):
        rest = rest[: date.span.start] + " " + rest[date.span.end :]
    if not dates:
        return page.words.month(unit.text) is not None and unit.words <= 3 and not unit.ended
    rest = _TIME.sub(" ", rest)
    left = [word for word in find_words(rest) if word.casefold() not in page.words.date_words]
    # "9 Uhr" belongs to a date, "3. Tag" does not.
    if any(not page.words.date_words.intersection(map(str.casefold, find_words(number[2]))) for number in _NUMBER.finditer(rest)):
        return False
    # One word more may be a place or a section; several only before a comma, as in "Hoch an der Merle, 3. Mai 2021".
    before = unit.text[: dates[0].span.start].rstrip()
    return len(left) <= 1 or (before.endswith((",", "|", "·", "•")) and len(left) <= 4 and unit.text[dates[-1].span.end :].strip() == "")


def _mark_followers(page: Page) -> None:
    """What stands behind a heading such as "read also" belongs to it; behind the end of an article nothing belongs to it."""
    prose = [unit.words if unit.prose and mark is None else 0 for unit, mark in zip(page.units, page.marks, strict=True)]
    total, before, follow = sum(prose), 0, None
    for index, unit in enumerate(page.units):
        mark = page.marks[index]
        before += prose[index]
        if mark and mark.follow is Follow.REST and total and before >= 0.6 * total:
            for later in range(index + 1, len(page.units)):
                page.set(later, Label.JUNK, f"behind {mark.rule}")
            return
        if mark:
            follow = mark.rule if mark.follow is Follow.SHORT and before else (follow if mark.label is Label.JUNK else None)
        elif follow and not unit.prose and not (unit.ended and before < total):
            page.set(index, Label.JUNK, f"behind {follow}")
        else:
            follow = None


# --- where the text is ---------------------------------------------------------------------------------------


def _is_paragraph(page: Page, index: int) -> bool:
    unit = page.units[index]
    if not page.is_open(index) or not unit.prose:
        return False
    # Rows of names and teasers have few function words.
    return not page.words.stop_words or page.words.stop_share(find_words(unit.text)) >= 0.08 or unit.words >= 40


def _find_text(page: Page) -> None:
    """Set first and last paragraph; without any, short closed sentences will do, and last of all any open line."""
    found = [index for index in range(len(page.units)) if _is_paragraph(page, index)]
    if not found:
        found = [index for index, unit in enumerate(page.units) if page.is_open(index) and unit.ended and unit.words >= 3]
    if not found:
        found = [index for index in range(len(page.units)) if page.is_open(index)]
        found = found[1:] if len(found) > 1 else found
        for index in found:
            page.set(index, Label.BODY, "no paragraph on the page")
    if found:
        page.first, page.last = found[0], _last_sentence(page, found[-1])
    else:
        page.first, page.last = len(page.units), -1


def _last_sentence(page: Page, last: int) -> int:
    """The last closed line behind the last paragraph, before anything that ends an article."""
    for index in range(last + 1, len(page.units)):
        unit, mark = page.units[index], page.marks[index]
        if mark and (mark.rule in _CLOSING_RULES or mark.rule.startswith("behind")):
            break
        if mark is None and unit.ended and unit.words >= 4:
            last = index
    return last


def _find_headline(page: Page) -> None:
    """Of the open lines above the text, the first that shares nearly as many content words with it as the best."""
    marked = [index for index, unit in enumerate(page.units) if unit.hint is Hint.HEADLINE]
    if marked:
        page.headline = marked[0]
        page.marks[marked[0]] = Match(Label.HEADLINE, "markup")
        return
    text = page.content
    scores = {index: _headline_score(page, index, text) for index in range(page.first) if page.is_open(index)}
    best = max(scores.values(), default=0.0)
    if best > 0:
        page.headline = next(index for index, score in scores.items() if score >= 0.5 * best)
        page.marks[page.headline] = Match(Label.HEADLINE, "first line about the text" if text else "first line")
    elif page.first < len(page.units) and _starts_with_title(page):
        page.headline = page.first
        page.marks[page.first] = Match(Label.HEADLINE, "glued titles")
        page.first += 1


def _starts_with_title(page: Page) -> bool:
    """True where the first paragraph has run together with the titles above it."""
    others = (unit.text for index, unit in enumerate(page.units) if index != page.first and unit.prose)
    elsewhere = frozenset(word.casefold() for text in others for word in find_words(text))
    points = glue_points(page.units[page.first].text[:400], elsewhere)
    return bool(points) and len(page.units[page.first].text[: points[0]].split()) <= _LONGEST_TITLE


def _headline_score(page: Page, index: int, text: frozenset[str]) -> float:
    unit = page.units[index]
    if unit.words < 2 or unit.words > 40 or page.rule(index + 1) == "image credit":
        return 0.0
    shared = len(page.words.content_words(unit.text) & text)
    near = 1.0 if page.first - index <= 3 else 0.0
    # What shares no word with the text is its headline only where nothing above the text does.
    return (2 * min(shared, 3) if shared else 0.1) + (1.5 if unit.words >= 4 else 0.0) + near


def _mark_repeats(page: Page) -> None:
    """A line that stood there before is junk; so is a short unclosed line inside the text that comes again."""
    seen: dict[str, int] = {}
    for index, unit in enumerate(page.units):
        if unit.words < 2 or len(unit.text) < 8 or (unit.ended and unit.words < 6):
            continue
        before = seen.setdefault(unit.folded, index)
        if before == index:
            continue
        page.set(index, Label.JUNK, "repeat")
        if before != page.headline and page.first < before and not unit.ended:
            page.set(before, Label.JUNK, "repeat")


# --- captions ------------------------------------------------------------------------------------------------


def _mark_credits(page: Page) -> None:
    """Agencies and source lines above the end of the text are picture credits, and the line before a credit is its caption."""
    for index in range(page.last):
        if _is_credit(page, index):
            page.marks[index] = Match(Label.CAPTION, "image credit")
    for index, unit in enumerate(page.units):
        mark = page.marks[index]
        is_caption = mark is None or mark.rule == "repeat"
        if is_caption and page.rule(index + 1) == "image credit" and page.units[index + 1].gap == 0 and _can_be_caption(page, index):
            page.marks[index] = Match(Label.CAPTION, "above a credit")
        elif mark is None and unit.words <= _LONGEST_CAPTION and _has_credit(page, index):
            page.marks[index] = Match(Label.CAPTION, "with a credit")


def _is_credit(page: Page, index: int) -> bool:
    mark, unit = page.marks[index], page.units[index]
    if mark is None:
        return False
    if mark.rule == "sign-off":
        found = page.words.sign_off(unit.text, page.known_agencies)
        return found is not None and not found.codes
    outlet = mark.group("outlet")
    return mark.rule in ("source line", "copyright") and outlet is not None and page.words.agency(outlet) is not None


def _has_credit(page: Page, index: int) -> bool:
    """A credit at the end of the line, above the last paragraph (below it, a source line is the text's own)."""
    return index < page.last and page.words.credit_start(page.units[index].text) is not None


def _can_be_caption(page: Page, index: int) -> bool:
    """Short lines, and short paragraphs that begin a block of their own."""
    unit = page.units[index]
    return not unit.prose or (unit.words <= _LONGEST_CAPTION and (unit.gap > 0 or index == 0))


# --- above, inside and below the text ------------------------------------------------------------------------


def _mark_head(page: Page) -> None:
    """Above the first paragraph: kicker, what is under the headline, and the frame of the page."""
    top = page.headline if page.headline is not None else page.first
    open_above = [index for index in range(top) if page.is_open(index)]
    for index in open_above:
        is_kicker = page.headline is not None and _can_be_kicker(page, index, alone=open_above == [top - 1])
        page.set(index, Label.KICKER if is_kicker else Label.JUNK, "above the headline")
    for index in range(top + 1, page.first):
        unit = page.units[index]
        if unit.ended and unit.words >= 3:
            page.set(index, Label.LEAD, "under the headline")
        elif unit.words >= 5:
            page.set(index, Label.SUBHEAD, "under the headline")
        else:
            page.set(index, Label.META, "under the headline")


def _can_be_kicker(page: Page, index: int, alone: bool) -> bool:
    """The only open line above the headline, or one of the three just above it that is about the same matter."""
    unit = page.units[index]
    if alone:
        return 1 <= unit.words <= 8
    near = page.headline is not None and page.headline - index <= 3
    shared = page.words.content_words(unit.text) & page.content
    return near and unit.words >= 3 and bool(shared)


def _mark_text(page: Page) -> None:
    """From the first to the last paragraph: lead, paragraphs, sub-headlines, teasers."""
    paragraphs = [index for index in range(page.first, page.last + 1) if page.is_open(index) and page.units[index].prose]
    has_lead = any(mark and mark.label is Label.LEAD for mark in page.marks[: page.first])
    if page.headline is not None and not has_lead and _is_lead(page, paragraphs):
        page.lead = paragraphs[0]
        page.set(page.lead, Label.LEAD, "first paragraph, set off")
    for index in range(page.first, page.last + 1):
        unit = page.units[index]
        if not page.is_open(index):
            continue
        if unit.prose or unit.hint is Hint.PARAGRAPH:
            page.set(index, Label.BODY, "paragraph")
        elif unit.hint is Hint.HEADING:
            page.set(index, Label.SUBHEAD, "markup")
        elif unit.text.endswith(("?", "!")) and unit.words <= _LONGEST_QUESTION and _has_paragraph_behind(page, index):
            page.set(index, Label.SUBHEAD, "short question before its section")
        elif unit.ended:
            page.set(index, Label.BODY, "sentence")
        elif _BULLET.match(unit.text) or unit.words > _LONGEST_SUBHEAD or unit.words == 0 or unit.text[0].islower():
            page.set(index, Label.BODY, "line of the text")
        else:
            _mark_short_line(page, index)


def _has_paragraph_behind(page: Page, index: int) -> bool:
    return page.is_open(index + 1) and page.units[index + 1].prose and not page.units[index].text.startswith(("„", "“", '"', "»", "«"))


def _is_lead(page: Page, paragraphs: Sequence[int]) -> bool:
    """A short first paragraph that other lines or a longer second paragraph set off from the text."""
    if len(paragraphs) < 2:
        return False
    lead, second = page.units[paragraphs[0]], page.units[paragraphs[1]]
    if find_dateline(lead.text, 0, len(lead.text), page.words):
        return False
    set_off = paragraphs[1] - paragraphs[0] > 1 or second.words >= 1.2 * lead.words
    return lead.words <= _LONGEST_LEAD and set_off


def _mark_short_line(page: Page, index: int) -> None:
    """A sub-headline stands before a paragraph; a longer line between two paragraphs that shares no content word with the text is a teaser."""
    unit = page.units[index]
    behind = next((later for later in range(index + 1, page.last + 1) if page.is_open(later)), None)
    if behind is None or not page.units[behind].prose:
        page.set(index, Label.SUBHEAD if unit.words <= 5 else Label.BODY, "short line of the text")
        return
    is_between = index > 0 and page.units[index - 1].prose and behind == index + 1
    is_strange = unit.words >= 5 and not unit.text.endswith((":", *_QUOTES)) and not page.words.content_words(unit.text) & page.content
    if page.words.stop_words and is_between and is_strange:
        page.set(index, Label.JUNK, "teaser")
        return
    page.set(index, Label.SUBHEAD, "short line before a paragraph")


def _mark_tail(page: Page) -> None:
    """Below the last paragraph: last short sentences, then the frame of the page."""
    over = False
    for index in range(page.last + 1, len(page.units)):
        unit, mark = page.units[index], page.marks[index]
        if mark:
            over = over or mark.rule in _CLOSING_RULES or mark.rule.startswith("behind")
        elif not over and unit.ended and unit.words >= 2:
            page.set(index, Label.BODY, "sentence")
        elif not over and (_BULLET.match(unit.text) or unit.words > _LONGEST_SUBHEAD or unit.words == 0):
            page.set(index, Label.BODY, "line of the text")
        else:
            page.set(index, Label.JUNK, "below the text")
