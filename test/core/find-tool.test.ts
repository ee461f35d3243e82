import { expect, test } from "bun:test";
import { cleanName, findTool, keptName, namedTool } from "../../src/core/find-tool.ts";
import { callTools, echoTool } from "../support/call-tools.ts";

const found = (name: string, tools = callTools) => {
  const one = findTool(tools, name);
  return one.type === "found" ? one.tool.name : undefined;
};

test.each([
  ["read", "read"],
  ["READ", "read"],
  ["Read", "read"],
  [" read ", "read"],
  ["read\n", "read"],
  ['"read"', "read"],
  ["`read`", "read"],
  ["read:", "read"],
  ["read()", "read"],
  ['read(path="a.py")', "read"],
  ["read<|channel|>commentary", "read"],
  ["read<|constrain|>json", "read"],
  ["read</tool_call>", "read"],
  ["<function=read>", "read"],
  ["<|python_tag|>read", "read"],
  ["function=read", "read"],
  ["tool: read", "read"],
  ["functions.read", "read"],
  ["functions.read:0", "read"],
  ["functions/read", "read"],
  ["default_api.read", "read"],
  ["mcp__files__read", "read"],
  ["read json", "read"],
  ["read_file", "read"],
  ["readFile", "read"],
  ["read-file", "read"],
  ["ReadFile", "read"],
  ["cat", "read"],
  ["grep_search", "search"],
  ["list_directory", "ls"],
  ["ListFiles", "ls"],
  ["str_replace", "edit"],
  ["batchRead", "batch_read"],
  ["raed_file", "read"],
  ["reat", "read"],
  ["serch", "search"],
  ["edits", "edit"],
  ["writ", "write"],
  ["batch_raed", "batch_read"],
])("%j is %s", (written, name) => {
  expect(found(written)).toBe(name);
});

test.each(["run", "", "   ", "get_weather", "readwrite", "rd", "{", "constructor", "toString"])(
  "%j is no tool",
  (written) => {
    expect(found(written)).toBeUndefined();
  },
);

test("an unknown name comes back clean, with the nearest tool", () => {
  expect(findTool(callTools, "searching_files<|channel|>commentary")).toEqual({
    type: "unknown",
    name: "searching_files",
    near: "search",
  });
  expect(findTool(callTools, "xyzzy")).toEqual({ type: "unknown", name: "xyzzy", near: undefined });
});

test("a slip that fits two tools is not guessed", () => {
  const tools = [echoTool("plan"), echoTool("play")];
  expect(found("plax", tools)).toBeUndefined();
});

test("a slip that fits two names of one tool is that tool", () => {
  expect(found("wrte_file", [echoTool("write", { aliases: ["write_file", "write_files"] })])).toBe(
    "write",
  );
});

test("a tool shown under another name is found by both", () => {
  const tool = echoTool("read");
  const shown = { ...tool, schema: { ...tool.schema, name: "view" } };
  expect([found("view", [shown]), found("read", [shown])]).toEqual(["read", "read"]);
});

test("a real name wins over another tool's alias", () => {
  const tools = [echoTool("open", { aliases: ["read"] }), echoTool("read")];
  expect(found("read", tools)).toBe("read");
});

test("namedTool forgives no slip", () => {
  expect(namedTool(callTools, "reat")).toBeUndefined();
  expect(namedTool(callTools, "functions.READ")?.name).toBe("read");
});

test.each([
  ["read", "read"],
  ["read_file", "read_file"],
  ["READ", "read"],
  ["functions.read", "read"],
  ["read<|channel|>commentary", "read"],
  ["no such\ntool", "no"],
  ["weird-näme.x", "weird-n_me_x"],
  ["", "unknown"],
  ["<|tool|>", "unknown"],
  ["x".repeat(100), "x".repeat(64)],
])("in the history %j stands as %j", (written, kept) => {
  expect(keptName(callTools, written)).toBe(kept);
});

test("a clean name has no debris", () => {
  expect(cleanName('  "read"<|channel|>commentary\nmore')).toBe("read");
});
