import type { Agent } from "./agent.ts";
import type { PromptInput } from "./attachment.ts";
import { type AgentEvent, type Entry, isEntry } from "./event.ts";
import { pastOf } from "./flow.ts";
import { addToLedger, emptyLedger } from "./ledger.ts";
import { type Outcome, run } from "./run.ts";
import { runReport } from "./stage-report.ts";

/** A prompt as one run, whose end also says what it came to as a task. */
export async function* flatRun(
  agent: Agent,
  history: readonly Entry[],
  prompt: string | PromptInput | undefined,
  signal: AbortSignal,
): AsyncGenerator<AgentEvent, Outcome> {
  const from =
    prompt === undefined
      ? history.findLastIndex((entry) => entry.type === "end") + 1
      : history.length;
  const entries = history.slice(from);
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
  return step.value;
}
