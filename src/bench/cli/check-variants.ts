import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { type Config, loadConfig } from "../../app/config.ts";
import { ConfigError, MissingError } from "../../app/config-error.ts";
import { flowOf } from "../../app/flow-start.ts";
import type { Folders } from "../../app/folders.ts";
import type { SettingsFile } from "../../app/settings.ts";
import { systemPrompt } from "../../app/system-prompt.ts";
import { toolsFor } from "../../app/toolbox.ts";
import { ModelError } from "../../core/model.ts";
import { nearest } from "../../lib/near.ts";
import type { ToolKit } from "../../tools/kit.ts";
import { openHarness, type Say } from "../open-harness.ts";
import type { Plan } from "../plan.ts";
import type { World } from "./command.ts";

/** A run of a study before it begins. */
export type VariantPlan = { readonly name: string; readonly plan: Plan };

/**
 * Refuses before the first run what a later one would end at: an agent, a prompt, a tool, a flow or a
 * model that does not exist. Throws ConfigError, and ModelError where a server does not answer.
 */
export async function checkVariants(
  variants: readonly VariantPlan[],
  base: SettingsFile,
  { context, parts }: World,
  signal: AbortSignal,
): Promise<void> {
  const say: Say = () => undefined;
  const { cwd, env } = context;
  for (const { name, plan } of variants) {
    try {
      const config = await loadConfig(cwd, env, plan.settings);
      await checkNames(config);
      if (!asksAnotherModel(plan.settings, base)) continue;
      const opening = { config, env, version: parts.version, say };
      await (await openHarness(plan, opening, signal))[Symbol.asyncDispose]();
    } catch (cause) {
      throw isUnknown(cause) ? new ConfigError(`${name}: ${cause.message}`, { cause }) : cause;
    }
  }
}

function isUnknown(error: unknown): error is Error {
  if (error instanceof ConfigError || error instanceof MissingError) return true;
  return error instanceof ModelError && error.kind === "missing";
}

async function checkNames(config: Config): Promise<void> {
  const { fields, folders } = config;
  const flow = await flowOf(config);
  const tools = await toolsFor(flow?.fields ?? fields, folders, bareKit);
  checkPrompt(fields.prompt, folders);
  systemPrompt(config, tools);
}

function checkPrompt(prompt: string | undefined, folders: Folders): void {
  const places = [folders.project, folders.user, folders.package].map((one) =>
    join(one, "prompts"),
  );
  if (prompt === undefined || places.some((place) => existsSync(join(place, prompt)))) return;
  const known = places.filter(existsSync).flatMap((place) => readdirSync(place));
  const prompts = [...new Set(known)].filter((name) => name.endsWith(".md")).sort();
  const near = nearest(prompt, prompts);
  const list =
    near.length > 0 ? `The nearest: ${near.join(", ")}.` : `Known: ${prompts.join(", ")}.`;
  throw new ConfigError(`There is no prompt "${prompt}". ${list}`);
}

const modelFields = ["agent", "model", "model_path", "provider", "url", "base_url"] as const;

function asksAnotherModel(settings: SettingsFile, base: SettingsFile): boolean {
  return modelFields.some((field) => settings[field] !== base[field]);
}

/** Enough to make the tools, never to call one. */
const bareKit: ToolKit = {
  ...{ readFormat: "numbered", editFormat: "replace", shellTimeoutMs: 1, scratchDir: "" },
  ...{ agents: [], plan: () => [], openStage: () => undefined },
  askModel: () => Promise.reject(new Error("No model is asked while names are checked.")),
  runAgent: () => Promise.reject(new Error("No agent runs while names are checked.")),
};
