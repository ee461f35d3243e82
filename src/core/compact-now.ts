import type { Agent } from "./agent.ts";
import { messagesTokens } from "./budget.ts";
import { compactedNotice } from "./compact.ts";
import type { AgentEvent, Entry } from "./event.ts";
import { heal } from "./fold.ts";
import { askNotes, type Notes } from "./notes.ts";
import { type Running, startRun } from "./run.ts";
import { planFor, summarise } from "./shorten.ts";

export type CompactWish = {
  /** What the notes keep above all. */
  readonly focus?: string;
  /** Without the model: at once, from the record alone. */
  readonly fast?: boolean;
};

/** `nothing` and `cancelled` left the conversation as it was; the sentence says why. */
export type Compacted =
  | { readonly type: "compacted"; readonly tokensBefore: number; readonly tokensAfter: number }
  | { readonly type: "nothing" | "cancelled"; readonly text: string };

/** Of what the messages have now; the newest of them stay whole within it. */
const keptShare = 0.4;
const leastTokens = 600;

/** Shortens a conversation because a person asks so, in the way a full window does. */
export async function* compactNow(
  agent: Agent,
  history: readonly Entry[],
  { focus, fast = false }: CompactWish,
  signal: AbortSignal,
): AsyncGenerator<AgentEvent, Compacted> {
  const unlimited = { ...agent, limits: { ...agent.limits, timeoutMs: Number.POSITIVE_INFINITY } };
  const running = startRun(unlimited, history, false, signal);
  const { record } = running;
  for (const entry of heal(history)) yield record.add(entry);
  const has = messagesTokens(record.messages());
  if (record.ledger().turns === 0 || has < leastTokens) return nothing(has);
  const space = Math.min(Math.floor(has * keptShare), roomOf(running));
  const plan = planFor(running, space);
  const wish = { kept: plan.tail.kept, maxTokens: plan.notesTokens, asked: true };
  const notes = fast ? fastNotes : yield* askNotes(running, focus ? { ...wish, focus } : wish);
  if (signal.aborted) {
    return { type: "cancelled", text: "Cancelled; the conversation is as it was." };
  }
  const summary = summarise(running, plan, notes, space);
  if (summary === undefined) return nothing(has);
  const before = { expected: record.expectedTokens(), messages: record.messages().length };
  yield record.add(summary);
  yield record.add(compactedNotice(record, summary, notes, before));
  const tokensAfter = record.expectedTokens();
  return { type: "compacted", tokensBefore: before.expected, tokensAfter };
}

const fastNotes: Notes = { text: "", usage: {}, why: "you asked for the fast way" };

function nothing(tokens: number): Compacted {
  const text = `There is nothing to compact: the messages have about ${tokens.toLocaleString("en-US")} tokens.`;
  return { type: "nothing", text };
}

/** Estimated tokens that the messages may have at most. */
function roomOf({ agent, record }: Running): number {
  const room = agent.model.contextTokens - agent.limits.reserveTokens;
  return Math.max(0, Math.floor(room / record.tokenRatio()) - record.fixedTokens());
}
