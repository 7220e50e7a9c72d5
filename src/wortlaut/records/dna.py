"""The rows of a `.dna` file, the data base of the Discourse Network Analyzer 3, one record per table.

Use it as a module: `from wortlaut.records import dna`, then `dna.File`, `dna.Statement`. Fields stand in the order of the
columns, which `wortlaut.records.dna_tables` describes. Offsets of statements count code points here, as everywhere in
Wortlaut; `Utf16` converts them at the border, where DNA counts UTF-16 code units.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from operator import attrgetter

from wortlaut.records.identity import content_id
from wortlaut.records.study import DataType, Value

_WIDE = re.compile("[\U00010000-\U0010ffff]")
_EPOCH = datetime(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Setting:
    """A property of the file: `version` and `date` of the DNA that made it."""

    property: str
    value: str


@dataclass(frozen=True, slots=True)
class Coder:
    """Somebody who codes: colour, settings of the screen, hash of the password, and sixteen permissions in the order of the columns."""

    id: int
    name: str
    red: int
    green: int
    blue: int
    refresh: int
    font_size: int
    password: str
    popup_width: int | None
    color_by_coder: int
    popup_decoration: int
    popup_auto_complete: int
    add_documents: int
    edit_documents: int
    delete_documents: int
    import_documents: int
    add_statements: int
    edit_statements: int
    delete_statements: int
    edit_attributes: int
    edit_regex: int
    edit_statement_types: int
    edit_coders: int
    edit_coder_relations: int
    view_others_documents: int
    edit_others_documents: int
    view_others_statements: int
    edit_others_statements: int


@dataclass(frozen=True, slots=True)
class CoderRelation:
    """What one coder may see and change of another's work."""

    id: int
    coder: int
    other_coder: int
    view_statements: int
    edit_statements: int
    view_documents: int
    edit_documents: int


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its metadata; `date` is in seconds since 1970, the wall clock taken as UTC."""

    id: int
    title: str
    text: str
    coder: int
    author: str
    source: str
    section: str
    notes: str
    type: str
    date: int


@dataclass(frozen=True, slots=True)
class StatementType:
    """A form that statements fill in; its fields are the variables of the type."""

    id: int
    label: str
    red: int
    green: int
    blue: int


@dataclass(frozen=True, slots=True)
class Variable:
    """A field of a statement type."""

    id: int
    name: str
    data_type: str
    type: int


@dataclass(frozen=True, slots=True)
class VariableLink:
    """A pair of variables; DNA makes the table and never reads it."""

    id: int
    source: int
    target: int


@dataclass(frozen=True, slots=True)
class Regex:
    """A search pattern that DNA colours in texts."""

    pattern: str
    red: int
    green: int
    blue: int


@dataclass(frozen=True, slots=True)
class Statement:
    """A coded stretch `[start, stop)` of a document's text, in code points."""

    id: int
    type: int
    document: int
    start: int
    stop: int
    coder: int


@dataclass(frozen=True, slots=True)
class BooleanValue:
    """The value of a boolean variable in a statement, 0 or 1."""

    id: int
    statement: int
    variable: int
    value: int


@dataclass(frozen=True, slots=True)
class IntegerValue:
    """The value of an integer variable in a statement."""

    id: int
    statement: int
    variable: int
    value: int


@dataclass(frozen=True, slots=True)
class ShortTextValue:
    """The value of a short-text variable in a statement: one of the entities of that variable."""

    id: int
    statement: int
    variable: int
    entity: int


@dataclass(frozen=True, slots=True)
class LongTextValue:
    """The value of a long-text variable in a statement."""

    id: int
    statement: int
    variable: int
    value: str | None


@dataclass(frozen=True, slots=True)
class Entity:
    """A value that a short-text variable can take, with its colour and the entity it is grouped under."""

    id: int
    variable: int
    value: str
    red: int | None
    green: int | None
    blue: int | None
    child_of: int | None


@dataclass(frozen=True, slots=True)
class AttributeVariable:
    """A property that the entities of a variable have."""

    id: int
    variable: int
    name: str


@dataclass(frozen=True, slots=True)
class AttributeValue:
    """The value of a property of an entity."""

    id: int
    entity: int
    attribute: int
    value: str


MISSING: dict[DataType, Value] = {DataType.BOOLEAN: False, DataType.INTEGER: 0, DataType.SHORT_TEXT: "", DataType.LONG_TEXT: ""}
"""What DNA writes where a statement has no value."""

Row = (
    Setting
    | Coder
    | CoderRelation
    | Document
    | StatementType
    | Variable
    | VariableLink
    | Regex
    | Statement
    | BooleanValue
    | IntegerValue
    | ShortTextValue
    | LongTextValue
    | Entity
    | AttributeVariable
    | AttributeValue
)
"""A row of any table."""

_CELLS = {row: attrgetter(*(field.name for field in fields(row))) for row in Row.__args__}


def cells(row: Row) -> tuple[str | int | None, ...]:
    """What stands in the columns of a row, in their order."""
    found: tuple[str | int | None, ...] = _CELLS[type(row)](row)
    return found


@dataclass(frozen=True, slots=True)
class File:
    """All rows of a `.dna` file, every table in the order of its rows."""

    settings: tuple[Setting, ...] = ()
    coders: tuple[Coder, ...] = ()
    coder_relations: tuple[CoderRelation, ...] = ()
    documents: tuple[Document, ...] = ()
    statement_types: tuple[StatementType, ...] = ()
    variables: tuple[Variable, ...] = ()
    variable_links: tuple[VariableLink, ...] = ()
    regexes: tuple[Regex, ...] = ()
    statements: tuple[Statement, ...] = ()
    booleans: tuple[BooleanValue, ...] = ()
    integers: tuple[IntegerValue, ...] = ()
    entities: tuple[Entity, ...] = ()
    short_texts: tuple[ShortTextValue, ...] = ()
    long_texts: tuple[LongTextValue, ...] = ()
    attribute_variables: tuple[AttributeVariable, ...] = ()
    attribute_values: tuple[AttributeValue, ...] = ()

    @property
    def version(self) -> str:
        """The version of DNA that the file says it was made by; empty if it says none."""
        return next((one.value for one in self.settings if one.property == "version"), "")

    def values(self) -> dict[int, dict[str, Value]]:
        """What every statement says, by its id and the names of the variables of its type; a missing row counts as a missing value."""
        named: dict[int, dict[str, Value]] = {one.id: {} for one in self.statement_types}
        for variable in self.variables:
            named[variable.type][variable.name] = MISSING[DataType(variable.data_type)]
        found = {one.id: dict(named[one.type]) for one in self.statements}
        names = {variable.id: variable.name for variable in self.variables}
        entities = {entity.id: entity.value for entity in self.entities}
        for boolean in self.booleans:
            found[boolean.statement][names[boolean.variable]] = bool(boolean.value)
        for integer in self.integers:
            found[integer.statement][names[integer.variable]] = integer.value
        for short in self.short_texts:
            found[short.statement][names[short.variable]] = entities[short.entity]
        for long in self.long_texts:
            found[long.statement][names[long.variable]] = long.value or ""
        return found


@dataclass(frozen=True, slots=True)
class Import:
    """A `.dna` file as the ledger keeps it: its rows, and which article and statement of the ledger each document and statement became.

    `id` hashes the rows, so the same content is the same import. `replaces` is the earlier import that this one stands in
    for. A document without text became no article, a statement of a type without person and organization no statement of the
    ledger, so neither is in the pairs.
    """

    id: str
    source: str
    at: str
    file: File
    replaces: str | None = None
    articles: tuple[tuple[int, str], ...] = ()
    statements: tuple[tuple[int, str], ...] = ()

    @staticmethod
    def id_of(file: File) -> str:
        """The id of the import of these rows."""
        said: list[object] = []
        for table in fields(File):
            for row in getattr(file, table.name):
                said.append(type(row).__name__)
                said.extend(cells(row))
        return content_id("d", *said)


# --- positions and days --------------------------------------------------------------------------------------


class Utf16:
    """Positions in one text: code points, which Wortlaut counts, and UTF-16 code units, which DNA counts.

    In "a😀b" the letter b stands at code point 2 and at code unit 3; no code point begins at code unit 2.
    """

    def __init__(self, text: str) -> None:
        wide = [] if text.isascii() else [found.start() for found in _WIDE.finditer(text)]
        self._points = wide
        self._units = [point + number for number, point in enumerate(wide)]

    def units(self, point: int) -> int:
        """The code unit at which this code point begins."""
        return point + bisect_left(self._points, point)

    def point(self, unit: int) -> int | None:
        """The code point that begins at this code unit; None inside a character of two units."""
        before = bisect_left(self._units, unit)
        if before and self._units[before - 1] + 1 == unit:
            return None
        return unit - before


def moment(date: int) -> datetime:
    """The wall clock of a document's date, without a zone; raises OverflowError outside the years 1 to 9999."""
    return _EPOCH + timedelta(seconds=date)


def seconds(day: str) -> int:
    """The date of a document that stands at the beginning of an ISO day."""
    return int((datetime.fromisoformat(day) - _EPOCH).total_seconds())
