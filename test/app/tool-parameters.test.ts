import { expect, test } from "bun:test";
import type { AgentFile } from "../../src/app/agent-file.ts";
import { foldersFor } from "../../src/app/folders.ts";
import { toolsFor } from "../../src/app/toolbox.ts";
import { coerceInput } from "../../src/core/coerce.ts";
import type { Tool } from "../../src/core/tool.ts";
import { kitWith } from "../support/kit.ts";
import { tempFolder } from "../support/temp.ts";

async function only(fields: AgentFile): Promise<Tool> {
  using folder = await tempFolder();
  const folders = foldersFor(folder.path, { HOME: folder.path });
  const [tool] = await toolsFor(fields, folders, kitWith());
  if (tool === undefined) throw new Error("No tool was made.");
  return tool;
}

test("a model is shown the parameters that its agent names, in that order, and each is required", async () => {
  const tool = await only({ tools: ["edit"], tool_parameters: { edit: ["path", "old", "new"] } });
  expect(tool.schema.parameters).toEqual({
    type: "object",
    properties: {
      path: { type: "string" },
      old: { type: "string", description: "text as it stands in the file" },
      new: { type: "string" },
    },
    required: ["path", "old", "new"],
  });
});

test("a tool takes the parameters that it is not shown with", async () => {
  const tool = await only({ tools: ["edit"], tool_parameters: { edit: ["path", "old", "new"] } });
  const input = { path: "a.js", old: "1", new: "2", all: "true" };
  expect(coerceInput(tool, input)).toEqual({ input: { ...input, all: true }, unknown: [] });
});

test("an alias names the tool as well, and other tools stay whole", async () => {
  const fields = { tools: ["read", "edit"], tool_parameters: { edit_file: ["path", "new"] } };
  const whole = await only({ tools: ["read"] });
  expect((await only(fields)).schema).toEqual(whole.schema);
  expect((await only({ ...fields, tools: ["edit"] })).schema.parameters.required).toEqual([
    "path",
    "new",
  ]);
});

test("what does not exist, and what a tool cannot do without, is said", () => {
  const refusal = (tool_parameters: AgentFile["tool_parameters"]) =>
    expect(only({ tools: ["edit"], tool_parameters })).rejects;
  refusal({ edit: ["path", "od", "new"] }).toThrow(
    '"tool_parameters": edit has no parameter "od". Did you mean "old"? Parameters: path, old, new,',
  );
  refusal({ edti: ["path"] }).toThrow(
    '"tool_parameters": there is no tool "edti". Did you mean "edit"? Tools:',
  );
  refusal({ edit: ["path", "old"] }).toThrow(
    '"tool_parameters": edit cannot do without "new". Add it.',
  );
});
