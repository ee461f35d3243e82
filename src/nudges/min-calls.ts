import type { Nudge, NudgeView } from "../core/agent.ts";
import { namedTool } from "../core/find-tool.ts";
import { fill } from "../lib/template.ts";
import type { NudgeWords } from "./words.ts";

/** Speaks when a run ends before it made this many calls. */
export function minCallsNudge(words: NudgeWords, limit: number, min: number): Nudge {
  return {
    name: "min-calls",
    limit,
    onFinish: true,
    ask: (view) => {
      const made = callsMade(view);
      return made >= min ? undefined : fill(words.min_calls, { made, min });
    },
  };
}

/** The call that ends the run does not count as work. */
function callsMade({ reply, ledger, tools }: NudgeView): number {
  const finishes = reply.message.calls.filter(
    (call) => namedTool(tools, call.name)?.name === "finish",
  );
  return ledger.calls - finishes.length;
}
