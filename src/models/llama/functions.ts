import type { ChatModelFunctions } from "node-llama-cpp";
import type { JsonSchema, ToolSchema } from "../../core/model.ts";

const plainTypes = ["string", "number", "boolean", "null"];

const anything: JsonSchema = {
  oneOf: [{ type: plainTypes }, { type: "array" }, { type: "object", additionalProperties: true }],
};

/**
 * Tools as the library takes them. Its grammar makes the model write every property, so an optional
 * one may be null, which the core reads as absent. Limits on lengths and whole numbers stay with the
 * core: the library accepts by grammar what it then throws at when it validates.
 */
export function functionsOf(tools: readonly ToolSchema[]): ChatModelFunctions | undefined {
  if (tools.length === 0) return undefined;
  const functions = tools.map(({ name, description, parameters }) => {
    const params =
      Object.keys(objectOf(parameters.properties)).length === 0 ? undefined : parameters;
    return [name, { description, ...(params && { params: accepted(params) }) }];
  });
  // The library's schema type cannot be built from JSON that is only known at run time.
  return Object.fromEntries(functions) as ChatModelFunctions;
}

function accepted(schema: JsonSchema): JsonSchema {
  const about = typeof schema.description === "string" ? { description: schema.description } : {};
  return { ...shape(schema), ...about };
}

function shape(schema: JsonSchema): JsonSchema {
  if (Array.isArray(schema.enum)) return { enum: schema.enum };
  if ("const" in schema) return { const: schema.const };
  const choices = schema.oneOf ?? schema.anyOf;
  if (Array.isArray(choices)) return { oneOf: choices.map((one) => accepted(objectOf(one))) };
  if (Array.isArray(schema.type))
    return { oneOf: schema.type.map((type) => shape({ ...schema, type })) };
  switch (schema.type) {
    case "object":
      return objectShape(schema);
    case "array":
      return schema.items === undefined
        ? { type: "array" }
        : { type: "array", items: accepted(objectOf(schema.items)) };
    case "integer":
    case "number":
      return { type: "number" };
    case "string":
    case "boolean":
    case "null":
      return { type: schema.type };
    default:
      return anything;
  }
}

function objectShape(schema: JsonSchema): JsonSchema {
  const properties = Object.entries(objectOf(schema.properties));
  if (properties.length === 0) return { type: "object", additionalProperties: true };
  const required = Array.isArray(schema.required) ? schema.required : [];
  const shapes = properties.map(([name, property]) => {
    const inner = accepted(objectOf(property));
    return [name, required.includes(name) ? inner : orNull(inner)];
  });
  return { type: "object", properties: Object.fromEntries(shapes), required };
}

function orNull(schema: JsonSchema): JsonSchema {
  if (plainTypes.includes(String(schema.type))) return { ...schema, type: [schema.type, "null"] };
  const { description, ...rest } = schema;
  return { oneOf: [rest, { type: "null" }], ...(description !== undefined && { description }) };
}

function objectOf(value: unknown): JsonSchema {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as JsonSchema)
    : {};
}
