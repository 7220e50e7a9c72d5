"""Reads German nouns: inflection, compounds, and the class of what they stand for, by the last part of the word.

A word that no table and no last part explains is no noun but may be a name.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from wortlaut.seams import Gender, Noun, NounClass
from wortlaut_de.name_tables import LETTER, common_words, mapping, nouns, surname, words

_FEMININE = ("erin", "istin", "antin", "entin", "ologin", "torin", "eurin", "ikerin")
_ENDINGS = ("es", "s", "n", "en", "e")
_LINKS = ("", "s", "es", "n", "en", "er", "e", "-")
_LONGEST = 60
"""A longer word is read as no noun."""

_KEPT = 100_000
"""How many words are kept; beyond that the reading starts afresh, so memory stays bounded over any corpus."""

_CLASS_KEYS = (
    ("person", NounClass.PERSON),
    ("organisation", NounClass.ORGANISATION),
    ("medium", NounClass.MEDIUM),
    ("document", NounClass.DOCUMENT),
    ("source", NounClass.SOURCE),
)


_SAYING = 6
"""Shorter nouns of saying count as whole words only: soldiers ("Soldaten") are no data ("Daten")."""


class Nouns:
    """Reads nouns and keeps what it has read; `inhabitant` tells words for the people of a state."""

    def __init__(self, inhabitant: Callable[[str], bool]) -> None:
        self._inhabitant = inhabitant
        self._classes = {word: kind for key, kind in reversed(_CLASS_KEYS) for word in words("nouns", key)}
        strong = [word for word in self._classes if word.endswith("er") and word[:-1] in self._classes]
        # Participles used as nouns go with their article: "ein Beauftragter", "dem Beauftragten".
        self._participles = (*strong, *(f"{word[:-1]}n" for word in strong))
        self._longest_class = max(map(len, self._classes))
        self._unnamed = frozenset(words("nouns", "anonymous"))
        self._spokes = words("nouns", "spokesperson")
        self._advocates = frozenset(words("nouns", "advocate"))
        self._colleagues = frozenset(words("nouns", "colleague"))
        self._statements = frozenset(words("nouns", "statement"))
        self._plurals = frozenset(words("nouns", "plural"))
        self._generic = frozenset(words("nouns", "generic"))
        self._typed = words("nouns", "typed")
        self._former = frozenset(words("nouns", "former"))
        self._equal = mapping("nouns", "equal")
        self._heads = mapping("nouns", "source_heads")
        self._unnamed_heads = mapping("nouns", "anonymous_heads")
        self._seen: dict[str, Noun | None] = {}

    def read(self, word: str) -> Noun | None:
        """The reading of a capitalised word as a common noun, compounds included; None for names and unknown words."""
        if word not in self._seen:
            if len(self._seen) > _KEPT:
                self._seen.clear()
            self._seen[word] = self._read_noun(word)
        return self._seen[word]

    def _read_noun(self, word: str) -> Noun | None:
        if len(word) < 2 or not word[0].isupper() or len(word) > _LONGEST:
            return None
        prefix, _, last = word.rpartition("-")
        if prefix:
            inner = self.read(last) if last[:1].isupper() and len(last) > 2 else None
            if inner is None or (surname(last) and not prefix.isupper() and self.read(prefix) is None and last.lower() not in self._classes):
                return None
            keep = "" if prefix in self._former else prefix
            spoken = keep if inner.governs or inner.spokesperson or inner.base.lower() in self._statements else ""
            return replace(inner, base=f"{prefix}-{inner.base}", prefix=keep, spoken_for=spoken)
        plain = word.capitalize() if word.isupper() and len(word) > 4 else word
        code = nouns().get(plain) or self._compound(plain)
        kind, base = self._class_of(plain, code)
        if kind is None:
            return None
        return self._noun(plain, base, kind, code or "")

    def _compound(self, word: str) -> str | None:
        """The code of the longest known last part of a compound whose first part is a word too."""
        if len(word) < 7 or surname(word):
            return None
        table = nouns()
        for cut in range(3, min(len(word) - 3, 30)):
            code = table.get(word[cut:].capitalize()) if word[cut:].islower() else None
            if code and self._is_word(word[:cut]):
                return code
        return None

    def _is_word(self, part: str) -> bool:
        table = nouns()
        for link in _LINKS:
            stem = part[: len(part) - len(link)] if link and part.endswith(link) else part if not link else ""
            if len(stem) > 2 and (stem in table or f"{stem}e" in table or stem.lower() in common_words()):
                return True
            if len(stem) > 7 and any(stem[cut:].capitalize() in table for cut in range(3, min(len(stem) - 4, 30))):
                return True
        return False

    def _class_of(self, word: str, code: str | None) -> tuple[NounClass | None, str]:
        """The class of a noun by its longest listed last part, and its uninflected form."""
        low = word.lower()
        if surname(word) and code is None:
            return None, word
        for size in range(min(len(low), self._longest_class), 2, -1):
            tail = low[-size:]
            exact = self._classes.get(tail)
            if exact is NounClass.SOURCE and size < _SAYING and size != len(low):
                continue
            if exact is not None and (size == len(low) or code is not None or (size > 4 and self._is_word(word[:-size])) or size > 6):
                return exact, word
        for ending in _ENDINGS:
            stem = low.removesuffix(ending) if low.endswith(ending) else ""
            for size in range(min(len(stem), self._longest_class), 2, -1):
                exact = self._classes.get(stem[-size:])
                if exact is not None and (code is not None or size == len(stem) or size > 5 or self._is_word(word[: len(stem) - size])):
                    return exact, word[: len(stem)]
        inhabitant = self._inhabitant(word)
        if code is None:
            return (NounClass.PERSON, word) if inhabitant or (len(word) > 8 and word.endswith(_FEMININE)) else (None, word)
        table = nouns()
        base = next((word[: -len(end)] for end in ("es", "s") if word.endswith(end) and word[: -len(end)] in table and "p" not in code), word)
        return (NounClass.PERSON if "*" in code or inhabitant else NounClass.OTHER), base

    def _noun(self, word: str, base: str, kind: NounClass, code: str) -> Noun:
        low = base.lower()
        base_code = nouns().get(base) or code
        genders = frozenset(LETTER[letter] for letter in base_code if letter in LETTER)
        if kind is NounClass.PERSON:
            genders = frozenset({Gender.MALE}) if f"{base}in" in nouns() else _person_genders(low, genders)
        plural = "p" in code or low.endswith("innen") or low in self._plurals or (not code and word != base and word.endswith("n"))
        singular = low not in self._plurals and not low.endswith("innen") and (not code or any(letter in LETTER for letter in code))
        governs = kind is NounClass.SOURCE
        spokesperson = low.endswith(self._spokes)
        spoken, unnamed = self._spoken_for(base) if governs else (self._speaks_for(base), False) if spokesperson else ("", False)
        office = low.removesuffix("innen").removesuffix("in") if low.endswith(("in", "innen")) and len(low) > 5 else low
        if kind is NounClass.PERSON and low.endswith(self._participles):
            office = low[:-1]
        office = self._equal.get(low) or self._equal.get(office) or office
        return Noun(
            base=base,
            kind=kind,
            office=office,
            genders=genders,
            singular=singular,
            plural=plural,
            unnamed=unnamed or low in self._unnamed or any(low.endswith(end) for end in ("kreise", "kreisen", "zeugen")),
            spokesperson=spokesperson,
            represents=spokesperson or low in self._advocates,
            agency=low.endswith("agentur"),
            colleague=low in self._colleagues,
            governs=governs or low in self._statements,
            generic=low in self._generic,
            guessed=bool(code) and word not in nouns() and base not in nouns(),
            typed=low.endswith(self._typed),
            spoken_for=spoken,
        )

    def _speaks_for(self, word: str) -> str:
        """The body inside a compound with a spokesperson: that of a "Polizeisprecherin" is the Polizei; "" for a "Pressesprecher"."""
        first = next((word[: -len(spokes)] for spokes in sorted(self._spokes, key=len, reverse=True) if word.lower().endswith(spokes)), "")
        for link in (*_LINKS[1:-1], ""):
            stem = first.removesuffix(link) if first.endswith(link) else ""
            for form in (stem, f"{stem}e") if len(stem) > 2 else ():
                inner = self.read(form) if form in nouns() or form.lower() in self._classes else None
                if inner is not None and inner.kind is NounClass.ORGANISATION:
                    return inner.base
        return ""

    def _spoken_for(self, word: str) -> tuple[str, bool]:
        for first, name in self._heads.items():
            if word.startswith(first) and len(word) > len(first) + 3:
                return name, False
        for first, name in self._unnamed_heads.items():
            if word.startswith(first) and len(word) > len(first) + 3:
                return name, True
        return "", False


def _person_genders(low: str, genders: frozenset[Gender]) -> frozenset[Gender]:
    if low.endswith(("in", "innen", "frau", "tochter", "mutter", "schwester", "witwe")):
        return frozenset({Gender.FEMALE})
    if low.endswith(("te", "ten", "de", "den")):
        # Participles as nouns ("die Vorsitzende", "der Beauftragte") tell the gender by their article only.
        return frozenset({Gender.MALE, Gender.FEMALE})
    found = genders - {Gender.NEUTER}
    return found or frozenset({Gender.MALE})
