"""The words of stance.toml: what speakers do, by their verbs and nouns, and the words that tell a side."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from wortlaut.errors import PackError
from wortlaut.records import SpeechAct
from wortlaut.seams import Leaning, LeaningHit
from wortlaut_de.tomlfile import read_table

_TABLE = "stance.toml"
_WORD = re.compile(r"\w+")
_FINITE = frozenset("spejJkKqg")
"""Codes of verb forms whose particle stands apart."""


@dataclass(frozen=True, slots=True)
class _Form:
    """One form of a verb: its act and the particle words that must stand behind it (none where they are joined)."""

    act: SpeechAct
    particle: tuple[str, ...]


class GermanStance:
    """Words for `wortlaut.stance`; implements `wortlaut.seams.StanceWords`."""

    pack = "de"

    def __init__(
        self, forms: dict[str, tuple[_Form, ...]], nouns: dict[str, SpeechAct], leanings: tuple[tuple[Leaning, re.Pattern[str]], ...]
    ) -> None:
        self._forms = forms
        self._nouns = nouns
        self._leanings = leanings
        self.digest = hashlib.sha256(files("wortlaut_de").joinpath(_TABLE).read_bytes()).hexdigest()

    def act(self, words: str) -> SpeechAct | None:
        """The act the first verb of the table names, a separable one only where its particle stands too; else the first noun's."""
        tokens = _WORD.findall(words)
        low = [token.lower() for token in tokens]
        for place, token in enumerate(low):
            for form in self._forms.get(token, ()):
                if not form.particle or _stands(form.particle, low, place):
                    return form.act
        return next((self._nouns[token] for token in tokens if token in self._nouns), None)

    def leanings(self, words: str) -> tuple[LeaningHit, ...]:
        """The words of a side, of negation and of condition, in text order."""
        hits = (LeaningHit(match.start(), match.end(), kind) for kind, pattern in self._leanings for match in pattern.finditer(words))
        return tuple(sorted(hits, key=lambda hit: (hit.start, -hit.end)))


def _stands(particle: tuple[str, ...], low: list[str], place: int) -> bool:
    """Whether the particle's last word follows the verb and its other words stand somewhere."""
    return particle[-1].lower() in low[place + 1 :] and all(word.lower() in low for word in particle[:-1])


@cache
def load_stance_words() -> GermanStance:
    """Everything, read once; PackError if the table is broken."""
    from wortlaut_de.rules.lexicon import read_verbs

    verbs = {verb: act for act, listed in _acts("verbs") for verb in listed}
    _, of_lemma = read_verbs(frozenset(verb.rpartition("|")[2] for verb in verbs))
    forms: dict[str, list[_Form]] = {}
    for verb, act in verbs.items():
        for word, form in _forms(verb, act, of_lemma.get(verb.rpartition("|")[2], {})):
            forms.setdefault(word, []).append(form)
    ordered = {word: tuple(sorted(found, key=lambda form: -len(form.particle))) for word, found in forms.items()}
    return GermanStance(ordered, {noun: act for act, listed in _acts("nouns") for noun in listed}, tuple(_leanings()))


def _forms(verb: str, act: SpeechAct, codes: dict[str, str]) -> Iterator[tuple[str, _Form]]:
    """Every form of a verb: with a particle those that stand apart and those that are joined."""
    before, _, _ = verb.rpartition("|")
    particle = tuple(before.split("_")) if before else ()
    for word, letters in codes.items():
        if not particle:
            yield word, _Form(act, ())
            continue
        if set(letters) & _FINITE:
            yield word, _Form(act, particle)
        yield particle[-1].lower() + word, _Form(act, ())
        if "n" in letters:
            yield particle[-1].lower() + "zu" + word, _Form(act, ())


def _acts(section: str) -> Iterator[tuple[SpeechAct, list[str]]]:
    for act, listed in _section(section).items():
        if not isinstance(listed, str) or act not in list(SpeechAct):
            raise PackError("a table of the German pack is broken", f"{_TABLE}: {section}: {act}", "reinstall wortlaut")
        yield SpeechAct(act), listed.split()


def _leanings() -> Iterator[tuple[Leaning, re.Pattern[str]]]:
    for kind, patterns in _section("leanings").items():
        if not isinstance(patterns, list) or kind not in list(Leaning):
            raise PackError("a table of the German pack is broken", f"{_TABLE}: leanings: {kind}", "reinstall wortlaut")
        yield Leaning(kind), re.compile(r"(?<!\w)(?:" + "|".join(map(str, patterns)) + r")(?!\w)", re.IGNORECASE)


def _section(name: str) -> dict[str, object]:
    section = read_table(_TABLE).get(name)
    if not isinstance(section, dict):
        raise PackError("a table of the German pack is broken", f"{_TABLE}: {name}", "reinstall wortlaut")
    return dict(section)
