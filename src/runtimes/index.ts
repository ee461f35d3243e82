import { llamaServer } from "./llama-server.ts";
import { lmStudio } from "./lm-studio.ts";
import { localai } from "./localai.ts";
import { mlx } from "./mlx.ts";
import { ollama } from "./ollama.ts";
import { openai } from "./openai.ts";
import { transformers } from "./transformers.ts";
import type { Runtime } from "./types.ts";
import { vllm } from "./vllm.ts";

/**
 * In the order they are recognised: those that answer other programs' paths too come first, the one
 * that only has the common protocol comes last.
 */
export const runtimes: readonly Runtime[] = [
  lmStudio,
  localai,
  llamaServer,
  vllm,
  ollama,
  mlx,
  transformers,
  openai,
];

/** The runtime that a prefix of RUNTIME/NAME means. */
export function runtimeFor(prefix: string): Runtime | undefined {
  return runtimes.find((runtime) => runtime.prefixes.includes(prefix.toLowerCase()));
}
