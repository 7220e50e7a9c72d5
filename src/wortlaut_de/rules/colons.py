"""Quotations on both sides of a colon: who shares a frame with whom, and what goes on without one.

Not for: the frames themselves (frames, direct).
"""

from __future__ import annotations

from wortlaut.records import Kind
from wortlaut_de.rules.clauses import konjunktiv
from wortlaut_de.rules.found import Found, Hit
from wortlaut_de.rules.frames import find_frames
from wortlaut_de.rules.sources import find_sources, trimmed
from wortlaut_de.rules.view import View


def share_frame(view: View, number: int, direct: Found, hits: list[Hit]) -> None:
    """Correct a direct quotation whose frame turns out to hold an indirect one: `X sagte, es werde eng: „...“`, `Es werde eng, sagte X: „...“`.

    Where the indirect content reaches to the colon the direct quotation has no frame of its own; where the indirect
    frame does, both share it; where a second verb stands between (`sagte X und fügte hinzu: „...“`), each has its own.
    """
    frame = direct.frame[0]
    for found in [*find_frames(view, number, hits)[0], *find_sources(view, number)]:
        if found.within is not None or not found.quote[0].within(frame):
            continue
        if found.quote[-1].end >= frame.end - 2:
            direct.frame, direct.cue, direct.addressee = [], [], []
            direct.speaker, direct.rule, direct.shared = list(found.speaker), "direct/after-indirect", True
        elif found.frame[-1].end >= frame.end - 2:
            direct.frame, direct.cue, direct.speaker = list(found.frame), list(found.cue), list(found.speaker)
            direct.addressee, direct.shared = list(found.addressee), True
        elif found.rule.endswith("-before") and direct.cue and direct.cue[0].start >= found.frame[-1].end:
            start = next(token.start for token in view.tokens if token.start >= found.frame[-1].end)
            direct.frame = [view.article.span(start, frame.end)]
        return


def before_colon(view: View, number: int, direct: list[Found], hits: list[Hit]) -> list[Found]:
    """What a clause in the Konjunktiv without a verb of saying renders in front of a colon and a direct quotation.

    With a frame behind the direct quotation it shares that frame, without one it goes on with a report.
    """
    end = next((i for i in range(len(view)) if view.hidden[i]), 0)
    if end < 4 or view.words[end - 1] != ":" or not direct or any(hit.verb < end for hit in hits):
        return []
    if not any(konjunktiv(view, s) for s in view.segments if s.end <= end and not view.is_subordinate(s)):
        return []
    quote = trimmed(view, 0, end)
    found = direct[0]
    if quote is None or found.sentence != number:
        return []
    if found.rule in {"direct/frame-after", "direct/frame-inside"}:
        return [Found(Kind.INDIRECT, "indirect/shared-frame", number, [quote], list(found.cue), list(found.frame), list(found.speaker))]
    if found.rule == "direct/frame-before":
        found.frame, found.cue, found.speaker, found.addressee, found.rule = [], [], [], [], "direct/after-passage"
        return [Found(Kind.INDIRECT_FREE_INDIRECT, "passage/colon", number, [quote])]
    return []


def behind_colon(view: View, number: int, reports: list[Found], frames: list[Found]) -> list[Found]:
    """A clause in the Konjunktiv behind the colon of a reported speech act: what was said, without a frame of its own."""
    for segment in view.segments[1:]:
        if segment.before == ":" and not view.is_subordinate(segment) and konjunktiv(view, segment):
            report = next((r for r in reports if r.quote[-1].end <= view.tokens[segment.start].start), None)
            start = view.tokens[segment.start].start
            if report is None or any(span.start <= start < span.end for found in frames for span in found.quote):
                return []
            return [Found(Kind.INDIRECT_FREE_INDIRECT, "passage/colon", number, [view.span(segment.start, len(view))], speaker=list(report.speaker))]
    return []
