"""The same event in two articles, and the same statement told twice: by actors, place, dates and wording."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from wortlaut.records import Passage, Relation, RelationKind, Span, Told, Voiced
from wortlaut.study.relations.nearness import narrow, near_pairs, said_apart

EVENT_DAYS = 1
"""A morning paper tells of the evening before."""
STATEMENT_DAYS = 2
"""Agencies repeat a statement for about so long; after that it is more likely another one."""
LEAST_ACTORS = 2
"""One minister has several appointments a day in the capital; two people who meet are an event."""
LEAST_WORDS = 3
LEAST_OVERLAP = 0.5
"""Of the different words of the shorter wording, those that stand in the other."""
MOST_PARTNERS = 100
"""With how many later items of the same actor or place one item is compared."""
WIDEST_DAYS = 7
"""A date known no better than this is shown as a guess."""

_WORD = re.compile(r"\w+")


def same_events(told: Iterable[Told], voiced: Iterable[Voiced]) -> tuple[Relation, ...]:
    """Pairs of articles in which the same actors speak, which name the same place and are at most a day apart.

    Asserted where both dates are known to a week and every shared actor is named in both.
    """
    speaking: dict[str, dict[str, list[Voiced]]] = defaultdict(lambda: defaultdict(list))
    by_place: dict[str, dict[str, Told]] = defaultdict(dict)
    articles = {one.article: one for one in told}
    for voice in voiced:
        if voice.actor is not None:
            speaking[voice.article][voice.actor].append(voice)
        if voice.place is not None and voice.article in articles:
            by_place[voice.place][voice.article] = articles[voice.article]
    for article in articles.values():
        if article.place is not None:
            by_place[article.place][article.article] = article
    found: dict[tuple[str, str], Relation] = {}
    for place, there in by_place.items():
        for one, other in near_pairs(there.values(), lambda article: article.when, EVENT_DAYS, MOST_PARTNERS):
            shared = sorted(speaking[one.article].keys() & speaking[other.article].keys())
            if len(shared) >= LEAST_ACTORS and (one.article, other.article) not in found:
                sides = (speaking[one.article], speaking[other.article])
                found[one.article, other.article] = _event(one, other, place, shared, sides)
    return tuple(found.values())


def _event(one: Told, other: Told, place: str, shared: Sequence[str], sides: Sequence[dict[str, list[Voiced]]]) -> Relation:
    named = all(any(voice.named for voice in side[actor]) for side in sides for actor in shared)
    names = ", ".join(sides[0][actor][0].name for actor in shared)
    agencies = sorted(set(one.agencies) & set(other.agencies))
    reasons = [f"both name {names}", f"place {place}", said_apart(one.when, other.when)]
    reasons += [f"both bylines name {', '.join(agencies)}"] if agencies else []
    return Relation(
        id=Relation.id_of(RelationKind.SAME_EVENT, one.article, other.article),
        kind=RelationKind.SAME_EVENT,
        one=one.article,
        other=other.article,
        asserted=named and narrow(one.when, WIDEST_DAYS) and narrow(other.when, WIDEST_DAYS),
        evidence=tuple(Passage(voice.article, span) for side in sides for actor in shared for voice in side[actor][:1] for span in voice.quote),
        reasons=tuple(reasons),
    )


def same_statements(voiced: Iterable[Voiced]) -> tuple[Relation, ...]:
    """Pairs of statements of one actor in two articles, at most two days apart, of which one has half the words of the other.

    Asserted where both speakers are named and both dates are known to a week. Each statement is taken once per other article, with
    the wording that is nearest.
    """
    by_actor: dict[str, list[Voiced]] = defaultdict(list)
    for one in voiced:
        if one.actor is not None:
            by_actor[one.actor].append(one)
    pairs = [pair for spoken in by_actor.values() for pair in _alike(spoken)]
    taken: set[tuple[str, str]] = set()
    found = []
    for _, one, other in sorted(pairs, key=lambda pair: (-pair[0], pair[1].statement, pair[2].statement)):
        uses = {(one.statement, other.article), (other.statement, one.article)}
        if not uses & taken:
            taken |= uses
            found.append(_retold(one, other))
    return tuple(found)


def _alike(spoken: Iterable[Voiced]) -> Iterator[tuple[float, Voiced, Voiced]]:
    words = {one.statement: _words(one.quote) for one in spoken}
    for one, other in near_pairs(spoken, lambda voice: voice.when, STATEMENT_DAYS, MOST_PARTNERS):
        first, second = words[one.statement], words[other.statement]
        shared = len(first & second)
        least = min(len(first), len(second))
        if one.article != other.article and shared >= min(LEAST_WORDS, least) and shared >= LEAST_OVERLAP * least > 0:
            # Between two wordings that hold the shorter one, the one of the same length is the nearer.
            yield shared / least + shared / max(len(first), len(second)), one, other


def _retold(one: Voiced, other: Voiced) -> Relation:
    first, second = _words(one.quote), _words(other.quote)
    same = " ".join(span.text for span in one.quote) == " ".join(span.text for span in other.quote)
    wording = "the same words" if same else f"{len(first & second)} of {min(len(first), len(second))} words of the shorter wording"
    numbers = [", ".join(sorted(word for word in words if word.isdigit())) for words in (first, second)]
    reasons = [f"both by {one.name}", said_apart(one.when, other.when), wording]
    reasons += [f"numbers differ: {numbers[0]} and {numbers[1]}"] if all(numbers) and numbers[0] != numbers[1] else []
    return Relation(
        id=Relation.id_of(RelationKind.SAME_STATEMENT, one.statement, other.statement),
        kind=RelationKind.SAME_STATEMENT,
        one=one.statement,
        other=other.statement,
        asserted=one.named and other.named and narrow(one.when, WIDEST_DAYS) and narrow(other.when, WIDEST_DAYS),
        evidence=tuple(Passage(voice.article, span) for voice in (one, other) for span in voice.quote),
        reasons=tuple(reasons),
    )


def same_agency(told: Iterable[Told]) -> tuple[tuple[str, str], ...]:
    """Pairs of articles whose bylines name the same agency, at most two days apart: they may rest on one source text."""
    by_agency: dict[str, list[Told]] = defaultdict(list)
    for article in told:
        for agency in article.agencies:
            by_agency[agency].append(article)
    near = (pair for articles in by_agency.values() for pair in near_pairs(articles, lambda one: one.when, STATEMENT_DAYS, MOST_PARTNERS))
    return tuple(dict.fromkeys((one.article, other.article) for one, other in near))


def _words(quote: Sequence[Span]) -> frozenset[str]:
    return frozenset(word.lower() for span in quote for word in _WORD.findall(span.text))
