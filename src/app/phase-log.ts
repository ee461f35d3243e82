import type { Config } from "./config.ts";

/** Where phase events go besides the session's JSONL, which always has them. */
export type PhaseLog = { readonly shown: boolean; readonly dumped: boolean };

const nothing: ReadonlySet<string> = new Set(["off", "false", "none", "no", "0"]);

/** `phase_log`, or LOCALCODE_PHASE_LOG over it; a word that means yes means both. */
export function phaseLogOf({ fields, env }: Pick<Config, "fields" | "env">): PhaseLog {
  const word = String(env.LOCALCODE_PHASE_LOG || fields.phase_log || "off").toLowerCase();
  if (nothing.has(word)) return { shown: false, dumped: false };
  return { shown: word !== "log", dumped: word !== "stdout" };
}
