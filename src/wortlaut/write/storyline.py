"""Statements in order of time as a picture: who said it on the left, under it the outlets that tell it with their words, beside it what clashes.

A filled circle is a statement, an open dashed one reached us through others. A bracket joins the texts that tell the same statement; what
clashes is joined by a line on the right, dashed for a suggestion and solid where a person said so.
"""

from __future__ import annotations

import json
import unicodedata

from wortlaut import __version__
from wortlaut.errors import WriteError
from wortlaut.records import Account, Clash, Telling, Timeline, Wording
from wortlaut.seams import ENGLISH, Voice
from wortlaut.shape import Json
from wortlaut.write.canvas import DISAGREE, FAINT, FOOT, INK, MARGIN, PAPER, RULE, SIGN, Canvas, number
from wortlaut.write.xml import inside

WIDTH, LINE, GAP = 1220, 17, 12
AXIS, SAID, TOLD, BRACKET, CLASHES = 190, 208, 232, 750, 1040
"""Where things stand from the left, in pixels."""
LANE, LANES = 26, 5
"""Clashes side by side; further ones share a lane."""
MOST_LINES = 600

SIGNS = {Wording.SAME: "═", Wording.OTHER: "─", Wording.NUMBERS: "≠"}
"""How the tellings of a statement are worded, beside the word."""


def storyline(shown: Timeline, title: str, question: Json, voice: Voice = ENGLISH) -> bytes:
    """The picture as SVG with the question and the version inside; WriteError where it has too many lines to be read."""
    lines = sum(_lines(one) for one in shown.accounts)
    if lines > MOST_LINES:
        raise WriteError("too many statements for a picture", str(lines), "narrow the selection")
    told = _foot(shown, voice)
    height = MARGIN + 24 + lines * LINE + GAP * len(shown.accounts) + 44 + FOOT
    canvas = Canvas(WIDTH, height, title, told, json.dumps({"wortlaut": __version__, "question": question}, ensure_ascii=False))
    top = MARGIN + 34.0
    places: dict[int, float] = {}
    y = top
    for one in shown.accounts:
        places[one.number] = y
        y += _lines(one) * LINE + GAP
    canvas.shape("line", x1=str(AXIS), x2=str(AXIS), y1=number(top - 10), y2=number(y - GAP), stroke=RULE)
    day = ""
    for one in shown.accounts:
        day = _account(canvas, one, places[one.number], day, voice)
    for place, clash in enumerate(one for one in shown.clashes if one.one in places and one.other in places):
        _clash(canvas, clash, places, CLASHES + LANE * (place % LANES), voice)
    _legend(canvas, y + 18, voice)
    return canvas.bytes()


def _lines(one: Account) -> int:
    return 1 + len(one.tellings)


def _foot(shown: Timeline, voice: Voice) -> str:
    say = voice.say
    texts = {telling.row.article.id for one in shown.accounts for telling in one.tellings}
    parts = [say("%s statements in %s texts") % (len(shown.accounts), len(texts))]
    if shown.joined:
        parts.append(say("%s quotations inside statements of the same actor joined with them") % shown.joined)
    parts.append(say("where no literal copy was found, nothing says where else a text comes from"))
    return "; ".join([*parts, f"Wortlaut {__version__}"])


def _account(canvas: Canvas, one: Account, y: float, before: str, voice: Voice) -> str:
    """Draw an account; its day, which is written only where it differs from the one before."""
    first = one.tellings[0].row
    day = voice.time(one.tellings[0].when)
    if day != before:
        canvas.text(AXIS - 14, y + 4, day, most=24, size=11, text_anchor="end")
    second_hand = all(telling.second_hand for telling in one.tellings)
    look = {"fill": PAPER, "stroke_dasharray": "2 2"} if second_hand else {"fill": INK}
    canvas.shape("circle", cx=str(AXIS), cy=number(y), r="4.5", stroke=INK, **look)
    who = first.actor.name if first.actor is not None else voice.say("speaker unknown")
    canvas.text(SAID, y + 4, f"{one.number}  {who}: {one.tellings[0].words}", most=100)
    for place, telling in enumerate(one.tellings):
        _telling(canvas, telling, y + LINE * (place + 1), voice, alone=len(one.tellings) == 1)
    if one.wording is not None:
        _bracket(canvas, one, y, voice)
    return day


def _telling(canvas: Canvas, telling: Telling, y: float, voice: Voice, *, alone: bool) -> None:
    outlet = telling.row.article.outlet or voice.say("Outlet unknown")
    parts = [outlet, *([] if alone else [_marked(telling.words)]), ", ".join(telling.row.article.agencies)]
    parts += ["╌ " + voice.say("passed on by others")] if telling.second_hand else []
    canvas.text(TOLD, y + 4, " · ".join(part for part in parts if part), most=80, size=10, fill=FAINT)


def _bracket(canvas: Canvas, one: Account, y: float, voice: Voice) -> None:
    """The bracket around the tellings of one statement, with how they are worded and what they share."""
    low, high = y + LINE - 6, y + LINE * len(one.tellings) + 6
    canvas.shape("path", d=f"M{BRACKET} {number(low)} h6 V{number(high)} h-6", fill="none", stroke=INK)
    middle = (low + high) / 2 + 4
    wording = voice.told(one.wording) if one.wording is not None else ""
    shared = "; " + voice.say("same agency: %s") % ", ".join(one.agencies) if one.agencies else ""
    canvas.text(BRACKET + 12, middle, f"{SIGNS[one.wording or Wording.OTHER]} {wording}{shared}", most=44, size=10)


def _clash(canvas: Canvas, clash: Clash, places: dict[int, float], x: float, voice: Voice) -> None:
    first, second = sorted((places[clash.one], places[clash.other]))
    look = {} if clash.confirmed else {"stroke_dasharray": "5 4"}
    made = canvas.shape(
        "path", d=f"M{CLASHES - 8} {number(first)} H{number(x)} V{number(second)} H{CLASHES - 8}", fill="none", stroke=DISAGREE, **look
    )
    kind = voice.told(clash.decision.kind if clash.decision is not None else clash.relation.kind)
    said = f"{clash.one} – {clash.other}: {kind}" + ("" if clash.confirmed else " (" + voice.say("suggested") + ")")
    inside(made, "title", said)
    canvas.text(x + 3, (first + second) / 2 + 4, "⚡✓" if clash.confirmed else "⚡", size=11, fill=DISAGREE)


def _marked(words: str) -> str:
    """The words in quotation marks, if they have none of their own."""
    return words if unicodedata.category(words[0]) in ("Pi", "Pf", "Ps") or words[0] == '"' else f"„{words}“"


def _legend(canvas: Canvas, y: float, voice: Voice) -> None:
    say = voice.say
    signs = [f"{SIGNS[one]} {voice.told(one)}" for one in Wording]
    marks = ["╌ " + say("passed on by others"), "⚡ " + say("suggested"), "⚡✓ " + say("confirmed by a person")]
    x = float(MARGIN)
    for words in (*signs, *marks):
        canvas.text(x, y, words, size=11)
        x += SIGN * len(words) + 18
