"""A start that can copy.

A transformer finds out how to copy (A B … A → B) late and all at once, after more steps than a
processor without a GPU can make: see C. Olsson and others, "In-context Learning and Induction Heads",
2022. So the two layers of an induction head are written into the weights before training:

- the embedding holds each token's code in `CODE`, and the same number for all in `ONE`;
- two heads of the first block look at the token before, whatever it is, and put its code in `BEFORE`;
- the heads of the second block look where the code before is that of this token, and add the code there.

All other blocks begin by changing nothing. Training is free to change all of it.
"""

import torch

from network import Network

CODE, BEFORE, ONE = range(0, 112), range(112, 224), 224
DEVIATION, CONSTANT, LAST_NORM = 0.3, 1.8, 0.15
# Pairs of a head that turn fast tell places apart; those that turn slowly hardly know of places.
FAST_PAIRS, FIRST_SLOW_PAIR = 8, 17


@torch.no_grad()
def write_copying(network: Network) -> None:
    shape = network.shape
    size, heads = shape.head_width, shape.heads
    embedding = network.embedding.weight
    embedding.mul_(0.2)
    embedding[:, list(CODE)] = DEVIATION * torch.randn(len(embedding), len(CODE))
    embedding[:, ONE] = CONSTANT
    network.norm.weight.fill_(LAST_NORM)
    for block in network.blocks:
        block.attn.output.weight.zero_()
        block.down.weight.zero_()
    look_back(network.blocks[0].attn, shape)
    attn = network.blocks[1].attn
    slow = range(2 * FIRST_SLOW_PAIR, size)
    for head in range(heads):
        start, first = head * size, head * len(CODE) // heads
        for weight in (attn.q.weight, attn.k.weight, attn.v.weight):
            weight[start : start + size] = 0
        for at, row in enumerate(slow):
            code = (first + at) % len(CODE)
            attn.q.weight[start + row, CODE[code]] = 1.9
            attn.k.weight[start + row, BEFORE[code]] = 1.9
        for row in range(size):
            code = (first + row) % len(CODE)
            attn.v.weight[start + row, CODE[code]] = 1.0
            attn.output.weight[CODE[code], start + row] = 0.4


def look_back(attn, shape) -> None:
    """The first two heads: each looks one token back and copies its half of the code."""
    size, half = shape.head_width, len(CODE) // 2
    for head in range(2):
        start = head * size
        for weight in (attn.q.weight, attn.k.weight, attn.v.weight):
            weight[start : start + size] = 0
        for pair in range(FAST_PAIRS):
            angle = torch.tensor(shape.rope_base ** (-2 * pair / size))
            attn.q.weight[start + 2 * pair, ONE] = 0.9
            attn.k.weight[start + 2 * pair, ONE] = 0.9 * angle.cos()
            attn.k.weight[start + 2 * pair + 1, ONE] = 0.9 * angle.sin()
        for row in range(half):
            code = head * half + row
            attn.v.weight[start + row, CODE[code]] = 1.0
            attn.output.weight[BEFORE[code], start + row] = 0.23
