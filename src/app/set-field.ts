import { checkSettings } from "./check-fields.ts";
import { ConfigError } from "./config-error.ts";
import type { SettingsFile } from "./settings.ts";

/** `--set a.b=value`: JSON where it is JSON, else the text itself. Throws ConfigError. */
export function fieldFromFlag(assignment: string): SettingsFile {
  const [, path, text] = /^([\w.]+)=(.*)$/s.exec(assignment) ?? [];
  if (path === undefined || text === undefined) {
    throw new ConfigError(`--set takes KEY=VALUE, not "${assignment}".`);
  }
  const keys = path.split(".");
  const nested = keys.reduceRight<unknown>((value, key) => ({ [key]: value }), parsedValue(text));
  const values = Object.fromEntries(Object.entries(nested as object));
  return checkSettings(values, `--set ${assignment}`);
}

function parsedValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
