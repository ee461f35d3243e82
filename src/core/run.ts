import type { Agent } from "./agent.ts";
import { ask } from "./ask.ts";
import { runCalls } from "./calls.ts";
import { makeRoom } from "./compact.ts";
import type { AgentEvent, Entry } from "./event.ts";
import { heal } from "./fold.ts";
import { followEnd } from "./follow.ts";
import type { Ledger } from "./ledger.ts";
import { type Deadline, deadline, limitReached } from "./limits.ts";
import { openRecord, type RunRecord } from "./record.ts";
import type { End } from "./verdict.ts";

export type Outcome = End & { readonly text: string; readonly ledger: Ledger };

/** What one run carries from turn to turn. */
export type Running = {
  readonly agent: Agent;
  readonly record: RunRecord;
  readonly deadline: Deadline;
  /** How often each nudge has spoken. */
  readonly spoken: Map<string, number>;
};

/**
 * THE LOOP: one prompt, from a conversation to its end, as a stream of events. Nothing runs until it
 * is read. It always yields one `end` entry, and before it an answer to every call.
 */
export async function* run(
  agent: Agent,
  history: readonly Entry[],
  prompt: string,
  signal: AbortSignal,
): AsyncGenerator<AgentEvent, Outcome> {
  const record = openRecord(history);
  const limit = deadline(agent.limits.timeoutMs, signal);
  const running: Running = { agent, record, deadline: limit, spoken: new Map() };
  for (const entry of heal(record.messages())) yield record.add(entry);
  const opening = record.messages().length === 0 && agent.opening !== "" ? agent.opening : undefined;
  yield record.add({ type: "prompt", text: prompt, ...(opening ? { opening } : {}) });
  let end: End | undefined;
  while (end === undefined) {
    end = limitReached(agent.limits, record.runLedger()) ?? (yield* turn(running));
  }
  yield record.add({ type: "end", ...end });
  return { ...end, text: lastText(record), ledger: record.runLedger() };
}

async function* turn(running: Running): AsyncGenerator<AgentEvent, End | undefined> {
  const { agent, record, spoken } = running;
  const full = await makeRoom(running, "before");
  if (full) return full;
  const asked = yield* ask(running);
  if (asked.type === "full") return await makeRoom(running, "refused");
  if (asked.type === "end") return asked.end;
  const called = yield* runCalls(running, asked.reply);
  for (const text of agent.inbox()) yield record.add({ type: "prompt", text });
  if (called.type === "again") return undefined;
  if (called.type === "end" && called.end.reason !== "done") return called.end;
  const next = followEnd(agent, record, asked.reply, spoken, called.type === "end");
  if (next.type === "end") return next.end;
  yield record.add(next.entry);
  return undefined;
}

function lastText(record: RunRecord): string {
  const last = record.messages().findLast((message) => message.role === "assistant");
  return last?.role === "assistant" ? last.text : "";
}
