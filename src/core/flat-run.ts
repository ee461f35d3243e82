import type { Agent } from "./agent.ts";
import type { PromptInput } from "./attachment.ts";
import { type AgentEvent, type Entry, isEntry } from "./event.ts";
import { pastOf } from "./flow.ts";
import { addToLedger, emptyLedger } from "./ledger.ts";
import { type Outcome, run } from "./run.ts";
import { runReport } from "./run-report.ts";

export type FlatOptions = {
  /** What is said at the end in the model's place, by how many runs there were. */
  readonly finished?: ((tries: number) => string | undefined) | undefined;
};

/** A prompt as one run, whose end also says what it came to as a task. */
export async function* flatRun(
  agent: Agent,
  { finished }: FlatOptions,
  history: readonly Entry[],
  prompt: string | PromptInput | undefined,
  signal: AbortSignal,
): AsyncGenerator<AgentEvent, Outcome> {
  const ended = history.findLastIndex((entry) => entry.type === "end") + 1;
  const entries = history.slice(prompt === undefined ? ended : history.length);
  const events = run(agent, history, prompt, signal);
  let step = await events.next();
  while (!step.done) {
    const event = step.value;
    if (isEntry(event)) entries.push(event);
    if (event.type !== "end") yield event;
    else {
      const ledger = entries.reduce(addToLedger, emptyLedger);
      yield { ...event, task: runReport(pastOf(entries), ledger, event, 0) };
    }
    step = await events.next();
  }
  const tries = history.filter((entry) => entry.type === "end").length + 1;
  const text = step.value.reason === "done" ? finished?.(tries) : undefined;
  return text === undefined ? step.value : { ...step.value, text };
}
