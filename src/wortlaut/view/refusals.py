"""Why a question has no answer, in the language of the visitor.

Other rooms raise their errors in English, in three parts: what happened, on what, how to fix it. Their texts stand here as the
catalogues know them, with `%s` for what differs; a test reads those rooms and finds every one. What is not here stays English.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from wortlaut.errors import WortlautError
from wortlaut.view.language import Words, mark
from wortlaut.view.troubles import TROUBLES, WHOLE

REFUSALS = (
    mark("windows give several networks"),
    mark("ask for slices, or for time window no"),
    mark("no windows asked for"),
    mark("choose a time window from events to years"),
    mark("no windows"),
    mark("nothing with a date is counted"),
    mark("widen the dates or the filters"),
    mark("an event list is no matrix"),
    mark("ask for the event list, or for network type onemode or twomode"),
    mark("too many large windows at once"),
    mark("%s cells"),
    mark("choose a larger unit, narrower dates or filters"),
    mark("too large for the average under a kernel"),
    mark("%s levels"),
    mark("choose normalization no"),
    mark("a window beyond the calendar"),
    mark("choose a smaller window or unit"),
    mark("a %s variable has no rows or columns"),
    mark("name a short text variable or a document field"),
    mark("the network is too large"),
    mark("narrow it by dates or filters: at most %s"),
    mark("too many levels to combine"),
    mark("at most %s"),
    mark("an integer qualifier with too many values"),
    mark("group them: at most %s"),
    mark("DNA divides by zero where an integer qualifier has a single value"),
    mark("leave out --dna-compat"),
    mark("DNA divides by zero under a kernel where the qualifier has a single value"),
    mark("neither true nor false"),
    mark("correct the coding"),
    mark("long text cannot be a qualifier"),
    mark("name a boolean, integer or short text variable"),
    mark("the network has no such label"),
    mark("see its rows and columns"),
    mark("too few actors"),
    mark("%s actors with statements, coalitions need at least %s"),
    mark("widen the dates or the filters, or add --include all"),
    mark("DNA's polarization over time is not offered"),
    mark("it takes one network for both"),
    mark("no such number of groups"),
    mark("from 2 to %s: each has at least two actors"),
    mark("DNA's polarization is offered for two groups only"),
    mark("ask for 2, or leave out --dna-compat"),
    mark("positions have no such period"),
    mark("choose %s"),
    mark("positions need a qualifier"),
    mark("name one, such as agreement"),
    mark("positions need a boolean or integer qualifier"),
    mark("variable 1 and variable 2 are the same"),
    mark("name two different variables"),
    mark("qualifier aggregation %s has no meaning in a %s network"),
    mark("normalization %s has no meaning in a %s network"),
    mark("qualifier aggregation %s needs a qualifier"),
    mark("name one, or ignore it"),
    mark("a combined cell is a code, no amount: it cannot be normalised"),
    mark("a combined cell is a code, no amount: it has no bounds"),
    mark("choose subtract or ignore"),
    mark("a combined cell is a code, no amount: it cannot be smoothed"),
    mark("choose kernel no"),
    mark("a window without width"),
    mark("give a window size of at least 1"),
    mark("a kernel needs windows"),
    mark("choose a time window from minutes to years"),
    mark("a kernel has no such unit"),
    mark("not defined with a kernel"),
    mark("normalization %s"),
    mark("choose no or average"),
    mark("the start date lies behind the stop date"),
    mark("swap them"),
    mark("stands have no such period"),
    mark("stands need a boolean or integer qualifier"),
    mark("no such variable"),
    mark("there are %s"),
    mark("a date with a time zone"),
    mark("give the time of the place, without a zone"),
    mark("an event has not one value per variable"),
    mark("give %s values"),
    mark("not an ISO date"),
    mark("write 2021-03-09 or 2021-03-09T14:30:00"),
    mark("too many windows"),
    mark("more than %s %s"),
    mark("choose a larger unit or narrower dates"),
    mark("%s events"),
    mark("narrow the dates, or use a window of time"),
    mark("no such %s"),
    mark("choose one of %s"),
    mark("not a date"),
    mark("not a value to exclude"),
    mark("write VARIABLE=VALUE, such as organization=Flussrat"),
    mark("write 2014, 2014-10 or 2014-10-14"),
    mark("too many nodes for a picture"),
    mark("narrow the question to %s, or write .graphml"),
    mark("too many cells for a picture"),
    mark("narrow the question to %s, or write .csv"),
    mark("too many positions for a picture"),
    mark("too many statements for a picture"),
    mark("too many issues for a picture"),
    mark("narrow the question to %s"),
    mark("narrow the selection"),
    mark("%s actors and concepts"),
    mark("choose with --actor or --concept"),
    mark("they are one actor already"),
    mark("%s and %s"),
    mark("see who is called what with `wortlaut actors`"),
    mark("only statements of the actor can be split off"),
    mark("list them with `wortlaut statements --actor NAME`"),
    mark("there is no such actor"),
    mark("list them with `wortlaut actors`; a name, an alias or an id"),
    mark("several actors are called so"),
    mark("give the id of one"),
    mark("no article and no decision knows this actor yet"),
    mark("run `wortlaut run` first, or name another"),
    mark("this is no name of an actor"),
    mark("give at most %s printable characters"),
    mark("this relation needs nobody to confirm it"),
    mark("tensions, contradictions and changes of position do"),
    mark("no statement has this id"),
    mark("list candidates with `wortlaut study tensions`"),
    mark("there is no such coding"),
    mark("see them with `wortlaut show ID`"),
    mark("the codebook has no such concept"),
    mark("list them with `wortlaut concepts list`"),
    mark("this is no agreement"),
    mark("one of %s, on a concept; or leave it out"),
    mark("there is nothing to undo"),
    mark("decisions by %s"),
    mark("see who decided what with `wortlaut statements --include judged`"),
    mark("there is nothing to redo"),
    mark("redo follows an undo, as long as nothing else was decided since"),
    mark("this decision cannot be undone"),
    mark("%s by %s"),
    mark("undo your own decisions that stand; see them in the review"),
    mark("these are no words of the text"),
    mark("give START-END in code points, in order, each with words in it, within 0-%s"),
    mark("these words are a statement already"),
    mark("change that one instead"),
    mark("a decision needs a name"),
    mark("this is no reply"),
    mark("%s characters"),
    mark("write at least one and at most %s"),
)

KNOWN = (*REFUSALS, *TROUBLES)


def refusal(words: Words, error: WortlautError) -> str:
    """The error in one line, each of its parts in the language of the visitor where the catalogue has it."""
    line = ": ".join(told(words, part) for part in (error.what, error.subject, error.remedy) if part)
    return " ".join(line.split())


def told(words: Words, text: str) -> str:
    """A text that the ledger keeps in English, in the language of the visitor where the catalogue has it."""
    return translated(words, text, KNOWN, lambda part: told(words, part) if part in WHOLE or part.startswith("is ") else part)


def translated(words: Words, text: str, known: tuple[str, ...], told: Callable[[str], str] = str) -> str:
    """A text of another room in the language of the visitor, where it is one of those known; `told` says what stands in its gaps."""
    for text_known, pattern in _patterns(known):
        found = pattern.fullmatch(text)
        if found:
            return words.say(text_known) % tuple(map(told, found.groups())) if found.groups() else words.say(text_known)
    return text


@cache
def _patterns(known: tuple[str, ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Every text as what it matches: those without a gap first, then the longest."""
    made = ((text, re.compile("(.+?)".join(map(re.escape, text.split("%s"))), re.DOTALL)) for text in known)
    return tuple(sorted(made, key=lambda one: ("%s" in one[0], -len(one[0]))))
