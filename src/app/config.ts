import { join } from "node:path";
import { type LoadedAgent, loadAgent } from "./agents.ts";
import { type Env, type Folders, foldersFor } from "./folders.ts";
import { hasNoEffect } from "./idle-fields.ts";
import { mergeFields } from "./merge.ts";
import { phaseWarnings } from "./phases.ts";
import { readJsonObject } from "./read-json.ts";
import type { SettingsFile } from "./settings.ts";
import { toolFileWarnings } from "./tool-files.ts";

export type Layer = { readonly source: string; readonly fields: SettingsFile };

export type Config = {
  readonly cwd: string;
  readonly env: Env;
  readonly folders: Folders;
  readonly agent: LoadedAgent;
  /** Lowest first: built-in, agent, user, project, environment, flags. */
  readonly layers: readonly Layer[];
  /** All layers merged. */
  readonly fields: SettingsFile;
  readonly warnings: readonly string[];
};

export const builtIn: SettingsFile = {
  agent: "default",
  permission_mode: "ask",
  sandbox: "auto",
  cache: true,
  max_batch_tool_calls: 10,
  max_format_retries: 2,
  max_turns: 60,
  shell_timeout_seconds: 120,
};

/** Reads every place a setting can come from. Throws ConfigError or MissingError. */
export async function loadConfig(cwd: string, env: Env, flags: SettingsFile): Promise<Config> {
  const folders = foldersFor(cwd, env);
  const user = await settingsLayer(join(folders.user, "config.json"));
  const project = await settingsLayer(join(folders.project, "config.json"));
  const outer: readonly Layer[] = [
    user.layer,
    project.layer,
    { source: "environment", fields: fromEnv(env) },
    { source: "command line", fields: flags },
  ];
  const name = [...outer].reverse().find((layer) => layer.fields.agent)?.fields.agent ?? "default";
  const agent = await loadAgent(name, folders);
  const inner = [{ source: agent.file, fields: agent.fields }, ...outer];
  const layers = [{ source: "built-in default", fields: builtIn }, ...executor(inner), ...inner];
  const fields = withAllRules(layers.map((layer) => layer.fields));
  const warnings = [
    ...user.warnings,
    ...project.warnings,
    ...agent.warnings,
    ...phaseWarnings(fields),
    ...(await toolFileWarnings(folders)),
  ];
  return { cwd, env, folders, agent, layers, fields, warnings };
}

/** Where no model is named, it is the one that `roles` gives the work to. */
function executor(layers: readonly Layer[]): readonly Layer[] {
  const { roles, model, model_path, url, base_url } = layers
    .map((layer) => layer.fields)
    .reduce(mergeFields);
  const isNamed = [model, model_path, url, base_url].some((one) => one !== undefined);
  if (isNamed || roles?.execute === undefined) return [];
  return [{ source: '"roles.execute"', fields: { model: roles.execute } }];
}

/** Permissions of all places hold: where two fit a call, that of the higher place decides. */
function withAllRules(layers: readonly SettingsFile[]): SettingsFile {
  const permissions = layers.flatMap((fields) => fields.permissions ?? []);
  const fields = layers.reduce(mergeFields);
  return permissions.length === 0 ? fields : { ...fields, permissions };
}

type Read = { readonly layer: Layer; readonly warnings: readonly string[] };

async function settingsLayer(file: string): Promise<Read> {
  const values = readJsonObject(file);
  if (values === undefined) return { layer: { source: file, fields: {} }, warnings: [] };
  const active = Object.entries(values).filter(([key]) => !hasNoEffect(key));
  const idle = Object.keys(values).filter(hasNoEffect);
  const { checkSettings } = await import("./check-fields.ts");
  return {
    layer: { source: file, fields: checkSettings(Object.fromEntries(active), file) },
    warnings: idle.map((key) => `${file}: "${key}" has no effect in this version.`),
  };
}

function fromEnv(env: Env): SettingsFile {
  return env.LOCALCODE_URL ? { url: env.LOCALCODE_URL } : {};
}
