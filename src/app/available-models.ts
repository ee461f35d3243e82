import { statSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { linkedFiles } from "../lib/plain-files.ts";
import { detectServers } from "../runtimes/detect.ts";
import { type Env, foldersFor } from "./folders.ts";

/** A model that can be named with -m right now. */
export type AvailableModel = {
  readonly model: string;
  /** The server's address, or "file". */
  readonly where: string;
  /** Of a file, for people; "" for a server's. */
  readonly size: string;
};

/** What the running servers offer, and the GGUF files on this machine. */
export async function availableModels(
  cwd: string,
  env: Env,
  signal: AbortSignal,
): Promise<readonly AvailableModel[]> {
  const found = await detectServers({ env }, signal);
  const served = found.flatMap(({ runtime, url, models }) =>
    models.map((model) => ({ model: `${runtime.prefixes[0]}/${model}`, where: url, size: "" })),
  );
  return [...served, ...ggufFiles(cwd, env)];
}

function ggufFiles(cwd: string, env: Env): readonly AvailableModel[] {
  const home = env.HOME || homedir();
  const hub = env.HF_HOME || join(home, ".cache/huggingface");
  const folders = [
    foldersFor(cwd, env).models,
    join(home, ".lmstudio/models"),
    join(home, ".cache/lm-studio/models"),
    join(hub, "hub"),
  ];
  return folders.flatMap((folder) =>
    namesBelow(folder)
      .filter((name) => name.endsWith(".gguf"))
      .map((name) => join(folder, name))
      .map((model) => ({ model, where: "file", size: sizeOf(model) })),
  );
}

function namesBelow(folder: string): readonly string[] {
  try {
    return linkedFiles(folder);
  } catch {
    return [];
  }
}

function sizeOf(file: string): string {
  const bytes = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  return bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
