import { tempFolder } from "./temp.ts";

/** Absent on a machine without Redis; its tests are skipped there. */
export const redisServer = Bun.which("redis-server") ?? "";

export type RunningRedis = AsyncDisposable & { readonly url: string; readonly port: number };

const mostStarts = 5;

/** A redis-server of its own that keeps nothing; with a password where one is given. */
export async function startRedis(password = ""): Promise<RunningRedis> {
  const folder = await tempFolder();
  for (let starts = 0; starts < mostStarts; starts += 1) {
    const port = freePort();
    const own = ["--bind", "127.0.0.1", "--port", `${port}`, "--dir", folder.path, "--save", ""];
    const guard = password === "" ? [] : ["--requirepass", password];
    const child = Bun.spawn([redisServer, ...own, ...guard], { stdout: "pipe", stderr: "ignore" });
    if (!(await isReady(child.stdout))) continue;
    const user = password === "" ? "" : `:${password}@`;
    return {
      ...{ port, url: `redis://${user}127.0.0.1:${port}` },
      async [Symbol.asyncDispose]() {
        child.kill("SIGKILL");
        await child.exited;
        folder[Symbol.dispose]();
      },
    };
  }
  throw new Error("redis-server does not start.");
}

/** False where somebody else took the port meanwhile. */
async function isReady(output: ReadableStream<Uint8Array>): Promise<boolean> {
  let said = "";
  const decoder = new TextDecoder();
  for await (const piece of output) {
    said += decoder.decode(piece, { stream: true });
    if (said.includes("Ready to accept connections")) return true;
  }
  return false;
}

function freePort(): number {
  const server = Bun.serve({ hostname: "127.0.0.1", port: 0, fetch: () => new Response() });
  const { port = 0 } = server;
  void server.stop(true);
  return port;
}
