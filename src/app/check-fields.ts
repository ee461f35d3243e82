import type { z } from "zod";
import { nearest } from "../lib/near.ts";
import { type AgentFile, agentFile } from "./agent-file.ts";
import { ConfigError } from "./config-error.ts";
import { type SettingsFile, settingsFile } from "./settings.ts";

const agentFields = Object.keys(agentFile.shape);
export const settingsFields: readonly string[] = Object.keys(settingsFile.shape);

export function checkAgent(values: Readonly<Record<string, unknown>>, source: string): AgentFile {
  return checkFields(agentFile, values, source, agentFields);
}

export function checkSettings(
  values: Readonly<Record<string, unknown>>,
  source: string,
): SettingsFile {
  return checkFields(settingsFile, values, source, settingsFields);
}

/** Checks an object against a schema; the error names the source, the field and what is allowed. */
export function checkFields<Output>(
  schema: z.ZodType<Output>,
  values: Readonly<Record<string, unknown>>,
  source: string,
  fields: readonly string[],
): Output {
  const parsed = schema.safeParse(values, { reportInput: true });
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  if (issue === undefined) throw new ConfigError(`${source} is not valid.`);
  throw new ConfigError(`${source}: ${fieldProblem(issue, fields)}`);
}

function fieldProblem(issue: z.core.$ZodIssue, fields: readonly string[]): string {
  const at = issue.path.join(".");
  if (issue.code === "invalid_type" && issue.input === undefined) return `"${at}" is missing.`;
  if (issue.code !== "unrecognized_keys") return `"${at}": ${sentence(issue.message)}`;
  const key = issue.keys[0] ?? "";
  const field = at === "" ? key : `${at}.${key}`;
  const near = at === "" ? nearest(key, fields, 1)[0] : undefined;
  return `there is no field "${field}".${near === undefined ? "" : ` Did you mean "${near}"?`}`;
}

function sentence(text: string): string {
  return text.endsWith(".") ? text : `${text}.`;
}
