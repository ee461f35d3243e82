import { type ChatModel, ModelError } from "../core/model.ts";
import { openQueue } from "../lib/queue.ts";
import { isLocalUrl } from "../lib/server-url.ts";
import { inTurn } from "../models/in-turn.ts";
import { retry } from "../models/retry.ts";
import { tripwire } from "../models/tripwire.ts";
import type { Resolved } from "../runtimes/resolve.ts";
import type { Served } from "../runtimes/types.ts";
import type { AgentFile } from "./agent-file.ts";
import type { Config } from "./config.ts";
import { apiKeyFor } from "./model-choice.ts";
import { ollamaSettings, openaiSettings, type Place } from "./model-settings.ts";
import type { AsideWish, OpenedModel, Opening } from "./open-model.ts";
import { slotFor } from "./server-slots.ts";

/** Below this no task fits beside the system prompt and the tool list. */
const leastWindow = 2_048;
const manySlots = 8;

type FoundServer = Extract<Resolved, { type: "server" }>;

/** Asks the server what it serves and opens a way to speak with it. */
export async function openServer(
  config: Config,
  found: FoundServer,
  opening: Opening,
): Promise<OpenedModel> {
  const { runtime, url } = found;
  const apiKey = keyFor(config, found);
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
  const place: Place = {
    url,
    apiKey,
    served,
    runtime,
    idSlot: slotFor("conversation", config.fields, served.slots),
    onRequest: (body: unknown) => {
      sent.last = body;
    },
  };
  const opened = { ollama: await ollama, openai: await openai };
  const speak = (fields: AgentFile, at: Place): ChatModel => {
    const model =
      opened.ollama?.ollamaModel(ollamaSettings(fields, at)) ??
      opened.openai?.openaiModel(openaiSettings(fields, at));
    if (model !== undefined) return model;
    throw new Error(`No way to speak with ${runtime.title} was built.`);
  };
  const model = speak(config.fields, place);
  const slots = served.slots ?? slotsUntold(runtime.name);
  const queue = openQueue(slots);
  return {
    model: inTurn(tripwire(retry(model), { fix: fixFor(runtime.api, served) }), queue),
    runtime: runtime.name,
    modelName: served.model,
    address: url,
    windowSource: served.source,
    slots,
    ...(served.identity === undefined ? {} : { identity: served.identity }),
    ...(served.template === undefined ? {} : { template: served.template }),
    notices: served.notice === undefined ? [] : [served.notice],
    lastRequest: () => sent.last,
    aside: (wish) => inTurn(retry(speak(...asideOf(config.fields, place, wish))), queue),
    close: () => Promise.resolve(),
  };
}

/** A server that batches takes many requests at once; of any other one slot is sure. */
function slotsUntold(runtime: string): number {
  return ["vllm", "openai"].includes(runtime) ? manySlots : 1;
}

/** Without thinking, and on another slot than the conversation, where the server has several. */
function asideOf(
  fields: AgentFile,
  place: Place,
  { temperature, maxTokens }: AsideWish,
): [AgentFile, Place] {
  const { think_level: _level, ...own } = fields;
  const idSlot = slotFor("aside", fields, place.served.slots);
  return [
    { ...own, temperature, max_tokens: maxTokens, think: false },
    { ...place, onRequest: () => undefined, idSlot },
  ];
}

/** A key for OpenAI is for OpenAI: no other server ever gets to see it. */
function keyFor(config: Config, { runtime, url, provider }: FoundServer): string | undefined {
  const isOpenai = !runtime.local && !isLocalUrl(url);
  const key = isOpenai ? config.env.OPENAI_API_KEY || undefined : undefined;
  return apiKeyFor(config, provider) ?? key;
}

function tooSmall({ contextTokens, source }: Served): ModelError {
  const text = `The served window is ${contextTokens} tokens (${source}); localcode needs at least ${leastWindow}. Serve the model with a larger context, or say --n-ctx.`;
  return new ModelError("overflow", text);
}

function fixFor(api: "openai" | "ollama", { contextTokens }: Served): string {
  return api === "ollama"
    ? `Ollama was asked for a window of ${contextTokens} tokens; give it less with --n-ctx, or free memory so that it can hold that much.`
    : `The server says it serves ${contextTokens} tokens; start it with a larger context, or use Ollama through -m ollama/NAME, which sets the window with each request.`;
}
