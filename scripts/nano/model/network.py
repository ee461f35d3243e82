"""A Llama of our size: RMS norm, grouped queries, SwiGLU, rotary positions, one matrix in and out."""

from dataclasses import asdict, dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.nn.attention.flex_attention import create_block_mask, flex_attention


@dataclass(frozen=True)
class Shape:
    vocabulary: int
    width: int = 384
    layers: int = 10
    heads: int = 6
    key_heads: int = 2
    feed_forward: int = 832
    context: int = 8192
    rope_base: float = 10_000.0
    epsilon: float = 1e-5

    @property
    def head_width(self) -> int:
        return self.width // self.heads

    def fields(self) -> dict:
        return asdict(self)


class Attention(nn.Module):
    def __init__(self, shape: Shape):
        super().__init__()
        self.shape = shape
        keys = shape.head_width * shape.key_heads
        self.q = nn.Linear(shape.width, shape.width, bias=False)
        self.k = nn.Linear(shape.width, keys, bias=False)
        self.v = nn.Linear(shape.width, keys, bias=False)
        self.output = nn.Linear(shape.width, shape.width, bias=False)

    def forward(self, x: Tensor, turn: Tensor, mask) -> Tensor:
        batch, length, width = x.shape
        heads = lambda y: y.view(batch, length, -1, self.shape.head_width).transpose(1, 2)
        q, k, v = rotated(heads(self.q(x)), turn), rotated(heads(self.k(x)), turn), heads(self.v(x))
        if isinstance(mask, Tensor):
            y = F.scaled_dot_product_attention(q, k, v, attn_mask=mask, enable_gqa=True)
        else:
            y = flex_attention(q, k, v, block_mask=mask, enable_gqa=True)
        return self.output(y.transpose(1, 2).reshape(batch, length, width))


class Block(nn.Module):
    def __init__(self, shape: Shape):
        super().__init__()
        self.attn_norm = nn.RMSNorm(shape.width, eps=shape.epsilon)
        self.attn = Attention(shape)
        self.ffn_norm = nn.RMSNorm(shape.width, eps=shape.epsilon)
        self.gate = nn.Linear(shape.width, shape.feed_forward, bias=False)
        self.up = nn.Linear(shape.width, shape.feed_forward, bias=False)
        self.down = nn.Linear(shape.feed_forward, shape.width, bias=False)

    def forward(self, x: Tensor, turn: Tensor, mask) -> Tensor:
        x = x + self.attn(self.attn_norm(x), turn, mask)
        y = self.ffn_norm(x)
        return x + self.down(F.silu(self.gate(y)) * self.up(y))


class Network(nn.Module):
    def __init__(self, shape: Shape):
        super().__init__()
        self.shape = shape
        self.embedding = nn.Embedding(shape.vocabulary, shape.width)
        self.blocks = nn.ModuleList(Block(shape) for _ in range(shape.layers))
        self.norm = nn.RMSNorm(shape.width, eps=shape.epsilon)
        for name, weight in self.named_parameters():
            if weight.dim() == 2:
                last = name.endswith(("output.weight", "down.weight"))
                deviation = 0.02 if "embedding" in name else shape.width**-0.5
                nn.init.normal_(weight, std=deviation * ((2 * shape.layers) ** -0.5 if last else 1))

    def forward(self, tokens: Tensor, positions: Tensor, mask) -> Tensor:
        turn = turns(self.shape, positions)
        x = self.embedding(tokens)
        for block in self.blocks:
            x = block(x, turn, mask)
        return F.linear(self.norm(x), self.embedding.weight)


def turns(shape: Shape, positions: Tensor) -> Tensor:
    """Cosines and sines for each position, (2, batch, 1, length, head_width / 2)."""
    half = torch.arange(0, shape.head_width, 2, device=positions.device, dtype=torch.float32)
    angles = positions[..., None].float() * shape.rope_base ** (-half / shape.head_width)
    return torch.stack((angles.cos(), angles.sin()))[:, :, None]


def rotated(x: Tensor, turn: Tensor) -> Tensor:
    """Turns neighbouring pairs, as llama.cpp does for this architecture (not halves)."""
    cos, sin = turn
    a, b = x.float().unflatten(-1, (-1, 2)).unbind(-1)
    return torch.stack((a * cos - b * sin, a * sin + b * cos), dim=-1).flatten(-2).type_as(x)


def mask_of(number: Tensor):
    """Each token sees what came before it in its own episode."""
    batch, length = number.shape
    if number.is_cuda:
        seen = lambda b, h, q, k: (q >= k) & (number[b, q] == number[b, k])
        return create_block_mask(seen, batch, None, length, length, device="cuda", _compile=True)
    before = torch.ones(length, length, dtype=torch.bool).tril()
    return (before & (number[:, None, :] == number[:, :, None]))[:, None]


def positions_of(number: Tensor) -> Tensor:
    """Counts from 0 in each episode."""
    at = torch.arange(number.shape[1], device=number.device).expand_as(number)
    begins = torch.ones_like(number, dtype=torch.bool)
    begins[:, 1:] = number[:, 1:] != number[:, :-1]
    return at - torch.where(begins, at, 0).cummax(1).values
