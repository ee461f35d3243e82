/** What the fixture says to one POST: lines of a stream, a refusal, or a function that answers itself. */
export type Played =
  | readonly (object | string)[]
  | { readonly status: number; readonly error: string }
  | ((request: Request) => Response | Promise<Response>);

export type OllamaServer = {
  readonly url: string;
  /** Bodies of the chats and pulls, as text, oldest first. */
  readonly bodies: readonly string[];
  readonly paths: readonly string[];
} & Disposable;

/** A server with Ollama's wire: `played` answers the POSTs in turn, the last one also what follows. */
export function ollamaServer(
  played: readonly Played[],
  gets: Readonly<Record<string, object>> = {},
): OllamaServer {
  const bodies: string[] = [];
  const paths: string[] = [];
  const server = Bun.serve({
    port: 0,
    hostname: "127.0.0.1",
    idleTimeout: 0,
    async fetch(request) {
      const { pathname } = new URL(request.url);
      paths.push(pathname);
      if (request.method === "GET") {
        const known = gets[pathname];
        return known ? Response.json(known) : new Response("404 page not found", { status: 404 });
      }
      bodies.push(await request.clone().text());
      return await answer(played[Math.min(bodies.length, played.length) - 1] ?? [], request);
    },
  });
  return {
    url: `http://127.0.0.1:${server.port}`,
    bodies,
    paths,
    [Symbol.dispose]: () => void server.stop(true),
  };
}

async function answer(played: Played, request: Request): Promise<Response> {
  if (typeof played === "function") return await played(request);
  if ("status" in played) return Response.json({ error: played.error }, { status: played.status });
  return ndjson(played);
}

export function ndjson(lines: readonly (object | string)[]): Response {
  const text = lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line)));
  const headers = { "content-type": "application/x-ndjson" };
  return new Response(`${text.join("\n")}\n`, { headers });
}

const base = { model: "qwen3:8b", created_at: "2026-09-01T10:00:00.000000Z" };

/** A line of a reply, with the fields that Ollama sends. */
export function said(message: {
  content?: string;
  thinking?: string;
  tool_calls?: readonly object[];
}) {
  return { ...base, message: { role: "assistant", content: "", ...message }, done: false };
}

/** The last line of a reply. */
export function done(fields: object = {}) {
  return {
    ...base,
    message: { role: "assistant", content: "" },
    done: true,
    done_reason: "stop",
    total_duration: 5_000_000_000,
    load_duration: 100_000_000,
    prompt_eval_count: 612,
    prompt_eval_duration: 1_500_000_000,
    eval_count: 48,
    eval_duration: 2_400_000_000,
    ...fields,
  };
}

/** A call as Ollama sends it: whole, its arguments an object, without an id. */
export function called(name: string, input: unknown) {
  return { function: { name, arguments: input } };
}
