"""German words for `resolve`: nouns and their compounds, first names, states, organisations, and how their forms inflect.

Own word lists stand in names.toml; noun forms, first names, surnames that look like common words and state names are compiled tables
(recipes/de/names). It reads words one by one and decides nothing about an article.
"""

from __future__ import annotations

import gzip
import re
from dataclasses import replace
from functools import cache
from pathlib import Path

from wortlaut.errors import PackError
from wortlaut.records import Hand
from wortlaut.seams import ChainPattern, Determiner, Gender, KnownName, NameSort, Noun, NounClass, Pronoun
from wortlaut_de.tomlfile import read_table

_TABLES = Path(__file__).parent / "tables"
_FILE = "names.toml"
_LETTER = {"m": Gender.MALE, "f": Gender.FEMALE, "n": Gender.NEUTER}
_AGES = ("-Jährige", "-Jähriger", "-Jährigen", "-jährige", "-jähriger", "-jährigen")
_LEADING = re.compile(
    r"(?:sch|lich|ig|al|ell|iv|är|deutsch|gemein|recht|frei|eint|isch|ein|statistisch|auswärtig|grün|rot|weiß)e[nrsm]?$", re.IGNORECASE
)
_FEMININE = ("erin", "istin", "antin", "entin", "ologin", "torin", "eurin", "ikerin")
_NOBODY = KnownName("", NameSort.PLACE)
_SORTS = {"name": NameSort.STATE, "adjective": NameSort.ADJECTIVE, "inhabitant": NameSort.INHABITANT, "capital": NameSort.CAPITAL}
_ADJECTIVE_ENDINGS = ("en", "er", "es", "em", "e", "")
_NOUN_ENDINGS = ("", "s", "es", "n", "en", "e")
_LINKS = ("", "s", "es", "n", "en", "er", "e", "-")
_CLASS_KEYS = (
    ("person", NounClass.PERSON),
    ("organisation", NounClass.ORGANISATION),
    ("medium", NounClass.MEDIUM),
    ("document", NounClass.DOCUMENT),
    ("source", NounClass.SOURCE),
)


def _rows(name: str) -> list[str]:
    try:
        return gzip.decompress((_TABLES / name).read_bytes()).decode().splitlines()
    except OSError as error:
        raise PackError("a table of the German pack cannot be read", f"{name} ({error})", "reinstall wortlaut") from error


@cache
def _pairs(name: str) -> dict[str, str]:
    return dict(row.split("\t", 1) for row in _rows(name))


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(_rows(name))


def _section(name: str) -> dict[str, object]:
    value = read_table(_FILE).get(name)
    if not isinstance(value, dict):
        raise PackError("a table of the German pack is broken", f"{_FILE}: no section {name}", "reinstall wortlaut")
    return value


def _words(section: str, key: str) -> tuple[str, ...]:
    value = _section(section).get(key)
    if not isinstance(value, list):
        raise PackError("a table of the German pack is broken", f"{_FILE}: {section}.{key} is not a list of words", "reinstall wortlaut")
    return tuple(str(word) for word in value)


def _map(section: str, key: str) -> dict[str, str]:
    value = _section(section).get(key)
    return {str(k): str(v) for k, v in value.items()} if isinstance(value, dict) else {}


class GermanNames:
    """The name words of German; build it with `load_name_words`, it keeps what it has looked up."""

    def __init__(self) -> None:
        self.anonymous = str(read_table(_FILE)["anonymous"])
        self.particles = frozenset(_words("parts", "particles"))
        self.of = frozenset(_words("parts", "of"))
        self.genitive = frozenset(_words("parts", "genitive"))
        self.joining = frozenset(_words("parts", "joining"))
        self.single = frozenset(_words("determiners", "single"))
        self.chain = _chain_patterns()
        self._determiners = _determiners()
        self._pronouns = {str(word): _pronoun(str(code)) for word, code in _section("pronouns").items()}
        self._honorifics = _honorifics()
        self._classes = {word: kind for key, kind in reversed(_CLASS_KEYS) for word in _words("nouns", key)}
        self._longest_class = max(map(len, self._classes))
        self._unnamed = frozenset(_words("nouns", "anonymous"))
        self._spokes = frozenset(_words("nouns", "spokesperson"))
        self._colleagues = frozenset(_words("nouns", "colleague"))
        self._statements = frozenset(_words("nouns", "statement"))
        self._plurals = frozenset(_words("nouns", "plural"))
        self._generic = frozenset(_words("nouns", "generic"))
        self._typed = _words("nouns", "typed")
        self._feminine_states, self._masculine_states = frozenset(_words("articles", "der")), frozenset(_words("articles", "des"))
        self._former = frozenset(_words("nouns", "former"))
        self._equal = _map("nouns", "equal")
        self._heads = _map("nouns", "source_heads")
        self._unnamed_heads = _map("nouns", "anonymous_heads")
        self._names = _known_names()
        self.longest_name = max(name.count(" ") for name in self._names) + 1
        self._nouns: dict[str, Noun | None] = {}
        self._first: dict[str, frozenset[Gender]] = {}

    def determiner(self, word: str) -> Determiner | None:
        """The reading of a word as a determiner, any case of letters."""
        return self._determiners.get(word.lower())

    def pronoun(self, word: str) -> Pronoun | None:
        """The reading of a word that stands alone as a pronoun, any case of letters; ages ("der 48-Jährige") point back like one."""
        if word.endswith(_AGES):
            return Pronoun(3, frozenset({Gender.MALE, Gender.FEMALE}), False)
        return self._pronouns.get(word.lower())

    def first_name(self, word: str) -> frozenset[Gender]:
        """The genders of people with this first name; a hyphenated one counts by its first part; capitals are read as one case."""
        found = self._first.get(word)
        if found is None:
            table = _pairs("names_first.tsv.gz")
            plain = word.capitalize() if word.isupper() and len(word) > 3 else word
            code = table.get(plain)
            if code is None and "-" in plain:
                parts = plain.split("-")
                code = table.get(parts[0]) if all(part in table for part in parts) else None
            found = self._first[word] = frozenset(_LETTER[letter] for letter in code or "")
        return found

    def honorific(self, word: str) -> frozenset[Gender] | None:
        """The genders a form of address or academic title tells (empty for neutral ones); None for other words."""
        return self._honorifics.get(word)

    def surname(self, word: str) -> bool:
        """Whether this word, though it looks like a common word, is a known surname."""
        return (word.capitalize() if word.isupper() and len(word) > 3 else word) in _set("names_surnames.txt.gz")

    def common(self, word: str) -> bool:
        """Whether the word in lower letters is a common word of the language."""
        return word.lower() in _set("names_lower.txt.gz")

    def bases(self, word: str) -> tuple[str, ...]:
        """What a name may be without its genitive ("Lawrows": Lawrows, Lawrow; "Marx'": Marx)."""
        if word[-1:] in "'’" and len(word) > 3:
            return (word, word[:-1])
        if word.endswith(("'s", "’s")) and len(word) > 4:
            return (word, word[:-2])
        return (word, word[:-1]) if word.endswith("s") and len(word) > 3 else (word,)

    def known(self, name: str) -> KnownName | None:
        """A name of the lists, genitives and adjective endings removed; None otherwise."""
        found = self._names.get(name)
        if found is None and name.endswith("s"):
            found = self._names.get(name[:-1])
            found = found if found and found.sort is not NameSort.ADJECTIVE else None
        if found is None:
            found = self._adjective(name)
        if found is None and name.endswith(("n", "innen", "in")):
            found = self._inhabitant(name)
        return found or self._place(name)

    def _place(self, name: str) -> KnownName | None:
        """A town, its genitive, or its adjective ("Elsteraner" is not derived; "Hamburger", "Dresdner", "Bremer" are)."""
        if not name[:1].isupper():
            return None
        towns = _set("names_places.txt.gz")
        if name in towns or (name.endswith("s") and name[:-1] in towns):
            return KnownName(name if name in towns else name[:-1], NameSort.PLACE)
        if name.endswith("er") and len(name) > 5:
            stem = name[:-2]
            for town in (stem, f"{stem[:-1]}e{stem[-1]}", f"{stem}en", f"{stem}e"):
                if town in towns or self._names.get(town, _NOBODY).sort is NameSort.CAPITAL:
                    return KnownName(town, NameSort.ADJECTIVE)
        return None

    def _adjective(self, name: str) -> KnownName | None:
        low = name.lower()
        for ending in _ADJECTIVE_ENDINGS:
            if low.endswith(ending) and (found := self._names.get(low[: len(low) - len(ending)])) and found.sort is NameSort.ADJECTIVE:
                return found
        return None

    def _inhabitant(self, name: str) -> KnownName | None:
        for ending in ("innen", "in", "n"):
            base = name[: -len(ending)] if name.endswith(ending) else ""
            for form in (base, base + "e"):
                if (found := self._names.get(form)) and found.sort is NameSort.INHABITANT:
                    return found
        return None

    def nominative(self, name: str) -> str:
        """A name in the nominative without article: "Deutschen Wetterdienstes" and "Deutsche Wetterdienst" are Deutscher Wetterdienst."""
        known = self.known(name)
        if known and known.sort in (NameSort.ORGANISATION, NameSort.MEDIUM, NameSort.STATE):
            return known.name
        words = name.split(" ")
        at = next((i for i, word in enumerate(words) if word[:1].isupper() and self.noun(word) and not self._leads(words, i)), None)
        noun = self.noun(words[at]) if at is not None else None
        if at is None or noun is None or not noun.singular:
            return name
        plural = noun.plural and noun.base == words[at] and not noun.genders
        gender = next((gender for gender in (Gender.MALE, Gender.FEMALE, Gender.NEUTER) if gender in noun.genders), None)
        ending = "e" if plural or gender is Gender.FEMALE else "er" if gender is Gender.MALE else "es"
        lead = [
            re.sub(r"e[nrsm]?$", ending, word) if _LEADING.search(word) or (self.common(word) and re.search(r"e[nrsm]?$", word)) else word
            for word in words[:at]
        ]
        return " ".join([*lead, noun.base, *words[at + 1 :]])

    def _leads(self, words: list[str], at: int) -> bool:
        return self.attributive(words[at]) and at + 1 < len(words) and words[at + 1][:1].isupper()

    def attributive(self, word: str) -> bool:
        """Whether a word stands before a noun as its adjective or participle, by its ending."""
        return bool(_LEADING.search(word)) or (word.endswith(("e", "er", "en", "es", "em")) and (word[:1].islower() or self.common(word)))

    def owned(self, noun: str, state: str) -> tuple[str, ...]:
        """How German says that something belongs to a state: "Regierung Russlands", "Regierung der USA"."""
        if state == "USA":
            return (f"{noun} der USA", f"US-{noun}")
        if state in self._feminine_states:
            return (f"{noun} der {state}",)
        if state in self._masculine_states:
            return (f"{noun} des {state}", f"{noun} des {state}s")
        return (f"{noun} {state}" if state.endswith(("s", "z", "x")) else f"{noun} {state}s",)

    def nominative_plural(self, name: str) -> str:
        """Unnamed people in the nominative plural: "politischen Beobachtern" are politische Beobachter, "Befragten" Befragte."""
        words = name.split(" ")
        at = next((i for i, word in enumerate(words) if word[:1].isupper() and self.noun(word)), None)
        if at is None:
            return name
        table, word = _pairs("names_nouns.tsv.gz"), words[at]
        short = word[:-1]
        noun = None if short in table else self.noun(short)
        plural = "p" in table.get(short, "") or (noun is not None and (noun.plural or not noun.singular))
        if word.endswith("n") and plural and not word.endswith("nen"):
            word = short
        lead = [re.sub(r"en$", "e", w) if w[:1].islower() and w.endswith("en") else w for w in words[:at]]
        return " ".join([*lead, word, *words[at + 1 :]])

    def plural_article(self, article: str, word: str, noun: Noun) -> bool:
        """Whether a noun that can be both stands in the plural ("die Forscher", "den Zeugen"), given its article."""
        if not article:
            return True
        feminine = Gender.FEMALE in noun.genders
        if article in ("die", "diese", "jene"):
            return not feminine or word.endswith(("nen", "den", "ten"))
        if article in ("der", "dieser", "jener"):
            return noun.base != word and word.endswith("n") and not feminine
        if article in ("den", "diesen", "jenen"):
            return word.endswith("n") and noun.base != word
        return article.endswith("en")

    def plural_verb(self, cue: str) -> bool:
        """Whether the words of saying show more than one speaker: a finite verb in -en and no participle or infinitive frame."""
        first = cue.split(" ")[0]
        return bool(re.search(r"(?:te|[^ei]e|ie|ei|[a-zß])n$", first)) and not first.startswith("ge") and first not in ("nach", "von", "zufolge")

    def noun(self, word: str) -> Noun | None:
        """The reading of a capitalised word as a common noun, compounds included; None for names and unknown words."""
        if word not in self._nouns:
            self._nouns[word] = self._read_noun(word)
        return self._nouns[word]

    def _read_noun(self, word: str) -> Noun | None:
        if len(word) < 2 or not word[0].isupper() or len(word) > 60:
            return None
        prefix, _, last = word.rpartition("-")
        if prefix:
            inner = self.noun(last) if last[:1].isupper() and len(last) > 2 else None
            if inner is None or (self.surname(last) and not prefix.isupper() and self.noun(prefix) is None and last.lower() not in self._classes):
                return None
            keep = "" if prefix in self._former else prefix
            spoken = keep if inner.governs or inner.base.lower() in self._statements else ""
            return _renamed(inner, f"{prefix}-{inner.base}", keep, spoken)
        plain = word.capitalize() if word.isupper() and len(word) > 4 else word
        code = _pairs("names_nouns.tsv.gz").get(plain) or self._compound(plain)
        kind, base = self._class_of(plain, code)
        if kind is None:
            return None
        return self._noun(plain, base, kind, code or "")

    def _compound(self, word: str) -> str | None:
        """The code of the longest known last part of a compound whose first part is a word too."""
        if len(word) < 7 or self.surname(word):
            return None
        table = _pairs("names_nouns.tsv.gz")
        for cut in range(3, min(len(word) - 3, 30)):
            code = table.get(word[cut:].capitalize()) if word[cut:].islower() else None
            if code and self._is_word(word[:cut]):
                return code
        return None

    def _is_word(self, part: str) -> bool:
        table = _pairs("names_nouns.tsv.gz")
        for link in _LINKS:
            stem = part[: len(part) - len(link)] if link and part.endswith(link) else part if not link else ""
            if len(stem) > 2 and (stem in table or f"{stem}e" in table or stem.lower() in _set("names_lower.txt.gz")):
                return True
        return False

    def _class_of(self, word: str, code: str | None) -> tuple[NounClass | None, str]:
        """The class of a noun by its longest listed last part, and its uninflected form."""
        low = word.lower()
        if self.surname(word) and code is None:
            return None, word
        for size in range(min(len(low), self._longest_class), 2, -1):
            tail = low[-size:]
            exact = self._classes.get(tail)
            if exact is not None and (size == len(low) or code is not None or (size > 4 and self._is_word(word[:-size])) or size > 6):
                return exact, word
        for ending in _NOUN_ENDINGS[1:]:
            stem = low.removesuffix(ending) if low.endswith(ending) else ""
            for size in range(min(len(stem), self._longest_class), 3, -1):
                exact = self._classes.get(stem[-size:])
                if exact is not None and (code is not None or size == len(stem) or size > 5):
                    return exact, word[: len(stem)]
        inhabitant = (self._names.get(word) or self._inhabitant(word) or _NOBODY).sort is NameSort.INHABITANT
        if code is None:
            return (NounClass.PERSON, word) if inhabitant or (len(word) > 8 and word.endswith(_FEMININE)) else (None, word)
        table = _pairs("names_nouns.tsv.gz")
        base = next((word[: -len(end)] for end in ("es", "s") if word.endswith(end) and word[: -len(end)] in table and "p" not in code), word)
        return (NounClass.PERSON if "*" in code or inhabitant else NounClass.OTHER), base

    def _noun(self, word: str, base: str, kind: NounClass, code: str) -> Noun:
        low = base.lower()
        base_code = _pairs("names_nouns.tsv.gz").get(base) or code
        genders = frozenset(_LETTER[letter] for letter in base_code if letter in _LETTER)
        if kind is NounClass.PERSON:
            genders = frozenset({Gender.MALE}) if f"{base}in" in _pairs("names_nouns.tsv.gz") else _person_genders(low, genders)
        plural = "p" in code or low.endswith("innen") or low in self._plurals or (not code and word != base and word.endswith("n"))
        singular = low not in self._plurals and not low.endswith("innen") and (not code or any(letter in _LETTER for letter in code))
        governs = kind is NounClass.SOURCE
        spoken, unnamed = self._spoken_for(base) if governs else ("", False)
        office = low.removesuffix("innen").removesuffix("in") if low.endswith(("in", "innen")) and len(low) > 5 else low
        office = self._equal.get(low) or self._equal.get(office) or office
        return Noun(
            base=base,
            kind=kind,
            office=office,
            genders=genders,
            singular=singular,
            plural=plural,
            unnamed=unnamed or low in self._unnamed or any(low.endswith(end) for end in ("kreise", "kreisen", "zeugen")),
            spokesperson=any(low.endswith(word) for word in self._spokes),
            agency=low.endswith("agentur"),
            colleague=low in self._colleagues,
            governs=governs or low in self._statements,
            generic=low in self._generic,
            typed=low.endswith(self._typed),
            spoken_for=spoken,
        )

    def _spoken_for(self, word: str) -> tuple[str, bool]:
        for first, name in self._heads.items():
            if word.startswith(first) and len(word) > len(first) + 3:
                return name, False
        for first, name in self._unnamed_heads.items():
            if word.startswith(first) and len(word) > len(first) + 3:
                return name, True
        return "", False


def _renamed(noun: Noun, base: str, prefix: str, spoken: str) -> Noun:
    return replace(noun, base=base, prefix=prefix, spoken_for=spoken)


def _person_genders(low: str, genders: frozenset[Gender]) -> frozenset[Gender]:
    if low.endswith(("in", "innen", "frau", "tochter", "mutter", "schwester", "witwe")):
        return frozenset({Gender.FEMALE})
    if low.endswith(("te", "ten", "de", "den")):
        # Participles as nouns ("die Vorsitzende", "der Beauftragte") tell the gender by their article only.
        return frozenset({Gender.MALE, Gender.FEMALE})
    found = genders - {Gender.NEUTER}
    return found or frozenset({Gender.MALE})


def _determiners() -> dict[str, Determiner]:
    keys = (
        ("indefinite", Determiner.INDEFINITE),
        ("demonstrative", Determiner.DEMONSTRATIVE),
        ("possessive_he", Determiner.HIS),
        ("possessive_she", Determiner.HER),
        ("possessive_we", Determiner.OURS),
        ("own", Determiner.OWN),
        ("definite", Determiner.DEFINITE),
    )
    return {word: kind for key, kind in keys for word in _words("determiners", key)}


def _pronoun(code: str) -> Pronoun:
    return Pronoun(int(code[0]), frozenset(_LETTER[letter] for letter in code[1:] if letter in _LETTER), "p" in code)


def _honorifics() -> dict[str, frozenset[Gender]]:
    male, female = frozenset({Gender.MALE}), frozenset({Gender.FEMALE})
    out: dict[str, frozenset[Gender]] = {word: frozenset() for word in _words("honorifics", "neutral")}
    return out | dict.fromkeys(_words("honorifics", "male"), male) | dict.fromkeys(_words("honorifics", "female"), female)


def _known_names() -> dict[str, KnownName]:
    out: dict[str, KnownName] = {}
    for row in _rows("states_forms.tsv.gz"):
        form, name, kind = row.split("\t")
        if form not in out or kind == "name":
            out[form] = KnownName(name, _SORTS[kind])
    for name, forms in _section("regions").items():
        out.setdefault(str(name), KnownName(str(name), NameSort.PLACE))
        for form in forms if isinstance(forms, list) else []:
            out.setdefault(str(form), KnownName(str(name), NameSort.ADJECTIVE))
    for section, sort in (("organisations", NameSort.ORGANISATION), ("media", NameSort.MEDIUM)):
        for name, forms in _section(section).items():
            for form in (str(name), *(str(word) for word in (forms if isinstance(forms, list) else []))):
                out.setdefault(form, KnownName(str(name), sort))
    return out


def _chain_patterns() -> tuple[ChainPattern, ...]:
    value = read_table(_FILE).get("chain")
    rows = value if isinstance(value, list) else []
    return tuple(ChainPattern(Hand(str(row["hand"])), str(row["pattern"])) for row in rows if isinstance(row, dict))


@cache
def load_name_words() -> GermanNames:
    """The name words of German, read once."""
    return GermanNames()
