import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { openQueue } from "../lib/queue.ts";
import { idleLimit } from "../models/idle-limit.ts";
import { inTurn } from "../models/in-turn.ts";
import { llamaModel } from "../models/llama.ts";
import { wrapped } from "../models/wrapped.ts";
import { ggufFile } from "../runtimes/gguf-file.ts";
import type { Config } from "./config.ts";
import { idleMs, llamaSettings } from "./model-settings.ts";
import type { OpenedModel, Opening } from "./open-model.ts";

/** Loads a GGUF in a process of its own. */
export async function openGguf(
  config: Config,
  written: string,
  opening: Opening,
): Promise<OpenedModel> {
  const path = ggufFile(withHome(written, config), config.cwd);
  const { onProgress, signal } = opening;
  const settings = llamaSettings(config.fields, (file) =>
    resolve(config.cwd, withHome(file, config)),
  );
  const model = await llamaModel({ ...settings, path, onProgress }, signal);
  const sent: { last: unknown } = { last: undefined };
  const limited = idleLimit(model, idleMs(config.fields), "The process that runs the model");
  const sending = wrapped(limited, (request, abort) => {
    sent.last = request;
    return limited.stream(request, abort);
  });
  return {
    model: inTurn(sending, openQueue(1)),
    runtime: "in-process",
    modelName: path,
    windowSource: "the context that was created",
    ...(model.loaded.template === undefined ? {} : { template: model.loaded.template }),
    notices: config.fields.images ? [noImagesHere] : [],
    lastRequest: () => sent.last,
    aside: (wish) => model.aside(wish),
    close: async () => await model[Symbol.asyncDispose](),
  };
}

const noImagesHere =
  'A model in this process takes no images, whatever "images" says; serve it with llama-server --mmproj.';

function withHome(path: string, { env }: Config): string {
  return path.startsWith("~/") ? join(env.HOME || homedir(), path.slice(2)) : path;
}
