import type { Tool } from "../core/tool.ts";
import { nearest } from "../lib/near.ts";
import { toolsForEditFormat } from "../tools/edit/format.ts";
import { toolParts } from "../tools/index.ts";
import type { ToolKit, ToolPart } from "../tools/kit.ts";
import type { AgentFile } from "./agent-file.ts";
import { ConfigError } from "./config-error.ts";
import type { Folders } from "./folders.ts";
import { withParameters } from "./tool-parameters.ts";
import { wordsOfTool } from "./words.ts";

/** The agent's tools in its order, each under the name it is to be shown. Throws ConfigError. */
export async function toolsFor(
  fields: AgentFile,
  folders: Folders,
  kit: ToolKit,
): Promise<readonly Tool[]> {
  const tools: Tool[] = [];
  const parameters = parametersByTool(fields);
  for (const name of listedTools(fields)) {
    if (isForPerson(name) && kit.askPerson === undefined) continue;
    const tool = await makeTool(partOf(name), folders, kit);
    tools.push(shown(name, fields, withParameters(tool, parameters.get(tool.name))));
  }
  const twice = tools.find(
    (tool, index) => tools.findIndex((one) => one.name === tool.name) !== index,
  );
  if (twice) throw new ConfigError(`"tools" lists ${twice.name} twice.`);
  checkAliases(tools);
  return tools;
}

/** The lists of "tool_parameters" by the tools' own names. */
function parametersByTool({ tool_parameters = {} }: AgentFile) {
  const lists = Object.entries(tool_parameters);
  return new Map(lists.map(([name, list]) => [partOf(name, "tool_parameters").words.name, list]));
}

/** Offered only where a person is there, so that a headless prompt is not longer for it. */
function isForPerson(name: string): boolean {
  return partOf(name).words.name === "ask_user";
}

const changingTools: readonly string[] = ["edit", "apply_patch", "write"];

/** The tools as listed; an edit format puts its own in the place of those that change files. */
function listedTools({ tools = [], edit_format }: AgentFile): readonly string[] {
  const changes = (name: string) => changingTools.includes(partOf(name).words.name);
  const at = tools.findIndex(changes);
  if (edit_format === undefined || at < 0) return tools;
  const wanted = toolsForEditFormat(edit_format);
  const kept = tools.filter((name) => changes(name) && wanted.includes(partOf(name).words.name));
  const added = wanted.filter((name) => !kept.some((one) => partOf(one).words.name === name));
  const rest = (names: readonly string[]) => names.filter((name) => !changes(name));
  return [...rest(tools.slice(0, at)), ...added, ...kept, ...rest(tools.slice(at))];
}

/** A name that leads to two tools would call the wrong one. */
function checkAliases(tools: readonly Tool[]): void {
  const owners = new Map<string, string>();
  for (const tool of tools) {
    for (const name of new Set([tool.name, tool.schema.name, ...tool.aliases])) {
      const owner = owners.get(name);
      if (owner !== undefined) {
        throw new ConfigError(`"${name}" is a name of both ${owner} and ${tool.name}.`);
      }
      owners.set(name, tool.name);
    }
  }
}

async function makeTool(part: ToolPart, folders: Folders, kit: ToolKit): Promise<Tool> {
  return part.make(await wordsOfTool(folders, part.words), kit);
}

function partOf(name: string, field = "tools"): ToolPart {
  const wanted = name.trim().toLowerCase();
  const found = toolParts.find(
    ({ words }) =>
      words.name === wanted || words.aliases.some((alias) => alias.toLowerCase() === wanted),
  );
  if (found) return found;
  const names = toolParts.map(({ words }) => words.name);
  const near = nearest(name, names, 1)[0];
  const hint = near === undefined ? "" : ` Did you mean "${near}"?`;
  throw new ConfigError(
    `"${field}": there is no tool "${name}".${hint} Tools: ${names.join(", ")}.`,
  );
}

/** The spelling in the list is what the model sees, unless an alias is asked for. */
function shown(written: string, fields: AgentFile, tool: Tool): Tool {
  const own = fields.tool_aliases?.[tool.name];
  const first = fields.tool_name_style === "alias" ? tool.aliases[0] : undefined;
  const spelled = written.trim() === tool.name ? (first ?? tool.name) : written.trim();
  const name = own ?? spelled;
  if (own !== undefined && own !== tool.name && !tool.aliases.includes(own)) {
    throw new ConfigError(
      `"tool_aliases": "${own}" is no alias of ${tool.name}. Its aliases: ${tool.aliases.join(", ") || "none"}.`,
    );
  }
  return { ...tool, schema: { ...tool.schema, name } };
}
