"""The loaded weights: two ONNX graphs on one thread of the CPU, the table of word pieces, and how words are read.

Not for: finding the files (weights), and reading an article (reading).
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from wortlaut_de.rules.lexicon import lexicon
from wortlaut_de.tagger.features import WordReader
from wortlaut_de.tagger.weights import folder

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Network:
    """What `network` loads; `calibration` holds the weights of the confidence by number of the kind."""

    tag_graph: onnxruntime.InferenceSession
    role_graph: onnxruntime.InferenceSession
    table: NDArray[np.int8]
    scale: Floats
    reader: WordReader
    calibration: Mapping[str, tuple[float, ...]]

    def words(self, pieces: NDArray[np.int32]) -> Floats:
        """The vectors of words [T, D] from their pieces [T, K]; equal words are summed once."""
        unique, where = np.unique(pieces, axis=0, return_inverse=True)
        summed = np.zeros((len(unique), self.table.shape[1]), np.float32)
        for column in range(unique.shape[1]):
            rows = unique[:, column]
            used = np.flatnonzero(rows)
            summed[used] += self.table[rows[used]] * self.scale[rows[used], None]
        vectors: Floats = summed[where.reshape(-1)]
        return vectors

    def tag(self, words: Floats, types: Ints, places: Ints, bias: Floats) -> tuple[Floats, Floats]:
        """States [n, B, D] and tag scores [n, B, 2 * TAGS] of n blocks of B tokens; `bias` [n, 3 B] shuts tokens out."""
        states, tags = self.tag_graph.run(["states", "tags"], {"words": words, "types": types, "places": places, "bias": bias})
        return states, tags

    def roles(self, whole: Floats, kind: Ints, states: Floats, near: Ints, far: Ints, rule: Ints) -> tuple[Floats, Floats]:
        """Scores of roles [q, W, 8] and of "none stated" [q, 2] for q quotations with windows of W tokens."""
        feed = {"whole": whole, "kind": kind, "states": states, "near": near, "far": far, "rule": rule}
        scores, none = self.role_graph.run(["scores", "none"], feed)
        return scores, none


@cache
def piece_table() -> tuple[NDArray[np.int8], Floats]:
    """The table of word pieces [rows, D] and the scale of each row; the network of mentions reads it too."""
    with folder().joinpath("pieces.npz").open("rb") as file, np.load(file, allow_pickle=False) as arrays:
        return arrays["table"], arrays["scale"]


@cache
def word_reader() -> WordReader:
    """The reader that turns words into rows of the table."""
    vocabulary = gzip.decompress(folder().joinpath("vocabulary.txt.gz").read_bytes()).decode("utf-8").split("\n")
    return WordReader(vocabulary, lexicon())


@cache
def network() -> Network:
    """The weights of the pack, read once."""
    place = folder()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3

    def graph(name: str) -> onnxruntime.InferenceSession:
        return onnxruntime.InferenceSession(place.joinpath(name).read_bytes(), options, providers=["CPUExecutionProvider"])

    loaded = json.loads(place.joinpath("calibration.json").read_text(encoding="utf-8"))
    calibration = {str(kind): tuple(map(float, values)) for kind, values in loaded.items()}
    return Network(graph("tagger.onnx"), graph("roles.onnx"), *piece_table(), word_reader(), calibration)
