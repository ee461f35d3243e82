"""Trains nano for so many minutes and writes its GGUF file.

    python train.py EPISODES_FOLDER VOCABULARY.json OUT_FOLDER [--minutes 60] [--device cpu] [--from OUT_FOLDER]
                    [--steady] [--bare]

The folder holds system.json, template.jinja, episodes-*.jsonl and exam.jsonl, as prepare.ts and
generate.ts write them. OUT_FOLDER gets nano.gguf, weights.pt to go on from, and report.json: the loss
over time, and of the held-out episodes how many the model would write without a single other token.
"""

import argparse
import json
import time
from collections import defaultdict
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from copy_start import write_copying
from corpus import batches_of, encode_all, padded
from export import write_model
from muon import Muon
from network import Network, Shape
from vocabulary import Vocabulary

TOKENS_A_STEP = 4_096
# Of the time: warming up, full speed, then ever slower.
WARM_UP, DECAY_FROM = 0.02, 0.1
# Of the system text: it is the same in all episodes, so that most of the training can do without the rest.
BARE_TOKENS = 4
MATRIX_RATE, OTHER_RATE = 3e-3, 3e-3
# What is read teaches a little too: a part of it, at a part of the weight.
READ_SHARE, READ_WEIGHT = 0.15, 0.2
REPORTS = 60
SAVES = 8


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("vocabulary", type=Path)
    arguments.add_argument("out", type=Path)
    arguments.add_argument("--minutes", type=float, default=60)
    arguments.add_argument("--device", default="cpu")
    arguments.add_argument("--width", type=int, default=256)
    arguments.add_argument("--layers", type=int, default=6)
    arguments.add_argument("--from", dest="earlier", type=Path)
    arguments.add_argument("--steady", action="store_true", help="at full speed to the end, to be gone on from")
    arguments.add_argument("--bare", action="store_true", help="with the first tokens of the system text only")
    given = arguments.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(1)
    vocabulary = Vocabulary(given.vocabulary)
    system = json.loads((given.folder / "system.json").read_text())
    lines = [line for file in sorted(given.folder.glob("episodes-*.jsonl")) for line in file.open()]
    head, episodes = encode_all(lines, given.vocabulary, system)
    exam_head, *exam = read_exam(given.folder / "exam.jsonl", given.vocabulary, system)
    if given.bare:
        head, exam_head = head[:, :BARE_TOKENS], exam_head[:, :BARE_TOKENS]
    exam = (exam_head, *exam)
    tokens = sum(len(one) for one, _ in episodes)
    shape = Shape(
        vocabulary.size,
        width=given.width,
        layers=given.layers,
        heads=given.width // 64,
        feed_forward=given.width * 11 // 4,
    )
    network = Network(shape).to(given.device)
    write_copying(network)
    if given.earlier:
        network.load_state_dict(torch.load(given.earlier / "weights.pt"))
    count = sum(weight.numel() for weight in network.parameters())
    print(f"{len(episodes)} episodes, {tokens:,} tokens, {count:,} parameters", flush=True)
    template = (given.folder / "template.jinja").read_text()

    def save() -> None:
        torch.save(network.state_dict(), given.out / "weights.pt")
        write_model(given.out / "nano.gguf", network, vocabulary, template)

    report = train(network, head, episodes, exam, given, save)
    report |= {"shape": shape.fields(), "parameters": count, "tokens": tokens, "episodes": len(episodes)}
    report["exam"] = examine(network, *exam, given.device)
    save()
    (given.out / "report.json").write_text(json.dumps(report, indent=1))
    print(json.dumps(report["exam"]), flush=True)


def read_exam(file: Path, vocabulary: Path, system: list):
    """Episodes nobody learns, each line [family, segments]."""
    lines = [json.loads(line) for line in file.open()]
    head, episodes = encode_all([json.dumps(one) for _, one in lines], vocabulary, system)
    return head, episodes, [name for name, _ in lines]


def train(network: Network, head, episodes, exam, given, save) -> dict:
    named = list(network.named_parameters())
    matrices = [w for name, w in named if w.dim() == 2 and "embedding" not in name]
    others = [w for name, w in named if w.dim() != 2 or "embedding" in name]
    muon = Muon(matrices, weight_decay=0.02)
    adam = torch.optim.AdamW(others, lr=OTHER_RATE, betas=(0.9, 0.95), weight_decay=0.0)
    hidden = torch.compile(network.hidden, dynamic=True)
    start = torch.from_numpy(head).to(given.device)
    began = time.time()
    step, seen, epoch, shown, saved = 0, 0, 0, 0.0, 1
    losses: list[list[float]] = []
    waiting: list[list[int]] = []
    while (progress := (time.time() - began) / (given.minutes * 60)) < 1:
        if not waiting:
            waiting = batches_of(episodes, TOKENS_A_STEP, seed=epoch)
            epoch += 1
        tokens, learnt = padded(episodes, waiting.pop())
        loss = backward(network, lambda ids: hidden(start, ids), tokens, learnt, given.device)
        muon.step(MATRIX_RATE * schedule(progress, given.steady))
        for group in adam.param_groups:
            group["lr"] = OTHER_RATE * schedule(progress, given.steady)
        adam.step()
        adam.zero_grad(set_to_none=True)
        step += 1
        seen += int((learnt >= 0).sum())
        if progress >= shown:
            losses.append([step, seen, round(loss, 5)])
            print(f"{progress:.1%} step {step} epoch {epoch} tokens {seen:,} loss {loss:.4f}", flush=True)
            shown += 1 / REPORTS
        if progress >= saved / SAVES:
            saved += 1
            save()
            some = [part[:: max(1, len(exam[2]) // 60)] for part in exam[1:]]
            print(json.dumps(examine(network, head, *some, given.device)), flush=True)
    return {"steps": step, "epochs": epoch, "seen": seen, "minutes": given.minutes, "losses": losses}


def schedule(progress: float, steady: bool) -> float:
    if progress < WARM_UP:
        return max(0.02, progress / WARM_UP)
    if steady or progress < DECAY_FROM:
        return 1.0
    return max(0.0, (1 - progress) / (1 - DECAY_FROM))


def backward(network: Network, hidden, tokens, learnt, device: str) -> float:
    """The gradients of one step; gives the mean loss of what is learnt."""
    ids, kinds = torch.from_numpy(tokens).to(device), torch.from_numpy(learnt).to(device)
    half = torch.autocast(device, dtype=torch.bfloat16, enabled=device == "cuda")
    with half:
        states = hidden(ids[:, :-1]).flatten(0, 1)
        kind = kinds[:, 1:].flatten()
        chosen = (kind == 1) | ((kind == 0) & (torch.rand(kind.shape, device=device) < READ_SHARE))
        at = chosen.nonzero()[:, 0]
        logits = network.logits(states[at])
    each = F.cross_entropy(logits.float(), ids[:, 1:].flatten()[at], reduction="none")
    own = (kind[at] == 1).float()
    weight = own + (1 - own) * READ_WEIGHT
    ((each * weight).sum() / weight.sum()).backward()
    return float((each.detach() * own).sum() / own.sum().clamp(min=1))


@torch.no_grad()
def examine(network: Network, head, episodes, names: list[str], device: str) -> dict:
    """Of each family: how many episodes would be written exactly, and the share of right tokens."""
    right: dict[str, list[int]] = defaultdict(list)
    hits_all: list[float] = []
    start = torch.from_numpy(head).to(device)
    for (tokens, learnt), name in zip(episodes, names):
        row = torch.from_numpy(tokens.astype(np.int64))[None].to(device)
        guess = network.logits(network.hidden(start, row[:, :-1]))[0].argmax(-1)
        hits = (guess == row[0, 1:]).cpu().numpy()[learnt[1:] > 0]
        right[name].append(int(hits.all()))
        hits_all.append(float(hits.mean()))
    by_family = {name: [sum(own), len(own)] for name, own in sorted(right.items())}
    total = [sum(one[at] for one in by_family.values()) for at in (0, 1)]
    return {"exact": total, "tokens": round(float(np.mean(hits_all)), 4), "families": by_family}


if __name__ == "__main__":
    main()
