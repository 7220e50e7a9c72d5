"""Reads a user's list of actors, YAML or CSV, entry by entry with line numbers, and writes YAML.

What it may hold stands in docs/reference/registry.md. YAML is read as a stream of events, never as a tree, so that memory grows with the
largest entry and not with the file. Values are taken as they are written (`no` is a name, not false). Whether the entries fit together,
`registry_check` says.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, BinaryIO

from wortlaut.errors import ConfigError
from wortlaut.records import ActorKind, Registered, Role

if TYPE_CHECKING:
    from yaml.events import Event

LARGEST = 128_000_000
"""Bytes of a file that is read at all."""

LONGEST = 500
"""Characters of one value; a name is no text."""

LISTS = ("aliases", "acronyms", "member_of", "speaks_for")
ROLE_KEYS = ("title", "organisation", "since", "until")
GENDERS = ("male", "female")
KINDS = tuple(kind.value for kind in ActorKind if kind is not ActorKind.ANONYMOUS)
_KEYS = ("name", "kind", "gender", "roles", "ids", *LISTS)
_ONCE = ("name", "kind", "gender", "wikidata")
_COLUMNS = (*_ONCE, *LISTS, *ROLE_KEYS)
_DEPTH = 4

Tree = str | list["Node"] | dict[str, "Node"]


@dataclass(frozen=True, slots=True)
class Node:
    """A value of a file and the line it stands on."""

    line: int
    value: Tree


@dataclass(frozen=True, slots=True)
class Entry:
    """An actor of a file and the line it starts on; 0 for those that stand in no file."""

    line: int
    actor: Registered


def read_entries(stream: BinaryIO, name: str) -> Iterator[Entry]:
    """The actors in a file called `name` (CSV by its suffix, YAML otherwise), in order; raises ConfigError with the line of what is wrong."""
    stream.seek(0, io.SEEK_END)
    if stream.tell() > LARGEST:
        raise ConfigError("the list of actors is too large", name, f"split it into files of at most {LARGEST // 1_000_000} MB")
    stream.seek(0)
    read = _csv if name.lower().endswith(".csv") else _yaml
    try:
        yield from read(stream, name)
    except UnicodeDecodeError as error:
        raise ConfigError("the list of actors is not UTF-8", f"{name} (byte {error.start})", "save it as UTF-8") from error


@dataclass(frozen=True, slots=True)
class _Form:
    """Makes actors of nodes; knows the file for its complaints."""

    name: str

    def wrong(self, line: int, what: str, remedy: str) -> ConfigError:
        return ConfigError(what, f"{self.name}:{line}", remedy)

    def actor(self, node: Node) -> Registered:
        """The actor that a mapping describes."""
        entry = self._mapping(node, _KEYS, "an actor is a mapping with name and kind")
        called = self._text(entry.get("name"))
        if not called:
            raise self.wrong(node.line, "an actor has no name", "write `name: ...`")
        kind = self._text(entry.get("kind"))
        if kind not in KINDS:
            raise self.wrong(entry["kind"].line if "kind" in entry else node.line, f"no such kind: {kind!r}", f"one of {', '.join(KINDS)}")
        gender = self._text(entry.get("gender"))
        if gender not in ("", *GENDERS):
            raise self.wrong(entry["gender"].line, f"no such gender: {gender!r}", f"one of {', '.join(GENDERS)}, or leave it out")
        lists = {key: tuple(dict.fromkeys(self._texts(entry.get(key)))) for key in LISTS}
        ids = self._mapping(entry["ids"], (), "ids are a mapping: `wikidata: Q1`") if "ids" in entry else {}
        return Registered(
            name=called,
            kind=ActorKind(kind),
            aliases=lists["aliases"],
            acronyms=lists["acronyms"],
            roles=tuple(self._role(one) for one in self._items(entry.get("roles"))),
            member_of=lists["member_of"],
            speaks_for=lists["speaks_for"],
            external_ids=tuple((key, self._text(one)) for key, one in sorted(ids.items()) if self._text(one)),
            gender=gender,
        )

    def _role(self, node: Node) -> Role:
        parts = self._mapping(node, ROLE_KEYS, f"a role is a mapping with {', '.join(ROLE_KEYS)}")
        title = self._text(parts.get("title"))
        if not title:
            raise self.wrong(node.line, "a role has no title", "write `title: ...`")
        since, until = (self._day(parts.get(key), last=key == "until") for key in ("since", "until"))
        if since and until and until < since:
            raise self.wrong(node.line, f"a role ends before it begins: {since} .. {until}", "swap the dates, or mend one")
        return Role(title, self._text(parts.get("organisation")), since, until)

    def _day(self, node: Node | None, *, last: bool) -> str | None:
        """The first or last day of a year, month or day as it is written; None where nothing is."""
        text = self._text(node)
        if node is None or not text:
            return None
        parts = text.split("-")
        try:
            if len(text) not in (4, 7, 10) or not all(part.isdecimal() for part in parts):
                raise ValueError
            year, month, day = (int(part) for part in (*parts, *(["12", "0"] if last else ["1", "1"])[len(parts) - 1 :]))
            return (date(year, month, day) if day else _month_end(year, month)).isoformat()
        except ValueError:
            raise self.wrong(node.line, f"no such date: {text!r}", "write 2014, 2014-10 or 2014-10-14") from None

    def _mapping(self, node: Node, keys: tuple[str, ...], expected: str) -> dict[str, Node]:
        """A mapping with these keys and no others; any keys where none are given."""
        if not isinstance(node.value, dict):
            raise self.wrong(node.line, "not what is expected here", expected)
        for key, value in node.value.items():
            if keys and key not in keys:
                raise self.wrong(value.line, f"no such key: {key!r}", f"one of {', '.join(keys)}")
        return node.value

    def _items(self, node: Node | None) -> list[Node]:
        """A list, or one value in its place; nothing where nothing stands."""
        if node is None or node.value == "":
            return []
        return node.value if isinstance(node.value, list) else [node]

    def _texts(self, node: Node | None) -> list[str]:
        return [text for one in self._items(node) if (text := self._text(one))]

    def _text(self, node: Node | None) -> str:
        if node is None:
            return ""
        if not isinstance(node.value, str):
            raise self.wrong(node.line, "one value is expected here, not several", "write a text")
        text = " ".join(node.value.split())
        if len(text) > LONGEST or not text.isprintable():
            what = "a value is too long" if len(text) > LONGEST else "a value holds control signs"
            raise self.wrong(node.line, what, f"at most {LONGEST} printable characters")
        return "" if text in ("~", "null") else text


def _month_end(year: int, month: int) -> date:
    from datetime import timedelta

    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def as_yaml(actor: Registered) -> str:
    """An actor as an item of a YAML list, which `read_entries` reads back as it is."""
    import yaml

    roles = [{key: value for key in ROLE_KEYS if (value := getattr(role, key))} for role in actor.roles]
    item: dict[str, object] = {"name": actor.name, "kind": actor.kind.value, "gender": actor.gender, "roles": roles, "ids": dict(actor.external_ids)}
    item |= {key: list(getattr(actor, key)) for key in LISTS}
    return str(yaml.safe_dump([{key: value for key, value in item.items() if value}], allow_unicode=True, sort_keys=False, width=10_000))


# --- YAML ----------------------------------------------------------------------------------------------------


def _yaml(stream: BinaryIO, name: str) -> Iterator[Entry]:
    import yaml

    form = _Form(name)
    events = yaml.parse(stream, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    try:
        for event in events:
            if isinstance(event, yaml.SequenceStartEvent):
                for node in _nodes(events, form, 1):
                    yield Entry(node.line, form.actor(node))
            elif isinstance(event, (yaml.ScalarEvent, yaml.MappingStartEvent, yaml.AliasEvent)):
                raise form.wrong(event.start_mark.line + 1, "the file is not a list of actors", "begin every actor with `- name: ...`")
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise form.wrong(line, "the file is not YAML", error.problem or "mend that line") from error
    except yaml.reader.ReaderError as error:
        stream.seek(0)
        line = stream.read(error.position).count(b"\n") + 1
        raise form.wrong(line, "the file is not YAML in UTF-8", f"mend the sign there ({error.reason})") from error


def _nodes(events: Iterator[Event], form: _Form, depth: int) -> Iterator[Node]:
    """The items of a sequence or, keys and values in turn, of a mapping, up to its end."""
    from yaml import AliasEvent, MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent

    for event in events:
        if isinstance(event, (SequenceEndEvent, MappingEndEvent)):
            return
        line = event.start_mark.line + 1
        if isinstance(event, AliasEvent):
            raise form.wrong(line, "the file refers to another place in itself (*)", "write the value out")
        if depth > _DEPTH:
            raise form.wrong(line, "the file is nested too deeply", "an actor holds lists, and a role its parts")
        if isinstance(event, ScalarEvent):
            yield Node(line, event.value)
        elif isinstance(event, SequenceStartEvent):
            yield Node(line, list(_nodes(events, form, depth + 1)))
        elif isinstance(event, MappingStartEvent):
            yield Node(line, _pairs(list(_nodes(events, form, depth + 1)), form))


def _pairs(nodes: list[Node], form: _Form) -> dict[str, Node]:
    found: dict[str, Node] = {}
    for key, value in zip(nodes[::2], nodes[1::2], strict=True):
        if not isinstance(key.value, str):
            raise form.wrong(key.line, "a key is no text", "write `key: value`")
        if key.value in found:
            raise form.wrong(key.line, f"a key stands twice: {key.value!r}", "keep one of the two")
        found[key.value] = Node(key.line, value.value) if isinstance(value.value, str) else value
    return found


# --- CSV -----------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Rows:
    """The rows of one actor in a CSV file, gathered: further rows of the same name add to the first."""

    line: int
    cells: dict[str, str] = field(default_factory=dict)
    lists: dict[str, list[Node]] = field(default_factory=dict)

    def node(self) -> Node:
        """The actor as YAML would have it."""
        cells: dict[str, Node] = {key: Node(self.line, value) for key, value in self.cells.items() if key != "wikidata"}
        ids: dict[str, Node] = {"wikidata": Node(self.line, self.cells["wikidata"])} if "wikidata" in self.cells else {}
        return Node(self.line, {**cells, **{key: Node(self.line, nodes) for key, nodes in self.lists.items()}, "ids": Node(self.line, ids)})


def _csv(stream: BinaryIO, name: str) -> Iterator[Entry]:
    form = _Form(name)
    rows = csv.DictReader(io.TextIOWrapper(stream, encoding="utf-8-sig", newline=""))
    try:
        columns = rows.fieldnames or []
        odd = next((column for column in columns if column not in _COLUMNS), None)
        if odd is not None or not {"name", "kind"} <= set(columns) or len(set(columns)) < len(columns):
            what = f"no such column: {odd!r}" if odd is not None else "the columns name and kind must be there, and each column once"
            raise form.wrong(1, what, f"columns: {', '.join(_COLUMNS)}, separated by commas")
        gathered: dict[str, _Rows] = {}
        for row in rows:
            if None in row or None in row.values():
                raise form.wrong(rows.line_num, "a row has more or fewer cells than there are columns", "put cells with commas into marks")
            _gather(gathered, {key: value.strip() for key, value in row.items()}, rows.line_num, form)
    except csv.Error as error:
        raise form.wrong(rows.line_num, "the file is not CSV", str(error)) from error
    for one in gathered.values():
        yield Entry(one.line, form.actor(one.node()))


def _gather(gathered: dict[str, _Rows], row: dict[str, str], line: int, form: _Form) -> None:
    known = gathered.setdefault(row["name"], _Rows(line))
    for key in _ONCE:
        value = row.get(key, "")
        if value and known.cells.setdefault(key, value) != value:
            raise form.wrong(line, f"another {key} than before (line {known.line}): {value!r}", "write the same, or leave it empty")
    for key in LISTS:
        known.lists.setdefault(key, []).extend(Node(line, part) for part in row.get(key, "").split(";") if part.strip())
    role = {key: Node(line, row[key]) for key in ROLE_KEYS if row.get(key)}
    if role:
        known.lists.setdefault("roles", []).append(Node(line, role))
