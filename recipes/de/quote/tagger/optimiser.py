"""Muon: momentum with orthogonalised updates for the hidden matrices. Not for: embeddings and heads, which AdamW trains."""

from __future__ import annotations

from collections.abc import Iterable

import torch
from arrays import CUDA
from torch import nn


class Muon(torch.optim.Optimizer):
    """Momentum with orthogonalised updates for the hidden matrices; equal shapes are stacked into one product."""

    def __init__(self, parameters: Iterable[nn.Parameter], lr: float = 0.02, momentum: float = 0.95, decay: float = 0.0) -> None:
        super().__init__(parameters, {"lr": lr, "momentum": momentum, "decay": decay})

    @torch.no_grad()
    def step(self, closure: None = None) -> None:
        """Move every matrix along its orthogonalised momentum."""
        for group in self.param_groups:
            shapes: dict[tuple[int, int], list[nn.Parameter]] = {}
            for p in group["params"]:
                if p.grad is not None:
                    shapes.setdefault(tuple(p.shape), []).append(p)
            for shape, same in shapes.items():
                buffers = []
                for p in same:
                    state = self.state[p]
                    if "m" not in state:
                        state["m"] = torch.zeros_like(p)
                    buffers.append(state["m"])
                grads = [p.grad for p in same]
                torch._foreach_lerp_(buffers, grads, 1 - group["momentum"])
                g = torch.stack(torch._foreach_lerp(grads, buffers, group["momentum"]))
                rows, columns = shape
                if rows % columns == 0 and rows // columns == 3:  # query, key and value are three matrices
                    g = g.view(-1, columns, columns)
                u = orthogonal(g).view(len(same), rows, columns)
                scale = max(1.0, g.shape[1] / g.shape[2]) ** 0.5
                if group["decay"]:
                    torch._foreach_mul_(same, 1 - group["lr"] * group["decay"])
                torch._foreach_add_(same, list(u.to(same[0].dtype).unbind(0)), alpha=-group["lr"] * scale)


def orthogonal(g: torch.Tensor, steps: int = 5) -> torch.Tensor:
    """The nearest orthogonal matrices, by Newton-Schulz steps."""
    a, b, c = 3.4445, -4.7750, 2.0315
    x = g.bfloat16() if CUDA else g.float()
    flip = x.shape[1] > x.shape[2]
    if flip:
        x = x.mT
    x = x / (x.norm(dim=(1, 2), keepdim=True) + 1e-7)
    for _ in range(steps):
        y = x @ x.mT
        x = a * x + (b * y + c * (y @ y)) @ x
    return x.mT if flip else x
