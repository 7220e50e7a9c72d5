"""The words the rules know: verb forms, noun genders, verbs and nouns of saying, closed word classes; loaded once.

Sources: tables/*.txt.gz (compiled, see NOTICE), cues.toml and grammar.toml (written by
hand). Not for: deciding anything about a sentence.
"""

from __future__ import annotations

import gzip
import hashlib
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb of saying: its particle words (empty, or `("mit",)`, `("davon", "aus")`) and the patterns it can take.

    `takes` holds letters: C clause, D direct quotation only, I infinitive, O object, V by itself; `prepositions` and
    `predicatives` are the words that must stand in the clause for the patterns with a preposition or a predicative.
    """

    base: str
    particle: tuple[str, ...]
    takes: frozenset[str]
    prepositions: frozenset[str]
    predicatives: frozenset[str]

    @property
    def name(self) -> str:
        """The cue as cues.toml writes it: `sagen`, `mit|teilen`, `davon_aus|gehen`."""
        return f"{'_'.join(self.particle)}|{self.base}" if self.particle else self.base


@dataclass(frozen=True, slots=True)
class CueForm:
    """One form of a verb of saying: the cue, the form's codes, and whether the particle is part of the form."""

    cue: Cue
    codes: str
    joined: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All words, as the rules ask for them."""

    codes: dict[str, str]
    nouns: dict[str, str]
    openers: frozenset[str]
    cues: dict[str, tuple[CueForm, ...]]
    determiners: dict[str, str]
    words: dict[str, frozenset[str]]
    possessive_stems: tuple[str, ...]
    adjective_endings: tuple[str, ...]
    media: tuple[str, ...]
    confidence: dict[str, float]
    digest: str

    def gender(self, noun: str) -> str:
        """The genders of a noun (`m`, `f`, `n`) by its longest listed ending; empty if unknown."""
        low = noun.lower()
        low = low[low.rfind("-") + 1 :]
        for start in range(max(0, len(low) - 24), len(low) - 2):
            if found := self.nouns.get(low[start:]):
                return found
        return ""


def _text(name: str) -> str:
    """A table of the pack, unpacked."""
    data = files("wortlaut_de").joinpath("tables", name).read_bytes()
    return gzip.decompress(data).decode("utf-8")


def _toml(name: str) -> dict[str, dict[str, str]]:
    """A TOML file of the pack: sections of words."""
    return tomllib.loads(files("wortlaut_de").joinpath(name).read_text(encoding="utf-8"))


def read_verbs(wanted: frozenset[str]) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """Form -> codes for every verb, and for the wanted lemmas form -> codes of that lemma alone."""
    codes: dict[str, str] = {}
    of_lemma: dict[str, dict[str, str]] = {}
    for line in _text("verbs.txt.gz").split("\n"):
        lemma, *groups = line.split("\t")
        own: dict[str, str] = {}
        for group in groups:
            letters, *forms = group.split(" ")
            for form in forms:
                codes[form] = codes.get(form, "") + letters
            if lemma in wanted:
                own.update(dict.fromkeys(forms, letters))
        if lemma in wanted:
            of_lemma[lemma] = own
    return codes, of_lemma


def _split(verb: str) -> tuple[tuple[str, ...], str]:
    """`davon_aus|gehen` -> (("davon", "aus"), "gehen")."""
    particle, _, base = verb.rpartition("|")
    return tuple(particle.replace("_", " ").split()), base


def read_cues(verbs: dict[str, str]) -> tuple[Cue, ...]:
    """The verbs of saying of cues.toml, one cue per verb with everything it takes."""
    takes: dict[str, set[str]] = {}
    with_word: dict[str, tuple[set[str], set[str]]] = {}
    for section, letter in (("clause", "C"), ("direct", "D"), ("infinitive", "I"), ("object", "O"), ("plain", "V")):
        for verb in verbs[section].split():
            takes.setdefault(verb, set()).add(letter)
    for place, section in enumerate(("preposition", "predicative")):
        for line in verbs[section].strip().splitlines():
            verb, word = line.split()
            takes.setdefault(verb, set())
            with_word.setdefault(verb, (set(), set()))[place].add(word)
    out = []
    for verb, letters in takes.items():
        particle, base = _split(verb)
        prepositions, predicatives = with_word.get(verb, (set(), set()))
        out.append(Cue(base, particle, frozenset(letters), frozenset(prepositions), frozenset(predicatives)))
    return tuple(out)


def _forms(cue: Cue, forms: dict[str, str]) -> dict[str, CueForm]:
    """Every form of a cue: with a particle both the base forms (particle elsewhere) and the joined ones."""
    if not cue.particle:
        return {form: CueForm(cue, codes, True) for form, codes in forms.items()}
    last = cue.particle[-1]
    out = {}
    for form, codes in forms.items():
        if set(codes) & set("spejJkKqg"):
            out[form] = CueForm(cue, "".join(c for c in codes if c in "spejJkKqg"), False)
        out[last + form] = CueForm(cue, codes if "g" in codes or "n" in codes else codes + "x", True)
        if "n" in codes:
            out[last + "zu" + form] = CueForm(cue, "z", True)
    return out


def _digest() -> str:
    """The digest of every file that the lexicon is read from."""
    whole = hashlib.sha256()
    for name in ("tables/verbs.txt.gz", "tables/others.txt.gz", "tables/nouns.txt.gz", "cues.toml", "grammar.toml", "confidence.toml"):
        whole.update(files("wortlaut_de").joinpath(name).read_bytes())
    return whole.hexdigest()


@cache
def lexicon() -> Lexicon:
    """Everything, read once; takes well under 0.3 s."""
    grammar, cue_words = _toml("grammar.toml"), _toml("cues.toml")
    cues = read_cues(cue_words["verbs"])
    codes, of_lemma = read_verbs(frozenset(cue.base for cue in cues))
    forms: dict[str, list[CueForm]] = {}
    for cue in cues:
        for form, entry in _forms(cue, of_lemma.get(cue.base, {})).items():
            forms.setdefault(form, []).append(entry)
    nouns: dict[str, str] = {}
    for line in _text("nouns.txt.gz").split("\n"):
        letter, *listed = line.split(" ")
        for word in listed:
            nouns[word] = nouns.get(word, "") + letter
    words = {name: frozenset(value.split()) for name, value in grammar["words"].items()}
    words |= {f"source_{name}": frozenset(value.split()) for name, value in cue_words["sources"].items()}
    words |= {f"noun_{name}": frozenset(value.split()) for name, value in cue_words["nouns"].items()}
    for name in ("colon", "indicative", "pointing", "dative", "accusative", "passive", "being", "let"):
        words[f"verb_{name}"] = frozenset(cue_words["verbs"][name].split())
    return Lexicon(
        codes=codes,
        nouns=nouns,
        openers=frozenset(_text("others.txt.gz").split("\n")),
        cues={form: tuple(entries) for form, entries in forms.items()},
        determiners=dict(grammar["determiners"]),
        words=words,
        possessive_stems=tuple(grammar["words"]["possessive_stems"].split()),
        confidence={rule: float(value) for rule, value in _toml("confidence.toml")["confidence"].items()},
        digest=_digest(),
        media=tuple(cue_words["nouns"]["media"].split()),
        adjective_endings=tuple(grammar["words"]["adjective_endings"].split()),
    )
