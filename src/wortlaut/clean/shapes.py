"""What a line shows by itself or by its neighbours, wherever it stands: typed patterns, dates, signatures, repeats, credits, captions.

Not for what depends on where the text begins and ends: see `zones` and `labels`.
"""

from __future__ import annotations

import re

from wortlaut.clean.evidence import is_person_name, split_names
from wortlaut.clean.sheet import Sheet
from wortlaut.clean.units import Unit, find_words
from wortlaut.clean.words import Match, Words
from wortlaut.records import Label
from wortlaut.seams import Follow

_ADDRESS = re.compile(r"(?:https?://|www\.)\S{3,}|(?:[\w-]{1,40}\.){1,4}[a-z]{2,6}", re.IGNORECASE)
_NUMBER = re.compile(r"(\d+)\.?\s{0,3}(\S{0,20})")
QUOTES = frozenset("„“”\"»«›‹‚‘’'")
_TIME = re.compile(r"\d{1,2}[:.]\d{2}")
_LONGEST_CAPTION = 30


def typed(unit: Unit, words: Words) -> Match | None:
    """The pattern a line fits; a byline must name somebody, or be marked as one by a colon."""
    mark = words.match(unit)
    names = mark.group("authors") if mark and mark.rule == "byline" else None
    if not names or ":" in unit.text[: unit.text.find(names)]:
        return mark
    return mark if any(is_person_name(name, words) or words.agency(name) for name in split_names(names, words)) else None


def mark_by_shape(sheet: Sheet, index: int) -> None:
    """Addresses, lines without words, date lines and sign-offs show themselves whatever the language."""
    unit = sheet.units[index]
    mark = sheet.marks[index]
    if mark and mark.label is Label.JUNK and mark.rule != "copyright":
        return
    if _ADDRESS.fullmatch(unit.text):
        sheet.marks[index] = Match(Label.META, "address")
    elif mark is None and not unit.prose and _is_date_line(sheet, unit):
        sheet.set(index, Label.META, "date line")
    elif mark is None and _has_no_words(unit) and not (len(sheet.units) == 1 and any(map(str.isalpha, unit.text))):
        sheet.set(index, Label.JUNK, "no words")
    elif mark is None and unit.row and not unit.prose:
        sheet.set(index, Label.JUNK, "row of links")
    elif mark is None and _is_sign_off(sheet, index):
        sheet.set(index, Label.META, "sign-off")


def _is_sign_off(sheet: Sheet, index: int) -> bool:
    """Agencies anywhere; codes without an agency only below a text, for above it they are words of the navigation."""
    signed = sheet.words.sign_off(sheet.units[index].text, sheet.known_agencies)
    return signed is not None and (bool(signed.agencies) or index > sheet.first_sentence)


def _has_no_words(unit: Unit) -> bool:
    if all(sign in QUOTES for sign in unit.text):
        return False
    letters = sum(1 for sign in unit.text if sign.isalpha())
    few = unit.words < 2 or (unit.words < 3 and not unit.ended)
    return few and (letters < 0.2 * len(unit.text) or (letters < 2 and not unit.ended))


def _is_date_line(sheet: Sheet, unit: Unit) -> bool:
    """A line that is hardly more than a date: with weekday, clock time, place or a word before it."""
    if unit.words > 10 or unit.text.endswith(":") or not any(sign.isdigit() for sign in unit.text):
        return False
    dates = sheet.words.dates(unit.text)
    rest = unit.text
    for date in reversed(dates):
        rest = rest[: date.span.start] + " " + rest[date.span.end :]
    if not dates:
        return sheet.words.month(unit.text) is not None and unit.words <= 3 and not unit.ended
    rest = _TIME.sub(" ", rest)
    left = [word for word in find_words(rest) if word.casefold() not in sheet.words.date_words]
    # "9 Uhr" belongs to a date, "3. Tag" does not.
    if any(not sheet.words.date_words.intersection(map(str.casefold, find_words(number[2]))) for number in _NUMBER.finditer(rest)):
        return False
    # One word more may be a place or a section; several only before a comma, as in "Hoch an der Merle, 3. Mai 2021".
    before = unit.text[: dates[0].span.start].rstrip()
    return len(left) <= 1 or (before.endswith((",", "|", "·", "•")) and len(left) <= 4 and unit.text[dates[-1].span.end :].strip() == "")


def mark_followers(sheet: Sheet) -> None:
    """What stands behind a heading such as "read also" belongs to it; behind the end of an article nothing belongs to it."""
    prose = [unit.words if unit.prose and mark is None else 0 for unit, mark in zip(sheet.units, sheet.marks, strict=True)]
    total, before, follow = sum(prose), 0, None
    for index, unit in enumerate(sheet.units):
        mark = sheet.marks[index]
        before += prose[index]
        if mark and mark.follow is Follow.REST and total and before >= 0.6 * total:
            for later in range(index + 1, len(sheet.units)):
                sheet.set(later, Label.JUNK, f"behind {mark.rule}")
            return
        if mark:
            follow = mark.rule if mark.follow is Follow.SHORT and before else (follow if mark.label is Label.JUNK else None)
        elif follow and not unit.prose and not (unit.ended and before < total):
            sheet.set(index, Label.JUNK, f"behind {follow}")
        else:
            follow = None


def mark_repeats(sheet: Sheet) -> None:
    """A line that stood there before is junk; so is a short unclosed line inside the text that comes again."""
    seen: dict[str, int] = {}
    for index, unit in enumerate(sheet.units):
        if unit.words < 2 or len(unit.text) < 8 or (unit.ended and unit.words < 6):
            continue
        before = seen.setdefault(unit.folded, index)
        if before == index:
            continue
        sheet.set(index, Label.JUNK, "repeat")
        if before != sheet.headline and sheet.first < before and not unit.ended:
            sheet.set(before, Label.JUNK, "repeat")


def mark_credits(sheet: Sheet) -> None:
    """Agencies and source lines above the end of the text are picture credits, and the line before a credit is its caption."""
    for index in range(sheet.last):
        if _is_credit(sheet, index):
            sheet.marks[index] = Match(Label.CAPTION, "image credit")
    for index, unit in enumerate(sheet.units):
        mark = sheet.marks[index]
        is_caption = mark is None or mark.rule == "repeat"
        if is_caption and sheet.rule(index + 1) == "image credit" and sheet.units[index + 1].gap == 0 and _can_be_caption(sheet, index):
            sheet.marks[index] = Match(Label.CAPTION, "above a credit")
        elif mark is None and unit.words <= _LONGEST_CAPTION and _has_credit(sheet, index):
            sheet.marks[index] = Match(Label.CAPTION, "with a credit")


def _is_credit(sheet: Sheet, index: int) -> bool:
    mark, unit = sheet.marks[index], sheet.units[index]
    if mark is None:
        return False
    if mark.rule == "sign-off":
        found = sheet.words.sign_off(unit.text, sheet.known_agencies)
        return found is not None and not found.codes
    outlet, agencies = mark.group("outlet"), mark.group("agencies")
    if outlet is None or mark.rule not in ("source line", "copyright"):
        return False
    if sheet.words.agency(outlet) is not None:
        return True
    # A photographer, perhaps with an agency, instead of an outlet with its year or legal form.
    is_bare = not (mark.group("year") or mark.group("year2") or mark.group("company") or sheet.words.outlet(outlet))
    return mark.rule == "copyright" and is_bare and (agencies is not None or is_person_name(outlet, sheet.words))


def _has_credit(sheet: Sheet, index: int) -> bool:
    """A credit at the end of the line, above the last paragraph (below it, a source line is the text's own)."""
    return index < sheet.last and sheet.words.credit_start(sheet.units[index].text) is not None


def _can_be_caption(sheet: Sheet, index: int) -> bool:
    """Short lines, and short paragraphs that begin a block of their own."""
    unit = sheet.units[index]
    return not unit.prose or (unit.words <= _LONGEST_CAPTION and (unit.gap > 0 or index == 0))
