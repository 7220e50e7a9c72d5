"""A language's line words, compiled: which pattern a line fits, which names are agencies and outlets.

Not for position and neighbours: that is `labels`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from wortlaut.clean.letters import LOWER, UPPER
from wortlaut.clean.units import Unit, find_words
from wortlaut.records import Label, TimeExpression
from wortlaut.seams import Follow, Language, LinePattern, LineWords

_LONGEST = 400
_NO_WORDS = LineWords((), frozenset(), (), (), (), ())
_CODE = re.compile(rf"[{LOWER}]{{1,4}}")
_CODES_PARTED = re.compile(r"[/,;()]")
_SEPARATORS = re.compile(r"[\s,/;|()+&]+")
# A photographer behind an agency or archive: "(xyz/A. Name)".
_NAMED_CREDIT = re.compile(rf"\([^()/]{{2,30}}/ ?[{UPPER}]\.? ?[^\W\d_][\w.-]{{1,30}}(?: [^\W\d_][\w.-]{{1,30}})?\)$")
_PARENTHESES = re.compile(r"\(([^()]{1,60})\)")


@dataclass(frozen=True, slots=True)
class Match:
    """The label of a line by its words, with the evidence in them (`groups`)."""

    label: Label
    rule: str
    follow: Follow = Follow.NOTHING
    groups: tuple[tuple[str, str], ...] = ()

    def group(self, name: str) -> str | None:
        """The evidence of this name, if the pattern found any."""
        return next((value for key, value in self.groups if key == name), None)


@dataclass(frozen=True, slots=True)
class SignOff:
    """Agencies (canonical names) and author codes of a sign-off such as `ab/xyz` or `ab (xyz)`."""

    agencies: tuple[str, ...]
    codes: tuple[str, ...]


class Words:
    """Compiled line words of one language; without a language, nothing is known and structure decides alone."""

    def __init__(self, language: Language | None) -> None:
        words = language.line_words() if language else _NO_WORDS
        self._language = language
        self._patterns = tuple((pattern, re.compile(pattern.pattern, re.IGNORECASE)) for pattern in words.patterns)
        joiners = "|".join(map(re.escape, words.name_joiners))
        self._joiners = re.compile(rf"\s(?:{joiners})\s", re.IGNORECASE) if joiners else None
        self._credits = tuple(re.compile(f"(?:{pattern})$", re.IGNORECASE) for pattern in words.inline_credits)
        self._agencies = dict(words.agencies)
        self._outlets = {form.casefold(): name for form, name in words.outlets}
        forms = sorted((form for form, _ in words.outlets), key=lambda form: (-len(form), form))
        self._outlet_inside = re.compile(rf"(?<![\w.])(?:{'|'.join(map(re.escape, forms))})(?![\w])") if forms else None
        self._agency_phrases = tuple(re.compile(pattern, re.IGNORECASE) for pattern in words.agency_phrases)
        months = "|".join(re.escape(name) for name, _ in sorted(words.months, key=lambda month: -len(month[0])))
        self._months = dict(words.months)
        self._month_line = re.compile(rf"(?:^|\W)({months})\.? ((?:19|20)\d\d)(?:$|\W)", re.IGNORECASE) if months else None
        self.weekdays = frozenset(name for name, _ in words.weekdays)
        self.stop_words = words.stop_words
        self.own_outlet_phrases = words.own_outlet_phrases
        self.name_joiners = words.name_joiners
        self.name_particles = frozenset(words.name_particles)
        self.update_words = frozenset(words.update_words)
        self.date_words = frozenset(words.date_words) | self.weekdays

    def match(self, unit: Unit) -> Match | None:
        """The first pattern that the whole line fits; paragraphs are tried only against patterns made for them."""
        if len(unit.text) > _LONGEST:
            return None
        for pattern, compiled in self._patterns:
            if unit.prose and not pattern.prose:
                continue
            found = compiled.fullmatch(unit.text)
            if found:
                return _as_match(pattern, found)
        return None

    def credit_start(self, text: str) -> int | None:
        """Where a picture credit at the end of the line starts; None without one. A whole line is no inline credit."""
        tail = max(len(text) - 80, 0)
        named = _NAMED_CREDIT.search(text, tail)
        if named and named.start() > 0:
            return named.start()
        for pattern in self._credits:
            found = pattern.search(text, tail)
            if found and found.start() > 0 and text[found.start() - 1].isspace():
                return found.start()
        return None

    def agency(self, name: str) -> str | None:
        """The canonical name of an agency, by any of its forms."""
        return self._agencies.get(name.strip(" .").casefold())

    def outlet(self, name: str) -> str | None:
        """The canonical name of a known outlet."""
        return self._outlets.get(name.strip(" .").casefold())

    def outlet_inside(self, text: str) -> str | None:
        """The canonical name of the first known outlet that stands in the line."""
        found = self._outlet_inside.search(text) if self._outlet_inside else None
        return self._outlets[found[0].casefold()] if found else None

    def outlet_of_host(self, host: str) -> str | None:
        """The known outlet whose address this host belongs to."""
        parts = host.casefold().split(".")
        return next((name for cut in range(len(parts) - 1) if (name := self._outlets.get(".".join(parts[cut:])))), None)

    def introduced_agencies(self, text: str) -> tuple[str, ...]:
        """Names that the text itself introduces as agencies."""
        return tuple(dict.fromkeys(found["agency"] for pattern in self._agency_phrases for found in pattern.finditer(text)))

    def dates(self, text: str) -> tuple[TimeExpression, ...]:
        """Explicit calendar dates in a short text."""
        return self._language.dates(text) if self._language else ()

    def month(self, text: str) -> tuple[int, int] | None:
        """Year and month that a line names ("May 2021"), where it names exactly one."""
        found = self._month_line.findall(text) if self._month_line else []
        return (int(found[0][1]), self._months[found[0][0].casefold()]) if len(found) == 1 else None

    def names_month(self, text: str) -> bool:
        """True where a month is named, with or without a year."""
        return any(word.casefold() in self._months for word in find_words(text))

    def stop_share(self, words: Sequence[str]) -> float:
        """The share of function words."""
        return sum(1 for word in words if word.casefold() in self.stop_words) / len(words) if words else 0.0

    def content_words(self, text: str) -> frozenset[str]:
        """Words of four letters or more that are no function words, case folded."""
        folded = (word.casefold() for word in find_words(text))
        return frozenset(word for word in folded if len(word) >= 4 and word not in self.stop_words)

    def split_signature(self, text: str) -> tuple[str, ...]:
        """The parts of a signature; a name of several words that is an agency stays whole."""
        whole = text.strip("()[] .")
        if self.agency(whole):
            return (whole,)
        return _split(self._joiners.sub(",", text) if self._joiners else text)

    def sign_off(self, text: str, known: frozenset[str] = frozenset()) -> SignOff | None:
        """Read a line as a sign-off; None if it is anything else. `known` are agencies that this document introduces.

        Every part must be an agency or a short lower-case code; without an agency, the line must be one to three codes.
        """
        if not 1 < len(text) <= 60 or any(sign.isdigit() for sign in text):
            return None
        inner = _PARENTHESES.search(text)
        certain = frozenset(_split(inner[1])) if inner and _split(text[: inner.start()]) else frozenset()
        agencies: list[str] = []
        codes: list[str] = []
        parts = self.split_signature(text.strip("[] ."))
        for part in parts:
            name = self.agency(part)
            is_code = _CODE.fullmatch(part) is not None and part not in self.stop_words
            if name or (is_code and (part in known or part in certain)):
                agencies.append(name or part)
            elif is_code:
                codes.append(part)
            else:
                return None
        if not agencies and (not 1 <= len(codes) <= 3 or (len(parts) > 1 and not _CODES_PARTED.search(text))):
            return None
        return SignOff(tuple(dict.fromkeys(agencies)), tuple(dict.fromkeys(codes))) if agencies or codes else None


_COMPILED: dict[tuple[str, ...], Words] = {}


def words_of(language: Language | None) -> Words:
    """The compiled words of a language, compiled once a process."""
    key = (language.code, language.name, language.version) if language else ()
    if key not in _COMPILED:
        _COMPILED[key] = Words(language)
    return _COMPILED[key]


def _split(text: str) -> tuple[str, ...]:
    return tuple(part.strip(".-") for part in _SEPARATORS.split(text) if part.strip(".-"))


def _as_match(pattern: LinePattern, found: re.Match[str]) -> Match:
    groups = tuple((key, value.strip()) for key, value in found.groupdict().items() if value and value.strip())
    return Match(pattern.label, pattern.rule, pattern.follow, groups)
