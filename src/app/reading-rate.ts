import type { Progress, Usage } from "../core/model.ts";

/** Tokens a second; absent where nothing was learned yet. */
export type Rates = { readonly prefill?: number; readonly decode?: number };

export type Sample = {
  readonly usage: Usage;
  /** From the request until the first piece of the answer: what a server's own time is worth where it tells none. */
  readonly firstDeltaMs?: number;
  /** From the first piece until the end. */
  readonly restMs?: number;
};

/** How far a prompt is read. */
export type Reading = {
  /** From 0 to 1. */
  readonly share: number;
  readonly tokensDone: number;
  readonly total: number;
  /** Tokens a second; 0 where it is not known yet. */
  readonly rate: number;
  readonly secondsLeft: number | undefined;
  /** Learned, not said by the server: people are shown a "~". */
  readonly isEstimate: boolean;
};

const weightOfNew = 0.3;
/** Fewer tokens, or less time, tell more of the network than of the model. */
const leastRead = 200;
const leastWritten = 16;
const leastMs = 20;
/** An estimate never says that it is done. */
const mostEstimated = 0.99;

/** The rates after one more reply: an exponential average. */
export function learned(rates: Rates, { usage, firstDeltaMs, restMs }: Sample): Rates {
  const { inputTokens = 0, cachedTokens, outputTokens = 0 } = usage;
  // Where the server has a cache and does not say what was in it, the time tells nothing.
  const read =
    cachedTokens === undefined && !usage.prefillMs ? 0 : inputTokens - (cachedTokens ?? 0);
  const prefill = speed(read, usage.prefillMs ?? firstDeltaMs, leastRead);
  const decode = speed(outputTokens, usage.decodeMs ?? restMs, leastWritten);
  return { ...average("prefill", rates, prefill), ...average("decode", rates, decode) };
}

function speed(tokens: number, ms: number | undefined, least: number): number | undefined {
  if (ms === undefined || ms < leastMs || tokens < least) return undefined;
  return (tokens * 1_000) / ms;
}

function average(key: keyof Rates, rates: Rates, found: number | undefined): Rates {
  const known = rates[key];
  if (found === undefined) return known === undefined ? {} : { [key]: known };
  const value = known === undefined ? found : known + (found - known) * weightOfNew;
  return { [key]: Math.round(value * 10) / 10 };
}

export type Expecting = {
  readonly promptTokens: number;
  /** Tokens that the server most likely has in its cache. */
  readonly cachedGuess: number;
  readonly elapsedMs: number;
  readonly rates: Rates;
};

/** How far a silent server should be; undefined where nothing was learned of it. */
export function estimateReading(expecting: Expecting): Reading | undefined {
  const { promptTokens: total, elapsedMs, rates } = expecting;
  const { prefill: rate } = rates;
  if (rate === undefined || rate <= 0 || total <= 0) return undefined;
  const cached = Math.min(total, Math.max(0, expecting.cachedGuess));
  const read = (elapsedMs / 1_000) * rate;
  const tokensDone = Math.round(Math.min(total * mostEstimated, cached + read));
  const secondsLeft = Math.max(0, (total - cached - read) / rate);
  return { share: tokensDone / total, tokensDone, total, rate, secondsLeft, isEstimate: true };
}

/** How far a server says it is; `elapsedMs` is since its first report. */
export function measureReading(
  { done, total, cached }: Progress,
  elapsedMs: number,
  rates: Rates,
): Reading {
  const read = done - (cached ?? done);
  const rate = speed(read, elapsedMs, 1) ?? rates.prefill ?? 0;
  const secondsLeft = rate > 0 ? Math.max(0, total - done) / rate : undefined;
  const share = total > 0 ? Math.min(1, done / total) : 0;
  return { share, tokensDone: done, total, rate, secondsLeft, isEstimate: false };
}
