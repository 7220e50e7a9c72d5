"""Labels on part of a line: datelines, headlines glued to their kicker, credits and sign-offs at the end of a line.

Not for whole lines: see `labels`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from wortlaut.clean.letters import LOWER, UPPER
from wortlaut.clean.units import Unit, find_words
from wortlaut.clean.words import Match, Words
from wortlaut.records import Label, Line

_PLACE = rf"[{UPPER}][\w.'’-]{{1,30}}(?:[ /-][{UPPER}][\w.'’-]{{1,30}}){{0,3}}"
_DATELINE = re.compile(rf"(?P<place>{_PLACE})(?P<date>)(?: ?\((?P<agencies>[^()]{{2,40}})\))?,?(?P<sign> ?[-–—:]{{1,2}} |\. ?)")
_DATELINE_DATED = re.compile(
    rf"(?P<place>{_PLACE})(?: ?\((?P<early>[^()]{{2,40}})\))?,? (?P<date>[^()–—:-]{{0,30}}?\d{{1,4}}[^()–—:-]{{0,20}}?)"
    r"(?: ?\((?P<agencies>[^()]{2,40})\))?,?(?P<sign> ?[-–—:]{1,2} )"
)
_DATELINE_BARE = re.compile(r"\((?P<agencies>[^()]{2,40})\)(?P<sign> ?[-–—:]? )")
_DATELINE_ENCLOSED = re.compile(rf"\((?P<place>{_PLACE}),? (?P<date>[^()]{{6,40}})\) ?(?:[-–—:] )?")
_NEXT_DASH = re.compile(r" [-–—] ")
_SENTENCE_END = re.compile(r"[.!?]")
_GLUED = re.compile(rf"(?<=[{LOWER}])(?=[{UPPER}]{{3,}}|[{UPPER}][{LOWER}])|(?<=[?!:])(?=[{UPPER}„“\"»])")
_LAST_PARENTHESES = re.compile(r"\(([^()]{2,40})\)\.?$")
_BEHIND_SENTENCE = re.compile(r"[.!?…][\"'“”«»)]? ([\w/.,-]{2,24})$")
_SHORT_CODE = re.compile(rf"[{LOWER}]{{2,4}}")
_DATELINE_WITHIN = 120


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where a dateline ends, the place it names and the agencies in it."""

    end: int
    place: tuple[int, int] | None
    agencies: tuple[str, ...]
    date: str = ""


def find_dateline(text: str, start: int, end: int, words: Words) -> Dateline | None:
    """The dateline at the start of a paragraph: place, perhaps date and agencies, and a dash; offsets in `text`."""
    window = text[start : min(end, start + _DATELINE_WITHIN)]
    enclosed = _DATELINE_ENCLOSED.match(window)
    if enclosed and words.dates(enclosed["date"]):
        return Dateline(start + enclosed.end(), (start + enclosed.start("place"), start + enclosed.end("place")), (), enclosed["date"])
    bare = _DATELINE_BARE.match(window)
    if bare and _agency_names(bare["agencies"], words):
        return Dateline(start + bare.end(), None, _agency_names(bare["agencies"], words))
    found = _dated(window, words) or _DATELINE.match(window)
    if not found or not window[found.end() : found.end() + 1].strip() or not _opens_sentence(text[start + found.end() : start + found.end() + 1]):
        return None
    sign, agencies = found["sign"].strip(), found["agencies"] or found.groupdict().get("early")
    if any(word.casefold() in words.stop_words for word in find_words(found["place"])):
        return None
    if not agencies and (sign.startswith(":") or (sign == "." and not _is_bare_place(found["place"]))):
        return None
    if not agencies and sign not in (".", ":") and _dash_in_sentence(text, start + found.end(), end):
        return None
    names = _agency_names(agencies, words) if agencies else ()
    place = (start + found.start("place"), start + found.end("place"))
    return Dateline(start + found.end(), place, names, found["date"] or "")


def _dated(window: str, words: Words) -> re.Match[str] | None:
    found = _DATELINE_DATED.match(window)
    return found if found and (words.dates(found["date"]) or words.names_month(found["date"])) else None


def _opens_sentence(sign: str) -> bool:
    return sign.isupper() or sign.isdigit() or sign in "„“\"»«'‚"


def _is_bare_place(place: str) -> bool:
    """A place that stands alone before a full stop: one word, no dot of its own."""
    return " " not in place and "." not in place and len(place) >= 4


def _dash_in_sentence(text: str, start: int, end: int) -> bool:
    """A second dash in the same sentence makes the first one part of an insertion."""
    dash = _NEXT_DASH.search(text, start, min(end, start + 300))
    stop = _SENTENCE_END.search(text, start, min(end, start + 300))
    return dash is not None and (stop is None or dash.start() < stop.start())


def _agency_names(text: str, words: Words) -> tuple[str, ...]:
    """The agencies of parentheses in a dateline: known names, and unknown short codes as they stand."""
    parts = words.split_signature(text)
    names = [words.agency(part) for part in parts]
    if any(names):
        return tuple(dict.fromkeys(name for name in names if name))
    return parts[:1] if parts and _SHORT_CODE.fullmatch(parts[0]) else ()


def glue_points(unit_text: str, elsewhere: frozenset[str]) -> list[int]:
    """Where two titles run together without a blank: one of the two words at the seam must stand elsewhere in the text, as it is or with an s."""
    points = []
    for found in _GLUED.finditer(unit_text):
        left, right = unit_text[: found.start()], unit_text[found.start() :]
        if len(left.split()) < 2 or len(right.split()) < 2:
            continue
        # A brand such as "MerleNet" has its seam too, but stands elsewhere as one word.
        whole = find_words(left.split()[-1] + right.split()[0])
        if any(word.casefold() in elsewhere for word in whole if word.casefold() not in _edge_words(left, right)):
            continue
        if not left[-1].isalpha() or any(word in elsewhere or f"{word}s" in elsewhere for word in _edge_words(left, right)):
            points.append(found.start())
    return points[:2]


def _edge_words(left: str, right: str) -> frozenset[str]:
    last, first = find_words(left.split()[-1]), find_words(right.split()[0])
    edges = [*last[-1:], *first[:1], *(part for word in last[-1:] for part in word.split("-")[-1:])]
    return frozenset(word.casefold() for word in edges if len(word) >= 3)


@dataclass(frozen=True, slots=True)
class Cut:
    """The pieces of a page's lines, and the dateline found on the way."""

    lines: tuple[Line, ...]
    dateline: Dateline | None


def cut_lines(text: str, units: Sequence[Unit], marks: Sequence[Match], words: Words, known_agencies: frozenset[str]) -> Cut:
    """Turn labelled units into lines, splitting where a part needs a label of its own."""
    telling = [unit for unit, mark in zip(units, marks, strict=True) if mark.label in _TELLING]
    elsewhere = frozenset(word.casefold() for unit in telling for word in find_words(unit.text))
    read = [index for index, mark in enumerate(marks) if mark.label in (Label.LEAD, Label.BODY)]
    last_read = read[-1] if read else -1
    dateline: Dateline | None = None
    lines: list[Line] = []
    for index, (unit, mark) in enumerate(zip(units, marks, strict=True)):
        start, end = unit.start, unit.end
        if mark.label is Label.HEADLINE:
            lines.extend(_headline_lines(text, unit, mark, elsewhere))
            continue
        if dateline is None and index in read[:2]:
            dateline = find_dateline(text, start, end, words)
            if dateline:
                lines.extend(trimmed(text, start, dateline.end, Label.META, "dateline"))
                start = dateline.end
        tail = _tail(text, unit, mark, words, known_agencies, index == last_read)
        if tail and tail[0] > start:
            lines.extend(trimmed(text, start, tail[0], mark.label, mark.rule))
            lines.extend(trimmed(text, tail[0], end, tail[1], tail[2]))
        else:
            lines.extend(trimmed(text, start, end, mark.label, mark.rule))
    return Cut(tuple(lines), dateline)


_TELLING = frozenset({Label.LEAD, Label.BODY, Label.SUBHEAD, Label.CAPTION})


def trimmed(text: str, start: int, end: int, label: Label, rule: str) -> Iterator[Line]:
    """The line `[start, end)` without outer blanks; nothing if only blanks are left."""
    piece = text[start:end]
    if piece.strip():
        yield Line(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()), label, rule)


def _headline_lines(text: str, unit: Unit, mark: Match, elsewhere: frozenset[str]) -> Iterator[Line]:
    """Kicker, headline and lead of a title line whose parts may have run together."""
    title = text[unit.start : unit.end]
    points = glue_points(title, elsewhere) if len(title) <= 1_000 else []
    borders = [0, *points, len(title)]
    pieces = list(pairwise(borders))
    if unit.ended and len(pieces) > 1 and len(title[pieces[-1][0] :].split()) >= 10:
        labels = [Label.KICKER] * (len(pieces) - 2) + [Label.HEADLINE, Label.LEAD]
    else:
        labels = [Label.KICKER] * (len(pieces) - 1) + [Label.HEADLINE]
    for (start, end), label in zip(pieces, labels, strict=True):
        yield from trimmed(text, unit.start + start, unit.start + end, label, "glued titles" if points else mark.rule)


def _tail(text: str, unit: Unit, mark: Match, words: Words, known: frozenset[str], is_last: bool) -> tuple[int, Label, str] | None:
    """Where a credit or sign-off at the end of a line starts, its label and rule."""
    if mark.label not in (Label.BODY, Label.CAPTION, Label.LEAD):
        return None
    window_start = max(unit.start, unit.end - 100)
    window = text[window_start : unit.end]
    closing = _LAST_PARENTHESES.search(window)
    if closing and is_last:
        found = words.sign_off(closing[1], known)
        if found and found.agencies:
            return window_start + closing.start(), Label.META, "sign-off"
    behind = _BEHIND_SENTENCE.search(window) if is_last else None
    signed = words.sign_off(behind[1], known) if behind else None
    if behind and signed and signed.agencies:
        return window_start + behind.start(1), Label.META, "sign-off"
    credit = words.credit_start(window)
    if credit is None or mark.rule == "image credit" or window_start + credit == unit.start:
        return None
    if is_last and mark.label is not Label.CAPTION:
        return window_start + credit, Label.META, "source line"
    return window_start + credit, Label.CAPTION, "image credit"
