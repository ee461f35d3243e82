import { join } from "node:path";
import { hasNoEffect } from "./agent-file.ts";
import { type LoadedAgent, loadAgent, mergeFields } from "./agents.ts";
import { ConfigError } from "./config-error.ts";
import { type Env, type Folders, foldersFor } from "./folders.ts";
import { checkFields, readJsonObject } from "./read-json.ts";
import { type SettingsFile, settingsFile } from "./settings.ts";

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
  edit_format: "replace",
  read_format: "numbered",
  permission_mode: "ask",
  sandbox: "auto",
  cache: true,
  max_batch_tool_calls: 10,
  max_format_retries: 2,
  max_turns: 60,
  shell_timeout_seconds: 120,
};

const settingsFields = Object.keys(settingsFile.shape);

/** Reads every place a setting can come from. Throws ConfigError or MissingError. */
export function loadConfig(cwd: string, env: Env, flags: SettingsFile): Config {
  const folders = foldersFor(cwd, env);
  const user = settingsLayer(join(folders.user, "config.json"));
  const project = settingsLayer(join(folders.project, "config.json"));
  const outer: readonly Layer[] = [
    user.layer,
    project.layer,
    { source: "environment", fields: fromEnv(env) },
    { source: "command line", fields: flags },
  ];
  const name = [...outer].reverse().find((layer) => layer.fields.agent)?.fields.agent ?? "default";
  const agent = loadAgent(name, folders);
  const layers = [
    { source: "built-in default", fields: builtIn },
    { source: agent.file, fields: agent.fields },
    ...outer,
  ];
  const fields = layers.map((layer) => layer.fields).reduce(mergeFields);
  const warnings = [...user.warnings, ...project.warnings, ...agent.warnings];
  return { cwd, env, folders, agent, layers, fields, warnings };
}

export type Explained = { readonly value: unknown; readonly source: string };

/** Every layer that sets a field, the winner last. */
export function explain(config: Config, key: string): readonly Explained[] {
  const [first = "", ...rest] = key.split(".");
  if (!settingsFields.includes(first)) {
    throw new ConfigError(`There is no setting "${key}". Settings: ${settingsFields.join(", ")}.`);
  }
  return config.layers.flatMap(({ source, fields }) => {
    const value = [first, ...rest].reduce<unknown>(inside, fields);
    return value === undefined ? [] : [{ value, source }];
  });
}

function inside(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null
    ? (value as Readonly<Record<string, unknown>>)[key]
    : undefined;
}

function settingsLayer(file: string): { layer: Layer; warnings: readonly string[] } {
  const values = readJsonObject(file) ?? {};
  const active = Object.entries(values).filter(([key]) => !hasNoEffect(key));
  const idle = Object.keys(values).filter(hasNoEffect);
  return {
    layer: {
      source: file,
      fields: checkFields(settingsFile, Object.fromEntries(active), file, settingsFields),
    },
    warnings: idle.map((key) => `${file}: "${key}" has no effect in this version.`),
  };
}

function fromEnv(env: Env): SettingsFile {
  return env.LOCALCODE_URL ? { url: env.LOCALCODE_URL } : {};
}

/** `--set a.b=value`: JSON where it is JSON, else the text itself. Throws ConfigError. */
export function fieldFromFlag(assignment: string): SettingsFile {
  const [, path, text] = /^([\w.]+)=(.*)$/s.exec(assignment) ?? [];
  if (path === undefined || text === undefined) {
    throw new ConfigError(`--set takes KEY=VALUE, not "${assignment}".`);
  }
  const keys = path.split(".");
  const nested = keys.reduceRight<unknown>((value, key) => ({ [key]: value }), parsedValue(text));
  const values = Object.fromEntries(Object.entries(nested as object));
  return checkFields(settingsFile, values, `--set ${assignment}`, settingsFields);
}

function parsedValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
