"""Networks in rDNA's words: a drawing and the table of its weights, window by window, the sentences behind each, and the files of other programs."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.responses import Response
from starlette.routing import BaseRoute

from wortlaut.errors import StudyError
from wortlaut.records import Events, Include, NamedFile, Network, NetworkSpec, NetworkType, Polarization, QualifierAggregation, TimeWindow
from wortlaut.shape import tables
from wortlaut.view.answering import Answer, Asked, screen
from wortlaut.view.counting import CHOICES, FIELDS, USUAL, Question, elsewhere, question_of, sentences
from wortlaut.view.picturing import cited
from wortlaut.view.refusals import refusal
from wortlaut.view.wording import voice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wortlaut.shape.weights import Weights

PAGE = 100
"""Weights a page."""

NETWORK = replace(USUAL, network_type=NetworkType.ONEMODE, qualifier_aggregation=QualifierAggregation.SUBTRACT, window_size=6)

SORTS = ("weight", "row", "column", "statements")
MOST_DRAWN = 150
"""Actors in a drawing; more cannot be told apart."""


def routes() -> list[BaseRoute]:
    """The network, its picture, its files, and the sentences of one weight."""
    return [
        *screen("/n/sentences", behind),
        *screen("/n/file", file, twins=False),
        *screen("/n.svg", picture, twins=False),
        *screen("/n", network),
    ]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A network with the number of statements behind every weight, its weights in order, and which of how many time windows it is."""

    network: Network
    weights: Weights
    window: int = 1
    windows: int = 1


def network(ask: Asked) -> Answer:
    """One page of weights with the drawing above; weights on fewer statements than asked for are left out, and their number is told."""
    question = question_of(ask, NETWORK)
    values: dict[str, object] = {
        "question": question,
        "choices": CHOICES,
        "fields": FIELDS,
        "includes": list(Include),
        "minimum": max(1, ask.number("minimum", 1)),
    }
    try:
        found = _found(ask, question)
    except StudyError as error:
        return Answer("network.html", values | {"found": None, "trouble": refusal(ask.words, error)})
    every = found.weights
    rows = every.on(max(1, ask.number("minimum", 1))).by(ask.one("sort", SORTS[0]))
    page = max(1, ask.number("page", 1))
    values |= {
        "found": found,
        "trouble": question.trouble,
        "rows": rows[PAGE * (page - 1) : PAGE * page],
        "every": len(rows),
        "hidden": len(every) - len(rows),
        "page": page,
        "pages": max(1, -(-len(rows) // PAGE)),
        "drawable": _drawable(found.network),
        "formats": [(one.name, *one.suffixes[:1]) for one in _writers(question.spec.network_type)],
        "cited": cited(ask.words, found.network.header),
        "polarization": _polarization(ask, question) if ask.one("measures") else None,
        "link": lambda row: elsewhere(ask, "/n/sentences", row=row["row"], column=row["column"], page=None, sort=None),
        "to": lambda path, **changes: elsewhere(ask, path, page=None, sort=None, **changes),
    }
    return Answer("network.html", values, rows, tables.COUNTED_EDGES)


def behind(ask: Asked) -> Answer:
    """The sentences of one weight."""
    from wortlaut import study

    question = question_of(ask, NETWORK)
    row, column = ask.one("row"), ask.one("column")
    found = _found(ask, question).network
    evidence = study.evidence(found, row, column)
    return sentences(ask, question, found.header, evidence.events, {"row_label": row, "column_label": column, "weight": evidence.weight})


def _found(ask: Asked, question: Question) -> Drawn:
    """The network of the address, of the window it names where it asks for windows."""
    from wortlaut import study
    from wortlaut.shape.weights import Weights

    wanted = max(1, ask.number("window", 1)) if question.spec.time_window is not TimeWindow.NO else 1

    def drawn(events: Events, spec: NetworkSpec) -> Drawn:
        one, windows = (study.network(events, spec), 1) if spec.time_window is TimeWindow.NO else study.slice_at(events, spec, wanted)
        counted = study.counted(one)
        return Drawn(counted, Weights.all(counted), min(wanted, windows), windows)

    return question.counted(drawn, wanted, arrays=lambda found: found.weights.nbytes)


def _drawable(found: Network) -> bool:
    return (
        found.header.statements > 0 and len(found.rows) <= MOST_DRAWN and found.header.spec.qualifier_aggregation is not QualifierAggregation.COMBINE
    )


def _polarization(ask: Asked, question: Question) -> Polarization | str:
    """How far the actors fall into two groups, or why that cannot be told."""
    from wortlaut import study

    spec = replace(question.spec, network_type=NetworkType.ONEMODE, time_window=TimeWindow.NO)
    try:
        return replace(question, spec=spec).counted(lambda events, spec: study.polarization(events, spec, seed=spec.seed), "polarization")
    except StudyError as error:
        return refusal(ask.words, error)


# --- files ---------------------------------------------------------------------------------------------------


def picture(ask: Asked) -> Response:
    """The drawing as SVG in the language of the visitor, with the question and the version inside."""
    from wortlaut.write.pictures import picture as drawn

    return Response(drawn(_found(ask, question_of(ask, NETWORK)).network, voice(ask.words)), media_type="image/svg+xml")


def file(ask: Asked) -> Response:
    """The network as a file of another program, all weights in it; several files come as one archive."""
    from wortlaut import interchange

    name, question = ask.one("to"), question_of(ask, NETWORK)
    writer = interchange.network_writer_for(Path(), question.spec.network_type, name or "?")
    stem = f"network{(*writer.suffixes, '.csv')[0]}"
    files = interchange.network_files(_found(ask, question).network, writer, stem)
    sent = files[0] if len(files) == 1 else NamedFile(f"network-{name}.zip", _archive(files))
    return Response(sent.data, media_type="application/octet-stream", headers={"content-disposition": f'attachment; filename="{sent.name}"'})


def _archive(files: Sequence[NamedFile]) -> bytes:
    """The files in one archive, the same bytes for the same files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in files:
            archive.writestr(zipfile.ZipInfo(one.name), one.data)
    return out.getvalue()


def _writers(kind: NetworkType) -> list[Any]:
    from wortlaut import interchange

    return [one for one in interchange.network_writers() if kind in one.holds]
