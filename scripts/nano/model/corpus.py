"""Episodes as tokens: one long row of them, what is learnt of it, and where each episode begins."""

import json
import os
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np

from vocabulary import Vocabulary

LINES_A_TASK = 500

_vocabulary: Vocabulary | None = None
_system: list[int] = []


def _open(vocabulary: Path, system: list) -> None:
    global _vocabulary, _system
    _vocabulary = Vocabulary(vocabulary)
    _system = [token for text, special, _ in system for token in _vocabulary.encode(text, bool(special))]


def _encode(lines: list[str]) -> list[tuple[np.ndarray, np.ndarray]]:
    found = []
    for line in lines:
        tokens, learnt = [], []
        for text, special, is_learnt in json.loads(line):
            ids = _vocabulary.encode(text, bool(special))
            tokens += ids
            learnt += [is_learnt] * len(ids)
        found.append((np.array(tokens, dtype=np.uint16), np.array(learnt, dtype=np.uint8)))
    return found


def encode_all(lines: list[str], vocabulary: Path, system: list):
    """The tokens of the system text, and the tokens and learnt flags of each line after it."""
    parts = [lines[at : at + LINES_A_TASK] for at in range(0, len(lines), LINES_A_TASK)]
    with ProcessPoolExecutor(os.cpu_count(), initializer=_open, initargs=(vocabulary, system)) as pool:
        episodes = [one for part in pool.map(_encode, parts) for one in part]
    _open(vocabulary, system)
    return np.array([_system], dtype=np.int64), episodes


def batches_of(episodes, tokens_a_step: int, seed: int):
    """Batches of episodes of about one length, in a random order; each a list of their numbers."""
    random = np.random.default_rng(seed)
    sizes = np.array([len(tokens) for tokens, _ in episodes])
    # A little noise, so that an episode meets others each time.
    order = np.argsort(sizes * random.uniform(0.95, 1.05, len(sizes)))
    batches: list[list[int]] = [[]]
    longest = 0
    for at in order:
        longest = max(longest, sizes[at])
        if batches[-1] and longest * (len(batches[-1]) + 1) > tokens_a_step:
            batches.append([])
            longest = sizes[at]
        batches[-1].append(int(at))
    return [batches[at] for at in random.permutation(len(batches))]


def padded(episodes, members: list[int]) -> tuple[np.ndarray, np.ndarray]:
    """Tokens and weights-to-be (1 learnt, 0 read, -1 padding), each of shape (members, longest)."""
    longest = max(len(episodes[at][0]) for at in members)
    tokens = np.zeros((len(members), longest), np.int64)
    learnt = np.full((len(members), longest), -1, np.int64)
    for row, at in enumerate(members):
        one, flags = episodes[at]
        tokens[row, : len(one)], learnt[row, : len(one)] = one, flags
    return tokens, learnt
