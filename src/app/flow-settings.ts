import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { nearest } from "../lib/near.ts";
import { toolParts } from "../tools/index.ts";
import { checkFields } from "./check-fields.ts";
import type { Config } from "./config.ts";
import { ConfigError, MissingError } from "./config-error.ts";
import { type FlowFile, flowFile, type StageFields } from "./flow-fields.ts";
import type { Folders } from "./folders.ts";
import { readJsonObject } from "./read-json.ts";
import type { SettingsFile } from "./settings.ts";

export type FlowMode = "branched" | "staged" | "staged3";

/** The flow that a configuration asks for, with every setting that it and the agent make. */
export type FlowSettings = {
  readonly name: string;
  readonly mode: FlowMode;
  /** Stages of one's own; undefined where the mode has its own. */
  readonly stages: readonly StageFields[] | undefined;
  readonly fields: SettingsFile;
};

const modes: readonly string[] = ["flat", "branched", "staged", "staged3"];

/** Throws ConfigError or MissingError; undefined where a prompt is one run. */
export function flowSettings(config: Config): FlowSettings | undefined {
  const { flow } = config.fields;
  if (typeof flow !== "string") return settingsOf("custom", config.fields);
  if (modes.includes(flow)) {
    const mode = flow as FlowMode | "flat";
    const { flow: _flow, ...fields } = config.fields;
    return settingsOf(flow, { ...fields, task_flow_mode: mode });
  }
  const { description: _about, $schema: _schema, ...file } = flowNamed(flow, config.folders);
  const { flow: _flow, ...rest } = config.fields;
  const { flow: _name, ...flags } = config.layers.at(-1)?.fields ?? {};
  return settingsOf(flow, { ...rest, ...file, ...flags });
}

/** Names that --flow takes: the modes, and the files of flows/. */
export function flowNames(folders: Folders): readonly string[] {
  const named = placesOf(folders).flatMap((folder) =>
    readdirSync(folder).filter((name) => name.endsWith(".json")),
  );
  return [...modes, ...new Set(named.map((name) => basename(name, ".json")))];
}

/** The tools that a flow needs are in the list from the start, because the list never changes. */
export function withFlowTools(fields: SettingsFile, flow: FlowSettings | undefined): SettingsFile {
  if (flow === undefined) return fields;
  const { tools = [] } = fields;
  const missing = toolsNeeded(flow).filter((name) => {
    const words = toolParts.find((part) => part.words.name === name)?.words;
    return ![name, ...(words?.aliases ?? [])].some((one) => tools.includes(one));
  });
  return { ...fields, tools: [...tools, ...missing] };
}

function toolsNeeded({ stages }: FlowSettings): readonly string[] {
  if (stages === undefined) return ["plan_tasks"];
  const listed = stages.flatMap((stage) => stage.tools_allow ?? stage.tool_allow ?? []);
  return [
    ...(listed.includes("plan_tasks") ? ["plan_tasks"] : []),
    ...(stages.some((stage) => !stage.allow_missing_done) ? ["flow_stage_done"] : []),
  ];
}

function settingsOf(name: string, fields: SettingsFile): FlowSettings | undefined {
  const own = Array.isArray(fields.flow) ? fields.flow : undefined;
  const usual = own !== undefined ? "staged" : fields.task_branching ? "branched" : "flat";
  const mode = fields.task_flow_mode ?? usual;
  if (mode === "flat") return undefined;
  const stages =
    mode === "staged"
      ? own?.map((stage) => (typeof stage === "string" ? { id: stage } : stage))
      : undefined;
  checkStages(stages ?? []);
  return { name: name === "custom" && stages === undefined ? mode : name, mode, stages, fields };
}

function checkStages(stages: readonly StageFields[]): void {
  const ids = stages.map(stageId);
  const unnamed = ids.indexOf("");
  if (unnamed >= 0) throw new ConfigError(`"flow": stage ${unnamed + 1} has no "id".`);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new ConfigError(`"flow": two stages are called "${twice}".`);
}

export function stageId({ id, stage, name, label }: StageFields): string {
  return (id ?? stage ?? name ?? label ?? "").trim();
}

function flowNamed(name: string, folders: Folders): FlowFile {
  for (const folder of [folders.project, folders.user, folders.package]) {
    const file = join(folder, "flows", `${name}.json`);
    const values = /^[\w.-]+$/.test(name) ? readJsonObject(file) : undefined;
    if (values === undefined) continue;
    return checkFields(flowFile, values, file, Object.keys(flowFile.shape));
  }
  const names = flowNames(folders);
  const near = nearest(name, names, 1)[0];
  const hint = near === undefined ? "" : ` Did you mean "${near}"?`;
  throw new MissingError(`There is no flow "${name}".${hint} Flows: ${names.join(", ")}.`);
}

function placesOf({ project, user, package: own }: Folders): readonly string[] {
  return [project, user, own].map((folder) => join(folder, "flows")).filter(isFolder);
}

function isFolder(path: string): boolean {
  try {
    readdirSync(path);
    return true;
  } catch {
    return false;
  }
}
