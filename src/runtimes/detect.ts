import { askJson } from "../lib/http-json.ts";
import { isLocalUrl, serverRoot } from "../lib/server-url.ts";
import { limitFor } from "./ask.ts";
import { runtimes } from "./index.ts";
import type { Address, Env, Runtime } from "./types.ts";

/** Ollama, llama-server and LocalAI, vLLM, LM Studio and MLX, GGUF and MLX profiles, routers. */
export const wellKnownPorts: readonly number[] = [11434, 8080, 8000, 1234, 1235, 1236, 8012, 8001];

const defaultLimitMs = 400;

/** A live server: what program it is, where, and what it has. */
export type Found = {
  readonly runtime: Runtime;
  readonly url: string;
  readonly models: readonly string[];
};

export type Identified =
  | { readonly type: "known"; readonly runtime: Runtime }
  | { readonly type: "strange" }
  | { readonly type: "silent"; readonly detail: string };

/** Which program answers at an address, told by the shape of its answers. */
export async function identifyServer(address: Address, signal: AbortSignal): Promise<Identified> {
  const path = "/v1/models";
  const question = { url: `${address.url}${path}`, limitMs: limitFor(address.url) };
  const touch = await askJson({ ...question, apiKey: address.apiKey }, signal);
  if (touch.type === "silent") return { type: "silent", detail: touch.detail };
  const touched = { ...address, heard: new Map([[path, touch]]) };
  const answers = await Promise.all(
    runtimes.map(async (runtime) => ({ runtime, is: await runtime.identify(touched, signal) })),
  );
  const runtime = answers.find(({ is }) => is)?.runtime;
  return runtime === undefined ? { type: "strange" } : { type: "known", runtime };
}

export type DetectOptions = {
  readonly env: Env;
  readonly apiKey?: string | undefined;
  /** Addresses to look at instead of the well-known ones. */
  readonly urls?: readonly string[];
  /** How long to wait for all of them. Default: 400. */
  readonly limitMs?: number | undefined;
};

/** The live servers at the well-known ports and the environment's addresses, in under half a second. */
export async function detectServers(
  options: DetectOptions,
  signal: AbortSignal,
): Promise<readonly Found[]> {
  const { limitMs = defaultLimitMs } = options;
  const urls = options.urls ?? wellKnownUrls(options.env);
  const looks = urls.map((url) => look({ url, apiKey: options.apiKey }, limitMs, signal));
  return (await Promise.all(looks)).flatMap((found) => found ?? []);
}

function wellKnownUrls(env: Env): readonly string[] {
  const named = [env.LOCALCODE_URL || undefined, ...runtimes.map((one) => one.urlFromEnv?.(env))]
    .flatMap((url) => url ?? [])
    .map(serverRoot)
    .filter((url) => URL.canParse(url) && isLocalUrl(url));
  const ports = wellKnownPorts.map((port) => `http://127.0.0.1:${port}`);
  return [...new Set([...named.map((url) => url.replace("//localhost", "//127.0.0.1")), ...ports])];
}

async function look(
  address: Address,
  limitMs: number,
  signal: AbortSignal,
): Promise<Found | undefined> {
  const limit = AbortSignal.timeout(limitMs);
  const either = AbortSignal.any([signal, limit]);
  try {
    const identified = await identifyServer(address, either);
    if (identified.type !== "known") return undefined;
    const { runtime } = identified;
    return { runtime, url: address.url, models: await runtime.models(address, either) };
  } catch (error) {
    if (signal.aborted || !limit.aborted) throw error;
    return undefined;
  }
}
