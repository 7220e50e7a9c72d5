"""Direct quotations: which pairs of marks hold verbatim speech, and the frame before, inside or after them.

Not for: fragments inside other quotations (nesting).
"""

from __future__ import annotations

from dataclasses import dataclass

from wortlaut.records import Article, Kind, MarkPair, Parse, Span
from wortlaut_de.rules.clauses import coordinated_end
from wortlaut_de.rules.found import Found, Hit
from wortlaut_de.rules.lexicon import Lexicon, lexicon
from wortlaut_de.rules.speakers import frame_roles
from wortlaut_de.rules.view import FINAL, FINITE, View


@dataclass(frozen=True, slots=True)
class Pair:
    """A pair of marks as token range [first, last) with marks, and the sentences it starts and ends in."""

    mark: MarkPair
    first: int
    last: int
    opens_in: int
    closes_in: int


def place_pairs(parse: Parse) -> list[Pair]:
    """The outermost pairs with their tokens and sentences; pairs without words are left out."""
    starts = [token.start for token in parse.tokens]
    sentence_starts = [sentence.start for sentence in parse.sentences]
    out = []
    for mark in parse.marks:
        if mark.depth > 0:
            continue
        first, last = _at(starts, mark.start), _at(starts, mark.end)
        opens, closes = _at(sentence_starts, mark.start + 1) - 1, _at(sentence_starts, mark.end) - 1
        if last - first > 2 and opens >= 0:
            out.append(Pair(mark, first, last, opens, closes))
    return out


def _at(starts: list[int], position: int) -> int:
    from bisect import bisect_left

    return bisect_left(starts, position)


def is_speech(parse: Parse, pair: Pair, lexicon: Lexicon) -> bool:
    """Whether a pair holds a direct quotation of its own, judged by what stands around it."""
    tokens = parse.tokens
    opening, closing = parse.sentences[pair.opens_in], parse.sentences[pair.closes_in]
    inside = tokens[pair.first + 1 : pair.last - 1]
    words = [token.text for token in inside]
    before = tokens[pair.first - 1].text if pair.first > opening.first else ""
    after = [token.text for token in tokens[pair.last : min(pair.last + 4, closing.last)]]
    has_verb = any(FINITE & set(_code(lexicon, word)) for word in words)
    stopped = words[-1] in FINAL or words[-1] in {",", "…"}
    sentences = pair.closes_in > pair.opens_in
    if before == ":":
        return has_verb or stopped or len(words) >= 5 or not any(w in {",", "und"} for w in after[:1])
    starts = not before or (before in {"-", "–", "—", "("} and pair.first - opening.first <= 3)
    framed = _frame_follows(lexicon, after, words[-1])
    if starts and framed:
        return True
    if sentences and (starts or before == ","):
        return True
    if starts and (not after or after[0] in FINAL or after[0] in {")"}):
        return (has_verb and len(words) >= 3) or (stopped and len(words) >= 2) or len(words) >= 8
    if before == "," and has_verb and len(words) >= (3 if stopped else 4) and (not after or after[0] in FINAL or after[0] == ","):
        return _cue_before(lexicon, [t.text for t in tokens[max(opening.first, pair.first - 25) : pair.first - 1]])
    return False


JUDGING = ("reported/predicative", "reported/nennen", "passage/")


def is_name(parse: Parse, pair: Pair, outer: str) -> bool:
    """Whether marks inside a quotation found by the rule `outer` hold a name or title rather than somebody's words.

    Names consist of capital words; they stand behind a noun (`die Zeitung „Der Bote“`) or before their abbreviation.
    """
    words = [token.text for token in parse.tokens[pair.first + 1 : pair.last - 1] if token.text[0].isalnum()]
    capital = all(not word[0].islower() for word in words)
    before = parse.tokens[pair.first - 1].text if pair.first else ""
    after = parse.tokens[pair.last].text if pair.last < len(parse.tokens) else ""
    if capital and len(words) == 1 and before.lower() in lexicon().words["before_fragment"]:
        return False
    if after == "(" or (before[:1].isupper() and (capital or len(words) <= 2)):
        return True
    return capital and (len(words) > 1 or not outer.startswith(JUDGING))


def _code(lexicon: Lexicon, word: str) -> str:
    code = lexicon.codes.get(word.lower(), "")
    return "" if "-" in code or (not word[0].islower() and len(word) > 12) else code


def _frame_follows(lexicon: Lexicon, after: list[str], last: str) -> bool:
    """Whether a frame can start with these tokens behind the closing mark."""
    if not after:
        return False
    rest = after
    if after[0] in {",", "-", "–", "—"}:
        rest = after[1:]
    elif last not in {".", "!", "?", "…", ","}:
        low = after[0].lower()
        return bool(lexicon.cues.get(low)) and after[0][0].islower()
    if not rest:
        return False
    low = rest[0].lower()
    if low in {"so", "laut", "heißt", "hieß", "wie"}:
        return True
    if low in {"ist", "sind", "war", "waren", "hat", "haben", "wird", "werden", "und", "aber", "der", "die", "das"}:
        return False
    return rest[0][0].islower() and bool(FINITE & set(lexicon.codes.get(low, ""))) and "-" not in lexicon.codes.get(low, "")


def _cue_before(lexicon: Lexicon, words: list[str]) -> bool:
    """Whether the clause that these words end with holds a verb of saying."""
    last = max((i for i, word in enumerate(words) if word in {",", ";"}), default=-1)
    words = words[last + 1 :]
    return any(any("C" in form.cue.takes and FINITE & set(form.codes) for form in lexicon.cues.get(w, ())) for w in words)


def find_direct(article: Article, views: list[View], hits: list[list[Hit]], pairs: list[Pair]) -> list[Found]:
    """Direct quotations for the pairs that hold speech, frames and their roles included, parts of one quotation joined."""
    out: list[Found] = []
    previous: tuple[Pair, Found, bool] | None = None
    for number, pair in enumerate(pairs):
        following = pairs[number + 1] if number + 1 < len(pairs) else None
        quote = _parts(article, views, pair)
        if previous and _continues(views, previous, pair):
            previous[1].quote.extend(quote)
            previous = (pair, previous[1], False)
            continue
        found = Found(Kind.DIRECT, "direct/floating", pair.opens_in, quote)
        ends_frame = _frame_after(views, hits, pair, following, found)
        if not found.frame:
            _frame_before(views, hits, pair, pairs[number - 1] if number else None, found)
        out.append(found)
        previous = (pair, found, ends_frame)
    return out


def _continues(views: list[View], previous: tuple[Pair, Found, bool], pair: Pair) -> bool:
    """Whether a pair goes on with the quotation before it: in the same sentence behind its frame, or glued on without one."""
    last, found, open_end = previous
    if last.closes_in != pair.opens_in:
        return last.mark.close_start == last.mark.close_end and pair.opens_in == last.closes_in + 1
    view = views[pair.opens_in]
    offset = view.sentence.first
    between = view.words[last.last - offset : pair.first - offset]
    return (open_end and bool(found.frame)) or (len(between) <= 2 and not any(w == ":" for w in between))


def _parts(article: Article, views: list[View], pair: Pair) -> list[Span]:
    """The spans of a pair, one per sentence it runs through."""
    out = []
    for number in range(pair.opens_in, pair.closes_in + 1):
        sentence = views[number].sentence
        start, end = max(sentence.start, pair.mark.start), min(sentence.end, pair.mark.end)
        if start < end:
            out.append(article.span(start, end))
    return out


def _frame_after(views: list[View], hits: list[list[Hit]], pair: Pair, following: Pair | None, found: Found) -> bool:
    """Set the frame behind a pair; returns whether it runs up to the next pair in the sentence."""
    view = views[pair.closes_in]
    offset = view.sentence.first
    start = pair.last - offset
    end = view.content_end()
    inside = following is not None and following.opens_in == pair.closes_in
    if inside and following is not None:
        end = following.first - offset
    if start >= end:
        return False
    rest = view.words[start : start + 4]
    if not _frame_follows(view.lexicon, rest, view.words[start - 2] if start >= 2 else ""):
        return False
    if end - start < 2:
        return False
    if not inside:
        end = coordinated_end(view, start, _cut_new_clause(view, start, end))
        if end == len(view) - 1 and view.words[end] == ":":
            end += 1
    found.frame = [view.span(start, end)]
    found.rule = "direct/frame-inside" if inside else "direct/frame-after"
    frame_roles(view, start, end, found, hits[pair.closes_in])
    return inside


def _cut_new_clause(view: View, start: int, end: int) -> int:
    """The end of a frame before a coordinated clause with a subject of its own."""
    for segment in view.segments:
        if segment.start > start + 1 and segment.end <= end and segment.before in {",", ";", "–", "-"}:
            first = view.low[segment.start]
            if segment.before == ";" or (first in {"und", "aber", "doch", "denn"} and view.finites(segment)):
                return segment.start - 1
    return end


def _frame_before(views: list[View], hits: list[list[Hit]], pair: Pair, earlier: Pair | None, found: Found) -> None:
    """Set the frame in front of a pair: what stands before its colon or comma in the sentence."""
    view = views[pair.opens_in]
    offset = view.sentence.first
    end = pair.first - offset
    start = 0
    if earlier is not None and earlier.closes_in == pair.opens_in:
        start = earlier.last - offset
    while start < end and view.words[start] in {",", "-", "–"}:
        start += 1
    if end - start < 2 or view.words[end - 1] not in {":", ","}:
        return
    found.frame = [view.span(start, end)]
    found.rule = "direct/frame-before"
    frame_roles(view, start, end, found, hits[pair.opens_in])
