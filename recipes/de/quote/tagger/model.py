"""The tagger network in PyTorch: hashed word pieces, features, a transformer over blocks of tokens, tag heads, a role head.

A block of `BLOCK` tokens attends to itself and to the block on either side, so cost is linear in length. Blocks of many
documents are stacked in one batch; the attention bias keeps documents apart. Not for: decoding (decode.py), data (prepare.py).
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

BLOCK = 128
FAR = -1e4


@dataclass
class Size:
    """Everything that shapes the weights."""

    buckets: int = 32768
    pieces: int = 10
    dim: int = 256
    layers: int = 8
    heads: int = 4
    inner: int = 1024
    type_features: tuple[int, ...] = ()
    token_features: tuple[int, ...] = ()
    tags: int = 16
    vocabulary: int = 32768
    role_hidden: int = 128
    near: int = 32
    far: int = 16
    kinds: int = 5
    dropout: float = 0.1

    def json(self) -> dict:
        """As a dict that json writes."""
        return asdict(self)


def rotary(length: int, offset: int, half: int) -> tuple[Tensor, Tensor]:
    """Cosine and sine of rotary positions."""
    rate = 1.0 / (10000 ** (torch.arange(half).float() / half))
    angle = (torch.arange(length).float() + offset)[:, None] * rate[None]
    return angle.cos(), angle.sin()


def rotate(x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    """Turn halves of vectors by their positions."""
    a, b = x.chunk(2, dim=-1)
    return torch.cat((a * cos - b * sin, b * cos + a * sin), dim=-1)


class Layer(nn.Module):
    """Attention of a block over itself and its two neighbours, and a feed-forward step."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        d = size.dim
        self.heads, self.width = size.heads, d // size.heads
        self.norm1, self.norm2 = nn.LayerNorm(d), nn.LayerNorm(d)
        self.qkv, self.out = nn.Linear(d, 3 * d), nn.Linear(d, d)
        self.up, self.down = nn.Linear(d, size.inner), nn.Linear(size.inner, d)
        self.drop = nn.Dropout(size.dropout)
        self.rate = size.dropout
        for name, length, offset in (("q", BLOCK, BLOCK), ("k", BLOCK, 0)):
            cos, sin = rotary(length, offset, self.width // 2)
            self.register_buffer(f"cos_{name}", cos, persistent=False)
            self.register_buffer(f"sin_{name}", sin, persistent=False)
        cos, sin = rotary(3 * BLOCK, 0, self.width // 2)
        self.register_buffer("cos_w", cos, persistent=False)
        self.register_buffer("sin_w", sin, persistent=False)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """See the class."""
        n = x.shape[0]
        q, k, v = self.qkv(self.norm1(x)).chunk(3, dim=-1)
        k = torch.cat((torch.cat((k[:1], k[:-1])), k, torch.cat((k[1:], k[-1:]))), dim=1)
        v = torch.cat((torch.cat((v[:1], v[:-1])), v, torch.cat((v[1:], v[-1:]))), dim=1)
        q = rotate(q.view(n, BLOCK, self.heads, self.width).transpose(1, 2), self.cos_q, self.sin_q)
        k = rotate(k.view(n, 3 * BLOCK, self.heads, self.width).transpose(1, 2), self.cos_w, self.sin_w)
        v = v.view(n, 3 * BLOCK, self.heads, self.width).transpose(1, 2)
        q, k = q.to(v.dtype), k.to(v.dtype)
        y = functional.scaled_dot_product_attention(q, k, v, attn_mask=bias[:, None, None, :].to(v.dtype).expand(n, 1, BLOCK, 3 * BLOCK))
        x = x + self.drop(self.out(y.transpose(1, 2).reshape(n, BLOCK, -1)))
        return x + self.drop(self.down(functional.gelu(self.up(self.norm2(x)))))


class Encoder(nn.Module):
    """Blocks of tokens to vectors: pieces [n, B, K], type_feats [n, B, A], token_feats [n, B, C], bias [n, 3B] -> [n, B, D]."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        self.size = size
        self.piece = nn.Embedding(size.buckets + 1, size.dim, padding_idx=0)
        self.type_features = nn.ModuleList(nn.Embedding(n, size.dim) for n in size.type_features)
        self.token_features = nn.ModuleList(nn.Embedding(n, size.dim) for n in size.token_features)
        self.mask = nn.Parameter(torch.zeros(size.dim))
        self.norm_in, self.norm_out = nn.LayerNorm(size.dim), nn.LayerNorm(size.dim)
        self.layers = nn.ModuleList(Layer(size) for _ in range(size.layers))
        self.drop = nn.Dropout(size.dropout)
        for module in self.modules():
            if isinstance(module, nn.Linear):
                nn.init.normal_(module.weight, std=0.02)
                nn.init.zeros_(module.bias)
            if isinstance(module, nn.Embedding):
                nn.init.normal_(module.weight, std=0.02)
        for layer in self.layers:
            for linear in (layer.out, layer.down):
                nn.init.normal_(linear.weight, std=0.02 / (2 * size.layers) ** 0.5)
        for table in self.token_features:
            nn.init.zeros_(table.weight)
        with torch.no_grad():
            self.piece.weight[0] = 0
        nn.init.normal_(self.mask, std=0.02)

    def embed(self, pieces: Tensor, type_feats: Tensor, token_feats: Tensor | None, masked: Tensor | None = None) -> Tensor:
        """Token vectors from pieces and features; `masked` tokens show nothing."""
        if pieces.is_cuda:
            n, block, k = pieces.shape
            x = functional.embedding_bag(pieces.view(-1, k), self.piece.weight, mode="sum", padding_idx=0).view(n, block, -1)
        else:
            x = self.piece(pieces).sum(2)
        for i, table in enumerate(self.type_features):
            x = x + table(type_feats[..., i])
        if masked is not None:
            x = torch.where(masked[..., None], self.mask.to(x.dtype), x)
        if token_feats is not None:
            for i, table in enumerate(self.token_features):
                x = x + table(token_feats[..., i])
        return self.drop(self.norm_in(x))

    def forward(self, pieces: Tensor, type_feats: Tensor, token_feats: Tensor | None, bias: Tensor, masked: Tensor | None = None) -> Tensor:
        """See the class."""
        x = self.embed(pieces, type_feats, token_feats, masked)
        for layer in self.layers:
            x = layer(x, bias)
        return self.norm_out(x)


class RoleHead(nn.Module):
    """Scores every window token for the roles of one quotation.

    `whole` [q, 5D] pooled quotation, `kind` [q], `states` [q, W, D], pair features near, far, rule [q, W] ->
    tokens [q, W, 8] (cue, frame, speaker in, addressee in, speaker start, end, addressee start, end) and none [q, 2].
    """

    def __init__(self, size: Size) -> None:
        super().__init__()
        d, h = size.dim, size.role_hidden
        self.kind = nn.Embedding(2 * size.kinds, d)
        self.pool = nn.Linear(5 * d, d)
        self.query, self.token = nn.Linear(d, h), nn.Linear(d, h, bias=False)
        self.near, self.far, self.rule = nn.Embedding(size.near, h), nn.Embedding(size.far, h), nn.Embedding(16, h)
        self.mix = nn.Linear(h, h)
        self.out, self.none = nn.Linear(h, 8), nn.Linear(d, 2)
        self.drop = nn.Dropout(size.dropout)
        with torch.no_grad():
            self.out.bias[:4] = torch.tensor((-5.0, -3.5, -4.5, -6.0))

    def forward(self, whole: Tensor, kind: Tensor, states: Tensor, near: Tensor, far: Tensor, rule: Tensor) -> tuple[Tensor, Tensor]:
        """See the class."""
        q = functional.gelu(self.pool(whole) + self.kind(kind))
        x = self.query(q)[:, None] + self.token(states) + self.near(near) + self.far(far) + self.rule(rule)
        x = self.drop(functional.gelu(x))
        x = self.drop(functional.gelu(self.mix(x))) + x
        return self.out(x), self.none(q)


class Tagger(nn.Module):
    """Encoder, two layers of tags, and the role head."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        self.size = size
        self.encoder = Encoder(size)
        self.tag = nn.Linear(size.dim, 2 * size.tags)
        self.drop = nn.Dropout(max(size.dropout, 0.2))
        self.roles = RoleHead(size)
        self.to_words = nn.Linear(size.dim, size.dim)
        self.norm_words = nn.LayerNorm(size.dim)
        self.words = nn.Linear(size.dim, size.vocabulary)
        nn.init.normal_(self.words.weight, std=0.02)
        with torch.no_grad():
            self.tag.bias.fill_(-2.0)
            self.tag.bias[0] = 2.0
            self.tag.bias[size.tags] = 4.0

    def tags(self, x: Tensor) -> Tensor:
        """Tag scores of states."""
        return self.tag(self.drop(x))

    def guess(self, x: Tensor) -> Tensor:
        """Scores of masked words from their states."""
        return self.words(self.norm_words(functional.gelu(self.to_words(x))))
