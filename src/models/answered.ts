import { isObject } from "../core/coerce.ts";
import { type ChatRequest, type ModelDelta, ModelError, type ModelNotice } from "../core/model.ts";
import { askJson } from "../lib/http-json.ts";
import { pause } from "../lib/pause.ts";
import { requestBody } from "./body.ts";
import {
  isAboutToolChoice,
  isLoading,
  isMissingModel,
  missingModel,
  refusal,
  type Server,
  unreachable,
} from "./failure.ts";
import { postPatiently } from "./http.ts";
import type { OpenaiOptions } from "./openai.ts";
import { readError, type SaidError } from "./said-error.ts";

export type Asking = {
  readonly options: OpenaiOptions;
  readonly server: Server;
  readonly request: ChatRequest;
  /** Ends the connection: after a cancel, a silence too long, or when the reader stops. */
  readonly control: AbortController;
  /** The cancel alone. */
  readonly signal: AbortSignal;
};

/** What one model learns of its server from request to request. */
export type Learned = { brokeOff: boolean; refusesToolChoice: boolean };

const loadPollMs = 500;
const loadLimitMs = 60 * 60_000;

/** Sends the request until a server takes it: while it loads its model it is asked again. */
export async function* answered(
  asking: Asking,
  learned: Learned,
): AsyncGenerator<ModelDelta | ModelNotice, Response> {
  const { server, control } = asking;
  const started = performance.now();
  while (true) {
    const reply = await send(asking, learned);
    if (reply.ok) return checked(reply, server);
    const error = await readError(reply);
    const waitedMs = Math.round(performance.now() - started);
    if (isLoading(error) && waitedMs < loadLimitMs) {
      yield { type: "progress", doing: "loading", done: waitedMs, total: 0 };
      await pause(loadPollMs, control.signal);
    } else if (isAboutToolChoice(error) && canDropToolChoice(asking, learned)) {
      learned.refusesToolChoice = true;
      const text = `The server at ${server.url} refuses tool_choice; it is no longer sent.`;
      yield { type: "notice", text };
    } else throw await explained(asking, error);
  }
}

async function send(
  { options, server, request, control }: Asking,
  learned: Learned,
): Promise<Response> {
  const toolChoice = learned.refusesToolChoice ? undefined : options.toolChoice;
  const { thinking = "same-field", bridge, images } = options;
  const body = requestBody({ ...options, toolChoice }, request, { thinking, bridge, images });
  options.onRequest?.(body);
  const url = `${server.url}/chat/completions`;
  try {
    return await postPatiently(url, JSON.stringify(body), options.apiKey, control.signal);
  } catch (error) {
    if (control.signal.aborted) throw error;
    throw unreachable(server, error);
  }
}

function canDropToolChoice({ options, request }: Asking, learned: Learned): boolean {
  const wasSent = options.toolChoice !== undefined && request.tools.length > 0;
  return wasSent && !learned.refusesToolChoice;
}

function checked(reply: Response, { url }: Server): Response {
  if (!reply.headers.get("content-type")?.includes("text/html")) return reply;
  const text = `${url} answers with a web page and not as a model server does; check the address.`;
  throw new ModelError("rejected", text);
}

const listLimitMs = 3_000;

async function explained(
  { options, server, request, control }: Asking,
  error: SaidError,
): Promise<ModelError> {
  if (!isMissingModel(error)) return refusal(server, error, request.tools);
  const { apiKey } = options;
  const question = { url: `${server.url}/models`, apiKey, limitMs: listLimitMs };
  const answer = await askJson(question, control.signal);
  const names = answer.type === "said" ? modelNames(answer.body) : undefined;
  if (names === undefined || names.includes(server.model)) return refusal(server, error);
  return missingModel(server, names);
}

function modelNames(body: unknown): readonly string[] | undefined {
  if (!isObject(body) || !Array.isArray(body.data)) return undefined;
  return body.data.flatMap((row) => (isObject(row) && typeof row.id === "string" ? [row.id] : []));
}
