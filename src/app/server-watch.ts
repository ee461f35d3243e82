import type { Around } from "../core/cache-break.ts";
import type { Entry } from "../core/event.ts";
import type { ToolSchema } from "../core/model.ts";
import type { Header } from "../session/header.ts";
import type { AgentFile } from "./agent-file.ts";

/** Knows how long the server was left alone, and what changed since the session that is gone on with. */
export interface ServerWatch {
  /** Of the time before the newest reply. */
  readonly around: () => Around;
  heard(entry: Entry): void;
}

export type Before = {
  readonly changed: readonly string[];
  /** When that session was last written to; absent in a new one. */
  readonly endedMs: number | undefined;
  readonly keepAliveMs: number;
};

export function watchServer(before: Before, now: () => number = Date.now): ServerWatch {
  const { keepAliveMs } = before;
  let { changed, endedMs } = before;
  let around: Around = { changed, keepAliveMs, pausedMs: 0 };
  return {
    around: () => around,
    heard(entry) {
      if (entry.type !== "reply") return;
      const pausedMs = endedMs === undefined ? 0 : Math.max(0, now() - entry.ms - endedMs);
      around = { changed, keepAliveMs, pausedMs };
      changed = [];
      endedMs = now();
    },
  };
}

/** What a server reads first, as a short word: the same in two sessions or not. */
export function prefixOf(system: string, tools: readonly ToolSchema[]): string {
  return Bun.hash(JSON.stringify([system, tools])).toString(36);
}

export type Now = Pick<Header, "agent" | "model" | "prefix" | "server">;

/** What is not as it was in the session that is gone on with. */
export function changedSince(was: Now | undefined, is: Now): readonly string[] {
  if (was === undefined) return [];
  const differs = (key: keyof Now) => was[key] !== undefined && was[key] !== is[key];
  if (differs("model")) return ["the model"];
  const server = differs("server") ? ["the server"] : [];
  if (differs("agent")) return ["the agent", ...server];
  return [...(differs("prefix") ? ["the system text or the tool list"] : []), ...server];
}

const ollamaKeepAliveMs = 5 * 60_000;
const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/** How long the server keeps a model loaded that nobody asks; only Ollama lets one go by itself. */
export function keepAliveMs(runtime: string, { keep_alive }: AgentFile): number {
  if (runtime !== "ollama") return Number.POSITIVE_INFINITY;
  if (keep_alive === undefined) return ollamaKeepAliveMs;
  const [, amount, unit = "s"] = /^(-?[\d.]+)(ms|s|m|h)?$/.exec(String(keep_alive).trim()) ?? [];
  const ms = Number(amount) * (unitMs[unit] ?? 1_000);
  if (Number.isNaN(ms)) return ollamaKeepAliveMs;
  return ms < 0 ? Number.POSITIVE_INFINITY : ms;
}
