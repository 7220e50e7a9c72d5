"""Turns trained weights into the file of the German pack: `export.py WORK/NAME.pt BODY PACK` -> PACK/mentions.onnx, int8, compared with PyTorch."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from model import WIDTH, Frozen, Head, Size
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from wortlaut_de.mentions.features import FACTS, LISTED
from wortlaut_de.tagger.features import TYPE_SIZES

NAMES = ("words", "types", "facts", "word", "listed", "keep")


class Whole(nn.Module):
    """Frozen layers and head."""

    def __init__(self, frozen: Frozen, head: Head) -> None:
        super().__init__()
        self.frozen, self.head = frozen, head

    def forward(self, words: Tensor, types: Tensor, facts: Tensor, word: Tensor, listed: Tensor, keep: Tensor) -> Tensor:
        """Words [U, WIDTH], types [U, 3], facts [U, FACTS], word, listed, keep [n, S] -> scores [n, S, TAGS]."""
        return self.head(self.frozen(words, types, word, keep), types[:, 0][word], facts[word], listed, keep)


def session(path: Path) -> onnxruntime.InferenceSession:
    """The graph as the package runs it."""
    return onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])


def main(weights: Path, body: Path, pack: Path) -> None:
    """Export, quantise, compare."""
    pack.mkdir(parents=True, exist_ok=True)
    loaded = torch.load(weights, map_location="cpu")
    head = Head(Size(**{**loaded["size"], "steps": tuple(loaded["size"]["steps"])}))
    head.load_state_dict(loaded["state"])
    whole = Whole(Frozen(head.size.frozen).load(body), head).eval()
    random = torch.Generator().manual_seed(1)
    rows, length, words = 5, 30, 50
    inputs = (
        torch.randn(words, WIDTH, generator=random),
        torch.stack([torch.randint(0, most, (words,), generator=random) for most in TYPE_SIZES], -1),
        torch.randint(0, 2, (words, FACTS), generator=random).float(),
        torch.randint(0, words, (rows, length), generator=random),
        torch.randint(0, LISTED, (rows, length), generator=random),
        torch.ones(rows, length),
    )
    axes = {name: {0: "u"} for name in NAMES[:3]} | {name: {0: "n", 1: "s"} for name in (*NAMES[3:], "tags")}
    full = weights.with_suffix(".onnx")
    torch.onnx.export(whole, inputs, str(full), input_names=list(NAMES), output_names=["tags"], dynamic_axes=axes, opset_version=17, dynamo=False)
    onnx.checker.check_model(str(full))
    small = pack / "mentions.onnx"
    quantize_dynamic(str(full), str(small), weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul"], per_channel=True)
    feed = dict(zip(NAMES, (one.numpy() for one in inputs), strict=True))
    want, exact, got = whole(*inputs).detach().numpy(), session(full).run(None, feed)[0], session(small).run(None, feed)[0]
    print("largest difference to PyTorch", float(np.abs(exact - want).max()), "int8", float(np.abs(got - want).max()))
    print("int8: same best tag", float((got.argmax(-1) == want.argmax(-1)).mean()), f"{small.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main(*(Path(one) for one in sys.argv[1:4]))
