import type { JsonSchema, ToolSchema } from "../core/model.ts";

const maxDepth = 4;
const known = new WeakMap<ToolSchema, JsonSchema>();

/**
 * The part of JSON Schema that every server can turn into a grammar: types, properties, items, enums
 * and what is required. Patterns, formats, lengths and references make llama.cpp and LM Studio
 * refuse a whole request; the tool's own schema still checks the call.
 */
export function conservativeSchema(tool: ToolSchema): JsonSchema {
  const stored = known.get(tool);
  if (stored !== undefined) return stored;
  const reduced = reduce(tool.parameters, { root: tool.parameters, depth: 0 });
  const parameters = { ...reduced, type: "object", properties: reduced.properties ?? {} };
  known.set(tool, parameters);
  return parameters;
}

type Place = { readonly root: JsonSchema; readonly depth: number };

function reduce(given: unknown, place: Place): JsonSchema {
  const schema = chosen(given, place);
  const description = typeof schema.description === "string" ? schema.description : undefined;
  const type = typeOf(schema);
  return {
    type,
    ...(description === undefined ? {} : { description }),
    ...enumOf(schema),
    ...(type === "array" ? { items: itemsOf(schema, place) } : {}),
    ...(type === "object" ? propertiesOf(schema, place) : {}),
  };
}

function enumOf(schema: JsonSchema): JsonSchema {
  const values = Array.isArray(schema.enum) ? schema.enum : [schema.const];
  const plain = values.filter((value) => ["string", "number"].includes(typeof value));
  return plain.length === 0 ? {} : { enum: plain };
}

function itemsOf(schema: JsonSchema, { root, depth }: Place): JsonSchema {
  if (depth >= maxDepth || !isSchema(schema.items)) return { type: "string" };
  return reduce(schema.items, { root, depth: depth + 1 });
}

function propertiesOf(schema: JsonSchema, { root, depth }: Place): JsonSchema {
  if (depth >= maxDepth || !isSchema(schema.properties)) return {};
  const entries = Object.entries(schema.properties).map(([name, property]) => [
    name,
    reduce(property, { root, depth: depth + 1 }),
  ]);
  const names = new Set(entries.map(([name]) => name));
  const required = Array.isArray(schema.required)
    ? schema.required.filter((name) => names.has(name))
    : [];
  return {
    properties: Object.fromEntries(entries),
    ...(required.length === 0 ? {} : { required }),
  };
}

/** The one schema that stands for a reference or for the first of several choices. */
function chosen(given: unknown, place: Place): JsonSchema {
  const schema = isSchema(given) ? given : {};
  if (place.depth > maxDepth) return schema;
  const deeper = { root: place.root, depth: place.depth + 1 };
  if (typeof schema.$ref === "string") {
    return { ...chosen(referenced(schema.$ref, place.root), deeper), ...withDescription(schema) };
  }
  if (Array.isArray(schema.allOf)) {
    return {
      ...merged(schema.allOf.map((part) => chosen(part, deeper))),
      ...withDescription(schema),
    };
  }
  const choices = [schema.anyOf, schema.oneOf].find(Array.isArray)?.filter(isSchema) ?? [];
  const real = choices.filter((choice) => choice.type !== "null");
  const constants = real.map((choice) => choice.const).filter((value) => typeof value === "string");
  if (real.length > 0 && constants.length === real.length) {
    return { type: "string", enum: constants, ...withDescription(schema) };
  }
  const [first] = real;
  return first === undefined ? schema : { ...chosen(first, deeper), ...withDescription(schema) };
}

function withDescription({ description }: JsonSchema): JsonSchema {
  return typeof description === "string" ? { description } : {};
}

function merged(parts: readonly JsonSchema[]): JsonSchema {
  return {
    ...Object.assign({}, ...parts),
    properties: Object.assign({}, ...parts.map((part) => objectAt(part.properties))),
    required: parts.flatMap((part) => listAt(part.required)),
  };
}

function referenced(reference: string, root: JsonSchema): unknown {
  if (!reference.startsWith("#/")) return {};
  const path = reference.slice(2).split("/");
  return path.reduce<unknown>((at, key) => (isSchema(at) ? at[key] : undefined), root);
}

function typeOf(schema: JsonSchema): string {
  const types = Array.isArray(schema.type) ? schema.type : [schema.type];
  const type = types.find((one) => typeof one === "string" && one !== "null");
  if (typeof type === "string") return type;
  if (isSchema(schema.properties)) return "object";
  if (isSchema(schema.items)) return "array";
  const value = Array.isArray(schema.enum) ? schema.enum[0] : schema.const;
  return typeof value === "number" ? "number" : "string";
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function objectAt(value: unknown): JsonSchema {
  return isSchema(value) ? value : {};
}

function listAt(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
