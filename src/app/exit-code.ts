import type { EndReason } from "../core/event.ts";

/** The exit codes of cli.md, one per end. */
export const exitCodes = {
  done: 0,
  failed: 1,
  blocked: 1,
  empty: 1,
  unreachable: 3,
  missing: 4,
  "turn-limit": 5,
  "time-limit": 5,
  "token-limit": 5,
  truncated: 5,
  overflow: 6,
  denied: 7,
  loop: 8,
  cancelled: 130,
} as const satisfies Record<EndReason, number>;

export const wrongUse = 2;
