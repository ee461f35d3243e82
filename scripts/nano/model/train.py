"""Trains nano for so many minutes and writes its GGUF file.

    python train.py EPISODES_FOLDER VOCABULARY.json OUT_FOLDER [--minutes 8] [--device cuda]

The folder holds system.json, template.jinja, episodes-*.jsonl and exam.jsonl, as generate.ts writes
them. OUT_FOLDER gets nano.gguf and report.json: the loss over time, and of the held-out episodes how
many the model would write without a single other token, by family.
"""

import argparse
import json
import math
import time
from collections import defaultdict
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from corpus import encode_all, rows_of
from export import write_model
from network import Network, Shape, mask_of, positions_of
from vocabulary import Vocabulary

ROWS_A_STEP = 8
WARM_UP, DECAY_FROM = 0.02, 0.35
MATRIX_RATE, OTHER_RATE = 3e-3, 3e-3
# What is read teaches a little too: where to look for a name.
READ_WEIGHT = 0.1
REPORTS = 40


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("vocabulary", type=Path)
    arguments.add_argument("out", type=Path)
    arguments.add_argument("--minutes", type=float, default=8)
    arguments.add_argument("--device", default="cuda")
    arguments.add_argument("--row", type=int, default=8192)
    arguments.add_argument("--layers", type=int, default=10)
    given = arguments.parse_args()
    began = time.time()
    torch.manual_seed(1)
    torch.set_float32_matmul_precision("high")
    vocabulary = Vocabulary(given.vocabulary)
    system = json.loads((given.folder / "system.json").read_text())
    lines = [line for file in sorted(given.folder.glob("episodes-*.jsonl")) for line in file.open()]
    episodes = encode_all(lines, given.vocabulary, system)
    exam, names = read_exam(given.folder / "exam.jsonl", given.vocabulary, system)
    tokens = sum(len(one) for one, _ in episodes)
    print(f"{len(episodes)} episodes, {tokens:,} tokens, {time.time() - began:.0f} s", flush=True)
    shape = Shape(vocabulary.size, layers=given.layers)
    network = Network(shape).to(given.device)
    count = sum(weight.numel() for weight in network.parameters())
    print(f"{count:,} parameters", flush=True)
    report = train(network, episodes, given)
    report |= {"parameters": count, "tokens": tokens, "episodes": len(episodes)}
    report["exam"] = examine(network, exam, names, given)
    print(json.dumps(report["exam"]), flush=True)
    given.out.mkdir(parents=True, exist_ok=True)
    write_model(given.out / "nano.gguf", network, vocabulary, (given.folder / "template.jinja").read_text())
    (given.out / "report.json").write_text(json.dumps(report, indent=1))
    print(f"written after {time.time() - began:.0f} s", flush=True)


def read_exam(file: Path, vocabulary: Path, system: list):
    """Episodes nobody learns, each line [family, segments]."""
    lines = [json.loads(line) for line in file.open()]
    episodes = encode_all([json.dumps(one) for _, one in lines], vocabulary, system)
    return episodes, [name for name, _ in lines]


def train(network: Network, episodes, given) -> dict:
    cuda = given.device == "cuda"
    model = torch.compile(network, dynamic=False) if cuda else network
    matrices = [w for name, w in network.named_parameters() if w.dim() == 2 and "embedding" not in name]
    others = [w for name, w in network.named_parameters() if w.dim() != 2 or "embedding" in name]
    optimizers = [
        torch.optim.Muon(matrices, lr=MATRIX_RATE, weight_decay=0.05, adjust_lr_fn="match_rms_adamw"),
        torch.optim.AdamW(others, lr=OTHER_RATE, betas=(0.9, 0.95), weight_decay=0.0, fused=cuda),
    ]
    rates = [MATRIX_RATE, OTHER_RATE]
    began = time.time()
    step, seen, epoch, shown = 0, 0, 0, 0.0
    losses: list[list[float]] = []
    while True:
        rows = rows_of(episodes, given.row, seed=epoch)
        epoch += 1
        for at in range(0, len(rows[0]) - ROWS_A_STEP + 1, ROWS_A_STEP):
            # The first steps compile; the clock starts when they are done.
            if step == 5:
                began = time.time()
            progress = 0.0 if step < 5 else (time.time() - began) / (given.minutes * 60)
            if progress >= 1:
                return {"steps": step, "epochs": epoch, "seen": seen, "losses": losses}
            for optimizer, rate in zip(optimizers, rates):
                for group in optimizer.param_groups:
                    group["lr"] = rate * schedule(progress, step)
            batch = [torch.from_numpy(part[at : at + ROWS_A_STEP].astype(np.int64)) for part in rows]
            tokens, learnt, number = [part.to(given.device, non_blocking=True) for part in batch]
            loss = step_of(model, optimizers, tokens, learnt, number, cuda)
            step += 1
            seen += int((batch[2] > 0).sum())
            if progress >= shown:
                losses.append([step, round(loss.item(), 5)])
                print(f"{progress:.0%} step {step} epoch {epoch} loss {losses[-1][1]}", flush=True)
                shown += 1 / REPORTS


def schedule(progress: float, step: int) -> float:
    warm = min(1.0, (step + 1) / 100) if progress < WARM_UP else 1.0
    if progress < DECAY_FROM:
        return warm
    left = (1 - progress) / (1 - DECAY_FROM)
    return max(0.0, left)


def step_of(model, optimizers, tokens, learnt, number, cuda: bool):
    positions, mask = positions_of(number), mask_of(number)
    with torch.autocast("cuda" if cuda else "cpu", dtype=torch.bfloat16):
        logits = model(tokens, positions, mask)
    same = number[:, 1:] == number[:, :-1]
    weight = torch.where(learnt[:, 1:] > 0, 1.0, READ_WEIGHT) * (same & (number[:, 1:] > 0))
    each = F.cross_entropy(logits[:, :-1].float().flatten(0, 1), tokens[:, 1:].flatten(), reduction="none")
    loss = (each * weight.flatten()).sum() / weight.sum()
    loss.backward()
    for optimizer in optimizers:
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
    with torch.no_grad():
        own = (learnt[:, 1:] > 0).flatten()
        return (each * own).sum() / own.sum()


@torch.no_grad()
def examine(network: Network, exam, names: list[str], given) -> dict:
    """Of each family: how many episodes would be written exactly, token by token."""
    right: dict[str, list[int]] = defaultdict(list)
    for (tokens, learnt), name in zip(exam, names):
        row = torch.from_numpy(tokens.astype(np.int64))[None].to(given.device)
        number = torch.ones_like(row)
        size = row.shape[1]
        mask = torch.ones(size, size, dtype=torch.bool, device=row.device).tril()[None, None]
        with torch.autocast(given.device, dtype=torch.bfloat16):
            logits = network(row, positions_of(number), mask)
        hits = (logits[0, :-1].argmax(-1) == row[0, 1:]).cpu().numpy()
        right[name].append(int(hits[learnt[1:] > 0].all()))
    by_family = {name: [sum(own), len(own)] for name, own in sorted(right.items())}
    total = [sum(one[at] for one in by_family.values()) for at in (0, 1)]
    return {"total": total, "families": by_family}


if __name__ == "__main__":
    main()
