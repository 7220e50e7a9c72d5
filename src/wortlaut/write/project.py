"""The ledger as one project of DNA: the imported files merged, then the articles and statements that Wortlaut found.

What was imported is not touched. Of what Wortlaut found, a coding that takes a side becomes a statement of DNA's own type;
every statement becomes one of the type `Wortlaut statement`, which carries what DNA has no place for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from wortlaut.records import ActorKind, Article, ArticleRow, DataType, Span, StatementRow, Value, Verdict, dna
from wortlaut.seams import Ledger, WriteOptions
from wortlaut.write.initial import coder, initial_file
from wortlaut.write.merging import merge
from wortlaut.write.password import password_hash
from wortlaut.write.rows import Rows

MACHINE = "wortlaut-machine"
"""The coder of what no person judged."""

OWN_TYPE = "Wortlaut statement"
OWN_COLOR = (153, 193, 241)
OWN_VARIABLES = (
    *((name, DataType.SHORT_TEXT) for name in ("speaker", "organization", "concept", "agreement", "addressee", "reported by", "cue", "kind")),
    ("certainty", DataType.INTEGER),
    ("evidence", DataType.LONG_TEXT),
)
"""The second statement type: `agreement` in words, because DNA's boolean knows no neutral; `certainty` in percent."""

_COLORS = ((51, 153, 255), (255, 102, 102), (102, 255, 0), (255, 153, 0), (153, 102, 204), (0, 153, 153))


@dataclass(frozen=True, slots=True)
class Project:
    """The rows of the project, labels still as long as they are, and what a reader of it should know."""

    file: dna.File
    notes: tuple[str, ...]


def project(ledger: Ledger, options: WriteOptions) -> Project:
    """Build the project of a ledger; asks for the password once if a coder is new, and not at all otherwise."""
    imports = tuple(ledger.imports())
    found = tuple(row for row in ledger.articles(options.query) if not _is_imported(row.article))
    if imports:
        merged = merge(imports)
        if not found:
            return Project(merged.rows.file(), merged.notes)
        own = _Own(merged.rows, options.password())
        notes = merged.notes
    else:
        password = options.password()
        own = _Own(Rows(initial_file(password_hash(password))), password)
        notes = ()
    own.add_articles(found)
    own.add_statements(row for row in ledger.statements(options.query) if not _is_imported(row.article))
    return Project(own.rows.file(), (*notes, *own.notes()))


def _is_imported(article: Article) -> bool:
    return any(line.rule == "imported" for line in article.lines)


class _Own:
    """What Wortlaut found, on its way into the rows of a project."""

    def __init__(self, rows: Rows, password: str) -> None:
        self.rows = rows
        self._password = password
        self._counts: Counter[str] = Counter()
        self._coders = {one.name: one.id for one in rows.coders}
        self._documents: dict[str, int] = {}
        self._type = rows.add_type(OWN_TYPE, OWN_COLOR, OWN_VARIABLES)
        self._machine = self._coder(MACHINE)

    def notes(self) -> tuple[str, ...]:
        """What was left out or changed, with counts."""
        return tuple(f"{count} {what}" for what, count in self._counts.items())

    def _coder(self, name: str) -> int:
        if name not in self._coders:
            color = _COLORS[len(self._coders) % len(_COLORS)]
            self._coders[name] = self.rows.add_coder(coder(name, color, password_hash(self._password)))
        return self._coders[name]

    # --- documents -------------------------------------------------------------------------------------------

    def add_articles(self, found: Iterable[ArticleRow]) -> None:
        """Every article becomes a document of the machine."""
        for row in found:
            self._document(row.article, row.title)

    def _document(self, article: Article, title: str | None) -> int:
        if article.id in self._documents:
            return self._documents[article.id]
        published = article.published
        day = published.best or published.start or published.end
        if day is None:
            self._counts["documents without a known date stand on 1970-01-01; their notes say so"] += 1
        elif published.start != published.end:
            self._counts["documents known to an interval of days stand on one of them; their notes give the interval"] += 1
        key = self._documents[article.id] = self.rows.take("documents")
        self.rows.documents.append(
            dna.Document(
                id=key,
                title=title or article.source,
                text=article.text,
                coder=self._machine,
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

    def add_statements(self, found: Iterable[StatementRow]) -> None:
        """Every statement becomes one of our own type, by the person who accepted it or by the machine."""
        for row in found:
            spans = row.quotation.quote
            if len(spans) > 1:
                self._counts["interrupted quotations are marked from their first to their last word; the evidence gives the parts"] += 1
            judged = row.judgement is not None and row.judgement.verdict is Verdict.ACCEPT
            coder_id = self._coder(row.judgement.by) if row.judgement is not None and judged else self._machine
            place = (self._document(row.article, row.title), spans[0].start, spans[-1].end, coder_id)
            self.rows.add_statement(self._type, *place, _own_values(row))
            self._counts["statements are neutral or uncoded and stay out of the type DNA Statement"] += 1
        self.rows.complete([self._type])


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


def _organization(row: StatementRow) -> str:
    """For whom the statement was made: stated in the text, or an organisation that speaks itself."""
    if row.on_behalf_of is not None:
        return row.on_behalf_of.name
    if row.actor is not None and row.actor.kind in (ActorKind.ORGANISATION, ActorKind.STATE, ActorKind.GROUP):
        return row.actor.name
    return ""


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
