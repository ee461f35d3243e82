import { join } from "node:path";
import { loadConfig } from "../../src/app/config.ts";
import type { OpenedModel } from "../../src/app/open-model.ts";
import type { SettingsFile } from "../../src/app/settings.ts";
import { type Started, type StartOptions, startConversation } from "../../src/app/start.ts";
import type { ChatModel } from "../../src/core/model.ts";

const never = new AbortController().signal;

/** A model as if it had been opened. */
export function openedWith(model: ChatModel, parts: Partial<OpenedModel> = {}): OpenedModel {
  return {
    model,
    runtime: "test",
    modelName: "scripted",
    windowSource: "the test",
    notices: [],
    lastRequest: () => undefined,
    close: () => Promise.resolve(),
    ...parts,
  };
}

/** The product's own conversation in this folder with a model of the test's. */
export async function startedIn(
  folder: string,
  model: ChatModel | OpenedModel,
  fields: SettingsFile = {},
  parts: Partial<StartOptions> & { readonly env?: Readonly<Record<string, string>> } = {},
): Promise<Started> {
  const { env, ...options } = parts;
  const flags: SettingsFile = {
    permission_mode: "yolo",
    sandbox: "none",
    logs: join(folder, ".logs"),
    ...fields,
  };
  const config = await loadConfig(folder, { HOME: folder, ...env }, flags);
  const opened = "stream" in model ? openedWith(model) : model;
  const usual = { version: "0", resume: { type: "new" }, notice: () => {}, opened } as const;
  return await startConversation(config, { ...usual, ...options }, never);
}
