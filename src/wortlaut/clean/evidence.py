"""Outlet, agencies and authors of a text page, from the lines that name them. Not for dates: see `dates`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from wortlaut.clean.fragments import Dateline, find_dateline
from wortlaut.clean.letters import LOWER
from wortlaut.clean.units import Unit, find_words
from wortlaut.clean.words import Match, Words
from wortlaut.records import Label, Line

_SELF_NAMING = frozenset({"navigation", "placeholder", "page frame", "newsletter", "paywall", "programme note"})
_ENDING = re.compile(r"[ ,.:;|–—-]+$")
_NAME = re.compile(r"[^\W\d_][^\d:;!?()©|\"„“]*")
_INITIALS = re.compile(rf"[{LOWER}]{{2,4}}(?:[/,-][{LOWER}]{{2,4}})*")
_CREDIT_CODE = re.compile(rf"(?:^|[\s:(/])([{LOWER}]{{2,4}})(?=[/)]|$)")
_LONGEST_NAME = 40
_DATELINES_WITHIN = 5


@dataclass(frozen=True, slots=True)
class Origin:
    """Who published and who wrote: outlet (with the reason for it or for its absence), agencies, authors."""

    outlet: str | None
    outlet_reason: str
    agencies: tuple[str, ...]
    authors: tuple[str, ...]


def introduced_agencies(text: str, units: Sequence[Unit], words: Words) -> frozenset[str]:
    """Short forms that this document itself shows to be agencies: in a dateline, behind the word for agency, in a credit."""
    names: set[str] = set()
    paragraphs = 0
    for unit in units:
        if unit.prose:
            paragraphs += 1
            dateline = find_dateline(text, unit.start, unit.end, words) if paragraphs <= _DATELINES_WITHIN else None
            names.update(dateline.agencies if dateline else ())
            names.update(words.introduced_agencies(unit.text))
        elif (mark := words.match(unit)) and mark.rule == "image credit":
            names.update(_CREDIT_CODE.findall(unit.text))
    return frozenset(names)


def find_origin(
    text: str, units: Sequence[Unit], marks: Sequence[Match], lines: Sequence[Line], words: Words, known: frozenset[str], dateline: Dateline | None
) -> Origin:
    """Read outlet, agencies and authors off the labelled lines; several agencies are a set, in the order they stand."""
    agencies: list[str] = list(dateline.agencies) if dateline else []
    authors: list[str] = []
    for mark, line_text in _meta_lines(text, units, marks, lines):
        if mark.rule == "byline":
            _add_byline(mark.group("authors") or "", words, authors, agencies, known)
            continue
        named = line_text if mark.rule == "sign-off" else mark.group("agencies")
        outlet = mark.group("outlet") if mark.rule == "source line" else None
        _add_byline(mark.group("authors") or "", words, authors, agencies, known)
        if outlet and (name := words.agency(outlet)):
            agencies.append(name)
        found = words.sign_off(named, known) if named else None
        if found:
            agencies.extend(found.agencies)
            authors.extend(found.codes)
    outlet, reason = _outlet(text, units, marks, words)
    return Origin(outlet, reason, tuple(dict.fromkeys(agencies)), tuple(dict.fromkeys(authors)))


def _meta_lines(text: str, units: Sequence[Unit], marks: Sequence[Match], lines: Sequence[Line]) -> Iterator[tuple[Match, str]]:
    """Bylines, source lines and sign-offs: whole lines with their evidence, and the parts cut off other lines."""
    whole = {unit.start: (unit, mark) for unit, mark in zip(units, marks, strict=True)}
    for line in lines:
        is_right = line.rule == "copyright" and line.label is Label.JUNK
        if is_right or (line.label is Label.META and line.rule in ("byline", "source line", "sign-off")):
            unit, mark = whole.get(line.start, (None, None))
            if unit and mark and unit.end == line.end:
                yield mark, unit.text
            else:
                yield Match(Label.META, "sign-off"), text[line.start : line.end].partition(":")[2].strip() or text[line.start : line.end]


def _add_byline(names: str, words: Words, authors: list[str], agencies: list[str], known: frozenset[str]) -> None:
    for name in split_names(names, words):
        if agency := words.agency(name):
            agencies.append(agency)
        elif name in known:
            agencies.append(name)
        elif is_person_name(name, words) or _INITIALS.fullmatch(name):
            authors.append(name)


def split_names(names: str, words: Words) -> list[str]:
    """The names of a byline, without joining words and closing signs."""
    joiners = "|".join(re.escape(joiner) for joiner in words.name_joiners)
    parts = re.split(rf"\s*[,;/]\s*|\s+(?:{joiners})\s+" if joiners else r"\s*[,;/]\s*", names)
    return [_ENDING.sub("", part).strip() for part in parts]


def is_person_name(name: str, words: Words) -> bool:
    """Two to five words, capitalised but for particles, without signs that no name has."""
    parts = name.split()
    if not 2 <= len(parts) <= 5 or len(name) > _LONGEST_NAME or not _NAME.fullmatch(name):
        return False
    inner = all(part[0].isupper() or part in words.name_particles for part in parts)
    return inner and parts[0][0].isupper() and parts[-1][0].isupper() and parts[0].casefold() not in words.stop_words


def _outlet(text: str, units: Sequence[Unit], marks: Sequence[Match], words: Words) -> tuple[str | None, str]:
    """The outlet by falling strength of evidence: source line, copyright of the outlet, page about itself, masthead, address."""
    pairs = list(zip(units, marks, strict=True))
    for _, mark in pairs:
        if mark.rule == "source line" and (name := _outlet_name(mark.group("outlet"), words)):
            return name, "source line"
    rights = [(mark, name) for _, mark in pairs if mark.rule == "copyright" and (name := _outlet_name(mark.group("outlet"), words))]
    for mark, name in rights:
        if not mark.group("company"):
            return name, "copyright line"
    for unit, mark in pairs:
        if mark.label is Label.JUNK and mark.rule in _SELF_NAMING:
            itself = _outlet_name(mark.group("outlet"), words) or words.outlet_inside(unit.text)
            if itself:
                return itself, f"named by the page itself ({mark.rule})"
    for _, name in rights:
        return name, "copyright line"
    masthead = _masthead(text, pairs, words)
    if masthead:
        return masthead, "masthead"
    for unit, mark in pairs:
        if mark.rule == "address" and (name := words.outlet_of_host(host_of(unit.text) or "")):
            return name, "address in the page"
    return None, "no line of the page names an outlet"


def _outlet_name(name: str | None, words: Words) -> str | None:
    """A cleaned outlet name; None for agencies, people's words and anything too long to be a name."""
    if not name:
        return None
    name = _ENDING.sub("", name.strip(" .\"'„“»«()"))
    known = words.outlet(name)
    if known:
        return known
    parts = find_words(name)
    is_name = "." in name or any(part[0].isupper() for part in parts)
    if not parts or len(name) > _LONGEST_NAME or len(parts) > 5 or words.agency(name) or not is_name:
        return None
    return None if words.stop_share(parts) > 0.5 else name


def _masthead(text: str, pairs: Sequence[tuple[Unit, Match]], words: Words) -> str | None:
    """A short line above the headline that is a known outlet, or of which the text speaks as its own outlet."""
    for unit, mark in pairs:
        if mark.label in (Label.HEADLINE, Label.LEAD, Label.BODY):
            return None
        if unit.words <= 5 and mark.label in (Label.META, Label.JUNK, Label.KICKER):
            known = words.outlet(unit.text)
            if known:
                return known
            if unit.words <= 3 and any(phrase.format(name=unit.text) in text for phrase in words.own_outlet_phrases):
                return unit.text
    return None


def host_of(url: str) -> str | None:
    """The host of an address without `www.`; None where there is none."""
    try:
        host = urlsplit(url if "://" in url else f"https://{url}").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None
