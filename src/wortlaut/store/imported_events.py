"""Imported statements as events: what people coded elsewhere, ready to be counted beside the codings of the ledger.

They count as judged, but for those that a reviewer rejected here and those of the machine. The same coding in two imports
(copies of one project), or in the ledger and in an export of it that came back, is one event; what differs in anything is two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy import Connection

from wortlaut.records import Coding, DataType, Document, Entity, Event, Events, Value, Variable, Verdict, digest_text, dna
from wortlaut.store import codebooks, codings, decisions, imported
from wortlaut.store.put import stretch_of


def events(connection: Connection) -> Events:
    """All statements of the standing imports, of every type, with their variables, documents and entities."""
    imports = tuple(imported.standing(connection))
    variables = _Variables(imports)
    rows: list[Event] = []
    seen: set[tuple[object, ...]] = set()
    for one in imports:
        for key, event in _events(one, variables, _not_counted(connection, one)):
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


def _events(one: dna.Import, variables: _Variables, not_counted: frozenset[int]) -> Iterator[tuple[tuple[object, ...], Event]]:
    file = one.file
    articles, statements = dict(one.articles), dict(one.statements)
    types = {kind.id: kind.label for kind in file.statement_types}
    coders = {coder.id: coder.name for coder in file.coders}
    moments = {document.id: dna.moment(document.date).isoformat() for document in file.documents}
    own = {kind: {v.name: variables.name(v) for v in file.variables if v.type == kind} for kind in types}
    said = file.values()
    names = [variable.name for variable in variables.all()]
    for row in file.statements:
        if row.id in not_counted:
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


# --- what does not count ------------------------------------------------------------------------------------


def _not_counted(connection: Connection, one: dna.Import) -> frozenset[int]:
    """Statements of the machine, statements whose newest judgement is a rejection, and copies of codings of this ledger."""
    digests = {document.id: digest_text(document.text) for document in one.file.documents}
    known = sorted(set(digests.values()))
    verdicts, _ = decisions.standing(connection, known)
    coded = codings.standing(connection, known)
    labels = _labels(connection)
    coders = {coder.id: coder.name for coder in one.file.coders}
    said = one.file.values()
    found: set[int] = set()
    for row in one.file.statements:
        place = (digests[row.document], stretch_of(((row.start, row.stop),)))
        judgement = verdicts.get(place)
        rejected = judgement is not None and judgement.verdict is Verdict.REJECT
        coder = coders[row.coder]
        if rejected or coder == dna.MACHINE or _is_copy(said[row.id], coded.get(place, codings.Standing()).people.get(coder, {}), labels):
            found.add(row.id)
    return frozenset(found)


def _labels(connection: Connection) -> dict[str, tuple[str, float]]:
    """Label of every concept there was, and the middle of the scale, by codebook version and concept."""
    return {
        f"{codebook.version} {concept.id}": (concept.label(), (codebook.scale[0] + codebook.scale[-1]) / 2)
        for codebook in (adoption.codebook for adoption in codebooks.adoptions(connection))
        for concept in codebook.concepts
    }


def _is_copy(said: Mapping[str, Value], own: Mapping[str | None, Coding], labels: Mapping[str, tuple[str, float]]) -> bool:
    """Whether the coder coded the same concept on the same side here."""
    for coding in own.values():
        label, middle = labels.get(f"{coding.codebook} {coding.concept}", (coding.concept, 0.0))
        if said.get("concept") == label and coding.agreement is not None and coding.agreement != middle:
            return said.get("agreement") in (coding.agreement > middle, "agree" if coding.agreement > middle else "disagree")
    return False
