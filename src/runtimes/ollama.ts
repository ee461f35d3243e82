// The small build of zod: a start waits for this file.
import * as z from "zod/mini";
import { onFirstUse } from "../lib/on-first-use.ts";
import { fullUrl } from "../lib/server-url.ts";
import { ask, peek } from "./ask.ts";
import { notThis } from "./list.ts";
import { missingModel, unclearModel } from "./missing.ts";
import { ollamaWindow } from "./ollama-window.ts";
import { isAnyModel } from "./rows.ts";
import type { Env, Runtime, Served, Wanted } from "./types.ts";

const version = onFirstUse(() => z.looseObject({ version: z.string() }));
const tags = onFirstUse(() =>
  z.looseObject({ models: z.array(z.looseObject({ name: z.string() })) }),
);

const details = onFirstUse(() =>
  z.looseObject({
    family: z.optional(z.string()),
    parameter_size: z.optional(z.string()),
    quantization_level: z.optional(z.string()),
  }),
);

const show = onFirstUse(() =>
  z.looseObject({
    parameters: z.optional(z.string()),
    template: z.optional(z.string()),
    details: z.optional(details()),
    model_info: z.optional(z.record(z.string(), z.unknown())),
    capabilities: z.optional(z.array(z.string())),
  }),
);

type Show = z.infer<ReturnType<typeof show>>;

const defaultPort = "11434";

/** Ollama through its own API; its OpenAI-compatible one ignores the window (`num_ctx`). */
export const ollama: Runtime = {
  name: "ollama",
  title: "Ollama",
  prefixes: ["ollama", "ollama_chat"],
  url: `http://localhost:${defaultPort}`,
  local: true,
  api: "ollama",
  urlFromEnv: ollamaHost,

  async identify(address, signal) {
    const [first, second] = await Promise.all([
      peek(address, "/api/version", signal),
      peek(address, "/api/tags", signal),
    ]);
    if (first === undefined || second === undefined) return false;
    return version().safeParse(first.body).success && tags().safeParse(second.body).success;
  },

  async models(address, signal) {
    const said = await peek(address, "/api/tags", signal);
    return (
      tags()
        .safeParse(said?.body)
        .data?.models.map((one) => one.name) ?? []
    );
  },

  async served(wanted, signal) {
    const model = await nameOf(wanted, signal);
    const question = { path: "/api/show", body: { model } };
    const said = await ask(ollama, wanted, question, signal);
    if (said.status === 404 && said.body instanceof Object) {
      const have = await ollama.models(wanted, signal);
      throw missingModel(ollama.title, wanted, have, `Pull it with: ollama pull ${wanted.model}`);
    }
    const read = show().safeParse(said.body);
    if (said.status !== 200 || !read.success) throw notThis(ollama, wanted, said);
    return await describe(model, read.data, wanted, signal);
  },

  startHint: (url) => {
    const { host, port } = new URL(url);
    return port === defaultPort ? "ollama serve" : `OLLAMA_HOST=${host} ollama serve`;
  },
};

async function nameOf(wanted: Wanted, signal: AbortSignal): Promise<string> {
  if (!isAnyModel(wanted.model)) return wanted.model;
  const said = await ask(ollama, wanted, { path: "/api/tags" }, signal);
  const have =
    tags()
      .safeParse(said.body)
      .data?.models.map((one) => one.name) ?? [];
  const [only, ...others] = have;
  if (only === undefined || others.length > 0) throw unclearModel(ollama.title, wanted, have);
  return only;
}

async function describe(
  model: string,
  read: Show,
  wanted: Wanted,
  signal: AbortSignal,
): Promise<Served> {
  const { capabilities, template } = read;
  const body = (await peek(wanted, "/api/version", signal))?.body;
  const build = version().safeParse(body).data?.version;
  const { family, parameter_size, quantization_level } = read.details ?? {};
  const parts = [build && `Ollama ${build}`, family, parameter_size, quantization_level];
  const identity = parts.filter(Boolean).join(" ");
  return {
    model,
    ...(await ollamaWindow(model, read, wanted, signal)),
    ...(identity === "" ? {} : { identity }),
    ...(template === undefined ? {} : { template }),
    ...(capabilities === undefined
      ? {}
      : {
          vision: capabilities.includes("vision"),
          thinking: capabilities.includes("thinking"),
          tools: capabilities.includes("tools"),
        }),
  };
}

/** OLLAMA_HOST as Ollama reads it: a host, a port, both, or an address; 0.0.0.0 is a server's view. */
function ollamaHost(env: Env): string | undefined {
  const written = env.OLLAMA_HOST?.trim();
  if (!written) return undefined;
  const hasScheme = /^https?:\/\//i.test(written);
  const full = fullUrl(written.startsWith(":") ? `localhost${written}` : written);
  if (!URL.canParse(full)) return undefined;
  const url = new URL(full);
  if (url.port === "" && !hasScheme) url.port = defaultPort;
  if (url.hostname === "0.0.0.0" || url.hostname === "[::]") url.hostname = "localhost";
  return url.href.replace(/\/+$/, "");
}
