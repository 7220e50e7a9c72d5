"""Tells what speakers do with their statements: by the verb or noun of the cue, else of the frame or of the summary itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from wortlaut.records import Kind, Quotation, Resolution, SpeechAct
from wortlaut.seams import StanceWords


def with_acts(quotations: Sequence[Quotation], resolution: Resolution, words: StanceWords) -> Resolution:
    """The resolution with the speech act of every statement; what nothing else is said of is an assertion."""
    acts = acts_of(quotations, words)
    return replace(resolution, statements=tuple(replace(one, speech_act=acts[one.id]) for one in resolution.statements))


def acts_of(quotations: Sequence[Quotation], words: StanceWords) -> dict[str, SpeechAct]:
    """The act of every quotation by id; a fragment without a cue of its own takes over that of the quotation it stands in."""
    told = {one.id: _told(one, words) for one in quotations}
    outer = {one.id: one.nested_in for one in quotations}
    found: dict[str, SpeechAct] = {}
    for one in quotations:
        act, place, steps = told[one.id], outer[one.id], 0
        while act is None and not one.cue and place is not None and steps < len(outer):
            act, place, steps = told.get(place), outer.get(place), steps + 1
        found[one.id] = act or SpeechAct.ASSERT
    return found


def _told(quotation: Quotation, words: StanceWords) -> SpeechAct | None:
    """The act that a quotation's own words name."""
    parts = [quotation.cue, quotation.frame]
    if quotation.kind is Kind.REPORTED:
        parts.append(quotation.quote)
    for spans in parts:
        act = words.act(" ".join(span.text for span in spans))
        if act is not None:
            return act
    return None
