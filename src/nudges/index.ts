import type { Nudge } from "../core/agent.ts";
import { announcedNudge } from "./announced.ts";
import { emptyNudge } from "./empty.ts";
import { minCallsNudge } from "./min-calls.ts";
import { requireChangeNudge, unchangedNudge } from "./unchanged.ts";
import type { NudgeWords } from "./words.ts";

export type NudgeOptions = {
  readonly words: NudgeWords;
  /** Whether a prompt asks for a change; a question gets no demand for one. */
  readonly expectsChange: (prompt: string) => boolean;
  /** Demands a change whatever the prompt says. Default: false. */
  readonly requireCodeChange?: boolean;
  /** Calls a run must make before it ends. Default: 0. */
  readonly minToolCalls?: number;
  /** How often one nudge may speak in a run. Default: 2. */
  readonly limitEach?: number;
  /** How often all of them together may speak in a run. Default: 6. */
  readonly maxTotal?: number;
};

const defaultLimitEach = 2;
const defaultMaxTotal = 6;

/** The nudges of a run, in the order in which they are asked. */
export function nudgesFor(options: NudgeOptions): readonly Nudge[] {
  const { words, expectsChange, minToolCalls = 0 } = options;
  const limit = options.limitEach ?? defaultLimitEach;
  const maxTotal = options.maxTotal ?? defaultMaxTotal;
  const nudges = [
    emptyNudge(words, limit),
    announcedNudge(words, limit),
    ...(minToolCalls > 0 ? [minCallsNudge(words, limit, minToolCalls)] : []),
    options.requireCodeChange
      ? requireChangeNudge(words, limit)
      : unchangedNudge(words, limit, expectsChange),
  ];
  return nudges.map((nudge) => withinTotal(nudge, maxTotal));
}

function withinTotal(nudge: Nudge, maxTotal: number): Nudge {
  return {
    ...nudge,
    ask: (view) => (view.ledger.nudges >= maxTotal ? undefined : nudge.ask(view)),
  };
}
