// The small build of zod: a start waits for this file.
import * as z from "zod/mini";
import { onFirstUse } from "../lib/on-first-use.ts";
import { peek } from "./ask.ts";
import type { Served, Wanted } from "./types.ts";

/** The window we ask Ollama for when nobody chose one: room for an agent, and it fits most machines. */
export const defaultNumCtx = 16_384;

const running = onFirstUse(() =>
  z.looseObject({
    models: z.array(
      z.looseObject({
        name: z.string(),
        context_length: z.optional(z.number().check(z.positive())),
      }),
    ),
  }),
);

type Shown = {
  readonly parameters?: string | undefined;
  readonly model_info?: Readonly<Record<string, unknown>> | undefined;
};

/**
 * Ollama serves the window that a request names in `options.num_ctx`, so this is the one we shall
 * name: n_ctx, else the Modelfile's num_ctx, else a larger one the model is loaded with (another would
 * load it again), else a default; never more than the model was trained for.
 */
export async function ollamaWindow(
  model: string,
  shown: Shown,
  wanted: Wanted,
  signal: AbortSignal,
): Promise<Pick<Served, "contextTokens" | "source"> & { notice?: string }> {
  const ceiling = trainedTokens(shown);
  const chosen = configured(shown, wanted) ?? (await loaded(model, wanted, signal)) ?? byDefault;
  if (chosen.contextTokens <= ceiling) return chosen;
  const source = "Ollama /api/show context_length";
  if (wanted.nCtx === undefined) return { contextTokens: ceiling, source };
  const notice = `n_ctx is ${wanted.nCtx}, but "${model}" was trained for ${ceiling} tokens; ${ceiling} is used.`;
  return { contextTokens: ceiling, source, notice };
}

const byDefault = {
  contextTokens: defaultNumCtx,
  source: "localcode's default for Ollama; set n_ctx to change it",
};

function configured({ parameters }: Shown, { nCtx }: Wanted) {
  if (nCtx !== undefined) return { contextTokens: nCtx, source: "n_ctx" };
  const numCtx = Number(/^num_ctx\s+(\d+)/m.exec(parameters ?? "")?.[1]);
  if (numCtx > 0) return { contextTokens: numCtx, source: "Ollama /api/show num_ctx" };
  return undefined;
}

async function loaded(model: string, wanted: Wanted, signal: AbortSignal) {
  const body = (await peek(wanted, "/api/ps", signal))?.body;
  const models = running().safeParse(body).data?.models ?? [];
  const one = models.find(({ name }) => name === model || name === `${model}:latest`);
  const contextTokens = one?.context_length ?? 0;
  return contextTokens > defaultNumCtx
    ? { contextTokens, source: "Ollama /api/ps context_length" }
    : undefined;
}

function trainedTokens({ model_info = {} }: Shown): number {
  const entry = Object.entries(model_info).find(([key]) => key.endsWith(".context_length"));
  return typeof entry?.[1] === "number" && entry[1] > 0 ? entry[1] : Number.POSITIVE_INFINITY;
}
