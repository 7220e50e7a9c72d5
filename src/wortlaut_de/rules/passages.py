"""Frameless passages: sentences in the Konjunktiv, or with sollen, that go on with what somebody said.

Not for: sentences with a frame. The speaker is the one of the nearest earlier quotation that has one (annotator).
"""

from __future__ import annotations

from wortlaut_de.rules.view import View


def mood(view: View) -> str:
    """`strong` where the sentence's first main clause is in Konjunktiv I, `weak` for Konjunktiv II only, empty otherwise.

    Only plural forms of the Konjunktiv II count: they stand in for the Konjunktiv I that looks like an indicative, while
    singular ones (`das wäre`, `das könnte`) are the article's own. They count as strong where a subordinate clause has
    Konjunktiv I.
    """
    weak = False
    for segment in view.segments:
        if view.is_subordinate(segment):
            continue
        finites = [i for i in view.finites(segment) if not view.marked[i]] or view.finites(segment)
        forms = [i for i in finites if view.subjunctive(i) and view.low[i] not in view.lexicon.words["polite"]]
        if any(_first(view, i) and not _set_phrase(view, i) for i in forms):
            return "strong"
        if any("K" in view.codes[i] and not _conjecture(view, i) for i in forms):
            weak = True
        elif finites and not weak:
            return ""
    if not weak:
        return ""
    return "strong" if any(_first(view, i) for i in range(len(view))) else "weak"


def _conjecture(view: View, i: int) -> bool:
    """Whether a Konjunktiv II draws the article's own conclusion: `Damit könnten Angriffe eine Option werden.`"""
    return view.low[i] in view.lexicon.words["conjecturing"] and view.low[0] in view.lexicon.words["concluding"]


def plans(view: View) -> bool:
    """Whether the first main clause of a sentence says what is to be: `Der Damm soll bis Mai fertig sein.`"""
    for segment in view.segments:
        finites = view.finites(segment)
        if finites and not view.is_subordinate(segment):
            return view.low[finites[0]] in {"soll", "sollen"}
    return False


def _first(view: View, i: int) -> bool:
    """Whether token i is Konjunktiv I."""
    return view.subjunctive(i) and bool({"j", "J"} & set(view.codes[i]))


def _set_phrase(view: View, i: int) -> bool:
    """Whether a Konjunktiv I belongs to a set phrase: `es sei denn`, `wie dem auch sei`."""
    following = view.low[i + 1] if i + 1 < len(view) else ""
    return view.low[i] == "sei" and (following in {"denn", "dank"} or (i > 0 and view.low[i - 1] == "auch" and not following.isalpha()))
