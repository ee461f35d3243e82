import { ModelError } from "../core/model.ts";
import type { Said } from "../lib/http-json.ts";
import { openaiBase } from "../lib/server-url.ts";
import { ask, type Named, peek } from "./ask.ts";
import { missingModel, unclearModel } from "./missing.ts";
import { findRow, isAnyModel, type ModelRow, modelRows, windowOf } from "./rows.ts";
import type { Address, Served, Wanted } from "./types.ts";
import { windowFor } from "./window.ts";

/** The names in a server's `/v1/models`; none where it has no such list. */
export async function listedModels(
  address: Address,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const said = await peek(address, listPath(address), signal);
  return (modelRows(said?.body) ?? []).map((row) => row.id);
}

/** `/v1/models`, or `/models` below an address that has a version of its own. */
export function listPath({ url }: Address): string {
  return `${openaiBase(url).slice(url.length)}/models`;
}

export type ListRules = {
  /** What to tell a person whose model is not in the list. */
  readonly fix: (model: string) => string;
  /** False where the server can serve models it does not list. */
  readonly strict: boolean;
};

/** The row of the wanted model in the server's list; undefined only where the list need not have it. */
export async function askRow(
  runtime: Named,
  wanted: Wanted,
  { fix, strict }: ListRules,
  signal: AbortSignal,
): Promise<ModelRow | undefined> {
  const said = await ask(runtime, wanted, { path: listPath(wanted) }, signal);
  const rows = modelRows(said.body);
  if (rows === undefined && strict) throw notThis(runtime, wanted, said);
  const have = (rows ?? []).map((row) => row.id);
  if (isAnyModel(wanted.model)) {
    if (rows?.length === 1) return rows[0];
    throw unclearModel(runtime.title, wanted, have);
  }
  const row = findRow(rows ?? [], wanted.model);
  if (row === undefined && strict) {
    throw missingModel(runtime.title, wanted, have, fix(wanted.model));
  }
  return row;
}

/** What a server serves that tells everything it will tell in its list. */
export async function servedByList(
  runtime: Named,
  wanted: Wanted,
  rules: ListRules,
  signal: AbortSignal,
): Promise<Served> {
  const row = await askRow(runtime, wanted, rules, signal);
  const window = row === undefined ? undefined : windowOf(row);
  const told = window && {
    tokens: window.tokens,
    source: `${runtime.title} ${listPath(wanted)} ${window.field}`,
  };
  return {
    model: row?.id ?? wanted.model,
    ...windowFor(runtime.title, told, wanted),
  };
}

/** The address answers, but not as this program does. */
export function notThis({ title }: Named, { url }: Wanted, said: Said): ModelError {
  const message = `The server at ${url} does not answer like ${title} (HTTP ${said.status}). Give only --url, and the server's kind is found out.`;
  return new ModelError("rejected", message, { status: said.status });
}
