import { expect, test } from "bun:test";
import { z } from "zod";
import type { ToolCall } from "../../src/core/message.ts";
import { exampleOf, parseInput } from "../../src/core/parse-input.ts";
import { say } from "../support/agent.ts";
import { callTools, echoTool } from "../support/call-tools.ts";

const tool = (name: string) => {
  const found = callTools.find((one) => one.name === name);
  if (found === undefined) throw new Error(`There is no test tool ${name}.`);
  return found;
};

const parsed = (name: string, input: unknown, parts: Partial<ToolCall> = {}) =>
  parseInput(tool(name), { id: "1", name, input, ...parts }, say);

const refused = (text: string) => ({ type: "refused" as const, text });
const example = 'Example: {"path":"src/main.py"}.';

test("arguments that fit are typed", async () => {
  expect(await parsed("read", { file_path: "a", limit: "ten" })).toEqual({
    type: "fits",
    input: { path: "a", limit: 10 },
    note: "",
  });
});

test("no arguments are no arguments", async () => {
  for (const input of [undefined, null, {}, "{}"]) {
    expect(await parsed("ls", input)).toEqual({ type: "fits", input: {}, note: "" });
  }
});

test("an unknown parameter is ignored with a note that names the valid ones", async () => {
  expect(await parsed("read", { path: "a", encoding: "utf8" })).toEqual({
    type: "fits",
    input: { path: "a" },
    note: 'Note: ignored unknown parameter "encoding". read takes path, offset, limit.',
  });
});

test("a missing parameter is named, with an example and what was ignored", async () => {
  expect(await parsed("read", {})).toEqual(refused(`read needs "path". ${example}`));
  expect(await parsed("read", { url: "a", encoding: "x" })).toEqual(
    refused(
      `read needs "path". ${example}\nNote: ignored unknown parameters "url", "encoding". read takes path, offset, limit.`,
    ),
  );
});

test.each([
  ["read", { path: 123 }, '"path": expected a string, got a number', example],
  ["read", { path: "a", limit: 12.5 }, '"limit": expected a whole number, got a number', example],
  ["read", { path: "a", limit: "x" }, '"limit": expected a whole number, got a string', example],
  [
    "batch_read",
    { paths: "a.py" },
    '"paths": expected an array, got a string',
    'Example: {"paths":["…"]}.',
  ],
  [
    "batch_read",
    { paths: { a: 1 } },
    '"paths": expected an array, got an object',
    'Example: {"paths":["…"]}.',
  ],
  [
    "batch_read",
    { paths: ["a", 5] },
    '"paths.1": expected a string, got a number',
    'Example: {"paths":["…"]}.',
  ],
])("%s %j is an invalid type", async (name, input, what, shown) => {
  expect(await parsed(name, input)).toEqual(refused(`${name}: invalid type for ${what}. ${shown}`));
});

test("a value out of range says what is wrong with it", async () => {
  expect(await parsed("read", { path: "a", limit: 0 })).toEqual(
    refused(`read: invalid value for "limit": Too small: expected number to be >=1. ${example}`),
  );
});

test("a rule over the whole input is told without a parameter", async () => {
  const pair = echoTool("pair", { properties: { a: { type: "string" } }, shape: {} });
  const strict = { ...pair, input: z.object({}).refine(() => false, "Give a or b.") };
  expect(await parseInput(strict, { id: "1", name: "pair", input: {} }, say)).toEqual(
    refused("pair: Give a or b. Example: {}."),
  );
});

test.each([[["a.py"]], ["src/a.py"], [5], [true]])("%j is not an object", async (input) => {
  expect(await parsed("read", input)).toEqual(
    refused(
      'The arguments of read must be one JSON object with path, offset, limit, for example {"path":"src/main.py"}.',
    ),
  );
});

test.each([
  [`{"path": "a ${"b".repeat(200)}`, "a string in them has no end"],
  ['{"path":', "they break off before their end"],
  [
    '{"path": "say "hi" there"}',
    'it is not clear where a string in them ends; inside a string write \\" for a quote and \\n for a line end',
  ],
  ["<parameter=path>a", "they could not be read"],
])("arguments that could not be read are shown with what is wrong: %s", async (raw, why) => {
  expect(await parsed("read", {}, { raw })).toEqual(
    refused(
      `The arguments of read are not a JSON object (${why}). They began: ${raw.slice(0, 100)}\nSend them again as one JSON object, for example {"path":"src/main.py"}.`,
    ),
  );
});

test("the example of every tool is accepted by it", async () => {
  for (const one of callTools) {
    const input = JSON.parse(exampleOf(one));
    expect(await parseInput(one, { id: "1", name: one.name, input }, say)).toMatchObject({
      type: "fits",
      note: "",
    });
  }
});
