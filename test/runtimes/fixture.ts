import { join } from "node:path";

type Reply = { readonly status?: number; readonly body?: unknown; readonly text?: string };

type Recorded = {
  readonly headers: Record<string, string>;
  readonly otherwise: Reply;
  readonly routes: Record<string, Reply>;
};

export type FixtureServer = {
  readonly url: string;
  /** "METHOD path" of every request, and the model's name where the body has one. */
  readonly asked: readonly string[];
} & Disposable;

/** A server that gives the recorded answers of a program; `routes` replaces some of them. */
export async function recorded(
  name: string,
  routes: Record<string, Reply | (() => Reply)> = {},
): Promise<FixtureServer> {
  const file = join(import.meta.dir, "..", "fixtures", "runtimes", `${name}.json`);
  const read = (await Bun.file(file).json()) as Recorded;
  const asked: string[] = [];
  const server = Bun.serve({
    port: 0,
    hostname: "127.0.0.1",
    async fetch(request) {
      const { pathname, search } = new URL(request.url);
      const sent = request.method === "POST" ? ((await request.json()) as { model?: string }) : {};
      const key = [`${request.method} ${pathname}${search}`, sent.model].filter(Boolean).join(" ");
      asked.push(key);
      const found = routes[key] ?? read.routes[key] ?? read.otherwise;
      const reply = typeof found === "function" ? found() : found;
      return replyWith(reply, read.headers);
    },
  });
  return {
    url: `http://127.0.0.1:${server.port}`,
    asked,
    [Symbol.dispose]: () => void server.stop(true),
  };
}

function replyWith({ status = 200, body, text }: Reply, headers: Record<string, string>): Response {
  return body === undefined
    ? new Response(text ?? "", { status, headers })
    : Response.json(body, { status, headers });
}

/** A server that takes the connection and never says a word. */
export function silentServer(): FixtureServer {
  const server = Bun.listen({
    port: 0,
    hostname: "127.0.0.1",
    socket: { data: () => undefined },
  });
  return {
    url: `http://127.0.0.1:${server.port}`,
    asked: [],
    [Symbol.dispose]: () => server.stop(true),
  };
}

/** An address at which nothing listens. */
export function deadUrl(): string {
  const server = Bun.listen({ port: 0, hostname: "127.0.0.1", socket: { data: () => undefined } });
  const { port } = server;
  server.stop(true);
  return `http://127.0.0.1:${port}`;
}
