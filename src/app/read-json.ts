import { readFileSync, statSync } from "node:fs";
import { ConfigError } from "./config-error.ts";

/** A JSON object from a file; undefined where there is no such file. Throws ConfigError. */
export function readJsonObject(file: string): Record<string, unknown> | undefined {
  const text = readIfThere(file);
  if (text === undefined) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new ConfigError(`${file} is not valid JSON: ${reasonOf(error)}`, { cause: error });
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    return { ...value };
  }
  throw new ConfigError(`${file} must hold one JSON object.`);
}

/** A file's text without the mark that some editors put before it; undefined where there is none. */
export function readIfThere(file: string): string | undefined {
  try {
    // Most of these files are absent, and an error costs more than a look.
    if (statSync(file, { throwIfNoEntry: false }) === undefined) return undefined;
    return readFileSync(file, "utf8").replace(/^\ufeff/, "");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : "";
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw new ConfigError(`${file} cannot be read: ${reasonOf(error)}`, { cause: error });
  }
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
