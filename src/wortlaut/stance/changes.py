"""What differs between two versions of a codebook, concept by concept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

from wortlaut.records import Codebook, Concept


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: the concept (empty: the codebook itself), what changed, and what stood there before and stands there now."""

    concept: str
    what: str
    before: str
    after: str


def changes(old: Codebook | None, new: Codebook) -> tuple[Change, ...]:
    """All differences in the order of the new codebook, concepts that are gone last."""
    return tuple(_changes(old, new))


def _changes(old: Codebook | None, new: Codebook) -> Iterator[Change]:
    before = {concept.id: concept for concept in old.concepts} if old is not None else {}
    if old is not None and old.name != new.name:
        yield Change("", "name", old.name, new.name)
    if old is not None and old.scale != new.scale:
        yield Change("", "scale", str(list(old.scale)), str(list(new.scale)))
    for concept in new.concepts:
        was = before.pop(concept.id, None)
        if was is None:
            yield Change(concept.id, "added", "", concept.label())
        else:
            yield from _within(was, concept)
    for gone in before.values():
        yield Change(gone.id, "removed", gone.label(), "")


def _within(was: Concept, now: Concept) -> Iterator[Change]:
    for field in fields(Concept):
        old, new = getattr(was, field.name), getattr(now, field.name)
        if old != new:
            yield Change(now.id, field.name, _shown(old), _shown(new))


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return "; ".join(": ".join(map(str, part)) if isinstance(part, tuple) else str(part) for part in value)
    return str(value or "")
