"""One article on its way through the network: blocks of tokens to tags, tags to quotations, windows around them to roles.

Not for: what the network reads (features) and how its scores are read (decode).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from wortlaut.records import Article, Draft, Parse
from wortlaut_de.tagger import spans
from wortlaut_de.tagger.combine import Surface, combined
from wortlaut_de.tagger.decode import Choices, Scores, TokenQuote, read_roles, read_spans
from wortlaut_de.tagger.features import Features, TokenQuotation, features, from_drafts
from wortlaut_de.tagger.free import weights, with_free
from wortlaut_de.tagger.network import Floats, Network
from wortlaut_de.tagger.spans import Index

BLOCK = 128
"""Tokens of a block; the network sees a block and its two neighbours in every layer."""

FAR = -1e4
"""Added to the attention on tokens that are not there."""

PIECE, MARGIN = 48, 3
"""Blocks that go through the network at once, and those on either side that only lend context."""

CLOSED = frozenset(".!?…:“‘)")
"""Signs that a paragraph ends with; one that ends otherwise is a heading."""

ROLE_BATCH = 16
"""Quotations whose roles are read at once; 64 take 150 MB more and are no faster on articles of the usual length."""

Number = TypeVar("Number", bound=np.generic)


def read(article: Article, parse: Parse, drafts: Sequence[Draft], net: Network) -> list[TokenQuote]:
    """The quotations of an article in text order; `drafts` are those of the rules."""
    rules = from_drafts(drafts, parse)
    text = parse.normalise_marks(article.text)
    read_by = features(parse, text, rules, net.reader)
    states, tags = _tagged(read_by, net)
    before = surface(parse, text)
    found = with_free(combined(read_spans(tags, Choices()), rules, before, net.calibration), before, tags, weights())
    index = Index([rule.parts for rule in rules])
    for first in range(0, len(found), ROLE_BATCH):
        some = found[first : first + ROLE_BATCH]
        for one, scores in zip(some, _role_scores(some, states, read_by.sentence, (rules, index), net), strict=True):
            read_roles(one, scores, Choices())
            one.speaker = one.cited or _below_heading(one.speaker, before)
    return found


def _below_heading(tokens: list[int], before: Surface) -> list[int]:
    """A stretch of tokens without those of a heading that it runs over from."""
    return [token for token in tokens if token >= before.body((tokens[0], tokens[-1] + 1))[0]] if tokens else tokens


def surface(parse: Parse, text: str) -> Surface:
    """What borders are moved by."""
    from bisect import bisect_left

    starts = [token.start for token in parse.tokens]
    words = [text[token.start : token.end] for token in parse.tokens]
    pairs = [(bisect_left(starts, pair.start), bisect_left(starts, pair.end)) for pair in parse.marks if pair.close_end > pair.close_start]
    sentences = [one for one in parse.sentences if one.first < one.last]
    headed = [b.first for a, b in pairwise(sentences) if b.paragraph != a.paragraph and words[a.last - 1] not in CLOSED]
    told = [(one.first, one.last, one.paragraph) for one in sentences]
    return Surface(words, frozenset(one.last for one in sentences), [pair for pair in pairs if pair[0] < pair[1]], headed, told)


def _tagged(read_by: Features, net: Network) -> tuple[Floats, Floats]:
    """Token states [T, D] and log probabilities of tags [T, 2, TAGS], a bounded number of blocks at a time."""
    count = len(read_by.sentence)
    blocks = -(-count // BLOCK)
    states, scores = [], []
    for first in range(0, blocks, PIECE):
        last = min(blocks, first + PIECE)
        low, high = max(0, first - MARGIN), min(blocks, last + MARGIN)
        got = _blocks(read_by, net, low, high)
        skip, size = (first - low) * BLOCK, (last - first) * BLOCK
        states.append(got[0][skip : skip + size])
        scores.append(got[1][skip : skip + size])
    tags = np.concatenate(scores)[:count].reshape(count, 2, -1)
    top = tags.max(-1, keepdims=True)
    logs: Floats = tags - top - np.log(np.exp(tags - top).sum(-1, keepdims=True))
    return np.concatenate(states)[:count], logs


def _blocks(read_by: Features, net: Network, low: int, high: int) -> tuple[Floats, Floats]:
    """The network over blocks `[low, high)` of the article."""
    blocks, start = high - low, low * BLOCK
    count = min(len(read_by.sentence), high * BLOCK) - start

    def stacked(values: NDArray[Number]) -> NDArray[Number]:
        out = np.zeros((blocks * BLOCK, values.shape[1]), values.dtype)
        out[:count] = values
        return out.reshape(blocks, BLOCK, -1)

    some = slice(start, start + count)
    bias = np.full((blocks, 3, BLOCK), FAR, np.float32)
    mine = np.where(np.arange(blocks * BLOCK).reshape(blocks, BLOCK) < count, 0.0, FAR)
    bias[:, 1], bias[1:, 0], bias[:-1, 2] = mine, mine[:-1], mine[1:]
    words = stacked(net.words(read_by.pieces[some]))
    types, places = (stacked(values[some].astype(np.int64)) for values in (read_by.types, read_by.places))
    states, tags = net.tag(words, types, places, bias.reshape(blocks, 3 * BLOCK))
    return states.reshape(blocks * BLOCK, -1), tags.reshape(blocks * BLOCK, -1)


def _role_scores(
    some: Sequence[TokenQuote], states: Floats, sentence: NDArray[np.int32], rules: tuple[Sequence[TokenQuotation], Index], net: Network
) -> Iterator[Scores]:
    """What the role head says of some quotations; `sentence` [T] numbers sentences."""
    windows = [spans.window(one.parts, len(states)) for one in some]
    shape = len(some), max(map(len, windows))
    near, far, rule, where = (np.zeros(shape, np.int64) for _ in range(4))
    whole = np.zeros((len(some), 5 * states.shape[1]), np.float32)
    for number, (one, tokens) in enumerate(zip(some, windows, strict=True)):
        size = len(tokens)
        first, last = one.parts[0][0], one.parts[-1][1]
        close = [(rules[0][place].parts, rules[0][place].roles) for place in rules[1].touching(first, last)]
        where[number, :size] = tokens
        near[number, :size], far[number, :size] = spans.pair_features(one.parts, tokens, sentence)
        rule[number, :size] = spans.rule_pairs(one.parts, tokens, close)
        inside = np.concatenate([np.arange(a, b) for a, b in one.parts])
        edges = states[[first, last - 1, max(first - 1, 0), min(last, len(states) - 1)]]
        whole[number] = np.concatenate((states[inside].mean(0), edges.reshape(-1)))
    kind = np.array([one.kind + spans.KIND_COUNT * one.layer for one in some], np.int64)
    scores, none = net.roles(whole, kind, states[where], near, far, rule)
    for number, tokens in enumerate(windows):
        yield Scores(tokens, scores[number, : len(tokens)], none[number])
