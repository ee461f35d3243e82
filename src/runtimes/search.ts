import { ModelError } from "../core/model.ts";
import { nearest } from "../lib/near.ts";
import { detectServers, type Found } from "./detect.ts";
import { runtimes } from "./index.ts";
import { namesOf } from "./missing.ts";
import { NothingServedError } from "./nothing-served.ts";
import type { Choice, Resolved } from "./resolve.ts";
import { findRow } from "./rows.ts";

const patientLimitMs = 1_400;

/** Finds a bare name among the live servers; without a name, the only model there is. */
export async function searchServers(choice: Choice, signal: AbortSignal): Promise<Resolved> {
  const { spec = "", env, servers, apiKey, detectLimitMs: limitMs } = choice;
  const options = { env, apiKey, ...(servers === undefined ? {} : { urls: servers }) };
  const quick = await detectServers({ ...options, limitMs }, signal);
  const first = pick(quick, spec);
  if (first !== undefined) return first;
  // A busy server may be late; where nothing listens, the second look costs nothing.
  const found = await detectServers({ ...options, limitMs: patientLimitMs }, signal);
  const second = pick(found, spec);
  if (second !== undefined) return second;
  throw spec === "" ? unnamed(found) : new ModelError("missing", notFound(spec, found));
}

/** The model of that name; without a name the only one there is. */
function pick(found: readonly Found[], spec: string): Resolved | undefined {
  if (spec === "") return onlyModel(found);
  for (const { runtime, url, models } of found) {
    const model = findName(models, spec);
    if (model !== undefined) return { type: "server", runtime, url, model };
  }
  return undefined;
}

function findName(models: readonly string[], spec: string): string | undefined {
  const rows = models.map((id) => ({ id }));
  return (findRow(rows, spec) ?? findRow(rows, `${spec}:latest`))?.id;
}

function onlyModel(found: readonly Found[]): Resolved | undefined {
  const [only, ...others] = found;
  const [model, ...moreModels] = only?.models ?? [];
  const isOnly = others.length === 0 && moreModels.length === 0;
  if (only === undefined || model === undefined || !isOnly) return undefined;
  return { type: "server", runtime: only.runtime, url: only.url, model };
}

function unnamed(found: readonly Found[]): ModelError {
  if (found.length === 0) return new NothingServedError("unreachable", `${noServers} ${howToName}`);
  const text = `Which model? Name one with -m. ${offers("", found)}`;
  const isNothing = found.every(({ models }) => models.length === 0);
  return isNothing ? new NothingServedError("missing", text) : new ModelError("missing", text);
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
