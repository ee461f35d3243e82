import { expect, test } from "bun:test";
import type { AgentFile } from "../../src/app/agent-file.ts";
import { listAgents, loadAgent } from "../../src/app/agents.ts";
import { checkAgent } from "../../src/app/check-fields.ts";
import { loadConfig } from "../../src/app/config.ts";
import { explain } from "../../src/app/explain.ts";
import { foldersFor } from "../../src/app/folders.ts";
import { fieldFromFlag } from "../../src/app/set-field.ts";
import { toolsFor } from "../../src/app/toolbox.ts";
import { promptText } from "../../src/app/words.ts";
import { kitWith } from "../support/kit.ts";
import { tempFolder } from "../support/temp.ts";

test("every agent that ships is valid, has a prompt and only tools that exist", async () => {
  using folder = await tempFolder();
  const env = { HOME: folder.path };
  const folders = foldersFor(folder.path, env);
  const keys = [...listAgents(folders).keys()];
  expect(keys).toContain("qwen/qwen3-coder");
  for (const key of keys) {
    const { fields } = await loadConfig(folder.path, env, { agent: key });
    expect(promptText(folders, fields.prompt ?? "").length).toBeGreaterThan(100);
    expect((await toolsFor(fields, folders, kitWith({ agents: keys }))).length).toBeGreaterThan(3);
    checkAgent((await loadAgent(key, folders)).fields, key);
  }
});

test("an agent of the project hides the package's, and a bare last part is enough", async () => {
  using folder = await tempFolder({
    ".localcode/agents/qwen/qwen3-coder.json": '{ "extends": "default", "temperature": 0.1 }',
  });
  const folders = foldersFor(folder.path, { HOME: folder.path });
  expect((await loadAgent("qwen3-coder", folders)).fields.temperature).toBe(0.1);
  expect((await loadAgent("qwen3-coder", folders)).key).toBe("qwen/qwen3-coder");
});

test("an unknown agent names the nearest ones", async () => {
  using folder = await tempFolder();
  const folders = foldersFor(folder.path, { HOME: folder.path });
  expect(loadAgent("qwen3-codr", folders)).rejects.toThrow(
    'There is no agent "qwen3-codr". The nearest: qwen/qwen3-coder',
  );
});

test("an unknown field names the file and the nearest field", async () => {
  using folder = await tempFolder({ ".localcode/agents/mine.json": '{ "temprature": 1 }' });
  const folders = foldersFor(folder.path, { HOME: folder.path });
  expect(loadAgent("mine", folders)).rejects.toThrow(
    'there is no field "temprature". Did you mean "temperature"?',
  );
});

test("a field of a feature that is not built earns a warning, not an error", async () => {
  using folder = await tempFolder({
    ".localcode/agents/mine.json": '{ "extends": "default", "routing": {} }',
  });
  const folders = foldersFor(folder.path, { HOME: folder.path });
  expect((await loadAgent("mine", folders)).warnings.join()).toContain('"routing" has no effect');
});

test("flags beat the environment, the project, the user and the agent, in this order", async () => {
  using folder = await tempFolder({
    "home/.config/localcode/config.json": '{ "temperature": 0.3, "top_k": 30 }',
    "project/.localcode/config.json": '{ "temperature": 0.4, "agent": "qwen3-coder" }',
  });
  const env = { HOME: `${folder.path}/home` };
  const config = await loadConfig(`${folder.path}/project`, env, { temperature: 0.5 });
  expect(explain(config, "temperature").map(({ value }) => value)).toEqual([0.7, 0.3, 0.4, 0.5]);
  expect(config.fields).toMatchObject({
    temperature: 0.5,
    top_k: 30,
    top_p: 0.8,
    agent: "qwen3-coder",
  });
});

test("--set takes any field, dots for depth, and refuses what is not one", () => {
  expect(fieldFromFlag("limits.max_total_tokens=5000")).toEqual({
    limits: { max_total_tokens: 5000 },
  });
  expect(fieldFromFlag("model=qwen3:8b")).toEqual({ model: "qwen3:8b" });
  expect(() => fieldFromFlag("max_turns=many")).toThrow('"max_turns"');
  expect(() => fieldFromFlag("max_turn=5")).toThrow('Did you mean "max_turns"?');
});

async function toolNames(fields: AgentFile): Promise<readonly string[]> {
  using folder = await tempFolder();
  const folders = foldersFor(folder.path, { HOME: folder.path });
  return (await toolsFor(fields, folders, kitWith())).map((tool) => tool.schema.name);
}

test("an edit format puts its own tools in the place of those that change files", async () => {
  const tools = ["ls", "edit", "write", "shell"];
  expect(await toolNames({ tools })).toEqual(["ls", "edit", "write", "shell"]);
  expect(await toolNames({ tools, edit_format: "patch" })).toEqual([
    "ls",
    "apply_patch",
    "write",
    "shell",
  ]);
  expect(await toolNames({ tools, edit_format: "whole" })).toEqual(["ls", "write", "shell"]);
  expect(await toolNames({ tools: ["ls"], edit_format: "whole" })).toEqual(["ls"]);
});

test("a tool is shown as it is spelled in the list, by an alias of its own, or by its first alias", async () => {
  expect(await toolNames({ tools: ["read_file", "ls"] })).toEqual(["read_file", "ls"]);
  expect(await toolNames({ tools: ["ls"], tool_name_style: "alias" })).toEqual(["list_dir"]);
  expect(await toolNames({ tools: ["edit"], tool_aliases: { edit: "str_replace" } })).toEqual([
    "str_replace",
  ]);
  expect(toolNames({ tools: ["edit"], tool_aliases: { edit: "read_file" } })).rejects.toThrow(
    '"read_file" is no alias of edit',
  );
  expect(toolNames({ tools: ["reed"] })).rejects.toThrow(
    'there is no tool "reed". Did you mean "read"?',
  );
});

test("a project's words of a tool that take another tool's name are refused", async () => {
  const words = { name: "ls", aliases: ["read"], description: "Lists.", parameters: {} };
  using folder = await tempFolder({ ".localcode/tools/ls.json": JSON.stringify(words) });
  const folders = foldersFor(folder.path, { HOME: folder.path });
  expect(toolsFor({ tools: ["ls", "read"] }, folders, kitWith())).rejects.toThrow(
    '"read" is a name of both ls and read.',
  );
});
