"""Whether the actors of a registry fit together: names given twice, links that lead nowhere or in a circle, names that two actors share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from wortlaut.records import Registered, name_key
from wortlaut.resolve.registry_file import Entry

MOST_SHOWN = 5
"""How many actors a finding names."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong on a line; a `notice` is no error: a name that two actors share is allowed and names neither of them."""

    line: int
    reason: str
    notice: bool = False


def check_entries(entries: Sequence[Entry], known: Iterable[Registered] = ()) -> Iterator[Finding]:
    """What is wrong with the entries of a file, errors first; `known` are the actors registered so far, which entries of their name replace."""
    first: dict[str, Entry] = {}
    for entry in entries:
        earlier = first.setdefault(entry.actor.name, entry)
        if earlier is not entry:
            yield Finding(entry.line, f"{entry.actor.name!r} stands on line {earlier.line} already")
    everybody = {actor.name: Entry(0, actor) for actor in known} | first
    for link in ("member_of", "speaks_for"):
        yield from _dangling(first, everybody, link)
        yield from _circles(everybody, link)
    yield from _shared(everybody)


def _dangling(entries: Mapping[str, Entry], everybody: Mapping[str, Entry], link: str) -> Iterator[Finding]:
    for entry in entries.values():
        for name in getattr(entry.actor, link):
            if name not in everybody:
                yield Finding(entry.line, f"{link} of {entry.actor.name!r} names {name!r}, who is not listed: add an entry of that name")


def _circles(everybody: Mapping[str, Entry], link: str) -> Iterator[Finding]:
    """Every circle of links once, by depth-first search without recursion."""
    done: set[str] = set()
    for start in everybody:
        path: list[str] = []
        place: dict[str, int] = {}
        stack = [(start, False)]
        while stack:
            name, left = stack.pop()
            if left:
                path.pop()
                del place[name]
                done.add(name)
            elif name in place:
                circle = path[place[name] :]
                shown = " -> ".join([*circle[:MOST_SHOWN], *(["..."] if len(circle) > MOST_SHOWN else []), name])
                yield Finding(max(everybody[one].line for one in circle), f"{link} leads in a circle: {shown}")
            elif name not in done and name in everybody:
                place[name] = len(path)
                path.append(name)
                stack.append((name, True))
                stack += [(other, False) for other in getattr(everybody[name].actor, link)]


def _shared(everybody: Mapping[str, Entry]) -> Iterator[Finding]:
    bearers: dict[str, Entry] = {}
    shared: dict[str, tuple[str, dict[str, Entry]]] = {}
    for entry in everybody.values():
        for name in entry.actor.names:
            key = name_key(name)
            other = bearers.setdefault(key, entry)
            if other is not entry:
                shared.setdefault(key, (name, {other.actor.name: other}))[1][entry.actor.name] = entry
    for name, entries in shared.values():
        line = max(entry.line for entry in entries.values())
        if line:
            listed = ", ".join([*list(entries)[:MOST_SHOWN], *(["..."] if len(entries) > MOST_SHOWN else [])])
            yield Finding(line, f"{name!r} is a name of several, so it names none of them: {listed}", notice=True)
