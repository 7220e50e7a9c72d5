"""Statements as W3C Web Annotations in JSON-LD: one annotation a statement, found again by its words and by its position.

After "Web Annotation Data Model" (W3C Recommendation 2017): TextQuoteSelector 4.2.4 with the words around, and TextPositionSelector
4.2.5, which counts code points as Wortlaut does.
"""

from __future__ import annotations

import json
from pathlib import Path

from wortlaut import __version__
from wortlaut.records import Article, Span, StatementRow, Written
from wortlaut.seams import Ledger, WriteOptions
from wortlaut.shape import Json
from wortlaut.write.provenance import storable_text
from wortlaut.write.tables_found import STATEMENTS

AROUND = 32
"""Code points before and behind the words."""
TOLD = frozenset(
    {
        *("kind", "actor_id", "actor_kind", "actor_how", "actor_reason", "on_behalf_of_id", "on_behalf_of", "addressee_id", "speech_act", "place"),
        *("said_start", "said_end", "said_best", "said_reason", "published_start", "published_end", "published_best", "published_reason"),
        *("outlet", "title", "modality", "chain", "confidence", "nested_in"),
    }
)
"""The columns of a statement that stand in the body of its annotation."""
CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"wortlaut": "urn:wortlaut:"}]


class AnnotationWriter:
    """A page of annotations; interrupted words have a target for every part."""

    name = "annotations"
    suffixes: tuple[str, ...] = (".jsonld",)
    tables: tuple[str, ...] = ("statements",)

    def write(self, ledger: Ledger, path: Path, options: WriteOptions) -> Written:
        """Write the page, one annotation a line."""
        count = 0
        page = {"@context": CONTEXT, "id": "urn:wortlaut:statements", "type": "AnnotationPage"}
        with path.open("w", encoding="utf-8", newline="\n") as stream:
            stream.write(json.dumps(page)[:-1] + ', "items": [')
            for count, row in enumerate(ledger.statements(options.query), 1):
                line = json.dumps(annotation(row), ensure_ascii=False)
                stream.write(("," if count > 1 else "") + "\n" + storable_text(line))
            stream.write("\n]}\n")
        return Written((("statements", count),))


def annotation(row: StatementRow) -> Json:
    """One statement: who said it as the body, the words as the target."""
    judged = row.judgement
    told: Json = {
        "id": f"urn:wortlaut:{row.quotation.id}",
        "type": "Annotation",
        "motivation": "identifying",
        "generator": {"type": "Software", "name": f"Wortlaut {__version__}: {row.quotation.producer.name}@{row.quotation.producer.version}"},
        "body": _body(row),
        "target": [_target(row.article, part) for part in row.quotation.quote],
        "wortlaut:status": judged.verdict.value if judged else "machine",
    }
    if judged:
        told |= {"creator": {"type": "Person", "name": judged.by}, "modified": judged.at}
    return told


def _body(row: StatementRow) -> Json:
    """What the statement is, by the columns of the table `statements`; what is unknown is left out."""
    known = ((field.name, field.value(row)) for field in STATEMENTS.fields if field.name in TOLD)
    told = {f"wortlaut:{name}": value for name, value in known if value not in (None, "", [])}
    name = row.actor.name if row.actor else "speaker unknown"
    return {"type": "TextualBody", "purpose": "identifying", "format": "text/plain", "value": name, **told}


def _target(article: Article, part: Span) -> Json:
    text = article.text
    source = {"id": f"urn:wortlaut:{article.id}", "type": "Text", "format": "text/plain", "wortlaut:sha256": article.digest}
    source |= {name: value for name, value in (("language", article.language), ("wortlaut:url", article.url)) if value}
    quote = {"type": "TextQuoteSelector", "exact": part.text}
    quote |= {"prefix": text[max(0, part.start - AROUND) : part.start], "suffix": text[part.end : part.end + AROUND]}
    position = {"type": "TextPositionSelector", "start": part.start, "end": part.end}
    return {"type": "SpecificResource", "source": source, "selector": [quote, position]}
