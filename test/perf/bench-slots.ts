// How much of the time the slots of a server are busy while `localcode bench run -j auto` has tasks left.
import { join } from "node:path";
import { localcode } from "../support/localcode.ts";
import { startPlayer } from "../support/player.ts";
import { tempFolder } from "../support/temp.ts";

const slots = 4;
/** As a small model takes for a reply of a few hundred tokens. */
const latencyMs = 2_000;
/** Calls before the model says that it is done. */
const calls = 3;
const repeats = 1;

type Span = { readonly from: number; readonly to: number };

export async function perfOfSlots(): Promise<void> {
  const call = { name: "list", input: { path: "." } };
  const lines = Array.from({ length: calls }, () => ({ call }));
  using player = startPlayer({ kind: "llama-server", lines, slots });
  const spans: Span[] = [];
  using slow = slowly(player.url, spans);
  using home = await tempFolder();
  const { code, err } = await localcode(
    [
      ...["bench", "run", "default", "--dataset", "starter", "--url", slow.url],
      ...["--tries", "1", "--repeat", String(repeats), "-j", "auto", "--progress", "lines"],
      ...["--out", join(home.path, "run")],
    ],
    { cwd: home.path },
  );
  if (code !== 0 || spans.length === 0) throw new Error(`The run ended with ${code}: ${err}`);
  console.log(`A server with ${slots} slots that takes ${latencyMs} ms a reply, -j auto:`);
  console.log(`  requests            ${spans.length}`);
  console.log(`  busy                ${(busyShare(spans) * 100).toFixed(1)} % (target: 95 %)\n`);
}

/** From the first request until fewer tasks than slots are left, which no order can fill. */
function busyShare(spans: readonly Span[]): number {
  const from = Math.min(...spans.map((span) => span.from));
  const newest = spans.map((span) => span.from).sort((one, other) => other - one);
  const to = newest[slots - 1] ?? Number.NaN;
  const busy = spans.map((span) => Math.max(0, Math.min(span.to, to) - span.from));
  return busy.reduce((sum, ms) => sum + ms, 0) / (slots * (to - from));
}

/** Hands chat requests on after the latency; what stands in front of the player keeps the time. */
function slowly(url: string, spans: Span[]): { readonly url: string } & Disposable {
  const server = Bun.serve({
    port: 0,
    hostname: "127.0.0.1",
    idleTimeout: 0,
    async fetch(request) {
      const { pathname } = new URL(request.url);
      const from = performance.now();
      const isChat = pathname.endsWith("/chat/completions");
      if (isChat) await Bun.sleep(latencyMs);
      const body = request.method === "POST" ? await request.text() : null;
      const answer = await fetch(`${url}${pathname}`, { method: request.method, body });
      const text = await answer.text();
      if (isChat) spans.push({ from, to: performance.now() });
      return new Response(text, { status: answer.status, headers: answer.headers });
    },
  });
  return {
    url: `http://127.0.0.1:${server.port}`,
    [Symbol.dispose]: () => void server.stop(true),
  };
}
