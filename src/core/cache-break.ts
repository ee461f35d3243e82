import type { Entry } from "./event.ts";
import { beginsAnew } from "./fold.ts";
import type { Usage } from "./model.ts";

/** What the record knows of the server's prompt cache, folded from the entries. */
export type CacheTrack = {
  /** The newest request that the server counted. */
  readonly former: { readonly inputTokens: number } | undefined;
  /** Only a server that has used its cache before can be said to have lost it. */
  readonly usesCache: boolean;
  /** Since that request. */
  readonly compacted: boolean;
  readonly unreachable: boolean;
  /** What the newest reply had to read again. */
  readonly lost: LostCache | undefined;
};

export type LostCache = {
  readonly tokens: number;
  /** What that took, where the server tells its times. */
  readonly ms?: number;
  readonly compacted: boolean;
  readonly unreachable: boolean;
  /** Replies in a row, this one included, that read again what they should not have had to; 0 where the cause is known. */
  readonly row: number;
};

/** What only the program around a run can know of the time since the request before. */
export type Around = {
  /** What is not as it was then: "the model", "the tools". */
  readonly changed: readonly string[];
  readonly pausedMs: number;
  /** How long the server keeps a model that nobody asks; Infinity where it does not let it go. */
  readonly keepAliveMs: number;
};

export const nothingAround: Around = {
  changed: [],
  pausedMs: 0,
  keepAliveMs: Number.POSITIVE_INFINITY,
};

export const newTrack: CacheTrack = {
  former: undefined,
  usesCache: false,
  compacted: false,
  unreachable: false,
  lost: undefined,
};

export function trackCache(track: CacheTrack, entry: Entry): CacheTrack {
  if (entry.type === "summary") return { ...track, compacted: true };
  // What the conversation begins with now was never sent before.
  if (beginsAnew(entry)) return { ...track, former: undefined };
  if (entry.type === "end" && entry.reason === "unreachable")
    return { ...track, unreachable: true };
  if (entry.type !== "reply" || !entry.usage.inputTokens) return track;
  const { inputTokens, cachedTokens = 0 } = entry.usage;
  return {
    former: { inputTokens },
    usesCache: track.usesCache || cachedTokens > 0,
    compacted: false,
    unreachable: false,
    lost: lostBy(track, entry.usage),
  };
}

const leastLost = 1_000;
const lostShare = 0.5;

function lostBy(track: CacheTrack, usage: Usage): LostCache | undefined {
  const { former, usesCache, compacted, unreachable } = track;
  const { inputTokens = 0, cachedTokens, prefillMs } = usage;
  if (former === undefined || !usesCache || cachedTokens === undefined) return undefined;
  // After a compaction nearly all of what there is now is new to the server.
  const had = compacted ? inputTokens : former.inputTokens;
  const tokens = Math.min(had, inputTokens) - cachedTokens;
  if (tokens < leastLost || tokens <= had * lostShare) return undefined;
  const read = inputTokens - cachedTokens;
  const ms = prefillMs === undefined ? {} : { ms: (prefillMs * tokens) / read };
  const row = compacted || unreachable ? 0 : (track.lost?.row ?? 0) + 1;
  return { tokens, ...ms, compacted, unreachable, row };
}

/** What it cost and why, for people; undefined where it was said often enough. */
export function cacheNotice(lost: LostCache, around: Around): string | undefined {
  const seconds = lost.ms === undefined ? 0 : Math.round(lost.ms / 1_000);
  const cost = seconds === 0 ? "" : `, which took ${seconds} s`;
  const read = `The server read ${lost.tokens.toLocaleString("en-US")} tokens again${cost}`;
  const why = knownCause(lost, around);
  if (why !== undefined) return `${read}: ${why}.`;
  if (lost.row === 1) return `${read}: another program may be using its cache.`;
  if (!isSaid(lost.row)) return undefined;
  return `${read}, as for ${lost.row} replies in a row: another program uses its cache, or it cannot keep one for this model.`;
}

/** A server that never keeps its cache is told of now and then, not with every reply. */
function isSaid(row: number): boolean {
  return row === 3 || row % 10 === 0;
}

function knownCause(
  { compacted, unreachable }: LostCache,
  { changed, pausedMs, keepAliveMs }: Around,
): string | undefined {
  if (compacted) return "the conversation was compacted";
  if (changed.length > 0) {
    return `${changed.join(" and ")} ${changed.length > 1 ? "are" : "is"} not as before`;
  }
  if (unreachable) return "it was gone in between and knows nothing of before";
  if (pausedMs <= keepAliveMs) return undefined;
  return `it keeps a model for ${minutes(keepAliveMs)}, and nothing was asked of it for ${minutes(pausedMs)}`;
}

function minutes(ms: number): string {
  const whole = Math.round(ms / 60_000);
  return whole < 1 ? `${Math.round(ms / 1_000)} s` : `${whole} min`;
}
