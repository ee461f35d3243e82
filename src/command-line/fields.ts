import { mergeFields } from "../app/merge.ts";
import type { SettingsFile } from "../app/settings.ts";
import { listOf, numberOf, textOf, type Written } from "./flags.ts";

/** What the flags set, as fields: the highest layer of the configuration. Throws ConfigError. */
export async function fieldsFrom(written: Written): Promise<SettingsFile> {
  const text = (name: string) => textOf(written, name);
  const number = (name: string) => numberOf(written, name);
  const fields = {
    agent: text("agent"),
    model: text("model"),
    url: text("url"),
    model_path: text("model-path"),
    permission_mode: text("permission-mode"),
    sandbox: text("sandbox"),
    flow: text("flow"),
    max_turns: number("max-turns"),
    temperature: number("temperature"),
    top_p: number("top-p"),
    top_k: number("top-k"),
    min_p: number("min-p"),
    max_tokens: number("max-tokens"),
    seed: number("seed"),
    n_ctx: number("n-ctx"),
    n_threads: number("threads"),
    logs: text("logs"),
    offline: written.flags.has("offline") ? true : undefined,
  };
  const limits = {
    timeout_seconds: number("timeout"),
    max_total_tokens: number("max-tokens-total"),
  };
  const phase = text("phase");
  const fixed = { seed: 42, temperature: 0, n_threads: 1, cache: false };
  const layers: readonly SettingsFile[] = [
    written.flags.has("deterministic") ? fixed : {},
    // The choices and kinds of the flag table are those of the fields.
    defined(fields) as SettingsFile,
    Object.keys(defined(limits)).length === 0 ? {} : { limits: defined(limits) },
    phase === undefined ? {} : ({ phase_control: { mode: phase } } as SettingsFile),
    ...(await assigned(listOf(written, "set"))),
  ];
  return layers.reduce(mergeFields);
}

async function assigned(assignments: readonly string[]): Promise<readonly SettingsFile[]> {
  if (assignments.length === 0) return [];
  const { fieldFromFlag } = await import("../app/set-field.ts");
  return assignments.map(fieldFromFlag);
}

function defined(fields: object): Record<string, unknown> {
  const set = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(set);
}
