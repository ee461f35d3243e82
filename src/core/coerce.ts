import { slipOf } from "../lib/near.ts";
import type { JsonSchema } from "./model.ts";
import { wholeNumber } from "./number-words.ts";
import type { Tool } from "./tool.ts";

export type Coerced = {
  readonly input: Record<string, unknown>;
  readonly unknown: readonly string[];
};

type Properties = Readonly<Record<string, JsonSchema>>;

/** Keys under which some models put the arguments one level down, and what may stand beside them. */
const wrappers = ["arguments", "parameters", "input", "args", "params", "kwargs"];
const besideWrapper = ["name", "tool", "tool_name", "function", "type", "id"];

/**
 * Argument names and types as the tool wants them, on a clone. A value is changed only where the
 * schema leaves one reading: guessing without it would eat leading zeros.
 */
export function coerceInput(tool: Tool, given: Readonly<Record<string, unknown>>): Coerced {
  const properties = propertiesOf(takenBy(tool));
  const values = unwrapped(given, properties);
  const input: Record<string, unknown> = {};
  const unknown: string[] = [];
  for (const [key, value] of Object.entries(values)) {
    const name = parameterNamed(tool, key) ?? slippedParameter(properties, values, key);
    const property = name === undefined ? undefined : own(properties, name);
    if (name === undefined || property === undefined) unknown.push(key);
    else if (!isAbsent(value, property) && (name === key || !Object.hasOwn(input, name)))
      input[name] = coerce(value, property);
  }
  return { input, unknown };
}

/** The parameters of a tool by name. */
export function propertiesOf(schema: JsonSchema): Properties {
  return asObject(schema.properties) as Properties;
}

/** The schema that a call is read with: all that the tool takes, shown or not. */
export function takenBy({ takes, schema }: Tool): JsonSchema {
  return takes ?? schema.parameters;
}

/** The tool's name of a parameter, whatever case, separators or alias it was written with. */
export function parameterNamed(tool: Tool, written: string): string | undefined {
  const properties = propertiesOf(takenBy(tool));
  if (Object.hasOwn(properties, written)) return written;
  const squashed = squash(written);
  const same = Object.keys(properties).find((name) => squash(name) === squashed);
  if (same !== undefined) return same;
  const alias = Object.entries(tool.argumentAliases).find(([name]) => squash(name) === squashed);
  return alias?.[1];
}

/** The schema's one type besides null; undefined where it leaves a choice. */
export function typeOf(schema: JsonSchema): string | undefined {
  const { type } = schema;
  if (typeof type === "string") return type;
  const types = Array.isArray(type) ? type.filter((one) => one !== "null") : [];
  return types.length === 1 ? String(types[0]) : undefined;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What a text holds as JSON; undefined where it holds none. */
export function jsonIn(value: unknown): unknown {
  if (typeof value !== "string") return undefined;
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

function unwrapped(
  given: Readonly<Record<string, unknown>>,
  properties: Properties,
): Readonly<Record<string, unknown>> {
  const keys = Object.keys(given);
  const found = keys.filter((key) => wrappers.includes(key) && !Object.hasOwn(properties, key));
  const [only = ""] = found;
  const rest = keys.filter((key) => key !== only);
  const isBeside = (key: string) => besideWrapper.includes(key) && !Object.hasOwn(properties, key);
  if (found.length !== 1 || !rest.every(isBeside)) return given;
  const inner = jsonIn(given[only]) ?? given[only];
  return isObject(inner) ? inner : given;
}

/** A slip of the pen in a parameter's name, where that parameter is not given as well. */
function slippedParameter(
  properties: Properties,
  given: Readonly<Record<string, unknown>>,
  key: string,
): string | undefined {
  const open = Object.keys(properties).filter((name) => !Object.hasOwn(given, name));
  return key.length < 4 ? undefined : slipOf(key, open);
}

/** Null, and for a value that is no text also the words that stand for it: as if not given. */
function isAbsent(value: unknown, schema: JsonSchema = {}): boolean {
  if (value === null || value === undefined) return true;
  const type = typeOf(schema);
  if (typeof value !== "string" || type === undefined || type === "string") return false;
  return ["", "null", "none", "undefined"].includes(value.trim().toLowerCase());
}

function coerce(value: unknown, schema: JsonSchema): unknown {
  switch (typeOf(schema)) {
    case "string":
      return oneOf(value, schema);
    case "integer":
      return wholeNumber(value) ?? value;
    case "number":
      return numberOf(value);
    case "boolean":
      return booleanOf(value);
    case "array":
      return arrayOf(value, schema);
    case "object":
      return objectOf(value, schema);
    default:
      return value;
  }
}

/** A listed word in another case or with other separators is that word. */
function oneOf(value: unknown, schema: JsonSchema): unknown {
  if (typeof value !== "string" || !Array.isArray(schema.enum)) return value;
  if (schema.enum.includes(value)) return value;
  const same = schema.enum.filter((one) => squash(String(one)) === squash(value));
  return same.length === 1 ? same[0] : value;
}

function numberOf(value: unknown): unknown {
  if (typeof value !== "string") return value;
  const number = value.trim() === "" ? Number.NaN : Number(value);
  return Number.isFinite(number) ? number : (wholeNumber(value) ?? value);
}

function booleanOf(value: unknown): unknown {
  if (value === 1 || value === 0) return value === 1;
  const word = typeof value === "string" ? value.trim().toLowerCase() : "";
  if (["true", "yes", "1", "on"].includes(word)) return true;
  return ["false", "no", "0", "off"].includes(word) ? false : value;
}

function arrayOf(value: unknown, schema: JsonSchema): unknown {
  const values = Array.isArray(value) ? value : jsonIn(value);
  const items = asObject(schema.items);
  return Array.isArray(values) ? values.map((one) => coerce(one, items)) : value;
}

function objectOf(value: unknown, schema: JsonSchema): unknown {
  const object = isObject(value) ? value : jsonIn(value);
  if (!isObject(object)) return value;
  const properties = propertiesOf(schema);
  const entries = Object.entries(object)
    .filter(
      ([key, one]) => !(Object.hasOwn(properties, key) && isAbsent(one, own(properties, key))),
    )
    .map(([key, one]) => [key, coerce(one, own(properties, key) ?? {})]);
  return Object.fromEntries(entries);
}

function own(properties: Properties, name: string): JsonSchema | undefined {
  return Object.hasOwn(properties, name) ? asObject(properties[name]) : undefined;
}

function squash(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

function asObject(value: unknown): JsonSchema {
  return isObject(value) ? value : {};
}
