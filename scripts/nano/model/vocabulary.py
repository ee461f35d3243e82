"""The tokenizer: byte-level BPE, cut into words as Qwen's is, so that llama.cpp reads it as `qwen2`.

    python vocabulary.py EPISODES_FOLDER VOCABULARY.json [--size 3072]
"""

import argparse
import json
import re
from pathlib import Path

from tokenizers import Regex, Tokenizer, decoders, models, pre_tokenizers, trainers

CONTROLS = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]
# Tokens of their own, but text that may be shown.
MARKS = ["<tool_call>", "</tool_call>", "<tool_response>", "</tool_response>"]
# llama.cpp, src/llama-vocab.cpp, LLAMA_VOCAB_PRE_TYPE_QWEN2.
WORDS = (
    r"(?:'[sS]|'[tT]|'[rR][eE]|'[vV][eE]|'[mM]|'[lL][lL]|'[dD])|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}"
    r"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)
EPISODES_READ = 8_000
SYSTEM_WEIGHT = 400

special = re.compile("|".join(re.escape(text) for text in CONTROLS + MARKS))


def train(folder: Path, size: int) -> Tokenizer:
    tokenizer = Tokenizer(models.BPE())
    words = pre_tokenizers.Split(Regex(WORDS), "isolated")
    letters = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([words, letters])
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=size - len(CONTROLS) - len(MARKS),
        initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()),
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts(folder), trainer)
    return tokenizer


def texts(folder: Path):
    # It stands in every episode.
    for _ in range(SYSTEM_WEIGHT):
        for text, *_ in json.loads((folder / "system.json").read_text()):
            yield from special.split(text)
    read = 0
    for file in sorted(folder.glob("episodes-*.jsonl")):
        for line in file.open():
            for text, *_ in json.loads(line):
                yield from special.split(text)
            read += 1
            if read >= EPISODES_READ:
                return


class Vocabulary:
    """Text to tokens as llama.cpp does it: marks and controls are one token each, never merged."""

    def __init__(self, file: Path):
        self.tokenizer = Tokenizer.from_file(str(file))
        size = self.tokenizer.get_vocab_size()
        self.specials = {text: size + at for at, text in enumerate(CONTROLS + MARKS)}
        self.size = size + len(self.specials)

    def tokens(self) -> list[str]:
        vocabulary = self.tokenizer.get_vocab()
        ordered = sorted(vocabulary, key=vocabulary.__getitem__)
        return ordered + list(self.specials)

    def merges(self) -> list[str]:
        pairs = json.loads(self.tokenizer.to_str())["model"]["merges"]
        return [pair if isinstance(pair, str) else " ".join(pair) for pair in pairs]

    def encode(self, text: str, with_special: bool) -> list[int]:
        if not with_special:
            return self.tokenizer.encode(text).ids
        ids: list[int] = []
        at = 0
        for found in special.finditer(text):
            ids += self.tokenizer.encode(text[at : found.start()]).ids
            ids.append(self.specials[found.group()])
            at = found.end()
        return ids + self.tokenizer.encode(text[at:]).ids


if __name__ == "__main__":
    arguments = argparse.ArgumentParser()
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("file", type=Path)
    arguments.add_argument("--size", type=int, default=2048)
    given = arguments.parse_args()
    train(given.folder, given.size).save(str(given.file))
    vocabulary = Vocabulary(given.file)
    print(f"{vocabulary.size} tokens, {len(vocabulary.merges())} merges in {given.file}")
