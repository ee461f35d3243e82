import { readFileSync } from "node:fs";
import type { z } from "zod";
import { nearest } from "../lib/near.ts";
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

export function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : "";
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw new ConfigError(`${file} cannot be read: ${reasonOf(error)}`, { cause: error });
  }
}

/** Checks an object against a schema; the error names the source, the field and what is allowed. */
export function checkFields<Output>(
  schema: z.ZodType<Output>,
  values: Readonly<Record<string, unknown>>,
  source: string,
  fields: readonly string[],
): Output {
  const parsed = schema.safeParse(values);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  if (issue === undefined) throw new ConfigError(`${source} is not valid.`);
  throw new ConfigError(`${source}: ${fieldProblem(issue, fields)}`);
}

function fieldProblem(issue: z.core.$ZodIssue, fields: readonly string[]): string {
  const at = issue.path.join(".");
  if (issue.code !== "unrecognized_keys") return `"${at}": ${sentence(issue.message)}`;
  const key = issue.keys[0] ?? "";
  const field = at === "" ? key : `${at}.${key}`;
  const near = at === "" ? nearest(key, fields, 1)[0] : undefined;
  return `there is no field "${field}".${near === undefined ? "" : ` Did you mean "${near}"?`}`;
}

function sentence(text: string): string {
  return text.endsWith(".") ? text : `${text}.`;
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
