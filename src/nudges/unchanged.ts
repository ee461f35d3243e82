import type { Nudge, NudgeView } from "../core/agent.ts";
import { fill } from "../lib/template.ts";
import type { NudgeWords } from "./words.ts";

/** Speaks when the task asks for a change and the run ends without one. */
export function unchangedNudge(
  words: NudgeWords,
  limit: number,
  expectsChange: (prompt: string) => boolean,
): Nudge {
  return {
    name: "unchanged",
    limit,
    onFinish: true,
    ask: (view) =>
      expectsChange(view.ledger.lastPrompt) ? demand(words, words.unchanged, view) : undefined,
  };
}

/** Speaks when a run that must change a file ends without a change, whatever the task says. */
export function requireChangeNudge(words: NudgeWords, limit: number): Nudge {
  return {
    name: "require-change",
    limit,
    onFinish: true,
    ask: (view) => demand(words, words.require_change, view),
  };
}

/** Silent where a change was made, cannot be made, or was forbidden. */
function demand(words: NudgeWords, template: string, view: NudgeView): string | undefined {
  const { ledger, tools } = view;
  const writers = tools.filter((tool) => tool.effect === "write").map((tool) => tool.schema.name);
  if (ledger.changed.length > 0 || ledger.denied || writers.length === 0) return undefined;
  const end = tools.find((tool) => tool.name === "finish")?.schema.name;
  const finish = end === undefined ? "" : fill(words.by_finish, { finish: end });
  return fill(template, { tools: writers.join(", "), finish });
}
