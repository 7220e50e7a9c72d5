"""Builds an article and its quotations from a text with marks, so that a test shows what is asked where it stands.

`<q>` marks the quoted words, `<s>` the speaker, `<c>` the words of saying, `<f>` the frame, `<a>` the addressee; `<q2>`, `<s2>` and so on
belong to a second quotation, which may stand inside the first. `<i>` marks words quoted inside the first quotation, by the same speaker.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from wortlaut.parse import parse
from wortlaut.records import (
    UNKNOWN_INTERVAL,
    Actor,
    Article,
    Interval,
    Kind,
    Label,
    Line,
    Parse,
    Producer,
    Quotation,
    Reason,
    Resolution,
    SourceKind,
    Span,
    Statement,
    digest_text,
)
from wortlaut.resolve import resolve
from wortlaut.seams import Registry
from wortlaut_de import German

_TAG = re.compile(r"<(/?)([qscfai])(\d?)>")
_ROLES = {"q": "quote", "s": "speaker", "c": "cue", "f": "frame", "a": "addressee", "i": "inner"}


@dataclass(frozen=True)
class Marked:
    """What a marked text says: the plain text, and the stretches of each quotation by role."""

    text: str
    spans: dict[str, dict[str, list[tuple[int, int]]]]


def unmark(marked: str) -> Marked:
    """Take the marks out of a text."""
    text, spans, open_at, last = "", {}, {}, 0
    for tag in _TAG.finditer(marked):
        text += marked[last : tag.start()]
        last = tag.end()
        key = (tag[2], tag[3])
        if tag[1]:
            spans.setdefault(tag[3] or "1", {}).setdefault(_ROLES[tag[2]], []).append((open_at.pop(key), len(text)))
        else:
            open_at[key] = len(text)
    return Marked(text + marked[last:], spans)


def article_of(text: str, published: str | None = None, outlet: str | None = None, agencies: tuple[str, ...] = ()) -> Article:
    """An article whose every line is body."""
    lines, at = [], 0
    for row in text.split("\n"):
        if row.strip():
            start = at + len(row) - len(row.lstrip())
            lines.append(Line(start, start + len(row.strip()), Label.BODY, "test"))
        at += len(row) + 1
    when = Interval.day(published, Reason.METADATA) if published else UNKNOWN_INTERVAL
    return Article(
        "a-test", "c-test", "test.txt", SourceKind.TEXT, text, digest_text(text), tuple(lines), outlet=outlet, agencies=agencies, published=when
    )


@dataclass(frozen=True)
class Read:
    """A resolved text."""

    article: Article
    parse: Parse
    quotations: tuple[Quotation, ...]
    resolution: Resolution

    def statement(self, number: int = 1) -> Statement:
        """The statement of quotation `number` (counted from 1, inner ones last)."""
        return self.resolution.statements[number - 1]

    def actor(self, number: int = 1) -> Actor | None:
        """The actor of quotation `number`."""
        return self._actor(self.statement(number).actor_id)

    def behalf(self, number: int = 1) -> Actor | None:
        """For whom quotation `number` was said."""
        return self._actor(self.statement(number).on_behalf_of_id)

    def addressee(self, number: int = 1) -> Actor | None:
        """Who quotation `number` was said to."""
        return self._actor(self.statement(number).addressee_id)

    def _actor(self, key: str | None) -> Actor | None:
        return next((actor for actor in self.resolution.actors if actor.id == key), None)

    def said(self, number: int = 1) -> str:
        """Name and way, or the reason why nobody is named."""
        actor, statement = self.actor(number), self.statement(number)
        return f"{actor.name} ({statement.actor_how})" if actor else f"- {statement.actor_reason}"


def read(
    marked: str, published: str | None = None, outlet: str | None = None, agencies: tuple[str, ...] = (), registry: Registry | None = None
) -> Read:
    """Resolve a marked text with the German pack."""
    found = unmark(marked)
    article, language = article_of(found.text, published, outlet, agencies), German()
    quotations, inner = [], []
    for number in sorted(found.spans):
        roles = {role: tuple(Span.of(article.text, *span) for span in spans) for role, spans in found.spans[number].items()}
        made = _quotation(article, roles, roles["quote"], _around(roles["quote"], quotations))
        quotations.append(made)
        if "inner" in roles:
            inner.append(_quotation(article, {"speaker": ()}, roles["inner"], made.id))
    parsed, all_quotations = parse(article, language), (*quotations, *inner)
    return Read(article, parsed, all_quotations, resolve(article, parsed, all_quotations, language.name_words(), registry))


def _around(quote: tuple[Span, ...], earlier: list[Quotation]) -> str | None:
    """The innermost quotation that these words stand in; outer ones have lower numbers."""
    return next((one.id for one in reversed(earlier) if all(any(span.within(part) for part in one.quote) for span in quote)), None)


def _quotation(article: Article, roles: dict[str, tuple[Span, ...]], quote: tuple[Span, ...], outer: str | None) -> Quotation:
    return Quotation(
        id=Quotation.id_of(article.id, quote),
        article_id=article.id,
        kind=Kind.DIRECT if outer and not roles.get("speaker") else Kind.INDIRECT,
        quote=quote,
        cue=roles.get("cue", ()),
        frame=roles.get("frame", ()),
        speaker=roles.get("speaker", ()),
        addressee=roles.get("addressee", ()),
        nested_in=outer,
        modality=(),
        confidence=1.0,
        rule="test",
        producer=Producer("test", "1"),
    )
