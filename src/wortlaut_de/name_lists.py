"""Known names in German texts: states with their adjectives, inhabitants and capitals, towns, organisations and media, in any form."""

from __future__ import annotations

import re

from wortlaut.seams import KnownName, NameSort
from wortlaut_de.name_tables import entries, named_lists, rows, section, words

_SORTS = {"name": NameSort.STATE, "adjective": NameSort.ADJECTIVE, "inhabitant": NameSort.INHABITANT, "capital": NameSort.CAPITAL}
_ADJECTIVE_ENDINGS = ("en", "er", "es", "em", "e", "")
_ADJECTIVE = re.compile(r"(.*(?:isch|lich|ig|al|ell|iv|eut?sch|eint|rot|weiß|vereinigt|auswärtig))(?:e|er|es|en|em)$", re.IGNORECASE)
_NOTHING = KnownName("", NameSort.PLACE)


class ListedNames:
    """Looks names up, genitives and adjective endings removed."""

    def __init__(self) -> None:
        self._names = _known_names()
        self._called = _called(self._names)
        self.longest = max(name.count(" ") for name in self._names) + 1
        self._feminine = frozenset(words("articles", "der"))
        self._masculine = frozenset(words("articles", "des"))

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

    def called(self, name: str) -> tuple[str, ...]:
        """The further names of a listed state, organisation or medium."""
        return self._called.get(name, ())

    def _place(self, name: str) -> KnownName | None:
        """A town, its genitive, or its adjective ("Elsteraner" is not derived; "Hamburger", "Dresdner", "Bremer" are)."""
        if not name[:1].isupper():
            return None
        towns = entries("names_places.txt.gz")
        if name in towns or (name.endswith("s") and name[:-1] in towns):
            return KnownName(name if name in towns else name[:-1], NameSort.PLACE)
        if name.endswith("er") and len(name) > 5:
            stem = name[:-2]
            for town in (stem, f"{stem[:-1]}e{stem[-1]}", f"{stem}en", f"{stem}e"):
                if town in towns or self._names.get(town, _NOTHING).sort is NameSort.CAPITAL:
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

    def inhabitant(self, word: str) -> bool:
        """Whether a word names the people of a state, in any form."""
        return (self._names.get(word) or self._inhabitant(word) or _NOTHING).sort is NameSort.INHABITANT

    def owned(self, noun: str, state: str) -> tuple[str, ...]:
        """How German says that something belongs to a state or person: "Regierung Russlands", "Regierung der USA", "Anwältin von Jana Moll"."""
        if state == "USA":
            return (f"{noun} der USA", f"US-{noun}")
        if state in self._feminine:
            return (f"{noun} der {state}",)
        if state in self._masculine:
            return (f"{noun} des {state}", f"{noun} des {state}s")
        genitive = state if state.endswith(("s", "z", "x")) else f"{state}s"
        return (f"{noun} {genitive}", f"{noun} von {state}")


def _known_names() -> dict[str, KnownName]:
    out: dict[str, KnownName] = {}
    for row in rows("states_forms.tsv.gz"):
        form, name, kind = row.split("\t")
        if form not in out or kind == "name":
            out[form] = KnownName(name, _SORTS[kind])
    for name, forms in named_lists("regions").items():
        out.setdefault(name, KnownName(name, NameSort.PLACE))
        for form in forms:
            out.setdefault(form, KnownName(name, NameSort.PLACE if form.isupper() else NameSort.ADJECTIVE))
    for name, forms in named_lists("towns").items():
        out.setdefault(name, KnownName(name, NameSort.PLACE))
        for form in forms or (f"{name}er",):
            out.setdefault(form, KnownName(name, NameSort.ADJECTIVE))
    for form, town in section("town_adjectives").items():
        out.setdefault(form, KnownName(str(town), NameSort.ADJECTIVE))
    for part, sort in (("organisations", NameSort.ORGANISATION), ("media", NameSort.MEDIUM)):
        for name, forms in named_lists(part).items():
            for form in (name, *forms):
                for inflected in (form, *_inflected(form)):
                    out.setdefault(inflected, KnownName(name, sort))
    return out


def _inflected(name: str) -> tuple[str, ...]:
    """A name of adjective and noun in every case: "Deutsche Bahn" is "Deutschen Bahn" too."""
    first, _, rest = name.partition(" ")
    stem = _ADJECTIVE.match(first)
    if not rest or stem is None:
        return ()
    return tuple(f"{stem[1]}{ending} {rest}" for ending in ("e", "en", "er", "es", "em"))


def _called(names: dict[str, KnownName]) -> dict[str, tuple[str, ...]]:
    """Canonical name -> its other forms that are names themselves (no adjectives, inhabitants or capitals)."""
    out: dict[str, tuple[str, ...]] = {}
    for form, known in names.items():
        inflected = form in _inflected(known.name)
        if known.sort in (NameSort.STATE, NameSort.ORGANISATION, NameSort.MEDIUM) and form != known.name and not inflected:
            out[known.name] = (*out.get(known.name, ()), form)
    return out
