import { open, stat } from "node:fs/promises";
import { basename } from "node:path";
import { ModelError } from "../../core/model.ts";
import type { LlamaSettings } from "./protocol.ts";

const magic = "GGUF";

/** Refuses what cannot be a model before a process is started for it; throws ModelError. */
export async function checkFiles({ path, lora = [] }: Pick<LlamaSettings, "path" | "lora">) {
  await checkGguf(path, "model");
  for (const adapter of lora) await checkGguf(adapter.path, "LoRA adapter");
}

async function checkGguf(path: string, what: string): Promise<void> {
  const name = basename(path);
  const found = await stat(path).catch((cause: unknown) => {
    const text = `There is no ${what} file ${path}. Name an existing .gguf file, or download one.`;
    throw new ModelError("missing", text, { cause });
  });
  if (!found.isFile())
    throw new ModelError("missing", `${path} is a folder. Name the .gguf file in it.`);
  if ((await firstBytes(path)) !== magic) {
    const text = `${name} is not a GGUF file: it does not begin with "${magic}". Name a .gguf file; other formats must be converted first.`;
    throw new ModelError("missing", text);
  }
}

async function firstBytes(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(magic.length), 0, magic.length, 0);
    return buffer.toString("latin1", 0, bytesRead);
  } finally {
    await file.close();
  }
}
