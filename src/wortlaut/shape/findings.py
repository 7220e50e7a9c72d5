"""Networks and findings as JSON objects: what `wortlaut study --json` prints. Their tables: `wortlaut.shape.tables`."""

from __future__ import annotations

from dataclasses import asdict

from wortlaut.records import (
    Backbone,
    Bars,
    Clusters,
    Coalitions,
    EventList,
    Header,
    Network,
    Polarization,
    Position,
    PositionChange,
    Positions,
    Shifts,
)
from wortlaut.shape.rows import Json

DOCUMENT_COLUMNS = ("document_id", "document_title", "document_author", "document_source", "document_section", "document_type")


def header(of: Header) -> Json:
    """What a result rests on."""
    return {
        "mode": "dna_compat" if of.spec.dna_compat else "corrected",
        "statements": of.statements,
        "reviewed": of.reviewed,
        "share_reviewed": of.share_reviewed,
        "inexact_dates": of.inexact,
        "start": of.start,
        "stop": of.stop,
        "left_out": [{"reason": one.reason.value, "count": one.count} for one in of.left_out],
        "levels": list(of.levels),
        "question": asdict(of.spec),
    }


def network(of: Network) -> Json:
    """The matrix with its labels and header; bounds and the middle of the window where there are any."""
    told: Json = {
        "rows": [node.label for node in of.rows],
        "columns": [node.label for node in of.columns],
        "matrix": of.matrix.tolist(),
        "header": header(of.header),
    }
    if of.middle is not None:
        told["middle"] = of.middle
    if of.bounds is not None:
        told["bounds"] = {"low": of.bounds.low.tolist(), "high": of.bounds.high.tolist(), "expected": of.bounds.expected.tolist()}
    return told


def event_list(of: EventList) -> Json:
    """Events as a matrix: a row per event, a column for its time, every variable and the fields of its document."""
    places = {document.id: document for document in of.documents}
    matrix = []
    for row in of.rows:
        place = places.get(row.document)
        fields = (place.id, place.title, place.author, place.source, place.section, place.type) if place else (row.document, "", "", "", "", "")
        matrix.append([row.when, *row.values, *fields])
    columns = ["time", *(variable.name for variable in of.variables), *DOCUMENT_COLUMNS]
    return {"rows": [row.id for row in of.rows], "columns": columns, "matrix": matrix, "header": header(of.header)}


def polarization(of: Polarization) -> Json:
    """A score with the mean of chance beside it, its groups, and why there is none."""
    return {
        "score": of.score,
        "random_mean": of.random_mean,
        "random_runs": of.random_runs,
        "groups": [list(group) for group in of.groups],
        "congruence_inside": of.congruence_inside,
        "conflict_between": of.conflict_between,
        "exact": of.exact,
        "seed": of.seed,
        "middle": of.middle,
        "refused": of.refused or None,
        "header": header(of.header),
    }


def backbone(of: Backbone) -> Json:
    """Concepts kept and removed, with losses; the steps of a nested one."""
    return {
        "concepts": list(of.concepts),
        "redundant": list(of.redundant),
        "loss": of.loss,
        "redundant_loss": of.redundant_loss,
        "score": of.score,
        "seed": of.seed,
        "steps": [asdict(step) for step in of.steps],
        "header": header(of.header),
    }


def clusters(of: Clusters) -> Json:
    """The groups of every method, best modularity first."""
    found = [{"method": one.method.value, "modularity": one.modularity, "groups": [list(group) for group in one.groups]} for one in of.found]
    return {"found": found, "middle": of.middle, "refused": of.refused or None, "header": header(of.header)}


def coalitions(of: Coalitions) -> Json:
    """The numbered coalitions of one window."""
    named = [{"number": one.number, "members": list(one.members)} for one in of.coalitions]
    return {"middle": of.middle, "coalitions": named, "modularity": of.modularity, "refused": of.refused or None, "header": header(of.header)}


def shifts(of: Shifts) -> Json:
    """The states of all windows, where they change, and the distances between all of them."""
    return {
        "middles": list(of.middles),
        "states": list(of.states),
        "changes": list(of.changes),
        "distance": of.distance.value,
        "distances": of.distances.tolist(),
        "method": of.method.value,
        "modularity": of.modularity,
        "header": header(of.header),
    }


def position(of: Position) -> Json:
    """A mean with the ids of the codings behind it."""
    return {"actor": of.actor, "concept": of.concept, "start": of.start, "mean": of.mean, "events": list(of.events)}


def positions(of: Positions) -> Json:
    """All positions, and the candidates for a change of position."""
    return {
        "positions": [position(one) for one in of.points],
        "candidates": [_change(one) for one in of.candidates],
        "header": header(of.header),
    }


def _change(of: PositionChange) -> Json:
    return {"actor": of.actor, "concept": of.concept, "before": position(of.before), "after": position(of.after), "rule": of.rule}


def bars(of: Bars) -> Json:
    """Counts per value and level."""
    rows = [{"label": bar.node.label, "counts": list(bar.counts), "statements": bar.node.statements, "share": bar.share} for bar in of.rows]
    return {"levels": list(of.levels), "rows": rows, "header": header(of.header)}
