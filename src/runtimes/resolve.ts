import { ModelError } from "../core/model.ts";
import { isLocalUrl, isUrl, noAddress, serverRoot } from "../lib/server-url.ts";
import { identifyServer } from "./detect.ts";
import { ggufFile } from "./gguf-file.ts";
import { runtimeFor, runtimes } from "./index.ts";
import { llamaServer } from "./llama-server.ts";
import { openai } from "./openai.ts";
import { searchServers } from "./search.ts";
import type { Env, Runtime } from "./types.ts";

/** Where a model is: a file for this process, or a name on a server. */
export type Resolved =
  | { readonly type: "file"; readonly path: string }
  | {
      readonly type: "server";
      readonly runtime: Runtime;
      readonly url: string;
      readonly model: string;
      /** The provider of the settings whose address this is; its key is then used. */
      readonly provider?: string;
    };

export type Choice = {
  /** RUNTIME/NAME, PROVIDER/NAME, a path that ends in .gguf, or a bare name; absent: the only one there is. */
  readonly spec?: string | undefined;
  /** --url or LOCALCODE_URL: goes before every other address. */
  readonly url?: string | undefined;
  /** The agent's own address, used where neither the environment nor the settings name one. */
  readonly agentUrl?: string | undefined;
  /** Addresses by provider name, from the settings. */
  readonly providers?: Readonly<Record<string, string>>;
  readonly env: Env;
  readonly cwd: string;
  readonly apiKey?: string | undefined;
  /** Servers to search for a bare name, instead of the well-known ports. */
  readonly servers?: readonly string[];
  /** How long that search may take. Default: 400. */
  readonly detectLimitMs?: number;
};

/** Finds what -m and --url mean; throws a ModelError that names what is allowed or what is near. */
export async function resolveModel(choice: Choice, signal: AbortSignal): Promise<Resolved> {
  const { spec = "", url, agentUrl } = choice;
  const named = splitSpec(spec, choice);
  if (named === undefined && spec.endsWith(".gguf") && url === undefined) {
    return { type: "file", path: ggufFile(spec, choice.cwd) };
  }
  if (named === undefined) {
    const address = url ?? agentUrl;
    return address === undefined
      ? await searchServers(choice, signal)
      : await resolveAt(address, spec, choice, signal);
  }
  const { runtime, provider, model } = named;
  const ofProvider = provider === undefined ? undefined : choice.providers?.[provider];
  const address = url ?? runtime?.urlFromEnv?.(choice.env) ?? ofProvider ?? agentUrl;
  const isOpen = runtime === undefined || runtime === openai;
  const resolved =
    isOpen && address !== undefined
      ? await resolveAt(address, model, choice, signal)
      : serverAt(runtime ?? openai, address, model);
  const isProviders = provider !== undefined && address === ofProvider;
  return isProviders ? { ...resolved, provider } : resolved;
}

type Named = { runtime: Runtime | undefined; provider: string | undefined; model: string };

/** The part before the first slash, where it is a runtime or a provider; the name may have more slashes. */
function splitSpec(spec: string, { providers = {} }: Choice): Named | undefined {
  const slash = spec.indexOf("/");
  if (slash <= 0) return undefined;
  const prefix = spec.slice(0, slash);
  const runtime = runtimeFor(prefix);
  const provider = prefix in providers ? prefix : undefined;
  if (runtime === undefined && provider === undefined) return undefined;
  return { runtime, provider, model: spec.slice(slash + 1) };
}

function serverAt(runtime: Runtime, address: string | undefined, model: string) {
  return { type: "server" as const, runtime, url: rootOf(address ?? runtime.url), model };
}

/** What program stands at an address decides how it is spoken to. */
async function resolveAt(address: string, spec: string, choice: Choice, signal: AbortSignal) {
  const url = rootOf(address);
  const identified = await identifyServer({ url, apiKey: choice.apiKey }, signal);
  if (identified.type === "silent") {
    const message = `No server answers at ${url} (${identified.detail}). ${adviceFor(url, spec)}`;
    throw new ModelError("unreachable", message);
  }
  const runtime = identified.type === "known" ? identified.runtime : openai;
  return { type: "server" as const, runtime, url, model: spec };
}

function rootOf(address: string): string {
  if (isUrl(address)) return serverRoot(address);
  throw new ModelError("missing", noAddress(address));
}

/** How to start a server that is down; its kind is guessed from its port, llama-server where that is no sign. */
function adviceFor(url: string, model: string): string {
  if (!isLocalUrl(url)) return "Check the address.";
  const { port } = new URL(url);
  const usual = runtimes.find((one) => one.local && new URL(one.url).port === port);
  const { title, startHint } = usual ?? llamaServer;
  return `${title} would be started with: ${startHint(url, model)}`;
}
