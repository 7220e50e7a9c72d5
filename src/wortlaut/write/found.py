"""What Wortlaut found, on its way into the rows of a project of DNA.

A coding that takes a side becomes a statement of DNA's own type: the person who speaks, for which organization, on which
concept, for or against. Every statement, coded or not, becomes one of the type `Wortlaut statement`, which carries what DNA
has no place for: the chain of hands, the cue, the kind, how certain, and where the evidence is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from wortlaut.records import Actor, ActorKind, Article, Codebook, Coding, DataType, Include, Span, StatementCodings, StatementRow, Value, Verdict, dna
from wortlaut.write.initial import STATEMENT_COLOR, STATEMENT_TYPE, STATEMENT_VARIABLES, coder
from wortlaut.write.rows import Rows

OWN_TYPE = "Wortlaut statement"
OWN_COLOR = (153, 193, 241)
OWN_VARIABLES = (
    *((name, DataType.SHORT_TEXT) for name in ("speaker", "organization", "concept", "agreement", "addressee", "reported by", "cue", "kind")),
    ("certainty", DataType.INTEGER),
    ("evidence", DataType.LONG_TEXT),
)
"""The second statement type: `agreement` in words, because DNA's boolean knows no neutral; `certainty` in percent."""

_COLORS = ((51, 153, 255), (255, 102, 102), (102, 255, 0), (255, 153, 0), (153, 102, 204), (0, 153, 153))
_BODIES = frozenset({ActorKind.ORGANISATION, ActorKind.STATE})


class Found:
    """Adds articles and statements to rows; `documents` are articles that have a document already, `hashed` gives hashes for new coders."""

    def __init__(self, rows: Rows, documents: dict[str, int], codebook: Codebook | None, hashed: Callable[[], str]) -> None:
        self._rows = rows
        self._documents = documents
        self._codebook = codebook
        self._hashed = hashed
        self._counts: Counter[str] = Counter()
        self._coders = {one.name: one.id for one in rows.coders}
        self._types: dict[str, int] = {}
        self._there: set[tuple[object, ...]] = set(rows.contents())

    def notes(self) -> tuple[str, ...]:
        """What was left out or changed, with counts."""
        return tuple(f"{count} {what}" for what, count in self._counts.items())

    def finish(self) -> None:
        """Add what DNA wants of the types that were used."""
        self._rows.complete(self._types.values())

    # --- documents -------------------------------------------------------------------------------------------

    def add_article(self, article: Article, title: str | None) -> int:
        """The document of an article, made of it by the machine unless it is there."""
        if article.id in self._documents:
            return self._documents[article.id]
        published = article.published
        day = published.best or published.start or published.end
        if day is None:
            self._counts["documents without a known date stand on 1970-01-01; their notes say so"] += 1
        elif published.start != published.end:
            self._counts["documents known to an interval of days stand on one of them; their notes give the interval"] += 1
        key = self._documents[article.id] = self._rows.take("documents")
        self._rows.documents.append(
            dna.Document(
                id=key,
                title=title or article.source,
                text=article.text,
                coder=self._coder(dna.MACHINE),
                author="; ".join(article.authors),
                source=article.outlet or "",
                section="",
                notes=_notes(article),
                type="",
                date=dna.seconds(day) if day is not None else 0,
            )
        )
        return key

    # --- statements ------------------------------------------------------------------------------------------

    def add_statement(self, row: StatementRow, codings: StatementCodings, include: Include) -> None:
        """Write a statement by everybody who coded it, else by who accepted it, else by the machine."""
        accepted = row.judgement is not None and row.judgement.verdict is Verdict.ACCEPT
        judged = accepted or bool(codings.people)
        if include is not (Include.JUDGED if judged else Include.MACHINE) and include is not Include.ALL:
            return
        if len(row.quotation.quote) > 1:
            self._counts["interrupted quotations are marked from their first to their last word; the evidence gives the parts"] += 1
        for coding in codings.people or codings.machine[:1]:
            self._add_coded(row, coding)
        if not codings.people and not codings.machine:
            self._counts["statements are uncoded and stay out of the type DNA Statement"] += 1
            name = row.judgement.by if row.judgement is not None and accepted else dna.MACHINE
            self._add(self._type(OWN_TYPE), row, name, _own_values(row))

    def _add_coded(self, row: StatementRow, coding: Coding) -> None:
        name, concept, side = coding.by or dna.MACHINE, self._label(coding), self._side(coding)
        words = {None: "", 0: "neutral", 1: "agree", -1: "disagree"}[side]
        self._add(self._type(OWN_TYPE), row, name, _own_values(row) | {"concept": concept, "agreement": words})
        if not concept or not side:
            self._counts["codings are neutral or name no concept and stay out of the type DNA Statement"] += 1
            return
        if coding.by is None:
            self._counts[f"statements of the type DNA Statement are suggestions that nobody judged, by the coder {dna.MACHINE}"] += 1
        kind = self._type(STATEMENT_TYPE)
        self._introduce(kind, "organization" if row.actor is not None and row.actor.kind in _BODIES else "person", row.actor)
        self._introduce(kind, "organization", row.on_behalf_of)
        self._introduce_concept(kind, coding.concept)
        values: dict[str, Value] = {"person": _person(row.actor), "organization": _organization(row), "concept": concept, "agreement": side > 0}
        self._add(kind, row, name, values)

    def _add(self, kind: int, row: StatementRow, name: str, values: dict[str, Value]) -> None:
        spans = row.quotation.quote
        place = (kind, self.add_article(row.article, row.title), spans[0].start, spans[-1].end, self._coder(name))
        content = self._rows.content(*place, values)
        if content in self._there:
            self._counts["statements stand in an imported file already, as they are"] += 1
            return
        self._there.add(content)
        self._rows.add_statement(*place, values)

    # --- entities --------------------------------------------------------------------------------------------

    def _introduce(self, kind: int, variable: str, actor: Actor | None) -> None:
        """Give a new entity the kind and the other names of its actor, where the project has these attributes."""
        if actor is not None:
            self._entity(kind, variable, actor.name, (("Type", actor.kind.value), ("Alias", "; ".join(actor.aliases))))

    def _introduce_concept(self, kind: int, concept_id: str | None) -> int | None:
        """Give a new entity the description of its concept and put it under that of the wider concept."""
        concept = self._codebook.concept(concept_id) if self._codebook is not None and concept_id is not None else None
        if concept is None:
            return None
        above = self._introduce_concept(kind, concept.parent)
        entity, is_new = self._entity(kind, "concept", concept.label(), (("Notes", concept.description),))
        if is_new and above is not None:
            self._rows.group(entity, above)
        return entity

    def _entity(self, kind: int, variable: str, value: str, attributes: tuple[tuple[str, str], ...]) -> tuple[int, bool]:
        """The entity of a value and whether it is new; one that is there keeps the attributes it has."""
        owner = self._rows.variables(kind)[variable].id
        if self._rows.has_entity(owner, value):
            return self._rows.entity(owner, value), False
        entity = self._rows.entity(owner, value)
        for name, said in attributes:
            attribute = self._rows.attribute(owner, name)
            if attribute is not None:
                self._rows.describe(entity, attribute, said)
        return entity, True

    # --- coders, types, concepts -----------------------------------------------------------------------------

    def _coder(self, name: str) -> int:
        if name not in self._coders:
            color = _COLORS[len(self._coders) % len(_COLORS)]
            self._coders[name] = self._rows.add_coder(coder(name, color, self._hashed()))
        return self._coders[name]

    def _type(self, label: str) -> int:
        """The type of this label that has all our variables; made if none has."""
        if label not in self._types:
            color, wanted = (OWN_COLOR, OWN_VARIABLES) if label == OWN_TYPE else (STATEMENT_COLOR, STATEMENT_VARIABLES)
            for kind in self._rows.types:
                has = {(name, variable.data_type) for name, variable in self._rows.variables(kind.id).items()}
                if kind.label == label and has.issuperset(wanted):
                    self._types[label] = kind.id
                    break
            else:
                self._types[label] = self._rows.add_type(label, color, wanted)
        return self._types[label]

    def _label(self, coding: Coding) -> str:
        concept = self._codebook.concept(coding.concept) if self._codebook is not None and coding.concept is not None else None
        return concept.label() if concept is not None else coding.concept or ""

    def _side(self, coding: Coding) -> int | None:
        """1 above the middle of the codebook's scale, -1 below, 0 on it, None where it cannot be told."""
        if coding.agreement is None or self._codebook is None:
            return None
        middle = (self._codebook.scale[0] + self._codebook.scale[-1]) / 2
        return (coding.agreement > middle) - (coding.agreement < middle)


def _person(actor: Actor | None) -> str:
    return actor.name if actor is not None and actor.kind not in _BODIES else ""


def _organization(row: StatementRow) -> str:
    """For whom the statement was made, else the body that speaks itself."""
    if row.on_behalf_of is not None:
        return row.on_behalf_of.name
    return row.actor.name if row.actor is not None and row.actor.kind in _BODIES else ""


def _own_values(row: StatementRow) -> dict[str, Value]:
    quotation = row.quotation
    return {
        "speaker": row.actor.name if row.actor is not None else "",
        "organization": _organization(row),
        "addressee": row.addressee.name if row.addressee is not None else "",
        "reported by": " < ".join(step.name for step in row.statement.chain),
        "cue": _words(quotation.cue),
        "kind": quotation.kind.value,
        "certainty": round(100 * quotation.confidence),
        "evidence": "\n".join(_evidence(row)),
    }


def _words(spans: tuple[Span, ...]) -> str:
    return " ".join(" … ".join(span.text for span in spans).split())


def _evidence(row: StatementRow) -> Iterator[str]:
    yield f"statement {row.statement.id}"
    yield f"article {row.article.id} sha256 {row.article.digest}"
    yield "quote " + ",".join(f"{span.start}-{span.end}" for span in row.quotation.quote) + " (code points)"
    if row.article.url:
        yield f"address {row.article.url}"


def _notes(article: Article) -> str:
    published = article.published
    days = f"{published.start or '?'}..{published.end or '?'}" if published.start or published.end else "unknown"
    lines = [f"published {days} ({published.reason})", f"article {article.id} sha256 {article.digest}", f"source {article.source}"]
    if article.url:
        lines.append(f"address {article.url}")
    return "\n".join(lines)
