"""Where on a page the text begins and ends, and which line is its headline. Not for what the lines between are: see `labels`."""

from __future__ import annotations

from wortlaut.clean.fragments import glue_points
from wortlaut.clean.sheet import CLOSING_RULES, Sheet
from wortlaut.clean.units import Hint, find_words
from wortlaut.clean.words import Match
from wortlaut.records import Label

_LONGEST_TITLE = 15
_MUCH_AROUND = 40  # lines that are no paragraphs
_HEAVIEST = 80  # words of a paragraph that count
_LIGHTNESS = 6  # words that another line weighs against the text


def _is_paragraph(sheet: Sheet, index: int) -> bool:
    unit = sheet.units[index]
    if not sheet.is_open(index) or not unit.prose:
        return False
    # Rows of names and teasers have few function words.
    return not sheet.words.stop_words or sheet.words.stop_share(find_words(unit.text)) >= 0.08 or unit.words >= 40


def find_text(sheet: Sheet) -> None:
    """Set first and last paragraph; without any, short closed sentences will do, and last of all any open line."""
    found = _densest(sheet, [index for index in range(len(sheet.units)) if _is_paragraph(sheet, index)])
    if not found:
        found = [index for index, unit in enumerate(sheet.units) if sheet.is_open(index) and unit.ended and unit.words >= 3]
    if not found:
        found = [index for index in range(len(sheet.units)) if sheet.is_open(index)]
        has_title = len(found) > 1 and sheet.units[found[0]].words >= 2
        found = found[1:] if has_title else found
        for index in found:
            sheet.set(index, Label.BODY, "no paragraph on the page")
    if found:
        sheet.first, sheet.last = found[0], _last_sentence(sheet, found[-1])
    else:
        sheet.first, sheet.last = len(sheet.units), -1


def _densest(sheet: Sheet, paragraphs: list[int]) -> list[int]:
    """On a page with much around the text, the stretch where paragraphs outweigh the lines between them; the others are teasers."""
    if len(sheet.units) - len(paragraphs) < _MUCH_AROUND or not paragraphs:
        return paragraphs
    known = frozenset(paragraphs)
    best = (0, 0, -1)
    weight, start = 0, 0
    for index, unit in enumerate(sheet.units):
        if weight <= 0:
            weight, start = 0, index
        weight += min(unit.words, _HEAVIEST) if index in known else -_LIGHTNESS
        best = max(best, (weight, start, index))
    inside = [index for index in paragraphs if best[1] <= index <= best[2]]
    words = [sheet.units[index].words for index in inside]
    if 2 * sum(words) < sum(sheet.units[index].words for index in paragraphs):
        return paragraphs
    for index in known.difference(inside):
        sheet.set(index, Label.JUNK, "away from the text")
    return inside


def _last_sentence(sheet: Sheet, last: int) -> int:
    """The last closed line behind the last paragraph, before anything that ends an article."""
    for index in range(last + 1, len(sheet.units)):
        unit, mark = sheet.units[index], sheet.marks[index]
        if mark and (mark.rule in CLOSING_RULES or mark.rule.startswith("behind")):
            break
        if mark is None and unit.ended and unit.words >= 4:
            last = index
    return last


def find_headline(sheet: Sheet) -> None:
    """Of the open lines above the text, the first that shares nearly as many content words with it as the best."""
    marked = [index for index, unit in enumerate(sheet.units) if unit.hint is Hint.HEADLINE]
    if marked:
        sheet.headline = marked[0]
        sheet.marks[marked[0]] = Match(Label.HEADLINE, "markup")
        return
    text = sheet.content
    scores = {index: _headline_score(sheet, index, text) for index in range(sheet.first) if sheet.is_open(index)}
    best = max(scores.values(), default=0.0)
    if best > 0:
        good = [index for index, score in scores.items() if score >= 0.5 * best]
        # Below a long navigation, the headline is the good line nearest to the text.
        sheet.headline = good[0] if sheet.first < _MUCH_AROUND else max(good, key=lambda index: (scores[index], index))
        sheet.marks[sheet.headline] = Match(Label.HEADLINE, "first line about the text" if text else "first line")
    elif sheet.first < len(sheet.units) and _starts_with_title(sheet):
        sheet.headline = sheet.first
        sheet.marks[sheet.first] = Match(Label.HEADLINE, "glued titles")
        sheet.first += 1


def _starts_with_title(sheet: Sheet) -> bool:
    """True where the first paragraph has run together with the titles above it."""
    others = (unit.text for index, unit in enumerate(sheet.units) if index != sheet.first and unit.prose)
    elsewhere = frozenset(word.casefold() for text in others for word in find_words(text))
    points = glue_points(sheet.units[sheet.first].text[:400], elsewhere)
    return bool(points) and len(sheet.units[sheet.first].text[: points[0]].split()) <= _LONGEST_TITLE


def _headline_score(sheet: Sheet, index: int, text: frozenset[str]) -> float:
    unit = sheet.units[index]
    if unit.words < 2 or unit.words > 40 or sheet.rule(index + 1) == "image credit":
        return 0.0
    shared = len(sheet.words.content_words(unit.text) & text)
    near = 1.0 if sheet.first - index <= 3 else 0.0
    # What shares no word with the text is its headline only where nothing above the text does.
    return (2 * min(shared, 3) if shared else 0.1) + (1.5 if unit.words >= 4 else 0.0) + near
