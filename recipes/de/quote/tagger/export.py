"""Turns trained weights into the files of the German pack: `export.py OUT DATA PACK`.

Reads OUT/size.json, table.npz, model.npz; writes PACK/tagger.onnx (encoder and tags), PACK/roles.onnx,
PACK/pieces.npz (the int8 table of word pieces) and PACK/vocabulary.txt.gz; card.py adds the card. Checks ONNX against PyTorch. Not for: training.
"""

from __future__ import annotations

import gzip
import json
import sys
import time
from pathlib import Path

import numpy as np
import onnx
import onnxruntime as ort
import torch
from model import BLOCK, Size, Tagger
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn


class Tags(nn.Module):
    """Token vectors already summed from their pieces and features -> states and tag scores."""

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.encoder, self.tag = tagger.encoder, tagger.tag

    def forward(self, words: Tensor, types: Tensor, places: Tensor, bias: Tensor) -> tuple[Tensor, Tensor]:
        """See the class."""
        e = self.encoder
        x = words
        for i, table in enumerate(e.type_features):
            x = x + table(types[..., i])
        for i, table in enumerate(e.token_features):
            x = x + table(places[..., i])
        x = e.norm_in(x)
        for layer in e.layers:
            x = layer(x, bias)
        x = e.norm_out(x)
        return x, self.tag(x)


def session(path: Path) -> ort.InferenceSession:
    """The graph as the package runs it."""
    options = ort.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def load(out: Path) -> Tagger:
    """The tagger with the weights of a folder that train_gpu.py wrote (parts are joined)."""
    for first in out.glob("*.npz.part0"):
        whole = first.with_suffix("")
        whole.write_bytes(b"".join(p.read_bytes() for p in sorted(out.glob(whole.name + ".part*"), key=lambda p: int(p.suffix[5:]))))
    size = Size(**{**json.loads((out / "size.json").read_text()), "vocabulary": 2})
    tagger = Tagger(size)
    table = np.load(out / "table.npz")
    state = {k: torch.from_numpy(v.astype(np.float32)) for k, v in np.load(out / "model.npz").items()}
    state["encoder.piece.weight"] = torch.from_numpy(table["table"].astype(np.float32) * table["scale"][:, None])
    missing, unexpected = tagger.load_state_dict(state, strict=False)
    if unexpected or not all(k.startswith(("words", "to_words", "norm_words")) for k in missing):
        raise SystemExit(f"the weights do not fit the network: missing {missing}, unexpected {unexpected}")
    return tagger.eval()


def to_onnx(module: nn.Module, inputs: tuple[Tensor, ...], names: list[str], outputs: list[str], axes: dict, path: Path) -> float:
    """Export, check, and return the largest difference to PyTorch."""
    torch.onnx.export(module, inputs, str(path), input_names=names, output_names=outputs, dynamic_axes=axes, opset_version=17, dynamo=False)
    onnx.checker.check_model(str(path))
    want = module(*inputs)
    got = session(path).run(None, dict(zip(names, (x.numpy() for x in inputs), strict=True)))
    return max(float(np.abs(a - b.detach().numpy()).max()) for a, b in zip(got, want, strict=True))


def main(out: Path, data: Path, pack: Path) -> None:
    """Export, quantise, write the pack, print sizes and speed."""
    pack.mkdir(parents=True, exist_ok=True)
    tagger = load(out)
    size = tagger.size
    d, n = size.dim, 3
    types = torch.stack([torch.randint(0, k, (n, BLOCK)) for k in size.type_features], -1)
    places = torch.stack([torch.randint(0, k, (n, BLOCK)) for k in size.token_features], -1)
    with torch.no_grad():
        words = tagger.encoder.piece(torch.randint(0, size.buckets, (n, BLOCK, size.pieces))).sum(2)
        names = ["words", "types", "places", "bias"]
        axes = {k: {0: "n"} for k in [*names, "states", "tags"]}
        inputs = (words, types, places, torch.zeros(n, 3 * BLOCK))
        full = out / "tagger-float.onnx"
        print("tagger: largest difference to torch", to_onnx(Tags(tagger).eval(), inputs, names, ["states", "tags"], axes, full))
        q, w = 5, 200
        more = (
            torch.randn(q, 5 * d),
            torch.randint(0, 10, (q,)),
            torch.randn(q, w, d),
            *(torch.randint(0, k, (q, w)) for k in (size.near, size.far, 16)),
        )
        role_names = ["whole", "kind", "states", "near", "far", "rule"]
        role_axes = {
            "whole": {0: "q"},
            "kind": {0: "q"},
            "none": {0: "q"},
            **{k: {0: "q", 1: "w"} for k in ("states", "near", "far", "rule", "scores")},
        }
        role_path = out / "roles-float.onnx"
        print("roles: largest difference to torch", to_onnx(tagger.roles, more, role_names, ["scores", "none"], role_axes, role_path))
    small = out / "tagger-int8.onnx"
    quantize_dynamic(str(full), str(small), weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul"], per_channel=True)
    feed = dict(zip(names, (x.numpy() for x in inputs), strict=True))
    a, b = session(full).run(None, feed), session(small).run(None, feed)
    print(
        "int8: largest difference of a tag score",
        float(np.abs(a[1] - b[1]).max()),
        "same best tag",
        float((a[1].reshape(-1, 2, size.tags).argmax(-1) == b[1].reshape(-1, 2, size.tags).argmax(-1)).mean()),
    )
    for path, goal in ((small, "tagger.onnx"), (role_path, "roles.onnx")):
        (pack / goal).write_bytes(path.read_bytes())
    table = np.load(out / "table.npz")
    np.savez_compressed(pack / "pieces.npz", table=table["table"], scale=table["scale"])
    with gzip.GzipFile(pack / "vocabulary.txt.gz", "wb", mtime=0) as file:
        file.write((data / "vocabulary.txt").read_bytes())
    for path in sorted(pack.iterdir()):
        print(f"{path.name} {path.stat().st_size / 1e6:.2f} MB")
    for path in (full, small):
        run, big = session(path), {k: np.repeat(v, 6, 0)[:16] for k, v in feed.items()}
        run.run(None, big)
        began = time.process_time()
        run.run(None, big)
        print(path.name, f"{16 * BLOCK / (time.process_time() - began):.0f} tokens/s")


if __name__ == "__main__":
    main(*(Path(a) for a in sys.argv[1:4]))
