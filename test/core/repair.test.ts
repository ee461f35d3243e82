import { describe, expect, test } from "bun:test";
import { findTool } from "../../src/core/find-tool.ts";
import { parseInput } from "../../src/core/parse-input.ts";
import { readArguments } from "../../src/models/arguments.ts";
import { say } from "../support/agent.ts";
import { callTools } from "../support/call-tools.ts";

type Repaired = readonly [name: string, written: string, tool: string, input: unknown];

/** Calls as models really write them, each with the one call that was meant. */
const corpus: Readonly<Record<string, readonly Repaired[]>> = {
  "names that are nearly right": [
    ["READ", '{"path":"a"}', "read", { path: "a" }],
    ["Read", '{"path":"a"}', "read", { path: "a" }],
    ["read<|channel|>commentary", '{"path":"a"}', "read", { path: "a" }],
    ["read<|constrain|>json", '{"path":"a"}', "read", { path: "a" }],
    ["functions.read", '{"path":"a"}', "read", { path: "a" }],
    ["functions.read:3", '{"path":"a"}', "read", { path: "a" }],
    ["default_api.read_file", '{"path":"a"}', "read", { path: "a" }],
    ["mcp__local__read", '{"path":"a"}', "read", { path: "a" }],
    ["read_file", '{"path":"a"}', "read", { path: "a" }],
    ["readFile", '{"path":"a"}', "read", { path: "a" }],
    ["reed", '{"path":"a"}', "read", { path: "a" }],
    ["grep_search", '{"pattern":"x"}', "search", { pattern: "x" }],
    ["list_directory", "{}", "ls", {}],
    ["list-files", "{}", "ls", {}],
    ["writ_file", '{"path":"a","content":"b"}', "write", { path: "a", content: "b" }],
    ["Bash", '{"command":"ls"}', "shell", { command: "ls" }],
    ['"shell"', '{"command":"ls"}', "shell", { command: "ls" }],
    ["shell()", '{"command":"ls"}', "shell", { command: "ls" }],
  ],
  "JSON that is nearly right": [
    ["read", '{"path":"a.js",}', "read", { path: "a.js" }],
    ["read", "{'path':'a.js'}", "read", { path: "a.js" }],
    ["read", '{"path":"a.js"', "read", { path: "a.js" }],
    ["read", '{"path":"a.js"}}', "read", { path: "a.js" }],
    ["read", '{"path":"a.js"]', "read", { path: "a.js" }],
    ["read", '{path:"a.js"}', "read", { path: "a.js" }],
    ["read", '{"path":"a.js" "limit":1}', "read", { path: "a.js", limit: 1 }],
    ["read", '```json\n{"path":"a.js"}\n```', "read", { path: "a.js" }],
    ["read", '  {"path":"a.js"}\n', "read", { path: "a.js" }],
    ["read", '"{\\"path\\":\\"a.js\\"}"', "read", { path: "a.js" }],
    ["read", "{“path”:“a.js”}", "read", { path: "a.js" }],
    ["ls", "", "ls", {}],
    ["ls", "null", "ls", {}],
    ["ls", "{", "ls", undefined],
    ["write", '{"content":"a, }","path":"p",}', "write", { path: "p", content: "a, }" }],
    ["write", '{"path":"p","content":"a\n\tb"}', "write", { path: "p", content: "a\n\tb" }],
    ["search", '{"pattern":"\\d+\\.js"}', "search", { pattern: "\\d+\\.js" }],
    [
      "edit",
      "{'path':'a','old':'x = \"1\"','new':'x = \"2\"','all':True}",
      "edit",
      { path: "a", old: 'x = "1"', new: 'x = "2"', all: true },
    ],
    ["write", '{"path":"p","content":"line one', "write", undefined],
    ["shell", '{"command":"rm -rf bui', "shell", undefined],
  ],
  "arguments under other names": [
    ["read", '{"file_path":"a"}', "read", { path: "a" }],
    ["read", '{"filePath":"a"}', "read", { path: "a" }],
    ["read", '{"absolute_path":"a"}', "read", { path: "a" }],
    ["read", '{"PATH":"a"}', "read", { path: "a" }],
    ["read", '{"pth":"a"}', "read", undefined],
    ["edit", '{"path":"a","old_str":"x","new_str":"y"}', "edit", { path: "a", old: "x", new: "y" }],
    [
      "edit",
      '{"path":"a","old":"x","new":"y","replaceAll":true}',
      "edit",
      { path: "a", old: "x", new: "y", all: true },
    ],
    ["write", '{"path":"a","contnt":"b"}', "write", { path: "a", content: "b" }],
    ["search", '{"query":"x"}', "search", { pattern: "x" }],
    ["shell", '{"cmd":"ls"}', "shell", { command: "ls" }],
    ["read", '{"arguments":{"path":"a"}}', "read", { path: "a" }],
    ["read", '{"name":"read","parameters":{"path":"a"}}', "read", { path: "a" }],
    ["read", '{"input":"{\\"path\\":\\"a\\"}"}', "read", { path: "a" }],
    ["read", '{"path":"a","explanation":"I look."}', "read", { path: "a" }],
  ],
  "values of another type": [
    ["read", '{"path":"a","limit":"100"}', "read", { path: "a", limit: 100 }],
    ["read", '{"path":"a","limit":"100.0"}', "read", { path: "a", limit: 100 }],
    ["read", '{"path":"a","limit":"fifty"}', "read", { path: "a", limit: 50 }],
    ["read", '{"path":"a","limit":"one hundred and five"}', "read", { path: "a", limit: 105 }],
    ["read", '{"path":"a","limit":null}', "read", { path: "a" }],
    ["read", '{"path":"a","limit":"None"}', "read", { path: "a" }],
    ["read", '{"path":"007"}', "read", { path: "007" }],
    ["read", '{"path":7}', "read", undefined],
    ["search", '{"pattern":"x","limit":"20"}', "search", { pattern: "x", max_results: 20 }],
    ["search", '{"pattern":"x","max_results":25.0}', "search", { pattern: "x", max_results: 25 }],
    ["shell", '{"command":"ls","secs":"60"}', "shell", { command: "ls", timeout: 60 }],
    ["shell", '{"command":"ls","timeout":12.5}', "shell", undefined],
    [
      "edit",
      '{"path":"a","old":"x","new":"y","all":"True"}',
      "edit",
      { path: "a", old: "x", new: "y", all: true },
    ],
    [
      "edit",
      '{"path":"a","old":"x","new":"y","all":"false"}',
      "edit",
      { path: "a", old: "x", new: "y", all: false },
    ],
    ["batch_read", '{"paths":"[\\"a\\",\\"b\\"]"}', "batch_read", { paths: ["a", "b"] }],
    ["batch_read", '{"paths":"a"}', "batch_read", undefined],
    ["batch_read", '["a","b"]', "batch_read", undefined],
  ],
};

for (const [kind, calls] of Object.entries(corpus)) {
  describe(kind, () => {
    test.each(calls)("%s %s", async (name, written, tool, input) => {
      const found = findTool(callTools, name);
      if (found.type !== "found") throw new Error(`No tool was found for ${name}.`);
      expect(found.tool.name).toBe(tool);
      const call = { id: "1", name, ...readArguments(written) };
      const parsed = await parseInput(found.tool, call, say);
      if (input === undefined) expect(parsed.type).toBe("refused");
      else expect(parsed).toMatchObject({ type: "fits", input });
    });
  });
}

test("the corpus has at least 60 calls that are repaired", async () => {
  const all = Object.values(corpus).flat();
  expect(all.filter(([, , , input]) => input !== undefined).length).toBeGreaterThanOrEqual(60);
});
