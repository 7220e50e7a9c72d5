"""The network of mentions: the first layers of the pretrained encoder, frozen, then a few convolutions that also read what the lists know.

Both read one sentence at a time. The frozen part is that of the quotation tagger (recipes/de/quote/tagger, pretrained/body.npz).
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from wortlaut_de.mentions.features import FACTS, LISTED, TAGS
from wortlaut_de.mentions.network import LONGEST
from wortlaut_de.tagger.features import TYPE_SIZES

WIDTH, HEADS, INNER = 320, 5, 1280
FAR = -1e4


@dataclass
class Size:
    """Everything that shapes the weights."""

    frozen: int = 2
    dim: int = 160
    steps: tuple[int, ...] = (1, 2, 4, 1)
    dropout: float = 0.3

    def json(self) -> dict:
        """As a dict that json writes."""
        return asdict(self)


class Attention(nn.Module):
    """A layer of the pretrained encoder over one sentence."""

    def __init__(self) -> None:
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)
        self.qkv, self.out = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        half = WIDTH // HEADS // 2
        angle = torch.arange(LONGEST).float()[:, None] / (10000 ** (torch.arange(half).float() / half))[None]
        self.register_buffer("cos", angle.cos(), persistent=False)
        self.register_buffer("sin", angle.sin(), persistent=False)

    def turned(self, x: Tensor) -> Tensor:
        """Halves of vectors turned by their positions."""
        length = x.shape[2]
        a, b = x.chunk(2, dim=-1)
        cos, sin = self.cos[:length], self.sin[:length]
        return torch.cat((a * cos - b * sin, b * cos + a * sin), dim=-1)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """States [n, S, WIDTH] and bias [n, 1, 1, S] that shuts tokens out."""
        n, length = x.shape[:2]
        q, k, v = (one.view(n, length, HEADS, WIDTH // HEADS).transpose(1, 2) for one in self.qkv(self.norm1(x)).chunk(3, dim=-1))
        weights = torch.softmax(self.turned(q) @ self.turned(k).transpose(2, 3) / (WIDTH // HEADS) ** 0.5 + bias, -1)
        x = x + self.out((weights @ v).transpose(1, 2).reshape(n, length, WIDTH))
        return x + self.down(functional.gelu(self.up(self.norm2(x))))


class Frozen(nn.Module):
    """Words and word features to states, as pretrained."""

    def __init__(self, layers: int) -> None:
        super().__init__()
        self.type_features = nn.ModuleList(nn.Embedding(n, WIDTH) for n in TYPE_SIZES)
        self.norm_in = nn.LayerNorm(WIDTH)
        self.layers = nn.ModuleList(Attention() for _ in range(layers))

    def load(self, body: Path) -> Frozen:
        """Read the pretrained weights of these layers and freeze them."""
        given = np.load(body)
        self.load_state_dict({name: torch.from_numpy(given[name].astype(np.float32)) for name in self.state_dict()})
        return self.requires_grad_(False).eval()

    def forward(self, words: Tensor, types: Tensor, word: Tensor, keep: Tensor) -> Tensor:
        """Different words [U, WIDTH], their features [U, 3], word of every place [n, S], keep [n, S] -> states [n, S, WIDTH]."""
        x = words
        for number, table in enumerate(self.type_features):
            x = x + table(types[:, number])
        x = self.norm_in(x)[word]
        bias = ((1 - keep) * FAR)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, bias)
        return x


class Convolution(nn.Module):
    """Each place reads the places `step` before and behind it."""

    def __init__(self, size: Size, step: int) -> None:
        super().__init__()
        self.step = step
        self.norm = nn.LayerNorm(size.dim)
        self.mix = nn.Linear(3 * size.dim, size.dim)
        self.drop = nn.Dropout(size.dropout)

    def forward(self, x: Tensor, keep: Tensor) -> Tensor:
        """States [n, S, dim], keep [n, S, 1]."""
        h = functional.pad(self.norm(x) * keep, (0, 0, self.step, self.step))
        length = x.shape[1]
        around = torch.cat((h[:, :length], h[:, self.step : self.step + length], h[:, 2 * self.step :]), -1)
        return x + self.drop(functional.gelu(self.mix(around)))


class Head(nn.Module):
    """States [n, S, WIDTH], shapes [n, S], facts [n, S, FACTS], listed [n, S], keep [n, S] -> scores of tags [n, S, TAGS]."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        self.size = size
        self.norm_states = nn.LayerNorm(WIDTH)
        self.project = nn.Linear(WIDTH, size.dim, bias=False)
        self.shape = nn.Embedding(TYPE_SIZES[0], size.dim)
        self.facts = nn.Linear(FACTS, size.dim, bias=False)
        self.listed = nn.Embedding(LISTED, size.dim)
        self.norm = nn.LayerNorm(size.dim)
        self.layers = nn.ModuleList(Convolution(size, step) for step in size.steps)
        self.norm_out = nn.LayerNorm(size.dim)
        self.drop = nn.Dropout(size.dropout)
        self.tags = nn.Linear(size.dim, len(TAGS))
        for table in (self.shape, self.listed):
            nn.init.normal_(table.weight, std=0.3)

    def forward(self, states: Tensor, shapes: Tensor, facts: Tensor, listed: Tensor, keep: Tensor) -> Tensor:
        """See the class."""
        keep = keep[:, :, None]
        x = self.project(self.norm_states(states)) + self.shape(shapes) + self.facts(facts) + self.listed(listed)
        x = self.drop(self.norm(x))
        for layer in self.layers:
            x = layer(x, keep)
        return self.tags(self.drop(self.norm_out(x)))
