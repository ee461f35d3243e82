import type { Limits } from "./agent.ts";
import type { Ledger } from "./ledger.ts";
import type { End } from "./verdict.ts";

/** The limit a run has reached, if any; asked before every request. */
export function limitReached(limits: Limits, ledger: Ledger): End | undefined {
  if (ledger.turns >= limits.maxTurns) {
    return { reason: "turn-limit", detail: `The limit of ${limits.maxTurns} turns is reached.` };
  }
  if (ledger.totalTokens >= limits.maxTotalTokens) {
    const detail = `The limit of ${limits.maxTotalTokens} tokens is reached (${ledger.totalTokens} used).`;
    return { reason: "token-limit", detail };
  }
  return undefined;
}

export function timeLimitEnd(timeoutMs: number): End {
  return { reason: "time-limit", detail: `The limit of ${timeoutMs / 1000} seconds is reached.` };
}

export type Deadline = { readonly signal: AbortSignal; ended(): End };

/** One signal for the user's cancel and the run's time limit, which remembers which of them it was. */
export function deadline(timeoutMs: number, signal: AbortSignal): Deadline {
  const timer = Number.isFinite(timeoutMs) ? AbortSignal.timeout(timeoutMs) : undefined;
  return {
    signal: timer === undefined ? signal : AbortSignal.any([signal, timer]),
    ended: () =>
      signal.aborted || !timer?.aborted
        ? { reason: "cancelled", detail: "Cancelled." }
        : timeLimitEnd(timeoutMs),
  };
}
