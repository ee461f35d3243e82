import type { z } from "zod";
import { type AgentFile, agentFile } from "./agent-file.ts";
import { ConfigError } from "./config-error.ts";
import { fieldProblem } from "./field-problem.ts";
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
