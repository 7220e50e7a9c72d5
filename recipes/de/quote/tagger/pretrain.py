"""Pretraining on raw text: masked words, bounded by wall clock; writes table.npz (int8 word pieces) and body.npz.

Not for: annotated documents (finetune.py).
"""

from __future__ import annotations

import argparse
import json
import math
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import torch
from arrays import CUDA, DEVICE, Data, autocast, say, unpack
from model import BLOCK, FAR, Tagger
from optimiser import Muon
from torch import nn
from torch.nn import functional

NEWS_SHARE = 0.08


def hidden_matrices(tagger: Tagger) -> list[nn.Parameter]:
    """What Muon trains."""
    return [p for p in tagger.encoder.layers.parameters() if p.ndim == 2]


def pretrain(options: argparse.Namespace) -> None:
    """Train until the time is up, write the weights."""
    data = Data(options.data)
    with ThreadPoolExecutor(2) as pool:
        stream, news = pool.map(lambda name: unpack(options.data, name), ("stream", "news"))
    say("stream", len(stream), "news", len(news))
    if options.tiny:
        stream, news = stream[:300_000], news[:100_000]
    stream, news = torch.from_numpy(stream).to(DEVICE), torch.from_numpy(news).to(DEVICE)
    torch.manual_seed(options.seed)
    size = data.size(options)
    size.dropout = 0.0
    tagger = Tagger(size).to(DEVICE)
    encoder = tagger.encoder
    hidden = hidden_matrices(tagger)
    chosen = {id(p) for p in hidden}
    rest = [p for n, p in tagger.named_parameters() if id(p) not in chosen and not n.startswith(("tag.", "roles.", "encoder.token_features"))]
    muon = Muon(hidden, lr=options.muon_lr, decay=0.01)
    adam = torch.optim.AdamW(rest, lr=options.adam_lr, betas=(0.9, 0.98), weight_decay=0.0, fused=CUDA)
    blocks = options.row_blocks
    length = blocks * BLOCK
    rows = options.rows
    news_rows = max(1, round(rows * NEWS_SHARE))
    bias = torch.zeros(blocks, 3 * BLOCK, device=DEVICE)
    bias[0, :BLOCK] = FAR
    bias[-1, 2 * BLOCK :] = FAR
    bias = bias.repeat(rows, 1)
    span = torch.arange(length, device=DEVICE)
    run = torch.compile(encoder) if options.compile else encoder
    order, used = torch.randperm(len(stream) // length, device=DEVICE), 0
    step, seen, running, began = 0, 0, 0.0, time.time()
    while True:
        frac = (time.time() - began) / options.pretrain
        if frac >= 1:
            break
        if used + rows > len(order):
            order, used = torch.randperm(len(stream) // length, device=DEVICE), 0
        starts = order[used : used + rows - news_rows] * length + torch.randint(0, length, (1,), device=DEVICE)
        starts = starts.clamp(max=len(stream) - length)
        used += rows - news_rows
        more = torch.randint(0, len(news) - length, (news_rows,), device=DEVICE)
        ids = torch.cat((stream[starts[:, None] + span], news[more[:, None] + span])).view(-1, BLOCK)
        chance = torch.rand(ids.shape, device=DEVICE)
        target = data.target[ids]
        wanted = (chance < options.mask) & (target > 0) & (target < options.outputs)
        hide = chance < 0.9 * options.mask
        scale = min(1.0, (step + 1) / 60) * (min(1.0, (1 - frac) / 0.6) * 0.98 + 0.02)
        for group in muon.param_groups:
            group["lr"] = options.muon_lr * scale
        for group in adam.param_groups:
            group["lr"] = options.adam_lr * scale
        with autocast():
            h = run(data.pieces[ids], data.feats[ids], None, bias, hide)
            logits = tagger.guess(h[wanted])
            loss = functional.cross_entropy(logits.float(), target[wanted])
        for optimiser in (muon, adam):
            optimiser.zero_grad(set_to_none=True)
        loss.backward()
        muon.step()
        adam.step()
        step += 1
        seen += ids.numel()
        if step % 100 == 0 or options.tiny:
            value = loss.item()
            running = value if not running else 0.7 * running + 0.3 * value
            say(f"pretrain step {step} tokens {seen / 1e6:.0f}M loss {running:.3f} {seen / (time.time() - began) / 1e6:.2f}M/s")
            if not math.isfinite(value):
                raise SystemExit("pretraining diverged")
            if options.tiny and step >= 6:
                break
    with torch.no_grad():
        weight = encoder.piece.weight
        scale = weight.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        table = (weight / scale).round().clamp(-127, 127).to(torch.int8)
    np.savez(options.work / "table.npz", table=table.cpu().numpy(), scale=scale[:, 0].cpu().numpy().astype(np.float32))
    state = {k: v.half().cpu().numpy() for k, v in encoder.state_dict().items() if not k.startswith(("piece.", "token_features."))}
    np.savez(options.work / "body.npz", **state)
    deliver(options.work / "table.npz", options.out)
    deliver(options.work / "body.npz", options.out)
    (options.out / "size.json").write_text(json.dumps({**size.json(), "dropout": options.dropout}))
    say(f"pretrained: {step} steps, {seen / 1e6:.1f}M tokens, loss {running:.3f}")


def load_pretrained(tagger: Tagger, folder: Path) -> None:
    """Put table.npz and body.npz into a network."""
    table = np.load(folder / "table.npz")
    weight = table["table"].astype(np.float32) * table["scale"][:, None]
    state = {k: torch.from_numpy(v.astype(np.float32)) for k, v in np.load(folder / "body.npz").items()}
    state["piece.weight"] = torch.from_numpy(weight)
    missing, unexpected = tagger.encoder.load_state_dict(state, strict=False)
    if unexpected or not all(k.startswith("token_features.") for k in missing):
        raise SystemExit(f"the pretrained weights do not fit: missing {missing}, unexpected {unexpected}")


def deliver(path: Path, folder: Path, most: int = 15_000_000) -> None:
    """Copy a file into pieces small enough to travel; `cat NAME.part*` joins them."""
    data = path.read_bytes()
    if len(data) <= most:
        (folder / path.name).write_bytes(data)
        return
    for i in range(0, len(data), most):
        (folder / f"{path.name}.part{i // most}").write_bytes(data[i : i + most])
