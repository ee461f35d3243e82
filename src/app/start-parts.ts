import type { Progress } from "../core/model.ts";
import type { Tool } from "../core/tool.ts";
import type { Parts } from "./assemble.ts";
import type { Config } from "./config.ts";
import { type LateSandbox, lateSandbox } from "./late-sandbox.ts";
import { type OpenedModel, openModel } from "./open-model.ts";
import { prefixOf } from "./server-watch.ts";
import type { Steered } from "./steered-model.ts";
import { systemPrompt } from "./system-prompt.ts";

export type OpenedOptions = {
  readonly opened?: Promise<OpenedModel> | OpenedModel;
  readonly notice: (text: string) => void;
  readonly onProgress?: (progress: Progress) => void;
};

/** The model that is being opened already, or else is opened now; tells what a person should know of it. */
export async function openedFor(
  config: Config,
  { opened, notice, onProgress = () => undefined }: OpenedOptions,
  signal: AbortSignal,
): Promise<OpenedModel> {
  const model = await (opened ?? openModel(config, { onProgress, signal }));
  for (const text of model.notices) notice(text);
  return model;
}

/** What every request of a conversation begins with. */
export function prefixFor(config: Config, tools: readonly Tool[]): string {
  const schemas = tools.map((tool) => tool.schema);
  return prefixOf(systemPrompt(config, tools), schemas);
}

/** One asked for by name is opened at once, so that a run never begins without it. */
export async function sandboxFor(
  config: Config,
  tools: readonly Tool[],
  notice: (text: string) => void,
): Promise<LateSandbox> {
  const canExecute = tools.some((tool) => tool.effect === "execute");
  const kind = canExecute ? (config.fields.sandbox ?? "auto") : "none";
  const sandbox = lateSandbox(kind, config, ({ name, statement }) => {
    if (canExecute && name === "none") notice(statement);
  });
  if (kind !== "auto" && kind !== "none") await sandbox.open();
  return sandbox;
}

export async function closeParts(
  { snapshots, sandbox, close }: Parts & Steered,
  opened?: OpenedModel,
): Promise<void> {
  await close();
  await snapshots?.[Symbol.asyncDispose]();
  await sandbox[Symbol.asyncDispose]();
  await opened?.close();
}
