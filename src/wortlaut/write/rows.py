"""Rows of a `.dna` file under construction: what is there keeps its ids, what is added gets the next free ones.

DNA wants more than what somebody coded: a row per variable of every statement, an empty entity per short-text variable,
a row per attribute of every entity, a row per ordered pair of coders. All of that is added here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from typing import TypeVar

from wortlaut.records import DataType, Value, dna

R = TypeVar("R", dna.Coder, dna.Document, dna.VariableLink)

Color = tuple[int, int, int]
"""Red, green, blue, 0 to 255 each."""


class Rows:
    """The tables of a file, growing."""

    def __init__(self, file: dna.File) -> None:
        self._file = file
        self.coders = list(file.coders)
        self.documents = list(file.documents)
        self.types = list(file.statement_types)
        self.links = list(file.variable_links)
        self.regexes = list(file.regexes)
        self._relations = list(file.coder_relations)
        self._statements = list(file.statements)
        self._variables = list(file.variables)
        self._entities = list(file.entities)
        self._attributes = list(file.attribute_variables)
        self._attributed = list(file.attribute_values)
        self._booleans = list(file.booleans)
        self._integers = list(file.integers)
        self._short_texts = list(file.short_texts)
        self._long_texts = list(file.long_texts)
        self._next = {table.name: _free(getattr(file, table.name)) for table in fields(file)}
        self._entity_ids = {(entity.variable, entity.value): entity.id for entity in file.entities}
        self._attribute_index = {(value.entity, value.attribute): index for index, value in enumerate(file.attribute_values)}
        self._entity_index = {entity.id: index for index, entity in enumerate(file.entities)}

    def file(self) -> dna.File:
        """The file as it stands."""
        return dna.File(
            settings=self._file.settings,
            coders=tuple(self.coders),
            coder_relations=tuple(self._relations),
            documents=tuple(self.documents),
            statement_types=tuple(self.types),
            variables=tuple(self._variables),
            variable_links=tuple(self.links),
            regexes=tuple(self.regexes),
            statements=tuple(self._statements),
            booleans=tuple(self._booleans),
            integers=tuple(self._integers),
            entities=tuple(self._entities),
            short_texts=tuple(self._short_texts),
            long_texts=tuple(self._long_texts),
            attribute_variables=tuple(self._attributes),
            attribute_values=tuple(self._attributed),
        )

    def take(self, table: str) -> int:
        """The next free id of a table."""
        self._next[table] += 1
        return self._next[table] - 1

    # --- coders ----------------------------------------------------------------------------------------------

    def add_coder(self, coder: dna.Coder) -> int:
        """A new coder who sees and may change the work of all others, and they his; returns the id."""
        new = replace(coder, id=self.take("coders"))
        self.coders.append(new)
        for other in self.coders[:-1]:
            self.relate(new.id, other.id)
            self.relate(other.id, new.id)
        return new.id

    def relate(self, coder: int, other: int, may: tuple[int, int, int, int] = (1, 1, 1, 1)) -> None:
        """Set what one coder may see and change of another's statements and documents."""
        for index, row in enumerate(self._relations):
            if (row.coder, row.other_coder) == (coder, other):
                self._relations[index] = dna.CoderRelation(row.id, coder, other, *may)
                return
        self._relations.append(dna.CoderRelation(self.take("coder_relations"), coder, other, *may))

    # --- types, variables, entities --------------------------------------------------------------------------

    def add_type(self, label: str, color: Color, variables: Iterable[tuple[str, DataType]]) -> int:
        """A new statement type with its variables; returns the id."""
        new = dna.StatementType(self.take("statement_types"), label, *color)
        self.types.append(new)
        self._variables.extend(dna.Variable(self.take("variables"), name, kind, new.id) for name, kind in variables)
        return new.id

    def variables(self, type_id: int) -> dict[str, dna.Variable]:
        """The variables of a type by name."""
        return {variable.name: variable for variable in self._variables if variable.type == type_id}

    def add_attribute(self, variable: int, name: str) -> int:
        """The id of an attribute of a variable, which is added if it is not there; entities without it get it empty at the end."""
        for row in self._attributes:
            if (row.variable, row.name) == (variable, name):
                return row.id
        self._attributes.append(dna.AttributeVariable(self.take("attribute_variables"), variable, name))
        return self._attributes[-1].id

    def has_entity(self, variable: int, value: str) -> bool:
        """Whether the variable has this value."""
        return (variable, value) in self._entity_ids

    def entity(self, variable: int, value: str, color: tuple[int | None, int | None, int | None] = (0, 0, 0)) -> int:
        """The id of a value of a variable, which is added if it is not there."""
        key = (variable, value)
        if key not in self._entity_ids:
            new = dna.Entity(self.take("entities"), variable, value, *color, None)
            self._entity_ids[key] = new.id
            self._entity_index[new.id] = len(self._entities)
            self._entities.append(new)
        return self._entity_ids[key]

    def group(self, entity: int, above: int) -> None:
        """Put an entity under another."""
        index = self._entity_index[entity]
        self._entities[index] = replace(self._entities[index], child_of=above)

    def describe(self, entity: int, attribute: int, value: str) -> bool:
        """Give an entity a value of an attribute unless it has one; False if it has another one, which stays."""
        index = self._attribute_index.get((entity, attribute))
        if index is None:
            self._attribute_index[entity, attribute] = len(self._attributed)
            self._attributed.append(dna.AttributeValue(self.take("attribute_values"), entity, attribute, value))
            return True
        there = self._attributed[index]
        if not there.value:
            self._attributed[index] = replace(there, value=value)
        return there.value in ("", value) or not value

    # --- statements ------------------------------------------------------------------------------------------

    def add_statement(self, type_id: int, document: int, start: int, stop: int, coder: int, values: Mapping[str, Value]) -> int:
        """A new statement with a row for every variable of its type, values by name; returns the id."""
        key = self.take("statements")
        self._statements.append(dna.Statement(key, type_id, document, start, stop, coder))
        for variable in self.variables(type_id).values():
            self._add_value(key, variable, values.get(variable.name))
        return key

    def _add_value(self, statement: int, variable: dna.Variable, value: Value) -> None:
        kind = DataType(variable.data_type)
        if kind is DataType.BOOLEAN:
            self._booleans.append(dna.BooleanValue(self.take("booleans"), statement, variable.id, int(value or 0)))
        elif kind is DataType.INTEGER:
            self._integers.append(dna.IntegerValue(self.take("integers"), statement, variable.id, int(value or 0)))
        elif kind is DataType.SHORT_TEXT:
            entity = self.entity(variable.id, str(value or ""))
            self._short_texts.append(dna.ShortTextValue(self.take("short_texts"), statement, variable.id, entity))
        else:
            self._long_texts.append(dna.LongTextValue(self.take("long_texts"), statement, variable.id, str(value or "")))

    def complete(self, types: Iterable[int]) -> None:
        """Add the empty entities of the short-text variables of these types, and the empty attributes of all their entities."""
        wanted = set(types)
        variables = {variable.id for variable in self._variables if variable.type in wanted and variable.data_type == DataType.SHORT_TEXT}
        for variable in sorted(variables):
            self.entity(variable, "")
        attributes: dict[int, list[int]] = {}
        for attribute in self._attributes:
            attributes.setdefault(attribute.variable, []).append(attribute.id)
        for entity in self._entities:
            if entity.variable in variables:
                for attribute_id in attributes.get(entity.variable, ()):
                    self.describe(entity.id, attribute_id, "")


def _free(rows: Sequence[dna.Row]) -> int:
    """The first id above all that are taken; for tables without ids it does not matter."""
    return max((getattr(row, "id", 0) for row in rows), default=0) + 1
