"""Muon: steps of equal size in every direction of a matrix.

Keller Jordan and others, 2024, https://kellerjordan.github.io/posts/muon/. Matrices of one shape are
turned together, in single precision: a processor without bfloat16 is many times slower at the latter.
"""

from collections import defaultdict

import torch
from torch import Tensor

MOMENTUM = 0.95
STEPS = 5
# Of the quintic iteration that brings singular values near 1.
A, B, C = 3.4445, -4.7750, 2.0315


class Muon:
    def __init__(self, matrices: list[Tensor], weight_decay: float):
        by_shape: dict[torch.Size, list[Tensor]] = defaultdict(list)
        for matrix in matrices:
            by_shape[matrix.shape].append(matrix)
        self.groups = [(own, torch.zeros(len(own), *shape)) for shape, own in by_shape.items()]
        self.weight_decay = weight_decay

    @torch.no_grad()
    def step(self, rate: float) -> None:
        for number, (matrices, momentum) in enumerate(self.groups):
            gradient = torch.stack([matrix.grad for matrix in matrices])
            momentum = momentum.to(gradient.device).lerp_(gradient, 1 - MOMENTUM)
            self.groups[number] = (matrices, momentum)
            turned = orthogonal(gradient.lerp(momentum, MOMENTUM))
            # As large as an AdamW step: J. Liu and others, 2025, arXiv:2502.16982.
            size = 0.2 * max(turned.shape[1:]) ** 0.5 * rate
            for matrix, change in zip(matrices, turned):
                matrix.mul_(1 - rate * self.weight_decay).add_(change, alpha=-size)
                matrix.grad = None


def orthogonal(x: Tensor) -> Tensor:
    tall = x.shape[1] > x.shape[2]
    x = x.mT if tall else x
    x = x / (x.norm(dim=(1, 2), keepdim=True) + 1e-7)
    for _ in range(STEPS):
        square = x @ x.mT
        x = A * x + (B * square + C * square @ square) @ x
    return x.mT if tall else x
