"""Rules and network together: the network says what is a quotation, the rules say where it begins and ends.

Each step stands here because it measured better on held-out articles (recipes/de/quote/TAGGER.md). Token numbers only. Not
for: roles, which the network reads when the borders stand.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from wortlaut_de.tagger.decode import TokenQuote, confidence
from wortlaut_de.tagger.features import TokenQuotation
from wortlaut_de.tagger.spans import Index, Part, agreement, length, shared

DIRECT, INDIRECT, REPORTED, PASSAGE = 0, 1, 2, 3

SAME = 0.5
"""Network and rule mean the same quotation where their intersection is so large a part of their union."""

LEAST = 0.3
"""So probable a quotation must be: an F1 near 0.75 gains from what is right in three of eight cases."""

STOPS = frozenset(".!?…")
LOOSE = frozenset(",;:.")
CITING = frozenset({"Berufung", "Verweis"})
"""`unter Berufung auf` names the speaker; what reports is the chain. The guide says so, and the rules find it."""

SNAP = 0.6
"""A part of a direct quotation and a pair of marks that cover so much of each other are the same."""


@dataclass(frozen=True, slots=True)
class Surface:
    """What borders are moved by: words, the token behind each sentence, pairs of quotation marks, the first tokens behind headings in order.

    `sentences` are all in order, with their paragraph: first token, the token behind, number of the paragraph.
    """

    words: Sequence[str]
    ends: Collection[int]
    pairs: Sequence[Part]
    headed: Sequence[int] = ()
    sentences: Sequence[tuple[int, int, int]] = ()

    def body(self, part: Part) -> Part:
        """The part without a heading that it runs over from."""
        place = bisect_left(self.headed, part[1]) - 1
        return (self.headed[place], part[1]) if place >= 0 and self.headed[place] > part[0] else part


def combined(
    found: Sequence[TokenQuote],
    rules: Sequence[TokenQuotation],
    surface: Surface,
    weights: Mapping[str, tuple[float, ...]],
    least: float = LEAST,
) -> list[TokenQuote]:
    """The network's quotations with borders mended and confidence set, without the improbable ones; in text order."""
    index = Index([rule.parts for rule in rules])
    found = [piece for one in found for piece in _near_parts(one, surface)]
    bordered = [_with_rule(one, rules, index, surface) for one in found]
    settled = _without_doubles(_whole_passages(found, bordered, rules))
    pairs = Index([(pair,) for pair in surface.pairs])
    out = []
    for one in settled:
        near = [rules[place] for place in index.touching(one.parts[0][0], one.parts[-1][1])]
        agreed = agreement(one.kind, one.parts, [(rule.kind, rule.parts) for rule in near])
        kept = one if one.rule else replace(one, parts=_mended(one, surface, pairs))
        kept = replace(kept, agreement=agreed)
        kept = replace(kept, confidence=confidence(kept, weights))
        if kept.confidence >= least:
            out.append(kept)
    out.sort(key=lambda one: (one.parts[0][0], -one.parts[-1][1], one.layer))
    return out


def _near_parts(one: TokenQuote, surface: Surface) -> list[TokenQuote]:
    """A direct quotation cut where it goes on later than in the next sentence: by the guide that is a new one."""
    cuts = [place for place, (a, b) in enumerate(pairwise(one.parts), 1) if sum(at in surface.ends for at in range(a[1], b[0] + 1)) > 1]
    if one.kind != DIRECT or not cuts:
        return [one]
    return [replace(one, parts=one.parts[first:last]) for first, last in pairwise([0, *cuts, len(one.parts)])]


def _with_rule(one: TokenQuote, rules: Sequence[TokenQuotation], index: Index, surface: Surface) -> TokenQuote:
    """The quotation with the borders of the rule quotation of its kind that it means, and the source cited there.

    A rule that knows only some of the parts of a direct quotation says nothing about the others, so they stay.
    """
    best, chosen = SAME, None
    for place in index.touching(one.parts[0][0], one.parts[-1][1]):
        rule = rules[place]
        if rule.kind == one.kind and (one.kind != DIRECT or all(shared([part], rule.parts) for part in one.parts)):
            common = shared(one.parts, rule.parts)
            score = common / (length(one.parts) + length(rule.parts) - common)
            if score >= best:
                best, chosen = score, rule
    if chosen is None:
        return one
    return replace(one, parts=list(chosen.parts), rule=chosen.name, cited=list(chosen.speaker) if _cited(chosen, surface.words) else [])


def _cited(rule: TokenQuotation, words: Sequence[str]) -> bool:
    """Whether a rule's speaker is the source that the one who reports appeals to."""
    first = min(rule.speaker, default=0)
    return first >= 2 and words[first - 1] == "auf" and words[first - 2] in CITING


def _whole_passages(found: Sequence[TokenQuote], bordered: Sequence[TokenQuote], rules: Sequence[TokenQuotation]) -> list[TokenQuote]:
    """Passages cut as the rules cut them, wherever the network sees a passage in most of the rule's words.

    Which sentences of indirect speech make one quotation is a convention, and rules keep it better.
    """
    mine = [one for one in found if one.kind == PASSAGE]
    whole = [one for one in bordered if one.kind == PASSAGE and one.rule]
    index = Index([one.parts for one in mine])
    taken = []
    for rule in rules:
        near = _at(mine, index, rule) if rule.kind == PASSAGE else []
        seen = sum(shared(one.parts, rule.parts) for one in near)
        if near and seen >= SAME * length(rule.parts) and not any(one.parts == list(rule.parts) for one in whole):
            source = max(near, key=lambda one: shared(one.parts, rule.parts))
            taken.append(replace(source, parts=list(rule.parts), rule=rule.name))
    settled = [*whole, *taken]
    covering = Index([one.parts for one in settled])

    def covered(one: TokenQuote) -> bool:
        return sum(shared(one.parts, other.parts) for other in _at(settled, covering, one)) >= SAME * length(one.parts)

    return [one for one in bordered if one.kind != PASSAGE or one.rule or not covered(one)] + taken


def _at(quotations: Sequence[TokenQuote], index: Index, one: TokenQuote | TokenQuotation) -> list[TokenQuote]:
    return [quotations[place] for place in index.touching(one.parts[0][0], one.parts[-1][1])]


def _without_doubles(found: Sequence[TokenQuote]) -> list[TokenQuote]:
    """Of two quotations of one kind, one inside the other, the outer one; of equal ones the surer one."""
    order = sorted(found, key=lambda one: (-length(one.parts), -one.mean))
    index = Index([one.parts for one in order])
    out = []
    for place, one in enumerate(order):
        size = length(one.parts)
        earlier = (other for other in index.touching(one.parts[0][0], one.parts[-1][1]) if other < place)
        if not any(order[other].kind == one.kind and shared(order[other].parts, one.parts) == size for other in earlier):
            out.append(one)
    return out


def _mended(one: TokenQuote, surface: Surface, pairs: Index) -> list[Part]:
    """Borders by the conventions of the annotation guide, where no rule found the quotation."""
    parts = [part if one.kind == DIRECT else surface.body(part) for part in one.parts]
    first, last = parts[-1]
    if one.kind == DIRECT:
        parts = _merged([_snapped(part, surface, pairs) for part in parts])
    elif one.kind == INDIRECT:
        while last - first > 1 and surface.words[last - 1] in LOOSE:
            last -= 1
        parts[-1] = (first, last)
        first, last = parts[0]
        while last - first > 1 and surface.words[first] in LOOSE:
            first += 1
        parts[0] = (first, last)
    elif last < len(surface.words) and surface.words[last] in STOPS and (one.kind != REPORTED or last + 1 in surface.ends):
        parts[-1] = (first, last + 1)
    return parts


def _snapped(part: Part, surface: Surface, pairs: Index) -> Part:
    """The pair of marks that a part of a direct quotation fills, or the part as it is."""
    for place in pairs.touching(*part):
        pair = surface.pairs[place]
        common = min(part[1], pair[1]) - max(part[0], pair[0])
        if common >= SNAP * (part[1] - part[0]) and common >= SNAP * (pair[1] - pair[0]):
            return pair
    return part


def _merged(parts: Sequence[Part]) -> list[Part]:
    """Parts in order, overlapping ones joined."""
    out: list[Part] = []
    for first, last in sorted(parts):
        if out and first < out[-1][1]:
            out[-1] = (out[-1][0], max(last, out[-1][1]))
        else:
            out.append((first, last))
    return out
