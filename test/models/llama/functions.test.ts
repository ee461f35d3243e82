import { expect, test } from "bun:test";
import { functionsOf } from "../../../src/models/llama/functions.ts";

test("optional parameters may be null, since the library's grammar writes every one", () => {
  const parameters = {
    type: "object",
    properties: {
      path: { type: "string", description: "The path.", maxLength: 10 },
      offset: { type: "integer", description: "First line.", minimum: 1 },
      mode: { type: "string", enum: ["a", "b"] },
      lines: { type: "array", items: { type: "integer" } },
      edit: { type: "object", properties: { old: { type: "string" } }, required: ["old"] },
      env: { type: "object" },
      either: { anyOf: [{ type: "string" }, { type: "boolean" }] },
      range: { type: ["integer", "array"], items: { type: "string" } },
      free: {},
    },
    required: ["path", "mode", "edit", "env", "either", "range", "free"],
  };
  expect(functionsOf([{ name: "read", description: "Reads.", parameters }])).toEqual({
    read: {
      description: "Reads.",
      params: {
        type: "object",
        properties: {
          path: { type: "string", description: "The path." },
          offset: { type: ["number", "null"], description: "First line." },
          mode: { enum: ["a", "b"] },
          lines: { oneOf: [{ type: "array", items: { type: "number" } }, { type: "null" }] },
          edit: { type: "object", properties: { old: { type: "string" } }, required: ["old"] },
          env: { type: "object", additionalProperties: true },
          either: { oneOf: [{ type: "string" }, { type: "boolean" }] },
          range: { oneOf: [{ type: "number" }, { type: "array", items: { type: "string" } }] },
          free: {
            oneOf: [
              { type: ["string", "number", "boolean", "null"] },
              { type: "array" },
              { type: "object", additionalProperties: true },
            ],
          },
        },
        required: parameters.required,
      },
    },
  });
});

test("a tool without parameters has none, and no tools are no functions", () => {
  const parameters = { type: "object", properties: {} };
  expect(functionsOf([{ name: "git_status", description: "Status.", parameters }])).toEqual({
    git_status: { description: "Status." },
  });
  expect(functionsOf([])).toBeUndefined();
});
