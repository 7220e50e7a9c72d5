"""The annotator `de-tagger`: rules first, then the network over the article, then both together.

Without weights the rules serve alone and are named as the producer. Not for: the single steps (the other files here).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wortlaut.records import Article, Draft, Parse, Producer
from wortlaut_de.rules import GermanRules
from wortlaut_de.tagger.weights import weights_digest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wortlaut.records import Span, Spans
    from wortlaut_de.tagger.decode import TokenQuote

VERSION = "1"

RULE = "tagger"
"""The rule of a quotation that the network found alone; with a rule's borders the name of that rule follows."""

LONGEST = 100_000
"""Tokens, about 85,000 words; a longer text is no article, and the rules read it alone, so that memory stays bounded."""

NO_SPEAKER = "the tagger finds no speaker in the text around it"


class GermanTagger:
    """Quotation attribution for German news by a trained network and rules together."""

    name = "de-tagger"
    language = "de"

    def __init__(self) -> None:
        self._rules = GermanRules()

    def missing(self) -> str:
        """What keeps it from working here; empty if nothing does."""
        return "" if weights_digest() else "its weights are missing (reinstall the pack)"

    def producer(self) -> Producer:
        """The tagger with the digest of its weights and of the tables of the rules; the rules where there are no weights."""
        rules, digest = self._rules.producer(), weights_digest()
        if digest is None:
            return rules
        return Producer(self.name, VERSION, _joined(digest, f"{rules.version} {rules.weights}"), rules.pack)

    def annotate(self, article: Article, parse: Parse) -> tuple[Draft, ...]:
        """All quotations of the article in text order; the same article gives the same answer, whatever was read before."""
        drafts = self._rules.annotate(article, parse)
        if not 0 < len(parse.tokens) <= LONGEST or weights_digest() is None:
            return drafts
        from wortlaut_de.tagger.network import network
        from wortlaut_de.tagger.reading import read

        return _drafts(article, parse, read(article, parse, drafts, network()))


def _joined(digest: str, tables: str) -> str:
    import hashlib

    return hashlib.sha256(f"{digest} {tables}".encode()).hexdigest()


def _drafts(article: Article, parse: Parse, found: Sequence[TokenQuote]) -> tuple[Draft, ...]:
    """Quotations in token numbers as records; an inner one lies within the outer one that covers its start."""
    from wortlaut_de.tagger.features import KINDS
    from wortlaut_de.tagger.spans import Index, runs

    def span(first: int, last: int) -> Span:
        return article.span(parse.tokens[first].start, parse.tokens[last - 1].end)

    def spans(tokens: Sequence[int]) -> Spans:
        return tuple(span(a, b) for a, b in runs(tokens))

    outer = Index([one.parts if one.layer == 0 else () for one in found])
    out = []
    for one in found:
        start = one.parts[0][0]
        within = next((place for place in outer.touching(start, start + 1) if found[place] is not one), None) if one.layer else None
        speaker = spans(one.speaker)
        out.append(
            Draft(
                KINDS[one.kind],
                tuple(span(a, b) for a, b in one.parts),
                spans(one.cue),
                spans(one.frame),
                speaker,
                spans(one.addressee),
                within,
                one.confidence,
                f"{RULE}+{one.rule}" if one.rule else RULE,
                "" if speaker else NO_SPEAKER,
            )
        )
    return tuple(out)
