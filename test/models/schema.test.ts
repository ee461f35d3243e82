import { expect, test } from "bun:test";
import type { JsonSchema } from "../../src/core/model.ts";
import { requestBody } from "../../src/models/body.ts";
import { conservativeSchema } from "../../src/models/schema.ts";
import { checkWire } from "../support/strict-wire.ts";

const reduced = (parameters: JsonSchema) =>
  conservativeSchema({ name: "x", description: "", parameters });

const property = (given: JsonSchema) => {
  const { properties } = reduced({ type: "object", properties: { p: given } });
  return (properties as Record<string, unknown>).p;
};

test("types, descriptions, items, enums and what is required are kept, in their order", () => {
  const parameters = {
    type: "object",
    properties: {
      path: { type: "string", description: "A file." },
      kind: { type: "string", enum: ["a", "b"] },
      lines: { type: "array", items: { type: "integer" } },
    },
    required: ["path"],
  };
  expect(JSON.stringify(reduced(parameters))).toBe(JSON.stringify(parameters));
});

test.each<[JsonSchema, JsonSchema]>([
  [
    { type: "string", pattern: "^a", minLength: 1, maxLength: 9, format: "uri" },
    { type: "string" },
  ],
  [{ type: "integer", minimum: 1, exclusiveMaximum: 5, default: 2 }, { type: "integer" }],
  [
    { type: ["string", "null"], description: "d" },
    { type: "string", description: "d" },
  ],
  [{ anyOf: [{ type: "integer" }, { type: "null" }], title: "P" }, { type: "integer" }],
  [{ oneOf: [{ const: "a" }, { const: "b" }] }, { type: "string", enum: ["a", "b"] }],
  [
    { type: "array", minItems: 1 },
    { type: "array", items: { type: "string" } },
  ],
  [{ enum: [1, 2, null] }, { type: "number", enum: [1, 2] }],
  [
    {
      allOf: [
        { properties: { a: { type: "string" } } },
        { properties: { b: {} }, required: ["b"] },
      ],
    },
    {
      type: "object",
      properties: { a: { type: "string" }, b: { type: "string" } },
      required: ["b"],
    },
  ],
  [{ type: "object", additionalProperties: { type: "string" } }, { type: "object" }],
  [{}, { type: "string" }],
])("%j is sent as %j", (given, sent) => {
  expect(property(given)).toEqual(sent);
});

test("a reference is replaced by what it names, and one to itself ends", () => {
  const parameters = {
    type: "object",
    properties: { tree: { $ref: "#/$defs/Tree" }, far: { $ref: "http://far/away" } },
    $defs: {
      Tree: {
        type: "object",
        properties: { name: { type: "string" }, child: { $ref: "#/$defs/Tree" } },
      },
    },
  };
  const request = {
    system: "s",
    messages: [{ role: "user" as const, text: "Go" }],
    tools: [{ name: "x", description: "", parameters }],
  };
  const options = { model: "m", runtime: "any", sampling: {} };
  checkWire(requestBody(options, request, { thinking: "none" }));
  expect(JSON.stringify(reduced(parameters))).not.toContain("$ref");
  expect(reduced(parameters).properties).toMatchObject({
    tree: { type: "object", properties: { name: { type: "string" } } },
    far: { type: "string" },
  });
});

test("a tool without parameters is an object without properties", () => {
  expect(reduced({})).toEqual({ type: "object", properties: {} });
});
