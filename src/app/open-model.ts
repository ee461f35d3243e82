import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { type ChatModel, ModelError, type Progress } from "../core/model.ts";
import { isLocalUrl } from "../lib/server-url.ts";
import { retry } from "../models/retry.ts";
import { tripwire } from "../models/tripwire.ts";
import { ggufFile } from "../runtimes/gguf-file.ts";
import { resolveModel } from "../runtimes/resolve.ts";
import type { Served } from "../runtimes/types.ts";
import type { Config } from "./config.ts";
import { ConfigError } from "./config-error.ts";
import { apiKeyFor, wishOf } from "./model-choice.ts";
import { llamaSettings, ollamaSettings, openaiSettings } from "./model-settings.ts";

export type OpenedModel = {
  readonly model: ChatModel;
  /** "llamacpp", "ollama", … or "in-process". */
  readonly runtime: string;
  /** As the server calls it, or the file's path. */
  readonly modelName: string;
  /** Where the window was read. */
  readonly windowSource: string;
  /** Sentences a person should see. */
  readonly notices: readonly string[];
  /** The newest request exactly as it was sent; undefined before the first. */
  readonly lastRequest: () => unknown;
  readonly close: () => Promise<void>;
};

/** Below this no task fits beside the system prompt and the tool list. */
const leastWindow = 2_048;

export type Opening = {
  /** Told how far a model is loaded before there is a stream that could say it. */
  readonly onProgress: (progress: Progress) => void;
  readonly signal: AbortSignal;
};

/** Opens the model that the configuration names; throws ModelError or ConfigError. */
export async function openModel(config: Config, opening: Opening): Promise<OpenedModel> {
  const wish = wishOf(config);
  if (wish.type === "file") return await openFile(config, wish.path, opening);
  const named = wish.choice.url ?? wish.choice.agentUrl;
  if (config.fields.offline && named !== undefined) refuseRemote(config, named, undefined);
  const found = await resolveModel(wish.choice, opening.signal);
  if (found.type === "file") return await openFile(config, found.path, opening);
  const { runtime, url, provider } = found;
  if (config.fields.offline) refuseRemote(config, url, provider);
  // A key for OpenAI is for OpenAI: no other server ever gets to see it.
  const ofOpenai =
    runtime.local || isLocalUrl(url) ? undefined : config.env.OPENAI_API_KEY || undefined;
  const apiKey = apiKeyFor(config, provider) ?? ofOpenai;
  const nCtx = config.fields.n_ctx ?? config.fields.server_config?.context_window;
  const onWait = (done: number) =>
    opening.onProgress({ type: "progress", doing: "loading", done, total: 0 });
  // Loaded while the server answers.
  const ollama = runtime.api === "ollama" ? import("../models/ollama.ts") : undefined;
  const openai = runtime.api === "openai" ? import("../models/openai.ts") : undefined;
  const served = await runtime.served(
    { url, apiKey, model: found.model, nCtx, onWait },
    opening.signal,
  );
  if (served.contextTokens < leastWindow) throw tooSmall(served);
  const sent: { last: unknown } = { last: undefined };
  const place = {
    url,
    apiKey,
    served,
    runtime,
    onRequest: (body: unknown) => {
      sent.last = body;
    },
  };
  const model =
    (await ollama)?.ollamaModel(ollamaSettings(config.fields, place)) ??
    (await openai)?.openaiModel(openaiSettings(config.fields, place));
  if (model === undefined) throw new Error(`No way to speak with ${runtime.title} was built.`);
  return {
    model: tripwire(retry(model), { fix: fixFor(runtime.api, served) }),
    runtime: runtime.name,
    modelName: served.model,
    windowSource: served.source,
    notices: served.notice === undefined ? [] : [served.notice],
    lastRequest: () => sent.last,
    close: () => Promise.resolve(),
  };
}

async function openFile(config: Config, written: string, opening: Opening): Promise<OpenedModel> {
  const path = ggufFile(withHome(written, config), config.cwd);
  const { llamaModel } = await import("../models/llama.ts");
  const { onProgress, signal } = opening;
  const settings = llamaSettings(config.fields, (file) =>
    resolve(config.cwd, withHome(file, config)),
  );
  const model = await llamaModel({ ...settings, path, onProgress }, signal);
  const sent: { last: unknown } = { last: undefined };
  return {
    model: {
      name: model.name,
      contextTokens: model.contextTokens,
      stream(request, abort) {
        sent.last = request;
        return model.stream(request, abort);
      },
    },
    runtime: "in-process",
    modelName: path,
    windowSource: "the context that was created",
    notices: [],
    lastRequest: () => sent.last,
    close: async () => await model[Symbol.asyncDispose](),
  };
}

/** --offline: nothing but this machine and its network is ever asked. */
function refuseRemote({ fields }: Config, url: string, provider: string | undefined): void {
  const isOurs = provider !== undefined && fields.providers?.[provider]?.local === true;
  if (isLocalUrl(url) || isOurs) return;
  throw new ConfigError(`--offline: ${url} is remote. Choose a model on this machine or network.`);
}

function tooSmall({ contextTokens, source }: Served): ModelError {
  const text = `The served window is ${contextTokens} tokens (${source}); localcode needs at least ${leastWindow}. Serve the model with a larger context, or say --n-ctx.`;
  return new ModelError("overflow", text);
}

function withHome(path: string, { env }: Config): string {
  return path.startsWith("~/") ? join(env.HOME || homedir(), path.slice(2)) : path;
}

function fixFor(api: "openai" | "ollama", { contextTokens }: Served): string {
  return api === "ollama"
    ? `Ollama was asked for a window of ${contextTokens} tokens; give it less with --n-ctx, or free memory so that it can hold that much.`
    : `The server says it serves ${contextTokens} tokens; start it with a larger context, or use Ollama through -m ollama/NAME, which sets the window with each request.`;
}
