"""A Llama of our size: RMS norm, SwiGLU, rotary positions, one matrix in and out."""

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
    feed_forward: int = 704
    context: int = 8192
    rope_base: float = 1_000_000.0
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
        self.q = nn.Linear(shape.width, shape.width, bias=False)
        self.k = nn.Linear(shape.width, shape.width, bias=False)
        self.v = nn.Linear(shape.width, shape.width, bias=False)
        self.output = nn.Linear(shape.width, shape.width, bias=False)

    def parts(self, x: Tensor, turn: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Queries, keys and values, each (batch, heads, length, head_width)."""
        heads = lambda y: y.view(*x.shape[:2], -1, self.shape.head_width).transpose(1, 2)
        return rotated(heads(self.q(x)), turn), rotated(heads(self.k(x)), turn), heads(self.v(x))

    def joined(self, y: Tensor) -> Tensor:
        return self.output(y.transpose(1, 2).flatten(2))

    def forward(self, head: Tensor, x: Tensor, turn: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """`head` is what all rows of `x` begin with, read once for all of them."""
        start = head.shape[1]
        q, k, v = self.parts(head, turn[:, :start])
        own_q, own_k, own_v = self.parts(x, turn[:, start:])
        seen = lambda first, own: torch.cat((first.expand(len(x), -1, -1, -1), own), dim=2)
        read = F.scaled_dot_product_attention(q, k, v, is_causal=True)
        y = F.scaled_dot_product_attention(own_q, seen(k, own_k), seen(v, own_v), attn_mask=mask)
        return self.joined(read), self.joined(y)


class Block(nn.Module):
    def __init__(self, shape: Shape):
        super().__init__()
        self.attn_norm = nn.RMSNorm(shape.width, eps=shape.epsilon)
        self.attn = Attention(shape)
        self.ffn_norm = nn.RMSNorm(shape.width, eps=shape.epsilon)
        self.gate = nn.Linear(shape.width, shape.feed_forward, bias=False)
        self.up = nn.Linear(shape.width, shape.feed_forward, bias=False)
        self.down = nn.Linear(shape.feed_forward, shape.width, bias=False)

    def forward(self, head: Tensor, x: Tensor, turn: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        head_change, change = self.attn(self.attn_norm(head), self.attn_norm(x), turn, mask)
        return self.fed(head + head_change), self.fed(x + change)

    def fed(self, x: Tensor) -> Tensor:
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

    def hidden(self, head: Tensor, tokens: Tensor) -> Tensor:
        """What stands at each position before the last matrix, (batch, length, width).

        `head`, (1, n), are the tokens that all rows begin with: the system text.
        """
        start, length = head.shape[1], tokens.shape[1]
        turn = turns(self.shape, start + length, tokens.device)
        at = torch.arange(start + length, device=tokens.device)
        mask = at[start:, None] >= at[None, :]
        first, x = self.embedding(head), self.embedding(tokens)
        for block in self.blocks:
            first, x = block(first, x, turn, mask)
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
