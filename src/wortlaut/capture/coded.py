"""From the rows of `.dna` files to articles and statements of a ledger: what people coded in DNA, as the ledger shows it.

A document becomes a capture and an article whose every line is body; a statement of a type with a person or an
organization becomes a statement on the same words. Everything else of the file the ledger keeps as rows. Pure: nothing
is read or written here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from wortlaut.records import (
    Actor,
    ActorKind,
    Article,
    Capture,
    ChainStep,
    Given,
    Hand,
    How,
    Interval,
    Kind,
    Label,
    Line,
    MediaType,
    Problem,
    Producer,
    Quotation,
    Reading,
    Reason,
    Resolution,
    SourceKind,
    Stage,
    Statement,
    content_id,
    digest_text,
    dna,
)

PERSONS, ORGANIZATION = ("person", "speaker"), "organization"
"""The variables that name who speaks: in DNA's own statement type and in that which Wortlaut writes beside it."""

KIND = "kind"
"""The variable in which an export of Wortlaut keeps the kind of a quotation."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a file becomes: the import with its pairs, and the readings of every article it touches."""

    imported: dna.Import
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Returned:
    """An article of the ledger that comes back in a file, with the ids of its statements."""

    article: Article
    statements: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Coded:
    """A statement of a file with those it names and, where the file tells it, the kind of the quotation."""

    row: dna.Statement
    person: str
    organization: str
    kind: Kind | None


def take(
    file: dna.File,
    source: str,
    at: str,
    earlier: Sequence[dna.Import] = (),
    replaces: dna.Import | None = None,
    returned: Mapping[int, Returned] | None = None,
) -> Taken:
    """Make the import of a file and the readings it leads to.

    The same document may stand in several files, as it does where each coder has a copy: it is one article, and its
    statements are those of this file and of the `earlier` ones that still stand, without those of the import it `replaces`.
    Documents that are `returned` stay the articles they were made of.
    """
    returned = returned or {}
    own = {document.id: _article(document, source, at) for document in file.documents if document.id not in returned}
    imported = _imported(file, source, at, {key: article for key, (_, article) in own.items() if article is not None}, returned)
    touched = {capture.id: (capture, article) for capture, article in own.values()}
    if replaces is not None:
        imported = replace(imported, replaces=replaces.id)
        was = dict(replaces.articles)
        for document in replaces.file.documents:
            capture, article = _article(document, replaces.source, at)
            if article is None or was[document.id] == article.id:
                touched.setdefault(capture.id, (capture, article))
    coded = _by_article([*earlier, imported])
    readings = tuple(
        _reading(capture, article, coded.get(article.id, ()), file.version) if article is not None else _without_text(capture)
        for capture, article in touched.values()
    )
    return Taken(imported, readings)


def _imported(file: dna.File, source: str, at: str, articles: dict[int, Article], returned: Mapping[int, Returned]) -> dna.Import:
    """The import with the articles of its documents and the statements of its statements."""
    places = articles | {document: one.article for document, one in returned.items()}
    statements: list[tuple[int, str]] = []
    for row in (one.row for one in _statements(file) if one.row.document in places):
        article = places[row.document]
        key = Quotation.id_of(article.id, (article.span(row.start, row.stop),))
        if row.document in articles or key in returned[row.document].statements:
            statements.append((row.id, key))
    pairs = tuple((document.id, places[document.id].id) for document in file.documents if document.id in places)
    return dna.Import(dna.Import.id_of(file), source, at, file, articles=pairs, statements=tuple(statements))


# --- documents -----------------------------------------------------------------------------------------------


def _article(document: dna.Document, source: str, at: str) -> tuple[Capture, Article | None]:
    """The capture of a document and its article; none where there is no text."""
    day = dna.moment(document.date).date().isoformat()
    authors = (document.author,) if document.author else ()
    given = Given(document.id, title=document.title or None, outlet=document.source or None, published=day, authors=authors)
    data = document.text.encode("utf-8")
    capture = Capture.of(f"{source}#{document.id}", data, MediaType.TEXT, "utf-8", "a .dna file", at, given)
    if not document.text.strip():
        return capture, None
    digest = digest_text(document.text)
    article = Article(
        Article.id_of(capture.id, digest),
        capture.id,
        capture.source,
        SourceKind.ROW,
        document.text,
        digest,
        tuple(_lines(document.text)),
        outlet=given.outlet,
        outlet_reason="given with the source" if given.outlet else "the document names no source",
        authors=authors,
        published=Interval.day(day, Reason.METADATA),
    )
    return capture, article


def _lines(text: str) -> Iterator[Line]:
    start = 0
    for line in text.splitlines(keepends=True):
        words = line.strip()
        if words:
            first = start + line.index(words)
            yield Line(first, first + len(words), Label.BODY, dna.RULE)
        start += len(line)


def _without_text(capture: Capture) -> Reading:
    problem = Problem(capture.source, Stage.CAPTURE, "the document has no text", "nothing to do: its row is kept", capture.id)
    return Reading(capture, problem=problem)


# --- statements ----------------------------------------------------------------------------------------------


def _statements(file: dna.File) -> Iterator[_Coded]:
    """The statements whose type says who speaks."""
    speaking = {variable.type for variable in file.variables if variable.name in (*PERSONS, ORGANIZATION)}
    kinds = {kind.value: kind for kind in Kind}
    values = file.values()
    for row in file.statements:
        if row.type in speaking:
            said = {name: " ".join(str(value or "").split()) for name, value in values[row.id].items()}
            organization = said.get(ORGANIZATION, "")
            person = next((said[name] for name in PERSONS if said.get(name)), "")
            yield _Coded(row, "" if person == organization else person, organization, kinds.get(said.get(KIND, "")))


def _by_article(imports: Sequence[dna.Import]) -> dict[str, list[_Coded]]:
    found: dict[str, list[_Coded]] = {}
    for one in imports:
        places = dict(one.articles)
        for coded in _statements(one.file):
            if coded.row.document in places:
                found.setdefault(places[coded.row.document], []).append(coded)
    return found


def _reading(capture: Capture, article: Article, coded: Sequence[_Coded], version: str) -> Reading:
    """One statement per stretch: where several stand on the same words, the first that names somebody says who speaks."""
    producer = Producer("dna", version)
    quotations: list[Quotation] = []
    statements: list[Statement] = []
    actors: dict[str, Actor] = {}
    for (start, stop), group in groupby(sorted(coded, key=_place), key=_place):
        same = list(group)
        quote = (article.span(start, stop),)
        key = Quotation.id_of(article.id, quote)
        kind = next((one.kind for one in same if one.kind is not None), Kind.REPORTED)
        quotations.append(
            Quotation(key, article.id, kind, quote, (), (), (), (), None, (), 1.0, dna.RULE, producer, "coded by hand, without a mark for it")
        )
        statement, named = _statement(key, article, same, producer)
        statements.append(statement)
        actors.update((actor.id, actor) for actor in named)
    return Reading(capture, article, None, tuple(quotations), Resolution(article.id, tuple(actors.values()), (), tuple(statements)))


def _place(coded: _Coded) -> tuple[int, int]:
    return coded.row.start, coded.row.stop


def _statement(key: str, article: Article, same: Sequence[_Coded], producer: Producer) -> tuple[Statement, tuple[Actor, ...]]:
    chosen = next((one for one in same if one.person or one.organization), None)
    others = {(one.person, one.organization) for one in same if one.person or one.organization}
    chain = (ChainStep(Hand.OUTLET, article.outlet),) if article.outlet else ()
    if chosen is None:
        return Statement(key, article.id, None, None, "the coding names nobody", None, None, chain, producer), ()
    organization = _actor(ActorKind.ORGANISATION, chosen.organization) if chosen.organization else None
    person = _actor(ActorKind.PERSON, chosen.person) if chosen.person else None
    speaker, behalf = (person, organization) if person else (organization, None)
    named = tuple(actor for actor in (speaker, behalf) if actor is not None)
    reason = "coded on the same words for others too" if len(others) > 1 else ""
    return (
        Statement(
            key,
            article.id,
            named[0].id,
            How.NAMED,
            reason,
            None,
            None,
            chain,
            producer,
            on_behalf_of_id=behalf.id if behalf else None,
        ),
        named,
    )


def _actor(kind: ActorKind, name: str) -> Actor:
    return Actor(content_id("w", kind, name), name, kind)
