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
        tokens, learnt = list(_system), [0] * len(_system)
        for text, special, is_learnt in json.loads(line):
            ids = _vocabulary.encode(text, bool(special))
            tokens += ids
            learnt += [is_learnt] * len(ids)
        found.append((np.array(tokens, dtype=np.uint16), np.array(learnt, dtype=np.uint8)))
    return found


def encode_all(lines: list[str], vocabulary: Path, system: list):
    """The tokens and the learnt flags of each line, in its order; every core is used."""
    parts = [lines[at : at + LINES_A_TASK] for at in range(0, len(lines), LINES_A_TASK)]
    with ProcessPoolExecutor(os.cpu_count(), initializer=_open, initargs=(vocabulary, system)) as pool:
        return [one for part in pool.map(_encode, parts) for one in part]


def rows_of(episodes, length: int, seed: int):
    """Packs whole episodes into rows of one length, in a random order; too long ones are left out.

    Gives tokens, learnt flags and episode numbers (0 is padding), each of shape (rows, length).
    """
    order = np.random.default_rng(seed).permutation(len(episodes))
    rows: list[list[int]] = []
    free = 0
    # A few open rows, so that little is padding.
    open_rows: list[tuple[int, int]] = []
    for at in order:
        size = len(episodes[at][0])
        if size > length:
            continue
        fitting = [(room - size, row) for row, room in open_rows if room >= size]
        if fitting:
            left, row = min(fitting)
        else:
            rows.append([])
            left, row = length - size, len(rows) - 1
        rows[row].append(int(at))
        open_rows = [(r, room) for r, room in open_rows if r != row][-15:] + [(row, left)]
        free += 1
    shape = (len(rows), length)
    tokens, learnt, number = np.zeros(shape, np.uint16), np.zeros(shape, np.uint8), np.zeros(shape, np.uint8)
    for row, members in enumerate(rows):
        start = 0
        for count, at in enumerate(members, 1):
            one, flags = episodes[at]
            end = start + len(one)
            tokens[row, start:end], learnt[row, start:end], number[row, start:end] = one, flags, count
            start = end
    return tokens, learnt, number
