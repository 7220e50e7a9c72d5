"""Imported statements as events: what people coded elsewhere, ready to be counted beside the codings of the ledger.

They count as judged, but for those that a reviewer rejected here. The same coding in two imports (copies of one project)
is one event; what differs in anything is two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, select

from wortlaut.records import DataType, Document, Entity, Event, Events, Value, Variable, Verdict, dna
from wortlaut.store import decisions, imported
from wortlaut.store.put import chunks, stretch_of
from wortlaut.store.tables import ARTICLES


def events(connection: Connection) -> Events:
    """All statements of the standing imports, of every type, with their variables, documents and entities."""
    imports = tuple(imported.standing(connection))
    variables = _Variables(imports)
    rows: list[Event] = []
    seen: set[tuple[object, ...]] = set()
    for one in imports:
        rejected = _rejected(connection, one)
        for key, event in _events(one, variables, rejected):
            if key not in seen:
                seen.add(key)
                rows.append(event)
    documents = {document.id: document for one in imports for document in _documents(one)}
    return Events(variables.all(), tuple(rows), tuple(documents.values()), tuple(_entities(imports, variables)))


class _Variables:
    """The variables of all types and files: one per name and kind; where a name has two kinds, the later one says its kind."""

    def __init__(self, imports: Iterable[dna.Import]) -> None:
        self._names: dict[tuple[str, DataType], str] = {}
        for one in imports:
            for variable in one.file.variables:
                kind = DataType(variable.data_type)
                taken = variable.name in self._names.values()
                self._names.setdefault((variable.name, kind), f"{variable.name} ({kind})" if taken else variable.name)

    def all(self) -> tuple[Variable, ...]:
        """Every variable, in the order met."""
        return tuple(Variable(name, kind) for (_, kind), name in self._names.items())

    def name(self, variable: dna.Variable) -> str:
        """What a variable of a file is called among all."""
        return self._names[variable.name, DataType(variable.data_type)]


def _events(one: dna.Import, variables: _Variables, rejected: frozenset[int]) -> Iterator[tuple[tuple[object, ...], Event]]:
    file = one.file
    articles, statements = dict(one.articles), dict(one.statements)
    types = {kind.id: kind.label for kind in file.statement_types}
    coders = {coder.id: coder.name for coder in file.coders}
    moments = {document.id: dna.moment(document.date).isoformat() for document in file.documents}
    own = {kind: {v.name: variables.name(v) for v in file.variables if v.type == kind} for kind in types}
    said = file.values()
    names = [variable.name for variable in variables.all()]
    for row in file.statements:
        if row.id in rejected:
            continue
        named = {own[row.type][name]: value for name, value in said[row.id].items()}
        values: tuple[Value, ...] = tuple(named.get(name) for name in names)
        document = articles.get(row.document, f"{one.id}#{row.document}")
        event = Event(
            id=f"{one.id}#{row.id}",
            document=document,
            values=values,
            when=moments[row.document],
            statement_type=types[row.type],
            statement=statements.get(row.id, str(row.id)),
        )
        yield (document, row.start, row.stop, types[row.type], coders[row.coder], moments[row.document], values), event


def _documents(one: dna.Import) -> Iterator[Document]:
    articles = dict(one.articles)
    for row in one.file.documents:
        yield Document(articles.get(row.id, f"{one.id}#{row.id}"), row.title, row.author, row.source, row.section, row.type)


def _entities(imports: Iterable[dna.Import], variables: _Variables) -> Iterator[Entity]:
    """The values that name something, once each, with the attributes and colour of the first import that has them."""
    seen: set[tuple[str, str]] = set()
    for one in imports:
        owners = {variable.id: variables.name(variable) for variable in one.file.variables}
        attributes = {attribute.id: attribute.name for attribute in one.file.attribute_variables}
        having: dict[int, list[tuple[str, str]]] = {}
        for value in one.file.attribute_values:
            having.setdefault(value.entity, []).append((attributes[value.attribute], value.value))
        for entity in one.file.entities:
            key = (owners[entity.variable], entity.value)
            if not entity.value or key in seen:
                continue
            seen.add(key)
            color = None
            if entity.red is not None and entity.green is not None and entity.blue is not None:
                color = f"#{entity.red:02x}{entity.green:02x}{entity.blue:02x}"
            yield Entity(*key, tuple(having.get(entity.id, ())), color)


def _rejected(connection: Connection, one: dna.Import) -> frozenset[int]:
    """The statements of an import whose newest judgement is a rejection."""
    articles = dict(one.articles)
    digests: dict[str, str] = {}
    for ids in chunks(articles.values()):
        question = select(ARTICLES.c.id, ARTICLES.c.text_digest).where(ARTICLES.c.id.in_(ids))
        digests.update((row.id, row.text_digest) for row in connection.execute(question))
    verdicts, _ = decisions.standing(connection, sorted(set(digests.values())))
    coded = dict(one.statements)
    found: set[int] = set()
    for row in one.file.statements:
        if row.id in coded:
            judgement = verdicts.get((digests[articles[row.document]], stretch_of(((row.start, row.stop),))))
            if judgement is not None and judgement.verdict is Verdict.REJECT:
                found.add(row.id)
    return frozenset(found)
