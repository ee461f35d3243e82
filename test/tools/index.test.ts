import { expect, test } from "bun:test";
import { z } from "zod";
import { propertiesOf } from "../../src/core/coerce.ts";
import { findTool } from "../../src/core/find-tool.ts";
import type { Tool } from "../../src/core/tool.ts";
import { toolParts } from "../../src/tools/index.ts";
import { toolOf } from "../support/tools.ts";

const tools = toolParts.map((part) => toolOf(part));

/** Parameters that the code takes, and those that it needs. */
function parametersOf(tool: Tool): { readonly all: string[]; readonly required: string[] } {
  const schema = z.toJSONSchema(tool.input, { io: "input", unrepresentable: "any" });
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
