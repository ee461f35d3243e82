import { isLocalUrl } from "../lib/server-url.ts";
import type { Served, Wanted } from "./types.ts";

/** What most local servers serve when nobody chose a window. */
const assumedLocalTokens = 4_096;
const assumedCloudTokens = 32_768;

export type Told = { readonly tokens: number; readonly source: string };

type Window = Pick<Served, "contextTokens" | "source"> & { notice?: string };

/** The window to work with: what the server tells, held to the configured one; never a silent guess. */
export function windowFor(title: string, told: Told | undefined, wanted: Wanted): Window {
  const { nCtx } = wanted;
  if (told === undefined) return untold(title, wanted);
  if (nCtx === undefined || nCtx === told.tokens) {
    return { contextTokens: told.tokens, source: told.source };
  }
  if (nCtx < told.tokens) {
    return { contextTokens: nCtx, source: `n_ctx, below the ${told.tokens} of ${told.source}` };
  }
  const notice = `n_ctx is ${nCtx}, but ${title} serves ${told.tokens} tokens (${told.source}); ${told.tokens} is used.`;
  return { contextTokens: told.tokens, source: told.source, notice };
}

function untold(title: string, { url, model, nCtx }: Wanted): Window {
  if (nCtx !== undefined) return { contextTokens: nCtx, source: "n_ctx; the server does not tell" };
  const contextTokens = isLocalUrl(url) ? assumedLocalTokens : assumedCloudTokens;
  const notice = `${title} at ${url} does not tell the context window of "${model}"; ${contextTokens} tokens are assumed. Set n_ctx to the window it serves.`;
  return { contextTokens, source: "assumed: the server does not say; set n_ctx", notice };
}
