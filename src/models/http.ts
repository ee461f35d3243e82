import { Stream } from "openai/core/streaming";
import { isLocalUrl } from "../lib/server-url.ts";
import { paced } from "./paced.ts";

/** The stream reader asks a client for nothing but its logger; without one it stays silent. */
const noLogger = {} as Parameters<typeof Stream.fromSSEResponse>[2];

/**
 * Sends a request that may be answered in an hour: Bun's own timer for silent connections is off, so
 * only `signal` ends it. Each request has its own connection, which a cancel closes; a proxy of the
 * environment is not used for a server on this machine or network.
 */
export function postPatiently(
  url: string,
  body: string,
  apiKey: string | undefined,
  signal: AbortSignal,
): Promise<Response> {
  return fetch(url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      accept: "text/event-stream, application/json",
      ...(apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` }),
    },
    body,
    signal,
    timeout: false,
    keepalive: false,
    ...(isLocalUrl(url) ? { proxy: false } : {}),
  });
}

/** The chunks of a streamed reply; a server that does not stream gives its one object. */
export async function* chunksOf(
  reply: Response,
  control: AbortController,
): AsyncGenerator<unknown, void> {
  const type = reply.headers.get("content-type") ?? "";
  if (type.includes("application/json")) yield await reply.json();
  else yield* Stream.fromSSEResponse<unknown>(pacedReply(reply), control, noLogger);
}

function pacedReply(reply: Response): Response {
  return reply.body === null ? reply : new Response(paced(reply.body), { headers: reply.headers });
}

export type IdleLimit<Item> = {
  /** The longest silence; undefined: none is too long. */
  readonly idleMs: number | undefined;
  /** Whether the answer has begun with it; until then there is no limit. Default: the first does. */
  readonly isAnswer?: (item: Item) => boolean;
};

/** Ends a stream that goes silent in its middle, by way of `control`. */
export async function* withIdleLimit<Item>(
  items: AsyncIterable<Item>,
  { idleMs, isAnswer = () => true }: IdleLimit<Item>,
  control: AbortController,
): AsyncGenerator<Item, void> {
  const iterator = items[Symbol.asyncIterator]();
  let began = false;
  try {
    while (true) {
      const limit = began ? idleMs : undefined;
      const timer = limit === undefined ? undefined : setTimeout(() => control.abort(idle), limit);
      const next = await iterator.next().finally(() => clearTimeout(timer));
      if (next.done) return;
      began ||= isAnswer(next.value);
      yield next.value;
    }
  } finally {
    await iterator.return?.();
  }
}

/** Why a stream was ended by its idle limit. */
export const idle: unique symbol = Symbol("idle");
