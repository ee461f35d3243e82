import { totalmem } from "node:os";
import models from "./better-models.json";
import type { Env } from "./folders.ts";

export type Machine = {
  readonly memoryBytes: number;
  /** Whether a program of this name can be started. */
  readonly has: (program: string) => boolean;
};

export type BetterModel = {
  readonly name: string;
  /** One line for a shell. */
  readonly command: string;
  /** What is missing for the command, or "". */
  readonly needs: string;
};

/** The machine this runs on; in a container its own limit of memory holds. */
export function thisMachine({ PATH = "" }: Env): Machine {
  const limit = process.constrainedMemory();
  const memoryBytes = limit > 0 ? Math.min(limit, totalmem()) : totalmem();
  return { memoryBytes, has: (program) => Bun.which(program, { PATH }) !== null };
}

/** The largest coding model of the list that this memory has room for, and how it is brought and served. */
export function betterModel({ memoryBytes, has }: Machine): BetterModel {
  const gb = memoryBytes / 2 ** 30;
  const [first, ...others] = [...models].reverse();
  if (first === undefined) throw new Error("better-models.json names no model.");
  const { name, ollama, gguf } = others.findLast(({ needsGb }) => needsGb <= gb) ?? first;
  if (has("ollama")) return { name, command: `ollama pull ${ollama}`, needs: "" };
  const needs = has("llama-server") ? "" : "llama-server is a program of llama.cpp";
  return { name, command: `llama-server -hf ${gguf} --jinja`, needs };
}
