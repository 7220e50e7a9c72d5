"""Counts and shares per actor and level of the qualifier, as bar charts show them (dna.md 4.10)."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from wortlaut.records import Bar, Bars, Events, LeftOut, NetworkSpec, NetworkType, Node, Omission, QualifierAggregation
from wortlaut.study.assemble import header_of
from wortlaut.study.selection import Selection, qualifier_column, select
from wortlaut.study.table import as_text, in_order, table_of


def bars(events: Events, spec: NetworkSpec) -> Bars:
    """How often each value of variable 1 occurs at each level of the qualifier, most frequent first, and its share of all.

    Only events without a value of variable 1 drop out; those without a qualifier are counted at the empty level.
    """
    question = replace(spec, network_type=NetworkType.EVENTLIST, qualifier_aggregation=QualifierAggregation.SUBTRACT)
    table = table_of(events)
    labelled, qualifier = table.column(question.variable1), qualifier_column(table, question)
    selection = select(table, question)
    kept = tuple(index for index in selection.kept if labelled.values[index] is not None)
    nameless = len(selection.kept) - len(kept)
    left_out = (*selection.left_out, *((LeftOut(Omission.NO_VARIABLE1, nameless),) if nameless else ()))
    counts = Counter((as_text(labelled.values[index]), as_text(qualifier.values[index]) if qualifier else "") for index in kept)
    named = in_order(level for _, level in counts)
    levels = (*named, *([""] if any(not level for _, level in counts) else []))
    header = header_of(question, Selection(kept, left_out), tuple(events.rows[index] for index in kept))
    known = {entity.value: entity for entity in events.entities if entity.variable == question.variable1}
    rows = []
    for label in in_order(label for label, _ in counts):
        of_levels = tuple(counts[label, level] for level in levels)
        entity = known.get(label)
        node = Node(label, question.variable1, sum(of_levels), entity.attributes if entity else (), entity.color if entity else None)
        rows.append(Bar(node, of_levels, node.statements / len(kept)))
    return Bars(header, levels, tuple(sorted(rows, key=lambda bar: -bar.node.statements)))
