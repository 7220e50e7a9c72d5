"""German words for `resolve`: nouns and names, first names, small words, and how their forms inflect.

Own word lists stand in names.toml; noun forms, first names, surnames, towns and state names are compiled tables (recipes/de/names). It
reads words one by one and decides nothing about an article.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from wortlaut.records import Hand
from wortlaut.seams import ChainPattern, Determiner, Gender, KnownName, NameSort, Noun, Pronoun
from wortlaut_de.name_lists import ListedNames
from wortlaut_de.name_nouns import Nouns
from wortlaut_de.name_tables import (
    FILE,
    LETTER,
    common_words,
    digest,
    first_names,
    mapping,
    named_lists,
    nouns,
    section,
    surname,
    trust_bound,
    trust_weights,
    without_accents,
    words,
)
from wortlaut_de.tomlfile import read_table

_AGES = ("-Jährige", "-Jähriger", "-Jährigen", "-jährige", "-jähriger", "-jährigen")
_LEADING = re.compile(
    r"(?:sch|lich|ig|al|ell|iv|är|deutsch|gemein|recht|frei|eint|isch|ein|statistisch|auswärtig|grün|rot|weiß)e[nrsm]?$", re.IGNORECASE
)
_HYPHENED = re.compile(r"-[a-zäöüß]+e[nrsm]?$")
_GENDERS = (Gender.MALE, Gender.FEMALE, Gender.NEUTER)


class GermanNames:
    """The name words of German; build it with `load_name_words`, it keeps what it has looked up."""

    def __init__(self) -> None:
        self.pack = "wortlaut_de"
        self.digest = digest()
        self.anonymous = str(read_table(FILE)["anonymous"])
        self.particles = frozenset(words("parts", "particles"))
        self.of = frozenset(words("parts", "of"))
        self.genitive = frozenset(words("parts", "genitive"))
        self.regions = frozenset(named_lists("regions"))
        self.local = frozenset(words("nouns", "local"))
        self.regnal = frozenset(words("nouns", "regnal"))
        self.joint = words("parts", "joint")[0]
        self.joining = frozenset(words("parts", "joining"))
        self.within = frozenset(words("parts", "within"))
        self.opening = frozenset(words("parts", "opening"))
        self.single = frozenset(words("determiners", "single"))
        self.agencies = frozenset(words("parts", "agencies"))
        self.chain = _chain_patterns()
        self.behalf = words("settings", "behalf")
        self.places = words("settings", "place")
        self._determiners = _determiners()
        self._article_genders = {word: _genders(code) for word, code in mapping("determiners", "genders").items()}
        self._ending_genders = {word: _genders(code) for word, code in mapping("determiners", "ending_genders").items()}
        self._pronouns = {str(word): _pronoun(str(code)) for word, code in section("pronouns").items()}
        self._honorifics = _honorifics()
        self._listed = ListedNames()
        self._nouns = Nouns(self._listed.inhabitant)
        self.longest_name = self._listed.longest
        self.trust: Mapping[str, float] = trust_weights()
        self.trust_bound = trust_bound()

    # --- what a word is --------------------------------------------------------------------------------------

    def noun(self, word: str) -> Noun | None:
        """The reading of a capitalised word as a common noun, compounds included; None for names and unknown words."""
        return self._nouns.read(word)

    def known(self, name: str) -> KnownName | None:
        """A name of the lists, genitives and adjective endings removed; None otherwise."""
        return self._listed.known(name)

    def called(self, name: str) -> tuple[str, ...]:
        """The further names of a state, organisation or medium of the lists, given its canonical one; none for other names."""
        return self._listed.called(name)

    def adjective_source(self, word: str) -> tuple[str, bool] | None:
        """Who speaks in a noun of saying by the adjective before it ("offizielle Angaben"), and whether they stay unnamed."""
        for key, unnamed in (("source_adjectives", False), ("anonymous_adjectives", True)):
            for stem, name in mapping("nouns", key).items():
                if word.lower().startswith(stem):
                    return name, unnamed
        return None

    def owned(self, noun: str, state: str) -> tuple[str, ...]:
        """How German says that something belongs to a state: "Regierung Russlands", "Regierung der USA"."""
        return self._listed.owned(noun, state)

    def determiner(self, word: str) -> Determiner | None:
        """The reading of a word as a determiner, any case of letters."""
        return self._determiners.get(word.lower())

    def pronoun(self, word: str) -> Pronoun | None:
        """The reading of a word that stands alone as a pronoun, any case of letters; ages ("der 48-Jährige") point back like one."""
        if word.endswith(_AGES):
            return Pronoun(3, frozenset({Gender.MALE, Gender.FEMALE}), False)
        return self._pronouns.get(word.lower())

    def article_genders(self, article: str) -> frozenset[Gender]:
        """The genders that an article in lower letters allows a noun in the singular, in any case ("" allows all)."""
        found = self._article_genders.get(article)
        if found is None and article:
            found = next((genders for ending, genders in self._ending_genders.items() if article.endswith(ending)), None)
        return found or frozenset(Gender)

    def first_name(self, word: str) -> frozenset[Gender]:
        """The genders of people with this first name; a hyphenated one counts by its first part; capitals are read as one case."""
        table = first_names()
        plain = word.capitalize() if word.isupper() and len(word) > 3 else word
        code = table.get(plain) or table.get(without_accents(plain))
        if code is None and "-" in plain:
            parts = plain.split("-")
            code = table.get(parts[0]) if all(part in table for part in parts) else None
        return frozenset(LETTER[letter] for letter in code or "")

    def honorific(self, word: str) -> frozenset[Gender] | None:
        """The genders a form of address or academic title tells (empty for neutral ones); None for other words."""
        return self._honorifics.get(word)

    def surname(self, word: str) -> bool:
        """Whether this word, though it may look like a common word, is a known surname."""
        return surname(word)

    def common(self, word: str) -> bool:
        """Whether the word in lower letters is a common word of the language."""
        return word.lower() in common_words()

    def attributive(self, word: str) -> bool:
        """Whether a word stands before a noun as its adjective or participle, by its ending."""
        return bool(_LEADING.search(word) or _HYPHENED.search(word)) or (
            word.endswith(("e", "er", "en", "es", "em")) and (word[:1].islower() or self.common(word))
        )

    def of_town(self, word: str) -> bool:
        """Whether an unknown capitalised word may be the adjective of a town or region ("Südmärker")."""
        return word.endswith("er") and len(word) > 5

    # --- how forms inflect -----------------------------------------------------------------------------------

    def bases(self, word: str) -> tuple[str, ...]:
        """What a name may be without its genitive ("Lawrows": Lawrows, Lawrow; "Marx'": Marx)."""
        if word[-1:] in "'’" and len(word) > 3:
            return (word, word[:-1])
        if word.endswith(("'s", "’s")) and len(word) > 4:
            return (word, word[:-2])
        return (word, word[:-1]) if word.endswith("s") and len(word) > 3 else (word,)

    def nominative(self, name: str) -> str:
        """A name in the nominative without article: "Deutschen Wetterdienstes" and "Deutsche Wetterdienst" are Deutscher Wetterdienst."""
        known = self.known(name)
        if known and known.sort in (NameSort.ORGANISATION, NameSort.MEDIUM, NameSort.STATE):
            return known.name
        words = name.split(" ")
        at = next((i for i, word in enumerate(words) if word[:1].isupper() and self.noun(word) and not self._leads(words, i)), None)
        noun = self.noun(words[at]) if at is not None else None
        if at is None or noun is None or not noun.singular or any(self.determiner(word) is not None for word in words[:at]):
            return name
        plural = noun.plural and noun.base == words[at] and not noun.genders
        gender = next((gender for gender in _GENDERS if gender in noun.genders), None)
        ending = "e" if plural or gender is Gender.FEMALE else "er" if gender is Gender.MALE else "es"
        lead = [self._inflected(word, ending) for word in words[:at]]
        return " ".join([*lead, noun.base, *words[at + 1 :]])

    def _inflected(self, word: str, ending: str) -> str:
        """An adjective with another ending; other words stay."""
        stem = re.sub(r"e[nrsm]?$", "", word)
        if stem != word and (_LEADING.search(word) or _HYPHENED.search(word) or self.common(f"{stem}e")):
            return stem + ending
        return word

    def _leads(self, words: list[str], at: int) -> bool:
        return self.attributive(words[at]) and at + 1 < len(words) and words[at + 1][:1].isupper()

    def nominative_plural(self, name: str) -> str:
        """Unnamed people in the nominative plural: "politischen Beobachtern" are politische Beobachter, "Befragten" Befragte."""
        words = name.split(" ")
        at = next((i for i, word in enumerate(words) if word[:1].isupper() and self.noun(word)), None)
        if at is None:
            return name
        table, word = nouns(), words[at]
        short = word[:-1]
        noun = None if short in table else self.noun(short)
        plural = "p" in table.get(short, "") or (noun is not None and (noun.plural or not noun.singular))
        if word.endswith("n") and plural and not word.endswith("nen"):
            word = short
        small = [w.lower() if self.determiner(w) is not None else w for w in words[:at]]
        lead = [re.sub(r"en$", "e", w) if w[:1].islower() and w.endswith("en") else w for w in small]
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
    return {word: kind for key, kind in keys for word in words("determiners", key)}


def _genders(code: str) -> frozenset[Gender]:
    return frozenset(LETTER[letter] for letter in code if letter in LETTER)


def _pronoun(code: str) -> Pronoun:
    return Pronoun(int(code[0]), _genders(code[1:]), "p" in code)


def _honorifics() -> dict[str, frozenset[Gender]]:
    male, female = frozenset({Gender.MALE}), frozenset({Gender.FEMALE})
    out: dict[str, frozenset[Gender]] = {word: frozenset() for word in words("honorifics", "neutral")}
    return out | dict.fromkeys(words("honorifics", "male"), male) | dict.fromkeys(words("honorifics", "female"), female)


def _chain_patterns() -> tuple[ChainPattern, ...]:
    value = read_table(FILE).get("chain")
    rows = value if isinstance(value, list) else []
    return tuple(ChainPattern(Hand(str(row["hand"])), str(row["pattern"])) for row in rows if isinstance(row, dict))


@cache
def load_name_words() -> GermanNames:
    """The name words of German, read once."""
    return GermanNames()
