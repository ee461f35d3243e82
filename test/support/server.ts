import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout } from "node:timers/promises";

/** A piece of an answer: an object is a chunk, a string goes out as it is, a number is a pause in ms. */
export type Piece = object | string | number;

export type Wire = {
  /** Default 200. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Nothing is sent, not even headers, before this resolves. */
  readonly until?: Promise<void>;
  /** A whole body, sent as JSON. */
  readonly body?: unknown;
  /** A streamed body. */
  readonly pieces?: readonly Piece[];
  /**
   * How a streamed body ends. "done": with [DONE], the default. "close": properly, but without it.
   * "drop": the connection breaks. "hang": never.
   */
  readonly end?: "done" | "close" | "drop" | "hang";
};

export type Received = {
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  /** The body exactly as it came. */
  readonly text: string;
  /** The body as JSON. */
  readonly body: Record<string, unknown>;
};

export type WireServer = AsyncDisposable & {
  readonly url: string;
  /** What was posted to /v1/chat/completions, in order. */
  readonly requests: readonly Received[];
  /** Resolves when the connection of that request has closed before its answer was whole. */
  dropped(request: number): Promise<void>;
};

export type WireOptions = {
  /** The answer of each chat request in turn; the last one stays. */
  readonly wires: readonly (Wire | ((request: Received) => Wire))[];
  /** Answers of other paths: GET /v1/models, GET /slots. */
  readonly paths?: Readonly<Record<string, (asked: number) => Wire>>;
};

/** A real HTTP server that plays wires, whole or broken, and keeps every request. */
export async function wireServer({ wires, paths = {} }: WireOptions): Promise<WireServer> {
  const requests: Received[] = [];
  const drops: PromiseWithResolvers<void>[] = [];
  const asked = new Map<string, number>();
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const received = await receive(request);
    const path = received.path;
    if (path !== "/v1/chat/completions") {
      asked.set(path, (asked.get(path) ?? 0) + 1);
      return await play(paths[path]?.(asked.get(path) ?? 0) ?? { status: 404 }, response);
    }
    const number = requests.push(received) - 1;
    const drop = dropOf(drops, number);
    response.on("close", () => response.writableFinished || drop.resolve());
    const wire = wires[number] ?? wires.at(-1) ?? { status: 404 };
    await play(typeof wire === "function" ? wire(received) : wire, response);
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    dropped: (number) => dropOf(drops, number).promise,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A chunk of a streamed reply with this delta. */
export function chunk(delta: object, finish: string | null = null): object {
  return { choices: [{ index: 0, delta, finish_reason: finish }] };
}

/** A whole streamed reply of one text. */
export function says(text: string, usage: object = {}): Wire {
  return { pieces: [chunk({ content: text }), chunk({}, "stop"), { choices: [], usage }] };
}

function dropOf(drops: PromiseWithResolvers<void>[], number: number): PromiseWithResolvers<void> {
  const drop = drops[number] ?? Promise.withResolvers<void>();
  drops[number] = drop;
  return drop;
}

async function receive(request: IncomingMessage): Promise<Received> {
  let text = "";
  for await (const part of request.setEncoding("utf8")) text += part;
  const body = text === "" ? {} : JSON.parse(text);
  return { path: request.url ?? "", headers: request.headers, text, body };
}

async function play(wire: Wire, response: ServerResponse): Promise<void> {
  const { status = 200, body, pieces, headers = {} } = wire;
  await wire.until;
  if (pieces === undefined) {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(body === undefined ? "" : JSON.stringify(body));
    return;
  }
  response.writeHead(status, { "content-type": "text/event-stream", ...headers });
  response.flushHeaders();
  for (const piece of pieces) {
    if (typeof piece === "number") await setTimeout(piece);
    else response.write(typeof piece === "string" ? piece : `data: ${JSON.stringify(piece)}\n\n`);
  }
  end(wire.end ?? "done", response);
}

function end(how: NonNullable<Wire["end"]>, response: ServerResponse): void {
  if (how === "drop") response.socket?.destroy();
  else if (how !== "hang") response.end(how === "done" ? "data: [DONE]\n\n" : "");
}
