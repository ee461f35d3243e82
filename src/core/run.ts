import type { Agent } from "./agent.ts";
import { ask } from "./ask.ts";
import { type PromptInput, promptInput, withoutImages } from "./attachment.ts";
import { fixedPart } from "./budget.ts";
import { cacheNotice, nothingAround } from "./cache-break.ts";
import { runCalls } from "./calls.ts";
import { makeRoom } from "./compact.ts";
import type { AgentEvent, Entry } from "./event.ts";
import { heal } from "./fold.ts";
import { followEnd } from "./follow.ts";
import type { Ledger } from "./ledger.ts";
import { leftOff, spokenIn, unfinishedFrom } from "./left-off.ts";
import { type Deadline, deadline, limitReached } from "./limits.ts";
import { openRecord, type RunRecord } from "./record.ts";
import { beginPhase, movePhase } from "./steer.ts";
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
 * is read. It always yields one `end` entry, and before it an answer to every call. Without a prompt it
 * goes on with the run that the history breaks off in.
 */
export async function* run(
  agent: Agent,
  history: readonly Entry[],
  prompt: string | PromptInput | undefined,
  signal: AbortSignal,
): AsyncGenerator<AgentEvent, Outcome> {
  const running = startRun(agent, history, prompt === undefined, signal);
  const { record } = running;
  for (const entry of heal(history)) yield record.add(entry);
  if (prompt !== undefined) {
    yield* addPrompt(running, prompt);
    yield* beginPhase(running);
  }
  let end = prompt === undefined ? yield* leftOff(running, history) : undefined;
  while (end === undefined) {
    end = limitReached(agent.limits, record.runLedger()) ?? (yield* turn(running));
  }
  yield record.add({ type: "end", ...end });
  return { ...end, text: lastText(record), ledger: record.runLedger() };
}

/** What a run begins with; `resumed` where it goes on with the one that the history breaks off in. */
export function startRun(
  agent: Agent,
  history: readonly Entry[],
  resumed: boolean,
  signal: AbortSignal,
): Running {
  const tools = agent.tools.map((tool) => tool.schema);
  const runStart = resumed ? unfinishedFrom(history) : history.length;
  return {
    agent,
    record: openRecord({ history, fixed: fixedPart(agent.system, tools), runStart }),
    deadline: deadline(agent.limits.timeoutMs, signal),
    spoken: spokenIn(history.slice(runStart)),
  };
}

/** An image for a model that takes none is left out, which is said. */
export function* addPrompt(
  { agent, record }: Running,
  prompt: string | PromptInput,
): Generator<AgentEvent> {
  const { name, images } = agent.model;
  const whole = promptInput(prompt);
  const { input, notice } = images === false ? withoutImages(whole, name) : { input: whole };
  yield record.add(promptEntry(agent, record, input));
  if (notice !== undefined) yield record.add({ type: "notice", text: notice });
}

function promptEntry(agent: Agent, record: RunRecord, input: PromptInput): Entry {
  const { text, attachments = [] } = input;
  const first = record.messages().length === 0 && agent.opening !== "";
  return {
    type: "prompt",
    text,
    ...(first ? { opening: agent.opening } : {}),
    ...(attachments.length > 0 ? { attachments } : {}),
  };
}

async function* turn(running: Running): AsyncGenerator<AgentEvent, End | undefined> {
  const { agent, record, spoken } = running;
  const full = yield* makeRoom(running, "before");
  if (full) return full;
  const asked = yield* ask(running);
  if (asked.type === "full") return yield* makeRoom(running, "refused");
  if (asked.type === "end") return asked.end;
  yield* tellReread(running);
  const called = yield* runCalls(running, asked.reply);
  if (called.type === "end" && called.end.reason !== "done") return called.end;
  const prompts = agent.inbox();
  for (const prompt of prompts) yield* addPrompt(running, prompt);
  if (called.type === "again") yield* movePhase(running);
  // What was typed meanwhile is answered, also where the model was done with what came before.
  if (called.type === "again" || prompts.length > 0) return undefined;
  const next = followEnd(agent, record, asked.reply, spoken, called.type === "end");
  if (next.type === "end") return next.end;
  yield record.add(next.entry);
  return undefined;
}

/** Says why the server read again what it had in its cache: such a turn takes minutes, not seconds. */
function* tellReread({ agent, record }: Running): Generator<AgentEvent> {
  const lost = record.lostCache();
  const text = lost && cacheNotice(lost, agent.around?.() ?? nothingAround);
  if (text !== undefined) yield record.add({ type: "notice", text });
}

/** The last thing the model said; where it ended by a call, what it said in that. */
function lastText(record: RunRecord): string {
  const last = record.messages().findLast((message) => message.role === "assistant");
  const said = last?.role === "assistant" ? last.text : "";
  return said.trim() === "" ? record.runLedger().finish : said;
}
