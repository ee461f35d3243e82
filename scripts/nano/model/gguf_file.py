"""Writes a GGUF file, version 3: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md"""

import struct
from pathlib import Path

import numpy as np

ALIGNMENT = 32
BLOCK = 32
F32, Q8_0 = 0, 8
UINT32, FLOAT32, BOOL, STRING, ARRAY, INT32 = 4, 6, 7, 8, 9, 5


def q8_0(weights: np.ndarray) -> bytes:
    """Blocks of 32 weights: one half-precision scale and 32 signed bytes each."""
    blocks = weights.astype(np.float32).reshape(-1, BLOCK)
    scale = np.abs(blocks).max(axis=1, keepdims=True) / 127
    inverse = np.divide(1, scale, out=np.zeros_like(scale), where=scale > 0)
    quants = np.rint(blocks * inverse).astype(np.int8)
    packed = np.empty(len(blocks), dtype=[("scale", "<f2"), ("quants", "i1", BLOCK)])
    packed["scale"], packed["quants"] = scale[:, 0].astype(np.float16), quants
    return packed.tobytes()


def string(text: str) -> bytes:
    raw = text.encode()
    return struct.pack("<Q", len(raw)) + raw


def value(one) -> bytes:
    if isinstance(one, bool):
        return struct.pack("<I?", BOOL, one)
    if isinstance(one, int):
        return struct.pack("<II", UINT32, one)
    if isinstance(one, float):
        return struct.pack("<If", FLOAT32, one)
    if isinstance(one, str):
        return struct.pack("<I", STRING) + string(one)
    kind = STRING if isinstance(one[0], str) else INT32
    items = b"".join(string(x) if kind == STRING else struct.pack("<i", x) for x in one)
    return struct.pack("<IIQ", ARRAY, kind, len(one)) + items


def write_gguf(file: Path, metadata: dict, tensors: dict[str, np.ndarray]) -> None:
    """Matrices become Q8_0, vectors stay F32."""
    head = [struct.pack("<4sIQQ", b"GGUF", 3, len(tensors), len(metadata))]
    head += [string(key) + value(one) for key, one in metadata.items()]
    bodies = []
    offset = 0
    for name, weights in tensors.items():
        is_matrix = weights.ndim == 2
        body = q8_0(weights) if is_matrix else weights.astype("<f4").tobytes()
        sizes = struct.pack(f"<{weights.ndim}Q", *reversed(weights.shape))
        kind = Q8_0 if is_matrix else F32
        head.append(string(name) + struct.pack("<I", weights.ndim) + sizes + struct.pack("<IQ", kind, offset))
        body += b"\0" * (-len(body) % ALIGNMENT)
        bodies.append(body)
        offset += len(body)
    start = b"".join(head)
    file.write_bytes(start + b"\0" * (-len(start) % ALIGNMENT) + b"".join(bodies))
