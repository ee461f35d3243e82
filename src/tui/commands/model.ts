import { availableModels } from "../../app/available-models.ts";
import { isDemonstration } from "../../app/demonstration.ts";
import type { Command, Desk } from "../command.ts";

export const modelCommand: Command = {
  name: "model",
  argument: "[runtime/name]",
  help: "Go on with another model: what the running servers have, and GGUF files",
  run: async (argument, desk) => {
    const model = argument === "" ? await pickModel(desk) : argument;
    if (model === undefined) return;
    // The agent of the model that ships is for it alone.
    const agent = isDemonstration(desk.config()) ? { agent: "default" } : {};
    // An address belongs to the model that was named with it.
    await desk.reopen({ ...agent, fields: { model, url: undefined, model_path: undefined } });
    const { conversation, opened } = desk.started() ?? {};
    if (conversation === undefined || opened === undefined) return;
    desk.notice(
      `The model is ${opened.modelName} (${opened.runtime}) now; it reads the conversation anew.`,
    );
  },
};

async function pickModel(desk: Desk): Promise<string | undefined> {
  const { cwd, env } = desk.config();
  desk.hint("Looking for running servers and GGUF files…");
  const found = await availableModels(cwd, env, new AbortController().signal);
  const present = desk.started()?.opened.modelName;
  return await desk.pick({
    title: "Model",
    choices: found.map(({ model, where, size }) => ({
      value: model,
      label: model,
      detail: [where, size].filter(Boolean).join(" "),
    })),
    selected: Math.max(
      0,
      present === undefined ? 0 : found.findIndex(({ model }) => model.endsWith(present)),
    ),
    empty: "No server runs on the usual ports and no GGUF file was found.",
  });
}
