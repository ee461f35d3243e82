import { readdirSync } from "node:fs";
import { basename, dirname, join, relative, sep } from "node:path";
import { nearest } from "../lib/near.ts";
import { type AgentFile, agentFile, hasNoEffect } from "./agent-file.ts";
import { ConfigError, MissingError } from "./config-error.ts";
import type { Folders } from "./folders.ts";
import { checkFields, readIfThere, readJsonObject } from "./read-json.ts";

export type LoadedAgent = {
  /** The JSON's path below agents/, without its end: "qwen/qwen3-coder". */
  readonly key: string;
  readonly file: string;
  readonly fields: AgentFile;
  readonly warnings: readonly string[];
};

const knownFields = Object.keys(agentFile.shape);
const mostAncestors = 8;

/** Finds an agent by key, or by its bare last part where that is unique. Throws MissingError. */
export function loadAgent(name: string, folders: Folders): LoadedAgent {
  return withAncestors(readAgent(fileOf(name, folders)), folders, 0);
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

function fileOf(name: string, folders: Folders): string {
  const direct = agentFolders(folders)
    .map((folder) => join(folder, `${name}.json`))
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

function readAgent(file: string): LoadedAgent {
  const values = readJsonObject(file) ?? {};
  const idle = Object.keys(values).filter(hasNoEffect);
  const active = Object.fromEntries(Object.entries(values).filter(([key]) => !hasNoEffect(key)));
  const warnings = idle.map((key) => `${file}: "${key}" has no effect in this version.`);
  const folder = dirname(file);
  const key = relative(agentsAbove(folder), file).slice(0, -".json".length).split(sep).join("/");
  return { key, file, warnings, fields: checkFields(agentFile, active, file, knownFields) };
}

/** The nearest folder called agents. */
function agentsAbove(folder: string): string {
  return basename(folder) === "agents" || dirname(folder) === folder
    ? folder
    : agentsAbove(dirname(folder));
}

function withAncestors(agent: LoadedAgent, folders: Folders, depth: number): LoadedAgent {
  const parent = agent.fields.extends;
  if (parent === undefined) return agent;
  if (depth >= mostAncestors)
    throw new ConfigError(`${agent.file}: "extends" goes round in a circle.`);
  const base = withAncestors(readAgent(fileOf(parent, folders)), folders, depth + 1);
  const { name: _name, ...inherited } = base.fields;
  return {
    ...agent,
    fields: mergeFields(inherited, agent.fields),
    warnings: [...base.warnings, ...agent.warnings],
  };
}

/** The later one's fields win; objects are merged field by field. */
export function mergeFields<Fields extends object>(base: Fields, over: Fields): Fields {
  const merged = new Map<string, unknown>(Object.entries(base));
  for (const [key, value] of Object.entries(over)) {
    const below = merged.get(key);
    merged.set(key, isPlain(below) && isPlain(value) ? mergeFields(below, value) : value);
  }
  return Object.fromEntries(merged) as Fields;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function jsonFilesBelow(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".json"))
      .map((name) => join(folder, name));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}
