"""Who finds the mentions of German articles: network and lists together, or the lists alone where the weights are missing.

Not for: the single steps (the other files here).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from wortlaut.records import Mention, MentionKind, Producer, Span
from wortlaut.seams import NameSort
from wortlaut_de.mentions.lists import CONFIDENCE, Found, listed_mentions, lists_digest
from wortlaut_de.mentions.weights import weights_digest
from wortlaut_de.names import load_name_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from wortlaut.records import Sentence, Token
    from wortlaut_de.mentions.decode import Scored

VERSION = "1"
LISTS = "de-lists"
"""Who serves where the weights are missing."""

RULE = "network"
"""The rule of a mention that the network found."""

KEPT = frozenset({"derived", "role"})
"""What the lists find by these rules counts where the network finds nothing; the rest of theirs it only reads."""

LEAST = {"person": 0.6, "organisation": 0.5, "location": 0.0}
"""So probable a mention of the network must be; the best F1 where settings are compared (recipes/de/mention/RESULTS.md)."""

LONGEST = 100_000
"""Tokens; a longer text is no article, and the lists read it alone, so that memory stays bounded."""


class GermanMentions:
    """Finds people, organisations, states, places and roles in German news."""

    name = "de-mentions"

    def producer(self) -> Producer:
        """Network and lists with the digest of both; the lists where there are no weights."""
        digest = weights_digest()
        if digest is None:
            return Producer(LISTS, VERSION, lists_digest(), "wortlaut_de")
        import hashlib

        return Producer(self.name, VERSION, hashlib.sha256(f"{digest} {lists_digest()}".encode()).hexdigest(), "wortlaut_de")

    def find(self, text: str, sentences: Sequence[Sentence], tokens: Sequence[Token]) -> tuple[Mention, ...]:
        """All mentions in text order, none across sentences, none overlapping; the same text gives the same answer."""
        listed = listed_mentions().find(text, sentences, tokens)
        if not 0 < len(tokens) <= LONGEST or weights_digest() is None:
            return tuple(listed_as_mentions(text, tokens, listed))
        from wortlaut_de.mentions.decode import spans_of
        from wortlaut_de.mentions.network import network

        net = network()
        logs = net.tag(net.reader.read(tokens, listed), sentences)
        found = (one for sentence in sentences for one in spans_of(logs[sentence.first : sentence.last], sentence.first))
        scored = [one for one in (_trimmed(tokens, one) for one in found) if one is not None]
        taken = {number for one in scored for number in range(one.first, one.last)}
        more = [one for one in listed if one.rule in KEPT and taken.isdisjoint(range(one.first, one.last))]
        mentions = [*_scored_as_mentions(text, tokens, scored), *listed_as_mentions(text, tokens, more)]
        return tuple(sorted(mentions, key=lambda one: one.span))


def listed_as_mentions(text: str, tokens: Sequence[Token], found: Iterable[Found]) -> Iterator[Mention]:
    """What the lists found as records."""
    for one in found:
        yield Mention(Span.of(text, tokens[one.first].start, tokens[one.last - 1].end), one.kind, CONFIDENCE[one.rule], one.rule)


def _trimmed(tokens: Sequence[Token], one: Scored) -> Scored | None:
    """A mention without the signs and, for people, the titles and forms of address it starts with; None where no name is left or it is improbable."""
    names, first = load_name_words(), one.first
    while first < one.last and (not tokens[first].text[0].isalnum() or (one.kind == "person" and names.honorific(tokens[first].text) is not None)):
        first += 1
    letters = any(len(token.text) > 1 and token.text[0].isalnum() for token in tokens[first : one.last])
    return replace(one, first=first) if letters and one.probability >= LEAST[one.kind] else None


def _scored_as_mentions(text: str, tokens: Sequence[Token], found: Iterable[Scored]) -> Iterator[Mention]:
    """What the network found as records; whether a location is a state, the lists say."""
    names = load_name_words()
    for one in found:
        span = Span.of(text, tokens[one.first].start, tokens[one.last - 1].end)
        known = names.known(span.text) if one.kind == "location" else None
        kind = MentionKind(one.kind) if one.kind != "location" else MentionKind.PLACE
        if known is not None and known.sort is NameSort.STATE:
            kind = MentionKind.STATE
        elif known is not None and known.sort is NameSort.ORGANISATION:
            kind = MentionKind.ORGANISATION
        yield Mention(span, kind, round(one.probability, 3), RULE)
