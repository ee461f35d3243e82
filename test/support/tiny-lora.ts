import { writeFile } from "node:fs/promises";
import { ggufBytes } from "./gguf-bytes.ts";

const embedding = 64;
const rank = 2;

/** Writes a LoRA adapter that bends the first layer of a tiny model of the default shape. */
export async function writeTinyLora(path: string): Promise<void> {
  const values = (count: number): Float32Array =>
    Float32Array.from({ length: count }, (_, index) => Math.sin(index + 1));
  const metadata = {
    "general.type": "adapter",
    "general.architecture": "llama",
    "adapter.type": "lora",
    "adapter.lora.alpha": { float: 8 },
  };
  const name = "blk.0.attn_q.weight";
  const tensors = [
    { name: `${name}.lora_a`, shape: [embedding, rank], values: values(embedding * rank) },
    { name: `${name}.lora_b`, shape: [rank, embedding], values: values(embedding * rank) },
  ];
  await writeFile(path, ggufBytes(metadata, tensors));
}
