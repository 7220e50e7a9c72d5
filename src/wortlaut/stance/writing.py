"""Writes a codebook as the YAML that `wortlaut.stance.codebook` reads; reading it again gives the same version."""

from __future__ import annotations

from wortlaut.records import Codebook, Concept, Pole


def as_yaml(codebook: Codebook) -> str:
    """The codebook as YAML text."""
    import yaml

    book = {"name": codebook.name, "scale": list(codebook.scale), "concepts": [_concept(concept) for concept in codebook.concepts]}
    return str(yaml.safe_dump(book, allow_unicode=True, sort_keys=False, width=120, default_flow_style=None))


def _concept(concept: Concept) -> dict[str, object]:
    """The keys that say something, in the order of the documentation."""
    keys: dict[str, object] = {
        "id": concept.id,
        "parent": concept.parent,
        "labels": dict(concept.labels),
        "description": concept.description,
        "examples": list(concept.examples),
        "cues": list(concept.cues),
        "agree": _pole(concept.agree),
        "disagree": _pole(concept.disagree),
    }
    return {key: value for key, value in keys.items() if value}


def _pole(pole: Pole) -> dict[str, object]:
    keys: dict[str, object] = {"wording": pole.wording, "cues": list(pole.cues)}
    return {key: value for key, value in keys.items() if value}
