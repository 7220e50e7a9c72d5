"""What must hold of every article before it is stored and whenever it is verified: its words stand where it says they do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wortlaut.records import Article, Quotation, Resolution, digest_text
from wortlaut.store.codec import spans_in


def broken(article: Article, quotations: Iterable[Quotation], resolution: Resolution | None) -> Iterator[tuple[str, str]]:
    """Every broken promise as (id of the record, how it breaks), nothing if all hold."""
    quotations = tuple(quotations)
    yield from _article(article)
    yield from _quotations(article, quotations)
    yield from _resolution(article, quotations, resolution)


def _article(article: Article) -> Iterator[tuple[str, str]]:
    if digest_text(article.text) != article.digest:
        yield article.id, "the text has another digest"
    for name, part in (("headline", article.headline), ("place", article.place), ("published", article.published), ("modified", article.modified)):
        for reason in _misplaced(article.text, name, part):
            yield article.id, reason
    last = 0
    for line in article.lines:
        if not last <= line.start < line.end <= len(article.text):
            yield article.id, f"line [{line.start}, {line.end}) is empty, outside the text or overlaps another"
        last = line.end


def _quotations(article: Article, quotations: tuple[Quotation, ...]) -> Iterator[tuple[str, str]]:
    ids = {quotation.id for quotation in quotations}
    if len(ids) < len(quotations):
        yield article.id, "two quotations have the same id"
    for quotation in quotations:
        if quotation.article_id != article.id:
            yield quotation.id, f"the quotation belongs to another article, {quotation.article_id}"
        if not quotation.quote:
            yield quotation.id, "the quotation quotes nothing"
        if quotation.nested_in is not None and quotation.nested_in not in ids:
            yield quotation.id, f"the enclosing quotation {quotation.nested_in} does not exist"
        for name in ("quote", "cue", "frame", "speaker", "addressee", "modality"):
            for reason in _misplaced(article.text, name, getattr(quotation, name)):
                yield quotation.id, reason


def _resolution(article: Article, quotations: tuple[Quotation, ...], resolution: Resolution | None) -> Iterator[tuple[str, str]]:
    statements = resolution.statements if resolution is not None else ()
    if sorted(statement.id for statement in statements) != sorted(quotation.id for quotation in quotations):
        yield article.id, "quotations and statements do not pair up"
    if resolution is None:
        return
    actors = {actor.id for actor in resolution.actors}
    if len(actors) < len(resolution.actors):
        yield article.id, "two actors have the same id"
    for statement in statements:
        for actor_id in (statement.actor_id, statement.addressee_id, statement.on_behalf_of_id):
            if actor_id is not None and actor_id not in actors:
                yield statement.id, f"the actor {actor_id} does not exist"
        for name in ("said", "chain", "place"):
            for reason in _misplaced(article.text, name, getattr(statement, name)):
                yield statement.id, reason
    for link in resolution.links:
        if link.actor_id not in actors:
            yield article.id, f"a link means the actor {link.actor_id}, who does not exist"
        for reason in _misplaced(article.text, "link", link):
            yield article.id, reason


def _misplaced(text: str, name: str, part: object) -> Iterator[str]:
    for span in spans_in(part):
        if text[span.start : span.end] != span.text:
            yield f"{name} [{span.start}, {span.end}) is not what stands in the text"
