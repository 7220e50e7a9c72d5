"""Several imported `.dna` files as one: the first keeps its rows and ids, the others are added to it.

Rows that say the same are one: coders, documents, statement types with the same variables, entities, regexes, and
statements coded by the same coder on the same words with the same values. The others get new ids. Where two files give
one entity two colours or attributes, the first stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from wortlaut.records import DataType, Value, dna
from wortlaut.write.rows import Rows


@dataclass(frozen=True, slots=True)
class Merged:
    """The rows of all imports in one file, the document of every article, and what the merging means for a reader of the file."""

    rows: Rows
    documents: tuple[tuple[str, int], ...]
    notes: tuple[str, ...]


def merge(imports: Sequence[dna.Import]) -> Merged:
    """Merge at least one import; a single one stays as it is."""
    first, *others = imports
    rows = Rows(first.file)
    documents = [(article, document) for document, article in first.articles]
    notes: list[str] = []
    coded = {content for _, _, content in _coded(first.file)}
    for other in others:
        merging = _Merging(rows, other.file, coded)
        merging.run()
        documents += [(article, merging.documents[document]) for document, article in other.articles]
        notes += [f"{other.source} ({other.id}) was added to {first.source}: its rows have new ids", *merging.notes()]
    return Merged(rows, tuple(dict(reversed(documents)).items()), tuple(notes))


_Content = tuple[object, ...]
"""What a statement says, in words that mean the same in every file."""


def _coded(file: dna.File) -> Iterator[tuple[dna.Statement, dict[str, Value], _Content]]:
    """Every statement with its values and its content."""
    documents = {one.id: dna.cells(replace(one, id=0, coder=0)) for one in file.documents}
    coders = {one.id: dna.cells(replace(one, id=0)) for one in file.coders}
    types = {one.id: one.label for one in file.statement_types}
    said = file.values()
    for row in file.statements:
        values = said[row.id]
        content = (documents[row.document], row.start, row.stop, coders[row.coder], types[row.type], tuple(sorted(values.items())))
        yield row, values, content


class _Merging:
    """One file on its way into the rows of others: which id every row gets."""

    def __init__(self, rows: Rows, file: dna.File, coded: set[_Content]) -> None:
        self._rows = rows
        self._file = file
        self._coded = coded
        self._coders: dict[int, int] = {}
        self._types: dict[int, int] = {}
        self._variables: dict[int, int] = {}
        self._same = 0
        self._other = 0
        self.documents: dict[int, int] = {}

    def run(self) -> None:
        """Add everything, in the order in which rows point to each other."""
        self._add_coders()
        self._add_types()
        self._add_documents()
        self._add_regexes()
        self._add_entities()
        self._add_statements()
        self._rows.complete(self._types.values())

    def notes(self) -> tuple[str, ...]:
        """What a reader of the merged file should know."""
        same = f"{self._same} of its statements stand in an earlier file already and are written once" if self._same else ""
        other = f"{self._other} attributes and regexes differ between the files; those of the earlier file stand" if self._other else ""
        return tuple(note for note in (same, other) if note)

    def _add_coders(self) -> None:
        there = {dna.cells(replace(coder, id=0)): coder.id for coder in self._rows.coders}
        for coder in self._file.coders:
            known = there.get(dna.cells(replace(coder, id=0)))
            self._coders[coder.id] = known if known is not None else self._rows.add_coder(coder)
        new = set(self._coders.values()) - set(there.values())
        for relation in self._file.coder_relations:
            one, other = self._coders[relation.coder], self._coders[relation.other_coder]
            if one != other and (one in new or other in new):
                may = (relation.view_statements, relation.edit_statements, relation.view_documents, relation.edit_documents)
                self._rows.relate(one, other, may)

    def _add_types(self) -> None:
        there = {(kind.label, _form(self._rows.variables(kind.id))): kind.id for kind in self._rows.types}
        for kind in self._file.statement_types:
            own = {variable.name: variable for variable in self._file.variables if variable.type == kind.id}
            key = (kind.label, _form(own))
            if key not in there:
                color = (kind.red, kind.green, kind.blue)
                there[key] = self._rows.add_type(kind.label, color, [(name, DataType(one.data_type)) for name, one in own.items()])
            self._types[kind.id] = there[key]
            target = self._rows.variables(there[key])
            self._variables.update((one.id, target[name].id) for name, one in own.items())
        linked = {(link.source, link.target) for link in self._rows.links}
        for link in self._file.variable_links:
            pair = (self._variables[link.source], self._variables[link.target])
            if pair not in linked:
                self._rows.links.append(dna.VariableLink(self._rows.take("variable_links"), *pair))

    def _add_documents(self) -> None:
        there = {dna.cells(replace(one, id=0, coder=0)): one.id for one in self._rows.documents}
        for document in self._file.documents:
            key = dna.cells(replace(document, id=0, coder=0))
            if key not in there:
                there[key] = self._rows.take("documents")
                self._rows.documents.append(replace(document, id=there[key], coder=self._coders[document.coder]))
            self.documents[document.id] = there[key]

    def _add_regexes(self) -> None:
        there = {regex.pattern: regex for regex in self._rows.regexes}
        for regex in self._file.regexes:
            self._other += there.setdefault(regex.pattern, regex) != regex
        self._rows.regexes[:] = there.values()

    def _add_entities(self) -> None:
        own: dict[int, int] = {}
        new: set[int] = set()
        for entity in self._file.entities:
            variable = self._variables[entity.variable]
            is_new = not self._rows.has_entity(variable, entity.value)
            own[entity.id] = self._rows.entity(variable, entity.value, (entity.red, entity.green, entity.blue))
            if is_new:
                new.add(entity.id)
        for entity in self._file.entities:
            if entity.id in new and entity.child_of is not None:
                self._rows.group(own[entity.id], own[entity.child_of])
        attributes = {one.id: self._rows.add_attribute(self._variables[one.variable], one.name) for one in self._file.attribute_variables}
        for value in self._file.attribute_values:
            self._other += not self._rows.describe(own[value.entity], attributes[value.attribute], value.value)

    def _add_statements(self) -> None:
        for row, values, content in _coded(self._file):
            if content in self._coded:
                self._same += 1
                continue
            self._coded.add(content)
            place = (self._types[row.type], self.documents[row.document], row.start, row.stop, self._coders[row.coder])
            self._rows.add_statement(*place, values)


def _form(variables: dict[str, dna.Variable]) -> frozenset[tuple[str, str]]:
    """Names and kinds of the variables of a type: two types with the same ones are one."""
    return frozenset((name, variable.data_type) for name, variable in variables.items())
