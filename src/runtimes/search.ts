import { ModelError } from "../core/model.ts";
import { nearest } from "../lib/near.ts";
import { detectServers, type Found } from "./detect.ts";
import { runtimes } from "./index.ts";
import { namesOf } from "./missing.ts";
import type { Choice, Resolved } from "./resolve.ts";
import { findRow } from "./rows.ts";

/** Finds a bare name among the live servers; without a name, the only model there is. */
export async function searchServers(choice: Choice, signal: AbortSignal): Promise<Resolved> {
  const { spec = "", env, servers, apiKey, detectLimitMs: limitMs } = choice;
  const urls = servers === undefined ? {} : { urls: servers };
  const found = await detectServers({ env, apiKey, limitMs, ...urls }, signal);
  if (spec === "") return onlyModel(found);
  for (const { runtime, url, models } of found) {
    const model = findName(models, spec);
    if (model !== undefined) return { type: "server", runtime, url, model };
  }
  throw new ModelError("missing", notFound(spec, found));
}

function findName(models: readonly string[], spec: string): string | undefined {
  const rows = models.map((id) => ({ id }));
  return (findRow(rows, spec) ?? findRow(rows, `${spec}:latest`))?.id;
}

function onlyModel(found: readonly Found[]): Resolved {
  const [only, ...others] = found;
  const [model, ...moreModels] = only?.models ?? [];
  if (only && model !== undefined && others.length === 0 && moreModels.length === 0) {
    return { type: "server", runtime: only.runtime, url: only.url, model };
  }
  if (only === undefined) throw new ModelError("unreachable", `${noServers} ${howToName}`);
  throw new ModelError("missing", `Which model? Name one with -m. ${offers("", found)}`);
}

const noServers = "No model server is running on this machine.";
const howToName =
  "Start one (ollama serve, llama-server -m MODEL.gguf --jinja) or name a file: -m MODEL.gguf.";

function notFound(spec: string, found: readonly Found[]): string {
  const slash = spec.indexOf("/");
  const prefixes = runtimes.flatMap((runtime) => runtime.prefixes.slice(0, 1));
  const what =
    slash > 0
      ? `There is no runtime or provider "${spec.slice(0, slash)}", and no running server has a model "${spec}". Runtimes: ${prefixes.join(", ")}.`
      : `No running server has a model "${spec}".`;
  return `${what} ${found.length === 0 ? `${noServers} ${howToName}` : offers(spec, found)}`;
}

function offers(spec: string, found: readonly Found[]): string {
  const all = found.flatMap((one) => one.models);
  const [near] = spec === "" ? [] : nearest(spec, all, 1);
  const guess = near === undefined ? "" : `Did you mean "${near}"? `;
  const lists = found.map(
    ({ runtime, url, models }) =>
      `${runtime.title} at ${url} has ${models.length === 0 ? "no models" : namesOf(spec, models)}.`,
  );
  return `${guess}${lists.join(" ")}`;
}
