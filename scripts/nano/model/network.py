"""A Llama of our size: RMS norm, grouped queries, SwiGLU, rotary positions, one matrix in and out."""

from dataclasses import asdict, dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn


@dataclass(frozen=True)
class Shape:
    vocabulary: int
    width: int = 256
    layers: int = 6
    heads: int = 4
    key_heads: int = 4
    feed_forward: int = 704
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

    def forward(self, x: Tensor, turn: Tensor) -> Tensor:
        batch, length, width = x.shape
        heads = lambda y: y.view(batch, length, -1, self.shape.head_width).transpose(1, 2)
        q, k, v = rotated(heads(self.q(x)), turn), rotated(heads(self.k(x)), turn), heads(self.v(x))
        y = F.scaled_dot_product_attention(q, k, v, is_causal=True, enable_gqa=True)
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

    def forward(self, x: Tensor, turn: Tensor) -> Tensor:
        x = x + self.attn(self.attn_norm(x), turn)
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

    def hidden(self, tokens: Tensor) -> Tensor:
        """What stands at each position before the last matrix, (batch, length, width)."""
        turn = turns(self.shape, tokens.shape[1], tokens.device)
        x = self.embedding(tokens)
        for block in self.blocks:
            x = block(x, turn)
        return self.norm(x)

    def logits(self, hidden: Tensor) -> Tensor:
        return F.linear(hidden, self.embedding.weight)


def turns(shape: Shape, length: int, device) -> Tensor:
    """Cosines and sines for each position, (2, length, head_width / 2)."""
    half = torch.arange(0, shape.head_width, 2, device=device, dtype=torch.float32)
    angles = torch.arange(length, device=device)[:, None] * shape.rope_base ** (-half / shape.head_width)
    return torch.stack((angles.cos(), angles.sin()))


def rotated(x: Tensor, turn: Tensor) -> Tensor:
    """Turns neighbouring pairs, as llama.cpp does for this architecture (not halves)."""
    cos, sin = turn
    a, b = x.float().unflatten(-1, (-1, 2)).unbind(-1)
    return torch.stack((a * cos - b * sin, a * sin + b * cos), dim=-1).flatten(-2).type_as(x)
