import { join } from "node:path";
import { ModelError } from "../core/model.ts";
import { NothingServedError } from "../runtimes/nothing-served.ts";
import { type Config, loadConfig } from "./config.ts";
import { wishOf } from "./model-choice.ts";
import { logFolder, type Resume } from "./session.ts";

/** The agent whose model ships with localcode. */
const demonstrationAgent = "nano";

/** How its model is called where people read it. */
export const demonstrationTitle = "nano (demonstration model)";

/** Whether the model of this configuration is the one that ships. */
export function isDemonstration(config: Config): boolean {
  const wish = wishOf(config);
  return wish.type === "file" && wish.path === join(config.folders.package, "agents/nano.gguf");
}

/**
 * Starts with the model of the configuration. Where nobody named one in any place and no server has
 * one, it starts with the model that ships; the second time `start` is told so by its configuration.
 */
export async function startOrDemonstrate<Started>(
  config: Config,
  resume: Resume,
  start: (config: Config) => Promise<Started>,
): Promise<Started> {
  try {
    return await start(config);
  } catch (error) {
    if (!(error instanceof NothingServedError && namesNothing(config))) throw error;
    const instead = await demonstrationOf(config);
    if (resume.type !== "new" && !(await isItsOwn(resume, config, instead))) throw error;
    return await start(instead);
  }
}

const naming = ["agent", "model", "url", "base_url", "model_path", "provider", "server_config"];

/** No flag, no setting and no variable says which model is wanted, or how it is to be spoken to. */
export function namesNothing({ layers, agent }: Config): boolean {
  return layers
    .filter(({ source }) => source !== agent.file && source !== "built-in default")
    .every(({ fields }) => Object.entries(fields).every(saysNothing));
}

function saysNothing([name, value]: readonly [string, unknown]): boolean {
  return value === undefined || !naming.includes(name);
}

/** The same flags and settings with the agent of the model that ships. */
export async function demonstrationOf({ cwd, env, layers }: Config): Promise<Config> {
  const flags = layers.find(({ source }) => source === "command line")?.fields ?? {};
  return await loadConfig(cwd, env, { ...flags, agent: demonstrationAgent });
}

/** A session of another model is not gone on with by this one. */
async function isItsOwn(
  resume: Exclude<Resume, { readonly type: "new" }>,
  asked: Config,
  instead: Config,
): Promise<boolean> {
  const { cwd, agent } = instead;
  const { newestSession, sessionById } = await import("../session/find.ts");
  const { readSession } = await import("../session/read.ts");
  const folder = logFolder(instead);
  if (resume.type === "id") {
    return readSession(sessionById(folder, resume.id)).header.agent === agent.key;
  }
  const isOurs = newestSession(folder, cwd, agent.key) !== undefined;
  return isOurs && newestSession(folder, cwd, asked.agent.key) === undefined;
}

/** True where no server on this machine has a model, so that there is nothing to choose from. */
export async function isNothingServed(config: Config, signal: AbortSignal): Promise<boolean> {
  const wish = wishOf(config);
  if (wish.type === "file") return false;
  const { resolveModel } = await import("../runtimes/resolve.ts");
  try {
    await resolveModel(wish.choice, signal);
    return false;
  } catch (error) {
    if (error instanceof NothingServedError) return true;
    if (error instanceof ModelError) return false;
    throw error;
  }
}

/** What answers and why, and how to get something better, in one line. */
export async function demonstrationLine({ env }: Config): Promise<string> {
  const { betterModel, thisMachine } = await import("./better-model.ts");
  const { command, needs } = betterModel(thisMachine(env));
  const note = needs === "" ? "" : ` (${needs})`;
  return `No model was named and no server here has one, so the demonstration model nano answers: it knows a few kinds of tiny exercises and is no coding model. A better one for this machine: ${command}${note}`;
}
