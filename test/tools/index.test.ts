import { expect, test } from "bun:test";
import { z } from "zod";
import { propertiesOf } from "../../src/core/coerce.ts";
import { findTool } from "../../src/core/find-tool.ts";
import type { Tool } from "../../src/core/tool.ts";
import { toolParts } from "../../src/tools/index.ts";
import { tempFolder } from "../support/temp.ts";
import { runTool, toolOf } from "../support/tools.ts";

const parts = await Promise.all(toolParts.map(async (part) => await part.load()));
const tools = parts.map((part) => toolOf(part));

/** Parameters that the code takes, and those that it needs. */
function parametersOf(tool: Tool): { readonly all: string[]; readonly required: string[] } {
  // A part that is loaded has the zod schema itself.
  const schema = z.toJSONSchema(tool.input as z.ZodType, { io: "input", unrepresentable: "any" });
  const required = Array.isArray(schema.required) ? schema.required : [];
  return { all: Object.keys(schema.properties ?? {}).sort(), required: [...required].sort() };
}

test("the words of every tool and its code name the same parameters", () => {
  for (const tool of tools) {
    const { required = [] } = tool.schema.parameters as { readonly required?: readonly string[] };
    const said = {
      all: Object.keys(propertiesOf(tool.schema.parameters)).sort(),
      required: [...required].sort(),
    };
    expect([tool.name, said]).toEqual([tool.name, parametersOf(tool)]);
  }
});

test("the list says of every tool the words and the effect that its file has", () => {
  for (const [index, part] of toolParts.entries()) {
    const own = { words: parts[index]?.words, effect: tools[index]?.effect };
    expect({ words: part.words, effect: part.effect }).toEqual(own as typeof part);
  }
});

test("every other name of a parameter leads to one that there is", () => {
  for (const tool of tools) {
    const names = Object.keys(propertiesOf(tool.schema.parameters));
    const lost = Object.entries(tool.argumentAliases).filter(([, name]) => !names.includes(name));
    const hidden = Object.keys(tool.argumentAliases).filter((alias) => names.includes(alias));
    expect([tool.name, lost, hidden]).toEqual([tool.name, [], []]);
  }
});

test("every other name of a tool leads to that tool alone", () => {
  const all = tools.flatMap((tool) => [tool.name, ...tool.aliases].map((name) => ({ name, tool })));
  for (const { name, tool } of all) {
    const found = findTool(tools, name);
    expect([name, found.type === "found" && found.tool.name]).toEqual([name, tool.name]);
  }
});

test("no refusal or empty answer is longer than its room, whatever the input", async () => {
  using folder = await tempFolder({ "src/a.txt": "a\n" });
  const long = "x".repeat(50_000);
  const inputs: Readonly<Record<string, object>> = {
    ls: { path: long },
    read: { path: `/root-x/${long}` },
    batch_read: { paths: [long, `../${long}`] },
    write: { path: long, content: "x" },
    glob: { pattern: long },
    grep: { pattern: `(${long}` },
    search: { pattern: long },
  };
  for (const tool of tools.filter(({ name }) => name in inputs)) {
    const { text } = await runTool(tool, folder.path, inputs[tool.name], { maxResultChars: 1_000 });
    expect([tool.name, text.length <= 1_000, text.includes(folder.path)]).toEqual([
      tool.name,
      true,
      false,
    ]);
  }
});
