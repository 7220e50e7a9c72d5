"""Which actors may be one: suggestions for a person to decide, with the reason. Nothing here merges anything.

`sound_key` folds how Cyrillic names are written in Latin letters (German, English, scholarly) and how Latin spellings vary: it keeps a first vowel
and coarse classes of consonants, so that it finds many spellings of a name and also names that only look alike. It is no transliteration
standard: Arabic, Chinese and other scripts are left as they are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from wortlaut.records import Actor, ActorKind, name_key

CROWD = 12
"""More actors than this that look alike are no suggestion: what they share tells nothing."""

SHORTEST = 4
"""Signs of a key, all words together, that are enough to suggest anything."""

_LONG = {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "ju", "я": "ja", "ъ": "", "ь": ""}
_CYRILLIC = dict(zip("абвгґдеєёзиіїйклмнопрстуўфыэ", "abvggdeeeziiijklmnoprstuvfye", strict=True)) | _LONG
_CLASSES = {
    "1": "schtsch|schtch|shtch|shch|š[čc]",
    "2": "tsch|tch|tsh|ch|kh|č|ć|^h",
    "3": "sch|sh|zh|š|ž",
    "s": "t[sz]|dz|c(?=[eiy])|z|s",
    "ks": "x",
    "f": "ph|w|v",
    "k": "ck|c|q",
}
_SOUNDS = re.compile("|".join(f"(?P<_{number}>{pattern})" for number, pattern in enumerate(_CLASSES.values())))
_SIGNS = tuple(_CLASSES)
_VOWELS = re.compile("[aeiouyjh]")
_TWINS = re.compile(r"(.)\1+")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two actors that may be one, and what speaks for it."""

    first: Actor
    second: Actor
    reason: str


def sound_key(name: str) -> str:
    """The key of a name, word by word: `sound_key("Лавров") == sound_key("Lawrow") == sound_key("Lavrov")`; at most 200 signs are read."""
    return " ".join(key for word in re.findall(r"[^\W\d_]+", name_key(name[:200])) if (key := _word_key(word)))


def _word_key(word: str) -> str:
    latin = _SOUNDS.sub(lambda found: _SIGNS[int((found.lastgroup or "_0")[1:])], "".join(_CYRILLIC.get(letter, letter) for letter in word))
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", latin) if not unicodedata.combining(letter))
    return _TWINS.sub(r"\1", ("a" if _VOWELS.match(plain) else "") + _VOWELS.sub("", plain))


def suggestions(actors: Sequence[Actor]) -> Iterator[Suggestion]:
    """Pairs that may be one actor, each pair once: by spelling or another name, persons by surname and initials, bodies by acronym."""
    order = {actor.id: place for place, actor in enumerate(actors)}
    seen: set[tuple[str, str]] = set()
    for found in (_alike(actors), _called_alike(actors), _namesakes(actors), _acronyms(actors)):
        for one in found:
            pair = (one.first.id, one.second.id)
            if pair not in seen and pair[::-1] not in seen and pair[0] != pair[1]:
                seen.add(pair)
                yield one if order[pair[0]] < order[pair[1]] else Suggestion(one.second, one.first, one.reason)


def _alike(actors: Sequence[Actor]) -> Iterator[Suggestion]:
    """Actors of one kind whose names, or other spellings of them, sound alike."""
    keys = ((actor.kind + sound, actor) for actor in actors if _named(actor) for name in _spellings(actor) if _tells(sound := sound_key(name)))
    for group in _groups(keys):
        for first, second in combinations(group, 2):
            what = "one name" if name_key(first.name) == name_key(second.name) else "the names sound alike"
            yield Suggestion(first, second, f"{what}: {first.name}, {second.name}")


def _called_alike(actors: Sequence[Actor]) -> Iterator[Suggestion]:
    """Actors of one kind of which one is also called what the other is called."""
    keys = (
        (actor.kind + name_key(name), actor) for actor in actors if _named(actor) for name in (actor.name, *actor.aliases) if _tells(name_key(name))
    )
    for group in _groups(keys):
        for first, second in combinations(group, 2):
            one, other = ({name_key(name) for name in (actor.name, *actor.aliases)} for actor in (first, second))
            if name_key(first.name) in other or name_key(second.name) in one:
                yield Suggestion(first, second, f"one is also called like the other: {first.name}, {second.name}")


def _named(actor: Actor) -> bool:
    return actor.kind not in (ActorKind.ANONYMOUS, ActorKind.DOCUMENT)


def _spellings(actor: Actor) -> tuple[str, ...]:
    """The name and the aliases with as many words: a surname alone is no spelling of a full name."""
    size = len(actor.name.split())
    return (actor.name, *(alias for alias in actor.aliases if len(alias.split()) == size > 1))


def _tells(sound: str) -> bool:
    return len(sound.replace(" ", "")) >= SHORTEST


def _namesakes(actors: Sequence[Actor]) -> Iterator[Suggestion]:
    """Persons of one surname whose given names do not differ: one has none, or only an initial of the other's."""
    people = [actor for actor in actors if actor.kind is ActorKind.PERSON]
    for group in _groups((sound_key(actor.name.split()[-1]), actor) for actor in people if actor.name.split()):
        for first, second in combinations(group, 2):
            one, other = first.name.split()[:-1], second.name.split()[:-1]
            if not one or not other:
                yield Suggestion(first, second, f"one surname, and no given name speaks against it: {first.name}, {second.name}")
            elif _initials(one, other):
                yield Suggestion(first, second, f"one surname and fitting initials: {first.name}, {second.name}")


def _initials(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether given names may be the same: letter by letter, where at least one of the two is an initial."""
    pairs = [(name_key(first).rstrip("."), name_key(second).rstrip(".")) for first, second in zip(one, other, strict=False)]
    short = any(len(first) == 1 or len(second) == 1 for first, second in pairs)
    return short and all(first.startswith(second) or second.startswith(first) for first, second in pairs)


def _acronyms(actors: Sequence[Actor]) -> Iterator[Suggestion]:
    """A body whose name is an acronym, and one whose words begin with its letters."""
    bodies = [actor for actor in actors if actor.kind in (ActorKind.ORGANISATION, ActorKind.STATE, ActorKind.GROUP)]
    spelled: list[tuple[str, Actor]] = []
    for actor in bodies:
        words = re.findall(r"[^\W\d_]+", actor.name)
        if len(words) > 1:
            letters = {"".join(word[0] for word in words), "".join(word[0] for word in words if word[0].isupper())}
            spelled += [(name_key(initials), actor) for initials in letters if len(initials) > 1]
    short = [(name_key(actor.name), actor) for actor in bodies if actor.name.isalpha() and 1 < len(actor.name) <= 8 and actor.name.isupper()]
    for group in _groups([*short, *spelled]):
        for first, second in combinations(group, 2):
            if len(first.name.split()) != len(second.name.split()) and 1 in (len(first.name.split()), len(second.name.split())):
                yield Suggestion(first, second, f"one name is made of the first letters of the other: {first.name}, {second.name}")


def _groups(keyed: Iterable[tuple[str, Actor]]) -> Iterator[list[Actor]]:
    """Actors that share a key, where they are few enough to tell something; time stays linear in all of them."""
    groups: dict[str, dict[str, Actor]] = {}
    for key, actor in keyed:
        groups.setdefault(key, {})[actor.id] = actor
    yield from (list(group.values()) for group in groups.values() if 1 < len(group) <= CROWD)
