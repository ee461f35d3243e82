import type { JsonSchema } from "./model.ts";
import { wholeNumber } from "./number-words.ts";
import type { Tool } from "./tool.ts";

export type Coerced = {
  readonly input: Record<string, unknown>;
  readonly unknown: readonly string[];
};

/**
 * Argument names and types as the tool wants them, on a clone. A value is changed only where the
 * schema leaves one reading: guessing without it would eat leading zeros.
 */
export function coerceInput(tool: Tool, given: Readonly<Record<string, unknown>>): Coerced {
  const properties = propertiesOf(tool.schema.parameters);
  const input: Record<string, unknown> = {};
  const unknown: string[] = [];
  for (const [key, value] of Object.entries(unwrapped(given, properties))) {
    const name = parameterFor(tool, properties, key);
    const property = name === undefined ? undefined : properties[name];
    if (name === undefined || property === undefined) unknown.push(key);
    else if (value !== null && !(name in input && name !== key))
      input[name] = coerce(value, property);
  }
  return { input, unknown };
}

/** The parameters of a tool by name. */
export function propertiesOf(schema: JsonSchema): Readonly<Record<string, JsonSchema>> {
  return asObject(schema.properties) as Readonly<Record<string, JsonSchema>>;
}

/** Some models put the arguments one level down. */
function unwrapped(
  given: Readonly<Record<string, unknown>>,
  properties: Readonly<Record<string, JsonSchema>>,
): Readonly<Record<string, unknown>> {
  const keys = Object.keys(given);
  const only = keys[0];
  const wrappers = ["arguments", "parameters", "input", "args", "params"];
  if (keys.length !== 1 || only === undefined || only in properties) return given;
  if (!wrappers.includes(only)) return given;
  const inner = jsonOf(given[only]) ?? given[only];
  return isObject(inner) ? inner : given;
}

function parameterFor(
  tool: Tool,
  properties: Readonly<Record<string, JsonSchema>>,
  key: string,
): string | undefined {
  if (key in properties) return key;
  const squashed = squash(key);
  const same = Object.keys(properties).find((name) => squash(name) === squashed);
  if (same !== undefined) return same;
  const alias = Object.entries(tool.argumentAliases).find(([name]) => squash(name) === squashed);
  return alias?.[1];
}

function coerce(value: unknown, schema: JsonSchema): unknown {
  switch (schema.type) {
    case "integer":
      return wholeNumber(value) ?? value;
    case "number":
      return typeof value === "string" && value.trim() !== "" && Number.isFinite(Number(value))
        ? Number(value)
        : value;
    case "boolean":
      return booleanOf(value);
    case "array":
      return Array.isArray(value) ? itemsOf(value, schema) : arrayIn(value, schema);
    case "object":
      return typeof value === "string" && isObject(jsonOf(value)) ? jsonOf(value) : value;
    default:
      return value;
  }
}

function itemsOf(values: readonly unknown[], schema: JsonSchema): readonly unknown[] {
  const items = asObject(schema.items);
  return values.map((value) => coerce(value, items));
}

function arrayIn(value: unknown, schema: JsonSchema): unknown {
  const parsed = typeof value === "string" ? jsonOf(value) : undefined;
  return Array.isArray(parsed) ? itemsOf(parsed, schema) : value;
}

function booleanOf(value: unknown): unknown {
  if (value === 1 || value === 0) return value === 1;
  const word = typeof value === "string" ? value.trim().toLowerCase() : "";
  if (["true", "yes", "1", "on"].includes(word)) return true;
  return ["false", "no", "0", "off"].includes(word) ? false : value;
}

function jsonOf(value: unknown): unknown {
  if (typeof value !== "string") return undefined;
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

function squash(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, "");
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function asObject(value: unknown): JsonSchema {
  return isObject(value) ? value : {};
}
