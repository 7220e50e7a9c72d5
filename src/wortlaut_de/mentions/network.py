"""The loaded weights: one small ONNX graph on one thread of the CPU, fed with the word pieces that the quotation tagger reads too.

Not for: finding the files (weights), and deciding between network and lists (finder).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from wortlaut.records import Sentence
from wortlaut_de.mentions.features import FACTS, TAGS, Features, Reader
from wortlaut_de.mentions.lists import listed_mentions
from wortlaut_de.mentions.weights import folder
from wortlaut_de.names import load_name_words
from wortlaut_de.tagger.network import piece_table, word_reader

LONGEST = 256
"""Tokens of a sentence that are read at once; a longer one is read in pieces."""

PLACES = 256
"""Tokens read at once, those that fill up shorter sentences included."""

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Part = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Network:
    """What `network` loads."""

    graph: onnxruntime.InferenceSession
    reader: Reader

    def tag(self, features: Features, sentences: Sequence[Sentence]) -> Floats:
        """Log probabilities of the tags of every token [T, TAGS]; a sentence is read without its neighbours."""
        out = np.zeros((len(features.words), len(TAGS)), np.float32)
        for some in _batches(sentences):
            starts, ends = np.array(some, np.int64).T
            token = starts[:, None] + np.arange((ends - starts).max())
            keep = token < ends[:, None]
            scores = self._run(features, np.where(keep, token, starts[:, None]), keep)[keep]
            top = scores.max(-1, keepdims=True)
            out[token[keep]] = scores - top - np.log(np.exp(scores - top).sum(-1, keepdims=True))
        return out

    def _run(self, features: Features, token: Ints, keep: NDArray[np.bool_]) -> Floats:
        """Scores [n, S, TAGS] of n sentences of at most S tokens."""
        used, word = np.unique(features.words[token], return_inverse=True)
        feed = {
            "words": word_vectors(features.pieces[used]),
            "types": features.types[used],
            "facts": (features.facts[used][:, None] >> np.arange(FACTS) & 1).astype(np.float32),
            "word": word.reshape(token.shape).astype(np.int64),
            "listed": features.listed[token],
            "keep": keep.astype(np.float32),
        }
        scores: Floats = self.graph.run(["tags"], feed)[0]
        return scores


def _batches(sentences: Sequence[Sentence]) -> Iterator[list[Part]]:
    """Sentences as ranges of tokens, those of like length together, at most `PLACES` with what fills them up."""
    parts = [(at, min(at + LONGEST, one.last)) for one in sentences for at in range(one.first, one.last, LONGEST)]
    parts.sort(key=lambda part: part[1] - part[0])
    some: list[Part] = []
    for part in parts:
        if (len(some) + 1) * (part[1] - part[0]) > PLACES:
            yield some
            some = []
        some.append(part)
    if some:
        yield some


def word_vectors(pieces: NDArray[np.int32]) -> Floats:
    """The vectors of words [U, D] from their pieces [U, K]."""
    table, scale = piece_table()
    out = np.zeros((len(pieces), table.shape[1]), np.float32)
    for column in range(pieces.shape[1]):
        rows = pieces[:, column]
        used = np.flatnonzero(rows)
        out[used] += table[rows[used]] * scale[rows[used], None]
    return out


@cache
def word_features() -> Reader:
    """What reads tokens, with the tables of the pack."""
    return Reader(word_reader(), load_name_words(), listed_mentions())


@cache
def network() -> Network:
    """The weights of the pack, read once."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    graph = onnxruntime.InferenceSession(folder().joinpath("mentions.onnx").read_bytes(), options, providers=["CPUExecutionProvider"])
    return Network(graph, word_features())
