"""Frameless passages: sentences in the Konjunktiv that go on with what somebody said.

Not for: sentences with a frame. The speaker is the one of the nearest earlier quotation that has one.
"""

from __future__ import annotations

from wortlaut_de.rules.view import View


def mood(view: View, start: int = 0) -> str:
    """`strong` where a main clause stands in Konjunktiv I, `weak` for Konjunktiv II only, empty otherwise."""
    weak = False
    for segment in view.segments:
        if segment.start < start:
            continue
        if view.is_subordinate(segment):
            continue
        for i in range(segment.start, segment.end):
            code = view.codes[i]
            if not view.subjunctive(i) or view.marked[i]:
                continue
            if ("j" in code or "J" in code) and not _wish(view, i):
                return "strong"
            weak = True
    if not weak:
        return "strong" if _subordinate_only(view) else ""
    return "weak"


def _wish(view: View, i: int) -> bool:
    """Whether a Konjunktiv I is a wish or set phrase: `es sei denn`, `sei es`, `gelte`-like starts."""
    following = view.low[i + 1] if i + 1 < len(view) else ""
    return view.low[i] == "sei" and (following in {"denn", "dank"} or (i > 0 and view.low[i - 1] == "wie" and following == "es") or (following == "es" and i + 2 < len(view) and view.low[i + 2] in {"durch", "in", "im", "wegen", "aus", "nun"}))


def _subordinate_only(view: View) -> bool:
    return False
