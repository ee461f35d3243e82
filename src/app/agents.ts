import { existsSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { codeOf } from "../lib/file-error.ts";
import { nearest } from "../lib/near.ts";
import { linkedFiles } from "../lib/plain-files.ts";
import type { AgentFile } from "./agent-file.ts";
import { ConfigError, MissingError } from "./config-error.ts";
import type { Folders } from "./folders.ts";
import { hasNoEffect } from "./idle-fields.ts";
import { mergeFields } from "./merge.ts";
import { readIfThere, readJsonObject, reasonOf } from "./read-json.ts";

export type LoadedAgent = {
  /** The JSON's path below agents/, without its end: "qwen/qwen3-coder". */
  readonly key: string;
  readonly file: string;
  readonly fields: AgentFile;
  readonly warnings: readonly string[];
};

const mostAncestors = 8;

/** Finds an agent by key, or by its bare last part where that is unique. Throws MissingError. */
export async function loadAgent(name: string, folders: Folders): Promise<LoadedAgent> {
  return await withAncestors(await readAgent(fileOf(name, folders), folders), folders, 0);
}

/** All agents by key; a project's hides the user's, and that the package's. */
export function listAgents(folders: Folders): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const folder of agentFolders(folders)) {
    for (const file of jsonFilesBelow(folder)) {
      const key = relative(folder, file).slice(0, -".json".length).split(sep).join("/");
      if (!found.has(key)) found.set(key, file);
    }
  }
  return new Map([...found].sort(([one], [other]) => one.localeCompare(other)));
}

/** An agent that extends its own name extends the one it hides. */
function fileOf(name: string, folders: Folders, below?: string): string {
  const places = agentFolders(folders).map((folder) => join(folder, `${name}.json`));
  const direct = places
    .slice(places.indexOf(below ?? "") + 1)
    .find((file) => readIfThere(file) !== undefined);
  if (direct !== undefined) return direct;
  const all = listAgents(folders);
  const same = [...all].filter(([key]) => basename(key) === name);
  if (same.length === 1 && same[0]) return same[0][1];
  if (same.length > 1) {
    const keys = same.map(([key]) => key).join(", ");
    throw new MissingError(`"${name}" names several agents: ${keys}. Give the whole name.`);
  }
  const keys = [...all.keys()];
  const near = nearest(name, keys);
  const list = near.length > 0 ? `The nearest: ${near.join(", ")}.` : `Agents: ${keys.join(", ")}.`;
  throw new MissingError(`There is no agent "${name}". ${list}`);
}

function agentFolders(folders: Folders): readonly string[] {
  return [folders.project, folders.user, folders.package].map((folder) => join(folder, "agents"));
}

async function readAgent(file: string, folders: Folders): Promise<LoadedAgent> {
  const values = readJsonObject(file) ?? {};
  const idle = Object.keys(values).filter(hasNoEffect);
  const active = Object.entries(values).filter(([key]) => !hasNoEffect(key));
  const warnings = idle.map((key) => `${file}: "${key}" has no effect in this version.`);
  const folder = dirname(file);
  const key = relative(agentsAbove(folder), file).slice(0, -".json".length).split(sep).join("/");
  const fields = await checked(Object.fromEntries(active), file, folders);
  return { key, file, warnings, fields: withOwnModel(fields, folder) };
}

/** A GGUF that lies beside its agent's file is found from every folder. */
function withOwnModel(fields: AgentFile, folder: string): AgentFile {
  if (fields.model_path === undefined) return fields;
  const beside = resolve(folder, fields.model_path);
  return existsSync(beside) ? { ...fields, model_path: beside } : fields;
}

/** Our own files are held by a test; checking them at every start would only make it slower. */
async function checked(
  fields: Record<string, unknown>,
  file: string,
  folders: Folders,
): Promise<AgentFile> {
  if (file.startsWith(join(folders.package, "agents"))) return fields;
  const { checkAgent } = await import("./check-fields.ts");
  return checkAgent(fields, file);
}

/** The nearest folder called agents. */
function agentsAbove(folder: string): string {
  return basename(folder) === "agents" || dirname(folder) === folder
    ? folder
    : agentsAbove(dirname(folder));
}

async function withAncestors(
  agent: LoadedAgent,
  folders: Folders,
  depth: number,
): Promise<LoadedAgent> {
  const parent = agent.fields.extends;
  if (parent === undefined) return agent;
  if (depth >= mostAncestors)
    throw new ConfigError(`${agent.file}: "extends" goes round in a circle.`);
  const file = fileOf(parent, folders, agent.file);
  const base = await withAncestors(await readAgent(file, folders), folders, depth + 1);
  const { name: _name, ...inherited } = base.fields;
  return {
    ...agent,
    fields: mergeFields(inherited, agent.fields),
    warnings: [...base.warnings, ...agent.warnings],
  };
}

function jsonFilesBelow(folder: string): readonly string[] {
  try {
    return linkedFiles(folder)
      .filter((name) => name.endsWith(".json"))
      .map((name) => join(folder, name));
  } catch (error) {
    const code = codeOf(error);
    if (code === "ENOENT" || code === "ENOTDIR") return [];
    throw new ConfigError(`${folder} cannot be listed: ${reasonOf(error)}`, { cause: error });
  }
}
