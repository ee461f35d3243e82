import { llamaServer } from "../../src/runtimes/llama-server.ts";
import type { Served } from "../../src/runtimes/types.ts";
import { needs } from "../support/needs.ts";
import { randomModel } from "./random-gguf.ts";

export type LlamaProcess = AsyncDisposable & { readonly url: string };

export const modelAlias = "random";
const killAfterMs = 5_000;

/**
 * Starts a real llama-server with one slot, or more, and random weights on a free port, and does not wait for it.
 * It is ended with the scope, or with this program.
 */
export async function startLlama(contextTokens = 8_192, slots = 1): Promise<LlamaProcess> {
  const port = freePort();
  const window = ["-c", `${contextTokens}`, "-np", `${slots}`];
  const address = ["--host", "127.0.0.1", "--port", `${port}`, "--alias", modelAlias];
  const options = ["-m", await randomModel(), ...window, "-t", "1", "--jinja", ...address];
  const child = Bun.spawn(["nice", "-n", "10", needs.llamaServer, ...options], {
    stdio: ["ignore", "ignore", "ignore"],
  });
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);
  return {
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      const timer = setTimeout(kill, killAfterMs);
      child.kill("SIGTERM");
      await child.exited;
      clearTimeout(timer);
      process.off("exit", kill);
    },
  };
}

function freePort(): number {
  const server = Bun.serve({ port: 0, hostname: "127.0.0.1", fetch: () => new Response() });
  const { port } = server;
  void server.stop(true);
  return port ?? 0;
}

const tries = 3_000;
const tryAgainMs = 10;

/** What the server serves, as soon as its port is open; loading is waited for by our own code. */
export async function servedBy(server: LlamaProcess): Promise<Served> {
  const wanted = { url: server.url, model: "any" };
  for (let tried = 0; tried < tries; tried += 1) {
    const { signal } = new AbortController();
    if (await llamaServer.identify(wanted, signal)) return await llamaServer.served(wanted, signal);
    await Bun.sleep(tryAgainMs);
  }
  throw new Error(`llama-server did not open ${server.url}.`);
}

/** What the server itself answers at a path of its own API. */
export async function askLlama(
  server: LlamaProcess,
  path: string,
  body?: object,
): Promise<unknown> {
  const post = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
  // An idle connection would keep one of the server's few threads for 5 s.
  const answer = await fetch(`${server.url}${path}`, { ...post, keepalive: false });
  return await answer.json();
}

/** Tokens of a text, its control words taken as such. */
export async function tokensOf(server: LlamaProcess, content: string): Promise<readonly number[]> {
  const body = { content, parse_special: true };
  const answer = (await askLlama(server, "/tokenize", body)) as { tokens: number[] };
  return answer.tokens;
}
