"""A trained network as a GGUF file that llama.cpp loads unchanged."""

from pathlib import Path

import numpy as np
import torch

from gguf_file import write_gguf
from network import Network
from vocabulary import CONTROLS, MARKS, Vocabulary

NORMAL, CONTROL, USER_DEFINED = 1, 3, 4
MOSTLY_Q8_0 = 7

PARTS = {
    "attn.q": "attn_q",
    "attn.k": "attn_k",
    "attn.v": "attn_v",
    "attn.output": "attn_output",
    "attn_norm": "attn_norm",
    "ffn_norm": "ffn_norm",
    "gate": "ffn_gate",
    "up": "ffn_up",
    "down": "ffn_down",
}


def write_model(file: Path, network: Network, vocabulary: Vocabulary, template: str) -> None:
    shape = network.shape
    names = vocabulary.tokens()
    kinds = [CONTROL if name in CONTROLS else USER_DEFINED if name in MARKS else NORMAL for name in names]
    write_gguf(
        file,
        {
            "general.architecture": "llama",
            "general.name": "nano",
            "general.description": "The demonstration model of localcode.",
            "general.license": "MIT",
            "general.file_type": MOSTLY_Q8_0,
            "llama.vocab_size": len(names),
            "llama.context_length": shape.context,
            "llama.embedding_length": shape.width,
            "llama.block_count": shape.layers,
            "llama.feed_forward_length": shape.feed_forward,
            "llama.attention.head_count": shape.heads,
            "llama.attention.head_count_kv": shape.heads,
            "llama.attention.layer_norm_rms_epsilon": shape.epsilon,
            "llama.rope.dimension_count": shape.head_width,
            "llama.rope.freq_base": shape.rope_base,
            "tokenizer.ggml.model": "gpt2",
            "tokenizer.ggml.pre": "qwen2",
            "tokenizer.ggml.tokens": names,
            "tokenizer.ggml.token_type": kinds,
            "tokenizer.ggml.merges": vocabulary.merges(),
            "tokenizer.ggml.bos_token_id": vocabulary.specials["<|endoftext|>"],
            "tokenizer.ggml.eos_token_id": vocabulary.specials["<|im_end|>"],
            "tokenizer.ggml.padding_token_id": vocabulary.specials["<|endoftext|>"],
            "tokenizer.ggml.add_bos_token": False,
            "tokenizer.chat_template": template,
        },
        tensors(network),
    )


def tensors(network: Network) -> dict[str, np.ndarray]:
    named = {"token_embd.weight": network.embedding.weight, "output_norm.weight": network.norm.weight}
    for at, block in enumerate(network.blocks):
        weights = dict(block.named_parameters())
        named |= {f"blk.{at}.{name}.weight": weights[f"{part}.weight"] for part, name in PARTS.items()}
    return {name: weight.detach().to("cpu", torch.float32).numpy() for name, weight in named.items()}
