import { basename } from "node:path";
import { ModelError } from "../../core/model.ts";
import type { LlamaSettings } from "./protocol.ts";

/** Any failure of the child as one sentence that says what to do; `settings` are those being loaded. */
export function asModelError(error: unknown, settings?: LlamaSettings): ModelError {
  if (error instanceof ModelError) return error;
  const name = error instanceof Error ? error.constructor.name : "";
  const text = (error instanceof Error ? error.message : String(error)).split("\n")[0] ?? "";
  if (isNotInstalled(error, text)) return notInstalled(error);
  if (name === "NoBinaryFoundError") return noProgram(error);
  if (settings === undefined)
    return new ModelError("rejected", `The model could not answer: ${text}.`, { cause: error });
  return notLoaded(error, name, text, settings);
}

function isNotInstalled(error: unknown, text: string): boolean {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return code === "ERR_MODULE_NOT_FOUND" || /Cannot find (module|package)/.test(text);
}

function notInstalled(cause: unknown): ModelError {
  const text =
    "The optional package node-llama-cpp is missing, so a GGUF file cannot be opened. Install it with: npm install node-llama-cpp";
  return new ModelError("unreachable", text, { cause });
}

function noProgram(cause: unknown): ModelError {
  const text = `node-llama-cpp has no prebuilt program for ${process.platform} ${process.arch} here. Install it with: npm install --include=optional; or run llama-server and name it with --url.`;
  return new ModelError("unreachable", text, { cause });
}

function notLoaded(
  cause: unknown,
  name: string,
  text: string,
  settings: LlamaSettings,
): ModelError {
  const file = basename(settings.path);
  const window =
    settings.contextTokens === undefined ? "" : ` with n_ctx ${settings.contextTokens}`;
  if (name === "InsufficientMemoryError" || text === "Failed to create context") {
    const memory = `There is not enough memory for ${file}${window}. Set a smaller n_ctx, fewer GPU layers, or take a smaller quantization.`;
    return new ModelError("unreachable", memory, { cause });
  }
  if (text === "Failed to load model" || /gguf|magic|buffer to be long enough/i.test(text)) {
    const damaged = `${file} cannot be loaded: it is damaged, cut short, or of a kind this llama.cpp does not know. Download it again, or update node-llama-cpp.`;
    return new ModelError("missing", damaged, { cause });
  }
  return new ModelError("unreachable", `${file} cannot be loaded${window}: ${text}.`, { cause });
}
